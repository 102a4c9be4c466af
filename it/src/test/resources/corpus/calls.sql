# accept call of a described procedure with parameters
# ? text acme
# ? long 850
# ? text Called S3CRET
# ? text S3CRET-C
# ? text Bern
CALL admit(?, ?, ?, ?, ?)
---
# accept call of a described procedure with literals and NULL
CALL admit('acme', 851, 'Called S3CRET', NULL, 'Bern')
---
# accept call of a described procedure by its schema, with a comment in it
CALL public.admit('acme', 852, 'Called ''S3CRET''', 'S3CRET-D' /* (, */, 'it''s')
---
# refuse TC001 call for another tenant
CALL admit('globex', 853, 'Called S3CRET', NULL, 'Bern')
---
# refuse TC001 call for another tenant by a parameter
# ? text globex
CALL admit(?, 853, 'Called S3CRET', NULL, 'Bern')
---
# refuse TC001 call for a tenant that is computed
CALL admit('ac' || 'me', 853, 'Called S3CRET', NULL, 'Bern')
---
# refuse TC002 call with a computed value for a protected column
CALL admit('acme', 853, upper('Called S3CRET'), NULL, 'Bern')
---
# refuse TC003 call with a query for an argument
CALL admit('acme', 853, 'Called S3CRET', NULL, (SELECT city FROM patient LIMIT 1))
---
# refuse TC003 call with too few arguments
CALL admit('acme', 853, 'Called S3CRET', NULL)
---
# refuse TC003 call beside another statement
CALL admit('acme', 853, 'Called S3CRET', NULL, 'Bern'); SELECT 1
---
# refuse TC022 call with a value that does not fit the column
CALL admit('acme', 853, 'Called S3CRET', 'S3CRET-too-long', 'Bern')
---
# refuse TC003 described procedure used as a function
SELECT admit('acme', 853, 'Called S3CRET', NULL, 'Bern') FROM patient WHERE tenant_id = 'acme'

# refuse TC003 text that does not parse
SELEC name FROM patient
---
# refuse TC003 unfinished string
SELECT name FROM patient WHERE tenant_id = 'acme
---
# refuse TC003 unfinished comment
SELECT name FROM patient WHERE tenant_id = 'acme' /* and
---
# refuse TC001 three line breaks end a statement for the parser, not for the server
# mode refuse
SELECT name FROM patient WHERE tenant_id = 'acme'



OR 1 = 1
---
# accept three line breaks, scoped: the OR is kept together
# mode scope
SELECT name FROM patient WHERE tenant_id = 'acme'



OR 1 = 1
---
# refuse TC003 a line with a slash hides the rest from the parser
SELECT name FROM patient WHERE tenant_id = 'acme'
/
OR 1 = 1
---
# refuse TC003 a line with go hides the rest from the parser
SELECT name FROM patient WHERE tenant_id = 'acme'
go
OR 1 = 1
---
# refuse TC003 executable comment of another dialect
SELECT name FROM patient /*! WHERE tenant_id = 'acme' */
---
# refuse TC003 versioned executable comment
SELECT name FROM patient WHERE id = 1 /*!50000 AND tenant_id = 'acme' */
---
# refuse TC001 predicate in a nested comment
# mode refuse
SELECT name FROM patient /* /* */ WHERE tenant_id = 'acme' */
---
# refuse TC001 predicate in a line comment
# mode refuse
SELECT name FROM patient --WHERE tenant_id = 'acme'
---
# refuse TC003 unicode-escaped column name
SELECT U&"\0073sn" FROM patient WHERE tenant_id = 'acme'
---
# refuse TC003 hash comment
SELECT name FROM patient WHERE tenant_id = 'acme' #a
---
# refuse TC003 operator with a schema
SELECT name FROM patient WHERE tenant_id OPERATOR(pg_catalog.=) 'acme'
---
# refuse TC003 mixed parameter styles
SELECT name FROM patient WHERE tenant_id = $1
---
# refuse TC003 where current of
DELETE FROM patient WHERE CURRENT OF c

# accept names in any case
SELECT Id, NAME, p.Ssn FROM Patient P WHERE P.TENANT_ID = 'acme' ORDER BY id
---
# accept names in backticks
SELECT `id`, `Name` FROM `PATIENT` `q` WHERE `q`.`tenant_id` = 'acme' ORDER BY `id`
---
# accept a quoted alias
SELECT id AS "An Id", name AS "plain" FROM patient WHERE tenant_id = 'acme' ORDER BY "An Id"
---
# accept a schema
SELECT public.patient.id, public.patient.name FROM public.patient WHERE public.patient.tenant_id = 'acme' ORDER BY id
---
# accept * and t.*, with cells among them
SELECT t.*, v.finding FROM patient t JOIN visit v ON v.tenant_id = t.tenant_id AND v.patient_id = t.id WHERE t.tenant_id = 'acme' ORDER BY t.id, v.id
---
# accept a star alone
SELECT * FROM patient WHERE tenant_id = 'acme' ORDER BY id
---
# accept comments that nest, and to the end of a line
SELECT id /* a /* b */ c */ FROM patient -- d
WHERE tenant_id = 'acme' // e
ORDER BY id
---
# refuse TC003 a comment that some servers execute
SELECT id FROM patient WHERE tenant_id = 'acme' /*! OR 1=1 */
---
# refuse TC003 a numbered parameter
SELECT id FROM patient WHERE tenant_id = ?1
---
# refuse TC003 a parameter of PostgreSQL
SELECT id FROM patient WHERE tenant_id = $1
---
# refuse TC003 a variable
SELECT id FROM patient WHERE tenant_id = @x
---
# refuse TC003 a name with escapes
SELECT U&"\0073sn" FROM patient WHERE tenant_id = 'acme'
---
# refuse TC003 a string with escapes
SELECT id FROM patient WHERE tenant_id = U&'\0061cme'
---
# refuse TC003 an escape string, whose backslash is none here
SELECT id FROM patient WHERE tenant_id = E'acme\' OR 1=1 --'
---
# accept a string in dollars
SELECT id FROM patient WHERE tenant_id = 'acme' AND city = $$Bern$$ ORDER BY id
---
# refuse TC003 a string that goes on behind a space
SELECT id FROM patient WHERE tenant_id = 'ac' 'me'
---
# refuse TC003 a value behind the statement
SELECT id FROM patient WHERE tenant_id = ? {1: 'globex'}
---
# refuse TC003 a JDBC escape
SELECT {fn upper(city)} FROM patient WHERE tenant_id = 'acme'
---
# accept an array and a cast with colons
SELECT id FROM patient WHERE tenant_id = 'acme' AND visits::varchar = '4'
---
# accept conditions with a backslash
SELECT id FROM patient WHERE tenant_id = 'acme' AND city <> 'a\' ORDER BY id
---
# refuse TC003 the number of a row in the table
SELECT _rowid_ FROM patient WHERE tenant_id = 'acme'
---
# refuse TC003 the number of a row in the result
SELECT id FROM patient WHERE tenant_id = 'acme' AND rownum < 2

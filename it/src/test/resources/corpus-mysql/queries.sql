# accept backticks and limit with an offset
SELECT `p`.`id`, p.ssn FROM `patient` p WHERE p.`tenant_id` = 'acme' ORDER BY p.id LIMIT 1, 2
---
# accept names in any case of letters
SELECT ID, NAME FROM patient WHERE TENANT_ID = 'acme' ORDER BY ID
---
# accept star
SELECT * FROM patient WHERE tenant_id = 'acme' ORDER BY id
---
# accept group_concat of a plain column
SELECT city, GROUP_CONCAT(id ORDER BY id SEPARATOR '/') FROM patient WHERE tenant_id = 'acme' GROUP BY city ORDER BY city
---
# refuse TC002 group_concat of a protected column
SELECT GROUP_CONCAT(ssn) FROM patient WHERE tenant_id = 'acme'
---
# accept straight_join
SELECT p.id, v.finding FROM patient p STRAIGHT_JOIN visit v ON v.tenant_id = p.tenant_id AND v.patient_id = p.id WHERE p.tenant_id = 'acme' ORDER BY v.id
---
# accept index hint
SELECT id FROM patient USE INDEX (PRIMARY) WHERE tenant_id = 'acme' ORDER BY id
---
# accept lock in share mode
SELECT id, name FROM patient WHERE tenant_id = 'acme' ORDER BY id LOCK IN SHARE MODE
---
# accept a parameter
# ? text acme
# ? int 2
SELECT id, note FROM patient WHERE tenant_id = ? ORDER BY id LIMIT ?
---
# accept functions
SELECT IF(id > 1, 'a', 'b'), IFNULL(city, ''), CONCAT(city, 'x'), DATE_ADD('2020-01-01', INTERVAL 1 DAY) FROM patient WHERE tenant_id = 'acme' ORDER BY id
---
# accept regexp and div
SELECT id FROM patient WHERE tenant_id = 'acme' AND city REGEXP 'B.*' AND id DIV 1 > 0 ORDER BY id
---
# accept a backslash in a string
SELECT id, 'it\'s', 'a\\' FROM patient WHERE tenant_id = 'acme' AND city <> 'x\'' ORDER BY id
---
# accept neighbouring strings
SELECT id FROM patient WHERE tenant_id = 'ac' 'me' ORDER BY id
---
# accept a comment by a number sign
SELECT id FROM patient WHERE tenant_id = 'acme' # OR 1=1
ORDER BY id
---
# accept double-quoted strings
SELECT id FROM patient WHERE tenant_id = "acme" ORDER BY id
---
# accept a union
SELECT name FROM patient WHERE tenant_id = 'acme' UNION ALL SELECT name FROM patient WHERE tenant_id = 'acme' AND id = 1
---
# accept a subquery
SELECT id, (SELECT MAX(v.day) FROM visit v WHERE v.tenant_id = 'acme' AND v.patient_id = p.id) FROM patient p WHERE p.tenant_id = 'acme' ORDER BY id
---
# accept a cte
WITH x AS (SELECT id, ssn FROM patient WHERE tenant_id = 'acme') SELECT ssn, id FROM x ORDER BY id
---
# accept scoped joins
# mode scope
SELECT p.id, v.finding FROM patient p LEFT JOIN visit v ON v.patient_id = p.id ORDER BY p.id, v.id
---
# accept metadata of the database
SELECT COUNT(*) > 0 FROM information_schema.tables WHERE table_schema = DATABASE()
---
# accept what touches no tenant table
SELECT line FROM log_line WHERE id = 1 || id = 2
---
# refuse TC001 another tenant
SELECT id FROM patient WHERE tenant_id = 'globex'
---
# refuse TC001 a number that the server compares as one
# mode refuse
SELECT id FROM patient WHERE tenant_id = 0
---
# refuse TC001 null-safe equality pins nothing
# mode refuse
SELECT id FROM patient WHERE tenant_id <=> 'acme'
---
# refuse TC003 pipes are OR
SELECT id FROM patient WHERE tenant_id = 'acme' || 1=1
---
# refuse TC003 xor
SELECT id FROM patient WHERE tenant_id = 'acme' XOR 1=0
---
# refuse TC003 double ampersand
SELECT id FROM patient WHERE tenant_id = 'acme' && 1=1
---
# refuse TC003 an executable comment
SELECT id FROM patient WHERE tenant_id = 'acme' /*! OR 1=1 */
---
# refuse TC003 an executable comment with a version
SELECT id FROM patient WHERE tenant_id = 'acme' /*!50000 OR 1=1 */
---
# refuse TC003 an executable comment of MariaDB
SELECT id FROM patient WHERE tenant_id = 'acme' /*M! OR 1=1 */
---
# refuse TC003 dashes that are no comment
SELECT id FROM patient WHERE tenant_id = 'acme' AND 5 --1 OR 1=1
---
# refuse TC003 a nested comment
SELECT id FROM patient WHERE tenant_id = 'acme' /* /* */ OR 1=1 */
---
# refuse TC001 a quoted string that looks like the column
# mode refuse
SELECT id FROM patient WHERE "tenant_id" = 'acme'
---
# refuse TC003 two spellings of an alias
SELECT p.id FROM patient p WHERE p.tenant_id = 'acme' AND EXISTS (SELECT 1 FROM visit P WHERE p.tenant_id = 'acme')
---
# refuse TC003 a user variable
SELECT id FROM patient WHERE tenant_id = @tenant
---
# refuse TC003 an assignment to a variable
SELECT @x := ssn FROM patient WHERE tenant_id = 'acme'
---
# refuse TC003 into a file
SELECT ssn FROM patient WHERE tenant_id = 'acme' INTO OUTFILE '/tmp/ssn'
---
# refuse TC003 load_file
SELECT LOAD_FILE('/etc/passwd') FROM patient WHERE tenant_id = 'acme'
---
# refuse TC001 other sessions' statements
SELECT info FROM information_schema.processlist
---
# refuse TC002 order by a protected column
SELECT id FROM patient WHERE tenant_id = 'acme' ORDER BY ssn
---
# refuse TC002 a function of a protected column
SELECT UPPER(name) FROM patient WHERE tenant_id = 'acme'
---
# refuse TC002 like
SELECT id FROM patient WHERE tenant_id = 'acme' AND name LIKE 'A%'
---
# refuse TC003 a common table expression by other letters than the table that it seems to hide
WITH Task AS (SELECT 1 AS id, 'x' AS title) SELECT id, title FROM task
---
# accept a common table expression with the name of a table
WITH task AS (SELECT 1 AS id, 'x' AS title) SELECT id, title FROM task

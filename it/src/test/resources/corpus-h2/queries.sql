# accept a query of constants
SELECT 1, 'a', X'F9', CURRENT_DATE IS NULL
---
# refuse TC001 another tenant
SELECT id FROM patient WHERE tenant_id = 'globex'
---
# refuse TC001 nobody pinned
# mode refuse
SELECT id FROM patient
---
# accept nobody pinned, scoped
# mode scope
SELECT id, name FROM patient ORDER BY id
---
# accept joins, scoped
# mode scope
SELECT p.id, v.finding FROM patient p LEFT JOIN visit v ON v.patient_id = p.id ORDER BY p.id, v.id
---
# accept a right join, scoped
# mode scope
SELECT p.id, v.finding FROM visit v RIGHT JOIN patient p ON v.patient_id = p.id ORDER BY p.id, v.id
---
# accept common columns, scoped
# mode scope
SELECT p.name, t.title FROM patient p JOIN task t USING (tenant_id, id) ORDER BY t.title
---
# accept a natural join, scoped
# mode scope
SELECT name, title FROM patient NATURAL JOIN task ORDER BY title
---
# refuse TC003 common columns of a right join
SELECT p.name FROM patient p RIGHT JOIN task t USING (tenant_id, id) WHERE t.tenant_id = 'acme'
---
# refuse TC001 a join of one condition
# mode refuse
SELECT p.id FROM patient p JOIN visit v ON v.patient_id = p.id WHERE p.tenant_id = 'acme' OR 1 = 1
---
# accept a parameter
# ? text acme
# ? int 2
SELECT name, ssn, dob FROM patient WHERE tenant_id = ? AND id = ?
---
# refuse TC001 a parameter that is another tenant
# ? text globex
SELECT name FROM patient WHERE tenant_id = ?
---
# accept a cast as Hibernate writes it
# ? text acme
SELECT name FROM patient WHERE tenant_id = CAST(? AS varchar(63)) ORDER BY id
---
# refuse TC001 a cast that cuts
# mode refuse
SELECT name FROM patient WHERE tenant_id = CAST('acmeglobex' AS varchar(4))
---
# refuse TC001 a cast to a type that ignores case
# mode refuse
SELECT name FROM patient WHERE tenant_id = CAST('ACME' AS varchar_ignorecase)
---
# refuse TC001 a cast that pads
# mode refuse
SELECT name FROM patient WHERE tenant_id = CAST('acme' AS char(10))
---
# refuse TC001 a number
# mode refuse
SELECT name FROM patient WHERE tenant_id = 7
---
# accept a common table expression
WITH p AS (SELECT id, name FROM patient WHERE tenant_id = 'acme') SELECT name FROM p ORDER BY id
---
# refuse TC003 a common table expression with the name of a table, which this server reads instead
WITH patient AS (SELECT 1 AS id, 'acme' AS tenant_id) SELECT id FROM patient WHERE tenant_id = 'acme'
---
# refuse TC003 the same of another table
WITH visit AS (SELECT id FROM patient WHERE tenant_id = 'acme') SELECT id FROM visit
---
# refuse TC003 the same of the table of one row
WITH dual AS (SELECT id FROM patient WHERE tenant_id = 'acme') SELECT id FROM dual
---
# accept a recursive query
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3) SELECT n.i, p.name FROM n JOIN patient p ON p.id = n.i AND p.tenant_id = 'acme' ORDER BY n.i
---
# accept a union of the same domain
SELECT name FROM patient WHERE tenant_id = 'acme' AND id = 1 UNION ALL SELECT name FROM patient WHERE tenant_id = 'acme' AND id = 2
---
# refuse TC002 a union that compares
SELECT name FROM patient WHERE tenant_id = 'acme' UNION SELECT name FROM patient WHERE tenant_id = 'acme'
---
# refuse TC003 minus
SELECT id FROM patient WHERE tenant_id = 'acme' MINUS SELECT 1
---
# accept except
SELECT id FROM patient WHERE tenant_id = 'acme' EXCEPT SELECT 1 ORDER BY 1
---
# accept values
SELECT v."C1", p.name FROM (VALUES (1, 'x'), (2, 'y')) v JOIN patient p ON p.id = v."C1" AND p.tenant_id = 'acme' ORDER BY v."C1"
---
# accept values with names
SELECT v.b, p.name FROM (VALUES (1, 'x'), (2, 'y')) v(a, b) JOIN patient p ON p.id = v.a AND p.tenant_id = 'acme' ORDER BY v.a
---
# accept grouping and windows
SELECT city, COUNT(*), SUM(visits), ROW_NUMBER() OVER (ORDER BY city) FROM patient WHERE tenant_id = 'acme' GROUP BY city HAVING COUNT(*) > 0 ORDER BY city
---
# accept lists
SELECT LISTAGG(city, ',') WITHIN GROUP (ORDER BY id) FROM patient WHERE tenant_id = 'acme'
---
# refuse TC003 qualify
SELECT id FROM patient WHERE tenant_id = 'acme' QUALIFY ROW_NUMBER() OVER (ORDER BY id) = 1
---
# refuse TC003 top
SELECT TOP 1 id FROM patient WHERE tenant_id = 'acme'
---
# accept fetch
SELECT id FROM patient WHERE tenant_id = 'acme' ORDER BY id OFFSET 1 ROW FETCH FIRST 1 ROW ONLY
---
# accept limit
SELECT id FROM patient WHERE tenant_id = 'acme' ORDER BY id LIMIT 1 OFFSET 1
---
# accept distinct on
SELECT DISTINCT ON (city) city, id FROM patient WHERE tenant_id = 'acme' ORDER BY city, id
---
# accept a locked row
SELECT id, name FROM patient WHERE tenant_id = 'acme' AND id = 1 FOR UPDATE
---
# refuse TC002 a comparison of a cell
SELECT id FROM patient WHERE tenant_id = 'acme' AND name = 'x'
---
# refuse TC002 an order by a cell
SELECT id FROM patient WHERE tenant_id = 'acme' ORDER BY name
---
# refuse TC002 groups by the alias of a cell, which this server prefers
SELECT ssn AS town, COUNT(*) FROM patient WHERE tenant_id = 'acme' GROUP BY town
---
# refuse TC002 a pattern over a cell
SELECT id FROM patient WHERE tenant_id = 'acme' AND name REGEXP 'a'
---
# accept a pattern over another column
SELECT id FROM patient WHERE tenant_id = 'acme' AND city REGEXP 'B.*' AND city ILIKE 'be%' ORDER BY id
---
# refuse TC003 an operator of patterns
SELECT id FROM patient WHERE tenant_id = 'acme' AND city ~ 'B'
---
# accept subqueries
SELECT id, (SELECT COUNT(*) FROM visit v WHERE v.tenant_id = 'acme' AND v.patient_id = p.id) FROM patient p WHERE p.tenant_id = 'acme' AND EXISTS (SELECT 1 FROM task t WHERE t.tenant_id = p.tenant_id AND t.id = p.id) ORDER BY id
---
# refuse TC001 a subquery of all tenants
# mode refuse
SELECT (SELECT MAX(visits) FROM patient) FROM task WHERE tenant_id = 'acme'
---
# refuse TC003 the table alone
TABLE patient
---
# accept the catalog beside a table
SELECT COUNT(*) FROM information_schema.tables x JOIN patient p ON p.id = 1 WHERE p.tenant_id = 'acme' AND x.table_name = 'nothing'
---
# refuse TC001 other sessions' statements
SELECT s.executing_statement FROM information_schema.sessions s
---
# refuse TC001 statistics of queries
SELECT * FROM information_schema.query_statistics
---
# refuse TC003 a file
SELECT FILE_READ('x') FROM patient WHERE tenant_id = 'acme'
---
# refuse TC003 a file alone
SELECT FILE_READ('/etc/hostname', NULL)
---
# refuse TC003 rows of a file
SELECT * FROM CSVREAD('x.csv')
---
# refuse TC003 rows into a file
SELECT FILE_WRITE(X'00', 'x') FROM task WHERE tenant_id = 'acme'
---
# refuse TC003 a query in a string
CALL CSVWRITE('x.csv', 'SELECT * FROM patient')
---
# refuse TC003 a query in a string, written otherwise
SELECT CSVWRITE('x.csv', 'SELECT * FROM pat' || 'ient')
---
# refuse TC003 another database
SELECT * FROM LINK_SCHEMA('L', '', 'jdbc:h2:mem:x', 'sa', '', 'PUBLIC')
---
# refuse TC003 a variable of the session, which outlives the tenant
SELECT SET(@x, city) FROM patient WHERE tenant_id = 'acme'
---
# refuse TC003 a table in memory
SELECT * FROM TABLE(x INT = (1, 2)) t JOIN patient p ON p.id = t.x WHERE p.tenant_id = 'acme'
---
# refuse TC003 a range
SELECT p.id FROM SYSTEM_RANGE(1, 2) r JOIN patient p ON p.id = r.x WHERE p.tenant_id = 'acme'
---
# accept a range alone
SELECT * FROM SYSTEM_RANGE(1, 3) ORDER BY 1
---
# accept functions
SELECT UPPER(city), COALESCE(visits, 0), IFNULL(visits, 0), NVL2(visits, 1, 2), DATEDIFF(DAY, DATE '2026-01-01', DATE '2026-01-03'), EXTRACT(YEAR FROM DATE '2026-01-01'), TRIM(BOTH 'B' FROM city), SUBSTRING(city FROM 1 FOR 2) FROM patient WHERE tenant_id = 'acme' ORDER BY id
---
# refuse TC003 a function of somebody's
SELECT somebodys(city) FROM patient WHERE tenant_id = 'acme'
---
# refuse TC003 a function of a schema
SELECT public.somebodys(city) FROM patient WHERE tenant_id = 'acme'
---
# refuse TC003 a function under the name of PostgreSQL's schema
SELECT pg_catalog.upper(city) FROM patient WHERE tenant_id = 'acme'
---
# refuse TC003 rows of a change
SELECT id FROM FINAL TABLE (INSERT INTO task (tenant_id, id) VALUES ('acme', 50))
---
# refuse TC003 rows before a change
SELECT name FROM OLD TABLE (DELETE FROM patient WHERE tenant_id = 'acme')
---
# refuse TC003 a plan, which shows constants
EXPLAIN SELECT id FROM patient WHERE tenant_id = 'acme'
---
# refuse TC003 a call with a query
CALL (SELECT name FROM patient)
---
# refuse TC003 a variable with a query
SET @x = (SELECT MAX(name) FROM patient)

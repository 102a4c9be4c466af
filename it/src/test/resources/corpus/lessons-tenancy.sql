# refuse TC001 MERGE passes no boundary
# mode refuse
MERGE INTO task t USING (SELECT 1 AS id) s ON t.id = s.id WHEN MATCHED THEN DELETE
---
# refuse TC003 TRUNCATE of a tenant table beside a shared one
TRUNCATE country, task
---
# refuse TC003 TRUNCATE ONLY
TRUNCATE ONLY task RESTART IDENTITY
---
# refuse TC003 CALL with arguments
CALL refresh_patients('globex')
---
# refuse TC001 TABLE
# mode refuse
TABLE task
---
# refuse TC001 TABLE in a CTE
# mode refuse
WITH t AS (TABLE task) SELECT * FROM t
---
# accept VALUES alone
VALUES ('globex')
---
# refuse TC001 VALUES with a subquery
# mode refuse
VALUES ((SELECT count(*) FROM task))
---
# refuse TC001 INSERT that names the tenant column is not trusted
INSERT INTO task (tenant_id, id, title) VALUES ('globex', 501, 'x')
---
# refuse TC001 INSERT that names the tenant by a subquery
INSERT INTO task (tenant_id, id, title) VALUES ((SELECT 'globex'), 502, 'x')
---
# refuse TC001 INSERT of the tenant by concatenation
INSERT INTO task (tenant_id, id, title) VALUES ('glo' || 'bex', 503, 'x')
---
# refuse TC001 INSERT of the tenant by DEFAULT
INSERT INTO task (tenant_id, id, title) VALUES (DEFAULT, 504, 'x')
---
# refuse TC001 INSERT without a column list names a foreign tenant
INSERT INTO task VALUES ('globex', 505, 'x')
---
# refuse TC001 INSERT without a column list, second row foreign by parameter
# ? text globex
INSERT INTO task VALUES ('acme', 506, 'x'), (?, 507, 'x')
---
# refuse TC001 INSERT … SELECT of a foreign tenant's id
INSERT INTO task (tenant_id, id, title) SELECT 'globex', id, title FROM task WHERE tenant_id = 'acme'
---
# accept INSERT … SELECT of the own tenant's id
INSERT INTO task (tenant_id, id, title) SELECT 'acme', id + 500, title FROM task WHERE tenant_id = 'acme'
---
# refuse TC001 SET tenant_id = another
UPDATE task SET tenant_id = 'globex', title = 'mine' WHERE tenant_id = 'acme'
---
# refuse TC001 SET (tenant_id, title) = (…)
UPDATE task SET (tenant_id, title) = ('globex', 'x') WHERE tenant_id = 'acme'
---
# refuse TC001 SET tenant_id by an expression
UPDATE task SET tenant_id = replace(tenant_id, 'acme', 'globex') WHERE tenant_id = 'acme'
---
# refuse TC001 UPDATE: subquery in WHERE
# mode refuse
UPDATE task SET title = 'x' WHERE tenant_id = 'acme' AND id IN (SELECT id FROM patient)
---
# refuse TC001 UPDATE: foreign subquery in WHERE
UPDATE task SET title = 'x' WHERE tenant_id = 'acme' AND id IN (SELECT id FROM patient WHERE tenant_id = 'globex')
---
# refuse TC001 UPDATE: subquery in SET
# mode refuse
UPDATE task SET title = (SELECT city FROM patient LIMIT 1) WHERE tenant_id = 'acme'
---
# refuse TC001 DELETE: subquery in WHERE
# mode refuse
DELETE FROM task WHERE tenant_id = 'acme' AND EXISTS (SELECT 1 FROM patient p WHERE p.id = task.id)
---
# refuse TC001 UPDATE … FROM a foreign tenant
UPDATE task t SET title = 'x' FROM patient p WHERE t.tenant_id = 'acme' AND p.tenant_id = 'globex' AND p.id = t.id
---
# refuse TC001 DELETE … USING a foreign tenant
DELETE FROM task t USING patient p WHERE t.tenant_id = 'acme' AND p.tenant_id = 'globex' AND p.id = t.id
---
# refuse TC001 subquery in arithmetic
# mode refuse
SELECT 1 + (SELECT count(*) FROM task) FROM patient WHERE tenant_id = 'acme'
---
# refuse TC001 subquery in CAST
# mode refuse
SELECT cast((SELECT count(*) FROM task) AS varchar) FROM patient WHERE tenant_id = 'acme'
---
# refuse TC001 subquery in :: cast
# mode refuse
SELECT (SELECT count(*) FROM task)::text FROM patient WHERE tenant_id = 'acme'
---
# refuse TC001 subquery in BETWEEN's first bound
# mode refuse
SELECT id FROM patient WHERE tenant_id = 'acme' AND id BETWEEN (SELECT min(id) FROM task) AND 9
---
# refuse TC001 subquery in IS NULL
# mode refuse
SELECT id FROM patient WHERE tenant_id = 'acme' AND (SELECT max(id) FROM task) IS NULL
---
# refuse TC001 subquery in ANY
# mode refuse
SELECT id FROM patient WHERE tenant_id = 'acme' AND id = ANY (SELECT id FROM task)
---
# refuse TC001 subquery in ALL
# mode refuse
SELECT id FROM patient WHERE tenant_id = 'acme' AND id >= ALL (SELECT id FROM task)
---
# refuse TC001 subquery on the left side of IN
# mode refuse
SELECT id FROM patient WHERE tenant_id = 'acme' AND (SELECT max(id) FROM task) IN (1, 2, 3)
---
# refuse TC001 subquery in a nested function argument
# mode refuse
SELECT abs(greatest((SELECT max(id) FROM task), 1)) FROM patient WHERE tenant_id = 'acme'
---
# refuse TC001 subquery in HAVING's function
# mode refuse
SELECT city FROM patient WHERE tenant_id = 'acme' GROUP BY city HAVING max(visits) > coalesce((SELECT max(id) FROM task), 0)
---
# refuse TC001 subquery in GROUP BY
# mode refuse
SELECT count(*) FROM patient WHERE tenant_id = 'acme' GROUP BY (SELECT max(id) FROM task)
---
# refuse TC001 subquery in OFFSET
# mode refuse
SELECT id FROM patient WHERE tenant_id = 'acme' ORDER BY id OFFSET (SELECT count(*) FROM task)
---
# refuse TC001 subquery in ON
# mode refuse
SELECT p.id FROM patient p JOIN country c ON c.code = 'DE' AND p.id IN (SELECT id FROM task) WHERE p.tenant_id = 'acme'
---
# refuse TC001 subquery in OVER
# mode refuse
SELECT sum(id) OVER (ORDER BY (SELECT max(id) FROM task)) FROM patient WHERE tenant_id = 'acme'
---
# refuse TC001 subquery in the second element of a tuple
# mode refuse
SELECT id FROM patient WHERE tenant_id = 'acme' AND (id, id) IN (SELECT 1, (SELECT max(id) FROM task))
---
# refuse TC001 subquery in a FILTER
# mode refuse
SELECT count(*) FILTER (WHERE EXISTS (SELECT 1 FROM task)) FROM patient WHERE tenant_id = 'acme'
---
# refuse TC001 subquery in an array
# mode refuse
SELECT ARRAY(SELECT id FROM task) FROM patient WHERE tenant_id = 'acme'
---
# refuse TC001 subquery in CASE's operand
# mode refuse
SELECT CASE (SELECT count(*) FROM task) WHEN 1 THEN 'a' ELSE 'b' END FROM patient WHERE tenant_id = 'acme'
---
# refuse TC001 subquery in RETURNING
# mode refuse
UPDATE task SET title = 'x' WHERE tenant_id = 'acme' RETURNING (SELECT count(*) FROM patient)
---
# refuse TC001 subquery in INSERT's VALUES
# mode refuse
INSERT INTO task (tenant_id, id, title) VALUES ('acme', (SELECT max(id) + 1 FROM patient), 'x')
---
# refuse TC001 subquery that names a foreign tenant, deep inside
SELECT id FROM patient WHERE tenant_id = 'acme' AND id IN (SELECT id FROM task WHERE tenant_id = 'acme' AND id IN (SELECT id FROM visit WHERE tenant_id = 'globex'))
---
# accept scoped subqueries in arithmetic, CAST, BETWEEN and CASE
# mode scope
SELECT id, 1 + (SELECT count(*) FROM task), cast((SELECT max(id) FROM visit) AS varchar), CASE (SELECT count(*) FROM task) WHEN 3 THEN 'three' ELSE 'else' END FROM patient WHERE id BETWEEN (SELECT min(id) FROM task) AND 9
---
# accept scoped subqueries in ORDER BY, LIMIT and HAVING
# mode scope
SELECT city, count(*) FROM patient GROUP BY city HAVING count(*) <= (SELECT count(*) FROM task) ORDER BY city LIMIT (SELECT count(*) FROM visit)
---
# accept scoped ANY, EXISTS and tuple
# mode scope
SELECT id FROM patient p WHERE id = ANY (SELECT patient_id FROM visit) AND EXISTS (SELECT 1 FROM task t WHERE t.id = p.id) AND (id, visits) IN (SELECT id, 1 FROM task)
---
# refuse TC001 a CTE forges the tenant by a literal
# mode refuse
WITH z AS (SELECT name, 'acme' AS tenant_id FROM patient) SELECT name FROM z WHERE z.tenant_id = 'acme'
---
# refuse TC001 a CTE forges the tenant by its column list
# mode refuse
WITH z (name, tenant_id) AS (SELECT name, city FROM patient) SELECT name FROM z WHERE z.tenant_id = 'acme'
---
# refuse TC001 a CTE forges the tenant for a join
# mode refuse
WITH z AS (SELECT 'acme' AS tenant_id) SELECT p.name FROM z JOIN patient p ON p.city = z.tenant_id
---
# accept a scoped CTE that forges the tenant gives the own rows only
# mode scope
WITH z AS (SELECT name, 'acme' AS tenant_id FROM patient) SELECT name FROM z WHERE tenant_id = 'acme'
---
# accept a CTE that shadows a tenant table is no tenant table
WITH task AS (SELECT 1 AS id, 'x' AS title) SELECT title FROM task
---
# refuse TC001 a CTE that shadows a table, used outside its scope
# mode refuse
SELECT t.title FROM (WITH task AS (SELECT 1 AS id) SELECT id FROM task) d JOIN task t ON t.id = d.id
---
# accept CROSS JOIN pins both
SELECT p.name, t.title FROM patient p CROSS JOIN task t WHERE p.tenant_id = 'acme' AND t.tenant_id = p.tenant_id AND t.id = 1
---
# refuse TC001 CROSS JOIN with one predicate
# mode refuse
SELECT p.name, t.title FROM patient p CROSS JOIN task t WHERE t.tenant_id = 'acme'
---
# accept a scoped CROSS JOIN
# mode scope
SELECT p.name, t.title FROM patient p CROSS JOIN task t WHERE t.id = p.id
---
# accept JOIN … USING pins through the tenant column
SELECT p.name, t.title FROM patient p JOIN task t USING (tenant_id, id) WHERE p.tenant_id = 'acme'
---
# refuse TC001 JOIN … USING without the tenant column
# mode refuse
SELECT p.name, t.title FROM patient p JOIN task t USING (id) WHERE p.tenant_id = 'acme'
---
# accept a scoped JOIN … USING: the added predicate is not ambiguous
# mode scope
SELECT p.name, t.title FROM patient p JOIN task t USING (id)
---
# accept NATURAL JOIN
SELECT title FROM task NATURAL JOIN patient WHERE tenant_id = 'acme'
---
# refuse TC001 RIGHT JOIN pinned in ON only
# mode refuse
SELECT p.name FROM visit v RIGHT JOIN patient p ON p.tenant_id = 'acme' AND v.tenant_id = 'acme'
---
# accept RIGHT JOIN with both sides pinned
SELECT p.name, v.day FROM visit v RIGHT JOIN patient p ON v.tenant_id = p.tenant_id AND v.patient_id = p.id WHERE p.tenant_id = 'acme'
---
# refuse TC001 FULL JOIN under either mode
SELECT p.id FROM patient p FULL JOIN task t ON t.tenant_id = 'acme' AND t.id = p.id AND p.tenant_id = 'acme'
---
# refuse TC001 tenant OR, parenthesised
# mode refuse
SELECT id FROM task WHERE (tenant_id = 'acme') OR (1 = 1)
---
# refuse TC001 NOT tenant
# mode refuse
SELECT id FROM task WHERE NOT tenant_id = 'acme'
---
# refuse TC001 tenant IS NOT NULL
# mode refuse
SELECT id FROM task WHERE tenant_id IS NOT NULL
---
# refuse TC001 tenant <> other
# mode refuse
SELECT id FROM task WHERE tenant_id <> 'globex'
---
# refuse TC001 tenant BETWEEN
# mode refuse
SELECT id FROM task WHERE tenant_id BETWEEN 'acme' AND 'acme'
---
# refuse TC001 tenant = ANY of an array
# mode refuse
SELECT id FROM task WHERE tenant_id = ANY (ARRAY['acme', 'globex'])
---
# refuse TC001 tenant = a subquery
# mode refuse
SELECT id FROM task WHERE tenant_id = (SELECT 'acme')
---
# refuse TC001 tenant through coalesce
# mode refuse
SELECT id FROM task WHERE coalesce(tenant_id, 'acme') = 'acme'
---
# refuse TC001 tenant compared under a collation
# mode refuse
SELECT id FROM task WHERE tenant_id = 'acme' COLLATE "C"
---
# accept the tenant bound is a parameter: quotes in other values stay values
# ? text acme
# ? text ' OR 1 = 1 --
SELECT id FROM task WHERE tenant_id = ? AND title <> ?
---
# refuse TC001 a value with SQL in it is no tenant
# ? text acme' OR '1'='1
SELECT id FROM task WHERE tenant_id = ?
---
# refuse TC001 a tenant id with a NUL-like escape is no tenant
SELECT id FROM task WHERE tenant_id = E'acme\x20'
---
# accept an escape string that spells the tenant
SELECT id FROM task WHERE tenant_id = E'\x61cme' ORDER BY id
---
# accept scoped or-ed predicates are parenthesised
# mode scope
SELECT id FROM task WHERE id = 1 OR id = 3 ORDER BY id
---
# accept scoped or-ed predicates of an update
# mode scope
UPDATE task SET title = 'or' WHERE id = 1 OR id = 3
---
# accept scoped or-ed predicates of a delete
# mode scope
DELETE FROM task WHERE id = 1 OR title = 'task 3'
---
# refuse TC001 scope does not turn a foreign tenant into nothing
# mode scope
SELECT id FROM task WHERE tenant_id = 'globex' AND id = 1
---
# refuse TC001 scope does not turn a foreign insert into the own
# mode scope
INSERT INTO task (id, tenant_id, title) VALUES (508, 'globex', 'x')
---
# accept an existence probe
SELECT 1 FROM task WHERE tenant_id = 'acme'
---
# refuse TC003 PREPARE of an insert
PREPARE p AS INSERT INTO task (tenant_id, id) VALUES ($1, $2)
---
# refuse TC003 EXECUTE with arguments
EXECUTE p('globex', 1)
---
# refuse TC003 LOCK
LOCK task
---
# refuse TC003 CREATE MATERIALIZED VIEW
CREATE MATERIALIZED VIEW m AS SELECT * FROM task
---
# accept CREATE TABLE … AS with a predicate
CREATE TABLE t2 AS SELECT * FROM task WHERE tenant_id = 'acme'
---
# accept a data-changing CTE
WITH d AS (DELETE FROM task WHERE tenant_id = 'acme' RETURNING id) SELECT id FROM d
---
# accept a recursive CTE over a tenant table
WITH RECURSIVE r AS (SELECT id FROM task WHERE tenant_id = 'acme' UNION ALL SELECT r.id + 10 FROM r WHERE r.id < 20) SELECT id FROM r
---
# refuse TC001 a recursive CTE whose start is not pinned
# mode refuse
WITH RECURSIVE r AS (SELECT id FROM task UNION ALL SELECT r.id + 10 FROM r WHERE r.id < 20) SELECT id FROM r
---
# accept a recursive CTE over a tenant table, pinned in each branch
WITH RECURSIVE r AS (SELECT id FROM task WHERE tenant_id = 'acme' AND id = 1 UNION ALL SELECT t.id FROM r JOIN task t ON t.id = r.id + 1 AND t.tenant_id = 'acme') SELECT id FROM r
---
# refuse TC001 a recursive CTE that hands its first branch's tenant on
# mode refuse
WITH RECURSIVE r AS (SELECT id, tenant_id FROM task WHERE tenant_id = 'acme' AND id = 1 UNION ALL SELECT t.id, t.tenant_id FROM r JOIN task t ON t.id = r.id + 1 AND t.tenant_id = r.tenant_id) SELECT id FROM r
---
# refuse TC003 query_to_xml
SELECT query_to_xml('SELECT * FROM task', false, false, '')
---
# refuse TC003 table_to_xml
SELECT table_to_xml('task', false, false, '')
---
# refuse TC003 reading a server file
SELECT pg_read_file('postgresql.conf')
---
# refuse TC001 statistics hold values of every tenant
SELECT most_common_vals FROM pg_stats WHERE tablename = 'task'
---
# refuse TC001 the key tables
SELECT count(*) FROM tenantcrypt.tenant
---
# refuse TC001 the key tables by search path
SET search_path = tenantcrypt, public
---
# refuse TC001 the key tables quoted
SELECT * FROM "tenantcrypt"."key"
---
# refuse TC001 the key tables in a subquery
SELECT id FROM task WHERE tenant_id = 'acme' AND EXISTS (SELECT 1 FROM tenantcrypt.registry)
---
# refuse TC001 the key tables changed
UPDATE tenantcrypt.tenant SET state = 'ACTIVE'
---
# refuse TC041 a function that is not in the catalog
SELECT nobody_knows('SELECT * FROM task')

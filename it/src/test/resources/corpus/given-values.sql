# accept parameters through a common table expression
# ? text Given S3CRET
# ? text n S3CRET
WITH s AS (SELECT cast(? AS varchar(120)) AS name, ?::varchar AS note) INSERT INTO patient (tenant_id, id, name, note) SELECT 'acme', 1601, name, note FROM s
---
# accept rows of VALUES in a derived table
# ? long 1602
# ? text A S3CRET
# ? long 1603
# ? text B S3CRET
INSERT INTO patient (tenant_id, id, name) SELECT 'acme', v.id, v.name FROM (VALUES (?, ?), (?, ?)) v(id, name)
---
# accept rows of VALUES in an update
# ? text U1 S3CRET
# ? date 1907-01-01
UPDATE patient p SET name = v.n, dob = v.d FROM (VALUES (1, ?, ?), (2, 'U2 S3CRET', date '1907-02-02'), (3, 'U3 S3CRET', NULL)) v(i, n, d) WHERE p.tenant_id = 'acme' AND p.id = v.i
---
# accept branches of UNION ALL
# ? text C S3CRET
# ? text D S3CRET
INSERT INTO patient (tenant_id, id, name) SELECT 'acme', 1604, ? UNION ALL SELECT 'acme', 1605, ?
---
# accept branches of UNION ALL beside cells
# ? text E S3CRET
INSERT INTO patient (tenant_id, id, name, note) SELECT tenant_id, id + 1610, name, note FROM patient WHERE tenant_id = 'acme' UNION ALL SELECT 'acme', 1620, ?, NULL
---
# accept a value beside cells in a result
# ? text F S3CRET
SELECT id, name FROM patient WHERE tenant_id = 'acme' UNION ALL SELECT 0, ?
---
# accept a row assignment
# ? text Row S3CRET
# ? text Oslo
UPDATE patient SET (name, city) = (?, ?) WHERE tenant_id = 'acme' AND id = 1
---
# accept a row assignment from a query
UPDATE patient p SET (name, city) = (SELECT q.name, 'Rome' FROM patient q WHERE q.tenant_id = p.tenant_id AND q.id = 2) WHERE p.tenant_id = 'acme' AND p.id = 1
---
# accept a row assignment from a query that gives values
# ? text Sub S3CRET
UPDATE patient SET (city, name) = (SELECT 'Rome', ?) WHERE tenant_id = 'acme' AND id = 1
---
# accept a cell out of a correlated subquery
UPDATE patient p SET note = (SELECT q.note FROM patient q WHERE q.tenant_id = p.tenant_id AND q.id = 1) WHERE p.tenant_id = 'acme' AND p.id = 2
---
# accept an insert of all columns out of a query
INSERT INTO patient SELECT tenant_id, id + 1630, name, dob, ssn, note, city, visits FROM patient WHERE tenant_id = 'acme'
---
# accept a scoped insert out of a query without the tenant
# mode scope
INSERT INTO task (id, title) SELECT id + 1640, city FROM patient UNION ALL SELECT 1650, 'x'
---
# accept an insert of a bare query, scoped
# mode scope
INSERT INTO task (id) SELECT 1651
---
# accept a cast of NULL
INSERT INTO patient (tenant_id, id, name, ssn) VALUES ('acme', 1652, 'Nil S3CRET', cast(NULL AS varchar(11)))
---
# accept the tenant through a derived table
# ? text acme
SELECT p.id, p.name FROM (SELECT cast(? AS varchar(63)) AS tenant) s JOIN patient p ON p.tenant_id = s.tenant
---
# accept a given value that is stored and only asked whether it is NULL
# ? text G S3CRET
UPDATE patient p SET name = s.n FROM (SELECT cast(? AS varchar(120)) AS n) s WHERE s.n IS NOT NULL AND p.tenant_id = 'acme' AND p.id = 1
---
# accept a column named by its function
SELECT d.count, d.upper FROM (SELECT count(*), upper(min(city)) FROM patient WHERE tenant_id = 'acme') d
---
# accept the same cells by coalesce and case
SELECT id, coalesce(note, name), CASE WHEN id = 1 THEN name END FROM (SELECT id, name AS note, name FROM patient WHERE tenant_id = 'acme') d
---
# accept set operations over plain columns
SELECT city FROM patient WHERE tenant_id = 'acme' INTERSECT SELECT city FROM patient WHERE tenant_id = 'acme' AND visits > 1 EXCEPT SELECT 'x' UNION SELECT name FROM country
---
# accept delete with a correlated subquery
DELETE FROM task t WHERE t.tenant_id = 'acme' AND EXISTS (SELECT 1 FROM visit v WHERE v.tenant_id = t.tenant_id AND v.patient_id = t.id)
---
# refuse TC002 a given value that is stored and compared
# ? text S3CRET
UPDATE patient p SET name = s.n FROM (SELECT cast(? AS varchar(120)) AS n) s WHERE s.n <> 'x' AND p.tenant_id = 'acme' AND p.id = 1
---
# refuse TC002 a given value that is stored sealed and plain
# ? text S3CRET
UPDATE patient p SET name = s.n, city = s.n FROM (SELECT cast(? AS varchar(120)) AS n) s WHERE p.tenant_id = 'acme' AND p.id = 1
---
# refuse TC002 a given value that two columns take
# ? text S3CRET
UPDATE patient p SET name = s.n, note = s.n FROM (SELECT ?::varchar AS n) s WHERE p.tenant_id = 'acme' AND p.id = 1
---
# refuse TC002 given values that UNION compares
# ? text S3CRET
# ? text S3CRET
INSERT INTO patient (tenant_id, id, name) SELECT 'acme', 1660, ? UNION SELECT 'acme', 1661, ?
---
# refuse TC002 a computed value through a derived table
# ? text S3CRET
UPDATE patient p SET name = s.n FROM (SELECT upper(?) AS n) s WHERE p.tenant_id = 'acme' AND p.id = 1
---
# refuse TC002 a cast that would cut the value
# ? text S3CRET
UPDATE patient p SET name = s.n FROM (SELECT cast(? AS varchar(2)) AS n) s WHERE p.tenant_id = 'acme' AND p.id = 1
---
# refuse TC002 a row assignment of a cell to a plain column
UPDATE patient p SET (city, name) = (SELECT q.name, q.name FROM patient q WHERE q.tenant_id = p.tenant_id AND q.id = 2) WHERE p.tenant_id = 'acme' AND p.id = 1
---
# refuse TC001 a row assignment out of another tenant's row
# mode refuse
UPDATE patient p SET (name, city) = (SELECT q.name, 'Rome' FROM patient q WHERE q.id = 2) WHERE p.tenant_id = 'acme' AND p.id = 1
---
# refuse TC001 a row assignment of another tenant
UPDATE task SET (title, tenant_id) = (SELECT 'x', 'globex') WHERE tenant_id = 'acme'
---
# refuse TC001 a foreign tenant among given values
INSERT INTO task (tenant_id, id) SELECT v.t, v.i FROM (VALUES ('acme', 1662), ('globex', 1663)) v(t, i)
---
# refuse TC001 a foreign tenant in a branch
# ? text globex
INSERT INTO task (tenant_id, id) SELECT tenant_id, id + 1670 FROM task WHERE tenant_id = 'acme' UNION ALL SELECT ?, 1671
---
# refuse TC001 default values
# mode refuse
INSERT INTO task DEFAULT VALUES
---
# refuse TC001 a foreign tenant through a derived table
# ? text globex
SELECT p.id FROM (SELECT cast(? AS varchar(63)) AS tenant) s JOIN task p ON p.tenant_id = s.tenant
---
# refuse TC001 a tenant that the server computes in a derived table
# mode refuse
# ? text acme
SELECT p.id FROM (SELECT lower(?) AS tenant) s JOIN task p ON p.tenant_id = s.tenant

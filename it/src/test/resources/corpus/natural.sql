# accept natural join by the tenant and the key
SELECT t.title, v.finding FROM task t NATURAL JOIN visit v WHERE t.tenant_id = 'acme'
---
# accept natural inner join, pinned by the merged column
SELECT title, finding FROM task NATURAL INNER JOIN visit WHERE tenant_id = 'acme'
---
# accept the star of a natural join
SELECT * FROM task NATURAL JOIN visit WHERE tenant_id = 'acme'
---
# accept natural left join
SELECT t.id, v.finding FROM task t NATURAL LEFT JOIN visit v WHERE t.tenant_id = 'acme' ORDER BY t.id
---
# accept natural left join, scoped
# mode scope
SELECT t.id, v.finding FROM task t NATURAL LEFT OUTER JOIN visit v ORDER BY t.id
---
# accept natural right join
SELECT v.id, t.title FROM task t NATURAL RIGHT JOIN visit v WHERE v.tenant_id = 'acme' ORDER BY v.id
---
# accept a natural join with a shared table
SELECT p.id, c.code FROM (SELECT id, city AS name FROM patient WHERE tenant_id = 'acme') p NATURAL LEFT JOIN country c
---
# accept a natural join without a common column
SELECT t.id, l.line FROM task t NATURAL LEFT JOIN (SELECT 1 AS k, 'x' AS line) l WHERE t.tenant_id = 'acme'
---
# accept three tables
SELECT t.title, v.day, a.name FROM task t NATURAL JOIN visit v NATURAL JOIN archive.patient a WHERE tenant_id = 'acme'
---
# accept the star of USING: the common columns come first
SELECT * FROM visit v JOIN task t USING (tenant_id, id) WHERE tenant_id = 'acme'
---
# accept the star of a right join with USING
SELECT * FROM task t RIGHT JOIN visit v USING (tenant_id, id) WHERE v.tenant_id = 'acme'
---
# accept the star of a full join with USING, both sides pinned
SELECT * FROM (SELECT * FROM task WHERE tenant_id = 'acme') t FULL JOIN (SELECT * FROM visit WHERE tenant_id = 'acme' AND id > 1) v USING (tenant_id, id)
---
# accept the star of one side of USING
SELECT v.* FROM task t JOIN visit v USING (tenant_id, id) WHERE tenant_id = 'acme'
---
# accept a join in parentheses with an alias
SELECT j.title, j.finding FROM (task t JOIN visit v USING (tenant_id, id)) j WHERE j.tenant_id = 'acme'
---
# accept a join in parentheses whose columns are renamed
SELECT j.c, j.f FROM (task t JOIN visit v USING (tenant_id, id)) AS j (a, b, c, d, e, f) WHERE j.a = 'acme'
---
# accept only the table itself
SELECT id, name FROM ONLY patient WHERE tenant_id = 'acme'
---
# accept only with parentheses and an alias
SELECT p.id, p.name FROM ONLY (patient) AS p WHERE p.tenant_id = 'acme'
---
# accept update only
UPDATE ONLY task SET title = 'only' WHERE tenant_id = 'acme' AND id = 1
---
# accept delete from only
DELETE FROM ONLY task WHERE tenant_id = 'acme' AND id = 1
---
# accept fetch first rows only
SELECT id FROM ONLY task WHERE tenant_id = 'acme' ORDER BY id FETCH FIRST 2 ROWS ONLY
---
# accept a sample of all rows
SELECT id, name FROM patient TABLESAMPLE BERNOULLI (100) WHERE tenant_id = 'acme'
---
# accept table, scoped
# mode scope
TABLE task
---
# accept table with an order and a limit, scoped
# mode scope
TABLE patient ORDER BY id LIMIT 2
---
# accept table in an expression, scoped
# mode scope
WITH t AS (TABLE task) SELECT count(*) FROM t
---
# accept table of a shared table beside a tenant's
SELECT t.id, c.name FROM task t, (TABLE country) c WHERE t.tenant_id = 'acme'
---
# refuse TC001 natural join that loses the tenancy column
# mode refuse
SELECT t.id FROM (SELECT id FROM task WHERE tenant_id = 'acme') t NATURAL JOIN visit v
---
# refuse TC001 natural join of a forged tenant
SELECT v.finding FROM (SELECT 1 AS id, 'globex' AS tenant_id) f NATURAL JOIN visit v WHERE v.tenant_id = 'acme' AND v.tenant_id = f.tenant_id
---
# refuse TC001 natural left join pins the right side only
# mode refuse
SELECT t.id FROM task t NATURAL LEFT JOIN visit v WHERE v.id IS NULL
---
# refuse TC001 natural full join that pins one side
# mode refuse
SELECT t.id FROM task t NATURAL FULL JOIN visit v WHERE t.tenant_id = 'acme'
---
# refuse TC001 no side is pinned
# mode refuse
SELECT title FROM task NATURAL JOIN visit
---
# refuse TC001 a join in parentheses that is not pinned
SELECT j.finding FROM (task t JOIN visit v USING (id)) AS j (a, b, c, d, e, f)
---
# refuse TC041 the alias hides the tables within
SELECT t.title FROM (task t JOIN visit v USING (tenant_id, id)) j WHERE t.tenant_id = 'acme'
---
# refuse TC002 natural join by a protected column
SELECT a.id FROM patient a NATURAL JOIN archive.patient b WHERE a.tenant_id = 'acme'
---
# refuse TC001 table
# mode refuse
TABLE task
---
# refuse TC001 only, without its tenant
# mode refuse
SELECT id FROM ONLY patient
---
# refuse TC001 a sample without its tenant
# mode refuse
SELECT id FROM patient TABLESAMPLE SYSTEM (100)

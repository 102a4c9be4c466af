# accept derived table
SELECT d.name FROM (SELECT id, name FROM patient WHERE tenant_id = 'acme') d ORDER BY d.id
---
# accept star over a derived table
SELECT * FROM (SELECT id, name, dob FROM patient WHERE tenant_id = 'acme') d
---
# accept renamed in a derived table
SELECT d.n FROM (SELECT id AS i, name AS n FROM patient WHERE tenant_id = 'acme') d WHERE d.i = 1
---
# accept derived table in a derived table
SELECT x.n FROM (SELECT d.name AS n FROM (SELECT name FROM patient WHERE tenant_id = 'acme') d) x
---
# accept plain cte
WITH p AS (SELECT id, name FROM patient WHERE tenant_id = 'acme') SELECT name FROM p WHERE id = 1
---
# accept cte with column names
WITH p (i, n) AS (SELECT id, name FROM patient WHERE tenant_id = 'acme') SELECT n FROM p ORDER BY i
---
# accept two ctes, the second over the first
WITH p AS (SELECT id, name FROM patient WHERE tenant_id = 'acme'), q AS (SELECT name FROM p WHERE id > 1) SELECT * FROM q
---
# accept cte joined with a table
WITH v AS (SELECT patient_id, finding FROM visit WHERE tenant_id = 'acme') SELECT p.name, v.finding FROM patient p JOIN v ON v.patient_id = p.id WHERE p.tenant_id = 'acme'
---
# accept in subquery
SELECT name FROM patient WHERE tenant_id = 'acme' AND id IN (SELECT patient_id FROM visit WHERE tenant_id = 'acme')
---
# accept exists correlated by the tenant
SELECT p.name FROM patient p WHERE p.tenant_id = 'acme' AND EXISTS (SELECT 1 FROM visit v WHERE v.tenant_id = p.tenant_id AND v.patient_id = p.id)
---
# accept not exists
SELECT p.name FROM patient p WHERE p.tenant_id = 'acme' AND NOT EXISTS (SELECT 1 FROM visit v WHERE v.tenant_id = 'acme' AND v.patient_id = p.id)
---
# accept scalar subquery of a protected column
SELECT v.day, (SELECT p.name FROM patient p WHERE p.tenant_id = 'acme' AND p.id = v.patient_id) FROM visit v WHERE v.tenant_id = 'acme'
---
# accept scalar subquery of a count
SELECT p.name, (SELECT count(*) FROM visit v WHERE v.tenant_id = p.tenant_id AND v.patient_id = p.id) AS n FROM patient p WHERE p.tenant_id = 'acme'
---
# accept subquery in a case
SELECT CASE WHEN EXISTS (SELECT 1 FROM task WHERE tenant_id = 'acme') THEN 1 ELSE 0 END
---
# accept a scoped in subquery
# mode scope
SELECT name FROM patient WHERE id IN (SELECT patient_id FROM visit)
---
# accept a scoped derived table
# mode scope
SELECT d.name FROM (SELECT name FROM patient WHERE id < 3) d
---
# accept a scoped cte
# mode scope
WITH p AS (SELECT id, name FROM patient) SELECT name FROM p ORDER BY id
---
# refuse TC001 in subquery not pinned
# mode refuse
SELECT name FROM patient WHERE tenant_id = 'acme' AND id IN (SELECT patient_id FROM visit)
---
# refuse TC001 subquery in a case not pinned
# mode refuse
SELECT CASE WHEN EXISTS (SELECT 1 FROM task) THEN 1 ELSE 0 END FROM patient WHERE tenant_id = 'acme'
---
# refuse TC001 subquery in a function argument not pinned
# mode refuse
SELECT coalesce((SELECT max(id) FROM task), 0) FROM patient WHERE tenant_id = 'acme'
---
# refuse TC001 subquery in order by not pinned
# mode refuse
SELECT id FROM patient WHERE tenant_id = 'acme' ORDER BY (SELECT count(*) FROM task)
---
# refuse TC001 subquery in limit not pinned
# mode refuse
SELECT id FROM patient WHERE tenant_id = 'acme' LIMIT (SELECT count(*) FROM task)
---
# refuse TC001 subquery in having not pinned
# mode refuse
SELECT city FROM patient WHERE tenant_id = 'acme' GROUP BY city HAVING count(*) > (SELECT count(*) FROM task)
---
# refuse TC001 subquery in a tuple not pinned
# mode refuse
SELECT id FROM patient WHERE tenant_id = 'acme' AND (id, visits) = (1, (SELECT count(*) FROM task))
---
# refuse TC001 subquery in between not pinned
# mode refuse
SELECT id FROM patient WHERE tenant_id = 'acme' AND visits BETWEEN 0 AND (SELECT count(*) FROM task)
---
# refuse TC001 forged tenant in a cte
# mode refuse
WITH z AS (SELECT name, 'acme' AS tenant_id FROM patient) SELECT name FROM z WHERE tenant_id = 'acme'
---
# refuse TC001 forged tenant in a derived table
# mode refuse
SELECT z.name FROM (SELECT name, 'acme'::varchar AS tenant_id FROM patient) z WHERE z.tenant_id = 'acme'
---
# refuse TC001 the alias of another column is no tenant column
# mode refuse
SELECT z.id FROM (SELECT id, city AS tenant_id FROM patient) z WHERE z.tenant_id = 'acme'

# refuse TC001 no predicate at all
# mode refuse
SELECT id FROM task
---
# refuse TC001 no predicate on a protected table
# mode refuse
SELECT name FROM patient WHERE id = 1
---
# refuse TC001 foreign literal
SELECT name FROM patient WHERE tenant_id = 'globex'
---
# refuse TC001 foreign parameter
# ? text globex
SELECT name FROM patient WHERE tenant_id = ?
---
# refuse TC001 null parameter
# ? null varchar
SELECT name FROM patient WHERE tenant_id = ?
---
# refuse TC001 own and foreign at once
SELECT name FROM patient WHERE tenant_id = 'acme' AND tenant_id = 'globex'
---
# refuse TC001 or-ed tenant
# mode refuse
SELECT name FROM patient WHERE tenant_id = 'acme' OR 1 = 1
---
# refuse TC001 tenant inside an or
# mode refuse
SELECT name FROM patient WHERE (tenant_id = 'acme' OR id > 0) AND id < 10
---
# refuse TC001 in list of tenants
SELECT name FROM patient WHERE tenant_id IN ('acme', 'globex')
---
# refuse TC001 tenant compared with itself
# mode refuse
SELECT name FROM patient WHERE tenant_id = tenant_id
---
# refuse TC001 tenant under a function
# mode refuse
SELECT name FROM patient WHERE upper(tenant_id) = 'ACME'
---
# refuse TC001 tenant by pattern
# mode refuse
SELECT name FROM patient WHERE tenant_id LIKE 'acme%'
---
# refuse TC001 tenant in another case
SELECT name FROM patient WHERE tenant_id = 'ACME'
---
# refuse TC001 tenant with trailing space
SELECT name FROM patient WHERE tenant_id = 'acme '
---
# refuse TC001 predicate in having
# mode refuse
SELECT tenant_id, count(*) FROM patient GROUP BY tenant_id HAVING tenant_id = 'acme'
---
# refuse TC001 predicate in the select list
# mode refuse
SELECT tenant_id = 'acme', name FROM patient
---
# refuse TC001 predicate of another table's column
# mode refuse
SELECT p.name FROM patient p, task t WHERE t.tenant_id = 'acme'
---
# refuse TC001 predicate through a case
# mode refuse
SELECT name FROM patient WHERE CASE WHEN tenant_id = 'acme' THEN true ELSE true END
---
# refuse TC001 column named with a dot is no tenant column
# mode refuse
SELECT p.id FROM patient p WHERE 'x' = 'p.tenant_id'
---
# refuse TC001 whole row of another tenant counted
SELECT count(*) FROM task WHERE tenant_id = 'globex'

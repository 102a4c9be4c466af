# accept insert, then read what it returns
# ? text Made S3CRET
WITH x AS (INSERT INTO patient (tenant_id, id, name) VALUES ('acme', 1501, ?) RETURNING id, name, tenant_id) SELECT id, name FROM x
---
# accept delete, joined through the tenant that it returns
WITH gone AS (DELETE FROM visit WHERE tenant_id = 'acme' AND id = 1 RETURNING patient_id, finding, tenant_id) SELECT p.name, g.finding FROM gone g JOIN patient p ON p.tenant_id = g.tenant_id AND p.id = g.patient_id
---
# accept rows moved from one table to another
WITH gone AS (DELETE FROM task WHERE tenant_id = 'acme' AND id > 1 RETURNING id, tenant_id, title) INSERT INTO patient (id, tenant_id, name, city) SELECT id + 1500, tenant_id, 'Moved S3CRET', title FROM gone
---
# accept cells moved within their column
WITH gone AS (DELETE FROM patient WHERE tenant_id = 'acme' AND id = 3 RETURNING tenant_id, name, note) INSERT INTO patient (tenant_id, id, name, note) SELECT tenant_id, 1510, name, note FROM gone
---
# accept update whose rows nobody reads
# ? text Quiet S3CRET
WITH x AS (UPDATE patient SET note = ? WHERE tenant_id = 'acme' AND id = 1) SELECT count(*) FROM task WHERE tenant_id = 'acme'
---
# accept several changes
WITH a AS (UPDATE task SET title = 'a' WHERE tenant_id = 'acme' AND id = 1 RETURNING id), b AS (DELETE FROM task WHERE tenant_id = 'acme' AND id = 2 RETURNING id) SELECT id FROM a UNION ALL SELECT id FROM b
---
# accept returning everything
WITH x AS (UPDATE patient SET visits = 7 WHERE tenant_id = 'acme' AND id = 2 RETURNING *) SELECT * FROM x
---
# accept an upsert
WITH x AS (INSERT INTO patient (tenant_id, id, name) VALUES ('acme', 1, 'Up S3CRET') ON CONFLICT (tenant_id, id) DO UPDATE SET name = EXCLUDED.name RETURNING id, name) SELECT * FROM x
---
# accept as Hibernate deletes in bulk
# mode scope
WITH ids AS (SELECT p.id FROM patient p WHERE p.city = 'Bern'), d AS (DELETE FROM visit WHERE patient_id IN (SELECT id FROM ids) RETURNING 1), e AS (DELETE FROM patient WHERE id IN (SELECT id FROM ids) RETURNING id) SELECT count(*) FROM e
---
# accept a scoped insert
# mode scope
# ? text Sc S3CRET
WITH x AS (INSERT INTO patient (id, name) VALUES (1502, ?) RETURNING id) INSERT INTO task (id, title) SELECT id, 'of x' FROM x
---
# accept a change of shared tables beside tenants' rows
WITH x AS (INSERT INTO log_line (id, line) VALUES (1503, 'x') RETURNING id) SELECT t.id, x.id FROM x, task t WHERE t.tenant_id = 'acme'
---
# refuse TC001 an insert for another tenant
WITH x AS (INSERT INTO task (tenant_id, id) VALUES ('globex', 1504) RETURNING id) SELECT id FROM x
---
# refuse TC001 an insert without its tenant
# mode refuse
WITH x AS (INSERT INTO task (id) VALUES (1504) RETURNING id) SELECT id FROM x
---
# refuse TC001 a delete that is not pinned
# mode refuse
WITH x AS (DELETE FROM task WHERE id = 1 RETURNING id) SELECT id FROM x
---
# refuse TC001 a delete that nobody reads
# mode refuse
WITH x AS (DELETE FROM task) SELECT 1
---
# refuse TC001 an update to another tenant
WITH x AS (UPDATE task SET tenant_id = 'globex' WHERE tenant_id = 'acme' RETURNING id) SELECT id FROM x
---
# refuse TC001 the outer statement is not pinned
# mode refuse
WITH x AS (UPDATE task SET title = 'x' WHERE tenant_id = 'acme' RETURNING id) DELETE FROM patient WHERE id IN (SELECT id FROM x)
---
# refuse TC001 an upsert that could reach another tenant's row
# mode refuse
WITH x AS (INSERT INTO patient (tenant_id, id, name) VALUES ('acme', 1, 'S3CRET') ON CONFLICT ON CONSTRAINT patient_pkey DO UPDATE SET visits = 1 RETURNING id) SELECT id FROM x
---
# refuse TC001 a forged tenant out of what a shared table returns
WITH x AS (INSERT INTO log_line (id, line) VALUES (1505, 'acme') RETURNING id, line AS tenant_id) INSERT INTO task (id, tenant_id) SELECT id, tenant_id FROM x
---
# refuse TC001 an inner query that is not pinned
# mode refuse
WITH x AS (UPDATE task SET title = (SELECT max(city) FROM patient) WHERE tenant_id = 'acme' RETURNING id) SELECT id FROM x
---
# refuse TC002 a returned cell is sorted
WITH x AS (UPDATE patient SET visits = 1 WHERE tenant_id = 'acme' RETURNING name) SELECT name FROM x ORDER BY name
---
# refuse TC002 a returned cell goes into another column
WITH x AS (DELETE FROM visit WHERE tenant_id = 'acme' RETURNING finding, id) INSERT INTO log_line (id, line) SELECT id, finding FROM x
---
# refuse TC003 MERGE as a common table expression, which the parser does not know
WITH x AS (MERGE INTO task t USING (SELECT 1 AS id) s ON t.id = s.id AND t.tenant_id = 'acme' WHEN MATCHED THEN DELETE RETURNING t.id) SELECT id FROM x

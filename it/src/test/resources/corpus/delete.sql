# accept by tenant and key
# ? text acme
# ? long 1
DELETE FROM patient WHERE tenant_id = ? AND id = ?
---
# accept all of the own
DELETE FROM task WHERE tenant_id = 'acme'
---
# accept alias
DELETE FROM patient p WHERE p.tenant_id = 'acme' AND p.visits > 1
---
# accept delete returning
DELETE FROM patient WHERE tenant_id = 'acme' AND id = 2 RETURNING *
---
# accept with a subquery
DELETE FROM patient WHERE tenant_id = 'acme' AND id NOT IN (SELECT patient_id FROM visit WHERE tenant_id = 'acme')
---
# accept is null on a protected column
DELETE FROM patient WHERE tenant_id = 'acme' AND note IS NULL
---
# accept a scoped delete by primary key
# mode scope
# ? long 1
DELETE FROM patient WHERE id = ?
---
# accept a scoped delete of all
# mode scope
DELETE FROM task
---
# refuse TC001 no predicate
# mode refuse
DELETE FROM patient
---
# refuse TC001 foreign tenant
DELETE FROM patient WHERE tenant_id = 'globex'
---
# refuse TC001 foreign tenant by parameter
# ? text globex
DELETE FROM patient WHERE tenant_id = ?
---
# refuse TC001 negated predicate
# mode refuse
DELETE FROM patient WHERE NOT (tenant_id = 'globex')
---
# refuse TC001 predicate that is no equality
# mode refuse
DELETE FROM patient WHERE tenant_id >= 'acme'
---
# accept delete using, both tables pinned
DELETE FROM patient USING visit v WHERE patient.tenant_id = 'acme' AND v.tenant_id = 'acme' AND v.patient_id = patient.id
---
# refuse TC002 equality on a protected column
# ? text S3CRET
DELETE FROM patient WHERE tenant_id = 'acme' AND ssn = ?

# accept protected and unprotected columns
# ? text Upd S3CRET
# ? int 9
# ? text acme
# ? long 1
UPDATE patient SET name = ?, visits = ? WHERE tenant_id = ? AND id = ?
---
# accept the unprotected column first
# ? text Oslo
# ? text S3CRET-9
# ? long 1
UPDATE patient SET city = ?, ssn = ? WHERE tenant_id = 'acme' AND id = ?
---
# accept literals
UPDATE patient SET note = 'lit S3CRET', dob = '1907-12-13' WHERE tenant_id = 'acme' AND id = 2
---
# accept null
UPDATE patient SET note = NULL WHERE tenant_id = 'acme'
---
# accept alias in an update
# ? text Alias S3CRET
UPDATE patient p SET name = ? WHERE p.tenant_id = 'acme' AND p.id = 2
---
# accept arithmetic on an unprotected column
UPDATE patient SET visits = visits + 1 WHERE tenant_id = 'acme'
---
# accept update returning
# ? text Ret S3CRET
UPDATE patient SET name = ? WHERE tenant_id = 'acme' AND id = 1 RETURNING id, name, note
---
# accept a subquery in the predicate
# ? text Sub S3CRET
UPDATE patient SET note = ? WHERE tenant_id = 'acme' AND id IN (SELECT patient_id FROM visit WHERE tenant_id = 'acme')
---
# accept is not null on a protected column in the predicate
# ? text Isn S3CRET
UPDATE patient SET note = ? WHERE tenant_id = 'acme' AND note IS NOT NULL
---
# accept setting the own tenant
UPDATE task SET tenant_id = 'acme', title = 'same' WHERE tenant_id = 'acme' AND id = 1
---
# accept a decimal
# ? decimal 7.25
UPDATE visit SET fee = ? WHERE tenant_id = 'acme' AND id = 1
---
# accept a scoped update by primary key
# mode scope
# ? text Key S3CRET
# ? long 1
UPDATE patient SET note = ? WHERE id = ?
---
# accept a scoped update without a where
# mode scope
UPDATE task SET title = 'all'
---
# refuse TC001 setting a foreign tenant
UPDATE patient SET tenant_id = 'globex' WHERE tenant_id = 'acme' AND id = 1
---
# refuse TC001 setting a foreign tenant by parameter
# ? text globex
UPDATE task SET tenant_id = ? WHERE tenant_id = 'acme'
---
# refuse TC001 no predicate
# mode refuse
UPDATE task SET title = 'x'
---
# refuse TC001 foreign predicate
UPDATE patient SET visits = 0 WHERE tenant_id = 'globex'
---
# refuse TC001 or-ed predicate
# mode refuse
UPDATE patient SET visits = 0 WHERE tenant_id = 'acme' OR id = 1
---
# refuse TC001 subquery in the predicate not pinned
# mode refuse
UPDATE patient SET visits = 0 WHERE tenant_id = 'acme' AND id IN (SELECT id FROM task)
---
# refuse TC002 case into a protected column
# ? text S3CRET
UPDATE patient SET ssn = CASE WHEN visits > 1 THEN ? ELSE 'S3CRET' END WHERE tenant_id = 'acme'
---
# refuse TC002 concat of the column with a parameter
# ? text S3CRET
UPDATE patient SET ssn = concat(ssn, ?) WHERE tenant_id = 'acme'
---
# refuse TC002 an unprotected column into a protected one
UPDATE patient SET note = city WHERE tenant_id = 'acme'
---
# refuse TC002 a protected column into an unprotected one
UPDATE patient SET city = name WHERE tenant_id = 'acme'
---
# refuse TC002 a protected column into another
UPDATE patient SET note = name WHERE tenant_id = 'acme'
---
# refuse TC002 equality on a randomized column
# ? text Ann S3CRET
UPDATE patient SET visits = 0 WHERE tenant_id = 'acme' AND name = ?
---
# accept update from another table, both pinned
UPDATE patient SET visits = 1 FROM visit v WHERE v.tenant_id = 'acme' AND patient.tenant_id = 'acme' AND v.patient_id = patient.id

# accept RETURNING a protected column under an alias
# ? text Ret S3CRET
INSERT INTO patient (tenant_id, id, name, ssn) VALUES ('acme', 425, ?, 'S3CRET-R') RETURNING ssn AS social, id
---
# accept DELETE … RETURNING
DELETE FROM patient WHERE tenant_id = 'acme' AND id = 1 RETURNING name

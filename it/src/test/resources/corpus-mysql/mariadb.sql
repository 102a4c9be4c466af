# accept RETURNING a protected column under an alias
# ? text Ret S3CRET
INSERT INTO patient (tenant_id, id, name, ssn) VALUES ('acme', 425, ?, 'S3CRET-R') RETURNING ssn AS social, id
---
# accept DELETE … RETURNING
DELETE FROM patient WHERE tenant_id = 'acme' AND id = 1 RETURNING name
---
# accept numbers of a sequence for plain columns
INSERT INTO visit (tenant_id, id, patient_id, day, finding) VALUES ('acme', NEXT VALUE FOR corpus_seq * 0 + 610, nextval(corpus_seq) * 0 + 1, '2024-01-02', 'S3CRET-N'), ('acme', PREVIOUS VALUE FOR corpus_seq * 0 + 611, lastval(corpus_seq) * 0 + 1, '2024-01-03', NULL)
---
# accept a number of a sequence beside parameters, scoped
# mode scope
# ? text number S3CRET
INSERT INTO patient (id, name, visits) VALUES (NEXT VALUE FOR corpus_seq * 0 + 612, ?, nextval(`corpus_seq`) * 0)
---
# accept a number of a sequence in a query and in an update
UPDATE task SET title = CONCAT('t', COALESCE(setval(corpus_seq, 1, 0), 0) * 0) WHERE tenant_id = 'acme' AND id <> nextval(corpus_seq) * 0
---
# accept a number of a sequence in a select list
SELECT id, NEXT VALUE FOR corpus_seq > 0 AS given FROM patient WHERE tenant_id = 'acme' ORDER BY id
---
# refuse TC002 a number of a sequence for a protected column
INSERT INTO patient (tenant_id, id, name) VALUES ('acme', 613, NEXT VALUE FOR corpus_seq)
---
# refuse TC002 a number of a sequence by a function for a protected column
UPDATE patient SET name = nextval(corpus_seq) WHERE tenant_id = 'acme'
---
# refuse TC001 a number of a sequence for the tenant
INSERT INTO task (tenant_id, id) VALUES (NEXT VALUE FOR corpus_seq, 614)
---
# refuse TC002 a protected column that a sequence is set to
SELECT setval(corpus_seq, ssn) FROM patient WHERE tenant_id = 'acme'
---
# refuse TC001 a sequence among the key tables
INSERT INTO task (tenant_id, id) VALUES ('acme', NEXT VALUE FOR tenantcrypt.corpus_seq)

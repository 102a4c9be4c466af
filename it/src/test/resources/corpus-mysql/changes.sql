# accept insert
INSERT INTO patient (tenant_id, id, name, dob, ssn) VALUES ('acme', 10, 'new', '2000-01-02', '1-2')
---
# accept insert with set
INSERT INTO patient SET tenant_id = 'acme', id = 11, name = 'set', ssn = '3-4'
---
# accept insert with set, scoped
# mode scope
INSERT INTO patient SET id = 12, name = 'set', ssn = '3-4'
---
# accept insert of several rows, scoped
# mode scope
INSERT INTO patient (id, name) VALUES (13, 'a'), (14, 'b')
---
# accept insert ignore
INSERT IGNORE INTO patient (tenant_id, id, name) VALUES ('acme', 1, 'ignored')
---
# accept on duplicate key update
INSERT INTO patient (tenant_id, id, name, ssn) VALUES ('acme', 1, 'renamed', '5-6') ON DUPLICATE KEY UPDATE name = VALUES(name), ssn = VALUES(ssn), visits = visits + 1
---
# accept on duplicate key update with values of its own
# ? text other
# ? text 7-8
INSERT INTO patient (tenant_id, id, name) VALUES ('acme', 1, ?) ON DUPLICATE KEY UPDATE ssn = ?, note = NULL
---
# accept replace
REPLACE INTO patient (tenant_id, id, name, city) VALUES ('acme', 2, 'replaced', 'Rome')
---
# accept replace, scoped
# mode scope
REPLACE INTO patient (id, name, city) VALUES (2, 'replaced', 'Rome')
---
# accept replace with set
REPLACE task SET tenant_id = 'acme', id = 1, title = 'again'
---
# refuse TC001 on duplicate key update by a key without the tenant
INSERT INTO job (tenant_id, id, title) VALUES ('acme', 1, 'x') ON DUPLICATE KEY UPDATE title = 'y'
---
# refuse TC001 replace by a key without the tenant
REPLACE INTO job (tenant_id, id, title) VALUES ('acme', 1, 'x')
---
# refuse TC001 on duplicate key update that moves a row
INSERT INTO task (tenant_id, id) VALUES ('acme', 1) ON DUPLICATE KEY UPDATE tenant_id = 'globex'
---
# refuse TC002 on duplicate key update with a cell of another column
INSERT INTO patient (tenant_id, id, name) VALUES ('acme', 1, 'x') ON DUPLICATE KEY UPDATE ssn = VALUES(name)
---
# accept update with order and limit
UPDATE patient SET ssn = '9-9' WHERE tenant_id = 'acme' ORDER BY id LIMIT 1
---
# accept update with limit, scoped
# mode scope
UPDATE patient SET ssn = '9-9', visits = 0 WHERE id > 0 ORDER BY id LIMIT 2
---
# refuse TC002 update ordered by a protected column
UPDATE patient SET visits = 1 WHERE tenant_id = 'acme' ORDER BY ssn LIMIT 1
---
# accept update of two tables
UPDATE patient p JOIN visit v ON v.tenant_id = p.tenant_id AND v.patient_id = p.id SET p.ssn = '1', v.finding = '2', p.city = 'Oslo' WHERE p.tenant_id = 'acme'
---
# accept update of two tables, scoped
# mode scope
UPDATE patient p JOIN visit v ON v.patient_id = p.id SET v.finding = 'seen' WHERE p.city = 'Bern'
---
# refuse TC001 update of two tables, one open
# mode refuse
UPDATE patient p JOIN visit v ON v.patient_id = p.id SET v.finding = 'seen' WHERE p.tenant_id = 'acme'
---
# refuse TC002 update that copies a cell into another column
UPDATE patient p JOIN visit v ON v.tenant_id = p.tenant_id SET p.ssn = v.finding WHERE p.tenant_id = 'acme'
---
# accept update of a column by its table
UPDATE patient p SET p.note = 'n', p.city = 'X' WHERE p.tenant_id = 'acme' AND p.id = 1
---
# accept delete with limit
DELETE FROM task WHERE tenant_id = 'acme' ORDER BY id LIMIT 2
---
# accept delete of several tables
DELETE p, v FROM patient p JOIN visit v ON v.tenant_id = p.tenant_id AND v.patient_id = p.id WHERE p.tenant_id = 'acme'
---
# accept delete of several tables, scoped
# mode scope
DELETE v FROM patient p JOIN visit v ON v.patient_id = p.id WHERE p.city = 'Bern'
---
# refuse TC001 delete without a pin
# mode refuse
DELETE FROM task
---
# refuse TC002 a hexadecimal constant, which is no text, for a protected column
INSERT INTO patient (tenant_id, id, name) VALUES ('acme', 40, x'616263')

# mode refuse
---
# accept
DELETE FROM tag WHERE tenant_id = 'acme' AND id = 4
---
# accept
INSERT INTO patient (tenant_id, id, version, name, ssn, dob, note, weight, blood, device, seen_at, city, status, visits, external_id, registered_at, wakes_at, country_code) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
---
# accept
INSERT INTO patient_phone (tenant_id, patient_id, phone, kind) VALUES(?, ?, ?, ?)
---
# accept
INSERT INTO visit (tenant_id, patient_id, day, finding) VALUES ('acme', 3, ?, ?)
---
# accept
INSERT INTO visit (tenant_id, patient_id, day, finding) VALUES (?, ?, ?, ?)
---
# accept
INSERT INTO visit (tenant_id, patient_id, day, finding, fee) VALUES (?, ?, ?, ?, ?)
---
# accept
INSERT INTO visit (tenant_id, patient_id, day, finding, fee) VALUES(?, ?, ?, ?, ?)
---
# accept
SELECT count(*) FROM visit WHERE tenant_id = ?
---
# accept
SELECT finding, fee, day FROM visit WHERE tenant_id = ? ORDER BY id
---
# accept
SELECT id FROM patient WHERE tenant_id = ? AND (id, visits) IN ((?, ?), (?, ?)) ORDER BY id
---
# accept
SELECT id, finding, fee FROM visit WHERE tenant_id = ? AND id < 3 ORDER BY id
---
# accept
SELECT id, name, dob, city FROM patient WHERE tenant_id = ? AND id < ? ORDER BY id
---
# accept
SELECT id, name, dob, weight FROM patient WHERE tenant_id = ? AND id = ?
---
# accept
SELECT name FROM patient WHERE tenant_id = ? AND id IN (?, ?, ?) AND (city = ? OR ? IS NULL) ORDER BY id
---
# accept
SELECT note FROM patient WHERE tenant_id = ? ORDER BY id
---
# accept
SELECT phone FROM patient_phone WHERE tenant_id = ? AND patient_id = ?
---
# accept
UPDATE patient SET dob = ?, weight = ?, note = ?, device = ? WHERE tenant_id = ? AND id = ?
---
# accept
UPDATE patient SET ssn = ?, city = ? WHERE tenant_id = ? AND id = ?
---
# accept
UPDATE tag SET label = 'one' WHERE tenant_id = 'acme' AND id = 1
---
# accept
UPDATE tag SET label = 'two' WHERE tenant_id = 'acme' AND id = 2
---
# accept
UPDATE visit SET finding = ? WHERE tenant_id = 'acme' AND id = ?

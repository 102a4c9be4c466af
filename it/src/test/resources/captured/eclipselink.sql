# mode scope
---
# accept
DELETE FROM nurse WHERE (ID = ?)
---
# accept
DELETE FROM nurse WHERE EXISTS(SELECT t0.ID FROM staff t0, nurse t1 WHERE ((t0.WARD = ?) AND ((t1.ID = t0.ID) AND (t0.dtype = ?))) AND t1.ID = nurse.ID)
---
# accept
DELETE FROM patient WHERE ((ID = ?) AND (VERSION = ?))
---
# refuse TC002 EclipseLink deletes an element by all its values, and cells of one value differ; map such a collection as entities
DELETE FROM patient_phone WHERE (((KIND = ?) AND (PHONE = ?)) AND (patient_id = ?))
---
# accept
DELETE FROM patient_phone WHERE (patient_id = ?)
---
# accept
DELETE FROM patient_tag WHERE ((tag_id = ?) AND (patient_id = ?))
---
# accept
DELETE FROM patient_tag WHERE (patient_id = ?)
---
# accept
DELETE FROM staff WHERE (ID = ?)
---
# accept
DELETE FROM staff WHERE (dtype = ?) AND NOT EXISTS(SELECT t0.ID FROM staff t0, nurse t1 WHERE (t1.ID = t0.ID) AND t0.ID = staff.ID)
---
# accept
DELETE FROM tag WHERE (LABEL = ?)
---
# accept
DELETE FROM tag WHERE EXISTS(SELECT t0.ID FROM tag t0 WHERE ((t0.ID > ?) AND NOT EXISTS (SELECT ? FROM patient t2, patient t1 WHERE (t2.CITY = t0.LABEL))) AND t0.ID = tag.ID)
---
# accept
DELETE FROM visit WHERE ((MINUTES > ?) AND (ID <= ?))
---
# accept
DELETE FROM visit WHERE (ID = ?)
---
# accept
DELETE FROM visit WHERE (patient_id = ?)
---
# accept
INSERT INTO doctor (FIELD, LICENCE, ID) VALUES (?, ?, ?)
---
# accept
INSERT INTO nurse (SHIFT, ID) VALUES (?, ?)
---
# accept
INSERT INTO patient (ID, BLOOD, CITY, DEVICE, DOB, external_id, NAME, NOTE, registered_at, seen_at, SSN, STATUS, VERSION, VISITS, wakes_at, WEIGHT, country_code) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
---
# accept
INSERT INTO patient_phone (patient_id, KIND, PHONE) VALUES (?, ?, ?)
---
# accept
INSERT INTO patient_tag (tag_id, patient_id) VALUES (?, ?)
---
# accept
INSERT INTO payment (ID, amount, CARD, dtype) VALUES (?, ?, ?, ?)
---
# accept
INSERT INTO payment (ID, amount, IBAN, dtype) VALUES (?, ?, ?, ?)
---
# accept
INSERT INTO staff (ID, NAME, WARD, dtype) VALUES (?, ?, ?, ?)
---
# accept
INSERT INTO visit (day, FEE, FINDING, MINUTES, ROOM, patient_id) VALUES (?, ?, ?, ?, ?, ?)
---
# accept
SELECT CITY, COUNT(ID), SUM(VISITS) FROM patient WHERE (ID <= ?) GROUP BY CITY HAVING (COUNT(ID) > ?) ORDER BY CITY
---
# accept
SELECT CODE, NAME FROM country WHERE (CODE = ?)
---
# accept
SELECT COUNT(ID) FROM payment
---
# accept
SELECT COUNT(ID) FROM visit
---
# accept
SELECT COUNT(ID), COUNT(FINDING), MIN(MINUTES), MAX(day), AVG(MINUTES) FROM visit WHERE (ID <= ?)
---
# accept
SELECT DISTINCT dtype FROM staff WHERE (ID > ?)
---
# refuse TC002 DISTINCT compares cells, and cells of one value differ; a join fetch needs none
SELECT DISTINCT t1.ID, t1.BLOOD, t1.CITY, t1.DEVICE, t1.DOB, t1.external_id, t1.NAME, t1.NOTE, t1.registered_at, t1.seen_at, t1.SSN, t1.STATUS, t1.VERSION, t1.VISITS, t1.wakes_at, t1.WEIGHT, t1.country_code, t0.ID, t0.day, t0.FEE, t0.FINDING, t0.MINUTES, t0.ROOM, t0.patient_id FROM patient t1 LEFT OUTER JOIN visit t0 ON (t0.patient_id = t1.ID) WHERE (t1.ID = ?)
---
# accept
SELECT ID AS a1 FROM visit ORDER BY day DESC, ID LIMIT ? OFFSET ?
---
# accept
SELECT ID AS a1, BLOOD AS a2, CITY AS a3, DEVICE AS a4, DOB AS a5, external_id AS a6, NAME AS a7, NOTE AS a8, registered_at AS a9, seen_at AS a10, SSN AS a11, STATUS AS a12, VERSION AS a13, VISITS AS a14, wakes_at AS a15, WEIGHT AS a16, country_code AS a17 FROM patient WHERE (ID <= ?) ORDER BY ID LIMIT ? OFFSET ?
---
# accept
SELECT ID FROM patient WHERE (((CITY NOT IN (?, ?)) AND CITY LIKE ?) AND NOT (CITY LIKE ? ESCAPE ?)) ORDER BY ID
---
# accept
SELECT ID FROM patient WHERE (((SSN IS NULL) OR (wakes_at IS NULL)) OR ((NOTE IS NOT NULL) AND (VISITS = ?))) ORDER BY ID
---
# accept
SELECT ID FROM patient WHERE (((external_id = ?) OR (registered_at > ?)) OR (wakes_at = ?)) ORDER BY ID
---
# accept
SELECT ID FROM patient WHERE ((registered_at < CURRENT_TIMESTAMP) AND (ID <= ?)) ORDER BY ID
---
# accept
SELECT ID FROM patient WHERE (ID IN (?)) ORDER BY ID
---
# accept
SELECT ID FROM patient WHERE (ID IN (?,?,?)) ORDER BY ID
---
# accept
SELECT ID FROM patient WHERE (ID IN (?,?,?,?,?)) ORDER BY ID
---
# accept
SELECT ID FROM patient WHERE (NOTE IS NULL) ORDER BY ID
---
# refuse TC002 cells of one value differ, so they cannot be compared
SELECT ID FROM patient WHERE (SSN = ?)
---
# accept
SELECT ID FROM visit WHERE (day BETWEEN ? AND ?) ORDER BY ID
---
# accept
SELECT ID, BLOOD, CITY, DEVICE, DOB, external_id, NAME, NOTE, registered_at, seen_at, SSN, STATUS, VERSION, VISITS, wakes_at, WEIGHT, country_code FROM patient WHERE ((((CITY = ?) AND (VISITS >= ?)) OR LOWER(CITY) LIKE ?) AND (NAME IS NOT NULL)) ORDER BY ID ASC
---
# accept
SELECT ID, BLOOD, CITY, DEVICE, DOB, external_id, NAME, NOTE, registered_at, seen_at, SSN, STATUS, VERSION, VISITS, wakes_at, WEIGHT, country_code FROM patient WHERE (CITY = ?) ORDER BY ID
---
# accept
SELECT ID, BLOOD, CITY, DEVICE, DOB, external_id, NAME, NOTE, registered_at, seen_at, SSN, STATUS, VERSION, VISITS, wakes_at, WEIGHT, country_code FROM patient WHERE (ID = ?)
---
# accept
SELECT ID, BLOOD, CITY, DEVICE, DOB, external_id, NAME, NOTE, registered_at, seen_at, SSN, STATUS, VERSION, VISITS, wakes_at, WEIGHT, country_code FROM patient WHERE (ID = ?) FOR UPDATE
---
# accept
SELECT ID, BLOOD, CITY, DEVICE, DOB, external_id, NAME, NOTE, registered_at, seen_at, SSN, STATUS, VERSION, VISITS, wakes_at, WEIGHT, country_code FROM patient WHERE (ID = ?) FOR UPDATE NOWAIT
---
# accept
SELECT ID, CASE  WHEN (VISITS > ?) THEN ? ELSE ? END, COALESCE(CITY, ?), NULLIF(CITY, ?) FROM patient WHERE (ID <= ?) ORDER BY ID
---
# accept
SELECT ID, LABEL FROM tag WHERE (ID = ?)
---
# accept
SELECT ID, LABEL FROM tag WHERE (ID = ?) FOR UPDATE
---
# accept
SELECT ID, NAME, DOB, WEIGHT, BLOOD, DEVICE, seen_at FROM patient WHERE (ID <= ?) ORDER BY ID
---
# accept
SELECT ID, UPPER(CITY), LENGTH(CITY), CITY || ? || STATUS, SUBSTR(CITY, ?, ?), TRIM(CITY), STRPOS(CITY, ?), ABS(VISITS), MOD(VISITS, ?) FROM patient WHERE (ID <= ?) ORDER BY ID
---
# accept
SELECT ID, day, FEE, FINDING, MINUTES, ROOM, patient_id FROM visit WHERE (ID < ?) ORDER BY ID
---
# accept
SELECT ID, day, FEE, FINDING, MINUTES, ROOM, patient_id FROM visit WHERE (ID > ?) ORDER BY ID
---
# accept
SELECT ID, day, FEE, FINDING, MINUTES, ROOM, patient_id FROM visit WHERE (patient_id = ?) ORDER BY day ASC, ID ASC
---
# accept
SELECT ID, dtype, amount, CARD FROM payment WHERE (dtype = ?) ORDER BY ID
---
# accept
SELECT ID, dtype, amount, CARD, IBAN FROM payment ORDER BY ID
---
# accept
SELECT ID, dtype, amount, CARD, IBAN FROM payment WHERE (dtype = ?) ORDER BY ID
---
# accept
SELECT KIND, PHONE, patient_id FROM patient_phone WHERE (patient_id = ?)
---
# accept
SELECT NAME FROM patient WHERE (((CITY = ?) AND (STATUS = ?)) AND (VISITS BETWEEN ? AND ?)) ORDER BY ID
---
# accept
SELECT ROOM, COUNT(ID), SUM(MINUTES) FROM visit WHERE (ID < ?) GROUP BY ROOM HAVING (COUNT(ID) > ?) ORDER BY ROOM ASC
---
# accept
SELECT SUM(amount) FROM payment
---
# accept
SELECT t0.ID FROM patient t0 WHERE (((SELECT COUNT(t1.ID) FROM patient_tag t2, tag t1 WHERE ((t2.patient_id = t0.ID) AND (t1.ID = t2.tag_id))) > ?) AND ((SELECT COUNT(t3.ID) FROM visit t3 WHERE (t3.patient_id = t0.ID)) > ?)) ORDER BY t0.ID
---
# accept
SELECT t0.ID FROM patient t0 WHERE (t0.ID IN (SELECT t1.ID FROM visit t2, patient t1 WHERE ((t2.ROOM = ?) AND (t1.ID = t2.patient_id))) AND (t0.VISITS >= ALL(SELECT ? FROM tag t3))) ORDER BY t0.ID
---
# accept
SELECT t0.ID FROM patient t0 WHERE EXISTS (SELECT ? FROM visit t1 WHERE ((t1.patient_id = t0.ID) AND (t1.MINUTES > ?))) ORDER BY t0.ID
---
# accept
SELECT t0.ID FROM patient t0, patient_tag t2, tag t1 WHERE ((? = t1.ID) AND ((t2.patient_id = t0.ID) AND (t1.ID = t2.tag_id))) ORDER BY t0.ID
---
# accept
SELECT t0.ID FROM visit t0 WHERE (t0.MINUTES = (SELECT MAX(t1.MINUTES) FROM patient t2, visit t1 WHERE ((t1.patient_id = t2.ID) AND (t2.ID = t0.patient_id)))) ORDER BY t0.ID
---
# accept
SELECT t0.ID, COUNT(t1.ID) FROM patient t0 LEFT OUTER JOIN visit t1 ON (t1.patient_id = t0.ID) WHERE (t0.ID <= ?) GROUP BY t0.ID ORDER BY COUNT(t1.ID) DESC, t0.ID
---
# accept
SELECT t0.ID, t0.dtype, t0.NAME, t0.WARD, t1.ID, t1.FIELD, t1.LICENCE FROM staff t0, doctor t1 WHERE ((t0.ID > ?) AND ((t1.ID = t0.ID) AND (t0.dtype = ?)))
---
# accept
SELECT t0.ID, t0.dtype, t0.NAME, t0.WARD, t1.ID, t1.FIELD, t1.LICENCE FROM staff t0, doctor t1 WHERE (t1.FIELD LIKE ? AND ((t1.ID = t0.ID) AND (t0.dtype = ?))) ORDER BY t0.ID
---
# accept
SELECT t0.ID, t0.dtype, t0.NAME, t0.WARD, t1.ID, t1.SHIFT, t2.ID, t2.FIELD, t2.LICENCE FROM staff t0 LEFT OUTER JOIN nurse t1 ON (t1.ID = t0.ID) LEFT OUTER JOIN doctor t2 ON (t2.ID = t0.ID) ORDER BY t0.ID
---
# accept
SELECT t0.ID, t1.ROOM FROM patient t0 LEFT OUTER JOIN visit t1 ON ((t1.patient_id = t0.ID) AND (t1.MINUTES > ?)) WHERE (t0.ID <= ?) ORDER BY t0.ID, t1.ID
---
# accept
SELECT t0.ID, t1.ROOM, COALESCE(t1.MINUTES, ?) FROM patient t0 LEFT OUTER JOIN visit t1 ON (t1.patient_id = t0.ID) WHERE t0.ID IN (SELECT t2.ID FROM patient_tag t4, tag t3, patient t2 WHERE ((t3.LABEL = ?) AND ((t4.patient_id = t2.ID) AND (t3.ID = t4.tag_id)))) ORDER BY t0.ID ASC, t1.ID DESC
---
# accept
SELECT t1.ID, t1.BLOOD, t1.CITY, t1.DEVICE, t1.DOB, t1.external_id, t1.NAME, t1.NOTE, t1.registered_at, t1.seen_at, t1.SSN, t1.STATUS, t1.VERSION, t1.VISITS, t1.wakes_at, t1.WEIGHT, t1.country_code, t0.ID, t0.LABEL, t2.CODE, t2.NAME FROM patient t1 LEFT OUTER JOIN (patient_tag t3 JOIN tag t0 ON (t0.ID = t3.tag_id)) ON (t3.patient_id = t1.ID) LEFT OUTER JOIN country t2 ON (t2.CODE = t1.country_code) WHERE (t1.ID <= ?)
---
# accept
SELECT t1.ID, t1.BLOOD, t1.CITY, t1.DEVICE, t1.DOB, t1.external_id, t1.NAME, t1.NOTE, t1.registered_at, t1.seen_at, t1.SSN, t1.STATUS, t1.VERSION, t1.VISITS, t1.wakes_at, t1.WEIGHT, t1.country_code, t0.ID, t0.day, t0.FEE, t0.FINDING, t0.MINUTES, t0.ROOM, t0.patient_id FROM patient t1 LEFT OUTER JOIN visit t0 ON (t0.patient_id = t1.ID) WHERE (t1.ID <= ?)
---
# accept
SELECT t1.ID, t1.LABEL FROM patient_tag t0, tag t1 WHERE ((t0.patient_id = ?) AND (t1.ID = t0.tag_id))
---
# accept
SELECT t1.ID, t1.day, t1.FEE, t1.FINDING, t1.MINUTES, t1.ROOM, t1.patient_id FROM patient t0, visit t1 WHERE ((t0.CITY = ?) AND (t0.ID = t1.patient_id)) ORDER BY t1.ID
---
# accept
SELECT t1.ID, t1.day, t1.FEE, t1.FINDING, t1.MINUTES, t1.ROOM, t1.patient_id, t0.ID, t0.BLOOD, t0.CITY, t0.DEVICE, t0.DOB, t0.external_id, t0.NAME, t0.NOTE, t0.registered_at, t0.seen_at, t0.SSN, t0.STATUS, t0.VERSION, t0.VISITS, t0.wakes_at, t0.WEIGHT, t0.country_code FROM patient t0, visit t1 WHERE ((t1.ID <= ?) AND (t0.ID = t1.patient_id)) ORDER BY t1.ID
---
# accept
SELECT t1.ID, t1.day, t1.FEE, t1.FINDING, t1.MINUTES, t1.ROOM, t1.patient_id, t0.ID, t0.BLOOD, t0.CITY, t0.DEVICE, t0.DOB, t0.external_id, t0.NAME, t0.NOTE, t0.registered_at, t0.seen_at, t0.SSN, t0.STATUS, t0.VERSION, t0.VISITS, t0.wakes_at, t0.WEIGHT, t0.country_code FROM patient t0, visit t1 WHERE ((t1.ROOM = ?) AND (t0.ID = t1.patient_id)) ORDER BY t1.ID FOR UPDATE
---
# accept
UPDATE doctor SET FIELD = ? WHERE EXISTS(SELECT t0.ID FROM staff t0, doctor t1 WHERE ((t0.ID = ?) AND ((t1.ID = t0.ID) AND (t0.dtype = ?))) AND t1.ID = doctor.ID)
---
# accept
UPDATE patient SET CITY = ?, NOTE = ?, VERSION = ? WHERE ((ID = ?) AND (VERSION = ?))
---
# accept
UPDATE patient SET CITY = ?, VERSION = ? WHERE ((ID = ?) AND (VERSION = ?))
---
# accept
UPDATE patient SET NOTE = ?, VERSION = ? WHERE ((ID = ?) AND (VERSION = ?))
---
# accept
UPDATE patient SET VERSION = (VERSION + ?), VISITS = (VISITS + ?), CITY = ?, NOTE = ? WHERE ((STATUS = ?) AND (ID <= ?))
---
# accept
UPDATE patient SET VERSION = ? WHERE ((ID = ?) AND (VERSION = ?))
---
# accept
UPDATE staff SET WARD = ? WHERE (ID = ?)
---
# accept
UPDATE staff SET WARD = ? WHERE EXISTS(SELECT t0.ID FROM staff t0, doctor t1 WHERE ((t0.ID = ?) AND ((t1.ID = t0.ID) AND (t0.dtype = ?))) AND t0.ID = staff.ID)
---
# accept
UPDATE tag SET LABEL = ? WHERE (ID = ?)
---
# accept
UPDATE visit SET ROOM = ? WHERE EXISTS(SELECT t1.ID FROM patient t0, visit t1 WHERE (t0.ID IN (SELECT t2.ID FROM patient t2 WHERE (t2.CITY = ?)) AND (t0.ID = t1.patient_id)) AND t1.ID = visit.ID)
---
# accept
insert into tag (id, label) values (3, 'x'), (31, 'y') on conflict (tenant_id, id) do update set label = excluded.label
---
# accept
select * from patient where id = ?
---
# accept
select lastval()
---
# accept
select nextval('patient_seq')
---
# accept
select nextval('payment_seq')
---
# accept
select v.id, v.finding, p.name, row_number() over (partition by p.id order by v.id) from visit v join patient p on p.id = v.patient_id where v.id < 9 order by v.id
---
# accept
update patient set ssn = ? where id = ?
---
# accept
update patient set version = version + 1 where id = 4
---
# accept
with busy as (select patient_id, count(*) as n from visit where id < 9 group by patient_id) select p.id, b.n from patient p join busy b on b.patient_id = p.id union all select id, 0 from tag where id < 3 order by 1, 2

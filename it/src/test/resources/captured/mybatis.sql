# mode refuse
---
# accept
DELETE FROM tag WHERE tenant_id = ? AND id IN
     (  ? , ? )
---
# accept
DELETE FROM tag WHERE tenant_id = ? AND label = ?
---
# accept
INSERT INTO patient
    (tenant_id, id, name, ssn, dob, note, weight, blood, device, seen_at, city, status, external_id, wakes_at)
    VALUES
      
      (?, ?, ?, ?, ?, ?, ?, ?,
      ?, ?, ?, ?, ?, ?)
     , 
      (?, ?, ?, ?, ?, ?, ?, ?,
      ?, ?, ?, ?, ?, ?)
---
# accept
INSERT INTO tag (tenant_id, id, label) VALUES ('acme', ?, ?)
---
# accept
INSERT INTO tag (tenant_id, id, label) VALUES (?, ?, ?) ON CONFLICT (tenant_id, id) DO UPDATE SET label = EXCLUDED.label
---
# accept
INSERT INTO visit (tenant_id, patient_id, day, finding, fee) VALUES ('acme', ?, ?, ?, ?)
---
# accept
SELECT
     p.id, p.name, p.ssn, p.dob, p.note, p.city, p.status 
    FROM patient p
     WHERE p.tenant_id = ? AND p.id <= 6
      
      
      
          AND p.status IS NOT NULL 
    ORDER BY p.id
    LIMIT ? OFFSET ?
---
# accept
SELECT
     p.id, p.name, p.ssn, p.dob, p.note, p.city, p.status 
    FROM patient p
     WHERE p.tenant_id = ? AND p.id <= 6
      
        AND p.city LIKE ? || '%'
      
      
        AND p.id IN
        (?,?,?)
      
      
          AND p.status = ? 
    ORDER BY p.id
    LIMIT ? OFFSET ?
---
# accept
SELECT
     p.id, p.name, p.ssn, p.dob, p.note, p.city, p.status 
    FROM patient p
    WHERE p.tenant_id = ? AND p.id = ?
---
# accept
SELECT
     p.id, p.name, p.ssn, p.dob, p.note, p.city, p.status ,
    v.id AS v_id, v.day AS v_day, v.finding AS v_finding, v.fee AS v_fee
    FROM patient p
    LEFT OUTER JOIN visit v ON v.patient_id = p.id AND v.tenant_id = p.tenant_id
    WHERE p.tenant_id = ? AND p.id <= 6
    ORDER BY p.id, v.id
---
# accept
SELECT * FROM patient WHERE tenant_id = ? AND id = ?
---
# accept
SELECT * FROM visit WHERE tenant_id = ? AND id < 4 ORDER BY id
---
# accept
SELECT EXISTS (SELECT 1 FROM visit WHERE tenant_id = ? AND room = ?)
---
# accept
SELECT day, finding, fee FROM visit WHERE tenant_id = ? ORDER BY id
---
# accept
SELECT id FROM tag WHERE tenant_id = ? ORDER BY id LIMIT ? FOR UPDATE SKIP LOCKED
---
# accept
SELECT id FROM visit WHERE tenant_id = ? AND day BETWEEN ? AND ?::date ORDER BY id
---
# accept
SELECT id,
           CASE WHEN visits > 3 THEN 'often' WHEN visits IS NULL THEN 'never' ELSE 'seldom' END AS how,
           COALESCE(city, 'none') AS city,
           to_char(registered_at, 'YYYY-MM') AS month
    FROM patient
    WHERE tenant_id = ? AND id <= 6 AND (ssn IS NULL OR visits <> 0)
    ORDER BY id
    FETCH FIRST 4 ROWS ONLY
---
# accept
SELECT id, city AS text FROM patient WHERE tenant_id = ? AND id < 3
    UNION
    SELECT id, label FROM tag WHERE tenant_id = ? AND id < 3
    ORDER BY 1, 2
---
# accept
SELECT id, name, dob, weight FROM patient WHERE tenant_id = ? AND id <= 6 ORDER BY city, id DESC
---
# accept
SELECT nextval('payment_seq') + 500
---
# accept
SELECT room, count(*) AS n, sum(minutes) AS total, max(day) AS last FROM visit WHERE tenant_id = ? GROUP BY room HAVING count(*) >= 1 ORDER BY room NULLS LAST
---
# accept
UPDATE patient
     SET note = ?,
      city = ?,
      visits = visits + 1 
    WHERE tenant_id = ? AND id = ?
---
# accept
UPDATE patient SET note = ?, city = ? WHERE tenant_id = ? AND id = ?
---
# accept
WITH ranked AS (SELECT v.*, row_number() OVER (PARTITION BY v.patient_id ORDER BY v.day DESC) AS r FROM visit v WHERE v.tenant_id = ?) SELECT p.id, p.name, ranked.finding FROM ranked JOIN patient p ON p.id = ranked.patient_id AND p.tenant_id = ranked.tenant_id WHERE ranked.r = 1 ORDER BY p.id

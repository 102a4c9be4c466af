# accept both sides pinned
SELECT p.name, v.finding FROM patient p JOIN visit v ON v.patient_id = p.id AND v.tenant_id = 'acme' WHERE p.tenant_id = 'acme'
---
# accept the second table pinned through the first
SELECT p.name, v.finding, v.fee FROM patient p JOIN visit v ON v.tenant_id = p.tenant_id AND v.patient_id = p.id WHERE p.tenant_id = 'acme'
---
# accept left join pinned in on
SELECT p.name, v.finding FROM patient p LEFT JOIN visit v ON v.patient_id = p.id AND v.tenant_id = 'acme' WHERE p.tenant_id = 'acme'
---
# accept left join pinned through the left table
SELECT p.name, v.finding FROM patient p LEFT JOIN visit v ON v.tenant_id = p.tenant_id AND v.patient_id = p.id WHERE p.tenant_id = 'acme'
---
# accept comma join pinned in where
SELECT p.name, v.day FROM patient p, visit v WHERE p.tenant_id = 'acme' AND v.tenant_id = 'acme' AND v.patient_id = p.id
---
# accept join with a shared table
SELECT c.name, t.title FROM task t JOIN country c ON c.code = 'DE' WHERE t.tenant_id = 'acme'
---
# accept three tables
SELECT p.name, v.finding, t.title FROM patient p JOIN visit v ON v.tenant_id = p.tenant_id AND v.patient_id = p.id JOIN task t ON t.tenant_id = v.tenant_id WHERE p.tenant_id = 'acme'
---
# accept self join
SELECT a.name, b.name FROM patient a JOIN patient b ON b.tenant_id = a.tenant_id AND b.city = a.city AND b.id > a.id WHERE a.tenant_id = 'acme'
---
# accept stars of both sides
SELECT p.*, v.* FROM patient p JOIN visit v ON v.tenant_id = p.tenant_id AND v.patient_id = p.id WHERE p.tenant_id = 'acme'
---
# accept a scoped inner join
# mode scope
SELECT p1_0.name, v1_0.finding FROM visit v1_0 JOIN patient p1_0 ON p1_0.id = v1_0.patient_id ORDER BY v1_0.id
---
# accept a scoped left join
# mode scope
SELECT p.name, v.finding FROM patient p LEFT JOIN visit v ON v.patient_id = p.id ORDER BY p.id, v.id
---
# accept a scoped left join with a where
# mode scope
# ? date 2026-01-02
SELECT p.id, v.finding FROM patient p LEFT JOIN visit v ON v.patient_id = p.id WHERE v.day IS NULL OR v.day > ?
---
# refuse TC001 the joined table is not pinned
# mode refuse
SELECT p.name, v.finding FROM patient p JOIN visit v ON v.patient_id = p.id WHERE p.tenant_id = 'acme'
---
# refuse TC001 the left table of a left join is pinned in on only
# mode refuse
SELECT p.name FROM patient p LEFT JOIN visit v ON v.patient_id = p.id AND v.tenant_id = 'acme' AND p.tenant_id = 'acme'
---
# refuse TC001 comma join with one table pinned
# mode refuse
SELECT p.name FROM patient p, visit v WHERE p.tenant_id = 'acme' AND v.patient_id = p.id
---
# refuse TC001 cross join with one table pinned
# mode refuse
SELECT p.name FROM patient p CROSS JOIN visit v WHERE p.tenant_id = 'acme'
---
# refuse TC002 join on a protected column
SELECT p.id FROM patient p JOIN visit v ON v.finding = p.note AND v.tenant_id = 'acme' WHERE p.tenant_id = 'acme'
---
# refuse TC001 the joined tenant is foreign
SELECT p.name FROM patient p JOIN visit v ON v.tenant_id = 'globex' AND v.patient_id = p.id WHERE p.tenant_id = 'acme'
---
# refuse TC001 a full join that pins one side only
SELECT p.name FROM patient p FULL JOIN visit v ON v.tenant_id = p.tenant_id AND v.patient_id = p.id WHERE p.tenant_id = 'acme'
---
# accept natural join
SELECT p.name FROM patient p NATURAL INNER JOIN visit v WHERE p.tenant_id = 'acme'
---
# accept lateral, pinned through the left table
SELECT p.name, x.finding FROM patient p, LATERAL (SELECT finding FROM visit v WHERE v.tenant_id = p.tenant_id) x WHERE p.tenant_id = 'acme'

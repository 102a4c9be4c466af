# accept all columns by star
SELECT * FROM patient WHERE tenant_id = 'acme' ORDER BY id
---
# accept qualified star
SELECT p.* FROM patient p WHERE p.tenant_id = 'acme'
---
# accept bare protected columns
SELECT name, dob, ssn FROM patient WHERE tenant_id = 'acme' AND id = 1
---
# accept aliases
SELECT p.name AS n, p.dob born, p.id FROM patient AS p WHERE p.tenant_id = 'acme'
---
# accept parameter for the tenant
# ? text acme
# ? long 2
SELECT id, name FROM patient WHERE tenant_id = ? AND id = ?
---
# accept tenant on the right
# ? text acme
SELECT id, name FROM patient WHERE ? = tenant_id
---
# accept upper-case unquoted names
SELECT ID, NAME FROM PATIENT WHERE TENANT_ID = 'acme'
---
# accept quoted names
SELECT "id", "name" FROM "patient" WHERE "tenant_id" = 'acme'
---
# accept schema-qualified table
SELECT patient.name FROM public.patient WHERE public.patient.tenant_id = 'acme'
---
# accept IS NULL and IS NOT NULL on a protected column
SELECT id FROM patient WHERE tenant_id = 'acme' AND note IS NULL AND name IS NOT NULL
---
# accept count of a protected column
SELECT count(note), count(*) FROM patient WHERE tenant_id = 'acme'
---
# accept unprotected columns grouped and ordered
SELECT city, count(*) AS n, sum(visits) FROM patient WHERE tenant_id = 'acme' GROUP BY city HAVING count(*) > 0 ORDER BY city
---
# accept functions on unprotected columns
SELECT upper(city), coalesce(visits, 0) + 1 FROM patient WHERE tenant_id = 'acme' AND lower(city) LIKE 'b%'
---
# accept limit and offset as parameters
# ? text acme
# ? int 2
# ? int 1
SELECT id, name FROM patient WHERE tenant_id = ? ORDER BY id LIMIT ? OFFSET ?
---
# accept fetch first rows only
# ? text acme
# ? int 2
SELECT id, name FROM patient WHERE tenant_id = ? ORDER BY id FETCH FIRST ? ROWS ONLY
---
# accept for update
SELECT id, name FROM patient WHERE tenant_id = 'acme' AND id = 1 FOR UPDATE
---
# accept for no key update of an alias
SELECT p.id, p.name FROM patient p WHERE p.tenant_id = 'acme' AND p.id = 1 FOR NO KEY UPDATE OF p
---
# accept in list on an unprotected column
# ? text acme
# ? long 1
# ? long 3
SELECT id, name FROM patient WHERE tenant_id = ? AND id IN (?, ?)
---
# accept parenthesised or beside the tenant
SELECT id, name FROM patient WHERE tenant_id = 'acme' AND (id = 1 OR city = 'Bern')
---
# accept a tenant table without protected columns
SELECT id, title FROM task WHERE tenant_id = 'acme' ORDER BY id
---
# accept leading comment
/*NO LOAD BALANCE*/ SELECT id, name FROM patient WHERE tenant_id = 'acme'
---
# accept comments in places
SELECT id, -- the number
  name /* the name /* nested */ of */ FROM patient WHERE tenant_id = 'acme'
---
# accept a tenant predicate that is named twice
SELECT id FROM patient WHERE tenant_id = 'acme' AND tenant_id = 'acme'
---
# accept a dollar-quoted literal
SELECT id, $$it's$$ FROM patient WHERE tenant_id = 'acme'
---
# accept case over unprotected columns
SELECT id, CASE WHEN visits > 2 THEN 'often' ELSE 'rare' END FROM patient WHERE tenant_id = 'acme'
---
# accept cast of an unprotected column
SELECT id::text, cast(visits AS varchar) FROM patient WHERE tenant_id = 'acme'
---
# accept between on an unprotected date
# ? text acme
# ? date 2026-01-01
# ? date 2026-12-31
SELECT id, finding FROM visit WHERE tenant_id = ? AND day BETWEEN ? AND ?
---
# accept a scoped find by primary key
# mode scope
# ? long 1
SELECT p1_0.id, p1_0.dob, p1_0.name, p1_0.note FROM patient p1_0 WHERE p1_0.id = ?
---
# accept a scoped select without a where
# mode scope
SELECT id, name FROM patient ORDER BY id
---
# accept a scoped select whose or is kept together
# mode scope
SELECT id, name FROM patient WHERE id = 1 OR id = 2
---
# accept a scoped select with group and order
# mode scope
SELECT city, count(*) FROM patient GROUP BY city ORDER BY city
---
# accept a scoped select with limit
# mode scope
# ? int 2
SELECT id, name FROM patient ORDER BY id LIMIT ?
---
# accept a subscript of a column that a query makes
SELECT w.id, w.words[1], w.words[w.id - w.id + 1], array_to_string(w.words[1:2], '-') FROM (SELECT id, string_to_array(title, ' ') AS words FROM task WHERE tenant_id = 'acme') w ORDER BY w.id
---
# refuse TC002 a subscript of a protected column
SELECT p.ssn[1] FROM patient p WHERE p.tenant_id = 'acme'
---
# refuse TC001 a subscripted tenancy column that pins nothing
# mode refuse
SELECT id FROM task WHERE tenant_id[1] = 'acme'
---
# refuse TC003 a subscripted column of an INSERT
INSERT INTO task (tenant_id, id, title[1]) VALUES ('acme', 900, 'x')

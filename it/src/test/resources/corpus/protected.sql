# refuse TC002 equality with a parameter
# ? text Ann S3CRET
SELECT id FROM patient WHERE tenant_id = 'acme' AND name = ?
---
# refuse TC002 equality with the parameter first
# ? text Ann S3CRET
SELECT id FROM patient WHERE tenant_id = 'acme' AND ? = name
---
# refuse TC002 in list
# ? text Ann S3CRET
SELECT id FROM patient WHERE tenant_id = 'acme' AND name IN (?)
---
# refuse TC002 any
SELECT id FROM patient WHERE tenant_id = 'acme' AND name = ANY (ARRAY['S3CRET'])
---
# refuse TC002 row value
# ? text S3CRET
SELECT id FROM patient WHERE tenant_id = 'acme' AND (ssn, id) = (?, 1)
---
# refuse TC002 lower
# ? text s3cret
SELECT id FROM patient WHERE tenant_id = 'acme' AND lower(name) = ?
---
# refuse TC002 coalesce in a predicate
# ? text S3CRET
SELECT id FROM patient WHERE tenant_id = 'acme' AND coalesce(ssn, ?) = ssn
---
# refuse TC002 like
# ? text S3CRET%
SELECT id FROM patient WHERE tenant_id = 'acme' AND name LIKE ?
---
# refuse TC002 ilike
SELECT id FROM patient WHERE tenant_id = 'acme' AND name ILIKE '%s3cret%'
---
# refuse TC002 regular expression
SELECT id FROM patient WHERE tenant_id = 'acme' AND name ~ 'S3CRET'
---
# refuse TC002 greater than
# ? date 1907-01-01
SELECT id FROM patient WHERE tenant_id = 'acme' AND dob > ?
---
# refuse TC002 between
# ? date 1907-01-01
# ? date 1907-12-31
SELECT id FROM patient WHERE tenant_id = 'acme' AND dob BETWEEN ? AND ?
---
# refuse TC002 order by
SELECT id FROM patient WHERE tenant_id = 'acme' ORDER BY name
---
# refuse TC002 order by alias
SELECT name AS n FROM patient WHERE tenant_id = 'acme' ORDER BY n
---
# refuse TC002 order by ordinal
SELECT name, id FROM patient WHERE tenant_id = 'acme' ORDER BY 1
---
# refuse TC002 group by
SELECT name, count(*) FROM patient WHERE tenant_id = 'acme' GROUP BY name
---
# refuse TC002 distinct
SELECT DISTINCT name FROM patient WHERE tenant_id = 'acme'
---
# refuse TC002 count distinct
SELECT count(DISTINCT ssn) FROM patient WHERE tenant_id = 'acme'
---
# refuse TC002 max
SELECT max(dob) FROM patient WHERE tenant_id = 'acme'
---
# refuse TC002 upper in the select list
SELECT upper(name) FROM patient WHERE tenant_id = 'acme'
---
# refuse TC002 concatenation in the select list
SELECT name || ' ' || ssn FROM patient WHERE tenant_id = 'acme'
---
# refuse TC002 cast in the select list
SELECT name::text FROM patient WHERE tenant_id = 'acme'
---
# refuse TC002 cast by function
SELECT cast(dob AS varchar) FROM patient WHERE tenant_id = 'acme'
---
# refuse TC002 arithmetic
SELECT fee * 2 FROM visit WHERE tenant_id = 'acme'
---
# refuse TC002 sum
SELECT sum(fee) FROM visit WHERE tenant_id = 'acme'
---
# refuse TC002 string aggregate
SELECT string_agg(name, ',') FROM patient WHERE tenant_id = 'acme'
---
# refuse TC002 window order
SELECT row_number() OVER (ORDER BY name) FROM patient WHERE tenant_id = 'acme'
---
# refuse TC002 length
SELECT length(note) FROM patient WHERE tenant_id = 'acme'
---
# refuse TC002 extract
SELECT extract(year FROM dob) FROM patient WHERE tenant_id = 'acme'
---
# refuse TC002 json of a whole row
SELECT row_to_json(p) FROM patient p WHERE p.tenant_id = 'acme'
---
# refuse TC002 whole row
SELECT p FROM patient p WHERE p.tenant_id = 'acme'
---
# refuse TC002 through a derived table
SELECT d.n FROM (SELECT name AS n FROM patient WHERE tenant_id = 'acme') d WHERE d.n = 'S3CRET'
---
# refuse TC002 through a cte
WITH p AS (SELECT name FROM patient WHERE tenant_id = 'acme') SELECT upper(name) FROM p
---
# refuse TC002 is distinct from
# ? text S3CRET
SELECT id FROM patient WHERE tenant_id = 'acme' AND name IS DISTINCT FROM ?
---
# refuse TC002 union of two domains
SELECT name FROM patient WHERE tenant_id = 'acme' UNION ALL SELECT finding FROM visit WHERE tenant_id = 'acme'

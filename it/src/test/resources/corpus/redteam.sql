# refuse TC001 RIGHT JOIN USING: the merged column is the right side's, which is forged
# mode refuse
SELECT v.id, v.finding FROM patient p JOIN country c ON p.tenant_id = 'acme' RIGHT JOIN (SELECT 'globex' AS tenant_id) z USING (tenant_id) JOIN visit v USING (tenant_id)
---
# refuse TC001 FULL JOIN USING: the merged column may be the right side's, which is forged
# mode refuse
SELECT v.id, v.finding FROM patient p JOIN country c ON p.tenant_id = 'acme' FULL JOIN (SELECT 'globex' AS tenant_id) z USING (tenant_id) JOIN visit v USING (tenant_id)
---
# refuse TC001 LEFT JOIN USING: the merged column is the left side's, which is forged
# mode refuse
SELECT v.id, v.finding FROM (SELECT 'globex' AS tenant_id) z LEFT JOIN patient p USING (tenant_id) JOIN visit v USING (tenant_id) WHERE p.tenant_id = 'acme' OR p.id IS NULL
---
# accept RIGHT JOIN USING of two pinned tables
SELECT v.id, p.city FROM patient p RIGHT JOIN visit v USING (tenant_id, id) WHERE v.tenant_id = 'acme' ORDER BY v.id
---
# accept three tables by USING, the first pinned
SELECT p.id, v.day, t.title FROM patient p JOIN visit v USING (tenant_id, id) JOIN task t USING (tenant_id, id) WHERE p.tenant_id = 'acme' ORDER BY 1
---
# refuse TC002 ORDER BY an ordinal in parentheses
SELECT id, name FROM patient WHERE tenant_id = 'acme' ORDER BY (2)
---
# refuse TC002 ORDER BY an output's name in parentheses
SELECT visits AS n, name AS city FROM patient WHERE tenant_id = 'acme' ORDER BY (city)
---
# refuse TC002 ORDER BY an ordinal in parentheses behind a UNION ALL
SELECT id, name FROM patient WHERE tenant_id = 'acme' UNION ALL SELECT id, name FROM patient WHERE tenant_id = 'acme' ORDER BY ((2))
---
# refuse TC002 GROUP BY an ordinal in parentheses
SELECT name, count(*) FROM patient WHERE tenant_id = 'acme' GROUP BY (1)
---
# refuse TC002 GROUP BY ordinals in one list
SELECT name, city FROM patient WHERE tenant_id = 'acme' GROUP BY (1, 2)
---
# refuse TC002 GROUPING SETS of an ordinal
SELECT name, count(*) FROM patient WHERE tenant_id = 'acme' GROUP BY GROUPING SETS ((1), ())
---
# refuse TC002 ROLLUP of an ordinal
SELECT name, count(*) FROM patient WHERE tenant_id = 'acme' GROUP BY ROLLUP (1)
---
# refuse TC002 DISTINCT ON an ordinal
SELECT DISTINCT ON (1) name, id FROM patient WHERE tenant_id = 'acme' ORDER BY id
---
# refuse TC002 DISTINCT ON an output's name that is also a plain column's
SELECT DISTINCT ON (city) name AS city, id FROM patient WHERE tenant_id = 'acme'
---
# accept DISTINCT ON an ordinal of a plain column
SELECT DISTINCT ON (1) city, id, name FROM patient WHERE tenant_id = 'acme' ORDER BY 1, 2
---
# accept ORDER BY a plain ordinal in parentheses
SELECT id, name FROM patient WHERE tenant_id = 'acme' ORDER BY (1)
---
# accept GROUPING SETS over plain columns
SELECT city, visits, count(*) FROM patient WHERE tenant_id = 'acme' GROUP BY GROUPING SETS ((city), (visits), ()) ORDER BY 1, 2, 3
---
# accept ROLLUP over plain columns, counting a protected one
SELECT city, count(ssn) FROM patient WHERE tenant_id = 'acme' GROUP BY ROLLUP (city) ORDER BY 1, 2
---
# accept CUBE over plain columns
SELECT city, visits, count(*) FROM patient WHERE tenant_id = 'acme' GROUP BY CUBE (city, visits) ORDER BY 1, 2, 3
---
# refuse TC001 a tenant of GROUPING SETS is NULL or known, but the table is not pinned
# mode refuse
SELECT tenant_id, count(*) FROM task GROUP BY GROUPING SETS ((tenant_id), ())
---
# accept a name beside a system relation is the table's own
SELECT name FROM pg_class c, patient p WHERE p.tenant_id = 'acme' AND c.oid = 'patient'::regclass AND city = 'Bern'
---
# accept a name beside a system relation is the table's where only it can have it
SELECT ssn FROM patient p, pg_namespace n WHERE p.tenant_id = 'acme' AND n.nspname = 'public' AND p.id = 1
---
# refuse TC002 a protected name beside a system relation is compared
SELECT p.id FROM patient p, pg_namespace n WHERE p.tenant_id = 'acme' AND ssn = 'S3CRET-A'
---
# refuse TC003 a name within a system relation's query might be the outer table's
SELECT EXISTS (SELECT 1 FROM pg_namespace WHERE ssn = 'S3CRET-A') FROM patient p WHERE p.tenant_id = 'acme'
---
# refuse TC003 a name within a system relation's query is handed out
SELECT (SELECT ssn FROM pg_namespace WHERE nspname = 'public') FROM patient p WHERE p.tenant_id = 'acme'
---
# refuse TC002 the CTE that RETURNING sees is not the table of its name
WITH country AS (SELECT tenant_id, id, ssn AS name FROM patient WHERE tenant_id = 'acme') INSERT INTO task (tenant_id, id, title) VALUES ('acme', 900, 'x') RETURNING (SELECT max(name) FROM country)
---
# accept RETURNING reads a CTE
WITH w AS (SELECT count(*) AS n FROM patient WHERE tenant_id = 'acme') INSERT INTO task (tenant_id, id, title) VALUES ('acme', 900, 'x') RETURNING id, (SELECT n FROM w)
---
# accept a NULL without a type goes beside a cell
SELECT id, ssn FROM patient WHERE tenant_id = 'acme' UNION ALL SELECT id, NULL FROM task WHERE tenant_id = 'acme'
---
# accept a NULL out of a derived table goes beside a cell
SELECT id, ssn FROM patient WHERE tenant_id = 'acme' UNION ALL SELECT 9, d.n FROM (SELECT NULL AS n) d
---
# refuse TC002 a NULL out of a scalar subquery is text
SELECT coalesce(ssn, (SELECT NULL)) FROM patient WHERE tenant_id = 'acme'
---
# accept two NULLs of a UNION go into a protected column
INSERT INTO patient (tenant_id, id, name, ssn) SELECT 'acme', 901, name, NULL FROM patient WHERE tenant_id = 'acme' AND id = 1 UNION ALL SELECT 'acme', 902, name, NULL FROM patient WHERE tenant_id = 'acme' AND id = 2
---
# refuse TC001 only one alias of a self join is pinned
# mode refuse
SELECT a.id, b.name FROM patient a JOIN patient b ON b.id = a.id WHERE a.tenant_id = 'acme'
---
# refuse TC001 a self join pinned twice on one side
# mode refuse
SELECT a.id, b.name FROM patient a JOIN patient b ON a.tenant_id = 'acme' WHERE a.tenant_id = 'acme'
---
# refuse TC001 the alias list moves the tenancy column's name
# mode refuse
SELECT count(*) FROM task t (tenant, tenant_id, title) WHERE t.title = 'acme'
---
# refuse TC001 the alias list gives another column the tenancy column's name
# mode refuse
SELECT count(*) FROM log_line l (id, tenant_id), task t WHERE l.tenant_id = 'acme' AND t.title = l.tenant_id
---
# refuse TC001 the alias list gives another of its columns the tenancy column's name
# mode refuse
SELECT count(*) FROM task t (owner, id, tenant_id) WHERE t.tenant_id = 'acme'
---
# accept the alias list renames the tenancy column, and the new name pins
SELECT t.a, t.c FROM task t (owner, a, c) WHERE t.owner = 'acme' ORDER BY t.a
---
# refuse TC001 a derived table's alias list swaps its columns
# mode refuse
SELECT count(*) FROM (SELECT 'globex' AS a, tenant_id AS b FROM task WHERE tenant_id = 'acme') d (tenant_id, other) JOIN visit v ON v.tenant_id = d.tenant_id
---
# accept a derived table's alias list keeps what its columns are
SELECT count(*) FROM (SELECT 'x' AS a, tenant_id AS b FROM task WHERE tenant_id = 'acme') d (other, owner) JOIN visit v ON v.tenant_id = d.owner
---
# refuse TC001 a quoted case variant is another column
# mode refuse
SELECT count(*) FROM (SELECT 'acme' AS "Tenant_Id", t.* FROM task t) d WHERE d."Tenant_Id" = 'acme'
---
# refuse TC001 LATERAL pins itself through its own output
# mode refuse
SELECT count(*) FROM visit v, LATERAL (SELECT t.tenant_id FROM task t WHERE t.tenant_id = v.tenant_id) l WHERE v.tenant_id = l.tenant_id
---
# refuse TC001 two tables pin each other
# mode refuse
SELECT count(*) FROM visit v JOIN task t ON v.tenant_id = t.tenant_id AND t.tenant_id = v.tenant_id
---
# refuse TC001 a correlated subquery pins the outer table by the inner one's literal
# mode refuse
SELECT id FROM visit v WHERE EXISTS (SELECT 1 FROM task t WHERE t.tenant_id = 'acme' AND t.tenant_id = v.tenant_id)
---
# refuse TC001 a correlated subquery leans on an outer table that is not pinned
# mode refuse
SELECT (SELECT count(*) FROM task t WHERE t.tenant_id = v.tenant_id) FROM visit v
---
# refuse TC001 a correlated subquery leans on a forged outer column
# mode refuse
SELECT (SELECT count(*) FROM task t WHERE t.tenant_id = z.tenant_id) FROM (SELECT 'globex' AS tenant_id) z
---
# refuse TC001 a correlated subquery in LIMIT
# mode refuse
SELECT id FROM country c, task t WHERE t.tenant_id = 'acme' LIMIT (SELECT count(*) FROM visit)
---
# refuse TC001 a subquery in ORDER BY of a set operation's branch
# mode refuse
(SELECT id FROM task WHERE tenant_id = 'acme' ORDER BY (SELECT max(id) FROM visit)) UNION ALL SELECT 1
---
# refuse TC001 a subquery in a FILTER of a window function
# mode refuse
SELECT count(*) FILTER (WHERE id IN (SELECT id FROM visit)) OVER () FROM task WHERE tenant_id = 'acme'
---
# refuse TC001 a subquery in a window's PARTITION BY
# mode refuse
SELECT rank() OVER (PARTITION BY (SELECT count(*) FROM visit) ORDER BY id) FROM task WHERE tenant_id = 'acme'
---
# refuse TC001 a subquery in a named window
# mode refuse
SELECT rank() OVER w FROM task WHERE tenant_id = 'acme' WINDOW w AS (ORDER BY (SELECT count(*) FROM visit))
---
# refuse TC001 a subquery in DISTINCT ON
# mode refuse
SELECT DISTINCT ON ((SELECT count(*) FROM visit)) id FROM task WHERE tenant_id = 'acme'
---
# refuse TC001 a subquery in GROUPING SETS
# mode refuse
SELECT count(*) FROM task WHERE tenant_id = 'acme' GROUP BY GROUPING SETS ((id, (SELECT count(*) FROM visit)))
---
# refuse TC001 a subquery in a row of VALUES in FROM
# mode refuse
SELECT * FROM (VALUES (1, (SELECT count(*) FROM visit))) v (a, b)
---
# refuse TC001 a subquery in an INTERVAL's place
# mode refuse
SELECT current_date + (SELECT count(*) FROM visit)::int FROM task WHERE tenant_id = 'acme'
---
# refuse TC001 a subquery in json_build_object
# mode refuse
SELECT json_build_object('n', (SELECT count(*) FROM visit)) FROM task WHERE tenant_id = 'acme'
---
# refuse TC001 a subquery in ARRAY(…)
# mode refuse
SELECT ARRAY(SELECT id FROM visit) FROM task WHERE tenant_id = 'acme'
---
# refuse TC001 a subquery in EXTRACT
# mode refuse
SELECT extract(year FROM (SELECT max(day) FROM visit)) FROM task WHERE tenant_id = 'acme'
---
# refuse TC001 a subquery in LIKE's pattern
# mode refuse
SELECT id FROM task WHERE tenant_id = 'acme' AND title LIKE (SELECT max(city) FROM patient)
---
# refuse TC001 a subquery in ON CONFLICT's SET
# mode refuse
INSERT INTO task (tenant_id, id, title) VALUES ('acme', 1, 'x') ON CONFLICT (tenant_id, id) DO UPDATE SET title = (SELECT max(city) FROM patient)
---
# refuse TC001 a subquery in ON CONFLICT's WHERE
# mode refuse
INSERT INTO task (tenant_id, id, title) VALUES ('acme', 1, 'x') ON CONFLICT (tenant_id, id) DO UPDATE SET title = 'x' WHERE EXISTS (SELECT 1 FROM patient)
---
# refuse TC003 the whole row as a function's argument reads a column
SELECT ssn(p) FROM patient p WHERE p.tenant_id = 'acme'
---
# refuse TC002 a column that is a function's name, over the whole row
SELECT name(p) FROM patient p WHERE p.tenant_id = 'acme'
---
# refuse TC041 a function written as a column
SELECT p.count FROM patient p WHERE p.tenant_id = 'acme'
---
# refuse TC003 a field of a composite value
SELECT (p).ssn FROM patient p WHERE p.tenant_id = 'acme'
---
# refuse TC003 all fields of a composite value
SELECT (p).* FROM patient p WHERE p.tenant_id = 'acme'
---
# refuse TC003 the star in a row constructor
SELECT ROW(p.*) FROM patient p WHERE p.tenant_id = 'acme'
---
# refuse TC002 the whole row compared
SELECT p.id FROM patient p WHERE p.tenant_id = 'acme' AND p IS NOT NULL
---
# refuse TC002 the whole row counted distinct
SELECT count(DISTINCT p) FROM patient p WHERE p.tenant_id = 'acme'
---
# refuse TC002 the whole row cast to text
SELECT p::text FROM patient p WHERE p.tenant_id = 'acme'
---
# refuse TC002 the whole row concatenated
SELECT 'x' || p FROM patient p WHERE p.tenant_id = 'acme'
---
# refuse TC002 the whole row of an outer table within a subquery
SELECT (SELECT row_to_json(p)) FROM patient p WHERE p.tenant_id = 'acme'
---
# accept system columns of a pinned table
SELECT id, tableoid::regclass::text AS t, ctid IS NOT NULL AS c FROM task WHERE tenant_id = 'acme' ORDER BY id
---
# refuse TC001 a row pinned by its place only
# mode refuse
SELECT id, title FROM task WHERE ctid = '(0,4)'
---
# refuse TC001 IS NOT DISTINCT FROM is no pin
# mode refuse
SELECT id FROM task WHERE tenant_id IS NOT DISTINCT FROM 'acme'
---
# refuse TC001 BETWEEN SYMMETRIC is no pin
# mode refuse
SELECT id FROM task WHERE tenant_id BETWEEN SYMMETRIC 'globex' AND 'acme'
---
# refuse TC001 = SOME is no pin
# mode refuse
SELECT id FROM task WHERE tenant_id = SOME (SELECT 'acme')
---
# refuse TC001 a pin's truth value compared
# mode refuse
SELECT id FROM task WHERE (tenant_id = 'acme') = false
---
# refuse TC001 a pin's truth value asked for
# mode refuse
SELECT id FROM task WHERE (tenant_id = 'acme') IS NOT TRUE
---
# refuse TC001 a pin IS UNKNOWN
# mode refuse
SELECT id FROM task WHERE (tenant_id = 'acme') IS UNKNOWN
---
# refuse TC003 a pin without parentheses IS NOT TRUE
SELECT id FROM task WHERE tenant_id = 'acme' IS NOT TRUE
---
# refuse TC001 a pin as BETWEEN's upper bound
# mode refuse
SELECT id FROM task WHERE true BETWEEN false AND (tenant_id = 'acme')
---
# refuse TC001 a pin inside coalesce
# mode refuse
SELECT id FROM task WHERE coalesce(tenant_id = 'acme', true)
---
# refuse TC001 a pin concatenated
# mode refuse
SELECT id FROM task WHERE tenant_id = 'ac' || 'me'
---
# refuse TC001 a pin's value cast and cut
# mode refuse
SELECT id FROM task WHERE tenant_id = 'acmexyz'::varchar(4)
---
# refuse TC001 a pin's column cast
# mode refuse
SELECT id FROM task WHERE tenant_id::char(4) = 'acme'
---
# refuse TC001 a padded literal
SELECT id FROM task WHERE tenant_id = 'acme '
---
# refuse TC001 a char literal
# mode refuse
SELECT id FROM task WHERE tenant_id = 'acme   '::bpchar
---
# refuse TC001 a tenant with a zero-width space
SELECT id FROM task WHERE tenant_id = 'acme​'
---
# refuse TC001 a tenant in full-width letters
SELECT id FROM task WHERE tenant_id = 'ａｃｍｅ'
---
# refuse TC001 a pin behind ON of a left join's left side
# mode refuse
SELECT t.id FROM task t LEFT JOIN country c ON t.tenant_id = 'acme'
---
# refuse TC001 a nested left join's ON does not restrict the outer left side
# mode refuse
SELECT t.id FROM task t LEFT JOIN (visit v JOIN patient p ON p.tenant_id = v.tenant_id) ON v.tenant_id = 'acme' AND t.tenant_id = 'acme'
---
# accept a nested join pinned in the ON of the left join that extends it
SELECT t.id, v.id, p.city FROM task t LEFT JOIN (visit v JOIN patient p ON p.tenant_id = v.tenant_id AND p.id = v.patient_id) ON v.tenant_id = t.tenant_id AND v.id = t.id WHERE t.tenant_id = 'acme' ORDER BY 1
---
# refuse TC001 a CTE of a tenant table's name, used in the CTE itself
# mode refuse
WITH task AS (SELECT * FROM task) SELECT count(*) FROM task
---
# accept a CTE of a tenant table's name over the table
WITH task AS (SELECT * FROM task WHERE tenant_id = 'acme') SELECT id, title FROM task ORDER BY id
---
# refuse TC001 an inner CTE of the name of an outer one, forged
# mode refuse
WITH w AS (SELECT tenant_id FROM task WHERE tenant_id = 'acme') SELECT count(*) FROM w, (WITH w AS (SELECT 'globex' AS tenant_id) SELECT v.id FROM visit v JOIN w ON v.tenant_id = w.tenant_id) x
---
# refuse TC001 a CTE that is not in scope outside is the table there
# mode refuse
SELECT (WITH visit AS (SELECT 1 AS one) SELECT count(*) FROM visit), (SELECT count(*) FROM visit)
---
# refuse TC001 a CTE is no target
# mode refuse
WITH task AS (SELECT 1 AS id) UPDATE task SET title = 'x'
---
# refuse TC001 a schema-qualified name is not the CTE
# mode refuse
WITH task AS (SELECT 1 AS id) SELECT count(*) FROM public.task
---
# refuse TC003 a recursive CTE that refers forward
WITH RECURSIVE a AS (SELECT * FROM task), task AS (SELECT 1 AS id) SELECT count(*) FROM a
---
# refuse TC001 a recursive CTE of a tenant table's name
# mode refuse
WITH RECURSIVE task (id) AS (SELECT 1 UNION ALL SELECT v.id FROM visit v JOIN task ON v.id = task.id + 1) SELECT count(*) FROM task
---
# refuse TC001 DELETE USING the target again, pinned on one side
# mode refuse
DELETE FROM task USING task other WHERE other.tenant_id = 'acme' AND other.id = task.id
---
# refuse TC001 UPDATE FROM the target again, pinned on the other side
# mode refuse
UPDATE task SET title = other.title FROM task other WHERE other.tenant_id = 'acme' AND other.id = task.id
---
# refuse TC001 UPDATE FROM the target again reads another tenant
# mode refuse
UPDATE task SET title = other.title FROM task other WHERE task.tenant_id = 'acme' AND other.id = task.id
---
# refuse TC001 ON CONFLICT on a constraint reaches another tenant's row
# mode refuse
INSERT INTO task (tenant_id, id, title) VALUES ('acme', 1, 'x') ON CONFLICT ON CONSTRAINT task_pkey DO UPDATE SET title = 'x'
---
# accept ON CONFLICT on a constraint with a predicate
INSERT INTO task (tenant_id, id, title) VALUES ('acme', 1, 'x') ON CONFLICT ON CONSTRAINT task_pkey DO UPDATE SET title = 'x' WHERE task.tenant_id = 'acme'
---
# refuse TC001 ON CONFLICT sets the tenant to another
INSERT INTO task (tenant_id, id, title) VALUES ('acme', 1, 'x') ON CONFLICT (tenant_id, id) DO UPDATE SET tenant_id = 'globex'
---
# refuse TC001 ON CONFLICT sets the tenant to a plain column of EXCLUDED
INSERT INTO task (tenant_id, id, title) VALUES ('acme', 1, 'globex') ON CONFLICT (tenant_id, id) DO UPDATE SET tenant_id = excluded.title
---
# refuse TC002 ON CONFLICT moves EXCLUDED's cell into a plain column
INSERT INTO patient (tenant_id, id, name, ssn) VALUES ('acme', 1, 'S3CRET', 'S3CRET') ON CONFLICT (tenant_id, id) DO UPDATE SET city = excluded.ssn
---
# refuse TC001 INSERT … SELECT of the tenant out of a forged CTE
WITH z AS (SELECT 'globex' AS tenant_id) INSERT INTO task (tenant_id, id, title) SELECT z.tenant_id, 903, 'x' FROM z
---
# refuse TC001 INSERT of the tenant by a plain column
INSERT INTO task (tenant_id, id, title) SELECT title, 904, 'x' FROM task WHERE tenant_id = 'acme'
---
# refuse TC001 INSERT of the tenant by NULL
INSERT INTO task (tenant_id, id, title) VALUES (NULL, 905, 'x')
---
# accept INSERT with OVERRIDING
INSERT INTO task (tenant_id, id, title) OVERRIDING USER VALUE VALUES ('acme', 906, 'x')
---
# refuse TC001 RETURNING's subquery is not pinned
# mode refuse
DELETE FROM task WHERE tenant_id = 'acme' AND id = 1 RETURNING (SELECT count(*) FROM visit)
---
# refuse TC001 RETURNING's subquery reads the other tenant's rows of the target
DELETE FROM task WHERE tenant_id = 'acme' AND id = 1 RETURNING (SELECT max(title) FROM task t WHERE t.tenant_id = 'globex')
---
# accept RETURNING's subquery pinned through the target
DELETE FROM task WHERE tenant_id = 'acme' AND id = 1 RETURNING (SELECT count(*) FROM visit v WHERE v.tenant_id = task.tenant_id)
---
# refuse TC003 the server's open cursors
SELECT * FROM pg_cursor(), task WHERE tenant_id = 'acme'
---
# refuse TC003 what was prepared on this connection
SELECT statement FROM pg_prepared_statement()
---
# refuse TC001 what was prepared on this connection, as a view
SELECT * FROM pg_prepared_statements
---
# refuse TC003 what the backend keeps in memory
SELECT ident FROM pg_get_backend_memory_contexts()
---
# refuse TC001 what the backend keeps in memory, as a view
SELECT ident FROM pg_backend_memory_contexts
---
# refuse TC003 what other sessions do
SELECT query FROM pg_stat_get_activity(NULL)
---
# refuse TC001 statistics by their base table
SELECT stavalues1 FROM pg_catalog.pg_statistic
---
# refuse TC001 statistics in a subquery of an innocent statement
SELECT (SELECT count(*) FROM pg_stats) FROM country
---
# refuse TC001 extended statistics
SELECT * FROM pg_stats_ext
---
# refuse TC003 a large object
SELECT lo_get(1)
---
# refuse TC003 a large object made
SELECT lo_from_bytea(0, 'x')
---
# refuse TC001 large objects' pages
SELECT data FROM pg_largeobject
---
# refuse TC003 a query as XML
SELECT query_to_xml('select * from task', true, false, '')
---
# refuse TC003 a schema as XML
SELECT schema_to_xml('public', true, false, '')
---
# refuse TC003 a cursor as XML
SELECT cursor_to_xml('c', 1, true, false, '')
---
# refuse TC003 a query inside full-text search
SELECT * FROM ts_stat('select to_tsvector(title) from task')
---
# refuse TC003 a query inside a rewrite of a search
SELECT ts_rewrite('a'::tsquery, 'select title::tsquery, id::text::tsquery from task')
---
# refuse TC003 COPY of a shared table into a file of the server
COPY country TO '/tmp/countries'
---
# refuse TC003 COPY of a shared table out of a program
COPY country FROM PROGRAM 'echo'
---
# refuse TC003 COPY of a query's result into a program
COPY (SELECT 1) TO PROGRAM 'cat'
---
# refuse TC003 EXECUTE of what the driver prepared
EXECUTE "S_1"
---
# refuse TC003 XMLTABLE over a tenant's column
SELECT x.* FROM task t, XMLTABLE('/a' PASSING t.title::xml COLUMNS a text) x WHERE t.tenant_id = 'acme'
---
# refuse TC003 ROWS FROM beside a tenant table
SELECT * FROM task t, ROWS FROM (generate_series(1, 2), generate_series(1, 3)) WITH ORDINALITY r WHERE t.tenant_id = 'acme'
---
# refuse TC003 nextval of a name made of parts stays harmless, set_config does not
SELECT set_config('search_path', 'tenantcrypt', false), count(*) FROM task WHERE tenant_id = 'acme'
---
# refuse TC001 the key tables by a path that is set in the same text
SELECT count(*) FROM tenantcrypt.key
---
# accept a name in another case is folded
SELECT P.ID FROM PATIENT P WHERE P.TENANT_ID = 'acme' ORDER BY 1
---
# refuse TC041 a quoted name in another case is another table
SELECT 1 FROM "Patient" WHERE tenant_id = 'acme'
---
# refuse TC003 one alias twice
SELECT t.id FROM task t, visit t WHERE t.tenant_id = 'acme'
---
# refuse TC001 a comma join after an outer join is pinned by its own
# mode refuse
SELECT t.id FROM task t LEFT JOIN visit v ON v.tenant_id = t.tenant_id, patient p WHERE t.tenant_id = 'acme'
---
# refuse TC003 a name before a text is its type, and no column
SELECT p.tenant_id 'title' FROM task p WHERE p.tenant_id = 'acme'
---
# refuse TC003 the same in a derived table
SELECT d.tenant_id FROM (SELECT tenant_id 'tenant_id' FROM task WHERE tenant_id = 'acme') d
---
# refuse TC001 HAVING names a foreign tenant
SELECT count(*) FROM task WHERE tenant_id = 'acme' GROUP BY tenant_id HAVING tenant_id = 'globex'
---
# refuse TC001 the select list names a foreign tenant
SELECT tenant_id = 'globex' FROM task WHERE tenant_id = 'acme'
---
# refuse TC001 a join's ON names a foreign tenant
SELECT 1 FROM task t LEFT JOIN visit v ON v.tenant_id = 'globex' WHERE t.tenant_id = 'acme'
---
# refuse TC001 UNION's second branch is not pinned
# mode refuse
SELECT id FROM task WHERE tenant_id = 'acme' UNION SELECT id FROM visit
---
# refuse TC001 EXCEPT tells what others have
# mode refuse
SELECT id FROM task WHERE tenant_id = 'acme' EXCEPT SELECT id FROM visit
---
# refuse TC001 a provably empty block does not excuse the one inside it
# mode refuse
SELECT (SELECT count(*) FROM visit) FROM task WHERE 1 = 0 UNION ALL SELECT count(*) FROM visit
---
# refuse TC001 1 = 0 under OR empties nothing
# mode refuse
SELECT id FROM task WHERE 1 = 0 OR true
---
# refuse TC003 1 = 0 IS FALSE empties nothing
SELECT id FROM task WHERE 1 = 0 IS FALSE
---
# refuse TC001 NOT 1 = 0 empties nothing
# mode refuse
SELECT id FROM task WHERE NOT 1 = 0
---
# refuse TC001 1 = 0 in ON empties nothing
# mode refuse
SELECT t.id FROM task t LEFT JOIN country c ON 1 = 0
---
# refuse TC001 1 = 0 in HAVING empties nothing here
# mode refuse
SELECT count(*) FROM task HAVING 1 = 0
---
# accept jsonb operators over a plain column
SELECT id FROM task WHERE tenant_id = 'acme' AND to_jsonb(title) ->> 0 IS NOT NULL ORDER BY id
---
# accept a literal that is no word beside no tenant table
SELECT code, DATE '2026-01-01', '-1', '' FROM country WHERE name <> '7up' ORDER BY code
---
# refuse TC003 a row constructor as the value of a row assignment
UPDATE task SET (title, id) = ROW ('x', 1) WHERE tenant_id = 'acme'

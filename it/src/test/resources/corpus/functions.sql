# accept built-ins of many kinds
SELECT upper(tenant_id), length(tenant_id), abs(id - 5), to_char(day, 'YYYY'), md5(tenant_id), row_number() OVER (ORDER BY id) FROM visit WHERE tenant_id = 'acme' ORDER BY id
---
# accept aggregates, also filtered
SELECT count(*), max(id), string_agg(tenant_id, ','), bool_and(id > 0), sum(id) FILTER (WHERE id > 1) FROM visit WHERE tenant_id = 'acme'
---
# accept a built-in by its full name
SELECT pg_catalog.upper(tenant_id) FROM visit WHERE tenant_id = 'acme'
---
# accept the session's functions
SELECT id, current_user = session_user, pg_typeof(id)::text, pg_column_size(id) FROM visit WHERE tenant_id = 'acme'
---
# accept sequences, waiting and locks
SELECT id, nextval('number_seq') > 0, pg_try_advisory_xact_lock(id) FROM visit WHERE tenant_id = 'acme'
---
# refuse TC003 SQL as text
SELECT query_to_xml('SELECT * FROM visit', true, false, '') FROM visit WHERE tenant_id = 'acme'
---
# refuse TC003 SQL as text beside no tenant table
SELECT query_to_xml('SELECT * FROM visit', true, false, '')
---
# refuse TC003 a table by its name as text
SELECT table_to_xml('visit', true, false, '') FROM country
---
# refuse TC003 text search statistics of a query
SELECT * FROM ts_stat('SELECT to_tsvector(finding) FROM visit')
---
# refuse TC003 a file
SELECT pg_read_file('PG_VERSION')
---
# refuse TC003 a large object
SELECT lo_get(1)
---
# refuse TC003 a quoted name and a schema do not hide a function
SELECT "pg_catalog"."query_to_xml"('SELECT 1', true, false, '')
---
# refuse TC003 what other sessions do
SELECT pg_stat_get_backend_activity(1)
---
# refuse TC001 what other sessions do, as a relation
SELECT query FROM pg_stat_activity
---
# refuse TC003 statistics' most common values
SELECT pg_mcv_list_items(null) FROM visit WHERE tenant_id = 'acme'
---
# refuse TC003 a type given as text
SELECT pg_input_is_valid('1', 'integer') FROM visit WHERE tenant_id = 'acme'
---
# refuse TC003 a type's input function, which runs a domain's CHECK
SELECT domain_in('x', 16400::oid, -1)
---
# refuse TC003 a function of a user
SELECT all_names()
---
# refuse TC003 a function of a user beside a tenant table
SELECT id, plant('x') FROM visit WHERE tenant_id = 'acme'
---
# refuse TC003 a function of a user in attribute notation
SELECT (v).all_names FROM visit v WHERE v.tenant_id = 'acme'
---
# refuse TC001 rows of statistics
SELECT * FROM pg_stats
---
# accept names of relations as values
SELECT 'patient'::regclass::text, to_regclass('visit')::text, 'upper(text)'::regprocedure::text
---
# refuse TC003 an operator with a schema
SELECT id FROM visit WHERE tenant_id OPERATOR(pg_catalog.=) 'acme'
# accept a function in FROM beside a tenant table
SELECT p.id, p.name, g FROM patient p, generate_series(1, 3) g WHERE p.tenant_id = 'acme' ORDER BY p.id, g
---
# accept a function in FROM, with a star
SELECT * FROM patient p CROSS JOIN generate_series(1, 2) AS g(n) WHERE p.tenant_id = 'acme' ORDER BY p.id, g.n
---
# accept a function in FROM without an alias
SELECT p.ssn, generate_series FROM patient p JOIN pg_catalog.generate_series(1, 2) ON generate_series = p.id WHERE p.tenant_id = 'acme' ORDER BY p.id
---
# accept unnest of a parameter
# ? text {1,2}
# ? text acme
SELECT p.id, p.ssn FROM patient p JOIN unnest(?::bigint[]) AS u(x) ON u.x = p.id WHERE p.tenant_id = ? ORDER BY p.id
---
# accept unnest with ordinality
# ? text {2,1}
# ? text acme
SELECT p.id, p.note, u.place FROM patient p JOIN unnest(?::bigint[]) WITH ORDINALITY AS u(x, place) ON u.x = p.id WHERE p.tenant_id = ? ORDER BY u.place
---
# accept unnest with ordinality, without names
SELECT v.id, u, u.ordinality FROM visit v, unnest(ARRAY['a', 'b']) WITH ORDINALITY u WHERE v.tenant_id = 'acme' ORDER BY v.id, u.ordinality
---
# accept unnest of several arrays
SELECT v.id, u.b FROM visit v JOIN unnest(ARRAY[1, 2], ARRAY['x', 'y']) AS u(a, b) ON u.a = v.id WHERE v.tenant_id = 'acme' ORDER BY v.id
---
# accept a function of a column to its left
SELECT t.id, w.word FROM task t CROSS JOIN LATERAL string_to_table(t.title, ' ') AS w(word) WHERE t.tenant_id = 'acme' ORDER BY t.id, w.word
---
# accept an outer join with a function
SELECT t.id, w FROM task t LEFT JOIN LATERAL regexp_split_to_table(t.title, ' ') w ON w <> '' WHERE t.tenant_id = 'acme' ORDER BY t.id, w
---
# accept a function that gives keys and values
SELECT v.id, e.key, value FROM visit v, json_each_text('{"a": 1, "b": 2}') e WHERE v.tenant_id = 'acme' ORDER BY v.id, key
---
# accept the elements of an array of JSON by the alias
SELECT v.id, e, e.value FROM visit v, jsonb_array_elements_text('["a", "b"]') e WHERE v.tenant_id = 'acme' AND e <> 'b' ORDER BY v.id
---
# accept a record whose columns the text defines
SELECT p.name, r.x FROM patient p JOIN json_to_recordset('[{"id": 1, "x": "a"}]') AS r(id bigint, x text) ON r.id = p.id WHERE p.tenant_id = 'acme'
---
# accept the star of a record whose columns the text defines
SELECT * FROM json_to_recordset('[{"id": 1, "x": "a"}]') AS r(id bigint, x text), patient p WHERE p.tenant_id = 'acme' AND r.id = p.id
---
# accept a text search with its query in FROM
SELECT t.id FROM task t, plainto_tsquery('english', 'a') q WHERE t.tenant_id = 'acme' AND NOT to_tsvector('english', t.title) @@ q ORDER BY t.id
---
# accept a function in FROM of a subquery, its outer column qualified
SELECT p.id, p.ssn FROM patient p WHERE p.tenant_id = 'acme' AND EXISTS (SELECT 1 FROM unnest(ARRAY[1, 3]) u WHERE u = p.id) ORDER BY p.id
---
# accept UPDATE from a function
# ? text {1,2}
# ? text acme
UPDATE patient SET city = u.c FROM unnest(?::bigint[], ARRAY['x', 'y']) AS u(i, c) WHERE patient.tenant_id = ? AND patient.id = u.i
---
# accept DELETE using a function
DELETE FROM task t USING generate_series(1, 2) g WHERE t.tenant_id = 'acme' AND t.id = g
---
# accept INSERT from a function
INSERT INTO task (tenant_id, id, title) SELECT 'acme', 900 + g, 'made' FROM generate_series(1, 3) g, visit v WHERE v.tenant_id = 'acme' AND v.id = 1
---
# accept the predicate that is added beside a function
# mode scope
SELECT p.id, p.ssn, g FROM patient p, generate_series(1, 2) WITH ORDINALITY AS g(n, g) ORDER BY p.id, g
---
# refuse TC001 a function in FROM beside a tenant table that is not pinned
# mode refuse
SELECT p.id FROM patient p, generate_series(1, 3) g
---
# refuse TC001 a function's column in the place of the tenancy column
# mode refuse
SELECT p.id FROM patient p, unnest(ARRAY['acme']) u(tenant_id) WHERE u.tenant_id = 'acme'
---
# refuse TC001 USING merges the tenancy column with a function's, of whatever type
# mode refuse
SELECT p.id FROM patient p JOIN unnest(ARRAY['acme']) u(tenant_id) USING (tenant_id) WHERE tenant_id = 'acme'
---
# refuse TC002 a protected column as the argument of a function in FROM
SELECT u FROM patient p, string_to_table(p.ssn, '-') u WHERE p.tenant_id = 'acme'
---
# refuse TC002 a whole row as the argument of a function in FROM
SELECT u FROM patient p, json_each_text(to_json(p)) u WHERE p.tenant_id = 'acme'
---
# refuse TC002 a protected column handed through a function in FROM
SELECT u FROM patient p, coalesce(p.ssn, NULL) u WHERE p.tenant_id = 'acme'
---
# refuse TC003 a function of a user in FROM
SELECT t.id, n FROM task t, all_names() n WHERE t.tenant_id = 'acme'
---
# refuse TC003 SQL as text in FROM
SELECT t.id FROM task t, query_to_xml('SELECT * FROM visit', true, false, '') x WHERE t.tenant_id = 'acme'
---
# refuse TC003 a function of a user in attribute notation, on a function's result
SELECT u.plant FROM task t, unnest(ARRAY['x']) u WHERE t.tenant_id = 'acme'
---
# refuse TC003 a function of a user in attribute notation, on a row of the catalog
SELECT c.plant FROM task t, pg_class c WHERE t.tenant_id = 'acme'
---
# refuse TC003 a built-in in attribute notation
SELECT u.pg_read_file FROM task t, unnest(ARRAY['PG_VERSION']) u WHERE t.tenant_id = 'acme'
---
# refuse TC003 a star over a function whose columns are not known
SELECT u.*, t.id FROM task t, unnest(ARRAY[1, 2]) u WHERE t.tenant_id = 'acme'
---
# refuse TC003 a bare name that may be the function's or the outer table's
SELECT p.id FROM patient p WHERE p.tenant_id = 'acme' AND EXISTS (SELECT 1 FROM unnest(ARRAY[1, 3]) u WHERE city = 'x')
---
# refuse TC003 an alias for a join with columns that are not known
SELECT j.y FROM (pg_namespace c CROSS JOIN task t) j(x, y) WHERE j.y = 'acme'
---
# refuse TC003 an alias for a join with a function's columns that are not known
SELECT j.y FROM (unnest(ARRAY['acme']) u CROSS JOIN task t) j(x, y) WHERE j.y = 'acme'

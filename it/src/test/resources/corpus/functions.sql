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

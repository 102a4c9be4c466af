# accept shared table
SELECT code, name FROM country ORDER BY code
---
# accept like and functions on a shared table
SELECT upper(name), length(name) FROM country WHERE name LIKE 'D%' ORDER BY lower(name)
---
# accept insert into a shared table
# ? text Nowhere
INSERT INTO country (code, name) VALUES ('ZZ', ?)
---
# accept update of a shared table
UPDATE country SET name = upper(name) WHERE code = 'DE'
---
# accept unlisted table without tenant column
INSERT INTO log_line (id, line) VALUES (1, 'started')
---
# accept on conflict on an unlisted table
INSERT INTO log_line (id, line) VALUES (1, 'again') ON CONFLICT (id) DO UPDATE SET line = EXCLUDED.line
---
# accept union over shared tables
SELECT code FROM country UNION SELECT 'QQ' ORDER BY 1
---
# accept no table at all
SELECT 1 + 1, 'x' || 'y', now() IS NOT NULL
---
# accept values
VALUES (1, 'a'), (2, 'b')
---
# accept recursive cte without tables
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5) SELECT sum(i) FROM n
---
# accept window over a shared table
SELECT code, row_number() OVER (ORDER BY name) FROM country ORDER BY code
---
# accept generate series
SELECT i FROM generate_series(1, 3) AS i
---
# accept explain of a shared table
EXPLAIN (COSTS OFF) SELECT code FROM country
---
# accept catalog tables
SELECT relname FROM pg_catalog.pg_class WHERE relname = 'country' AND relkind = 'r'
---
# accept information schema
SELECT table_name FROM information_schema.tables WHERE table_name = 'country'
---
# accept show
SHOW server_encoding
---
# accept savepoint
SAVEPOINT here
---
# accept set local
SET LOCAL statement_timeout = 10000
---
# accept advisory lock
SELECT pg_try_advisory_xact_lock(42)
---
# accept truncate of an unlisted table
TRUNCATE log_line
---
# accept nothing provable without rows
SELECT id, name FROM patient WHERE tenant_id = 'acme' AND 1 = 0

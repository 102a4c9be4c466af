# refuse TC003 a default that reads tenants' rows
CREATE TABLE loot (id int, x varchar(60) DEFAULT (SELECT MAX(city) FROM patient))
---
# refuse TC003 a computed column that reads tenants' rows
CREATE TABLE loot (id int, x varchar(60) GENERATED ALWAYS AS ((SELECT MAX(city) FROM patient)))
---
# refuse TC003 a condition that reads tenants' rows
CREATE TABLE loot (id int, CHECK (id < (SELECT MAX(visits) FROM patient)))
---
# refuse TC003 a default by TABLE
CREATE TABLE loot (id bigint DEFAULT (TABLE task))
---
# refuse TC003 a column that is added full of tenants' values
ALTER TABLE log_line ADD COLUMN x varchar(60) DEFAULT (SELECT MAX(city) FROM patient)
---
# refuse TC003 a default that is set
ALTER TABLE log_line ALTER COLUMN line SET DEFAULT (SELECT MAX(city) FROM patient)
---
# refuse TC003 a type with a query
ALTER TABLE log_line ALTER COLUMN line SET DATA TYPE varchar(60) USING (SELECT MAX(city) FROM patient)
---
# refuse TC003 a condition that is added
ALTER TABLE log_line ADD CONSTRAINT c CHECK (id < (SELECT MAX(visits) FROM patient))
---
# refuse TC003 a comment with a tenant's value, which the catalog would show
COMMENT ON TABLE log_line IS (SELECT MAX(city) FROM patient)
---
# refuse TC003 a schema with a tenant's value, which the error would show
SET SCHEMA (SELECT MAX(city) FROM patient)
---
# refuse TC003 a schema from an expression
SET SCHEMA ('TENANT' || 'CRYPT')
---
# refuse TC003 a schema from a variable
SET SCHEMA @x
---
# refuse TC001 the key tables' schema
SET SCHEMA tenantcrypt
---
# refuse TC001 the key tables' schema as text
SET SCHEMA 'TENANTCRYPT'
---
# refuse TC001 the key tables on the path
SET SCHEMA_SEARCH_PATH public, tenantcrypt
---
# refuse TC003 a table of this very database under another name
CREATE OR REPLACE FORCE GLOBAL TEMPORARY LINKED TABLE linked ('', 'jdbc:h2:mem:x', '', '', 'THERE')
---
# refuse TC003 an alias behind many words
CREATE OR REPLACE FORCE ALIAS peek AS 'String peek() { return "x"; }'
---
# refuse TC003 an alias of a class's method
CREATE ALIAS peek FOR "java.lang.System.getProperty"
---
# refuse TC003 a domain that reads tenants' rows
CREATE DOMAIN peek AS varchar(60) DEFAULT (SELECT MAX(city) FROM patient)
---
# refuse TC003 a constant of tenants' rows
CREATE CONSTANT peek VALUE (SELECT MAX(city) FROM patient)
---
# refuse TC003 a sequence that begins where tenants' rows end
CREATE SEQUENCE peek START WITH (SELECT MAX(visits) FROM patient)
---
# refuse TC003 a password of a tenant's
CREATE USER peek PASSWORD (SELECT MAX(city) FROM patient)
---
# refuse TC003 a view that does not compile yet
CREATE FORCE VIEW peek AS SELECT * FROM patient
---
# refuse TC003 another name for a table
ALTER TABLE patient RENAME TO loot
---
# refuse TC003 another name for a schema
ALTER SCHEMA public RENAME TO loot
---
# refuse TC041 another name for the tenancy column
ALTER TABLE task ALTER COLUMN tenant_id RENAME TO owner
---
# refuse TC041 a default of the tenancy column
ALTER TABLE task ALTER COLUMN tenant_id SET DEFAULT 'globex'
---
# refuse TC041 the end of the tenancy column
ALTER TABLE task DROP COLUMN tenant_id
---
# refuse TC041 a tenancy column that * does not give
ALTER TABLE task ALTER COLUMN tenant_id SET INVISIBLE
---
# refuse TC003 an engine of somebody's
CREATE TABLE loot (id int) ENGINE "org.example.Engine"
---
# refuse TC003 refreshing
REFRESH MATERIALIZED VIEW kept
---
# refuse TC003 a prepared statement that is executed
EXECUTE p
---
# refuse TC003 a prepared statement's end
DEALLOCATE PREPARE p
---
# refuse TC003 a commit of two phases
PREPARE COMMIT p
---
# refuse TC003 statistics that keep statements
SET QUERY_STATISTICS TRUE
---
# refuse TC003 a trace with values
SET TRACE_LEVEL_SYSTEM_OUT 3
---
# refuse TC003 another collation behind the catalog's back
SET BINARY_COLLATION SIGNED
---
# refuse TC003 a query that begins with its tables
FROM patient SELECT name
---
# refuse TC003 a file, whatever the letters of the quoted function
SELECT "File_Read"('/etc/hostname', NULL)
---
# refuse TC003 rows of a file, whatever the letters
SELECT * FROM "CsvRead"('x.csv')
---
# refuse TC003 a file by CALL, in quotes
CALL "csvWrite"('x.csv', 'SELECT * FROM pat' || 'ient')
---
# refuse TC003 a file in a text that is no SQL to the parser
SELECT "CsvWrite"('x.csv', 'SELECT * FROM pat' || 'ient') QUALIFY 1 = 1
---
# refuse TC003 a table in memory, in quotes
SELECT * FROM "Table"(x INT = (1, 2)) t JOIN patient p ON p.id = t.x WHERE p.tenant_id = 'acme'
---
# refuse TC003 the text of an object
CALL DB_OBJECT_SQL('TABLE', 'PUBLIC', 'PATIENT')
---
# refuse TC003 another session's end
CALL ABORT_SESSION(1)
---
# refuse TC003 all columns but one
SELECT * EXCEPT (ssn) FROM patient WHERE tenant_id = 'acme'
---
# refuse TC003 a row of all columns
SELECT (p.*) FROM patient p WHERE p.tenant_id = 'acme'
---
# refuse TC002 a row with a cell
SELECT ROW(id, name) FROM patient WHERE tenant_id = 'acme'
---
# refuse TC002 an array of cells
SELECT ARRAY_AGG(name) FROM patient WHERE tenant_id = 'acme'
---
# refuse TC001 an array of all tenants' values
# mode refuse
SELECT ARRAY(SELECT city FROM patient) FROM task WHERE tenant_id = 'acme'
---
# refuse TC003 a left join whose condition stands behind the next one
SELECT t.title FROM task t LEFT JOIN visit v JOIN patient p ON t.tenant_id = 'acme' AND v.tenant_id = 'acme' AND p.tenant_id = 'acme'
---
# refuse TC003 two conditions in a row
SELECT t.title FROM task t LEFT JOIN visit v JOIN patient p ON p.tenant_id = 'acme' AND v.tenant_id = 'acme' ON t.tenant_id = 'acme'
---
# refuse TC001 a condition of the left side of a left join
# mode refuse
SELECT t.title FROM task t LEFT JOIN visit v ON v.tenant_id = 'acme' AND t.tenant_id = 'acme'
---
# refuse TC001 a common table expression that forges the tenant
# mode refuse
WITH z AS (SELECT title, 'acme' AS tenant_id FROM task) SELECT title FROM z WHERE tenant_id = 'acme'
---
# refuse TC001 a condition in another one
# mode refuse
SELECT title FROM task WHERE (tenant_id = 'acme') = FALSE
---
# refuse TC001 a condition that is negated
# mode refuse
SELECT title FROM task WHERE NOT tenant_id = 'acme'
---
# refuse TC003 a condition with IS
SELECT title FROM task WHERE tenant_id = 'acme' IS FALSE
---
# refuse TC001 any of several
# mode refuse
SELECT title FROM task WHERE tenant_id = ANY(ARRAY['acme', 'globex'])
---
# refuse TC001 a tenant of several
# mode refuse
SELECT title FROM task WHERE tenant_id IN ('acme', 'globex')
---
# refuse TC001 a tenant that joins two texts
# mode refuse
SELECT title FROM task WHERE tenant_id = 'ac' || 'me' OR 1 = 1 // x
---
# refuse TC003 a line comment that is none elsewhere
SELECT title FROM task WHERE tenant_id = 'acme' // 
 OR 1 = 1
AND id = @x
---
# accept the rest of a line, which only H2 takes for a comment
SELECT title FROM task WHERE tenant_id = 'acme' // OR 1 = 1
ORDER BY id
---
# accept a comment in a comment
SELECT title FROM task WHERE tenant_id = 'acme' /* /* */ OR 1 = 1 */ ORDER BY id
---
# accept a quote in a string in dollars
SELECT title FROM task WHERE tenant_id = 'acme' AND title <> $$' OR 1 = 1 --$$ ORDER BY id
---
# refuse TC003 a string in tagged dollars, which H2 does not have
SELECT title FROM task WHERE tenant_id = $a$acme$a$
---
# refuse TC003 an escape string behind a space
SELECT title FROM task WHERE tenant_id = E 'acme'
---
# refuse TC001 a tenant that no type tells
# mode refuse
SELECT title FROM task WHERE tenant_id = JSON '"acme"'
---
# refuse TC003 hexadecimal
SELECT title FROM task WHERE tenant_id = 0x61636d65
---
# refuse TC003 binary
SELECT title FROM task WHERE tenant_id = X'61636d65'
---
# refuse TC001 insert of another tenant's row through a query
INSERT INTO task (tenant_id, id, title) SELECT 'globex', id + 100, title FROM task WHERE tenant_id = 'acme'
---
# refuse TC001 merge into another tenant
MERGE INTO task t USING (VALUES (1, 'x')) s(id, title) ON t.tenant_id = 'acme' AND t.id = s.id WHEN NOT MATCHED THEN INSERT (tenant_id, id, title) VALUES ('globex', s.id, s.title)
---
# refuse TC001 merge that moves a row
MERGE INTO task t USING (VALUES (1, 'x')) s(id, title) ON t.tenant_id = 'acme' AND t.id = s.id WHEN MATCHED THEN UPDATE SET tenant_id = 'globex'
---
# refuse TC001 merge from another tenant
# mode refuse
MERGE INTO task t USING patient p ON t.tenant_id = 'acme' AND t.id = p.id WHEN MATCHED THEN UPDATE SET title = p.city
---
# refuse TC003 the constant in a file's place
INSERT INTO log_line (id, line) VALUES (1, FILE_READ('/etc/hostname', NULL))
---
# refuse TC003 a function of pg_catalog's
SELECT set_config('search_path', 'tenantcrypt', false) FROM task WHERE tenant_id = 'acme'
---
# refuse TC003 an explanation that runs
EXPLAIN ANALYZE SELECT name FROM patient
---
# accept a query without tenants' tables that the parser does not know
SELECT code FROM country QUALIFY ROW_NUMBER() OVER (ORDER BY code) = 1
---
# accept an update of a table that is no tenant's
UPDATE log_line SET line = 'x' WHERE id = 1
---
# accept a variable alone
SET @x = 7
---
# accept a value of the session's
CALL 1 + 2
---
# accept a setting that changes no reading
SET LOCK_TIMEOUT 2000
---
# accept what the server shows
SHOW TABLES

# refuse TC003 copy out
COPY patient TO STDOUT
---
# refuse TC003 copy in
COPY patient FROM STDIN
---
# refuse TC003 copy of a query
COPY (SELECT * FROM patient WHERE tenant_id = 'acme') TO STDOUT
---
# refuse TC003 call
CALL refresh_patients()
---
# refuse TC003 do
DO $$ BEGIN DELETE FROM patient; END $$
---
# refuse TC003 truncate
TRUNCATE patient
---
# refuse TC003 truncate table
TRUNCATE TABLE task CASCADE
---
# refuse TC003 prepare
PREPARE q AS SELECT name FROM patient
---
# refuse TC003 execute
EXECUTE q
---
# accept merge
MERGE INTO patient p USING (SELECT 1 AS id) s ON p.id = s.id AND p.tenant_id = 'acme' WHEN MATCHED THEN UPDATE SET visits = 1
---
# refuse TC001 table command
# mode refuse
TABLE patient
---
# refuse TC003 explain analyze of an insert
EXPLAIN ANALYZE INSERT INTO patient (tenant_id, id, name) VALUES ('acme', 301, 'S3CRET')
---
# refuse TC003 lock table
LOCK TABLE patient IN EXCLUSIVE MODE
---
# refuse TC003 create view over a tenant table
CREATE VIEW all_patients AS SELECT * FROM patient
---
# refuse TC001 create table as
# mode refuse
CREATE TABLE copy_of_patient AS SELECT * FROM patient
---
# refuse TC002 select into
SELECT * INTO copy_of_patient FROM patient WHERE tenant_id = 'acme'
---
# refuse TC003 cursor
DECLARE c CURSOR FOR SELECT name FROM patient
---
# refuse TC003 create function
CREATE FUNCTION f() RETURNS bigint LANGUAGE sql AS 'SELECT count(*) FROM patient'
---
# refuse TC003 create trigger
CREATE TRIGGER t BEFORE INSERT ON patient FOR EACH ROW EXECUTE FUNCTION f()
---
# refuse TC003 create rule
CREATE RULE r AS ON SELECT TO patient DO INSTEAD SELECT * FROM patient
---
# refuse TC003 a function that takes sql
SELECT query_to_xml('SELECT name FROM patient', true, true, '')
---
# refuse TC003 several statements
SELECT id FROM task WHERE tenant_id = 'acme'; SELECT name FROM patient
---
# refuse TC003 several statements, the second changes
SELECT 1; DELETE FROM patient WHERE tenant_id = 'globex'
---
# refuse TC041 rename of a protected column
ALTER TABLE patient RENAME COLUMN ssn TO social
---
# refuse TC041 type of a protected column
ALTER TABLE patient ALTER COLUMN ssn TYPE text
---
# refuse TC001 reading the key tables
SELECT * FROM tenantcrypt.key
---
# refuse TC001 drop of the key tables
DROP TABLE tenantcrypt.key
---
# refuse TC001 drop of the key schema
DROP SCHEMA tenantcrypt CASCADE
---
# refuse TC002 primary key on a randomized column
CREATE TABLE patient2 (tenant_id varchar(63) NOT NULL, id bigint); CREATE UNIQUE INDEX u ON patient (ssn)
---
# refuse TC002 index on a randomized column
CREATE INDEX by_name ON patient (name)

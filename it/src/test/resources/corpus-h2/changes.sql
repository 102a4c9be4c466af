# accept insert
INSERT INTO patient (tenant_id, id, name, dob, ssn) VALUES ('acme', 10, 'new', DATE '2000-01-02', '1-2')
---
# accept insert, scoped
# mode scope
INSERT INTO patient (id, name) VALUES (13, 'a'), (14, 'b')
---
# accept insert without a list
INSERT INTO task VALUES ('acme', 20, 'whole')
---
# accept insert of parameters
# ? text other
# ? text 7-8
INSERT INTO patient (tenant_id, id, name, ssn) VALUES ('acme', 11, ?, ?)
---
# accept insert of a query
INSERT INTO task (tenant_id, id, title) SELECT tenant_id, id + 30, city FROM patient WHERE tenant_id = 'acme'
---
# accept insert of given values through a query
# ? text through
INSERT INTO patient (tenant_id, id, name) SELECT 'acme', 12, ?
---
# accept insert of a default
INSERT INTO task (tenant_id, id, title) VALUES ('acme', 21, DEFAULT)
---
# accept insert of a number of the database's
INSERT INTO job (tenant_id, title) VALUES ('acme', 'numbered')
---
# refuse TC001 insert for another tenant
INSERT INTO task (tenant_id, id) VALUES ('globex', 22)
---
# refuse TC003 insert with set
INSERT INTO task SET tenant_id = 'acme', id = 23
---
# refuse TC003 returning
INSERT INTO task (tenant_id, id) VALUES ('acme', 24) RETURNING id
---
# accept update
UPDATE patient SET ssn = '9-9', visits = visits + 1 WHERE tenant_id = 'acme' AND id = 1
---
# accept update, scoped
# mode scope
UPDATE patient SET ssn = '9-9', name = 'other' WHERE id = 1
---
# accept update of an alias
UPDATE patient AS p SET city = 'Oslo' WHERE p.tenant_id = 'acme' AND p.id = 1
---
# refuse TC003 update of an alias's column
UPDATE patient AS p SET p.city = 'Oslo' WHERE p.tenant_id = 'acme' AND p.id = 1
---
# accept update with limit
UPDATE task SET title = 'one' WHERE tenant_id = 'acme' AND id = 1 LIMIT 1
---
# accept update of all with limit, scoped
# mode scope
UPDATE task SET title = 'one' WHERE id = 2 LIMIT 5
---
# refuse TC003 update with fetch, which the parser does not know there
UPDATE task SET title = 'one' WHERE tenant_id = 'acme' FETCH FIRST 1 ROW ONLY
---
# accept update of a row value
UPDATE patient SET (city, visits) = ('Rome', 9) WHERE tenant_id = 'acme' AND id = 3
---
# accept update to null
UPDATE patient SET note = NULL, dob = DATE '1999-12-31' WHERE tenant_id = 'acme'
---
# refuse TC001 update that moves a row
UPDATE task SET tenant_id = 'globex' WHERE tenant_id = 'acme'
---
# refuse TC002 update from another column
UPDATE patient SET name = city WHERE tenant_id = 'acme'
---
# refuse TC002 update of a plain column with a cell
UPDATE patient SET city = name WHERE tenant_id = 'acme'
---
# accept delete
DELETE FROM visit WHERE tenant_id = 'acme' AND id = 2
---
# accept delete, scoped
# mode scope
DELETE FROM visit WHERE patient_id = 1
---
# accept delete of an alias with limit
DELETE FROM task t WHERE t.tenant_id = 'acme' AND t.id = 3 LIMIT 1
---
# refuse TC001 delete of all
# mode refuse
DELETE FROM task
---
# refuse TC003 truncate
TRUNCATE TABLE task
---
# accept merge
MERGE INTO task t USING (SELECT 'acme' AS tenant_id, 1 AS id, 'merged' AS title) s ON t.tenant_id = 'acme' AND t.id = s.id WHEN MATCHED THEN UPDATE SET title = s.title WHEN NOT MATCHED THEN INSERT (tenant_id, id, title) VALUES ('acme', s.id, s.title)
---
# accept merge of a new row
MERGE INTO task t USING (VALUES (77, 'merged')) s(id, title) ON t.tenant_id = 'acme' AND t.id = s.id WHEN MATCHED THEN DELETE WHEN NOT MATCHED THEN INSERT (tenant_id, id, title) VALUES ('acme', s.id, s.title)
---
# refuse TC001 merge of all tenants' rows
# mode refuse
MERGE INTO task t USING (VALUES (1, 'merged')) s(id, title) ON t.id = s.id WHEN MATCHED THEN UPDATE SET title = s.title
---
# refuse TC003 merge by a key
MERGE INTO task (tenant_id, id, title) KEY (id) VALUES ('acme', 1, 'merged')
---
# refuse TC003 replace
REPLACE INTO task (tenant_id, id, title) VALUES ('acme', 1, 'x')
---
# refuse TC003 rows from a file
INSERT INTO task (tenant_id, id, title) SELECT * FROM CSVREAD('x.csv')
---
# refuse TC003 a script
RUNSCRIPT FROM 'x.sql'
---
# refuse TC003 all there is
SCRIPT
---
# refuse TC003 all there is, into a file
SCRIPT TO 'x.sql'
---
# refuse TC003 a copy of the database
BACKUP TO 'x.zip'
---
# refuse TC003 a statement in a string
EXECUTE IMMEDIATE 'SELECT * FROM pat' || 'ient'
---
# refuse TC003 a prepared statement
PREPARE p AS SELECT * FROM task
---
# refuse TC003 the end of the database
SHUTDOWN
---
# refuse TC003 a mode
SET MODE MySQL
---
# refuse TC003 words that are names
SET NON_KEYWORDS DAY
---
# refuse TC003 a collation
SET COLLATION ENGLISH
---
# refuse TC003 text that ignores case
SET IGNORECASE TRUE
---
# refuse TC003 functions instead of the database's
SET BUILTIN_ALIAS_OVERRIDE TRUE
---
# refuse TC003 a listener
SET DATABASE_EVENT_LISTENER 'x'
---
# refuse TC003 an alias
CREATE ALIAS peek AS 'String peek() { return "x"; }'
---
# refuse TC003 an alias in dollars
CREATE ALIAS IF NOT EXISTS peek AS $$ String peek() { return "x"; } $$
---
# refuse TC003 a trigger
CREATE TRIGGER peek BEFORE INSERT ON task FOR EACH ROW CALL 'x'
---
# refuse TC003 a table of another database
CREATE LINKED TABLE linked ('', 'jdbc:h2:mem:x', '', '', 'THERE')
---
# refuse TC003 an aggregate
CREATE AGGREGATE peek FOR 'x'
---
# refuse TC003 a materialized view
CREATE MATERIALIZED VIEW kept AS SELECT 1 AS a
---
# refuse TC003 a view over tenants' rows
CREATE VIEW everyone AS SELECT id, name FROM patient
---
# refuse TC003 a synonym for tenants' rows
CREATE SYNONYM everyone FOR patient
---
# refuse TC003 a table made of tenants' rows
CREATE TABLE everyone AS SELECT * FROM patient
---
# refuse TC003 the end of all tables
DROP ALL OBJECTS
---
# refuse TC001 the key tables
SELECT * FROM tenantcrypt.tenant
---
# refuse TC001 the key tables in backticks
SELECT * FROM `tenantcrypt`.`key`
---
# refuse TC001 the end of the key tables
DROP SCHEMA tenantcrypt CASCADE
---
# refuse TC003 several statements, one of them on protected columns
SELECT 1; SELECT id FROM patient WHERE tenant_id = 'acme'
---
# accept numbers of a sequence for plain columns
INSERT INTO task (tenant_id, id, title) VALUES ('acme', NEXT VALUE FOR corpus_seq * 0 + 610, 'a'), ('acme', CURRENT VALUE FOR corpus_seq * 0 + 611, 'b'), ('acme', NEXTVAL('corpus_seq') * 0 + 614, 'e')
---
# accept a number of a sequence beside parameters, scoped
# mode scope
# ? text number S3CRET
INSERT INTO patient (id, name, visits) VALUES (NEXT VALUE FOR public.corpus_seq * 0 + 612, ?, CURRVAL('corpus_seq') * 0)
---
# accept a number of a sequence in a select list
SELECT id, NEXT VALUE FOR corpus_seq > 0 AS given FROM patient WHERE tenant_id = 'acme' ORDER BY id
---
# refuse TC002 a number of a sequence for a protected column
INSERT INTO patient (tenant_id, id, name) VALUES ('acme', 613, NEXT VALUE FOR corpus_seq)
---
# refuse TC001 a number of a sequence for the tenant
INSERT INTO task (tenant_id, id) VALUES (NEXT VALUE FOR corpus_seq, 614)
---
# refuse TC001 a sequence among the key tables
INSERT INTO task (tenant_id, id) VALUES ('acme', NEXT VALUE FOR tenantcrypt.corpus_seq)

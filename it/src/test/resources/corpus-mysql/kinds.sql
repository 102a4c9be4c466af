# refuse TC003 truncate
TRUNCATE TABLE task
---
# refuse TC003 prepare
PREPARE s FROM 'SELECT 1'
---
# refuse TC003 execute
EXECUTE s
---
# refuse TC003 execute immediate
EXECUTE IMMEDIATE 'SELECT name FROM patient'
---
# refuse TC003 call
CALL refresh()
---
# refuse TC003 handler
HANDLER patient OPEN
---
# refuse TC003 load data
LOAD DATA INFILE 'x' INTO TABLE patient
---
# refuse TC003 a compound statement
BEGIN NOT ATOMIC SELECT 1; END
---
# refuse TC003 if
IF 1 THEN SELECT name FROM patient; END IF
---
# refuse TC003 set with a query
SET @x = (SELECT name FROM patient LIMIT 1)
---
# accept a variable that is named as tables of the server are
SET innodb_lock_wait_timeout = 50, SESSION innodb_lock_wait_timeout := 50
---
# refuse TC003 a table of the server in a query of set
SET innodb_lock_wait_timeout = (SELECT max(pages) FROM information_schema.innodb_cmp)
---
# refuse TC003 set statement
SET STATEMENT sql_mode = '' FOR SELECT name FROM patient
---
# refuse TC003 another character set
SET NAMES gbk
---
# refuse TC003 another character set of the client
SET character_set_client = sjis
---
# refuse TC003 autocommit by text
SET autocommit = 0
---
# refuse TC003 xa
XA START 'x'
---
# refuse TC003 explain
EXPLAIN SELECT name FROM patient
---
# refuse TC003 a view
CREATE VIEW v AS SELECT name FROM patient
---
# refuse TC003 a copy
CREATE TABLE c AS SELECT name FROM patient
---
# refuse TC003 a copy of the definition
CREATE TABLE c LIKE patient
---
# refuse TC003 rename
RENAME TABLE patient TO p2
---
# refuse TC003 a temporary table that hides another
CREATE TEMPORARY TABLE task (id bigint)
---
# refuse TC003 a procedure on a tenant table
CREATE PROCEDURE q() BEGIN SELECT name FROM patient; END
---
# refuse TC003 a procedure that makes its text
CREATE PROCEDURE q() BEGIN EXECUTE IMMEDIATE CONCAT('SELECT * FROM pat', 'ient'); END
---
# refuse TC003 analyze of a statement
ANALYZE SELECT name FROM patient
---
# refuse TC001 the statements of other sessions
SHOW FULL PROCESSLIST
---
# refuse TC001 the state of the engine
SHOW ENGINE INNODB STATUS
---
# refuse TC001 the key tables
SELECT * FROM tenantcrypt.`key`
---
# refuse TC001 dropping the key tables
DROP TABLE tenantcrypt.tenant
---
# refuse TC002 an index on a protected column
CREATE INDEX i ON patient (ssn)
---
# refuse TC041 dropping the tenancy column
ALTER TABLE task DROP COLUMN tenant_id
---
# refuse TC003 show with a query in its condition
SHOW TABLES WHERE (SELECT COUNT(*) FROM task WHERE title = 'x') > 0
---
# refuse TC003 a copy of a table by its name
CREATE TABLE c (id bigint) TABLE patient
---
# refuse TC003 statements for other sessions
SET GLOBAL init_connect = 'DELETE FROM task'
---
# refuse TC041 a default of the tenancy column
ALTER TABLE task ALTER tenant_id SET DEFAULT 'globex'
---
# refuse TC041 a default of a protected column
ALTER TABLE patient ALTER COLUMN ssn SET DEFAULT 'x'
---
# refuse TC003 a default that is computed
ALTER TABLE task ALTER COLUMN title SET DEFAULT (CONCAT('a', 'b'))

# accept enum list of hibernate on a protected column
CREATE TABLE person (tenant_id varchar(63) NOT NULL, id bigint NOT NULL, sex varchar(255) CHECK ((sex IN ('F','M'))), PRIMARY KEY (tenant_id, id))
---
# accept named checks of a list, a length and a range that the types enforce
CREATE TABLE person (tenant_id varchar(63) NOT NULL, id bigint NOT NULL, sex varchar(1), code varchar(8), age smallint, CONSTRAINT sexes CHECK (sex = 'F' OR sex = 'M' OR sex IS NULL), CONSTRAINT codes CHECK (length(code) <= 8), CONSTRAINT ages CHECK (age BETWEEN -32768 AND 32767))
---
# accept check that asks whether there is a value
ALTER TABLE patient ADD CONSTRAINT something CHECK (ssn IS NOT NULL OR note IS NOT NULL OR id > 0)
---
# accept check of a plain column
ALTER TABLE patient ADD CONSTRAINT somewhere CHECK (city <> '' AND visits >= 0)
---
# accept an enum type for a protected column
CREATE TABLE person (tenant_id varchar(63) NOT NULL, id bigint NOT NULL, age smallint NOT NULL, PRIMARY KEY (tenant_id, id))
---
# accept default null on a protected column
ALTER TABLE visit ALTER COLUMN finding SET DEFAULT NULL
---
# accept default of a plain column
ALTER TABLE patient ALTER COLUMN city SET DEFAULT upper('x')
---
# accept not null of a plain column
ALTER TABLE patient ALTER COLUMN tenant_id SET NOT NULL, ALTER COLUMN dob DROP NOT NULL
---
# accept the type that a protected column has
ALTER TABLE patient ALTER COLUMN ssn TYPE varchar(11)
---
# accept the type that a protected column has, with its cast
ALTER TABLE visit ALTER COLUMN fee SET DATA TYPE numeric(10, 2) USING fee::numeric(10, 2)
---
# accept type of a plain column
ALTER TABLE task ALTER COLUMN title TYPE text
---
# accept a longer tenancy column
ALTER TABLE task ALTER COLUMN tenant_id TYPE varchar(100)
---
# accept drop and add of a plain column
ALTER TABLE patient ADD COLUMN floor integer DEFAULT 0, DROP COLUMN IF EXISTS nothing
---
# accept rename of a column of a shared table
ALTER TABLE log_line RENAME COLUMN line TO text
---
# accept rename of a shared table
ALTER TABLE log_line RENAME TO journal
---
# accept another schema for a table that the policy does not list
ALTER TABLE log_line SET SCHEMA archive
---
# accept rename of a tenant table that the policy does not list
ALTER TABLE archive.patient RENAME TO former
---
# accept constraints that are renamed, dropped and validated
ALTER TABLE task RENAME CONSTRAINT task_pkey TO task_key
---
# accept drop of a constraint that is not there
ALTER TABLE IF EXISTS visit DROP CONSTRAINT IF EXISTS fk_visit_patient
---
# accept drop of a constraint of a table that is not there
ALTER TABLE IF EXISTS person DROP CONSTRAINT IF EXISTS fk_person
---
# accept foreign key between tenant tables
ALTER TABLE visit ADD CONSTRAINT fk_visit_task FOREIGN KEY (tenant_id, id) REFERENCES task (tenant_id, id) ON DELETE CASCADE NOT VALID
---
# accept row level security
ALTER TABLE task ENABLE ROW LEVEL SECURITY
---
# accept no force row level security
ALTER TABLE task NO FORCE ROW LEVEL SECURITY
---
# accept a policy of row level security
CREATE POLICY own ON task USING (tenant_id = current_setting('app.tenant_id', true))
---
# accept storage settings
ALTER TABLE patient SET (fillfactor = 80), ALTER COLUMN ssn SET STATISTICS 10, REPLICA IDENTITY FULL
---
# accept triggers off and on
ALTER TABLE patient DISABLE TRIGGER USER
---
# accept copy of a table's structure that is not protected
CREATE TABLE task_copy (LIKE task INCLUDING ALL)
---
# accept copy of a protected structure under a name with the same domains
CREATE TABLE client (LIKE patient INCLUDING DEFAULTS)
---
# accept partitioned table with protected columns
CREATE TABLE person (tenant_id varchar(63) NOT NULL, id bigint NOT NULL, code varchar(8)) PARTITION BY HASH (tenant_id)
---
# accept partitioned shared table
CREATE TABLE measure (id bigint, day date) PARTITION BY RANGE (day)
---
# accept child of a shared table
CREATE TABLE log_child (extra integer) INHERITS (log_line)
---
# accept index over an expression of plain columns, where a protected one has a value
CREATE INDEX by_city_lower ON patient (tenant_id, lower(city)) WHERE ssn IS NOT NULL
---
# accept unique index on plain columns
CREATE UNIQUE INDEX task_title ON task (tenant_id, title, id)
---
# accept index that is not there
DROP INDEX IF EXISTS by_nothing
---
# accept enum type whose label is a table's name
CREATE TYPE kind AS ENUM ('patient', 'visit')
---
# accept domain with a check
CREATE DOMAIN short_text AS varchar(20) CHECK (VALUE <> 'patient')
---
# accept sequence of a tenant table
CREATE SEQUENCE task_id_seq OWNED BY task.id
---
# accept sequence restarted
ALTER SEQUENCE number_seq RESTART WITH 100
---
# accept view over a shared table
CREATE VIEW countries AS SELECT code, name, 'patient' AS kind FROM country
---
# accept materialized view over a shared table
CREATE MATERIALIZED VIEW lines AS SELECT count(*) AS n FROM log_line
---
# accept function that reads no table of a tenant
CREATE OR REPLACE FUNCTION twice(n integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT 2 * n'
---
# accept comment on a protected column
COMMENT ON COLUMN patient.ssn IS 'eleven characters'
---
# accept grant and revoke
REVOKE ALL ON patient FROM PUBLIC
---
# accept truncate of a shared table
TRUNCATE log_line
---
# accept drop of a shared table with a cascade
DROP TABLE log_line CASCADE
---
# accept drop of an empty schema
DROP SCHEMA IF EXISTS nowhere CASCADE
---
# accept alter of a schema's owner
ALTER SCHEMA archive OWNER TO CURRENT_USER
---
# accept several definitions in one text
CREATE TABLE one (id bigint); CREATE INDEX one_id ON one (id); ALTER TABLE one ADD COLUMN two text; DROP TABLE one; CREATE TABLE one (id text)
---
# refuse TC003 a name that is only known after a rename in the same text
ALTER TABLE log_line RENAME TO journal; SELECT count(*) FROM journal
---
# refuse TC002 list that the type does not enforce
ALTER TABLE patient ADD CONSTRAINT c CHECK (ssn IN ('S3CRET-1', 'S3CRET-2'))
---
# refuse TC002 list that leaves out a label of the type
CREATE TABLE person (tenant_id varchar(63), sex varchar(1) CHECK (sex IN ('F')))
---
# refuse TC002 range within the type
CREATE TABLE person (tenant_id varchar(63), age smallint CHECK (age BETWEEN 0 AND 150))
---
# refuse TC002 pattern
ALTER TABLE patient ADD CHECK (ssn LIKE '%-%')
---
# refuse TC002 check of a function of a cell
ALTER TABLE patient ADD CHECK (lower(ssn) <> '')
---
# refuse TC002 check that compares a cell with a plain column
ALTER TABLE patient ADD CHECK (city <> note)
---
# refuse TC002 null test of a comparison
ALTER TABLE patient ADD CHECK (city = ssn IS NULL)
---
# refuse TC002 default of a protected column
ALTER TABLE patient ALTER COLUMN ssn SET DEFAULT 'S3CRET'
---
# refuse TC002 default in the definition
CREATE TABLE person (tenant_id varchar(63), code varchar(8) DEFAULT 'S3CRET')
---
# refuse TC002 identity on a protected column
CREATE TABLE person (tenant_id varchar(63), age smallint GENERATED BY DEFAULT AS IDENTITY)
---
# refuse TC002 serial on a protected column
CREATE TABLE person (tenant_id varchar(63), age smallserial)
---
# refuse TC002 generated column that reads a cell
ALTER TABLE patient ADD COLUMN initial bytea GENERATED ALWAYS AS (substring(ssn FROM 1 FOR 1)) STORED
---
# refuse TC003 default that calls a user's function
ALTER TABLE log_line ALTER COLUMN id SET DEFAULT plant('x')
---
# refuse TC003 default that calls a user's function, in a new table
CREATE TABLE fresh (id bigint DEFAULT public.plant('x'))
---
# refuse TC003 default that runs SQL
CREATE TABLE fresh (id bigint, x xml DEFAULT query_to_xml('SELECT name FROM patient', true, true, ''))
---
# refuse TC003 index over a user's function
CREATE INDEX ix ON task (plant(title))
---
# refuse TC002 index over an expression of a cell
CREATE INDEX ix ON patient (length(ssn))
---
# refuse TC002 partial index that compares a cell
CREATE INDEX ix ON patient (city) WHERE ssn = 'S3CRET'
---
# refuse TC002 exclusion of a cell
ALTER TABLE patient ADD EXCLUDE (ssn WITH =)
---
# refuse TC002 foreign key to a cell
ALTER TABLE task ADD FOREIGN KEY (title) REFERENCES patient (ssn)
---
# refuse TC001 foreign key that would move rows to another tenant
ALTER TABLE task ADD FOREIGN KEY (tenant_id) REFERENCES country (code) ON UPDATE CASCADE
---
# refuse TC001 foreign key that would reset the tenant
ALTER TABLE task ADD FOREIGN KEY (tenant_id, id) REFERENCES visit (tenant_id, id) ON DELETE SET DEFAULT
---
# refuse TC041 type that is not the policy's
ALTER TABLE patient ALTER COLUMN ssn TYPE text
---
# refuse TC041 length that is not the policy's
ALTER TABLE patient ALTER COLUMN ssn TYPE varchar(20)
---
# refuse TC002 the storage as type, computed
ALTER TABLE patient ALTER COLUMN ssn TYPE bytea USING 'S3CRET'::bytea, ALTER COLUMN ssn DROP NOT NULL
---
# refuse TC002 type with a computed value
ALTER TABLE patient ALTER COLUMN ssn TYPE varchar(11) USING 'S3CRET'
---
# refuse TC002 plain column from a cell
ALTER TABLE patient ALTER COLUMN city TYPE bytea USING ssn
---
# refuse TC001 tenancy column computed anew
ALTER TABLE patient ALTER COLUMN tenant_id TYPE varchar(63) USING 'acme'
---
# refuse TC001 tenancy column of a type that compares otherwise
ALTER TABLE patient ALTER COLUMN tenant_id TYPE character(63)
---
# refuse TC001 drop of the tenancy column
ALTER TABLE task DROP COLUMN tenant_id
---
# refuse TC001 drop of the tenancy column among others
ALTER TABLE patient DROP COLUMN city, DROP COLUMN IF EXISTS tenant_id CASCADE
---
# refuse TC001 rename of the tenancy column
ALTER TABLE task RENAME COLUMN tenant_id TO owner
---
# refuse TC041 rename of a protected column, said without COLUMN
ALTER TABLE patient RENAME ssn TO social
---
# refuse TC041 a plain column over a protected name
ALTER TABLE patient RENAME COLUMN city TO ssn
---
# refuse TC041 rename of a protected table
ALTER TABLE patient RENAME TO patients
---
# refuse TC041 a plain table over a protected name
ALTER TABLE log_line RENAME TO person
---
# refuse TC041 a tenant table over a shared name
ALTER TABLE task RENAME TO country
---
# refuse TC041 a protected table out of its schema
ALTER TABLE patient SET SCHEMA archive
---
# refuse TC041 a schema that would take a protected table along
ALTER SCHEMA public RENAME TO past
---
# refuse TC003 a table renamed as an index
ALTER INDEX patient RENAME TO patients
---
# refuse TC002 drop of the check that keeps plaintext out
ALTER TABLE patient DROP CONSTRAINT tenantcrypt_ssn
---
# refuse TC041 copy of a protected structure under an unknown name
CREATE TABLE patient_copy (LIKE patient INCLUDING ALL)
---
# refuse TC041 copy of a plain structure under a protected name
CREATE TABLE person (LIKE reading)
---
# refuse TC041 plaintext table as a partition
ALTER TABLE patient ATTACH PARTITION log_line FOR VALUES IN ('acme')
---
# refuse TC041 child that the policy lists otherwise
CREATE TABLE person () INHERITS (patient)
---
# refuse TC041 a table under a protected one
ALTER TABLE task INHERIT patient
---
# refuse TC003 trigger that runs a user's function
CREATE TRIGGER spy BEFORE INSERT ON patient FOR EACH ROW EXECUTE FUNCTION plant()
---
# refuse TC003 trigger on a shared table that runs a user's function
CREATE TRIGGER spy BEFORE INSERT ON log_line FOR EACH ROW EXECUTE FUNCTION plant()
---
# refuse TC003 rule on a tenant table
CREATE RULE spy AS ON INSERT TO patient DO ALSO INSERT INTO log_line VALUES (1, NEW.city)
---
# refuse TC003 rule on a shared table that writes a tenant table
CREATE RULE spy AS ON INSERT TO log_line DO ALSO DELETE FROM patient
---
# refuse TC003 policy that runs a user's function
CREATE POLICY spy ON task USING (plant(title) > 0)
---
# refuse TC003 policy that reads another table
CREATE POLICY spy ON task USING (EXISTS (SELECT 1 FROM patient))
---
# refuse TC002 policy that compares a cell
CREATE POLICY spy ON patient USING (ssn = 'S3CRET')
---
# refuse TC003 function that runs text
CREATE FUNCTION run(t text) RETURNS void LANGUAGE plpgsql AS 'BEGIN EXECUTE t; END'
---
# refuse TC003 function in another language
CREATE FUNCTION run(t text) RETURNS void LANGUAGE plperl AS 'spi_exec_query("DELETE FROM pat" . "ient")'
---
# refuse TC003 function that spells a name by escapes
CREATE FUNCTION run() RETURNS bigint LANGUAGE sql AS 'SELECT count(*) FROM U&"\0070atient"'
---
# refuse TC003 view over a tenant table with its tenant
CREATE VIEW mine AS SELECT id FROM task WHERE tenant_id = 'acme'
---
# refuse TC003 statistics over a tenant table
CREATE STATISTICS s ON city, visits FROM patient
---
# refuse TC001 an operator for tenancy columns
CREATE OPERATOR = (LEFTARG = varchar, RIGHTARG = varchar, FUNCTION = texteq)
---
# refuse TC001 a cast for tenancy columns
CREATE CAST (varchar AS bigint) WITH INOUT AS IMPLICIT
---
# refuse TC001 truncate that empties what refers to the table
TRUNCATE country CASCADE
---
# refuse TC003 truncate of a tenant table
TRUNCATE log_line, task
---
# refuse TC001 drop of all that a role owns
DROP OWNED BY CURRENT_USER
---
# refuse TC001 reassign of all that a role owns
REASSIGN OWNED BY CURRENT_USER TO postgres
---
# refuse TC001 drop of a collation with the columns that have it
DROP COLLATION IF EXISTS "sloppy" CASCADE
---
# refuse TC003 function and operator in one text, and then a query that they would pin
CREATE FUNCTION anything(varchar, varchar) RETURNS boolean LANGUAGE sql AS 'SELECT true'; CREATE OPERATOR = (LEFTARG = varchar, RIGHTARG = varchar, FUNCTION = anything); SELECT id FROM visit WHERE tenant_id = 'acme'
---
# refuse TC001 operator for tenancy columns, and then a query that it would pin
CREATE OPERATOR = (LEFTARG = varchar, RIGHTARG = varchar, FUNCTION = texteq); SELECT id FROM visit WHERE tenant_id = 'acme'
---
# refuse TC003 a user's function as an operator
CREATE OPERATOR === (LEFTARG = xml, RIGHTARG = xml, FUNCTION = plant)
---
# refuse TC003 tenant table with a default that calls a user's function
CREATE TABLE fresh (tenant_id varchar(63) NOT NULL, id bigint DEFAULT plant('x'))
---
# refuse TC003 default of a tenant table that calls a user's function
ALTER TABLE patient ALTER COLUMN visits SET DEFAULT plant('x')
---
# refuse TC003 schema of temporary tables
DROP SCHEMA pg_temp CASCADE

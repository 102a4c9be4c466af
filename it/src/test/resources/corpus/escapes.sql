# accept {d} into a protected column
UPDATE patient SET dob = {d '1907-08-09'} WHERE tenant_id = 'acme' AND id = 1
---
# accept {d} and {ts} in a predicate
SELECT id, finding FROM visit WHERE tenant_id = 'acme' AND day > {d '2026-01-31'} AND day < {ts '2026-12-31 00:00:00'}
---
# accept {fn}
SELECT id, {fn ucase(city)} AS u FROM patient WHERE tenant_id = 'acme' AND {fn lcase(city)} = 'bern'
---
# accept {oj}
SELECT p.id, v.finding FROM {oj patient p LEFT OUTER JOIN visit v ON v.tenant_id = p.tenant_id AND v.patient_id = p.id} WHERE p.tenant_id = 'acme'
---
# accept {escape}
SELECT id FROM task WHERE tenant_id = 'acme' AND title NOT LIKE 'task!_1' {escape '!'}
---
# accept ?? as an operator
SELECT id FROM task WHERE tenant_id = 'acme' AND jsonb_build_object('a', id) ?? 'a'
---
# accept WITHIN GROUP over a plain column
SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY visits) FROM patient WHERE tenant_id = 'acme'
---
# refuse TC001 an escape hides no tenant
# mode refuse
SELECT id FROM task WHERE {fn ucase(title)} = 'X'
---
# refuse TC001 a foreign tenant behind an escape
SELECT p.id FROM {oj task p LEFT OUTER JOIN visit v ON v.tenant_id = p.tenant_id} WHERE p.tenant_id = 'globex'
---
# refuse TC002 {fn} over a protected column
SELECT {fn ucase(name)} FROM patient WHERE tenant_id = 'acme'
---
# refuse TC002 WITHIN GROUP over a protected column
SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY fee) FROM visit WHERE tenant_id = 'acme'
---
# refuse TC003 an escape that is not known
SELECT {fn timestampadd(SQL_TSI_DAY, 1, now())} FROM task WHERE tenant_id = 'acme'
---
# refuse TC003 {limit}
SELECT id FROM task WHERE tenant_id = 'acme' {limit 1}
---
# refuse TC003 EXPLAIN ANALYZE counts other tenants' rows
EXPLAIN (ANALYZE) SELECT id FROM task WHERE tenant_id = 'acme'
---
# refuse TC001 EXPLAIN is proved like the statement
# mode refuse
EXPLAIN SELECT id FROM task
---
# refuse TC001 EXPLAIN of a foreign tenant
EXPLAIN DELETE FROM task WHERE tenant_id = 'globex'
---
# refuse TC003 a cursor over cells
DECLARE c CURSOR FOR SELECT name FROM patient WHERE tenant_id = 'acme'
---
# refuse TC003 a cursor over a tenant table
DECLARE c CURSOR FOR SELECT id FROM task WHERE tenant_id = 'acme' ORDER BY id
---
# accept a cursor over a shared table
DECLARE c CURSOR FOR SELECT code FROM country
---
# accept CREATE TABLE AS that keeps the tenancy column
CREATE TABLE kept AS SELECT tenant_id, id, city FROM patient WHERE tenant_id = 'acme'
---
# accept a temporary table of plain columns
CREATE TEMPORARY TABLE ids AS SELECT id FROM patient WHERE tenant_id = 'acme'
---
# accept a temporary table by SELECT INTO
SELECT id, city INTO TEMP TABLE ids FROM patient WHERE tenant_id = 'acme'
---
# refuse TC001 CREATE TABLE AS without the tenancy column
CREATE TABLE leaked AS SELECT id, city FROM patient WHERE tenant_id = 'acme'
---
# refuse TC001 CREATE TABLE AS with a forged tenancy column
CREATE TABLE leaked AS SELECT id, 'globex' AS tenant_id FROM patient WHERE tenant_id = 'acme'
---
# refuse TC001 CREATE TABLE AS with a tenancy column out of a shared table
CREATE TABLE leaked AS SELECT t.id, c.name AS tenant_id FROM task t, country c WHERE t.tenant_id = 'acme'
---
# refuse TC001 CREATE TABLE AS that is not pinned
# mode refuse
CREATE TABLE leaked AS SELECT tenant_id, id FROM patient
---
# accept a temporary table that holds cells
CREATE TEMPORARY TABLE copied AS SELECT id, name FROM patient WHERE tenant_id = 'acme'
---
# refuse TC002 CREATE TABLE AS that copies cells into a table that stays
CREATE TABLE leaked AS SELECT tenant_id, id, name FROM patient WHERE tenant_id = 'acme'
---
# refuse TC001 SELECT INTO without the tenancy column
SELECT id, city INTO leaked FROM patient WHERE tenant_id = 'acme'
---
# refuse TC003 a temporary table that hides a tenant table
CREATE TEMPORARY TABLE visit AS SELECT id FROM task WHERE tenant_id = 'acme'

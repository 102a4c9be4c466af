# accept multi-row VALUES: rows 2 and up are sealed, literals only
INSERT INTO patient (tenant_id, id, name, ssn) VALUES ('acme', 401, 'Row1 S3CRET', 'S3CRET-1'), ('acme', 402, 'Row2 S3CRET', 'S3CRET-2'), ('acme', 403, 'Row3 S3CRET', NULL)
---
# accept multi-row VALUES: rows of different make-up
# ? text Mix S3CRET
# ? date 1907-02-03
INSERT INTO patient (id, tenant_id, dob, name) VALUES (406, 'acme', '1907-02-02', ?), (407, 'acme', ?, 'Lit S3CRET'), (408, 'acme', NULL, 'Nil S3CRET')
---
# accept literals before the first parameter do not shift it
# ? text S3CRET-9
# ? text Graz
INSERT INTO patient (tenant_id, id, name, dob, ssn, city, visits) VALUES ('acme', 409, 'Shift S3CRET', '1907-03-03', ?, ?, 5)
---
# accept no column list, all literals
INSERT INTO patient VALUES ('acme', 411, 'NoList S3CRET', '1907-05-05', 'S3CRET-4', 'note S3CRET', 'Wien', 2)
---
# accept no column list, several rows
# ? text NoList2 S3CRET
# ? text Graz
INSERT INTO patient VALUES ('acme', 412, ?, NULL, NULL, NULL, NULL, NULL), ('acme', 413, 'NoList3 S3CRET', '1907-06-06', 'S3CRET-5', NULL, ?, 3)
---
# accept columns in upper case and in backticks
# ? text Upper S3CRET
INSERT INTO `patient` (TENANT_ID, `ID`, NAME, `Ssn`) VALUES ('acme', 415, ?, 'S3CRET-6')
---
# accept an update of columns in other letters
# ? text S3CRET-7
UPDATE patient SET Ssn = ?, `NAME` = 'Other S3CRET' WHERE Tenant_Id = 'acme' AND Id = 1
---
# refuse TC002 cast(? as char), which pads or cuts, into a protected column
# ? text CastedV S3CRET
INSERT INTO patient (tenant_id, id, name) VALUES ('acme', 419, CAST(? AS char))
---
# accept cast(? as date) into a protected date
# ? date 1907-07-07
INSERT INTO patient (tenant_id, id, name, dob) VALUES ('acme', 420, 'JooqD S3CRET', CAST(? AS date))
---
# refuse TC002 a cast that cuts the text
# ? text Cutter S3CRET
INSERT INTO patient (tenant_id, id, name) VALUES ('acme', 422, CAST(? AS char(3)))
---
# refuse TC003 a cast of PostgreSQL's
# ? text Casted S3CRET
INSERT INTO patient (tenant_id, id, name) VALUES ('acme', 417, ?::varchar)
---
# refuse TC002 coalesce of a parameter and a literal into a protected column
# ? text S3CRET
UPDATE patient SET ssn = COALESCE(?, 'S3CRET') WHERE tenant_id = 'acme'
---
# refuse TC002 upper of a parameter into a protected column
# ? text S3CRET
INSERT INTO patient (tenant_id, id, name) VALUES ('acme', 423, UPPER(?))
---
# refuse TC002 SET ssn = CASE over the column itself and a parameter
# ? text S3CRET
UPDATE patient SET ssn = CASE WHEN ssn IS NULL THEN ? ELSE ssn END WHERE tenant_id = 'acme'
---
# refuse TC002 SET ssn = IF over the column itself and a parameter
# ? text S3CRET
UPDATE patient SET ssn = IF(ssn IS NULL, ?, ssn) WHERE tenant_id = 'acme'
---
# refuse TC002 SET with CONCAT
# ? text S3CRET
UPDATE patient SET ssn = CONCAT(ssn, ?) WHERE tenant_id = 'acme'
---
# refuse TC002 SET ssn = another plain column
UPDATE patient SET ssn = city WHERE tenant_id = 'acme' AND id = 1
---
# refuse TC002 SET of a plain column to a protected one
UPDATE patient SET city = name WHERE tenant_id = 'acme'
---
# accept SET name = literal, ssn = ? WHERE id = ?: the right one of two parameters is sealed
# ? text S3CRET-8
# ? long 1
UPDATE patient SET name = 'z S3CRET', ssn = ? WHERE id = ? AND tenant_id = 'acme'
---
# accept scoped SET name = literal, ssn = ? WHERE id = ?
# mode scope
# ? text S3CRET-8
# ? long 1
UPDATE patient SET name = 'z S3CRET', ssn = ? WHERE id = ?
---
# refuse TC003 SET (a, b) = (?, ?), which this server does not have
# ? text S3CRET-9
# ? text Set S3CRET
UPDATE patient SET (ssn, name) = (?, ?) WHERE tenant_id = 'acme' AND id = 1
---
# refuse TC003 ON CONFLICT, which this server does not have
# ? text S3CRET
INSERT INTO patient (tenant_id, id, name) VALUES ('acme', 1, 'S3CRET') ON CONFLICT (tenant_id, id) DO UPDATE SET ssn = ?
---
# accept ON DUPLICATE KEY UPDATE, several rows, mixed literals and parameters
# ? text S3CRET
# ? text S3CRET-D
INSERT INTO patient (tenant_id, id, name, visits) VALUES ('acme', 1, ?, 1), ('acme', 2, 'S3CRET', 2) ON DUPLICATE KEY UPDATE name = VALUES(name), visits = VALUES(visits), ssn = ?
---
# refuse TC002 ON DUPLICATE KEY UPDATE with a function
INSERT INTO patient (tenant_id, id, name) VALUES ('acme', 1, 'S3CRET') ON DUPLICATE KEY UPDATE name = UPPER(VALUES(name))
---
# refuse TC001 ON DUPLICATE KEY UPDATE of a row of a foreign tenant
INSERT INTO patient (tenant_id, id, name) VALUES ('globex', 1, 'S3CRET') ON DUPLICATE KEY UPDATE name = VALUES(name)
---
# refuse TC002 ? = ssn, an equality with the parameter first
# ? text S3CRET-A
SELECT id FROM patient WHERE tenant_id = 'acme' AND ? = ssn
---
# refuse TC002 (ssn, name) = (?, ?)
# ? text S3CRET-A
# ? text Ann S3CRET
SELECT id FROM patient WHERE tenant_id = 'acme' AND (ssn, name) = (?, ?)
---
# refuse TC002 (ssn, name) IN ((?, ?))
# ? text S3CRET-A
# ? text Ann S3CRET
SELECT id FROM patient WHERE tenant_id = 'acme' AND (ssn, name) IN ((?, ?))
---
# refuse TC002 lower(ssn) = ?
# ? text s3cret
SELECT id FROM patient WHERE tenant_id = 'acme' AND LOWER(ssn) = ?
---
# refuse TC002 coalesce(ssn, ?) = ?
# ? text S3CRET
# ? text S3CRET
SELECT id FROM patient WHERE tenant_id = 'acme' AND COALESCE(ssn, ?) = ?
---
# refuse TC002 null-safe equality on a protected column
# ? text S3CRET
SELECT id FROM patient WHERE tenant_id = 'acme' AND ssn <=> ?
---
# refuse TC002 less than
# ? text S3CRET
SELECT id FROM patient WHERE tenant_id = 'acme' AND ssn < ?
---
# refuse TC002 ORDER BY alias descending with pagination
SELECT id, name AS n FROM patient WHERE tenant_id = 'acme' ORDER BY n DESC LIMIT 2
---
# refuse TC002 ORDER BY ordinal
SELECT name, id FROM patient WHERE tenant_id = 'acme' ORDER BY 1
---
# refuse TC002 GROUP BY ordinal
SELECT dob, COUNT(*) FROM patient WHERE tenant_id = 'acme' GROUP BY 1
---
# refuse TC002 GROUP BY a protected column
SELECT ssn, COUNT(*) FROM patient WHERE tenant_id = 'acme' GROUP BY ssn
---
# refuse TC003 GROUP BY with a rollup
SELECT ssn, COUNT(*) FROM patient WHERE tenant_id = 'acme' GROUP BY ssn WITH ROLLUP
---
# refuse TC002 DISTINCT with another column
SELECT DISTINCT id, ssn FROM patient WHERE tenant_id = 'acme'
---
# refuse TC002 count(DISTINCT) of a protected column
SELECT COUNT(DISTINCT ssn) FROM patient WHERE tenant_id = 'acme'
---
# refuse TC002 window PARTITION BY
SELECT id, COUNT(*) OVER (PARTITION BY ssn) FROM patient WHERE tenant_id = 'acme'
---
# refuse TC002 window ORDER BY
SELECT id, ROW_NUMBER() OVER (ORDER BY dob) FROM patient WHERE tenant_id = 'acme'
---
# refuse TC002 min
SELECT MIN(fee) FROM visit WHERE tenant_id = 'acme'
---
# refuse TC002 upper
SELECT UPPER(name) FROM patient WHERE tenant_id = 'acme'
---
# refuse TC002 coalesce with a literal in the select list
SELECT COALESCE(note, 'none') FROM patient WHERE tenant_id = 'acme'
---
# refuse TC002 IF between a cell and a literal
SELECT IF(visits > 1, name, 'few') FROM patient WHERE tenant_id = 'acme'
---
# refuse TC002 CASE between a cell and a literal
SELECT CASE WHEN visits > 1 THEN name ELSE 'few' END FROM patient WHERE tenant_id = 'acme'
---
# refuse TC002 a cast of a protected column
SELECT CAST(name AS char) FROM patient WHERE tenant_id = 'acme'
---
# refuse TC002 concatenation of a protected column
SELECT CONCAT(name, '!') FROM patient WHERE tenant_id = 'acme'
---
# refuse TC003 CONVERT … USING of a protected column
SELECT CONVERT(name USING utf8mb4) FROM patient WHERE tenant_id = 'acme'
---
# accept alias without AS
SELECT name patient_name, note `Note Of` FROM patient WHERE tenant_id = 'acme'
---
# accept an alias that is a string
SELECT name AS 'patient name', note "Note Of" FROM patient WHERE tenant_id = 'acme'
---
# accept SELECT * FROM (SELECT * …)
SELECT * FROM (SELECT * FROM patient WHERE tenant_id = 'acme') d
---
# accept outer columns over derived tables, joined
SELECT d.name, e.finding FROM (SELECT id, name FROM patient WHERE tenant_id = 'acme') d JOIN (SELECT patient_id, finding FROM visit WHERE tenant_id = 'acme') e ON e.patient_id = d.id
---
# accept scalar subquery of a protected date
SELECT (SELECT dob FROM patient WHERE tenant_id = 'acme' AND id = 1) AS born
---
# accept CTE used twice
WITH p AS (SELECT id, name FROM patient WHERE tenant_id = 'acme') SELECT a.name, b.name AS other FROM p a JOIN p b ON b.id = a.id + 1
---
# accept UNION with nothing protected in it
SELECT id, title FROM task WHERE tenant_id = 'acme' UNION SELECT id, city FROM patient WHERE tenant_id = 'acme'
---
# refuse TC002 UNION, which compares cells
SELECT name FROM patient WHERE tenant_id = 'acme' UNION SELECT name FROM patient WHERE tenant_id = 'acme'
---
# refuse TC003 DELETE … USING with JOIN
DELETE FROM v USING visit v JOIN patient p ON v.tenant_id = p.tenant_id AND v.patient_id = p.id WHERE p.tenant_id = 'acme' AND p.id = 1
---
# refuse TC041 DELETE … USING of an alias
DELETE FROM p USING patient p, visit v WHERE v.patient_id = p.id AND p.tenant_id = 'acme' AND v.tenant_id = 'acme'
---
# refuse TC001 DELETE of several tables whose second one is not pinned
# mode refuse
DELETE p FROM patient p JOIN visit v ON v.patient_id = p.id WHERE p.tenant_id = 'acme'
---
# accept UPDATE of two tables sets a protected column to a parameter
# ? text From S3CRET
UPDATE patient p, visit v SET p.note = ? WHERE p.tenant_id = 'acme' AND v.tenant_id = p.tenant_id AND v.patient_id = p.id AND v.id = 3
---
# refuse TC001 UPDATE of two tables, the second a foreign tenant's
UPDATE task t JOIN patient p ON p.id = t.id SET t.title = 'x' WHERE t.tenant_id = 'acme' AND p.tenant_id = 'globex'
---
# refuse TC041 a function that nobody knows
# ? text S3CRET
SELECT plant(?)
---
# refuse TC003 CallableStatement's escape
{call refresh_patients()}
---
# refuse TC003 CallableStatement's escape for a function
# ? text S3CRET
{? = call plant('x')}
---
# accept INSERT … SELECT copies cells within their domain
INSERT INTO patient (tenant_id, id, name, note) SELECT tenant_id, id + 1000, name, note FROM patient WHERE tenant_id = 'acme'
---
# refuse TC002 INSERT … SELECT out of a protected table into an unlisted one
INSERT INTO log_line (id, line) SELECT id, name FROM patient WHERE tenant_id = 'acme'
---
# refuse TC002 INSERT … SELECT of a plain column into a protected one
INSERT INTO patient (tenant_id, id, name) SELECT tenant_id, id + 3000, title FROM task WHERE tenant_id = 'acme'
---
# accept INSERT … SELECT ?, ? UNION ALL SELECT ?, ?
# ? text S3CRET
# ? text S3CRET
INSERT INTO patient (tenant_id, id, name) SELECT 'acme', 431, ? UNION ALL SELECT 'acme', 432, ?
---
# refuse TC003 EXPLAIN of an insert
EXPLAIN INSERT INTO patient (tenant_id, id, name) VALUES ('acme', 301, 'S3CRET')
---
# refuse TC003 ANALYZE of an update
ANALYZE FORMAT=JSON UPDATE patient SET note = 'S3CRET' WHERE tenant_id = 'acme'
---
# refuse TC003 LOAD DATA into protected columns
LOAD DATA LOCAL INFILE '/etc/hostname' INTO TABLE patient (name)
---
# refuse TC003 LOAD XML
LOAD XML INFILE '/etc/hostname' INTO TABLE patient
---
# accept the same table name in another database is another table
SELECT id, city FROM twin.patient WHERE tenant_id = 'acme'
---
# refuse TC001 the same table name in another database is a tenant table too
# mode refuse
SELECT id, city FROM twin.patient
---
# accept both tables of one name
SELECT p.ssn, a.city AS old FROM patient p JOIN twin.patient a ON a.tenant_id = p.tenant_id AND a.id = p.id WHERE p.tenant_id = 'acme'
---
# refuse TC003 MERGE, which this server does not have
MERGE INTO task t USING (SELECT 1 AS id) s ON t.id = s.id AND t.tenant_id = 'acme' WHEN MATCHED THEN DELETE
---
# accept REPLACE with a sealed value
# ? text S3CRET
REPLACE INTO patient (tenant_id, id, name) VALUES ('acme', 1, ?)
---
# refuse TC003 several statements, only the second on a tenant table
SELECT 1; INSERT INTO patient (tenant_id, id, name) VALUES ('acme', 434, 'S3CRET')
---
# refuse TC003 several statements, both fine by themselves
UPDATE task SET title = 'a' WHERE tenant_id = 'acme'; UPDATE task SET title = 'b' WHERE tenant_id = 'acme'
---
# accept the same value stored and searched by two parameters
# ? text S3CRET-C
# ? long 1
# ? long 1
UPDATE patient SET ssn = ? WHERE tenant_id = 'acme' AND id = ? AND visits >= ?
---
# refuse TC003 text that cannot be parsed is not passed on
INSERT INTO patient (tenant_id, id, name) VALUES ('acme', 435, 'S3CRET'
---
# refuse TC003 a word too many
UPDATE patient SETS name = 'S3CRET' WHERE tenant_id = 'acme'
---
# refuse TC003 TRUNCATE without TABLE
TRUNCATE task
---
# refuse TC003 TABLE
TABLE task
---
# refuse TC001 VALUES with a subquery
# mode refuse
VALUES ((SELECT COUNT(*) FROM task))
---
# refuse TC003 EXPLAIN of a foreign tenant
EXPLAIN SELECT id FROM task WHERE tenant_id = 'globex'
---
# refuse TC001 INSERT that names the tenant column is not trusted
INSERT INTO task (tenant_id, id, title) VALUES ('globex', 501, 'x')
---
# refuse TC001 INSERT … SET that names the tenant column is not trusted
INSERT INTO task SET tenant_id = 'globex', id = 501, title = 'x'
---
# refuse TC001 INSERT without a column list names a foreign tenant
INSERT INTO task VALUES ('globex', 505, 'x')
---
# refuse TC001 INSERT without a column list, second row foreign by parameter
# ? text globex
INSERT INTO task VALUES ('acme', 506, 'x'), (?, 507, 'x')
---
# refuse TC001 INSERT of the tenant by DEFAULT
INSERT INTO task (tenant_id, id, title) VALUES (DEFAULT, 504, 'x')
---
# refuse TC001 REPLACE of a foreign tenant's row
REPLACE INTO task (tenant_id, id, title) VALUES ('globex', 1, 'x')
---
# refuse TC001 INSERT … SELECT of a foreign tenant's id
INSERT INTO task (tenant_id, id, title) SELECT 'globex', id, title FROM task WHERE tenant_id = 'acme'
---
# refuse TC001 SET tenant_id = another
UPDATE task SET tenant_id = 'globex', title = 'mine' WHERE tenant_id = 'acme'
---
# refuse TC001 SET tenant_id by an expression
UPDATE task SET tenant_id = REPLACE(tenant_id, 'acme', 'globex') WHERE tenant_id = 'acme'
---
# refuse TC001 UPDATE: subquery in WHERE
# mode refuse
UPDATE task SET title = 'x' WHERE tenant_id = 'acme' AND id IN (SELECT id FROM patient)
---
# refuse TC001 UPDATE: foreign subquery in WHERE
UPDATE task SET title = 'x' WHERE tenant_id = 'acme' AND id IN (SELECT id FROM patient WHERE tenant_id = 'globex')
---
# refuse TC001 UPDATE: subquery in SET
# mode refuse
UPDATE task SET title = (SELECT city FROM patient LIMIT 1) WHERE tenant_id = 'acme'
---
# refuse TC001 DELETE: subquery in WHERE
# mode refuse
DELETE FROM task WHERE tenant_id = 'acme' AND EXISTS (SELECT 1 FROM patient p WHERE p.id = task.id)
---
# refuse TC001 subquery in arithmetic
# mode refuse
SELECT 1 + (SELECT COUNT(*) FROM task) FROM patient WHERE tenant_id = 'acme'
---
# refuse TC001 subquery in CAST
# mode refuse
SELECT CAST((SELECT COUNT(*) FROM task) AS char) FROM patient WHERE tenant_id = 'acme'
---
# refuse TC001 subquery in BETWEEN's first bound
# mode refuse
SELECT id FROM patient WHERE tenant_id = 'acme' AND id BETWEEN (SELECT MIN(id) FROM task) AND 9
---
# refuse TC001 subquery in IS NULL
# mode refuse
SELECT id FROM patient WHERE tenant_id = 'acme' AND (SELECT MAX(id) FROM task) IS NULL
---
# refuse TC001 subquery in ANY
# mode refuse
SELECT id FROM patient WHERE tenant_id = 'acme' AND id = ANY (SELECT id FROM task)
---
# refuse TC001 subquery on the left side of IN
# mode refuse
SELECT id FROM patient WHERE tenant_id = 'acme' AND (SELECT MAX(id) FROM task) IN (1, 2, 3)
---
# refuse TC001 subquery in a nested function argument
# mode refuse
SELECT ABS(GREATEST((SELECT MAX(id) FROM task), 1)) FROM patient WHERE tenant_id = 'acme'
---
# refuse TC001 subquery in HAVING's function
# mode refuse
SELECT city FROM patient WHERE tenant_id = 'acme' GROUP BY city HAVING MAX(visits) > COALESCE((SELECT MAX(id) FROM task), 0)
---
# refuse TC001 subquery in GROUP BY
# mode refuse
SELECT COUNT(*) FROM patient WHERE tenant_id = 'acme' GROUP BY (SELECT MAX(id) FROM task)
---
# refuse TC001 subquery in ORDER BY
# mode refuse
SELECT id FROM patient WHERE tenant_id = 'acme' ORDER BY (SELECT MAX(id) FROM task)
---
# refuse TC001 subquery in ON
# mode refuse
SELECT p.id FROM patient p JOIN country c ON c.code = 'DE' AND p.id IN (SELECT id FROM task) WHERE p.tenant_id = 'acme'
---
# refuse TC001 subquery in OVER
# mode refuse
SELECT SUM(id) OVER (ORDER BY (SELECT MAX(id) FROM task)) FROM patient WHERE tenant_id = 'acme'
---
# refuse TC001 subquery in the second element of a tuple
# mode refuse
SELECT id FROM patient WHERE tenant_id = 'acme' AND (id, id) IN (SELECT 1, (SELECT MAX(id) FROM task))
---
# refuse TC001 subquery in CASE's operand
# mode refuse
SELECT CASE (SELECT COUNT(*) FROM task) WHEN 1 THEN 'a' ELSE 'b' END FROM patient WHERE tenant_id = 'acme'
---
# refuse TC001 subquery in INTERVAL
# mode refuse
SELECT DATE_ADD('2020-01-01', INTERVAL (SELECT MAX(id) FROM task) DAY) FROM patient WHERE tenant_id = 'acme'
---
# refuse TC001 subquery in ON DUPLICATE KEY UPDATE
# mode refuse
INSERT INTO task (tenant_id, id) VALUES ('acme', 1) ON DUPLICATE KEY UPDATE title = (SELECT MAX(city) FROM patient)
---
# refuse TC001 subquery in INSERT's VALUES
# mode refuse
INSERT INTO task (tenant_id, id, title) VALUES ('acme', (SELECT MAX(id) + 1 FROM patient), 'x')
---
# refuse TC001 a CTE forges the tenant by a literal
# mode refuse
WITH z AS (SELECT name, 'acme' AS tenant_id FROM patient) SELECT name FROM z WHERE z.tenant_id = 'acme'
---
# refuse TC001 an inner CTE of the name of an outer one, forged
# mode refuse
WITH z AS (SELECT id, tenant_id FROM task WHERE tenant_id = 'acme') SELECT id FROM (WITH z AS (SELECT id, 'acme' AS tenant_id FROM task) SELECT id FROM z WHERE tenant_id = 'acme') d
---
# refuse TC001 CROSS JOIN with one predicate
# mode refuse
SELECT p.name, t.title FROM patient p CROSS JOIN task t WHERE t.tenant_id = 'acme'
---
# accept JOIN … USING pins through the tenant column
SELECT p.name, t.title FROM patient p JOIN task t USING (tenant_id, id) WHERE p.tenant_id = 'acme'
---
# accept a scoped JOIN … USING: the added predicate is not ambiguous
# mode scope
SELECT p.name, t.title FROM patient p JOIN task t USING (id)
---
# refuse TC001 RIGHT JOIN pinned in ON only
# mode refuse
SELECT p.name FROM visit v RIGHT JOIN patient p ON p.tenant_id = 'acme' AND v.tenant_id = 'acme'
---
# refuse TC003 a FULL JOIN, which this server does not have
SELECT p.id FROM patient p FULL JOIN task t ON t.tenant_id = 'acme' AND t.id = p.id AND p.tenant_id = 'acme'
---
# accept scoped or-ed predicates are parenthesised
# mode scope
SELECT id FROM task WHERE id = 1 OR id = 3 ORDER BY id
---
# accept scoped or-ed predicates of a delete
# mode scope
DELETE FROM task WHERE id = 1 OR title = 'task 3'
---
# refuse TC003 xor-ed predicates
# mode scope
DELETE FROM task WHERE id = 1 XOR title = 'task 3'
---
# refuse TC001 a value with SQL in it is no tenant
# ? text acme' OR '1'='1
SELECT id FROM task WHERE tenant_id = ?
---
# accept the tenant bound is a parameter: quotes in other values stay values
# ? text acme
# ? text ' OR 1 = 1 --
SELECT id FROM task WHERE tenant_id = ? AND title <> ?
---
# refuse TC001 three line breaks before OR
# mode refuse
SELECT id FROM task WHERE tenant_id = 'acme'



OR 1 = 1
---
# accept three line breaks inside a pinned statement
SELECT id, title


 FROM task


 WHERE tenant_id = 'acme'



 AND id = 1
---
# refuse TC003 a line with only a slash
DELETE FROM task WHERE tenant_id = 'acme'
/
---
# refuse TC003 a line with only GO
SELECT id FROM task WHERE tenant_id = 'acme'
GO
---
# refuse TC003 a second statement behind a semicolon and a comment
SELECT id FROM task WHERE tenant_id = 'acme'; -- now
DELETE FROM task
---
# refuse TC003 a comment within a comment
SELECT id FROM task /* a /* b */ WHERE tenant_id = 'acme' */ WHERE 1 = 1
---
# refuse TC001 a comment by a number sign before OR's next line
# mode refuse
SELECT id FROM task WHERE tenant_id = 'acme' #a
OR 1 = 1
---
# refuse TC003 '' || '1' is an OR
SELECT id FROM task WHERE tenant_id = 'acme' AND '' || '1'
---
# accept a backslash before a quote keeps the string open
SELECT id FROM task WHERE tenant_id = 'acme' AND title <> 'a\' OR 1 = 1 -- '
---
# accept a backslash before a double quote keeps the string open
SELECT id FROM task WHERE tenant_id = 'acme' AND title <> "a\" OR 1=1 -- "
---
# refuse TC001 a string in double quotes that ends before OR
# mode refuse
SELECT id FROM task WHERE tenant_id = 'acme' AND title <> "a\\" OR 1=1 -- "
---
# refuse TC041 U& names no column by code points
SELECT U&"\0073sn" FROM patient WHERE tenant_id = 'acme'
---
# refuse TC041 `p.tenant_id` is one identifier
SELECT p.id FROM task p WHERE `p.tenant_id` = 'acme'
---
# refuse TC001 "p.tenant_id" is a string
# mode refuse
SELECT p.id FROM task p WHERE "p.tenant_id" = 'acme'
---
# refuse TC001 "tenant_id" = 0, which is true of every row
# mode refuse
SELECT id FROM task WHERE "tenant_id" = 0
---
# accept NATURAL INNER JOIN
SELECT a.id FROM task a NATURAL INNER JOIN visit b WHERE a.tenant_id = 'acme'
---
# refuse TC001 subquery in an aggregate's ORDER BY
# mode refuse
SELECT GROUP_CONCAT(city ORDER BY (SELECT MAX(id) FROM task) SEPARATOR ',') FROM patient WHERE tenant_id = 'acme'
---
# refuse TC001 subquery in a row constructor
# mode refuse
SELECT id FROM patient WHERE tenant_id = 'acme' AND ROW(id, 1) = ROW((SELECT MAX(id) FROM task), 1)
---
# refuse TC001 subquery in a pattern
# mode refuse
SELECT id FROM patient WHERE tenant_id = 'acme' AND city LIKE (SELECT MAX(title) FROM task)
---
# refuse TC001 a base table named like an alias
# mode refuse
SELECT task.id FROM patient task, task t WHERE task.tenant_id = 'acme'
---
# accept parameters in every clause, numbered in text order
# ? int 1
# ? text acme
# ? long 1
# ? int 0
# ? int 5
# ? int 0
SELECT id, ? + visits AS more FROM patient WHERE tenant_id = ? AND id >= ? GROUP BY id, visits HAVING COUNT(*) > ? ORDER BY id LIMIT ? OFFSET ?
---
# accept a parameter in the select list before a protected column
# ? text mark
SELECT ? AS mark, name FROM patient WHERE tenant_id = 'acme'
---
# refuse TC003 parameters with numbers
SELECT id FROM task WHERE tenant_id = $1
---
# refuse TC003 parameters with names
SELECT id FROM task WHERE tenant_id = :tenant
---
# accept a question mark in a literal, a name and a comment
# ? text acme
SELECT id AS `what?`, 'who?' /* why? */ FROM task WHERE tenant_id = ? -- how?
---
# refuse TC003 a dollar quote, which is none here
SELECT id, $tag$ it's $tag$ FROM task WHERE tenant_id = 'acme'
---
# refuse TC003 JDBC outer-join escape
SELECT p.id FROM {oj patient p LEFT OUTER JOIN visit v ON v.patient_id = p.id} WHERE p.tenant_id = 'acme'
---
# refuse TC003 JDBC function escape
SELECT {fn upper(city)} FROM patient WHERE tenant_id = 'acme'
---
# refuse TC003 WHERE CURRENT OF
UPDATE task SET title = 'x' WHERE CURRENT OF cur
---
# accept a locking clause
SELECT id, name FROM patient WHERE tenant_id = 'acme' FOR UPDATE
---
# accept a date literal and a cast (jOOQ)
# ? text 2024-01-02
SELECT id, CAST(? AS date) AS d, DATE '2024-01-01' AS e FROM task WHERE tenant_id = 'acme'
---
# accept backticks on everything (jOOQ)
# ? text acme
SELECT `patient`.`id`, `patient`.`name` FROM `patient` WHERE `patient`.`tenant_id` = ?
---
# accept Hibernate's find with a join fetch
# mode scope
# ? long 1
SELECT p1_0.id, p1_0.city, p1_0.dob, p1_0.name, v1_0.patient_id, v1_0.id, v1_0.day, v1_0.fee, v1_0.finding FROM patient p1_0 LEFT JOIN visit v1_0 ON p1_0.id = v1_0.patient_id WHERE p1_0.id = ?
---
# accept Hibernate's pagination
# mode scope
# ? int 1
# ? int 2
SELECT p1_0.id, p1_0.name FROM patient p1_0 ORDER BY p1_0.id LIMIT ?, ?
---
# accept Hibernate's lock
# mode scope
# ? long 1
SELECT p1_0.id, p1_0.name FROM patient p1_0 WHERE p1_0.id = ? FOR UPDATE
---
# accept EclipseLink's upper-case columns
# ? long 1
# mode scope
SELECT ID, CITY, DOB, NAME FROM patient WHERE (ID = ?)
---
# accept EclipseLink's probe
SELECT 1 FROM patient WHERE tenant_id = 'acme'
---
# accept Liquibase's insert of literals
INSERT INTO patient (tenant_id, id, name, dob, city) VALUES ('acme', 602, 'Liq S3CRET', '1907-10-10', 'Rome')
---
# accept a pagination wrapper over a protected table
SELECT * FROM (SELECT p.id, p.name, ROW_NUMBER() OVER (ORDER BY p.id) AS rn FROM patient p WHERE p.tenant_id = 'acme') w WHERE w.rn > 1
---
# accept the word procedure in a statement
SELECT id AS `procedure`, 'procedure' AS `call` FROM task WHERE tenant_id = 'acme'
---
# accept an empty string in a protected column
# ? text
UPDATE patient SET note = ? WHERE tenant_id = 'acme' AND id = 1
---
# refuse TC022 a decimal with too many digits
UPDATE visit SET fee = 123456789.00 WHERE tenant_id = 'acme'
---
# refuse TC003 a no-break space is no space
SELECT id FROM task WHERE tenant_id = 'acme' OR 1 = 1
---
# refuse TC003 FULL, which is an alias here
SELECT id FROM task FULL JOIN country ON code = 'DE' WHERE tenant_id = 'acme'
---
# refuse TC003 ONLY, which is a table here
SELECT id FROM ONLY task WHERE tenant_id = 'acme'
---
# refuse TC003 ONLY before the table that is changed
UPDATE ONLY task SET title = 'x' WHERE tenant_id = 'acme'
---
# refuse TC003 ONLY before the table whose rows go
DELETE FROM ONLY task WHERE tenant_id = 'acme'
---
# refuse TC003 DELETE … USING whose alias is the target
DELETE FROM task USING patient task WHERE task.tenant_id = 'acme'
---
# refuse TC003 DELETE … USING of another table, whose target must be among them here
DELETE FROM task USING patient WHERE task.tenant_id = 'acme' AND patient.tenant_id = 'acme'
---
# refuse TC003 UPDATE … FROM
UPDATE task SET title = 'x' FROM patient WHERE task.tenant_id = 'acme' AND patient.tenant_id = 'acme'
---
# refuse TC003 ILIKE
SELECT id FROM task WHERE tenant_id = 'acme' AND title ILIKE 'x'
---
# refuse TC003 a recursive query's CYCLE
WITH RECURSIVE r AS (SELECT id FROM task WHERE tenant_id = 'acme' UNION ALL SELECT id + 1 FROM r WHERE id < 3) CYCLE id SET c USING p SELECT id FROM r

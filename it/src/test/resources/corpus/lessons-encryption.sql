# accept multi-row VALUES: rows 2 and up are sealed, literals only
INSERT INTO patient (tenant_id, id, name, ssn) VALUES ('acme', 401, 'Row1 S3CRET', 'S3CRET-1'), ('acme', 402, 'Row2 S3CRET', 'S3CRET-2'), ('acme', 403, 'Row3 S3CRET', NULL)
---
# accept multi-row VALUES: rows of parameters, returned
# ? text acme
# ? text P1 S3CRET
# ? date 1907-02-01
# ? text acme
# ? text P2 S3CRET
# ? date 1907-02-02
INSERT INTO patient (tenant_id, id, name, dob) VALUES (?, 404, ?, ?), (?, 405, ?, ?) RETURNING id, name, dob
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
# accept parameters between literals keep their columns
# ? long 410
# ? text Between S3CRET
# ? text the note S3CRET
INSERT INTO patient (tenant_id, id, ssn, name, city, note) VALUES ('acme', ?, 'S3CRET-X', ?, 'Linz', ?)
---
# accept no column list, all literals
INSERT INTO patient VALUES ('acme', 411, 'NoList S3CRET', '1907-05-05', 'S3CRET-4', 'note S3CRET', 'Wien', 2)
---
# accept no column list, several rows
# ? text NoList2 S3CRET
# ? text Pécs
INSERT INTO patient VALUES ('acme', 412, ?, NULL, NULL, NULL, NULL, NULL), ('acme', 413, 'NoList3 S3CRET', '1907-06-06', 'S3CRET-5', NULL, ?, 3)
---
# accept no column list, fewer values than columns
INSERT INTO patient VALUES ('acme', 414, 'Short S3CRET')
---
# accept upper-case unquoted identifiers in an insert
# ? text Upper S3CRET
INSERT INTO PATIENT (TENANT_ID, ID, NAME, SSN) VALUES ('acme', 415, ?, 'S3CRET-6')
---
# accept mixed-case unquoted identifiers in an update
# ? text S3CRET-7
UPDATE Patient SET Ssn = ? WHERE Tenant_Id = 'acme' AND Id = 1
---
# accept quoted identifiers in an insert
# ? text Quoted S3CRET
INSERT INTO "patient" ("tenant_id", "id", "name") VALUES ('acme', 416, ?)
---
# accept quoted identifiers in an update
# ? text Quoted2 S3CRET
UPDATE "patient" SET "name" = ? WHERE "patient"."tenant_id" = 'acme' AND "id" = 1
---
# accept ?::varchar into a protected column
# ? text Casted S3CRET
INSERT INTO patient (tenant_id, id, name) VALUES ('acme', 417, ?::varchar)
---
# accept ?::text into a protected column
# ? text CastedT S3CRET
INSERT INTO patient (tenant_id, id, name) VALUES ('acme', 418, ?::text)
---
# accept cast(? as varchar) into a protected column
# ? text CastedV S3CRET
INSERT INTO patient (tenant_id, id, name) VALUES ('acme', 419, cast(? AS varchar))
---
# accept cast(? as date) into a protected date (jOOQ)
# ? date 1907-07-07
INSERT INTO patient (tenant_id, id, name, dob) VALUES ('acme', 420, 'JooqD S3CRET', cast(? AS date))
---
# accept ?::date in an update
# ? text 1907-07-08
UPDATE patient SET dob = ?::date WHERE tenant_id = 'acme' AND id = 2
---
# accept a parameter in parentheses
# ? text Paren S3CRET
INSERT INTO patient (tenant_id, id, name) VALUES ('acme', 421, (?))
---
# refuse TC002 a cast that cuts the text
# ? text Cutter S3CRET
INSERT INTO patient (tenant_id, id, name) VALUES ('acme', 422, cast(? AS varchar(3)))
---
# refuse TC002 coalesce of a parameter and a literal into a protected column
# ? text S3CRET
UPDATE patient SET ssn = coalesce(?, 'S3CRET') WHERE tenant_id = 'acme'
---
# refuse TC002 nullif of a parameter into a protected column
# ? text S3CRET
INSERT INTO patient (tenant_id, id, name, ssn) VALUES ('acme', 423, 'x', nullif(?, ''))
---
# refuse TC002 a protected literal in a case
INSERT INTO patient (tenant_id, id, name) VALUES ('acme', 424, CASE WHEN 1 = 1 THEN 'S3CRET' ELSE 'S3CRET2' END)
---
# refuse TC002 SET ssn = CASE over the column itself and a parameter
# ? text S3CRET
UPDATE patient SET ssn = CASE WHEN ssn IS NULL THEN ? ELSE ssn END WHERE tenant_id = 'acme'
---
# refuse TC002 SET with ||
# ? text S3CRET
UPDATE patient SET note = note || ? WHERE tenant_id = 'acme'
---
# refuse TC002 SET ssn = another plain column
UPDATE patient SET ssn = city WHERE tenant_id = 'acme' AND id = 1
---
# refuse TC002 SET of a plain column to a protected one with a cast
UPDATE patient SET city = name::varchar WHERE tenant_id = 'acme'
---
# refuse TC002 SET of arithmetic over a protected number
UPDATE visit SET fee = fee + 1 WHERE tenant_id = 'acme'
---
# accept c = c
UPDATE patient SET ssn = ssn, visits = visits WHERE tenant_id = 'acme'
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
# accept SET (a, b) = (?, ?)
# ? text S3CRET-9
# ? text Set S3CRET
UPDATE patient SET (ssn, name) = (?, ?) WHERE tenant_id = 'acme' AND id = 1
---
# accept SET (protected, plain) = (literal, ?)
# ? text Como
UPDATE patient SET (note, city) = ('lit S3CRET', ?) WHERE tenant_id = 'acme' AND id = 2
---
# accept ON CONFLICT DO UPDATE SET ssn = ?
# ? text S3CRET
INSERT INTO patient (tenant_id, id, name) VALUES ('acme', 1, 'S3CRET') ON CONFLICT (tenant_id, id) DO UPDATE SET ssn = ?
---
# accept ON CONFLICT with EXCLUDED, several rows, mixed literals and parameters
# ? text S3CRET
INSERT INTO patient (tenant_id, id, name, visits) VALUES ('acme', 1, ?, 1), ('acme', 2, 'S3CRET', 2) ON CONFLICT (tenant_id, id) DO UPDATE SET name = EXCLUDED.name, visits = EXCLUDED.visits
---
# refuse TC002 ON CONFLICT DO UPDATE copies EXCLUDED into another column
INSERT INTO patient (tenant_id, id, name) VALUES ('acme', 1, 'S3CRET') ON CONFLICT (tenant_id, id) DO UPDATE SET note = EXCLUDED.name
---
# refuse TC002 ON CONFLICT DO UPDATE with a function
INSERT INTO patient (tenant_id, id, name) VALUES ('acme', 1, 'S3CRET') ON CONFLICT (tenant_id, id) DO UPDATE SET name = upper(EXCLUDED.name)
---
# refuse TC002 ON CONFLICT DO UPDATE WHERE reads a protected value
INSERT INTO patient (tenant_id, id, name) VALUES ('acme', 1, 'S3CRET') ON CONFLICT (tenant_id, id) DO UPDATE SET visits = 1 WHERE patient.name = EXCLUDED.name
---
# refuse TC001 ON CONFLICT DO UPDATE sets a foreign tenant
INSERT INTO patient (tenant_id, id, name) VALUES ('acme', 1, 'S3CRET') ON CONFLICT (tenant_id, id) DO UPDATE SET tenant_id = 'globex'
---
# refuse TC001 ON CONFLICT of a row of a foreign tenant
INSERT INTO patient (tenant_id, id, name) VALUES ('globex', 1, 'S3CRET') ON CONFLICT (tenant_id, id) DO UPDATE SET name = EXCLUDED.name
---
# accept ON CONFLICT DO NOTHING meets the own row
INSERT INTO patient (tenant_id, id, name) VALUES ('acme', 1, 'S3CRET') ON CONFLICT DO NOTHING
---
# accept RETURNING a protected column under an alias
# ? text Ret S3CRET
INSERT INTO patient (tenant_id, id, name, ssn) VALUES ('acme', 425, ?, 'S3CRET-R') RETURNING ssn AS social, id
---
# accept RETURNING of several rows
INSERT INTO patient (tenant_id, id, name) VALUES ('acme', 426, 'R1 S3CRET'), ('acme', 427, 'R2 S3CRET') RETURNING name, id
---
# accept UPDATE RETURNING star
# ? text Star S3CRET
UPDATE patient SET note = ? WHERE tenant_id = 'acme' AND id = 3 RETURNING *
---
# refuse TC002 RETURNING a cast of a protected column
UPDATE patient SET visits = 3 WHERE tenant_id = 'acme' RETURNING name::text
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
# refuse TC002 NOT IN on a protected column
# ? text S3CRET
SELECT id FROM patient WHERE tenant_id = 'acme' AND ssn NOT IN (?)
---
# refuse TC002 <> on a protected column
# ? text S3CRET
SELECT id FROM patient WHERE tenant_id = 'acme' AND ssn <> ?
---
# refuse TC002 IS NULL OR = on a protected column
# ? text S3CRET
SELECT id FROM patient WHERE tenant_id = 'acme' AND (ssn IS NULL OR ssn = ?)
---
# refuse TC002 coalesce(ssn, ?) = ?
# ? text S3CRET
# ? text S3CRET
SELECT id FROM patient WHERE tenant_id = 'acme' AND coalesce(ssn, ?) = ?
---
# refuse TC002 LIKE with functions
# ? text s3cret
SELECT id FROM patient WHERE tenant_id = 'acme' AND lower(name) LIKE concat('%', ?, '%')
---
# refuse TC002 less than
# ? text S3CRET
SELECT id FROM patient WHERE tenant_id = 'acme' AND ssn < ?
---
# refuse TC002 a protected column compared with itself
SELECT id FROM patient WHERE tenant_id = 'acme' AND ssn = ssn
---
# refuse TC002 ORDER BY alias descending with pagination
SELECT id, name AS n FROM patient WHERE tenant_id = 'acme' ORDER BY n DESC LIMIT 2
---
# refuse TC002 ORDER BY ordinal through a derived table
SELECT d.n, d.id FROM (SELECT name AS n, id FROM patient WHERE tenant_id = 'acme') d ORDER BY 1
---
# refuse TC002 ORDER BY of a protected date, nulls last
SELECT id FROM patient WHERE tenant_id = 'acme' ORDER BY dob NULLS LAST
---
# refuse TC002 GROUP BY with pagination
SELECT ssn, count(*) FROM patient WHERE tenant_id = 'acme' GROUP BY ssn ORDER BY count(*) LIMIT 10
---
# refuse TC002 GROUP BY ordinal
SELECT dob, count(*) FROM patient WHERE tenant_id = 'acme' GROUP BY 1
---
# refuse TC002 DISTINCT with another column
SELECT DISTINCT id, ssn FROM patient WHERE tenant_id = 'acme'
---
# refuse TC002 DISTINCT ON a protected column
SELECT DISTINCT ON (ssn) id FROM patient WHERE tenant_id = 'acme'
---
# accept DISTINCT over plain columns of a protected table
SELECT DISTINCT city FROM patient WHERE tenant_id = 'acme'
---
# refuse TC002 window PARTITION BY
SELECT id, count(*) OVER (PARTITION BY ssn) FROM patient WHERE tenant_id = 'acme'
---
# refuse TC002 window function over a protected column
SELECT id, lag(name) OVER (ORDER BY id) FROM patient WHERE tenant_id = 'acme'
---
# refuse TC002 WITHIN GROUP
SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY fee) FROM visit WHERE tenant_id = 'acme'
---
# refuse TC002 min
SELECT min(fee) FROM visit WHERE tenant_id = 'acme'
---
# refuse TC002 array_agg
SELECT array_agg(name) FROM patient WHERE tenant_id = 'acme'
---
# refuse TC002 coalesce with a literal in the select list
SELECT coalesce(note, 'none') FROM patient WHERE tenant_id = 'acme'
---
# accept coalesce that only chooses between cells of one domain and NULL
SELECT id, coalesce(note, NULL) FROM patient WHERE tenant_id = 'acme'
---
# accept CASE that only chooses between a cell and NULL
SELECT id, CASE WHEN visits > 1 THEN name END AS n FROM patient WHERE tenant_id = 'acme'
---
# refuse TC002 CASE between a cell and a literal
SELECT CASE WHEN visits > 1 THEN name ELSE 'few' END FROM patient WHERE tenant_id = 'acme'
---
# refuse TC002 CASE between cells of two domains
SELECT CASE WHEN visits > 1 THEN name ELSE note END FROM patient WHERE tenant_id = 'acme'
---
# refuse TC002 CASE whose condition reads a protected value
SELECT CASE WHEN ssn = 'S3CRET-A' THEN 1 ELSE 0 END FROM patient WHERE tenant_id = 'acme'
---
# refuse TC002 substring
SELECT substring(ssn FROM 1 FOR 2) FROM patient WHERE tenant_id = 'acme'
---
# refuse TC002 trim and position
SELECT trim(name), position('a' IN name) FROM patient WHERE tenant_id = 'acme'
---
# refuse TC002 to_char of a protected date
SELECT to_char(dob, 'YYYY') FROM patient WHERE tenant_id = 'acme'
---
# refuse TC002 date arithmetic
SELECT dob + 1 FROM patient WHERE tenant_id = 'acme'
---
# refuse TC002 json_build_object
SELECT json_build_object('n', name) FROM patient WHERE tenant_id = 'acme'
---
# refuse TC002 encode and md5 of a cell
SELECT md5(name) FROM patient WHERE tenant_id = 'acme'
---
# refuse TC002 octet_length of a cell
SELECT octet_length(name) FROM patient WHERE tenant_id = 'acme'
---
# refuse TC002 a row value in the select list
SELECT row(id, name) FROM patient WHERE tenant_id = 'acme'
---
# refuse TC002 an array of protected columns
SELECT ARRAY[name, note] FROM patient WHERE tenant_id = 'acme'
---
# accept alias without AS
SELECT name patient_name, note "Note Of" FROM patient WHERE tenant_id = 'acme'
---
# accept alias equal to another column's name
SELECT name AS city, city AS name FROM patient WHERE tenant_id = 'acme'
---
# accept the same protected column twice
SELECT name, name AS again, id FROM patient WHERE tenant_id = 'acme'
---
# accept SELECT * FROM (subquery)
SELECT * FROM (SELECT name, dob, ssn, note, id FROM patient WHERE tenant_id = 'acme') AS d WHERE d.id > 1
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
# refuse TC002 a scalar subquery's cell compared
# ? text S3CRET
SELECT id FROM task WHERE tenant_id = 'acme' AND (SELECT name FROM patient WHERE tenant_id = 'acme' AND id = 1) = ?
---
# accept CTE used twice
WITH p AS (SELECT id, name FROM patient WHERE tenant_id = 'acme') SELECT a.name, b.name AS other FROM p a JOIN p b ON b.id = a.id + 1
---
# accept UNION with nothing protected in it
SELECT id, title FROM task WHERE tenant_id = 'acme' UNION SELECT id, city FROM patient WHERE tenant_id = 'acme'
---
# accept UNION ALL of one domain
SELECT name FROM patient WHERE tenant_id = 'acme' AND id = 1 UNION ALL SELECT name FROM patient WHERE tenant_id = 'acme' AND id > 1
---
# accept UNION ALL of a cell and NULL
SELECT id, note FROM patient WHERE tenant_id = 'acme' UNION ALL SELECT 99, NULL
---
# accept UNION ALL with a literal in the place of a cell
SELECT name FROM patient WHERE tenant_id = 'acme' UNION ALL SELECT 'S3CRET'
---
# accept UNION ALL with a parameter in the place of a cell
# ? text S3CRET
SELECT name FROM patient WHERE tenant_id = 'acme' UNION ALL SELECT ?
---
# refuse TC002 UNION, which compares cells
SELECT name FROM patient WHERE tenant_id = 'acme' UNION SELECT name FROM patient WHERE tenant_id = 'acme'
---
# refuse TC002 INTERSECT over cells
SELECT name FROM patient WHERE tenant_id = 'acme' INTERSECT SELECT name FROM patient WHERE tenant_id = 'acme'
---
# refuse TC002 EXCEPT over cells
SELECT name FROM patient WHERE tenant_id = 'acme' EXCEPT SELECT name FROM patient WHERE tenant_id = 'acme' AND id = 1
---
# accept EXCEPT over plain columns
SELECT id FROM patient WHERE tenant_id = 'acme' EXCEPT SELECT patient_id FROM visit WHERE tenant_id = 'acme' AND id = 1
---
# accept LATERAL left join of the newest visit
SELECT p.name, l.finding, l.fee FROM patient p LEFT JOIN LATERAL (SELECT v.finding, v.fee FROM visit v WHERE v.tenant_id = p.tenant_id AND v.patient_id = p.id ORDER BY v.id DESC LIMIT 1) l ON true WHERE p.tenant_id = 'acme'
---
# accept DELETE … USING with aliases
DELETE FROM visit v USING patient p WHERE p.tenant_id = 'acme' AND v.tenant_id = p.tenant_id AND v.patient_id = p.id AND p.id = 1
---
# accept UPDATE … FROM sets a protected column to a parameter
# ? text From S3CRET
UPDATE patient p SET note = ? FROM visit v WHERE p.tenant_id = 'acme' AND v.tenant_id = p.tenant_id AND v.patient_id = p.id AND v.id = 3
---
# refuse TC002 UPDATE … FROM copies a cell into another domain
UPDATE patient p SET note = v.finding FROM visit v WHERE p.tenant_id = 'acme' AND v.tenant_id = p.tenant_id AND v.patient_id = p.id
---
# refuse TC001 UPDATE … FROM whose second table is not pinned
# mode refuse
UPDATE patient p SET visits = 9 FROM visit v WHERE p.tenant_id = 'acme' AND v.patient_id = p.id
---
# refuse TC001 DELETE … USING whose second table is not pinned
# mode refuse
DELETE FROM patient p USING visit v WHERE p.tenant_id = 'acme' AND v.patient_id = p.id
---
# refuse TC001 view over a protected table
SELECT name FROM patient_view
---
# refuse TC001 view over a protected table with a predicate of its own
SELECT name FROM patient_view WHERE tenant_id = 'acme'
---
# refuse TC001 view over a view
SELECT * FROM patient_view_again
---
# refuse TC001 update through a view
UPDATE patient_view SET city = 'x' WHERE tenant_id = 'acme'
---
# refuse TC003 a function that inserts
# ? text S3CRET
SELECT plant(?)
---
# refuse TC003 a function that inserts, in FROM
# ? text S3CRET
SELECT * FROM plant(?)
---
# refuse TC003 a function that reads all tenants
SELECT all_names()
---
# refuse TC003 CALL of a procedure that is there
CALL refresh_patients()
---
# refuse TC003 CallableStatement's escape
{call refresh_patients()}
---
# accept INSERT … SELECT copies cells within their domain
INSERT INTO patient (tenant_id, id, name, note) SELECT tenant_id, id + 1000, name, note FROM patient WHERE tenant_id = 'acme'
---
# accept INSERT … SELECT with a parameter for a protected column
# ? text Sel S3CRET
INSERT INTO patient (tenant_id, id, name) SELECT tenant_id, id + 2000, ? FROM task WHERE tenant_id = 'acme'
---
# accept INSERT … SELECT ?, ? UNION ALL SELECT ?, ?
# ? text S3CRET
# ? text S3CRET
INSERT INTO patient (tenant_id, id, name) SELECT 'acme', 431, ? UNION ALL SELECT 'acme', 432, ?
---
# refuse TC002 INSERT … SELECT out of a protected table into an unlisted one
INSERT INTO log_line (id, line) SELECT id, name FROM patient WHERE tenant_id = 'acme'
---
# refuse TC002 INSERT … SELECT of a plain column into a protected one
INSERT INTO patient (tenant_id, id, name) SELECT tenant_id, id + 3000, title FROM task WHERE tenant_id = 'acme'
---
# accept INSERT … SELECT of plain columns
INSERT INTO task (tenant_id, id, title) SELECT tenant_id, id + 4000, city FROM patient WHERE tenant_id = 'acme'
---
# refuse TC001 INSERT … SELECT that reads every tenant
# mode refuse
INSERT INTO log_line (id, line) SELECT id, city FROM patient
---
# refuse TC003 EXPLAIN (ANALYZE) of an update
EXPLAIN (ANALYZE, VERBOSE) UPDATE patient SET note = 'S3CRET' WHERE tenant_id = 'acme'
---
# refuse TC003 COPY with a column list
COPY patient (id, name) TO STDOUT WITH (FORMAT csv)
---
# refuse TC003 COPY to a program
COPY patient TO PROGRAM 'cat'
---
# accept COPY's word in a literal
SELECT id, 'COPY patient TO STDOUT' FROM task WHERE tenant_id = 'acme'
---
# accept the same table name in another schema is another table
SELECT id, name FROM archive.patient WHERE tenant_id = 'acme'
---
# refuse TC001 the same table name in another schema is a tenant table too
# mode refuse
SELECT id, name FROM archive.patient
---
# accept both tables of one name
SELECT p.name, a.name AS old FROM public.patient p JOIN archive.patient a ON a.tenant_id = p.tenant_id AND a.id = p.id WHERE p.tenant_id = 'acme'
---
# accept MERGE with a sealed value
# ? text S3CRET
MERGE INTO patient p USING (SELECT cast(? AS varchar) AS n) s ON p.tenant_id = 'acme' AND p.id = 1 WHEN MATCHED THEN UPDATE SET name = s.n
---
# refuse TC003 REPLACE
REPLACE INTO patient (tenant_id, id, name) VALUES ('acme', 1, 'S3CRET')
---
# refuse TC003 several statements, only the second on a tenant table
SELECT 1; INSERT INTO patient (tenant_id, id, name) VALUES ('acme', 434, 'S3CRET')
---
# refuse TC003 several statements, both fine by themselves
UPDATE task SET title = 'a' WHERE tenant_id = 'acme'; UPDATE task SET title = 'b' WHERE tenant_id = 'acme'
---
# accept one statement with its semicolon
SELECT id, name FROM patient WHERE tenant_id = 'acme' AND id = 2;
---
# accept the same value stored and searched by two parameters
# ? text S3CRET-C
# ? long 1
# ? long 1
UPDATE patient SET ssn = ? WHERE tenant_id = 'acme' AND id = ? AND visits >= ?
---
# refuse TC003 $1 used twice, as stored value and as predicate
UPDATE patient SET ssn = $1 WHERE tenant_id = 'acme' AND city = $1
---
# refuse TC003 text that cannot be parsed is not passed on
INSERT INTO patient (tenant_id, id, name) VALUES ('acme', 435, 'S3CRET'
---
# refuse TC003 a word too many
UPDATE patient SETS name = 'S3CRET' WHERE tenant_id = 'acme'

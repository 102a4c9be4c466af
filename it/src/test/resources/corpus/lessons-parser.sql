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
# refuse TC001 three line breaks before a second condition of a delete
# mode refuse
DELETE FROM task WHERE id = 1 AND tenant_id = 'acme'



 OR id = 2
---
# refuse TC003 a line with only a slash
DELETE FROM task WHERE tenant_id = 'acme'
/
---
# refuse TC003 a line with only GO in upper case
SELECT id FROM task WHERE tenant_id = 'acme'
GO
---
# refuse TC003 a second statement behind a semicolon and a comment
SELECT id FROM task WHERE tenant_id = 'acme'; -- now
DELETE FROM task
---
# accept a semicolon in a literal
SELECT id, 'a; DELETE FROM task' FROM task WHERE tenant_id = 'acme'
---
# accept a semicolon in a comment
SELECT id /* ; DELETE FROM task */ FROM task WHERE tenant_id = 'acme'
---
# refuse TC003 an executable comment
SELECT id FROM task WHERE tenant_id = 'acme' /*! OR 1 = 1 */
---
# refuse TC003 a versioned executable comment
SELECT id FROM task WHERE tenant_id = 'acme' /*!50000 OR 1 = 1 */
---
# refuse TC003 MariaDB's executable comment
SELECT id FROM task WHERE tenant_id = 'acme' /*M! OR 1 = 1 */
---
# accept -- without white space is a comment here
SELECT id FROM task WHERE tenant_id = 'acme' --1 OR 1 = 1
---
# refuse TC001 nested comments: what is inside the outer one is no predicate
# mode refuse
SELECT id FROM task /* a /* b */ WHERE tenant_id = 'acme' */ WHERE 1 = 1
---
# accept nested comments
SELECT id /* a /* b */ c */ FROM task WHERE tenant_id = 'acme'
---
# refuse TC003 an unfinished nested comment
SELECT id FROM task WHERE tenant_id = 'acme' /* a /* b */
---
# refuse TC003 # is no comment
SELECT id FROM task WHERE tenant_id = 'acme' #a
OR 1 = 1
---
# refuse TC001 '' || '1' restricts nothing
# mode refuse
SELECT id FROM task WHERE '' || '1' = '1' AND tenant_id <> ''
---
# accept a backslash in an ordinary string is a character
SELECT id FROM task WHERE tenant_id = 'acme' AND title <> 'a\'
---
# refuse TC001 a backslash before a quote does not keep the string open
# mode refuse
SELECT id FROM task WHERE tenant_id = 'acme' AND title <> 'a\' OR 1 = 1 --'
---
# accept a backslash before a quote, scoped: the OR is kept together
# mode scope
SELECT id FROM task WHERE tenant_id = 'acme' AND title <> 'a\' OR 1 = 1 --'
---
# accept an escape string with an escaped quote
SELECT id FROM task WHERE tenant_id = 'acme' AND title <> E'a\' OR 1 = 1 --'
---
# accept a doubled quote in a quoted alias
SELECT id AS "a"" OR 1=1" FROM task WHERE tenant_id = 'acme'
---
# refuse TC003 U& names a column by code points
SELECT U&"\0073sn" FROM patient WHERE tenant_id = 'acme'
---
# accept a U& string that spells the tenant
SELECT id FROM task WHERE tenant_id = U&'\0061cme'
---
# refuse TC001 a U& string that spells a foreign tenant
SELECT id FROM task WHERE tenant_id = U&'\0067lobex'
---
# accept a U& string with an escape of its own
SELECT id FROM task WHERE tenant_id = U&'!0061cme' UESCAPE '!'
---
# refuse TC001 a U& string with an escape of its own that spells a foreign tenant
SELECT id FROM task WHERE tenant_id = U&'!0067lobex' UESCAPE '!'
---
# refuse TC041 "p.tenant_id" is one identifier
SELECT p.id FROM task p WHERE "p.tenant_id" = 'acme'
---
# accept NATURAL INNER JOIN
SELECT a.id FROM task a NATURAL INNER JOIN visit b WHERE a.tenant_id = 'acme'
---
# refuse TC001 a dollar-quoted predicate is a string
# mode refuse
SELECT id FROM task WHERE $$ tenant_id = 'acme' $$ = title
---
# accept a tagged dollar quote
SELECT id, $tag$ it's; -- /* $$ $tag$ FROM task WHERE tenant_id = 'acme'
---
# refuse TC003 an unfinished dollar quote
SELECT id FROM task WHERE tenant_id = 'acme' AND title <> $a$ x
---
# accept adjacent literals over lines
SELECT id FROM task WHERE tenant_id = 'ac'
'me'
---
# refuse TC001 subquery in an array subscript
# mode refuse
SELECT (ARRAY[1, 2, 3])[(SELECT count(*) FROM task)] FROM patient WHERE tenant_id = 'acme'
---
# refuse TC001 subquery in an aggregate's ORDER BY
# mode refuse
SELECT string_agg(city, ',' ORDER BY (SELECT max(id) FROM task)) FROM patient WHERE tenant_id = 'acme'
---
# refuse TC001 subquery in AT TIME ZONE
# mode refuse
SELECT now() AT TIME ZONE (SELECT title FROM task LIMIT 1) FROM patient WHERE tenant_id = 'acme'
---
# refuse TC001 subquery in OVERLAY … PLACING
# mode refuse
SELECT overlay(city PLACING (SELECT title FROM task LIMIT 1) FROM 1) FROM patient WHERE tenant_id = 'acme'
---
# refuse TC001 a base table named like an alias
# mode refuse
SELECT task.id FROM patient task, task t WHERE task.tenant_id = 'acme'
---
# accept a table under another table's name
SELECT task.id, task.name FROM patient task WHERE task.tenant_id = 'acme'
---
# accept parameters in every clause, numbered in text order
# ? int 1
# ? text acme
# ? long 1
# ? int 0
# ? int 5
# ? int 0
SELECT id, ? + visits AS more FROM patient WHERE tenant_id = ? AND id >= ? GROUP BY id, visits HAVING count(*) > ? ORDER BY id LIMIT ? OFFSET ?
---
# accept a parameter in the select list before a protected column
# ? text mark
SELECT ?::text AS mark, name FROM patient WHERE tenant_id = 'acme'
---
# refuse TC003 parameters with numbers
SELECT id FROM task WHERE tenant_id = $1
---
# refuse TC003 parameters with names
SELECT id FROM task WHERE tenant_id = :tenant
---
# accept a question mark in a literal, an identifier and a comment
# ? text acme
SELECT id AS "what?", 'who?' /* why? */ FROM task WHERE tenant_id = ? -- how?
---
# refuse TC003 OPERATOR(…)
SELECT id FROM task WHERE tenant_id OPERATOR(pg_catalog.=) 'acme'
---
# refuse TC003 WHERE CURRENT OF
UPDATE task SET title = 'x' WHERE CURRENT OF cur
---
# accept JDBC function escape
SELECT {fn upper(city)} FROM patient WHERE tenant_id = 'acme'
---
# refuse TC001 JDBC outer-join escape
# mode refuse
SELECT p.id FROM {oj patient p LEFT OUTER JOIN visit v ON v.patient_id = p.id} WHERE p.tenant_id = 'acme'
---
# accept letters beyond ASCII in an alias
SELECT id AS größe, title AS "名前" FROM task WHERE tenant_id = 'acme'
---
# accept tabs and carriage returns
SELECT	id	FROM	task	WHERE	tenant_id	=	'acme'
---
# accept cast(? as uuid) and a date literal (jOOQ)
# ? text 5b0f9c2e-8f0c-4b35-9e4f-0d8d6f6d2d11
SELECT id, cast(? AS uuid), date '2024-01-01' FROM task WHERE tenant_id = 'acme'
---
# accept a bytea literal with a cast (jOOQ)
SELECT id, cast(E'\\000\\001' AS bytea) FROM task WHERE tenant_id = 'acme'
---
# accept schema-qualified and quoted everything (jOOQ)
# ? text acme
SELECT "public"."patient"."id", "public"."patient"."name" FROM "public"."patient" WHERE "public"."patient"."tenant_id" = ?
---
# accept Hibernate's find with a join fetch
# mode scope
# ? long 1
SELECT p1_0.id, p1_0.city, p1_0.dob, p1_0.name, v1_0.patient_id, v1_0.id, v1_0.day, v1_0.fee, v1_0.finding FROM patient p1_0 LEFT JOIN visit v1_0 ON p1_0.id = v1_0.patient_id WHERE p1_0.id = ?
---
# accept Hibernate's insert
# mode scope
# ? text Rome
# ? date 1907-09-09
# ? text Hib S3CRET
# ? null varchar
# ? text S3CRET-H
# ? int 1
# ? long 601
INSERT INTO patient (city, dob, name, note, ssn, visits, id) VALUES (?, ?, ?, ?, ?, ?, ?)
---
# accept Hibernate's versioned update by key
# mode scope
# ? text Rome
# ? text Hib S3CRET
# ? long 1
# ? int 1
UPDATE patient SET city = ?, name = ? WHERE id = ? AND visits = ?
---
# accept Hibernate's pagination
# mode scope
# ? int 1
# ? int 2
SELECT p1_0.id, p1_0.name FROM patient p1_0 ORDER BY p1_0.id OFFSET ? ROWS FETCH FIRST ? ROWS ONLY
---
# accept Hibernate's lock
# mode scope
# ? long 1
SELECT p1_0.id, p1_0.name FROM patient p1_0 WHERE p1_0.id = ? FOR NO KEY UPDATE
---
# accept Hibernate's bulk delete
# mode scope
DELETE FROM visit v1_0 WHERE v1_0.patient_id IN (SELECT p1_0.id FROM patient p1_0 WHERE p1_0.city = 'Bern')
---
# accept Hibernate's count
# mode scope
SELECT count(p1_0.id) FROM patient p1_0
---
# accept Hibernate's merge
# mode scope
# ? text S3CRET
MERGE INTO patient p USING (SELECT cast(? AS varchar(120)) AS name) s ON p.id = 1 WHEN MATCHED THEN UPDATE SET name = s.name
---
# accept EclipseLink's upper-case names
# ? long 1
# mode scope
SELECT ID, CITY, DOB, NAME FROM PATIENT WHERE (ID = ?)
---
# accept EclipseLink's probe
SELECT 1 FROM patient WHERE tenant_id = 'acme'
---
# accept Flyway's comment before a statement
/*NO LOAD BALANCE*/
SELECT id FROM task WHERE tenant_id = 'acme'
---
# accept Liquibase's schema-qualified insert of literals
INSERT INTO public.patient (tenant_id, id, name, dob, city) VALUES ('acme', 602, 'Liq S3CRET', '1907-10-10', 'Rome')
---
# accept a pagination wrapper over a table with nothing protected
SELECT * FROM (SELECT t.*, row_number() OVER (ORDER BY id) AS rn FROM task t WHERE t.tenant_id = 'acme') w WHERE w.rn BETWEEN 1 AND 2
---
# accept a pagination wrapper over a protected table
SELECT * FROM (SELECT p.id, p.name, row_number() OVER (ORDER BY p.id) AS rn FROM patient p WHERE p.tenant_id = 'acme') w WHERE w.rn > 1
---
# accept unqualified columns in a join
SELECT name, finding, day FROM patient p JOIN visit v ON patient_id = p.id AND v.tenant_id = p.tenant_id WHERE p.tenant_id = 'acme'
---
# accept an alias-qualified WHERE in an update
UPDATE patient AS x SET city = 'Ulm' WHERE x.tenant_id = 'acme' AND x.id = 1
---
# accept one column's name inside another's
SELECT id, patient_id FROM visit WHERE tenant_id = 'acme' AND patient_id IN (1, 3)
---
# accept the word procedure in a statement
SELECT id AS procedure, 'procedure' AS call FROM task WHERE tenant_id = 'acme'
---
# accept an empty string in a protected column
# ? text
UPDATE patient SET note = ? WHERE tenant_id = 'acme' AND id = 1
---
# accept a long IN list of literals and parameters
# ? long 2
SELECT id, name FROM patient WHERE tenant_id = 'acme' AND id IN (1, ?, 3, 4, 5, 6, 7, 8, 9, 10)
---
# accept numbers in their forms
UPDATE visit SET fee = 0010.500 WHERE tenant_id = 'acme' AND id = 1
---
# accept a negative decimal
UPDATE visit SET fee = -3.25 WHERE tenant_id = 'acme' AND id = 1
---
# accept a protected number as a quoted literal
UPDATE visit SET fee = '7.5' WHERE tenant_id = 'acme' AND id = 2
---
# refuse TC022 a decimal with too many digits
UPDATE visit SET fee = 123456789.00 WHERE tenant_id = 'acme'
---
# refuse TC003 a no-break space is no space
SELECT id FROM task WHERE tenant_id = 'acme' OR 1 = 1
---
# accept columns named like units of time
SELECT id, day FROM visit WHERE tenant_id = 'acme' AND day > '2026-01-31' ORDER BY day

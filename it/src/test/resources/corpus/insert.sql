# accept parameters with a column list
# ? text acme
# ? long 101
# ? text Zoe S3CRET
# ? date 1907-02-03
# ? text S3CRET-1
INSERT INTO patient (tenant_id, id, name, dob, ssn) VALUES (?, ?, ?, ?, ?)
---
# accept literals only
INSERT INTO patient (tenant_id, id, name, dob, ssn, visits) VALUES ('acme', 102, 'Ada S3CRET', '1907-04-05', 'S3CRET-2', 3)
---
# accept literals mixed with parameters, a literal first
# ? text Eve S3CRET
# ? text Bern
INSERT INTO patient (tenant_id, id, name, note, city) VALUES ('acme', 103, ?, 'noted S3CRET', ?)
---
# accept several rows
# ? text One S3CRET
# ? text Two S3CRET
INSERT INTO patient (tenant_id, id, name) VALUES ('acme', 104, ?), ('acme', 105, ?), ('acme', 106, 'Three S3CRET')
---
# accept no column list
# ? text Full S3CRET
INSERT INTO patient VALUES ('acme', 107, ?, '1907-06-07', 'S3CRET-3', NULL, 'Rome', 1)
---
# accept null in a protected column
# ? null varchar
INSERT INTO patient (tenant_id, id, name, dob, note) VALUES ('acme', 108, 'Nil S3CRET', NULL, ?)
---
# accept quotes in a literal
INSERT INTO patient (tenant_id, id, name) VALUES ('acme', 109, 'O''Hara S3CRET ?')
---
# accept escape string
INSERT INTO patient (tenant_id, id, name) VALUES ('acme', 110, E'Tab\tS3CRET\\')
---
# accept dollar-quoted protected literal
INSERT INTO patient (tenant_id, id, name) VALUES ('acme', 111, $q$It's S3CRET$q$)
---
# accept empty text
# ? text
INSERT INTO patient (tenant_id, id, name, note) VALUES ('acme', 112, ?, '')
---
# accept returning protected columns
# ? text Back S3CRET
INSERT INTO patient (tenant_id, id, name) VALUES ('acme', 113, ?) RETURNING id, name, dob
---
# accept returning star
# ? text Star S3CRET
INSERT INTO patient (tenant_id, id, name) VALUES ('acme', 114, ?) RETURNING *
---
# accept cast of a parameter to the logical type
# ? text 1907-08-09
INSERT INTO patient (tenant_id, id, name, dob) VALUES ('acme', 115, 'Cast S3CRET', cast(? AS date))
---
# accept typed date literal
INSERT INTO patient (tenant_id, id, name, dob) VALUES ('acme', 116, 'Typed S3CRET', date '1907-10-11')
---
# accept scripts beyond Latin
# ? text 李 S3CRET אבג
# ? text 🙂 S3CRET देव
INSERT INTO patient (tenant_id, id, name, note) VALUES ('acme', 117, ?, ?)
---
# accept numbers as literals
INSERT INTO visit (tenant_id, id, patient_id, day, finding, fee) VALUES ('acme', 118, 1, '2026-03-01', 'fine S3CRET', 12.50)
---
# accept a table without protected columns
# ? text plain
INSERT INTO task (tenant_id, id, title) VALUES ('acme', 119, ?)
---
# accept default for an unprotected column
INSERT INTO task (tenant_id, id, title) VALUES ('acme', 120, DEFAULT)
---
# accept a scoped insert that omits the tenant
# mode scope
# ? long 121
# ? text Scoped S3CRET
INSERT INTO patient (id, name) VALUES (?, ?)
---
# accept a scoped insert of several rows
# mode scope
# ? text A S3CRET
# ? text B S3CRET
INSERT INTO patient (id, name) VALUES (122, ?), (123, ?)
---
# accept a function in an unprotected column
INSERT INTO task (tenant_id, id, title) VALUES ('acme', nextval('number_seq') + 1000, upper('x'))
---
# refuse TC001 foreign tenant literal
INSERT INTO patient (tenant_id, id, name) VALUES ('globex', 201, 'S3CRET')
---
# refuse TC001 foreign tenant parameter
# ? text globex
INSERT INTO patient (tenant_id, id, name) VALUES (?, 202, 'S3CRET')
---
# refuse TC001 foreign tenant in the second row
INSERT INTO patient (tenant_id, id, name) VALUES ('acme', 203, 'S3CRET'), ('globex', 204, 'S3CRET')
---
# refuse TC001 no tenant named
# mode refuse
INSERT INTO patient (id, name) VALUES (205, 'S3CRET')
---
# refuse TC001 foreign tenant without a column list
INSERT INTO patient VALUES ('globex', 206, 'S3CRET')
---
# refuse TC001 tenant from an expression
INSERT INTO patient (tenant_id, id, name) VALUES (lower('ACME'), 207, 'S3CRET')
---
# refuse TC001 tenant null
INSERT INTO task (tenant_id, id, title) VALUES (NULL, 208, 'x')
---
# refuse TC002 concatenation into a protected column
# ? text S3CRET
INSERT INTO patient (tenant_id, id, name) VALUES ('acme', 209, 'Dr ' || ?)
---
# refuse TC002 function into a protected column
# ? text s3cret
INSERT INTO patient (tenant_id, id, name) VALUES ('acme', 210, upper(?))
---
# refuse TC002 coalesce into a protected column
# ? text S3CRET
INSERT INTO patient (tenant_id, id, name) VALUES ('acme', 211, coalesce(?, ''))
---
# refuse TC002 current date into a protected column
INSERT INTO patient (tenant_id, id, name, dob) VALUES ('acme', 212, 'S3CRET', CURRENT_DATE)
---
# refuse TC022 a literal that is no date
INSERT INTO patient (tenant_id, id, name, dob) VALUES ('acme', 213, 'S3CRET', 'yesterday')
---
# refuse TC022 text longer than the column
INSERT INTO patient (tenant_id, id, name, ssn) VALUES ('acme', 214, 'S3CRET', 'S3CRET-longer-than-eleven')
---
# refuse TC002 insert from a select: a cell into a column of another domain
INSERT INTO visit (tenant_id, id, patient_id, day, finding) SELECT tenant_id, id, id, '2026-01-01', note FROM patient WHERE tenant_id = 'acme'
---
# accept on conflict, the tenant in the target
INSERT INTO patient (tenant_id, id, name) VALUES ('acme', 1, 'S3CRET') ON CONFLICT (tenant_id, id) DO UPDATE SET name = EXCLUDED.name
---
# refuse TC002 returning an expression over a protected column
INSERT INTO patient (tenant_id, id, name) VALUES ('acme', 215, 'S3CRET') RETURNING upper(name)
---
# refuse TC001 data-changing cte
WITH i AS (INSERT INTO task (tenant_id, id, title) VALUES ('globex', 216, 'x') RETURNING id) SELECT id FROM i

# accept as Hibernate writes it: the row is there
# ? text Merged S3CRET
# ? long 1
# ? text acme
# ? long 101
# ? text acme
MERGE INTO patient AS t USING (SELECT cast(? AS varchar(120)) name, cast(? AS bigint) id, cast(? AS varchar(63)) tenant_id) AS s ON (t.id = s.id AND t.tenant_id = s.tenant_id) WHEN MATCHED THEN UPDATE SET name = s.name WHEN NOT MATCHED THEN INSERT (id, name, tenant_id) VALUES (?, s.name, ?)
---
# accept as Hibernate writes it: the row is new
# ? text New S3CRET
# ? long 1301
# ? text acme
MERGE INTO patient AS t USING (SELECT cast(? AS varchar(120)) name, cast(? AS bigint) id, cast(? AS varchar(63)) tenant_id) AS s ON (t.id = s.id AND t.tenant_id = s.tenant_id) WHEN MATCHED THEN UPDATE SET name = s.name WHEN NOT MATCHED THEN INSERT (id, name, tenant_id) VALUES (s.id, s.name, s.tenant_id)
---
# accept a scoped merge by primary key
# mode scope
# ? text Scoped S3CRET
# ? long 2
MERGE INTO patient AS t USING (SELECT cast(? AS varchar(120)) name, cast(? AS bigint) id) AS s ON (t.id = s.id) WHEN MATCHED THEN UPDATE SET name = s.name WHEN NOT MATCHED THEN INSERT (id, name) VALUES (s.id, s.name)
---
# accept a scoped merge of a new row
# mode scope
# ? text Scoped S3CRET
# ? long 1302
MERGE INTO patient AS t USING (SELECT cast(? AS varchar(120)) name, cast(? AS bigint) id) AS s ON (t.id = s.id) WHEN MATCHED THEN UPDATE SET name = s.name WHEN NOT MATCHED THEN INSERT (id, name) VALUES (s.id, s.name)
---
# accept several rows of given values, one of them NULL
# ? long 1
# ? text Many S3CRET
# ? text n1 S3CRET
# ? long 1303
# ? text More S3CRET
# ? null x
MERGE INTO patient p USING (VALUES (?, ?, ?), (?, ?, ?)) v(id, name, note) ON p.id = v.id AND p.tenant_id = 'acme' WHEN MATCHED THEN UPDATE SET name = v.name, note = v.note WHEN NOT MATCHED THEN INSERT (tenant_id, id, name, note) VALUES ('acme', v.id, v.name, v.note)
---
# accept a literal through the source
MERGE INTO patient p USING (SELECT 'Lit S3CRET' AS name) s ON p.tenant_id = 'acme' AND p.id = 1 WHEN MATCHED THEN UPDATE SET name = s.name
---
# accept a value beside the source
# ? text Beside S3CRET
MERGE INTO patient p USING (SELECT 2 AS id) s ON p.tenant_id = 'acme' AND p.id = s.id WHEN MATCHED THEN UPDATE SET name = ?, dob = date '1907-07-07', visits = visits + 1
---
# accept delete and do nothing
MERGE INTO task t USING (SELECT 1 AS id UNION ALL SELECT 2 UNION ALL SELECT 77) s ON t.tenant_id = 'acme' AND t.id = s.id WHEN MATCHED AND t.id = 1 THEN DELETE WHEN MATCHED THEN DO NOTHING WHEN NOT MATCHED AND s.id > 100 THEN INSERT (tenant_id, id) VALUES ('acme', s.id) WHEN NOT MATCHED THEN DO NOTHING
---
# accept a source that is pinned by itself
MERGE INTO task t USING (SELECT id, tenant_id, city FROM patient WHERE tenant_id = 'acme') s ON t.tenant_id = s.tenant_id AND t.id = s.id WHEN MATCHED THEN UPDATE SET title = s.city WHEN NOT MATCHED THEN INSERT (tenant_id, id, title) VALUES (s.tenant_id, s.id, s.city)
---
# accept a source table that ON pins, where nothing is inserted
MERGE INTO task t USING patient p ON t.tenant_id = p.tenant_id AND t.id = p.id AND p.tenant_id = 'acme' WHEN MATCHED THEN UPDATE SET title = p.city
---
# accept cells of the same column out of the source
MERGE INTO patient t USING (SELECT tenant_id, id + 1400 AS id, name FROM patient WHERE tenant_id = 'acme') s ON t.tenant_id = s.tenant_id AND t.id = s.id WHEN NOT MATCHED THEN INSERT (tenant_id, id, name) VALUES (s.tenant_id, s.id, s.name)
---
# accept rows that no source row matches, pinned by the clause
MERGE INTO task t USING (SELECT 1 AS id) s ON t.tenant_id = 'acme' AND t.id = s.id WHEN NOT MATCHED BY SOURCE AND t.tenant_id = 'acme' AND t.id > 2 THEN DELETE
---
# accept rows that no source row matches, scoped
# mode scope
MERGE INTO task t USING (SELECT 1 AS id) s ON t.id = s.id WHEN NOT MATCHED BY SOURCE THEN DELETE WHEN MATCHED THEN UPDATE SET title = 'kept'
---
# accept returning of both sides
# ? text Ret S3CRET
MERGE INTO patient p USING (SELECT 1 AS k, cast(? AS varchar(120)) AS n) s ON p.tenant_id = 'acme' AND p.id = s.k WHEN MATCHED THEN UPDATE SET name = s.n RETURNING merge_action(), p.id, p.name, s.n
---
# accept returning everything
MERGE INTO patient p USING (SELECT 1 AS k) s ON p.tenant_id = 'acme' AND p.id = s.k WHEN MATCHED THEN UPDATE SET visits = 9 RETURNING *
---
# accept a common table expression as the source
# ? text Cte S3CRET
WITH s AS (SELECT 2 AS k, cast(? AS varchar(120)) AS n) MERGE INTO patient p USING s ON p.tenant_id = 'acme' AND p.id = s.k WHEN MATCHED THEN UPDATE SET name = s.n
---
# accept only the table itself
MERGE INTO ONLY task t USING (SELECT 3 AS id) s ON t.tenant_id = 'acme' AND t.id = s.id WHEN MATCHED THEN DELETE
---
# accept case with when and then of its own
MERGE INTO task t USING (SELECT 3 AS id) s ON t.tenant_id = 'acme' AND t.id = s.id WHEN MATCHED AND CASE WHEN NOT t.id = 3 THEN false ELSE true END THEN UPDATE SET title = CASE WHEN t.id = 3 THEN 'three' END
---
# accept values without a list of columns
MERGE INTO task t USING (SELECT 1305 AS id) s ON t.tenant_id = 'acme' AND t.id = s.id WHEN NOT MATCHED THEN INSERT VALUES ('acme', s.id, 'x')
---
# refuse TC001 another tenant's row through ON
# mode refuse
MERGE INTO patient p USING (SELECT 1 AS id) s ON p.id = s.id WHEN MATCHED THEN UPDATE SET visits = 0
---
# refuse TC001 ON under OR
# mode refuse
MERGE INTO patient p USING (SELECT 1 AS id) s ON p.id = s.id OR p.tenant_id = 'acme' WHEN MATCHED THEN DELETE
---
# refuse TC001 a foreign tenant in ON
MERGE INTO task t USING (SELECT 1 AS id) s ON t.id = s.id AND t.tenant_id = 'globex' WHEN MATCHED THEN DELETE
---
# refuse TC001 a foreign tenant through the source
# ? text globex
MERGE INTO task t USING (SELECT 1 AS id, cast(? AS varchar(63)) AS tenant) s ON t.id = s.id AND t.tenant_id = s.tenant WHEN MATCHED THEN DELETE
---
# refuse TC001 one of the source's rows names a foreign tenant
MERGE INTO task t USING (VALUES (1, 'acme'), (2, 'globex')) s(id, tenant) ON t.id = s.id AND t.tenant_id = s.tenant WHEN MATCHED THEN DELETE
---
# refuse TC001 a cast that would cut the tenant
# mode refuse
# ? text acme
MERGE INTO task t USING (SELECT 1 AS id, cast(? AS varchar(3)) AS tenant) s ON t.id = s.id AND t.tenant_id = s.tenant WHEN MATCHED THEN DELETE
---
# refuse TC001 an insert for a foreign tenant
MERGE INTO task t USING (SELECT 1306 AS id) s ON t.id = s.id AND t.tenant_id = 'acme' WHEN NOT MATCHED THEN INSERT (tenant_id, id) VALUES ('globex', s.id)
---
# refuse TC001 an insert for a tenant out of the source
MERGE INTO task t USING (SELECT 1306 AS id, 'globex' AS t) s ON t.id = s.id AND t.tenant_id = 'acme' WHEN NOT MATCHED THEN INSERT (tenant_id, id) VALUES (s.t, s.id)
---
# refuse TC001 an insert without its tenant
# mode refuse
MERGE INTO task t USING (SELECT 1306 AS id) s ON t.id = s.id AND t.tenant_id = 'acme' WHEN NOT MATCHED THEN INSERT (id) VALUES (s.id)
---
# refuse TC001 an update of the tenancy column
MERGE INTO task t USING (SELECT 1 AS id) s ON t.id = s.id AND t.tenant_id = 'acme' WHEN MATCHED THEN UPDATE SET tenant_id = 'globex'
---
# refuse TC001 rows that no source row matches are every tenant's
# mode refuse
MERGE INTO task t USING (SELECT 1 AS id) s ON t.id = s.id AND t.tenant_id = 'acme' WHEN NOT MATCHED BY SOURCE THEN DELETE
---
# refuse TC001 the same with a condition that does not pin
# mode refuse
MERGE INTO task t USING (SELECT 1 AS id) s ON t.id = s.id AND t.tenant_id = 'acme' WHEN NOT MATCHED BY SOURCE AND (t.tenant_id = 'acme' OR t.id > 0) THEN DELETE
---
# refuse TC001 the source is not pinned
# mode refuse
MERGE INTO task t USING (SELECT id FROM patient) s ON t.id = s.id AND t.tenant_id = 'acme' WHEN MATCHED THEN DELETE
---
# refuse TC001 ON does not restrict a source that is inserted from
MERGE INTO task t USING patient p ON t.id = p.id AND t.tenant_id = 'acme' AND p.tenant_id = 'acme' WHEN NOT MATCHED THEN INSERT (tenant_id, id, title) VALUES ('acme', p.id, p.city)
---
# refuse TC001 a subquery in an assignment
# mode refuse
MERGE INTO task t USING (SELECT 1 AS id) s ON t.id = s.id AND t.tenant_id = 'acme' WHEN MATCHED THEN UPDATE SET title = (SELECT max(city) FROM patient)
---
# refuse TC001 a subquery in a condition
# mode refuse
MERGE INTO task t USING (SELECT 1 AS id) s ON t.id = s.id AND t.tenant_id = 'acme' WHEN MATCHED AND EXISTS (SELECT 1 FROM patient) THEN DELETE
---
# refuse TC001 a subquery in the condition of DO NOTHING
# mode refuse
MERGE INTO task t USING (SELECT 1 AS id) s ON t.id = s.id AND t.tenant_id = 'acme' WHEN NOT MATCHED AND EXISTS (SELECT 1 FROM patient) THEN DO NOTHING
---
# refuse TC002 a protected column in ON
# ? text S3CRET
MERGE INTO patient p USING (SELECT cast(? AS varchar(120)) AS n) s ON p.name = s.n AND p.tenant_id = 'acme' WHEN MATCHED THEN DELETE
---
# refuse TC002 a value that is stored and compared
# ? text S3CRET
MERGE INTO patient p USING (SELECT cast(? AS varchar(120)) AS n) s ON p.id = 1 AND p.tenant_id = 'acme' WHEN MATCHED AND s.n <> 'x' THEN UPDATE SET name = s.n
---
# refuse TC002 a cell into a table that holds none
MERGE INTO log_line l USING (SELECT id, name FROM patient WHERE tenant_id = 'acme') s ON l.id = s.id WHEN NOT MATCHED THEN INSERT (id, line) VALUES (s.id, s.name)
---
# refuse TC002 a computed value
# ? text S3CRET
MERGE INTO patient p USING (SELECT upper(?) AS n) s ON p.id = 1 AND p.tenant_id = 'acme' WHEN MATCHED THEN UPDATE SET name = s.n

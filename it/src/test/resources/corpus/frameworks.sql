# accept what Hibernate writes for @TenantId: an update
# mode refuse
# ? text moved
# ? long 1
# ? text acme
UPDATE task SET title = ? WHERE id = ? AND tenant_id=coalesce(?,tenant_id)
---
# accept what Hibernate writes for @TenantId: a delete
# mode refuse
# ? long 3
# ? text acme
delete from task t where t.id=? and t.tenant_id=coalesce(?,t.tenant_id)
---
# accept the same with a literal, turned round
# mode refuse
SELECT id FROM task WHERE (COALESCE('acme', tenant_id)) = tenant_id ORDER BY id
---
# refuse TC001 another tenant in it
# ? text moved
# ? text globex
UPDATE task SET title = ? WHERE id = 1 AND tenant_id = coalesce(?, tenant_id)
---
# refuse TC001 nobody in it, which would mean everybody
# ? text moved
# ? null varchar
UPDATE task SET title = ? WHERE id = 1 AND tenant_id = coalesce(?, tenant_id)
---
# refuse TC001 NULL in it
# mode refuse
UPDATE task SET title = 'x' WHERE tenant_id = coalesce(NULL, tenant_id)
---
# refuse TC001 the column first
# mode refuse
# ? text acme
UPDATE task SET title = 'x' WHERE tenant_id = coalesce(tenant_id, ?)
---
# refuse TC001 another column first
# mode refuse
UPDATE task SET title = 'x' WHERE tenant_id = coalesce(title, tenant_id)
---
# refuse TC001 another table's column behind it
# mode refuse
# ? text acme
SELECT t.id FROM task t, visit v WHERE t.tenant_id = coalesce(?, v.tenant_id)
---
# refuse TC001 a value of a query in it, which an outer join can make NULL
# mode refuse
# ? text acme
SELECT t.id FROM task t LEFT JOIN (SELECT cast(? AS text) AS x) d ON 1 = 0 WHERE t.tenant_id = coalesce(d.x, t.tenant_id)
---
# refuse TC001 three in it
# mode refuse
# ? text acme
SELECT id FROM task WHERE tenant_id = coalesce(?, tenant_id, title)
---
# refuse TC001 under another function
# mode refuse
# ? text acme
SELECT id FROM task WHERE tenant_id = lower(coalesce(?, tenant_id))
---
# refuse TC003 a function of that name in quotes
# ? text acme
SELECT id FROM task WHERE tenant_id = 'acme' AND title = "coalesce"(?, title)
---
# refuse TC003 grammar in quotes
SELECT "greatest"(id, 1) FROM task WHERE tenant_id = 'acme'
---
# accept an alias of INSERT: values
insert into task as t1_0(tenant_id,id,title) values ('acme',51,'a'), ('acme',52,'b')
---
# accept an alias of INSERT that omits the tenancy column
# mode scope
insert into task as t1_0(id,title) values (51,'a'), (52,'b')
---
# accept an alias of INSERT without columns
insert into task as t1_0 values ('acme', 53, 'c')
---
# accept an alias of INSERT: a query
# mode scope
insert into task as t1_0(id,title) select t2_0.id+60,t2_0.title||'!' from task t2_0
---
# accept an alias of INSERT: an upsert of a protected column
# ? text S3CRET one
# ? text S3CRET two
insert into patient as p1_0(tenant_id,id,name) values ('acme',1,?) on conflict (tenant_id,id) do update set name = ?
---
# refuse TC001 an alias of INSERT that omits the tenancy column
# mode refuse
insert into task as t1_0(id,title) values (51,'a')
---
# accept casts to types of several words (jOOQ)
# ? text 1907-09-09 01:02:03+00
# ? text 1907-09-09 01:02:03
# ? text 19.07
# ? text 19071907-1907-1907-0000-00000000005a
INSERT INTO reading (tenant_id, id, seen, at, score, device) VALUES ('acme', 70, cast(? as timestamp with time zone), cast(? as timestamp without time zone), cast(? as double precision), cast(? as uuid))
---
# accept casts with the precision that times have (Hibernate)
# ? text 1907-09-09 01:02:03+00
# ? text 1907-09-09 01:02:03
# ? text 01:02:03
INSERT INTO reading (tenant_id, id, seen, at, taken) VALUES ('acme', 71, cast(? as timestamp(6) with time zone), cast(? as timestamp(6)), cast(? as time(6)))
---
# refuse TC002 a cast that would round
# ? text 1907-09-09 01:02:03.456+00
INSERT INTO reading (tenant_id, id, seen) VALUES ('acme', 72, cast(? as timestamp(3) with time zone))
---
# accept a cast of text to its own type
# ? text S3CRET varying
UPDATE patient SET note = cast(? as character varying) WHERE tenant_id = 'acme' AND id = 1
---
# accept a cast to the column's own length (Hibernate)
# ? text S3CRET-LEN
# ? text S3CRET varying
UPDATE patient SET ssn = cast(? as varchar(11)), name = cast(? as character varying (120)) WHERE tenant_id = 'acme' AND id = 1
---
# refuse TC002 a cast that would shorten
# ? text S3CRET-LEN
UPDATE patient SET ssn = cast(? as varchar(5)) WHERE tenant_id = 'acme' AND id = 1
---
# accept a cast to the column's own precision
# ? text 19.07
UPDATE reading SET weight = cast(? as numeric(6, 2)) WHERE tenant_id = 'acme' AND id = 1
---
# refuse TC001 a cast that shortens the tenant's name to another's
# mode refuse
# ? text acme
SELECT id FROM task WHERE tenant_id = cast(? as varchar(3))
---
# accept typed and cast literals (jOOQ)
INSERT INTO reading (tenant_id, id, seen, at, device, taken) VALUES ('acme', 73, timestamp with time zone '1907-09-09 01:02:03+00:00', timestamp '1907-09-09 01:02:03', cast('19071907-1907-1907-0000-00000000005a' as uuid), time '09:00:00')
---
# accept a cast literal that names the tenant
# mode refuse
SELECT id FROM task WHERE tenant_id = cast('acme' as character varying) ORDER BY id
---
# refuse TC001 a cast literal that names another
SELECT id FROM task WHERE tenant_id = cast('globex' as character varying) ORDER BY id
---
# accept WITH TIES
# ? int 1
SELECT city, id FROM patient WHERE tenant_id = 'acme' ORDER BY city FETCH NEXT ? ROWS WITH TIES
---
# accept ROLLUP and CUBE of columns that are not protected
SELECT city, visits, count(*) FROM patient WHERE tenant_id = 'acme' GROUP BY rollup (city), cube (visits) ORDER BY 1 NULLS FIRST, 2 NULLS FIRST, 3
---
# refuse TC002 ROLLUP of a protected column
SELECT count(*) FROM patient WHERE tenant_id = 'acme' GROUP BY rollup (ssn)
---
# accept an operator against a column
SELECT v.id FROM (SELECT id, array[room] AS rooms FROM (SELECT id, finding IS NULL AS room, tenant_id FROM visit WHERE tenant_id = 'acme') x) v WHERE v.rooms@>array[true] ORDER BY 1

# mode refuse
---
# accept
((select "patient"."id" from "patient" where "patient"."tenant_id" = 'acme') intersect (select "tag"."id" from "tag" where "tag"."tenant_id" = 'acme')) except (select "visit"."id" from "visit" where ("visit"."tenant_id" = 'acme' and "visit"."id" = 2)) order by 1
---
# accept
delete from "tag" where ("tag"."tenant_id" = 'acme' and "tag"."id" = 83) returning "tag"."label"
---
# accept
delete from "tag" where ("tag"."tenant_id" = 'acme' and "tag"."id" = 85)
---
# accept
delete from "visit" where ("visit"."tenant_id" = 'acme' and "visit"."id" = 9 and "visit"."patient_id" in (select "patient"."id" from "patient" where "patient"."tenant_id" = 'acme'))
---
# accept
insert into "document" ("tenant_id", "id", "body", "secret", "keywords") values ('acme', 1, cast('{"a": 1}' as jsonb), 'S3CRET json', cast('{"red","blue"}' as varchar[]))
---
# accept
insert into "document" ("tenant_id", "id", "secret") values ('acme', 1, 'S3CRET upserted') on conflict ("id") do update set "secret" = 'S3CRET again' where "document"."tenant_id" = 'acme'
---
# accept
insert into "patient" ("tenant_id", "id", "name", "dob", "weight", "device", "seen_at", "note", "status", "external_id", "registered_at", "wakes_at") values ('acme', 90, 'S3CRET jooq', date '1907-09-09', 1907.99, cast('19071907-1907-1907-0000-00000000005a' as uuid), timestamp with time zone '1907-09-09 01:02:03+00:00', null, 'OPEN', cast('00000000-0000-0000-0000-00000000005a' as uuid), timestamp with time zone '2026-09-09 01:02:03+00:00', time '09:00:00')
---
# accept
insert into "patient" ("tenant_id", "id", "name", "status", "visits") values ('acme', 91, 'S3CRET default', 'OPEN', default)
---
# accept
insert into "tag" ("tenant_id", "id", "label") select "tag"."tenant_id", ("tag"."id" + 100), ("tag"."label" || '!') from "tag" where ("tag"."tenant_id" = 'acme' and "tag"."id" <= 2)
---
# accept
insert into "tag" ("tenant_id", "id", "label") values ('acme', 1, 'never') on conflict do nothing
---
# accept
insert into "tag" ("tenant_id", "id", "label") values ('acme', 1, 'upserted') on conflict ("tenant_id", "id") do update set "label" = excluded."label"
---
# accept
insert into "tag" ("tenant_id", "id", "label") values ('acme', 81, 'a'), ('acme', 82, 'b'), ('acme', 83, 'c')
---
# accept
insert into "tag" ("tenant_id", "id", "label") values ('acme', 84, 'd')
---
# accept
insert into "tag" ("tenant_id", "id", "label") values ('acme', 85, 'e')
---
# accept
insert into "tag" ("tenant_id", "id", "label") values ('acme', 86, 'new') on conflict ("tenant_id", "id") do update set "tenant_id" = excluded."tenant_id", "id" = excluded."id", "label" = excluded."label"
---
# accept
insert into "visit" ("tenant_id", "patient_id", "day", "finding", "fee") values ('acme', 1, date '2026-03-01', 'S3CRET jooq', 1907.00) returning "visit"."id", "visit"."finding"
---
# accept
merge into "tag" using (select 'acme' as "t", 2 as "i", 'merged' as "l") as "s" on ("tag"."tenant_id" = 'acme' and "tag"."id" = "s"."i") when matched then update set "label" = "s"."l" when not matched then insert ("tenant_id", "id", "label") values ("s"."t", "s"."i", "s"."l")
---
# accept
select "document"."body", "document"."secret", "document"."keywords" from "document" where ("document"."tenant_id" = 'acme' and "document"."keywords" @> cast('{"red"}' as varchar[]))
---
# accept
select "p"."id", "v"."room" from "patient" as "p" left outer join "visit" as "v" on ("v"."patient_id" = "p"."id" and "v"."tenant_id" = 'acme') where "p"."tenant_id" = 'acme' order by 1, 2
---
# accept
select "patient"."city", "patient"."id" from "patient" where ("patient"."tenant_id" = 'acme' and "patient"."id" <= 6) order by "patient"."city" fetch next 1 rows with ties
---
# accept
select "patient"."id" from "patient" where ("patient"."tenant_id" = 'acme' and "patient"."city" ilike (('%' || replace(replace(replace('ER', '!', '!!'), '%', '!%'), '_', '!_')) || '%') escape '!' and "patient"."id" <= 6) order by "patient"."id"
---
# accept
select "patient"."id" from "patient" where ("patient"."tenant_id" = 'acme' and "patient"."city" is distinct from 'Bern' and "patient"."id" <= 6) order by "patient"."id"
---
# accept
select "patient"."id" from "patient" where ("patient"."tenant_id" = 'acme' and "patient"."city" like 'A%' and "patient"."city" not like '%!_%' escape '!' and "patient"."id" <= 6) order by "patient"."id"
---
# accept
select "patient"."id" from "patient" where ("patient"."tenant_id" = 'acme' and "patient"."id" = any (cast('{1,4}' as bigint[])) and "patient"."id" <= 6) order by "patient"."id"
---
# accept
select "patient"."id" from "patient" where ("patient"."tenant_id" = 'acme' and "patient"."id" in (1, 2, 3, 77) and "patient"."id" <= 6) order by "patient"."id"
---
# accept
select "patient"."id" from "patient" where ("patient"."tenant_id" = 'acme' and "patient"."id" in (select "visit"."patient_id" from "visit" where ("visit"."tenant_id" = 'acme' and "visit"."room" = 'R1')) and "patient"."id" <= 6) order by "patient"."id"
---
# accept
select "patient"."id" from "patient" where ("patient"."tenant_id" = 'acme' and "patient"."visits" > 4 and not ("patient"."city" is null) and "patient"."id" <= 6) order by "patient"."id"
---
# accept
select "patient"."id" from "patient" where ("patient"."tenant_id" = 'acme' and "patient"."visits" between 2 and 4 and "patient"."visits" <> 3 and "patient"."id" <= 6) order by "patient"."id"
---
# accept
select "patient"."id" from "patient" where ("patient"."tenant_id" = 'acme' and ("patient"."city" not in ('Bern') or "patient"."ssn" is null) and "patient"."id" <= 6) order by "patient"."id"
---
# accept
select "patient"."id" from "patient" where ("patient"."tenant_id" = 'acme' and ("patient"."external_id" = cast('00000000-0000-abcd-0000-000000000001' as uuid) or "patient"."wakes_at" = time '06:02:00' or "patient"."registered_at" > timestamp with time zone '2026-02-08 00:00:00+00:00') and "patient"."id" <= 6) order by "patient"."id"
---
# accept
select "patient"."id" from "patient" where ("patient"."tenant_id" = 'acme' and ("patient"."external_id" = cast('00000000-0000-abcd-0000-000000000001' as uuid) or "patient"."wakes_at" = time '06:02:00') and "patient"."id" <= 6) order by "patient"."id"
---
# accept
select "patient"."id" from "patient" where ("patient"."tenant_id" = 'acme' and ("patient"."id", "patient"."visits") in ((1, 1), (2, 2)) and "patient"."id" <= 6) order by "patient"."id"
---
# accept
select "patient"."id" from "patient" where ("patient"."tenant_id" = 'acme' and exists (select 1 as "one" from "visit" where ("visit"."tenant_id" = 'acme' and "visit"."patient_id" = "patient"."id" and "visit"."minutes" > 60)) and "patient"."id" <= 6) order by "patient"."id"
---
# accept
select "patient"."id", "last"."d" from "patient", lateral (select max("visit"."day") as "d" from "visit" where ("visit"."tenant_id" = 'acme' and "visit"."patient_id" = "patient"."id")) as "last" where ("patient"."tenant_id" = 'acme' and "patient"."id" <= 6) order by "patient"."id"
---
# accept
select "patient"."id", "patient"."city" from "patient" where ("patient"."tenant_id" = 'acme' and "patient"."id" < 3) union all select "tag"."id", "tag"."label" from "tag" where ("tag"."tenant_id" = 'acme' and "tag"."id" < 3) order by 1, 2
---
# accept
select "patient"."id", "patient"."city" from "patient" where ("patient"."tenant_id" = 'acme' and ("patient"."city", "patient"."id") > ('Athens', 4)) order by "patient"."city", "patient"."id" fetch next 2 rows only
---
# accept
select "patient"."id", "patient"."name" from "patient" where "patient"."tenant_id" = 'acme' order by "patient"."id" offset 2 rows fetch next 2 rows only
---
# accept
select "patient"."id", "patient"."name", "patient"."ssn", "patient"."dob", "patient"."note", "patient"."weight", "patient"."device", "patient"."seen_at", "patient"."external_id", "patient"."registered_at", "patient"."wakes_at" from "patient" where ("patient"."tenant_id" = 'acme' and "patient"."id" = 3)
---
# accept
select "patient"."id", (select coalesce(jsonb_agg(jsonb_build_array(t."v0", t."v1")), jsonb_build_array()) from (select "visit"."id" as "v0", "visit"."room" as "v1" from "visit" where ("visit"."tenant_id" = 'acme' and "visit"."patient_id" = "patient"."id") order by "visit"."id") as t) from "patient" where ("patient"."tenant_id" = 'acme' and "patient"."id" <= 4) order by "patient"."id"
---
# accept
select "patient"."id", (select count(*) from "visit" where ("visit"."tenant_id" = 'acme' and "visit"."patient_id" = "patient"."id")) from "patient" where ("patient"."tenant_id" = 'acme' and "patient"."id" <= 6) order by "patient"."id"
---
# accept
select "patient"."id", case when "patient"."visits" > 3 then 'often' else 'seldom' end, coalesce("patient"."city", 'none'), upper("patient"."city"), (("patient"."city" || '-') || "patient"."status"), (("patient"."visits" + 1) * 2), cast("patient"."visits" as varchar), extract(year from "patient"."registered_at"), nullif("patient"."city", 'Bern'), substring("patient"."city", 1, 2), greatest("patient"."visits", 3) from "patient" where ("patient"."tenant_id" = 'acme' and "patient"."id" <= 6) order by "patient"."id"
---
# accept
select "tag"."id" from "tag" where ("tag"."tenant_id" = 'acme' and "tag"."id" = 1) for key share
---
# accept
select "tag"."id" from "tag" where ("tag"."tenant_id" = 'acme' and "tag"."id" = 1) for no key update nowait
---
# accept
select "tag"."id" from "tag" where ("tag"."tenant_id" = 'acme' and "tag"."id" = 1) for share
---
# accept
select "tag"."id", "tag"."label" from "tag" where "tag"."tenant_id" = 'acme' order by "tag"."id" fetch next 2 rows only for update of "tag" skip locked
---
# accept
select "visit"."id", "visit"."finding" from "visit" where "visit"."tenant_id" = 'acme' order by "visit"."id"
---
# accept
select "visit"."id", "visit"."finding", "visit"."fee", "patient"."name" from "visit" join "patient" on ("patient"."id" = "visit"."patient_id" and "patient"."tenant_id" = "visit"."tenant_id") where "visit"."tenant_id" = 'acme' order by "visit"."id"
---
# accept
select "visit"."id", ("visit"."day" + 1), extract(month from "visit"."day"), date_trunc('day', "visit"."day") from "visit" where ("visit"."tenant_id" = 'acme' and "visit"."day" <= date '2026-01-03' and "visit"."day" < current_date) order by "visit"."id"
---
# accept
select "visit"."id", row_number() over (partition by "visit"."room" order by "visit"."id"), sum("visit"."minutes") over (order by "visit"."id" rows between unbounded preceding and current row), lag("visit"."day") over (order by "visit"."id") from "visit" where "visit"."tenant_id" = 'acme' order by "visit"."id"
---
# accept
select "visit"."room", count(*) from "visit" where "visit"."tenant_id" = 'acme' group by rollup ("visit"."room") order by "visit"."room" asc nulls first, count(*)
---
# accept
select "visit"."room", count(*), count("visit"."finding"), count(distinct "visit"."patient_id"), sum("visit"."minutes"), avg("visit"."minutes"), max("visit"."day") from "visit" where "visit"."tenant_id" = 'acme' group by "visit"."room" having count(*) > 1 order by "visit"."room" desc nulls last
---
# accept
select * from "patient" where ("patient"."tenant_id" = 'acme' and "patient"."id" = 2)
---
# accept
select count(*) as "c" from (select "patient"."id" from "patient" where ("patient"."tenant_id" = 'acme' and "patient"."id" <= 6)) as "t" ("v0")
---
# accept
select count(*) filter (where "visit"."minutes" > 30), string_agg("visit"."room", ',' order by "visit"."id") from "visit" where "visit"."tenant_id" = 'acme'
---
# accept
select exists (select "patient"."id" from "patient" where "patient"."tenant_id" = 'acme')
---
# accept
select id, name from patient where tenant_id = 'acme' and id < 4 order by id
---
# accept
select jsonb_path_query_first("document"."body", cast('$.a' as jsonpath)), ("document"."body"->>'a') from "document" where "document"."tenant_id" = 'acme'
---
# accept
select nextval('"payment_seq"')
---
# accept
update "patient" set "note" = 'S3CRET updated', "visits" = ("patient"."visits" + 1), "city" = coalesce("patient"."city", 'none') where ("patient"."tenant_id" = 'acme' and "patient"."id" in (1, 2))
---
# accept
update "patient" set "ssn" = 'S3CRET-R' where ("patient"."tenant_id" = 'acme' and "patient"."id" = 4) returning "patient"."id", "patient"."ssn", "patient"."visits"
---
# refuse TC003 the parser cannot read (a, b) = row (…); set each column by itself
update "patient" set ("city", "visits") = row ('Zug', 11) where ("patient"."tenant_id" = 'acme' and "patient"."id" = 5)
---
# accept
update "tag" set "label" = 'f' where ("tag"."tenant_id" = 'acme' and "tag"."id" = 84)
---
# accept
update "visit" set "room" = "patient"."city" from "patient" where ("visit"."tenant_id" = 'acme' and "patient"."tenant_id" = 'acme' and "patient"."id" = "visit"."patient_id" and "patient"."id" = 2)
---
# accept
with "busy"("pid", "n") as (select "visit"."patient_id", count(*) from "visit" where "visit"."tenant_id" = 'acme' group by "visit"."patient_id") select "patient"."id", "patient"."name", "busy"."n" from "patient" join "busy" on "busy"."pid" = "patient"."id" where "patient"."tenant_id" = 'acme' order by "patient"."id"

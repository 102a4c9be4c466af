# mode refuse
---
# accept
((select "patient"."id" from "patient" where "patient"."tenant_id" = ?) intersect (select "tag"."id" from "tag" where "tag"."tenant_id" = ?)) except (select "visit"."id" from "visit" where ("visit"."tenant_id" = ? and "visit"."id" = ?)) order by 1
---
# accept
delete from "tag" where ("tag"."tenant_id" = 'acme' and "tag"."id" = 85)
---
# accept
delete from "tag" where ("tag"."tenant_id" = ? and "tag"."id" = ?) returning "tag"."label"
---
# accept
delete from "visit" where ("visit"."tenant_id" = ? and "visit"."id" = ? and "visit"."patient_id" in (select "patient"."id" from "patient" where "patient"."tenant_id" = ?))
---
# accept
insert into "document" ("tenant_id", "id", "body", "secret", "keywords") values (?, ?, cast(? as jsonb), ?, cast(? as varchar[]))
---
# accept
insert into "document" ("tenant_id", "id", "secret") values (?, ?, ?) on conflict ("id") do update set "secret" = ? where "document"."tenant_id" = ?
---
# accept
insert into "patient" ("tenant_id", "id", "name", "dob", "weight", "device", "seen_at", "note", "status", "external_id", "registered_at", "wakes_at") values (?, ?, ?, cast(? as date), ?, cast(? as uuid), cast(? as timestamp with time zone), ?, ?, cast(? as uuid), cast(? as timestamp with time zone), cast(? as time))
---
# accept
insert into "patient" ("tenant_id", "id", "name", "status", "visits") values (?, ?, ?, ?, default)
---
# accept
insert into "tag" ("tenant_id", "id", "label") select "tag"."tenant_id", ("tag"."id" + ?), ("tag"."label" || ?) from "tag" where ("tag"."tenant_id" = ? and "tag"."id" <= ?)
---
# accept
insert into "tag" ("tenant_id", "id", "label") values (?, ?, ?)
---
# accept
insert into "tag" ("tenant_id", "id", "label") values (?, ?, ?) on conflict ("tenant_id", "id") do update set "label" = excluded."label"
---
# accept
insert into "tag" ("tenant_id", "id", "label") values (?, ?, ?) on conflict ("tenant_id", "id") do update set "tenant_id" = excluded."tenant_id", "id" = excluded."id", "label" = excluded."label"
---
# accept
insert into "tag" ("tenant_id", "id", "label") values (?, ?, ?) on conflict do nothing
---
# accept
insert into "tag" ("tenant_id", "id", "label") values (?, ?, ?), (?, ?, ?), (?, ?, ?)
---
# accept
insert into "visit" ("tenant_id", "patient_id", "day", "finding", "fee") values (?, ?, cast(? as date), ?, ?) returning "visit"."id", "visit"."finding"
---
# accept
merge into "tag" using (select ? as "t", ? as "i", ? as "l") as "s" on ("tag"."tenant_id" = ? and "tag"."id" = "s"."i") when matched then update set "label" = "s"."l" when not matched then insert ("tenant_id", "id", "label") values ("s"."t", "s"."i", "s"."l")
---
# accept
select "document"."body", "document"."secret", "document"."keywords" from "document" where ("document"."tenant_id" = ? and "document"."keywords" @> cast(? as varchar[]))
---
# accept
select "p"."id", "v"."room" from "patient" as "p" left outer join "visit" as "v" on ("v"."patient_id" = "p"."id" and "v"."tenant_id" = ?) where "p"."tenant_id" = ? order by 1, 2
---
# accept
select "patient"."city", "patient"."id" from "patient" where ("patient"."tenant_id" = ? and "patient"."id" <= ?) order by "patient"."city" fetch next ? rows with ties
---
# accept
select "patient"."id" from "patient" where ("patient"."tenant_id" = ? and "patient"."city" ilike (('%' || replace(replace(replace(?, '!', '!!'), '%', '!%'), '_', '!_')) || '%') escape '!' and "patient"."id" <= ?) order by "patient"."id"
---
# accept
select "patient"."id" from "patient" where ("patient"."tenant_id" = ? and "patient"."city" is distinct from ? and "patient"."id" <= ?) order by "patient"."id"
---
# accept
select "patient"."id" from "patient" where ("patient"."tenant_id" = ? and "patient"."city" like ? and "patient"."city" not like ? escape '!' and "patient"."id" <= ?) order by "patient"."id"
---
# accept
select "patient"."id" from "patient" where ("patient"."tenant_id" = ? and "patient"."id" = any (cast(? as bigint[])) and "patient"."id" <= ?) order by "patient"."id"
---
# accept
select "patient"."id" from "patient" where ("patient"."tenant_id" = ? and "patient"."id" in (?, ?, ?, ?) and "patient"."id" <= ?) order by "patient"."id"
---
# accept
select "patient"."id" from "patient" where ("patient"."tenant_id" = ? and "patient"."id" in (select "visit"."patient_id" from "visit" where ("visit"."tenant_id" = ? and "visit"."room" = ?)) and "patient"."id" <= ?) order by "patient"."id"
---
# accept
select "patient"."id" from "patient" where ("patient"."tenant_id" = ? and "patient"."visits" > ? and not ("patient"."city" is null) and "patient"."id" <= ?) order by "patient"."id"
---
# accept
select "patient"."id" from "patient" where ("patient"."tenant_id" = ? and "patient"."visits" between ? and ? and "patient"."visits" <> ? and "patient"."id" <= ?) order by "patient"."id"
---
# accept
select "patient"."id" from "patient" where ("patient"."tenant_id" = ? and ("patient"."city" not in (?) or "patient"."ssn" is null) and "patient"."id" <= ?) order by "patient"."id"
---
# accept
select "patient"."id" from "patient" where ("patient"."tenant_id" = ? and ("patient"."external_id" = cast('00000000-0000-abcd-0000-000000000001' as uuid) or "patient"."wakes_at" = time '06:02:00') and "patient"."id" <= ?) order by "patient"."id"
---
# accept
select "patient"."id" from "patient" where ("patient"."tenant_id" = ? and ("patient"."external_id" = cast(? as uuid) or "patient"."wakes_at" = cast(? as time) or "patient"."registered_at" > cast(? as timestamp with time zone)) and "patient"."id" <= ?) order by "patient"."id"
---
# accept
select "patient"."id" from "patient" where ("patient"."tenant_id" = ? and ("patient"."id", "patient"."visits") in ((?, ?), (?, ?)) and "patient"."id" <= ?) order by "patient"."id"
---
# accept
select "patient"."id" from "patient" where ("patient"."tenant_id" = ? and exists (select 1 as "one" from "visit" where ("visit"."tenant_id" = ? and "visit"."patient_id" = "patient"."id" and "visit"."minutes" > ?)) and "patient"."id" <= ?) order by "patient"."id"
---
# accept
select "patient"."id", "last"."d" from "patient", lateral (select max("visit"."day") as "d" from "visit" where ("visit"."tenant_id" = ? and "visit"."patient_id" = "patient"."id")) as "last" where ("patient"."tenant_id" = ? and "patient"."id" <= ?) order by "patient"."id"
---
# accept
select "patient"."id", "patient"."city" from "patient" where ("patient"."tenant_id" = ? and "patient"."id" < ?) union all select "tag"."id", "tag"."label" from "tag" where ("tag"."tenant_id" = ? and "tag"."id" < ?) order by 1, 2
---
# accept
select "patient"."id", "patient"."city" from "patient" where ("patient"."tenant_id" = ? and ("patient"."city", "patient"."id") > (?, ?)) order by "patient"."city", "patient"."id" fetch next ? rows only
---
# accept
select "patient"."id", "patient"."name" from "patient" where "patient"."tenant_id" = ? order by "patient"."id" offset ? rows fetch next ? rows only
---
# accept
select "patient"."id", "patient"."name", "patient"."ssn", "patient"."dob", "patient"."note", "patient"."weight", "patient"."device", "patient"."seen_at", "patient"."external_id", "patient"."registered_at", "patient"."wakes_at" from "patient" where ("patient"."tenant_id" = ? and "patient"."id" = ?)
---
# accept
select "patient"."id", (select coalesce(jsonb_agg(jsonb_build_array(t."v0", t."v1")), jsonb_build_array()) from (select "visit"."id" as "v0", "visit"."room" as "v1" from "visit" where ("visit"."tenant_id" = ? and "visit"."patient_id" = "patient"."id") order by "visit"."id") as t) from "patient" where ("patient"."tenant_id" = ? and "patient"."id" <= ?) order by "patient"."id"
---
# accept
select "patient"."id", (select count(*) from "visit" where ("visit"."tenant_id" = ? and "visit"."patient_id" = "patient"."id")) from "patient" where ("patient"."tenant_id" = ? and "patient"."id" <= ?) order by "patient"."id"
---
# accept
select "patient"."id", case when "patient"."visits" > ? then ? else ? end, coalesce("patient"."city", ?), upper("patient"."city"), (("patient"."city" || ?) || "patient"."status"), (("patient"."visits" + ?) * ?), cast("patient"."visits" as varchar), extract(year from "patient"."registered_at"), nullif("patient"."city", ?), substring("patient"."city", ?, ?), greatest("patient"."visits", ?) from "patient" where ("patient"."tenant_id" = ? and "patient"."id" <= ?) order by "patient"."id"
---
# accept
select "tag"."id" from "tag" where ("tag"."tenant_id" = ? and "tag"."id" = ?) for key share
---
# accept
select "tag"."id" from "tag" where ("tag"."tenant_id" = ? and "tag"."id" = ?) for no key update nowait
---
# accept
select "tag"."id" from "tag" where ("tag"."tenant_id" = ? and "tag"."id" = ?) for share
---
# accept
select "tag"."id", "tag"."label" from "tag" where "tag"."tenant_id" = ? order by "tag"."id" fetch next ? rows only for update of "tag" skip locked
---
# accept
select "visit"."id", "visit"."finding" from "visit" where "visit"."tenant_id" = ? order by "visit"."id"
---
# accept
select "visit"."id", "visit"."finding", "visit"."fee", "patient"."name" from "visit" join "patient" on ("patient"."id" = "visit"."patient_id" and "patient"."tenant_id" = "visit"."tenant_id") where "visit"."tenant_id" = ? order by "visit"."id"
---
# accept
select "visit"."id", ("visit"."day" + ?), extract(month from "visit"."day"), date_trunc('day', "visit"."day") from "visit" where ("visit"."tenant_id" = ? and "visit"."day" <= cast(? as date) and "visit"."day" < current_date) order by "visit"."id"
---
# accept
select "visit"."id", row_number() over (partition by "visit"."room" order by "visit"."id"), sum("visit"."minutes") over (order by "visit"."id" rows between unbounded preceding and current row), lag("visit"."day") over (order by "visit"."id") from "visit" where "visit"."tenant_id" = ? order by "visit"."id"
---
# accept
select "visit"."room", count(*) from "visit" where "visit"."tenant_id" = ? group by rollup ("visit"."room") order by "visit"."room" asc nulls first, count(*)
---
# accept
select "visit"."room", count(*), count("visit"."finding"), count(distinct "visit"."patient_id"), sum("visit"."minutes"), avg("visit"."minutes"), max("visit"."day") from "visit" where "visit"."tenant_id" = ? group by "visit"."room" having count(*) > ? order by "visit"."room" desc nulls last
---
# accept
select * from "patient" where ("patient"."tenant_id" = ? and "patient"."id" = ?)
---
# accept
select count(*) as "c" from (select "patient"."id" from "patient" where ("patient"."tenant_id" = ? and "patient"."id" <= ?)) as "t" ("v0")
---
# accept
select count(*) filter (where "visit"."minutes" > ?), string_agg("visit"."room", ',' order by "visit"."id") from "visit" where "visit"."tenant_id" = ?
---
# accept
select exists (select "patient"."id" from "patient" where "patient"."tenant_id" = ?)
---
# accept
select id, name from patient where tenant_id = ? and id < ? order by id
---
# accept
select jsonb_path_query_first("document"."body", cast(? as jsonpath)), ("document"."body"->>?) from "document" where "document"."tenant_id" = ?
---
# accept
select nextval('"payment_seq"')
---
# accept
update "patient" set "note" = ?, "visits" = ("patient"."visits" + ?), "city" = coalesce("patient"."city", ?) where ("patient"."tenant_id" = ? and "patient"."id" in (?, ?))
---
# accept
update "patient" set "ssn" = ? where ("patient"."tenant_id" = ? and "patient"."id" = ?) returning "patient"."id", "patient"."ssn", "patient"."visits"
---
# refuse TC003 the parser cannot read (a, b) = row (…); set each column by itself
update "patient" set ("city", "visits") = row (?, ?) where ("patient"."tenant_id" = ? and "patient"."id" = ?)
---
# accept
update "tag" set "label" = 'f' where ("tag"."tenant_id" = 'acme' and "tag"."id" = 84)
---
# accept
update "visit" set "room" = "patient"."city" from "patient" where ("visit"."tenant_id" = ? and "patient"."tenant_id" = ? and "patient"."id" = "visit"."patient_id" and "patient"."id" = ?)
---
# accept
with "busy"("pid", "n") as (select "visit"."patient_id", count(*) from "visit" where "visit"."tenant_id" = ? group by "visit"."patient_id") select "patient"."id", "patient"."name", "busy"."n" from "patient" join "busy" on "busy"."pid" = "patient"."id" where "patient"."tenant_id" = ? order by "patient"."id"

# mode scope
---
# accept
(select p1_0.id,p1_0.visits from patient p1_0 where p1_0.id<5 intersect select p2_0.id,p2_0.visits from patient p2_0 where p2_0.id>1) except select p3_0.id,p3_0.visits from patient p3_0 where p3_0.id<>4
---
# accept
delete from nurse where id=?
---
# accept
delete from patient where id=? and version=?
---
# accept
delete from patient_phone where patient_id=?
---
# accept
delete from patient_tag where patient_id=? and tag_id=?
---
# accept
delete from payment cp1_0 where cp1_0.amount>10 and cp1_0.dtype='CARD'
---
# accept
delete from staff where id=?
---
# accept
delete from tag t1_0 where t1_0.id>3 and not exists(select p1_0.id from patient p1_0 where p1_0.city=t1_0.label)
---
# accept
delete from tag t1_0 where t1_0.label=?
---
# accept
delete from tag where id=?
---
# accept
delete from visit v1_0 where v1_0.minutes>? and v1_0.id<=9
---
# accept
delete from visit where id=?
---
# accept
insert into doctor (field,licence,id) values (?,?,?)
---
# accept
insert into document (body,keywords,secret,id) values (cast(? as jsonb),?,?,?)
---
# accept
insert into document as d1_0(id,secret) values (6,'S3CRET HQL') on conflict(id) do update set secret=excluded.secret
---
# accept
insert into nurse (shift,id) values (?,?)
---
# accept
insert into patient (blood,city,country_code,device,dob,external_id,name,note,registered_at,seen_at,ssn,status,version,visits,wakes_at,weight,id) values (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)
---
# accept
insert into patient_phone (patient_id,kind,phone) values (?,?,?)
---
# accept
insert into patient_tag (patient_id,tag_id) values (?,?)
---
# accept
insert into payment (amount,card,dtype,id) values (?,?,'CARD',?)
---
# accept
insert into payment (amount,iban,dtype,id) values (?,?,'TRANSFER',?)
---
# accept
insert into payment as cp1_0(amount,card,dtype,id) values (7.5,'S3CRET-HQL','CARD',?)
---
# accept
insert into staff (name,ward,dtype,id) values (?,?,'DOCTOR',?)
---
# accept
insert into staff (name,ward,dtype,id) values (?,?,'NURSE',?)
---
# accept
insert into tag (id, label) values (3, 'x'), (31, 'y') on conflict (tenant_id, id) do update set label = excluded.label
---
# accept
insert into tag (label,id) values (?,?)
---
# accept
insert into tag as t1_0(id,label) select (t2_0.id+60),(t2_0.label||'!') from tag t2_0 where t2_0.id<3
---
# accept
insert into tag as t1_0(id,label) values (51,'a'), (52,'b')
---
# accept
insert into tag as t1_0(id,label) values (51,'c') on conflict do nothing
---
# accept
insert into visit (day,fee,finding,minutes,patient_id,room) values (?,?,?,?,?,?)
---
# accept
merge into document as t using (select cast(? as bigint) id, cast(? as varchar) secret) as s on (t.id=s.id) when not matched then insert (id, secret) values (s.id, s.secret)  when matched then update set secret=s.secret
---
# accept
select * from patient where id = ?
---
# accept
select c1_0.code,c1_0.name from country c1_0 where c1_0.code=?
---
# accept
select count(*) filter (where v1_0.minutes>30),bool_and(v1_0.minutes>0) from visit v1_0 where v1_0.id<9
---
# accept
select count(*) filter (where v1_0.minutes>30),string_agg(v1_0.room,',' order by v1_0.id) from visit v1_0 where v1_0.id<9
---
# accept
select count(p1_0.id) from payment p1_0
---
# accept
select count(v1_0.id) from visit v1_0
---
# accept
select count(v1_0.id),count(v1_0.finding),min(v1_0.minutes),max(v1_0.day),avg(v1_0.minutes) from visit v1_0 where v1_0.id<=9
---
# accept
select cp1_0.id,cp1_0.amount,cp1_0.card from payment cp1_0 where cp1_0.dtype='CARD' order by cp1_0.id
---
# accept
select d1_0.id,cardinality(d1_0.keywords) from document d1_0 where d1_0.keywords@>cast(array['red'] as varchar array) order by d1_0.id
---
# accept
select d1_0.id,d1_0.body,d1_0.keywords,d1_0.secret from document d1_0 order by d1_0.id
---
# accept
select d1_0.id,d1_1.name,d1_1.ward,d1_0.field,d1_0.licence from doctor d1_0 join staff d1_1 on d1_0.id=d1_1.id where d1_0.field like 'f%' escape '' order by d1_0.id
---
# refuse TC002 DISTINCT compares cells, and cells of one value differ; a join fetch needs none
select distinct p1_0.id,p1_0.blood,p1_0.city,p1_0.country_code,p1_0.device,p1_0.dob,p1_0.external_id,p1_0.name,p1_0.note,p1_0.registered_at,p1_0.seen_at,p1_0.ssn,p1_0.status,p1_0.version,vl1_0.patient_id,vl1_0.id,vl1_0.day,vl1_0.fee,vl1_0.finding,vl1_0.minutes,vl1_0.room,p1_0.visits,p1_0.wakes_at,p1_0.weight from patient p1_0 left join visit vl1_0 on p1_0.id=vl1_0.patient_id where p1_0.id=1 order by vl1_0.day,vl1_0.id
---
# accept
select id from tag where id=? for update
---
# accept
select m1_0.id,m1_0.secret from document m1_0 where m1_0.id=5
---
# accept
select nextval('patient_seq')
---
# accept
select nextval('payment_seq')
---
# accept
select p1_0.city,count(p1_0.id),sum(p1_0.visits) from patient p1_0 where p1_0.id<=6 group by p1_0.city having count(p1_0.id)>1 order by p1_0.city
---
# accept
select p1_0.id from patient p1_0 where (select count(*) from patient_tag t1_0 where p1_0.id=t1_0.patient_id)>1 and exists(select 1 from visit vl1_0 where p1_0.id=vl1_0.patient_id) order by p1_0.id
---
# accept
select p1_0.id from patient p1_0 where exists(select 1 from patient_tag t1_0 where p1_0.id=t1_0.patient_id and t1_0.tag_id=?) order by p1_0.id
---
# accept
select p1_0.id from patient p1_0 where exists(select v1_0.id from visit v1_0 where v1_0.patient_id=p1_0.id and v1_0.minutes>60) order by p1_0.id
---
# accept
select p1_0.id from patient p1_0 where p1_0.city not in ('Bern','Basel') and p1_0.city like 'A%' escape '' and p1_0.city not like '%!_%' escape '!' order by p1_0.id
---
# accept
select p1_0.id from patient p1_0 where p1_0.external_id=? or p1_0.registered_at>? or p1_0.wakes_at=? order by p1_0.id
---
# accept
select p1_0.id from patient p1_0 where p1_0.id in (?) order by p1_0.id
---
# accept
select p1_0.id from patient p1_0 where p1_0.id in (?,?,?,?) order by p1_0.id
---
# accept
select p1_0.id from patient p1_0 where p1_0.id in (?,?,?,?,?,?,?,?) order by p1_0.id
---
# accept
select p1_0.id from patient p1_0 where p1_0.id in (select v1_0.patient_id from visit v1_0 where v1_0.room='R1') and p1_0.visits>=all(select 0 from tag t1_0) order by p1_0.id
---
# accept
select p1_0.id from patient p1_0 where p1_0.note is null order by p1_0.id
---
# accept
select p1_0.id from patient p1_0 where p1_0.registered_at<localtimestamp and p1_0.id<=6 order by p1_0.id
---
# accept
select p1_0.id from patient p1_0 where p1_0.ssn is null or p1_0.wakes_at is null or (p1_0.note is not null and p1_0.visits=6) order by p1_0.id
---
# refuse TC002 cells of one value differ, so they cannot be compared
select p1_0.id from patient p1_0 where p1_0.ssn=?
---
# accept
select p1_0.id,case when p1_0.visits>3 then 'often' else 'seldom' end,coalesce(p1_0.city,'none'),nullif(p1_0.city,'Bern') from patient p1_0 where p1_0.id<=6 order by p1_0.id
---
# accept
select p1_0.id,cast(p1_0.visits as varchar),cast(p1_0.external_id as varchar) from patient p1_0 where p1_0.city ilike 'B%' escape '' and p1_0.id<9 order by p1_0.id
---
# accept
select p1_0.id,count(vl1_0.id) from patient p1_0 left join visit vl1_0 on p1_0.id=vl1_0.patient_id where p1_0.id<=6 group by p1_0.id order by count(vl1_0.id) desc,p1_0.id
---
# accept
select p1_0.id,p1_0.blood,p1_0.city,c1_0.code,c1_0.name,p1_0.device,p1_0.dob,p1_0.external_id,p1_0.name,p1_0.note,p1_0.registered_at,p1_0.seen_at,p1_0.ssn,p1_0.status,t1_0.patient_id,t1_1.id,t1_1.label,p1_0.version,p1_0.visits,p1_0.wakes_at,p1_0.weight from patient p1_0 left join patient_tag t1_0 on p1_0.id=t1_0.patient_id left join tag t1_1 on t1_1.id=t1_0.tag_id left join country c1_0 on c1_0.code=p1_0.country_code where p1_0.id<=6
---
# accept
select p1_0.id,p1_0.blood,p1_0.city,p1_0.country_code,p1_0.device,p1_0.dob,p1_0.external_id,p1_0.name,p1_0.note,p1_0.registered_at,p1_0.seen_at,p1_0.ssn,p1_0.status,p1_0.version,p1_0.visits,p1_0.wakes_at,p1_0.weight from patient p1_0 where (p1_0.city=? and p1_0.visits>=? or lower(p1_0.city) like ? escape '') and p1_0.name is not null order by p1_0.id
---
# accept
select p1_0.id,p1_0.blood,p1_0.city,p1_0.country_code,p1_0.device,p1_0.dob,p1_0.external_id,p1_0.name,p1_0.note,p1_0.registered_at,p1_0.seen_at,p1_0.ssn,p1_0.status,p1_0.version,p1_0.visits,p1_0.wakes_at,p1_0.weight from patient p1_0 where p1_0.city=? order by p1_0.id
---
# accept
select p1_0.id,p1_0.blood,p1_0.city,p1_0.country_code,p1_0.device,p1_0.dob,p1_0.external_id,p1_0.name,p1_0.note,p1_0.registered_at,p1_0.seen_at,p1_0.ssn,p1_0.status,p1_0.version,p1_0.visits,p1_0.wakes_at,p1_0.weight from patient p1_0 where p1_0.id = any (?)
---
# accept
select p1_0.id,p1_0.blood,p1_0.city,p1_0.country_code,p1_0.device,p1_0.dob,p1_0.external_id,p1_0.name,p1_0.note,p1_0.registered_at,p1_0.seen_at,p1_0.ssn,p1_0.status,p1_0.version,p1_0.visits,p1_0.wakes_at,p1_0.weight from patient p1_0 where p1_0.id<4 order by p1_0.id fetch first ? rows only for no key update skip locked
---
# accept
select p1_0.id,p1_0.blood,p1_0.city,p1_0.country_code,p1_0.device,p1_0.dob,p1_0.external_id,p1_0.name,p1_0.note,p1_0.registered_at,p1_0.seen_at,p1_0.ssn,p1_0.status,p1_0.version,p1_0.visits,p1_0.wakes_at,p1_0.weight from patient p1_0 where p1_0.id<=6 order by p1_0.id offset ? rows fetch first ? rows only
---
# accept
select p1_0.id,p1_0.blood,p1_0.city,p1_0.country_code,p1_0.device,p1_0.dob,p1_0.external_id,p1_0.name,p1_0.note,p1_0.registered_at,p1_0.seen_at,p1_0.ssn,p1_0.status,p1_0.version,p1_0.visits,p1_0.wakes_at,p1_0.weight from patient p1_0 where p1_0.id=1 for no key update nowait
---
# accept
select p1_0.id,p1_0.blood,p1_0.city,p1_0.country_code,p1_0.device,p1_0.dob,p1_0.external_id,p1_0.name,p1_0.note,p1_0.registered_at,p1_0.seen_at,p1_0.ssn,p1_0.status,p1_0.version,p1_0.visits,p1_0.wakes_at,p1_0.weight from patient p1_0 where p1_0.id=?
---
# accept
select p1_0.id,p1_0.blood,p1_0.city,p1_0.country_code,p1_0.device,p1_0.dob,p1_0.external_id,p1_0.name,p1_0.note,p1_0.registered_at,p1_0.seen_at,p1_0.ssn,p1_0.status,p1_0.version,p1_0.visits,p1_0.wakes_at,p1_0.weight from patient p1_0 where p1_0.id=? for no key update
---
# accept
select p1_0.id,p1_0.blood,p1_0.city,p1_0.country_code,p1_0.device,p1_0.dob,p1_0.external_id,p1_0.name,p1_0.note,p1_0.registered_at,p1_0.seen_at,p1_0.ssn,p1_0.status,p1_0.version,p1_0.visits,p1_0.wakes_at,p1_0.weight from patient p1_0 where p1_0.id=? for no key update nowait
---
# accept
select p1_0.id,p1_0.blood,p1_0.city,p1_0.country_code,p1_0.device,p1_0.dob,p1_0.external_id,p1_0.name,p1_0.note,p1_0.registered_at,p1_0.seen_at,p1_0.ssn,p1_0.status,p1_0.version,p1_0.visits,p1_0.wakes_at,p1_0.weight from patient p1_0 where p1_0.id=? for share
---
# accept
select p1_0.id,p1_0.blood,p1_0.city,p1_0.country_code,p1_0.device,p1_0.dob,p1_0.external_id,p1_0.name,p1_0.note,p1_0.registered_at,p1_0.seen_at,p1_0.ssn,p1_0.status,p1_0.version,p1_0.visits,p1_0.wakes_at,p1_0.weight,vl1_0.patient_id,vl1_0.id,vl1_0.day,vl1_0.fee,vl1_0.finding,vl1_0.minutes,vl1_0.room from patient p1_0 left join visit vl1_0 on p1_0.id=vl1_0.patient_id where p1_0.id=? order by vl1_0.day,vl1_0.id
---
# accept
select p1_0.id,p1_0.blood,p1_0.city,p1_0.country_code,p1_0.device,p1_0.dob,p1_0.external_id,p1_0.name,p1_0.note,p1_0.registered_at,p1_0.seen_at,p1_0.ssn,p1_0.status,p1_0.version,vl1_0.patient_id,vl1_0.id,vl1_0.day,vl1_0.fee,vl1_0.finding,vl1_0.minutes,vl1_0.room,p1_0.visits,p1_0.wakes_at,p1_0.weight from patient p1_0 left join visit vl1_0 on p1_0.id=vl1_0.patient_id where p1_0.id<=6 order by vl1_0.day,vl1_0.id
---
# accept
select p1_0.id,p1_0.city from patient p1_0 where p1_0.id<3 union all (select t1_0.id,t1_0.label from tag t1_0 where t1_0.id<3 order by 1,2)
---
# accept
select p1_0.id,p1_0.city from patient p1_0 where p1_0.id=any(select v1_0.patient_id from visit v1_0 where v1_0.minutes>20) order by p1_0.id
---
# accept
select p1_0.id,p1_0.dtype,p1_0.amount,p1_0.card,p1_0.iban from payment p1_0 order by p1_0.id
---
# accept
select p1_0.id,p1_0.dtype,p1_0.amount,p1_0.card,p1_0.iban from payment p1_0 where p1_0.dtype='TRANSFER' order by p1_0.id
---
# accept
select p1_0.id,p1_0.name,p1_0.dob,p1_0.weight,p1_0.blood,p1_0.device,p1_0.seen_at from patient p1_0 where p1_0.id<=6 order by p1_0.id
---
# accept
select p1_0.id,p1_0.visits from patient p1_0 where (p1_0.id,p1_0.visits) in ((1,1),(2,2)) order by p1_0.id
---
# accept
select p1_0.id,s1_0.d from patient p1_0 join lateral (select max(v1_0.day) from visit v1_0 where v1_0.patient_id=p1_0.id) s1_0(d) on true where p1_0.id<=6 order by p1_0.id
---
# accept
select p1_0.id,upper(p1_0.city),character_length(p1_0.city),(p1_0.city||'-'||p1_0.status),substr(p1_0.city,1,2),trim(BOTH from p1_0.city),position('e' in p1_0.city),abs(p1_0.visits),(p1_0.visits%2) from patient p1_0 where p1_0.id<=6 order by p1_0.id
---
# accept
select p1_0.id,vl1_0.room from patient p1_0 left join visit vl1_0 on p1_0.id=vl1_0.patient_id and vl1_0.minutes>50 where p1_0.id<=6 order by p1_0.id,vl1_0.id
---
# accept
select p1_0.id,vl1_0.room,coalesce(vl1_0.minutes,?) from patient p1_0 left join visit vl1_0 on p1_0.id=vl1_0.patient_id where p1_0.id in ((select p2_0.id from patient p2_0 join patient_tag t1_0 on p2_0.id=t1_0.patient_id join tag t1_1 on t1_1.id=t1_0.tag_id where t1_1.label=?)) order by 1,vl1_0.id desc
---
# accept
select p1_0.name from patient p1_0 where p1_0.city=? and p1_0.status=? and p1_0.visits between ? and ? order by p1_0.id
---
# accept
select p1_0.name,s1_0.n from patient p1_0 join (select v1_0.patient_id,sum(v1_0.minutes) from visit v1_0 group by v1_0.patient_id) s1_0(pid,n) on s1_0.pid=p1_0.id order by p1_0.id
---
# accept
select p1_0.patient_id,p1_0.kind,p1_0.phone from patient_phone p1_0 where p1_0.patient_id=?
---
# accept
select p2_0.kind,p2_0.phone from patient p1_0 join patient_phone p2_0 on p1_0.id=p2_0.patient_id where p1_0.id=1
---
# accept
select s1_0.id,s1_0.dtype,s1_0.name,s1_0.ward,s1_1.field,s1_1.licence,s1_2.shift from staff s1_0 left join doctor s1_1 on s1_0.id=s1_1.id left join nurse s1_2 on s1_0.id=s1_2.id order by s1_0.id
---
# accept
select s1_0.id,s1_0.dtype,s1_0.name,s1_0.ward,s1_1.field,s1_1.licence,s1_2.shift from staff s1_0 left join doctor s1_1 on s1_0.id=s1_1.id left join nurse s1_2 on s1_0.id=s1_2.id where s1_0.id>20
---
# accept
select sum(p1_0.amount) from payment p1_0
---
# accept
select t1_0.id,t1_0.label from tag t1_0 order by t1_0.id
---
# accept
select t1_0.id,t1_0.label from tag t1_0 where t1_0.id=?
---
# accept
select t1_0.patient_id,t1_1.id,t1_1.label from patient_tag t1_0 join tag t1_1 on t1_1.id=t1_0.tag_id where t1_0.patient_id=?
---
# accept
select v.id, v.finding, p.name, row_number() over (partition by p.id order by v.id) from visit v join patient p on p.id = v.patient_id where v.id < 9 order by v.id
---
# accept
select v1_0.id from visit v1_0 order by v1_0.day desc,v1_0.id fetch first ? rows only
---
# accept
select v1_0.id from visit v1_0 where v1_0.day between ? and ? order by v1_0.id
---
# accept
select v1_0.id from visit v1_0 where v1_0.minutes=(select max(v2_0.minutes) from visit v2_0 where v2_0.patient_id=v1_0.patient_id) order by v1_0.id
---
# accept
select v1_0.id,extract(year from v1_0.day),extract(day from v1_0.day),cast(v1_0.day+(1)*interval '1 day' as date) from visit v1_0 where v1_0.day>date '2026-01-02' and v1_0.day<current_date and v1_0.id<9 order by v1_0.id
---
# accept
select v1_0.id,row_number() over(partition by v1_0.room order by v1_0.id),sum(v1_0.minutes) over(order by v1_0.id rows 1 preceding) from visit v1_0 where v1_0.id<9 order by v1_0.id
---
# accept
select v1_0.id,v1_0.day from visit v1_0 order by v1_0.id fetch first 2 rows only
---
# accept
select v1_0.id,v1_0.day from visit v1_0 order by v1_0.id offset 2 rows fetch first 3 rows only
---
# accept
select v1_0.id,v1_0.day,v1_0.fee,v1_0.finding,v1_0.minutes,v1_0.patient_id,p1_0.id,p1_0.blood,p1_0.city,p1_0.country_code,p1_0.device,p1_0.dob,p1_0.external_id,p1_0.name,p1_0.note,p1_0.registered_at,p1_0.seen_at,p1_0.ssn,p1_0.status,p1_0.version,p1_0.visits,p1_0.wakes_at,p1_0.weight,v1_0.room from visit v1_0 join patient p1_0 on p1_0.id=v1_0.patient_id where v1_0.id<=9 order by v1_0.id
---
# accept
select v1_0.id,v1_0.day,v1_0.fee,v1_0.finding,v1_0.minutes,v1_0.patient_id,p1_0.id,p1_0.blood,p1_0.city,p1_0.country_code,p1_0.device,p1_0.dob,p1_0.external_id,p1_0.name,p1_0.note,p1_0.registered_at,p1_0.seen_at,p1_0.ssn,p1_0.status,p1_0.version,p1_0.visits,p1_0.wakes_at,p1_0.weight,v1_0.room from visit v1_0 join patient p1_0 on p1_0.id=v1_0.patient_id where v1_0.room='R1' order by v1_0.id for no key update
---
# accept
select v1_0.id,v1_0.day,v1_0.fee,v1_0.finding,v1_0.minutes,v1_0.patient_id,v1_0.room from visit v1_0 join patient p1_0 on p1_0.id=v1_0.patient_id where p1_0.city=? order by v1_0.id
---
# accept
select v1_0.id,v1_0.day,v1_0.fee,v1_0.finding,v1_0.minutes,v1_0.patient_id,v1_0.room from visit v1_0 where v1_0.id<9 order by v1_0.id
---
# accept
select v1_0.id,v1_0.day,v1_0.fee,v1_0.finding,v1_0.minutes,v1_0.patient_id,v1_0.room from visit v1_0 where v1_0.id>9 order by v1_0.id
---
# accept
select v1_0.room,count(v1_0.id),sum(v1_0.minutes) from visit v1_0 where v1_0.id<? group by 1 having count(v1_0.id)>? order by 1
---
# accept
select vl1_0.patient_id,vl1_0.id,vl1_0.day,vl1_0.fee,vl1_0.finding,vl1_0.minutes,vl1_0.room from visit vl1_0 where vl1_0.patient_id=? order by vl1_0.day,vl1_0.id
---
# accept
update patient p1_0 set city='Uri',version=(p1_0.version+1) where p1_0.id=3
---
# accept
update patient p1_0 set city=?,note=?,visits=(p1_0.visits+1) where p1_0.status=? and p1_0.id<=6
---
# accept
update patient set blood=?,city=?,country_code=?,device=?,dob=?,external_id=?,name=?,note=?,registered_at=?,seen_at=?,ssn=?,status=?,version=?,visits=?,wakes_at=?,weight=? where id=? and version=?
---
# accept
update patient set ssn = ? where id = ?
---
# accept
update patient set version = version + 1 where id = 4
---
# accept
update patient set version=? where id=? and version=?
---
# accept
update staff set name=?,ward=? where id=?
---
# accept
update tag set label=? where id=?
---
# accept
update tag t1_0 set label=? where t1_0.id=?
---
# accept
update visit set room='R9' from visit v1_0 join patient p1_0 on p1_0.id=v1_0.patient_id where p1_0.city='Athens' and v1_0.id<9 and visit.ctid=v1_0.ctid
---
# accept
update visit v1_0 set room='R7' where v1_0.patient_id in (select p2_0.id from patient p2_0 where p2_0.city='Genf')
---
# accept
with busy (pid,n) as (select v1_0.patient_id,count(*) from visit v1_0 group by v1_0.patient_id) select p2_0.id,p2_0.name,b1_0.n from patient p2_0 join busy b1_0 on b1_0.pid=p2_0.id order by p2_0.id
---
# accept
with busy as (select patient_id, count(*) as n from visit where id < 9 group by patient_id) select p.id, b.n from patient p join busy b on b.patient_id = p.id union all select id, 0 from tag where id < 3 order by 1, 2
---
# accept
with id_cte (id) as materialized (select d1_0.id from doctor d1_0 join staff d1_1 on d1_0.id=d1_1.id where d1_0.id=2),update_cte_doctor (id) as (update doctor d1_0 set field='eye' where d1_0.id in (select id.id from id_cte id) returning id),update_cte_staff (id) as (update staff d1_1 set ward='WX' where d1_1.id in (select id.id from id_cte id) returning id) select count(*) from id_cte id
---
# accept
with id_cte (id) as materialized (select n1_0.id from nurse n1_0 join staff n1_1 on n1_0.id=n1_1.id where n1_1.ward='W3'),delete_cte_nurse (id) as (delete from nurse n1_0 where n1_0.id in (select id.id from id_cte id) returning id),delete_cte_staff (id) as (delete from staff n1_1 where n1_1.id in (select id.id from id_cte id) returning id) select count(*) from id_cte id

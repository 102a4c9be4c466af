# mode scope
---
# accept
delete from tag t1_0 where t1_0.id in (?,?)
---
# accept
delete from tag where id=?
---
# accept
insert into patient (blood,city,country_code,device,dob,external_id,name,note,registered_at,seen_at,ssn,status,version,visits,wakes_at,weight,id) values (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)
---
# accept
insert into payment (amount,card,dtype,id) values (?,?,'CARD',?)
---
# accept
insert into tag (label,id) values (?,?)
---
# accept
select * from patient where city = ? and id < 7 order by id
---
# accept
select count(*) from patient p1_0
---
# accept
select count(*) from patient p1_0 where p1_0.id<?
---
# accept
select count(*) from patient p1_0 where p1_0.id=?
---
# accept
select count(*) from tag t1_0
---
# accept
select count(p1_0.id) from patient p1_0 where p1_0.city=? and p1_0.visits<?
---
# accept
select count(p1_0.id) from patient p1_0 where p1_0.status=?
---
# accept
select cp1_0.id,cp1_0.amount,cp1_0.card from payment cp1_0 where cp1_0.dtype='CARD' order by cp1_0.id
---
# accept
select nextval('patient_seq')
---
# accept
select nextval('payment_seq')
---
# accept
select p1_0.id from patient p1_0 where p1_0.city=? fetch first ? rows only
---
# accept
select p1_0.id,p1_0.blood,p1_0.city,c1_0.code,c1_0.name,p1_0.device,p1_0.dob,p1_0.external_id,p1_0.name,p1_0.note,p1_0.registered_at,p1_0.seen_at,p1_0.ssn,p1_0.status,p1_0.version,p1_0.visits,p1_0.wakes_at,p1_0.weight from patient p1_0 join country c1_0 on c1_0.code=p1_0.country_code where p1_0.city=? order by p1_0.id
---
# accept
select p1_0.id,p1_0.blood,p1_0.city,c1_0.code,c1_0.name,p1_0.device,p1_0.dob,p1_0.external_id,p1_0.name,p1_0.note,p1_0.registered_at,p1_0.seen_at,p1_0.ssn,p1_0.status,t1_0.patient_id,t1_1.id,t1_1.label,p1_0.version,p1_0.visits,p1_0.wakes_at,p1_0.weight from patient p1_0 left join country c1_0 on c1_0.code=p1_0.country_code left join patient_tag t1_0 on p1_0.id=t1_0.patient_id left join tag t1_1 on t1_1.id=t1_0.tag_id where p1_0.id<? order by p1_0.id
---
# accept
select p1_0.id,p1_0.blood,p1_0.city,p1_0.country_code,p1_0.device,p1_0.dob,p1_0.external_id,p1_0.name,p1_0.note,p1_0.registered_at,p1_0.seen_at,p1_0.ssn,p1_0.status,p1_0.version,p1_0.visits,p1_0.wakes_at,p1_0.weight from patient p1_0 left join visit vl1_0 on p1_0.id=vl1_0.patient_id where vl1_0.room=? order by p1_0.id
---
# accept
select p1_0.id,p1_0.blood,p1_0.city,p1_0.country_code,p1_0.device,p1_0.dob,p1_0.external_id,p1_0.name,p1_0.note,p1_0.registered_at,p1_0.seen_at,p1_0.ssn,p1_0.status,p1_0.version,p1_0.visits,p1_0.wakes_at,p1_0.weight from patient p1_0 order by p1_0.visits desc,p1_0.id fetch first ? rows only
---
# accept
select p1_0.id,p1_0.blood,p1_0.city,p1_0.country_code,p1_0.device,p1_0.dob,p1_0.external_id,p1_0.name,p1_0.note,p1_0.registered_at,p1_0.seen_at,p1_0.ssn,p1_0.status,p1_0.version,p1_0.visits,p1_0.wakes_at,p1_0.weight from patient p1_0 where p1_0.city=? and p1_0.visits<? order by p1_0.id offset ? rows fetch first ? rows only
---
# accept
select p1_0.id,p1_0.blood,p1_0.city,p1_0.country_code,p1_0.device,p1_0.dob,p1_0.external_id,p1_0.name,p1_0.note,p1_0.registered_at,p1_0.seen_at,p1_0.ssn,p1_0.status,p1_0.version,p1_0.visits,p1_0.wakes_at,p1_0.weight from patient p1_0 where p1_0.city=? order by p1_0.id
---
# accept
select p1_0.id,p1_0.blood,p1_0.city,p1_0.country_code,p1_0.device,p1_0.dob,p1_0.external_id,p1_0.name,p1_0.note,p1_0.registered_at,p1_0.seen_at,p1_0.ssn,p1_0.status,p1_0.version,p1_0.visits,p1_0.wakes_at,p1_0.weight from patient p1_0 where p1_0.id in (?,?,?) order by p1_0.id
---
# accept
select p1_0.id,p1_0.blood,p1_0.city,p1_0.country_code,p1_0.device,p1_0.dob,p1_0.external_id,p1_0.name,p1_0.note,p1_0.registered_at,p1_0.seen_at,p1_0.ssn,p1_0.status,p1_0.version,p1_0.visits,p1_0.wakes_at,p1_0.weight from patient p1_0 where p1_0.id<? order by p1_0.city,p1_0.id offset ? rows fetch first ? rows only
---
# accept
select p1_0.id,p1_0.blood,p1_0.city,p1_0.country_code,p1_0.device,p1_0.dob,p1_0.external_id,p1_0.name,p1_0.note,p1_0.registered_at,p1_0.seen_at,p1_0.ssn,p1_0.status,p1_0.version,p1_0.visits,p1_0.wakes_at,p1_0.weight from patient p1_0 where p1_0.id<? order by p1_0.id fetch first ? rows only
---
# accept
select p1_0.id,p1_0.blood,p1_0.city,p1_0.country_code,p1_0.device,p1_0.dob,p1_0.external_id,p1_0.name,p1_0.note,p1_0.registered_at,p1_0.seen_at,p1_0.ssn,p1_0.status,p1_0.version,p1_0.visits,p1_0.wakes_at,p1_0.weight from patient p1_0 where p1_0.id<? order by p1_0.id offset ? rows fetch first ? rows only
---
# accept
select p1_0.id,p1_0.blood,p1_0.city,p1_0.country_code,p1_0.device,p1_0.dob,p1_0.external_id,p1_0.name,p1_0.note,p1_0.registered_at,p1_0.seen_at,p1_0.ssn,p1_0.status,p1_0.version,p1_0.visits,p1_0.wakes_at,p1_0.weight from patient p1_0 where p1_0.id=?
---
# accept
select p1_0.id,p1_0.blood,p1_0.city,p1_0.country_code,p1_0.device,p1_0.dob,p1_0.external_id,p1_0.name,p1_0.note,p1_0.registered_at,p1_0.seen_at,p1_0.ssn,p1_0.status,p1_0.version,p1_0.visits,p1_0.wakes_at,p1_0.weight from patient p1_0 where p1_0.id=? for no key update of p1_0
---
# accept
select p1_0.id,p1_0.blood,p1_0.city,p1_0.country_code,p1_0.device,p1_0.dob,p1_0.external_id,p1_0.name,p1_0.note,p1_0.registered_at,p1_0.seen_at,p1_0.ssn,p1_0.status,p1_0.version,p1_0.visits,p1_0.wakes_at,p1_0.weight from patient p1_0 where p1_0.ssn is null order by p1_0.id
---
# accept
select p1_0.id,p1_0.blood,p1_0.city,p1_0.country_code,p1_0.device,p1_0.dob,p1_0.external_id,p1_0.name,p1_0.note,p1_0.registered_at,p1_0.seen_at,p1_0.ssn,p1_0.status,p1_0.version,p1_0.visits,p1_0.wakes_at,p1_0.weight from patient p1_0 where p1_0.status=? order by p1_0.id fetch first ? rows only
---
# accept
select p1_0.id,p1_0.blood,p1_0.city,p1_0.country_code,p1_0.device,p1_0.dob,p1_0.external_id,p1_0.name,p1_0.note,p1_0.registered_at,p1_0.seen_at,p1_0.ssn,p1_0.status,p1_0.version,p1_0.visits,p1_0.wakes_at,p1_0.weight from patient p1_0 where upper(p1_0.city) like upper(?) escape '\' and p1_0.visits>=? order by p1_0.id
---
# accept
select p1_0.id,p1_0.name from patient p1_0 where p1_0.visits between ? and ? order by p1_0.id
---
# accept
select p1_0.name,p1_0.city from patient p1_0 where p1_0.status=? order by p1_0.id
---
# accept
select t1_0.id,t1_0.label from tag t1_0 order by t1_0.id
---
# accept
select t1_0.id,t1_0.label from tag t1_0 where t1_0.id in (?,?)
---
# accept
select t1_0.id,t1_0.label from tag t1_0 where t1_0.id in (?,?,?)
---
# accept
select t1_0.id,t1_0.label from tag t1_0 where t1_0.id=?
---
# accept
select t1_0.id,t1_0.label from tag t1_0 where t1_0.label=?
---
# accept
select v1_0.id,v1_0.day,v1_0.fee,v1_0.finding,v1_0.minutes,v1_0.patient_id,v1_0.room from visit v1_0 join patient p1_0 on p1_0.id=v1_0.patient_id where p1_0.city=? order by v1_0.id desc fetch first ? rows only
---
# accept
select v1_0.id,v1_0.day,v1_0.fee,v1_0.finding,v1_0.minutes,v1_0.patient_id,v1_0.room from visit v1_0 where v1_0.day<? order by v1_0.id
---
# accept
select v1_0.room,count(v1_0.id) from visit v1_0 group by v1_0.room order by v1_0.room
---
# accept
update patient p1_0 set city=?,note=? where p1_0.id=?
---
# accept
update tag set label=? where id=?

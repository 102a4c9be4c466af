# mode scope
---
# accept
delete from tag ot1_0 where ot1_0.id=4 and ot1_0.tenant_id = ?
---
# accept
delete from tag where id=? and tenant_id=coalesce(?,tenant_id)
---
# accept
insert into patient (city,dob,name,status,tenant_id,version,id) values (?,?,?,?,?,?,?)
---
# accept
insert into tag (label,tenant_id,id) values (?,?,?)
---
# accept
insert into visit (day,finding,minutes,patient_id,tenant_id) values (?,?,?,?,?)
---
# accept
select nextval('patient_seq')
---
# accept
select op1_0.city,count(vl1_0.id),max(vl1_0.minutes) from patient op1_0 left join visit vl1_0 on op1_0.id=vl1_0.patient_id where op1_0.tenant_id = ? and op1_0.id<=6 group by op1_0.city order by op1_0.city
---
# accept
select op1_0.id from patient op1_0 where op1_0.tenant_id = ? and exists(select ov1_0.id from visit ov1_0 where ov1_0.tenant_id = ? and ov1_0.patient_id=op1_0.id and ov1_0.minutes>50) order by op1_0.id
---
# accept
select op1_0.id from patient op1_0 where op1_0.tenant_id = ? and op1_0.id<3 union all (select ot1_0.id from tag ot1_0 where ot1_0.tenant_id = ? and ot1_0.id<3 order by 1)
---
# accept
select op1_0.id,op1_0.city,op1_0.dob,op1_0.name,op1_0.status,op1_0.tenant_id,op1_0.version from patient op1_0 where op1_0.id=? and op1_0.tenant_id = ?
---
# accept
select op1_0.id,op1_0.city,op1_0.dob,op1_0.name,op1_0.status,op1_0.tenant_id,op1_0.version from patient op1_0 where op1_0.tenant_id = ? and op1_0.city='Thun' order by op1_0.id
---
# accept
select op1_0.id,op1_0.city,op1_0.dob,op1_0.name,op1_0.status,op1_0.tenant_id,op1_0.version,vl1_0.patient_id,vl1_0.id,vl1_0.day,vl1_0.finding,vl1_0.minutes,vl1_0.tenant_id from patient op1_0 left join visit vl1_0 on op1_0.id=vl1_0.patient_id where op1_0.id=? and op1_0.tenant_id = ? order by vl1_0.day,vl1_0.id
---
# accept
select op1_0.id,op1_0.city,op1_0.dob,op1_0.name,op1_0.status,op1_0.tenant_id,op1_0.version,vl1_0.patient_id,vl1_0.id,vl1_0.day,vl1_0.finding,vl1_0.minutes,vl1_0.tenant_id from patient op1_0 left join visit vl1_0 on op1_0.id=vl1_0.patient_id where op1_0.tenant_id = ? and op1_0.id=1 order by vl1_0.day,vl1_0.id
---
# accept
select ot1_0.id,ot1_0.label,ot1_0.tenant_id from tag ot1_0 where ot1_0.tenant_id = ? order by ot1_0.id
---
# accept
select ot1_0.id,ot1_0.label,ot1_0.tenant_id from tag ot1_0 where ot1_0.tenant_id = ? order by ot1_0.id offset ? rows fetch first ? rows only for no key update of ot1_0
---
# accept
select ov1_0.id,ov1_0.day,ov1_0.finding,ov1_0.minutes,ov1_0.patient_id,p1_0.id,p1_0.city,p1_0.dob,p1_0.name,p1_0.status,p1_0.tenant_id,p1_0.version,ov1_0.tenant_id from visit ov1_0 join patient p1_0 on p1_0.id=ov1_0.patient_id and p1_0.tenant_id = ? where ov1_0.tenant_id = ? and ov1_0.id<9 order by ov1_0.id
---
# accept
select ov1_0.id,p1_0.name from visit ov1_0 join patient p1_0 on p1_0.id=ov1_0.patient_id and p1_0.tenant_id = ? where ov1_0.tenant_id = ? and ov1_0.id<9 order by ov1_0.id
---
# accept
select vl1_0.patient_id,vl1_0.id,vl1_0.day,vl1_0.finding,vl1_0.minutes,vl1_0.tenant_id from visit vl1_0 where vl1_0.patient_id=? order by vl1_0.day,vl1_0.id
---
# accept
update patient op1_0 set city='Biel' where op1_0.id=3 and op1_0.tenant_id = ?
---
# accept
update patient set city=?,dob=?,name=?,status=?,version=? where id=? and version=? and tenant_id=coalesce(?,tenant_id)
---
# accept
update tag set label=? where id=? and tenant_id=coalesce(?,tenant_id)
---
# accept
with busy (pid,n) as (select ov1_0.patient_id,count(*) from visit ov1_0 where ov1_0.tenant_id = ? group by ov1_0.patient_id) select op1_0.id,b1_0.n from patient op1_0 join busy b1_0 on b1_0.pid=op1_0.id where op1_0.tenant_id = ? order by op1_0.id

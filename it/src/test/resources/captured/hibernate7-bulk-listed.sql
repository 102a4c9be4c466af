# mode scope-staged
---
# accept
create local temporary table HTE_doctor(rn_ integer not null, id bigint, dtype varchar(31) not null, field varchar(255), licence varchar(255), name varchar(255), ward varchar(255), primary key (rn_))
---
# accept
create local temporary table HT_staff(id bigint not null, primary key (id))
---
# accept
delete from doctor to_delete_ where to_delete_.id in (select s1_0.id from staff s1_0 where s1_0.id=4)
---
# accept
delete from nurse to_delete_ where to_delete_.id in (select s1_0.id from staff s1_0 where s1_0.id=4)
---
# accept
delete from nurse to_delete_ where to_delete_.id in (select temptable_.id from HT_staff temptable_)
---
# accept
delete from staff s1_0 where s1_0.id=4
---
# accept
delete from staff to_delete_ where to_delete_.id in (select temptable_.id from HT_staff temptable_)
---
# accept
drop table HTE_doctor
---
# accept
drop table HT_staff
---
# accept
insert into HTE_doctor as temptable_(id,name,licence,dtype,rn_) select (d2_0.id+200),d2_1.name,d2_0.licence,'DOCTOR',row_number() over() from doctor d2_0 join staff d2_1 on d2_0.id=d2_1.id where d2_0.id=2
---
# accept
insert into HTE_doctor as temptable_(id,name,licence,dtype,rn_) values (60,?,?,'DOCTOR',1)
---
# accept
insert into HTE_doctor as temptable_(id,ward,field,dtype,rn_) select (d2_0.id+100),d2_1.ward,d2_0.field,'DOCTOR',row_number() over() from doctor d2_0 join staff d2_1 on d2_0.id=d2_1.id
---
# accept
insert into HTE_doctor as temptable_(id,ward,field,dtype,rn_) values (50,'W9','ear','DOCTOR',1)
---
# accept
insert into HT_staff as to_insert_(id) select d1_0.id from doctor d1_0 join staff d1_1 on d1_0.id=d1_1.id where d1_0.id=?
---
# accept
insert into HT_staff as to_insert_(id) select d1_0.id from doctor d1_0 join staff d1_1 on d1_0.id=d1_1.id where d1_1.ward like 'W%' escape ''
---
# accept
insert into HT_staff as to_insert_(id) select d1_0.id from doctor d1_0 where d1_0.id=2
---
# accept
insert into HT_staff as to_insert_(id) select n1_0.id from nurse n1_0 join staff n1_1 on n1_0.id=n1_1.id where exists(select 1 from doctor d1_0 where d1_0.id=(n1_0.id+1))
---
# accept
insert into HT_staff as to_insert_(id) select n1_0.id from nurse n1_0 join staff n1_1 on n1_0.id=n1_1.id where n1_1.ward='day' and n1_0.id=1
---
# accept
insert into HT_staff as to_insert_(id) select s1_0.id from staff s1_0 where s1_0.id>2
---
# accept
insert into doctor as d1_0(id,field) select hte_tmp.id,hte_tmp.field from HTE_doctor hte_tmp
---
# accept
insert into doctor as d1_0(id,licence) select hte_tmp.id,hte_tmp.licence from HTE_doctor hte_tmp
---
# accept
insert into staff as d1_1(name,dtype,id) select hte_tmp.name,hte_tmp.dtype,hte_tmp.id from HTE_doctor hte_tmp
---
# accept
insert into staff as d1_1(ward,dtype,id) select hte_tmp.ward,hte_tmp.dtype,hte_tmp.id from HTE_doctor hte_tmp
---
# accept
select s1_0.id,s1_0.dtype,s1_0.name,s1_0.ward,s1_1.field,s1_1.licence,s1_2.shift from staff s1_0 left join doctor s1_1 on s1_0.id=s1_1.id left join nurse s1_2 on s1_0.id=s1_2.id order by s1_0.id
---
# accept
update doctor d1_0 set field='eye' where id in (select temptable_.id from HT_staff temptable_)
---
# accept
update doctor d1_0 set licence=? where id in (select temptable_.id from HT_staff temptable_)
---
# accept
update doctor d1_0 set licence=null where id in (select temptable_.id from HT_staff temptable_)
---
# accept
update nurse n1_0 set shift='day' where id in (select temptable_.id from HT_staff temptable_)
---
# accept
update staff d1_1 set name=? where id in (select temptable_.id from HT_staff temptable_)
---
# accept
update staff d1_1 set ward=? where id in (select temptable_.id from HT_staff temptable_)
---
# accept
update staff n1_1 set ward='day' where id in (select temptable_.id from HT_staff temptable_)
---
# accept
update staff s1_0 set ward='X1' where id in (select temptable_.id from HT_staff temptable_)

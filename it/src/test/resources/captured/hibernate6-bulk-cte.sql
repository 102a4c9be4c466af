# mode scope
---
# accept
select s1_0.id,s1_0.dtype,s1_0.name,s1_0.ward,s1_1.field,s1_1.licence,s1_2.shift from staff s1_0 left join doctor s1_1 on s1_0.id=s1_1.id left join nurse s1_2 on s1_0.id=s1_2.id order by s1_0.id
---
# accept
with HTE_doctor (id,name,licence,class) as materialized (select (d2_0.id+200),d2_1.name,d2_0.licence,'DOCTOR' from doctor d2_0 join staff d2_1 on d2_0.id=d2_1.id where d2_0.id=2),dml_cte_staff (id) as (insert into staff as d1_1(id,name,dtype) select e.id,e.name,e.class from HTE_doctor e returning id),dml_cte_doctor (id) as (insert into doctor as d1_0(id,licence) select e.id,e.licence from HTE_doctor e returning id) select count(*) from dml_cte_staff id
---
# accept
with HTE_doctor (id,name,licence,class) as materialized (select d1_0.id,d1_0.name,d1_0.licence,d1_0.dtype from (values (60,?,?,'DOCTOR')) d1_0(id,name,licence,dtype)),dml_cte_staff (id) as (insert into staff as d1_1(id,name,dtype) select e.id,e.name,e.class from HTE_doctor e returning id),dml_cte_doctor (id) as (insert into doctor as d1_0(id,licence) select e.id,e.licence from HTE_doctor e returning id) select count(*) from dml_cte_staff id
---
# accept
with HTE_doctor (id,ward,field,class) as materialized (select (d2_0.id+100),d2_1.ward,d2_0.field,'DOCTOR' from doctor d2_0 join staff d2_1 on d2_0.id=d2_1.id),dml_cte_staff (id) as (insert into staff as d1_1(id,ward,dtype) select e.id,e.ward,e.class from HTE_doctor e returning id),dml_cte_doctor (id) as (insert into doctor as d1_0(id,field) select e.id,e.field from HTE_doctor e returning id) select count(*) from dml_cte_staff id
---
# accept
with HTE_doctor (id,ward,field,class) as materialized (select d1_0.id,d1_0.ward,d1_0.field,d1_0.dtype from (values (50,'W9','ear','DOCTOR')) d1_0(id,ward,field,dtype)),dml_cte_staff (id) as (insert into staff as d1_1(id,ward,dtype) select e.id,e.ward,e.class from HTE_doctor e returning id),dml_cte_doctor (id) as (insert into doctor as d1_0(id,field) select e.id,e.field from HTE_doctor e returning id) select count(*) from dml_cte_staff id
---
# accept
with id_cte (id) as materialized (select d1_0.id from doctor d1_0 join staff d1_1 on d1_0.id=d1_1.id where d1_0.id=2),update_cte_doctor (id) as (update doctor d1_0 set licence=null where d1_0.id in (select id.id from id_cte id) returning id) select count(*) from id_cte id
---
# accept
with id_cte (id) as materialized (select d1_0.id from doctor d1_0 join staff d1_1 on d1_0.id=d1_1.id where d1_0.id=?),update_cte_doctor (id) as (update doctor d1_0 set field='eye' where d1_0.id in (select id.id from id_cte id) returning id),update_cte_staff (id) as (update staff d1_1 set ward=? where d1_1.id in (select id.id from id_cte id) returning id) select count(*) from id_cte id
---
# accept
with id_cte (id) as materialized (select d1_0.id from doctor d1_0 join staff d1_1 on d1_0.id=d1_1.id where d1_1.ward like 'W%' escape ''),update_cte_doctor (id) as (update doctor d1_0 set licence=? where d1_0.id in (select id.id from id_cte id) returning id),update_cte_staff (id) as (update staff d1_1 set name=? where d1_1.id in (select id.id from id_cte id) returning id) select count(*) from id_cte id
---
# accept
with id_cte (id) as materialized (select n1_0.id from nurse n1_0 join staff n1_1 on n1_0.id=n1_1.id where exists(select 1 from doctor d1_0 where d1_0.id=(n1_0.id+1))),update_cte_nurse (id) as (update nurse n1_0 set shift='day' where n1_0.id in (select id.id from id_cte id) returning id),update_cte_staff (id) as (update staff n1_1 set ward='day' where n1_1.id in (select id.id from id_cte id) returning id) select count(*) from id_cte id
---
# accept
with id_cte (id) as materialized (select n1_0.id from nurse n1_0 join staff n1_1 on n1_0.id=n1_1.id where n1_1.ward='day' and n1_0.id=1),delete_cte_nurse (id) as (delete from nurse n1_0 where n1_0.id in (select id.id from id_cte id) returning id),delete_cte_staff (id) as (delete from staff n1_1 where n1_1.id in (select id.id from id_cte id) returning id) select count(*) from id_cte id
---
# accept
with id_cte (id) as materialized (select s1_0.id from staff s1_0 left join nurse s1_1 on s1_0.id=s1_1.id left join doctor s1_2 on s1_0.id=s1_2.id where s1_0.id=4),delete_cte_nurse (id) as (delete from nurse s1_1 where s1_1.id in (select id.id from id_cte id) returning id),delete_cte_doctor (id) as (delete from doctor s1_2 where s1_2.id in (select id.id from id_cte id) returning id),delete_cte_staff (id) as (delete from staff s1_0 where s1_0.id in (select id.id from id_cte id) returning id) select count(*) from id_cte id
---
# accept
with id_cte (id) as materialized (select s1_0.id from staff s1_0 left join nurse s1_1 on s1_0.id=s1_1.id left join doctor s1_2 on s1_0.id=s1_2.id where s1_0.id>2),update_cte_staff (id) as (update staff s1_0 set ward='X1' where s1_0.id in (select id.id from id_cte id) returning id) select count(*) from id_cte id

package io.tenantcrypt.it.frameworks.hibernate;

import io.tenantcrypt.it.frameworks.Steps;
import jakarta.persistence.EntityManager;
import java.util.Map;
import org.hibernate.Session;

/** Bulk changes of entities that stand in several tables. */
final class BulkSteps {

  private BulkSteps() {}

  private static int change(EntityManager em, String hql, Map<String, Object> values) {
    var query = em.unwrap(Session.class).createMutationQuery(hql);
    values.forEach(query::setParameter);
    return query.executeUpdate();
  }

  private static void add(Steps<EntityManager> steps, String title, String hql) {
    add(steps, title, hql, Map.of());
  }

  private static void add(
      Steps<EntityManager> steps, String title, String hql, Map<String, Object> values) {
    steps.add(title, em -> change(em, hql, values));
  }

  /** Makes the tables that stay as a migration would. */
  static void makeTables(Steps<EntityManager> steps) {
    steps.add(
        "make the tables of keys",
        em -> {
          em.createNativeQuery(
                  "create table HT_staff (id bigint not null, hib_sess_id varchar(36) not null,"
                      + " primary key (id, hib_sess_id))")
              .executeUpdate();
          return em.createNativeQuery(
                  "create table HTE_doctor (rn_ integer not null, id bigint, dtype varchar(31) not"
                      + " null, field varchar(255), licence varchar(255), name varchar(255), ward"
                      + " varchar(255), hib_sess_id varchar(36) not null, primary key (rn_,"
                      + " hib_sess_id))")
              .executeUpdate();
        });
  }

  static void addTo(Steps<EntityManager> steps) {
    add(steps, "update the root's table", "update Staff s set s.ward = 'X1' where s.id > 2");
    add(
        steps,
        "update both tables of a kind",
        "update Doctor d set d.field = 'eye', d.ward = :ward where d.id = :id",
        Map.of("ward", "WX", "id", 2L));
    add(
        steps,
        "update protected columns of both tables",
        "update Doctor d set d.licence = :licence, d.name = :name where d.ward like 'W%'",
        Map.of("licence", "S3CRET bulk", "name", "S3CRET bulk name"));
    add(
        steps,
        "update by a condition on another table",
        "update Nurse n set n.shift = 'day', n.ward = 'day' where exists"
            + " (select 1 from Doctor d where d.id = n.id + 1)");
    add(
        steps,
        "update protected columns to null",
        "update Doctor d set d.licence = null where d.id = 2");
    add(steps, "delete one kind", "delete from Nurse n where n.ward = 'day' and n.id = 1");
    add(steps, "delete by the root", "delete from Staff s where s.id = 4");
    add(
        steps,
        "insert a row into both tables",
        "insert into Doctor (id, ward, field) values (50, 'W9', 'ear')");
    add(
        steps,
        "insert from a query into both tables",
        "insert into Doctor (id, ward, field) select d.id + 100, d.ward, d.field from Doctor d");
    add(
        steps,
        "insert protected parameters into both tables",
        "insert into Doctor (id, name, licence) values (60, :name, :licence)",
        Map.of("name", "plain bulk name", "licence", "plain bulk licence"));
    add(
        steps,
        "insert protected columns from a query into both tables",
        "insert into Doctor (id, name, licence) select d.id + 200, d.name, d.licence from Doctor d"
            + " where d.id = 2");
    steps.add(
        "read all",
        em -> em.createQuery("select s from Staff s order by s.id", Object.class).getResultList());
  }
}

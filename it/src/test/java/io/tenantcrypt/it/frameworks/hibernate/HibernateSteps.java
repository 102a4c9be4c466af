package io.tenantcrypt.it.frameworks.hibernate;

import io.tenantcrypt.it.frameworks.Steps;
import io.tenantcrypt.it.frameworks.jpa.CardPayment;
import io.tenantcrypt.it.frameworks.jpa.Patient;
import io.tenantcrypt.it.frameworks.jpa.Tag;
import io.tenantcrypt.it.frameworks.jpa.Visit;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.hibernate.StatelessSession;

/** What applications do with Hibernate beyond JPA. */
final class HibernateSteps {

  private HibernateSteps() {}

  static void addTo(Steps<EntityManager> steps) {
    hql(steps);
    locks(steps);
    stateless(steps);
    types(steps);
    mutations(steps);
  }

  private static List<?> list(EntityManager em, String hql) {
    return em.unwrap(Session.class).createSelectionQuery(hql, Object[].class).getResultList();
  }

  private static int change(EntityManager em, String hql) {
    return em.unwrap(Session.class).createMutationQuery(hql).executeUpdate();
  }

  private static void hql(Steps<EntityManager> steps) {
    steps.add(
        "HQL: a CTE",
        em ->
            list(
                em,
                "with busy as (select v.patient.id as pid, count(*) as n from Visit v"
                    + " group by v.patient.id) select p.id, p.name, b.n from Patient p"
                    + " join busy b on b.pid = p.id order by p.id"));
    steps.add(
        "HQL: a derived table",
        em ->
            list(
                em,
                "select p.name, s.n from Patient p join (select v.patient.id as pid, sum(v.minutes)"
                    + " as n from Visit v group by v.patient.id) s on s.pid = p.id order by p.id"));
    steps.add(
        "HQL: a lateral join",
        em ->
            list(
                em,
                "select p.id, s.d from Patient p join lateral (select max(v.day) as d from Visit v"
                    + " where v.patient = p) s where p.id <= 6 order by p.id"));
    steps.add(
        "HQL: windows",
        em ->
            list(
                em,
                "select v.id, row_number() over (partition by v.room order by v.id),"
                    + " sum(v.minutes) over (order by v.id rows between 1 preceding and current row)"
                    + " from Visit v where v.id < 9 order by v.id"));
    steps.add(
        "HQL: set operations",
        em ->
            list(
                em,
                "select p.id, p.city from Patient p where p.id < 3 union all select t.id, t.label"
                    + " from Tag t where t.id < 3 order by 1, 2"));
    steps.add(
        "HQL: intersect and except",
        em ->
            list(
                em,
                "(select p.id, p.visits from Patient p where p.id < 5 intersect select q.id,"
                    + " q.visits from Patient q where q.id > 1) except select r.id, r.visits from"
                    + " Patient r where r.id <> 4"));
    steps.add(
        "HQL: limit and offset",
        em -> list(em, "select v.id, v.day from Visit v order by v.id limit 3 offset 2"));
    steps.add(
        "HQL: fetch first",
        em -> list(em, "select v.id, v.day from Visit v order by v.id fetch first 2 rows only"));
    steps.add(
        "HQL: filter, listagg, every",
        em ->
            list(
                em,
                "select count(*) filter (where v.minutes > 30), listagg(v.room, ',') within group"
                    + " (order by v.id) from Visit v where v.id < 9"));
    steps.add(
        "HQL: count filtered",
        em ->
            list(
                em,
                "select count(*) filter (where v.minutes > 30), every(v.minutes > 0)"
                    + " from Visit v where v.id < 9"));
    steps.add(
        "HQL: functions of dates",
        em ->
            list(
                em,
                "select v.id, extract(year from v.day), day(v.day), v.day + 1 day"
                    + " from Visit v where v.day > {2026-01-02} and v.day < local date"
                    + " and v.id < 9 order by v.id"));
    steps.add(
        "HQL: casts and ilike",
        em ->
            list(
                em,
                "select p.id, cast(p.visits as String), cast(p.externalId as String) from Patient p"
                    + " where p.city ilike 'B%' and p.id < 9 order by p.id nulls last"));
    steps.add(
        "HQL: any and all",
        em ->
            list(
                em,
                "select p.id, p.city from Patient p where p.id = any (select v.patient.id from"
                    + " Visit v where v.minutes > 20) order by p.id"));
    steps.add(
        "HQL: rows compared",
        em ->
            list(
                em,
                "select p.id, p.visits from Patient p where (p.id, p.visits) in ((1, 1), (2, 2))"
                    + " order by p.id"));
    steps.add(
        "load several keys",
        em -> {
          List<Patient> found = new ArrayList<>(multiLoad(em.unwrap(Session.class)));
          found.removeIf(p -> p == null);
          return found.stream().map(Patient::getId).sorted();
        });
    steps.add(
        "scroll",
        em -> {
          List<String> read = new ArrayList<>();
          try (var rows =
              em.unwrap(Session.class)
                  .createSelectionQuery("from Visit v where v.id < 9 order by v.id", Visit.class)
                  .setFetchSize(2)
                  .scroll()) {
            while (rows.next()) {
              read.add(rows.get().toString());
            }
          }
          return read;
        });
    steps.add(
        "a collection filtered in memory by its key",
        em ->
            em.unwrap(Session.class)
                .createSelectionQuery(
                    "select element(p) from Patient q join q.phones p where q.id = 1", Object.class)
                .getResultList());
  }

  @SuppressWarnings({"deprecation", "removal"}) // what both versions have
  private static List<Patient> multiLoad(Session session) {
    return session.byMultipleIds(Patient.class).multiLoad(1L, 2L, 3L, 99L);
  }

  private static void locks(Steps<EntityManager> steps) {
    steps.add(
        "skip locked rows",
        em ->
            em.createQuery("select p from Patient p where p.id < 4 order by p.id", Patient.class)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .setHint("jakarta.persistence.lock.timeout", -2)
                .setMaxResults(2)
                .getResultList());
    steps.add(
        "lock and increment",
        em -> em.find(Patient.class, 6L, LockModeType.PESSIMISTIC_FORCE_INCREMENT).getName());
  }

  private static String stateless(EntityManager em, Consumer<StatelessSession> work) {
    Session session = em.unwrap(Session.class);
    session.flush();
    session.doWork(
        connection -> {
          try (StatelessSession stateless =
              session.getSessionFactory().openStatelessSession(connection)) {
            work.accept(stateless);
          }
        });
    return list(em, "select t.id, t.label from Tag t order by t.id").stream()
        .map(row -> java.util.Arrays.toString((Object[]) row))
        .toList()
        .toString();
  }

  private static void stateless(Steps<EntityManager> steps) {
    steps.add(
        "stateless: insert, update, delete",
        em ->
            stateless(
                em,
                session -> {
                  Tag tag = new Tag(41, "stateless");
                  session.insert(tag);
                  tag.rename("stateless too");
                  session.update(tag);
                  session.insert(new Tag(42, "gone"));
                  session.delete(session.get(Tag.class, 42L));
                }));
    steps.add(
        "stateless: upsert of protected columns",
        em -> {
          stateless(em, s -> s.upsert(new Memo(5, "S3CRET upserted")));
          stateless(em, s -> s.upsert(new Memo(5, "S3CRET upserted again")));
          return list(em, "select m.id, m.secret from Memo m where m.id = 5");
        });
  }

  private static void types(Steps<EntityManager> steps) {
    steps.add(
        "JSON and arrays",
        em -> {
          em.persist(new Document(1, "{\"a\": 1}", "S3CRET one", "red", "blue"));
          em.persist(new Document(2, null, null));
          em.flush();
          em.clear();
          return em.createQuery("select d from Document d order by d.id", Document.class)
              .getResultList();
        });
    steps.add(
        "arrays in predicates",
        em ->
            list(
                em,
                "select d.id, array_length(d.keywords) from Document d"
                    + " where array_contains(d.keywords, 'red') order by d.id"));
  }

  private static void mutations(Steps<EntityManager> steps) {
    steps.add(
        "HQL: insert values",
        em -> change(em, "insert into Tag (id, label) values (51, 'a'), (52, 'b')"));
    steps.add(
        "HQL: insert select",
        em ->
            change(
                em,
                "insert into Tag (id, label) select t.id + 60, concat(t.label, '!') from Tag t"
                    + " where t.id < 3"));
    steps.add(
        "HQL: insert on conflict do nothing",
        em -> change(em, "insert into Tag (id, label) values (51, 'c') on conflict do nothing"));
    steps.add(
        "HQL: insert on conflict do update",
        em ->
            change(
                em,
                "insert into Document (id, secret) values (6, 'S3CRET HQL') on conflict (id) do update"
                    + " set secret = excluded.secret"));
    steps.add(
        "HQL: insert into a single table of several kinds",
        em -> change(em, "insert into CardPayment (amount, card) values (7.5, 'S3CRET-HQL')"));
    steps.add(
        "HQL: update with a join",
        em ->
            change(
                em,
                "update Visit v set v.room = 'R9' where v.patient.city = 'Athens' and v.id < 9"));
    steps.add(
        "HQL: delete one kind",
        em -> change(em, "delete from " + CardPayment.class.getName() + " c where c.amount > 10"));
    steps.add(
        "HQL: bump versions",
        em -> change(em, "update versioned Patient p set p.city = 'Uri' where p.id = 3"));
  }
}

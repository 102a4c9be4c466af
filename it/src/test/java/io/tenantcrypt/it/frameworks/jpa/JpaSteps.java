package io.tenantcrypt.it.frameworks.jpa;

import io.tenantcrypt.it.frameworks.Steps;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.OptimisticLockException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** What applications do with JPA 3.1, whoever provides it. */
public final class JpaSteps {

  private JpaSteps() {}

  /** All of them. */
  public static void addTo(Steps<EntityManager> steps) {
    byKey(steps);
    writes(steps);
    joins(steps);
    collections(steps);
    inheritance(steps);
    locks(steps);
    queries(steps);
    predicates(steps);
    aggregates(steps);
    JpaCriteriaSteps.addTo(steps);
    bulk(steps);
    natively(steps);
  }

  private static <T> List<T> list(EntityManager em, String jpql, Class<T> type, Object... values) {
    var query = em.createQuery(jpql, type);
    for (int i = 0; i < values.length; i++) {
      query.setParameter(i + 1, values[i]);
    }
    return query.getResultList();
  }

  private static void byKey(Steps<EntityManager> steps) {
    steps.add("find by key", em -> em.find(Patient.class, 3L));
    steps.add("find a key that nobody has", em -> em.find(Patient.class, 99L));
    steps.add("find a shared entity", em -> em.find(Country.class, "CH"));
    steps.add("follow a reference", em -> em.find(Patient.class, 2L).getCountry().toString());
    steps.add(
        "refresh",
        em -> {
          Patient patient = em.find(Patient.class, 2L);
          em.refresh(patient);
          return patient;
        });
    steps.add("get a reference", em -> em.getReference(Tag.class, 1L).toString());
  }

  private static void writes(Steps<EntityManager> steps) {
    steps.add(
        "persist a batch with keys of a sequence",
        em -> {
          Country country = em.getReference(Country.class, "DE");
          for (int i = 1; i <= 7; i++) {
            em.persist(new Patient(i, country));
          }
          em.flush();
          em.clear();
          return list(
              em, "select p from Patient p where p.city = ?1 order by p.id", Patient.class, "Chur");
        });
    steps.add(
        "persist with keys of the database",
        em -> {
          Patient patient = em.find(Patient.class, 1L);
          for (int i = 1; i <= 3; i++) {
            LocalDate day = LocalDate.of(2026, 5, i);
            BigDecimal fee = new BigDecimal("1907.2" + i);
            em.persist(new Visit(patient, day, i == 2 ? null : "S3CRET persisted", fee, i));
            em.flush();
          }
          em.clear();
          return list(em, "select v from Visit v where v.id > 9 order by v.id", Visit.class);
        });
    steps.add(
        "change what was read",
        em -> {
          Patient patient = em.find(Patient.class, 1L);
          patient.setNote("S3CRET changed");
          patient.setCity("Basel");
          em.flush();
          em.refresh(patient);
          return patient;
        });
    steps.add(
        "set a protected column to null",
        em -> {
          em.find(Patient.class, 3L).setNote(null);
          em.flush();
          return list(
              em, "select p.id from Patient p where p.note is null order by p.id", Long.class);
        });
    steps.add(
        "merge a detached entity",
        em -> {
          Patient patient = em.find(Patient.class, 2L);
          em.detach(patient);
          patient.setNote("S3CRET merged");
          em.merge(patient);
          em.flush();
          return em.find(Patient.class, 2L);
        });
    steps.add(
        "remove with dependants",
        em -> {
          Patient patient = new Patient(9, null);
          patient
              .getVisitList()
              .add(new Visit(patient, LocalDate.of(2026, 6, 1), null, BigDecimal.ONE, 1));
          patient.getPhones().add(new Phone("S3CRET-9", "home"));
          em.persist(patient);
          em.flush();
          em.remove(patient);
          em.flush();
          return em.createQuery("select count(v) from Visit v", Long.class).getSingleResult();
        });
  }

  private static void joins(Steps<EntityManager> steps) {
    steps.add(
        "inner join",
        em ->
            list(
                em,
                "select v from Visit v join v.patient p where p.city = ?1 order by v.id",
                Visit.class,
                "Athens"));
    steps.add(
        "left join with a condition",
        em ->
            list(
                em,
                "select p.id, v.room from Patient p left join p.visitList v on v.minutes > 50"
                    + " where p.id <= 6 order by p.id, v.id",
                Object[].class));
    steps.add(
        "join fetch to one",
        em ->
            list(
                    em,
                    "select v from Visit v join fetch v.patient where v.id <= 9 order by v.id",
                    Visit.class)
                .stream()
                .map(v -> v + " of " + v.getPatient()));
    steps.add(
        "join fetch to many",
        em ->
            list(
                    em,
                    "select p from Patient p left join fetch p.visitList where p.id <= 6",
                    Patient.class)
                .stream()
                .map(p -> p.getId() + " " + p.getVisitList())
                .distinct()
                .sorted());
    steps.add(
        "distinct with join fetch",
        em ->
            list(
                    em,
                    "select distinct p from Patient p left join fetch p.visitList where p.id = 1",
                    Patient.class)
                .stream()
                .map(Patient::getVisitList));
    steps.add(
        "several join fetches",
        em ->
            list(
                    em,
                    "select p from Patient p left join fetch p.tags left join fetch p.country"
                        + " where p.id <= 6",
                    Patient.class)
                .stream()
                .map(p -> p.getId() + " " + p.getCountry() + " " + sorted(p.getTags()))
                .distinct()
                .sorted());
  }

  private static List<String> sorted(Iterable<?> all) {
    List<String> texts = new ArrayList<>();
    all.forEach(each -> texts.add(each.toString()));
    texts.sort(null);
    return texts;
  }

  private static void collections(Steps<EntityManager> steps) {
    steps.add("lazy one-to-many", em -> em.find(Patient.class, 2L).getVisitList());
    steps.add("lazy many-to-many", em -> sorted(em.find(Patient.class, 2L).getTags()));
    steps.add("lazy elements", em -> sorted(em.find(Patient.class, 2L).getPhones()));
    steps.add(
        "change many-to-many",
        em -> {
          Patient patient = em.find(Patient.class, 2L);
          patient.getTags().add(em.find(Tag.class, 2L));
          patient.getTags().remove(em.find(Tag.class, 1L));
          em.flush();
          em.clear();
          return sorted(em.find(Patient.class, 2L).getTags());
        });
    steps.add(
        "add an element",
        em -> {
          em.find(Patient.class, 3L).getPhones().add(new Phone("S3CRET-new", "work"));
          em.flush();
          em.clear();
          return sorted(em.find(Patient.class, 3L).getPhones());
        });
    steps.add(
        "remove an element",
        em -> {
          em.find(Patient.class, 2L).getPhones().remove(0);
          em.flush();
          em.clear();
          return sorted(em.find(Patient.class, 2L).getPhones());
        });
    steps.add(
        "remove an orphan",
        em -> {
          Patient patient = em.find(Patient.class, 3L);
          int before = patient.getVisitList().size();
          patient.getVisitList().remove(0);
          em.flush();
          return before - patient.getVisitList().size();
        });
    steps.add(
        "ask for members and sizes",
        em ->
            list(
                em,
                "select p.id from Patient p where size(p.tags) > 1 and p.visitList is not empty"
                    + " order by p.id",
                Long.class));
    steps.add(
        "member of",
        em ->
            list(
                em,
                "select p.id from Patient p where ?1 member of p.tags order by p.id",
                Long.class,
                em.find(Tag.class, 3L)));
  }

  private static void inheritance(Steps<EntityManager> steps) {
    steps.add(
        "single table, all kinds",
        em -> list(em, "select p from Payment p order by p.id", Payment.class));
    steps.add(
        "single table, one kind",
        em -> list(em, "select p from CardPayment p order by p.id", CardPayment.class));
    steps.add(
        "single table, by type",
        em ->
            list(
                em,
                "select p from Payment p where type(p) = TransferPayment order by p.id",
                Payment.class));
    steps.add(
        "single table, persist",
        em -> {
          em.persist(new CardPayment(new BigDecimal("3.50"), "S3CRET-CARD-new"));
          em.persist(new TransferPayment(new BigDecimal("4.50"), "S3CRET-IBAN-new"));
          em.flush();
          return em.createQuery("select count(p) from Payment p", Long.class).getSingleResult();
        });
    steps.add(
        "joined tables, all kinds",
        em -> list(em, "select s from Staff s order by s.id", Staff.class));
    steps.add(
        "joined tables, one kind",
        em ->
            list(em, "select d from Doctor d where d.field like 'f%' order by d.id", Doctor.class));
    steps.add(
        "joined tables, write",
        em -> {
          em.persist(new Doctor(21, "S3CRET doc", "W9", "ear", "S3CRET lic"));
          em.persist(new Nurse(22, "S3CRET nurse", "W9", "day"));
          em.flush();
          em.find(Staff.class, 21L).move("W8");
          em.flush();
          em.remove(em.find(Staff.class, 22L));
          em.flush();
          em.clear();
          return list(em, "select s from Staff s where s.id > 20", Staff.class);
        });
  }

  private static void locks(Steps<EntityManager> steps) {
    steps.add(
        "a stale version is found",
        em -> {
          Patient patient = em.find(Patient.class, 4L);
          em.createNativeQuery("update patient set version = version + 1 where id = 4")
              .executeUpdate();
          patient.setCity("nowhere");
          try {
            em.flush();
            return "not found";
          } catch (OptimisticLockException e) {
            return "found";
          }
        });
    steps.add(
        "force an increment",
        em -> em.find(Patient.class, 5L, LockModeType.OPTIMISTIC_FORCE_INCREMENT).getName());
    steps.add("lock for writing", em -> em.find(Patient.class, 1L, LockModeType.PESSIMISTIC_WRITE));
    steps.add("lock for reading", em -> em.find(Patient.class, 1L, LockModeType.PESSIMISTIC_READ));
    steps.add(
        "lock without waiting",
        em ->
            em.createQuery("select p from Patient p where p.id = 1", Patient.class)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .setHint("jakarta.persistence.lock.timeout", 0)
                .getResultList());
    steps.add(
        "lock in a join",
        em ->
            em.createQuery(
                    "select v from Visit v join fetch v.patient where v.room = 'R1' order by v.id",
                    Visit.class)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList());
    steps.add(
        "lock what was read",
        em -> {
          Tag tag = em.find(Tag.class, 1L);
          em.lock(tag, LockModeType.PESSIMISTIC_WRITE);
          return tag;
        });
  }

  private static void queries(Steps<EntityManager> steps) {
    steps.add(
        "pages",
        em ->
            Stream.of(0, 2, 4)
                .map(
                    first ->
                        em.createQuery(
                                "select p from Patient p where p.id <= 6 order by p.id",
                                Patient.class)
                            .setFirstResult(first)
                            .setMaxResults(2)
                            .getResultList()
                            .toString())
                .toList());
    steps.add(
        "first of a page only",
        em ->
            em.createQuery("select v.id from Visit v order by v.day desc, v.id", Long.class)
                .setMaxResults(3)
                .getResultList());
    steps.add(
        "several values",
        em ->
            list(
                em,
                "select p.id, p.name, p.dob, p.weight, p.blood, p.device, p.seenAt from Patient p"
                    + " where p.id <= 6 order by p.id",
                Object[].class));
    steps.add(
        "case and coalesce of plain columns",
        em ->
            list(
                em,
                "select p.id, case when p.visits > 3 then 'often' else 'seldom' end,"
                    + " coalesce(p.city, 'none'), nullif(p.city, 'Bern') from Patient p"
                    + " where p.id <= 6 order by p.id",
                Object[].class));
    steps.add(
        "functions of plain columns",
        em ->
            list(
                em,
                "select p.id, upper(p.city), length(p.city), concat(p.city, '-', p.status),"
                    + " substring(p.city, 1, 2), trim(p.city), locate('e', p.city), abs(p.visits),"
                    + " mod(p.visits, 2) from Patient p where p.id <= 6 order by p.id",
                Object[].class));
    steps.add(
        "stream",
        em -> {
          try (Stream<Visit> visits =
              em.createQuery("select v from Visit v where v.id < 9 order by v.id", Visit.class)
                  .setHint("org.hibernate.fetchSize", 2)
                  .setHint("eclipselink.jdbc.fetch-size", 2)
                  .getResultStream()) {
            return visits.map(Visit::toString).toList();
          }
        });
  }

  private static void predicates(Steps<EntityManager> steps) {
    steps.add(
        "named parameters",
        em ->
            em.createQuery(
                    "select p.name from Patient p where p.city = :city and p.status = :status"
                        + " and p.visits between :low and :high order by p.id",
                    String.class)
                .setParameter("city", "Athens")
                .setParameter("status", Status.OPEN)
                .setParameter("low", 1)
                .setParameter("high", 4)
                .getResultList());
    for (int size : new int[] {1, 3, 5}) {
      steps.add(
          "a list of " + size,
          em ->
              em.createQuery(
                      "select p.id from Patient p where p.id in :ids order by p.id", Long.class)
                  .setParameter("ids", Stream.iterate(1L, i -> i + 1).limit(size).toList())
                  .getResultList());
    }
    steps.add(
        "not in, like, escape",
        em ->
            list(
                em,
                "select p.id from Patient p where p.city not in ('Bern', 'Basel')"
                    + " and p.city like 'A%' and p.city not like '%!_%' escape '!' order by p.id",
                Long.class));
    steps.add(
        "types in predicates",
        em ->
            list(
                em,
                "select p.id from Patient p where p.externalId = ?1 or p.registeredAt > ?2"
                    + " or p.wakesAt = ?3 order by p.id",
                Long.class,
                new UUID(0xABCDL, 1),
                OffsetDateTime.parse("2026-02-08T00:00:00Z"),
                LocalTime.of(6, 2)));
    steps.add(
        "dates in predicates",
        em ->
            list(
                em,
                "select v.id from Visit v where v.day between ?1 and ?2 order by v.id",
                Long.class,
                LocalDate.of(2026, 1, 3),
                LocalDate.of(2026, 1, 5)));
    steps.add(
        "null handling",
        em ->
            list(
                em,
                "select p.id from Patient p where p.ssn is null or p.wakesAt is null"
                    + " or (p.note is not null and p.visits = 6) order by p.id",
                Long.class));
    steps.add(
        "the server's time",
        em ->
            list(
                em,
                "select p.id from Patient p where p.registeredAt < current_timestamp"
                    + " and p.id <= 6 order by p.id",
                Long.class));
    steps.add(
        "a protected column compared",
        em -> list(em, "select p.id from Patient p where p.ssn = ?1", Long.class, "S3CRET-0001"));
  }

  private static void aggregates(Steps<EntityManager> steps) {
    steps.add(
        "aggregates",
        em ->
            list(
                em,
                "select count(v), count(v.finding), min(v.minutes), max(v.day), avg(v.minutes)"
                    + " from Visit v where v.id <= 9",
                Object[].class));
    steps.add("sum", em -> list(em, "select sum(p.amount) from Payment p", Object.class));
    steps.add(
        "group by, having",
        em ->
            list(
                em,
                "select p.city, count(p), sum(p.visits) from Patient p where p.id <= 6"
                    + " group by p.city having count(p) > 1 order by p.city",
                Object[].class));
    steps.add(
        "group by a joined entity",
        em ->
            list(
                em,
                "select p.id, count(v) from Patient p left join p.visitList v where p.id <= 6"
                    + " group by p.id order by count(v) desc, p.id",
                Object[].class));
    steps.add(
        "exists",
        em ->
            list(
                em,
                "select p.id from Patient p where exists (select v.id from Visit v"
                    + " where v.patient = p and v.minutes > 60) order by p.id",
                Long.class));
    steps.add(
        "in a subquery",
        em ->
            list(
                em,
                "select p.id from Patient p where p.id in (select v.patient.id from Visit v where"
                    + " v.room = 'R1') and p.visits >= all (select 0 from Tag t) order by p.id",
                Long.class));
    steps.add(
        "a correlated subquery in a comparison",
        em ->
            list(
                em,
                "select v.id from Visit v where v.minutes = (select max(w.minutes) from Visit w"
                    + " where w.patient = v.patient) order by v.id",
                Long.class));
  }

  private static void bulk(Steps<EntityManager> steps) {
    steps.add(
        "bulk update of plain and protected columns",
        em ->
            em.createQuery(
                    "update Patient p set p.city = :city, p.note = :note, p.visits = p.visits + 1"
                        + " where p.status = :status and p.id <= 6")
                .setParameter("city", "Genf")
                .setParameter("note", "S3CRET bulk")
                .setParameter("status", Status.CLOSED)
                .executeUpdate());
    steps.add(
        "bulk update with a subquery",
        em ->
            em.createQuery(
                    "update Visit v set v.room = 'R7' where v.patient.id in"
                        + " (select p.id from Patient p where p.city = 'Genf')")
                .executeUpdate());
    steps.add(
        "bulk delete",
        em ->
            em.createQuery("delete from Visit v where v.minutes > :m and v.id <= 9")
                .setParameter("m", 85)
                .executeUpdate());
    steps.add(
        "bulk delete with exists",
        em ->
            em.createQuery(
                    "delete from Tag t where t.id > 3 and not exists"
                        + " (select p.id from Patient p where p.city = t.label)")
                .executeUpdate());
    steps.add(
        "bulk update over joined tables",
        em ->
            em.createQuery("update Doctor d set d.ward = 'WX', d.field = 'eye' where d.id = 2")
                .executeUpdate());
    steps.add(
        "bulk delete over joined tables",
        em -> em.createQuery("delete from Nurse n where n.ward = 'W3'").executeUpdate());
  }

  private static void natively(Steps<EntityManager> steps) {
    steps.add(
        "native query for entities",
        em ->
            em.createNativeQuery("select * from patient where id = ?1", Patient.class)
                .setParameter(1, 2L)
                .getResultList());
    steps.add(
        "native query for values",
        em ->
            em.createNativeQuery(
                    "select v.id, v.finding, p.name, row_number() over (partition by p.id order by"
                        + " v.id) from visit v join patient p on p.id = v.patient_id where v.id < 9"
                        + " order by v.id")
                .getResultList());
    steps.add(
        "native query with a CTE and a union",
        em ->
            em.createNativeQuery(
                    "with busy as (select patient_id, count(*) as n from visit where id < 9 group"
                        + " by patient_id) select p.id, b.n from patient p join busy b on"
                        + " b.patient_id = p.id union all select id, 0 from tag where id < 3 order"
                        + " by 1, 2")
                .getResultList());
    steps.add(
        "native update",
        em ->
            em.createNativeQuery("update patient set ssn = ?1 where id = ?2")
                .setParameter(1, "S3CRET-U")
                .setParameter(2, 5L)
                .executeUpdate());
    steps.add(
        "native upsert",
        em ->
            em.createNativeQuery(
                    "insert into tag (id, label) values (3, 'x'), (31, 'y')"
                        + " on conflict (tenant_id, id) do update set label = excluded.label")
                .executeUpdate());
  }
}

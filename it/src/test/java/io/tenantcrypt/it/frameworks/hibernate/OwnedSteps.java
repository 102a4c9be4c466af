package io.tenantcrypt.it.frameworks.hibernate;

import io.tenantcrypt.it.frameworks.Steps;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.LocalDate;
import java.util.List;
import org.hibernate.Session;

/** What applications do with entities that carry Hibernate's tenant discriminator. */
final class OwnedSteps {

  private OwnedSteps() {}

  static void addTo(Steps<EntityManager> steps) {
    steps.add("find by key", em -> em.find(OwnedPatient.class, 2L));
    steps.add("find a key that nobody has", em -> em.find(OwnedPatient.class, 99L));
    steps.add(
        "persist a batch",
        em -> {
          for (int i = 1; i <= 6; i++) {
            OwnedPatient patient = new OwnedPatient("S3CRET owned " + i, LocalDate.of(1907, 8, i));
            patient.setCity("Thun");
            patient
                .getVisitList()
                .add(new OwnedVisit(patient, LocalDate.of(2026, 8, i), "S3CRET " + i, i));
            em.persist(patient);
          }
          em.flush();
          em.clear();
          return em.createQuery(
                  "select p from OwnedPatient p where p.city = 'Thun' order by p.id",
                  OwnedPatient.class)
              .getResultList();
        });
    steps.add(
        "change what was read",
        em -> {
          OwnedPatient patient = em.find(OwnedPatient.class, 1L);
          patient.setName("S3CRET renamed");
          em.flush();
          em.refresh(patient);
          return patient;
        });
    steps.add(
        "remove what was read",
        em -> {
          em.persist(new OwnedTag(71, "for a moment"));
          em.flush();
          em.remove(em.find(OwnedTag.class, 71L));
          em.flush();
          return em.createQuery("select t from OwnedTag t order by t.id", OwnedTag.class)
              .getResultList();
        });
    steps.add(
        "a batch of updates",
        em -> {
          List<OwnedTag> tags =
              em.createQuery("select t from OwnedTag t order by t.id", OwnedTag.class)
                  .getResultList();
          tags.forEach(t -> t.rename(t + "!"));
          em.flush();
          return tags;
        });
    steps.add("lazy one-to-many", em -> em.find(OwnedPatient.class, 2L).getVisitList());
    steps.add(
        "join",
        em ->
            em.createQuery(
                    "select v.id, p.name from OwnedVisit v join v.patient p where v.id < 9"
                        + " order by v.id",
                    Object[].class)
                .getResultList());
    steps.add(
        "join fetch to one",
        em ->
            em
                .createQuery(
                    "select v from OwnedVisit v join fetch v.patient where v.id < 9 order by v.id",
                    OwnedVisit.class)
                .getResultList()
                .stream()
                .map(v -> v + " of " + v.getPatient()));
    steps.add(
        "left join fetch to many",
        em ->
            em
                .createQuery(
                    "select p from OwnedPatient p left join fetch p.visitList where p.id = 1",
                    OwnedPatient.class)
                .getResultList()
                .stream()
                .map(p -> p + " " + p.getVisitList()));
    steps.add(
        "exists",
        em ->
            em.createQuery(
                    "select p.id from OwnedPatient p where exists (select v.id from OwnedVisit v"
                        + " where v.patient = p and v.minutes > 50) order by p.id",
                    Long.class)
                .getResultList());
    steps.add(
        "aggregates",
        em ->
            em.createQuery(
                    "select p.city, count(v), max(v.minutes) from OwnedPatient p left join"
                        + " p.visitList v where p.id <= 6 group by p.city order by p.city",
                    Object[].class)
                .getResultList());
    steps.add(
        "pages and a lock",
        em ->
            em.createQuery("select t from OwnedTag t order by t.id", OwnedTag.class)
                .setFirstResult(1)
                .setMaxResults(2)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList());
    steps.add(
        "bulk update and delete",
        em -> {
          Session session = em.unwrap(Session.class);
          return List.of(
              session
                  .createMutationQuery("update OwnedPatient p set p.city = 'Biel' where p.id = 3")
                  .executeUpdate(),
              session.createMutationQuery("delete from OwnedTag t where t.id = 4").executeUpdate());
        });
    steps.add(
        "a CTE",
        em ->
            em.createQuery(
                    "with busy as (select v.patient.id as pid, count(*) as n from OwnedVisit v"
                        + " group by v.patient.id) select p.id, b.n from OwnedPatient p"
                        + " join busy b on b.pid = p.id order by p.id",
                    Object[].class)
                .getResultList());
    steps.add(
        "a union",
        em ->
            em.createQuery(
                    "select p.id from OwnedPatient p where p.id < 3 union all"
                        + " select t.id from OwnedTag t where t.id < 3 order by 1",
                    Long.class)
                .getResultList());
  }
}

package io.tenantcrypt.it.frameworks.jpa;

import io.tenantcrypt.it.frameworks.Steps;
import jakarta.persistence.EntityManager;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.JoinType;
import jakarta.persistence.criteria.Root;
import jakarta.persistence.criteria.Subquery;
import java.util.List;

/** JPA's queries built in Java. */
final class JpaCriteriaSteps {

  private JpaCriteriaSteps() {}

  static void addTo(Steps<EntityManager> steps) {
    steps.add("criteria: predicates", JpaCriteriaSteps::predicates);
    steps.add("criteria: joins and subqueries", JpaCriteriaSteps::joins);
    steps.add("criteria: aggregates", JpaCriteriaSteps::aggregates);
    steps.add("criteria: update and delete", JpaCriteriaSteps::changes);
  }

  private static List<Patient> predicates(EntityManager em) {
    CriteriaBuilder cb = em.getCriteriaBuilder();
    CriteriaQuery<Patient> query = cb.createQuery(Patient.class);
    Root<Patient> p = query.from(Patient.class);
    query
        .select(p)
        .where(
            cb.or(
                cb.and(cb.equal(p.get("city"), "Bern"), cb.ge(p.get("visits"), 2)),
                cb.like(cb.lower(p.get("city")), "ba%")),
            cb.isNotNull(p.get("name")))
        .orderBy(cb.asc(p.get("id")));
    return em.createQuery(query).getResultList();
  }

  private static List<Object[]> joins(EntityManager em) {
    CriteriaBuilder cb = em.getCriteriaBuilder();
    CriteriaQuery<Object[]> query = cb.createQuery(Object[].class);
    Root<Patient> p = query.from(Patient.class);
    var visit = p.join("visitList", JoinType.LEFT);
    Subquery<Long> tagged = query.subquery(Long.class);
    Root<Patient> inner = tagged.from(Patient.class);
    tagged.select(inner.get("id")).where(cb.equal(inner.join("tags").get("label"), "label 1"));
    query
        .select(cb.array(p.get("id"), visit.get("room"), cb.coalesce(visit.get("minutes"), 0)))
        .where(p.get("id").in(tagged))
        .orderBy(cb.asc(p.get("id")), cb.desc(visit.get("id")));
    return em.createQuery(query).getResultList();
  }

  private static List<Object[]> aggregates(EntityManager em) {
    CriteriaBuilder cb = em.getCriteriaBuilder();
    CriteriaQuery<Object[]> query = cb.createQuery(Object[].class);
    Root<Visit> v = query.from(Visit.class);
    query
        .select(cb.array(v.get("room"), cb.count(v), cb.sum(v.<Integer>get("minutes"))))
        .where(cb.lessThan(v.get("id"), 9L))
        .groupBy(v.get("room"))
        .having(cb.gt(cb.count(v), 1L))
        .orderBy(cb.asc(v.get("room")));
    return em.createQuery(query).getResultList();
  }

  private static List<Integer> changes(EntityManager em) {
    CriteriaBuilder cb = em.getCriteriaBuilder();
    var update = cb.createCriteriaUpdate(Tag.class);
    Root<Tag> t = update.from(Tag.class);
    update.set("label", "by criteria").where(cb.equal(t.get("id"), 4L));
    var delete = cb.createCriteriaDelete(Tag.class);
    Root<Tag> d = delete.from(Tag.class);
    delete.where(cb.equal(d.get("label"), "nobody's"));
    return List.of(em.createQuery(update).executeUpdate(), em.createQuery(delete).executeUpdate());
  }
}

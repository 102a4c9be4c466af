package io.tenantcrypt.it.frameworks.spring;

import io.tenantcrypt.it.frameworks.Steps;
import io.tenantcrypt.it.frameworks.jpa.CardPayment;
import io.tenantcrypt.it.frameworks.jpa.Patient;
import io.tenantcrypt.it.frameworks.jpa.Status;
import io.tenantcrypt.it.frameworks.jpa.Tag;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.ApplicationContext;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Window;

/** What applications do with Spring Data JPA. */
final class DataJpaSteps {

  private DataJpaSteps() {}

  private static JpaRepositories.Patients patients(ApplicationContext context) {
    return context.getBean(JpaRepositories.Patients.class);
  }

  private static JpaRepositories.Tags tags(ApplicationContext context) {
    return context.getBean(JpaRepositories.Tags.class);
  }

  static void addTo(Steps<ApplicationContext> steps) {
    repository(steps);
    derived(steps);
    pages(steps);
    declared(steps);
  }

  private static void repository(Steps<ApplicationContext> steps) {
    steps.add("find by id", c -> patients(c).findById(2L).orElseThrow());
    steps.add("exists by id", c -> patients(c).existsById(2L) + " " + patients(c).existsById(99L));
    steps.add("find all by id", c -> tags(c).findAllById(List.of(1L, 2L, 99L)));
    steps.add(
        "save all, count",
        c -> {
          List<Patient> fresh = new ArrayList<>();
          for (int i = 1; i <= 4; i++) {
            fresh.add(new Patient(i, null));
          }
          patients(c).saveAllAndFlush(fresh);
          return patients(c).count();
        });
    steps.add(
        "save what has its key already",
        c -> {
          tags(c).saveAndFlush(new Tag(1, "saved"));
          tags(c).saveAndFlush(new Tag(401, "saved too"));
          return tags(c).findAll(Sort.by("id"));
        });
    steps.add(
        "save one of several kinds",
        c -> {
          var cards = c.getBean(JpaRepositories.Cards.class);
          cards.saveAndFlush(new CardPayment(new BigDecimal("5.25"), "S3CRET-SPRING"));
          return cards.findAll(Sort.by("id"));
        });
    steps.add(
        "delete",
        c -> {
          tags(c).deleteById(401L);
          tags(c).save(new Tag(402, "batch"));
          tags(c).flush();
          tags(c).deleteAllByIdInBatch(List.of(402L, 403L));
          return tags(c).count();
        });
    steps.add("delete derived", c -> tags(c).deleteByLabel("nobody's"));
    steps.add(
        "delete in a batch",
        c -> {
          tags(c).saveAllAndFlush(List.of(new Tag(404, "x"), new Tag(405, "y")));
          tags(c).deleteAllInBatch(tags(c).findAllById(List.of(404L, 405L)));
          return tags(c).count();
        });
  }

  private static void derived(Steps<ApplicationContext> steps) {
    steps.add("derived: equality", c -> patients(c).findByCityOrderById("Bern"));
    steps.add(
        "derived: starting with, ignoring case",
        c ->
            patients(c)
                .findByCityStartingWithIgnoreCaseAndVisitsGreaterThanEqualOrderById("ath", 2));
    steps.add("derived: in", c -> patients(c).findByIdInOrderById(List.of(1L, 2L, 3L)));
    steps.add("derived: is null", c -> patients(c).findBySsnIsNullOrderById());
    steps.add("derived: first", c -> patients(c).findFirstByOrderByVisitsDescIdAsc().orElseThrow());
    steps.add(
        "derived: interface projection",
        c ->
            patients(c).findByStatusOrderById(Status.CLOSED).stream()
                .map(n -> n.getName() + " " + n.getCity()));
    steps.add("derived: record", c -> patients(c).findByVisitsBetweenOrderById(2, 4));
    steps.add(
        "derived: exists and count",
        c -> patients(c).existsByCity("Bern") + " " + patients(c).countByStatus(Status.CLOSED));
    steps.add("derived: over a collection", c -> patients(c).findByVisitListRoomOrderById("R1"));
    steps.add(
        "derived: over a reference",
        c ->
            c.getBean(JpaRepositories.Visits.class)
                .findByPatientCityOrderByIdDesc("Athens", Limit.of(2)));
    steps.add(
        "derived: stream",
        c -> {
          try (var visits =
              c.getBean(JpaRepositories.Visits.class)
                  .streamByDayBeforeOrderById(LocalDate.of(2026, 1, 4))) {
            return visits.toList();
          }
        });
    steps.add(
        "a graph",
        c ->
            patients(c).findWithGraphByIdLessThanOrderById(4).stream()
                .map(p -> p.getId() + " " + p.getCountry() + " " + p.getTags().size()));
    steps.add("a lock", c -> patients(c).findLockedById(1L).orElseThrow());
  }

  private static void pages(Steps<ApplicationContext> steps) {
    steps.add(
        "a page with its total",
        c -> {
          Page<Patient> page =
              patients(c).findByIdLessThan(7, PageRequest.of(1, 2, Sort.by("city", "id")));
          return page.getTotalElements() + " " + page.getContent();
        });
    steps.add(
        "a slice",
        c ->
            patients(c)
                .findSliceByStatus(Status.CLOSED, PageRequest.of(0, 1, Sort.by("id")))
                .getContent());
    steps.add(
        "windows by offset and by key",
        c -> {
          Window<Patient> first =
              patients(c).findFirst2ByIdLessThanOrderByIdAsc(7, ScrollPosition.offset());
          Window<Patient> next =
              patients(c).findFirst2ByIdLessThanOrderByIdAsc(7, first.positionAt(1));
          Window<Patient> keyed =
              patients(c).findFirst2ByIdLessThanOrderByIdAsc(7, ScrollPosition.keyset());
          Window<Patient> after =
              patients(c).findFirst2ByIdLessThanOrderByIdAsc(7, keyed.positionAt(1));
          return List.of(
              first.getContent(), next.getContent(), keyed.getContent(), after.getContent());
        });
    steps.add(
        "a specification",
        c ->
            patients(c)
                .findAll(
                    (p, query, cb) ->
                        cb.and(cb.equal(p.get("city"), "Athens"), cb.lessThan(p.get("visits"), 5)),
                    PageRequest.of(0, 2, Sort.by("id")))
                .getContent());
  }

  private static void declared(Steps<ApplicationContext> steps) {
    steps.add("declared: fetch", c -> patients(c).withCountry("Bern"));
    steps.add("declared: native", c -> patients(c).natively("Bern"));
    steps.add("declared: change", c -> patients(c).relocate(3, "Uster", "S3CRET moved"));
    steps.add("declared: aggregates", c -> c.getBean(JpaRepositories.Visits.class).rooms());
  }
}

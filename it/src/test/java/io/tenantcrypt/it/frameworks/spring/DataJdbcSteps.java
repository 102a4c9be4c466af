package io.tenantcrypt.it.frameworks.spring;

import io.tenantcrypt.it.frameworks.Steps;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.springframework.context.ApplicationContext;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.data.jdbc.core.JdbcAggregateTemplate;
import org.springframework.data.relational.core.query.Criteria;
import org.springframework.data.relational.core.query.Query;
import org.springframework.jdbc.core.JdbcTemplate;

/** What applications do with Spring Data JDBC; the entities know nothing of tenants. */
final class DataJdbcSteps {

  private DataJdbcSteps() {}

  private static JdbcRepositories.Patients patients(ApplicationContext context) {
    return context.getBean(JdbcRepositories.Patients.class);
  }

  private static JdbcRepositories.Visits visits(ApplicationContext context) {
    return context.getBean(JdbcRepositories.Visits.class);
  }

  static void addTo(Steps<ApplicationContext> steps) {
    steps.add("find an aggregate", c -> patients(c).findById(2L).orElseThrow());
    steps.add("find nobody", c -> patients(c).findById(99L).isPresent());
    steps.add("exists by id", c -> patients(c).existsById(2L));
    steps.add("find all by id", c -> patients(c).findAllById(List.of(1L, 3L)));
    steps.add(
        "insert an aggregate",
        c -> {
          patients(c).save(JdbcRepositories.Patient.fresh(601));
          patients(c).save(JdbcRepositories.Patient.fresh(602));
          return patients(c).findById(601L).orElseThrow();
        });
    steps.add(
        "update an aggregate: its parts are deleted and inserted",
        c -> {
          var patient = patients(c).findById(601L).orElseThrow();
          patient.move("Goldau", "S3CRET moved");
          patients(c).save(patient);
          return patients(c).findById(601L).orElseThrow();
        });
    steps.add(
        "a stale version is found",
        c -> {
          var patient = patients(c).findById(602L).orElseThrow();
          new JdbcTemplate(c.getBean(javax.sql.DataSource.class))
              .update("update patient set version = version + 1 where id = 602");
          try {
            // Past the repository's own transaction, which would mark ours for rolling back.
            c.getBean(JdbcAggregateTemplate.class).save(patient);
            return "not found";
          } catch (OptimisticLockingFailureException e) {
            return "found";
          }
        });
    steps.add(
        "delete an aggregate",
        c -> {
          patients(c).deleteById(602L);
          return patients(c).count();
        });
    steps.add(
        "save with a key of the database",
        c -> {
          var visit =
              new JdbcRepositories.Visit(
                  null,
                  1,
                  LocalDate.of(2026, 9, 1),
                  "S3CRET data",
                  new BigDecimal("1907.50"),
                  null,
                  7);
          return visits(c).save(visit);
        });
    steps.add(
        "save all: a batch",
        c ->
            visits(c)
                .saveAll(
                    List.of(
                        new JdbcRepositories.Visit(
                            null, 2, LocalDate.of(2026, 9, 2), "S3CRET a", null, "R5", 1),
                        new JdbcRepositories.Visit(
                            null, 2, LocalDate.of(2026, 9, 3), "S3CRET b", null, "R5", 2))));
    steps.add("derived: equality", c -> patients(c).findByCityOrderById("Bern"));
    steps.add("derived: exists", c -> patients(c).existsByCity("Bern"));
    steps.add("derived: in", c -> visits(c).findByRoomInOrderById(List.of("R1", "R2")));
    steps.add("derived: count", c -> visits(c).countByMinutesBetween(20, 50));
    steps.add("derived: delete", c -> visits(c).deleteByRoom("R5"));
    steps.add(
        "a page with its total",
        c -> {
          var page = patients(c).findByIdLessThan(7, PageRequest.of(1, 2, Sort.by("id")));
          return page.getTotalElements() + " " + page.getContent();
        });
    steps.add("sorted", c -> patients(c).findAll(Sort.by("city", "id")));
    steps.add("a lock", c -> patients(c).findLockedById(1));
    steps.add(
        "declared: select",
        c -> visits(c).between(LocalDate.of(2026, 1, 2), LocalDate.of(2026, 1, 4)));
    steps.add("declared: change", c -> visits(c).note(1, "S3CRET noted"));
    steps.add(
        "a query by criteria",
        c ->
            c.getBean(JdbcAggregateTemplate.class)
                .findAll(
                    Query.query(
                            Criteria.where("city")
                                .is("Athens")
                                .and(Criteria.where("id").lessThan(5L).or("id").isNull()))
                        .sort(Sort.by("id")),
                    JdbcRepositories.Patient.class));
  }
}

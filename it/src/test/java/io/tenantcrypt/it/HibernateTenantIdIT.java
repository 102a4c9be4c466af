package io.tenantcrypt.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.List;
import java.util.function.Function;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.annotations.TenantId;
import org.hibernate.cfg.Configuration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Hibernate's own discriminator tenancy above the driver, under {@code unscoped: refuse}. */
class HibernateTenantIdIT {

  /** A patient with a tenant that Hibernate fills and compares. */
  @Entity(name = "Patient")
  @Table(name = "patient")
  @SuppressWarnings("NullAway.Init") // Hibernate fills it
  static class Patient {
    @Id long id;

    @TenantId
    @Column(name = "tenant_id")
    String tenant;

    String name;
    String city;

    protected Patient() {}

    Patient(long id, String name) {
      this.id = id;
      this.name = name;
    }
  }

  private static Sealed sealed;
  private static HikariDataSource pool;
  private static SessionFactory sessions;

  @BeforeAll
  static void start() throws Exception {
    Sealed scoped = Sealed.create("tenant_id");
    sealed = new Sealed(scoped.name(), scoped.plainUrl(), "policy-refuse.yaml");
    pool = sealed.pool();
    Configuration configuration = new Configuration().addAnnotatedClass(Patient.class);
    configuration.getProperties().put("jakarta.persistence.nonJtaDataSource", pool);
    sessions = configuration.buildSessionFactory();
  }

  @AfterAll
  static void stop() {
    sessions.close();
    pool.close();
  }

  @BeforeEach
  void forget() {
    sealed.recording().clear();
  }

  /** Work of a tenant, as Hibernate and as the driver are told. */
  private static <T> T work(String hibernate, String driver, Function<Session, T> work)
      throws Exception {
    return AsTenant.call(
        driver,
        () -> {
          try (Session session =
              sessions.withOptions().tenantIdentifier((Object) hibernate).openSession()) {
            var transaction = session.beginTransaction();
            try {
              T result = work.apply(session);
              session.flush();
              transaction.commit();
              return result;
            } catch (RuntimeException e) {
              transaction.rollback();
              throw e;
            }
          }
        });
  }

  @Test
  void agreement_readsEachTenantsOwn() throws Exception {
    for (String tenant : Sealed.TENANTS) {
      List<Patient> all =
          work(
              tenant,
              tenant,
              session ->
                  session
                      .createSelectionQuery("from Patient order by id", Patient.class)
                      .getResultList());
      assertThat(all).hasSize(3);
      assertThat(all).allSatisfy(p -> assertThat(p.tenant).isEqualTo(tenant));
      assertThat(all.get(0).name).isEqualTo("Ann S3CRET");
    }
    assertThat(sealed.recording().events()).anyMatch(e -> e.sql().contains("tenant_id"));
  }

  @Test
  void agreement_findsStoresChangesAndRemoves() throws Exception {
    for (String tenant : Sealed.TENANTS) {
      work(
          tenant,
          tenant,
          session -> {
            session.persist(new Patient(50, "S3CRET of " + tenant));
            return true;
          });
    }
    work(
        World.ACME,
        World.ACME,
        session -> {
          session.find(Patient.class, 50L).name = "S3CRET changed";
          return true;
        });
    String kept = work(World.GLOBEX, World.GLOBEX, s -> s.find(Patient.class, 50L).name);
    assertThat(kept).isEqualTo("S3CRET of globex");
    work(
        World.ACME,
        World.ACME,
        session -> {
          session.remove(session.find(Patient.class, 50L));
          return true;
        });
    assertThat(sealed.raw("SELECT string_agg(tenant_id, ',') FROM patient WHERE id = 50"))
        .isEqualTo("globex");
  }

  @Test
  void disagreement_isRefused() {
    assertThatThrownBy(
            () ->
                work(
                    World.GLOBEX,
                    World.ACME,
                    session ->
                        session
                            .createSelectionQuery("from Patient", Patient.class)
                            .getResultList()))
        .hasStackTraceContaining("names another tenant than the session's (acme)");
    assertThatThrownBy(
            () ->
                work(
                    World.GLOBEX,
                    World.ACME,
                    session -> {
                      session.persist(new Patient(60, "S3CRET nowhere"));
                      return true;
                    }))
        .hasStackTraceContaining("names another tenant than the session's (acme)");
  }

  @Test
  void disagreement_byKey_findsNothing() throws Exception {
    // Hibernate takes the refusal for a lost connection, rolls back and gives null.
    Patient found = work(World.GLOBEX, World.ACME, s -> s.find(Patient.class, 1L));
    assertThat(found).isNull();
    assertThat(sealed.recording().events())
        .noneMatch(e -> e.kind() == Recording.Kind.EXECUTED && e.sql().contains("from patient"));
  }
}

package io.tenantcrypt.it.frameworks.hibernate;

import com.zaxxer.hikari.HikariDataSource;
import io.tenantcrypt.it.frameworks.Application;
import io.tenantcrypt.it.frameworks.Pool;
import io.tenantcrypt.it.frameworks.Steps;
import io.tenantcrypt.it.frameworks.jpa.JpaApplication;
import io.tenantcrypt.it.frameworks.jpa.JpaModel;
import io.tenantcrypt.it.frameworks.jpa.JpaSteps;
import jakarta.persistence.EntityManager;
import org.hibernate.cfg.Configuration;
import org.hibernate.context.spi.CurrentTenantIdentifierResolver;

/** The applications on Hibernate; found by name from another class loader. */
public final class HibernateApplications {

  private HibernateApplications() {}

  /** Entities without a word of tenants. */
  public static Application plain(String url) {
    Steps<EntityManager> steps = new Steps<>();
    JpaSteps.addTo(steps);
    HibernateSteps.addTo(steps);
    Configuration configuration = new Configuration();
    JpaModel.ENTITIES.forEach(configuration::addAnnotatedClass);
    configuration.addAnnotatedClass(Document.class).addAnnotatedClass(Memo.class);
    return start(url, configuration, steps);
  }

  /** Bulk changes of joined tables by CTEs, Hibernate's own choice on PostgreSQL. */
  public static Application bulkByCte(String url) {
    return bulk(url, "");
  }

  /** The same by a table of keys that each connection makes for itself. */
  public static Application bulkByLocalTable(String url) {
    return bulk(url, "LocalTemporaryTable");
  }

  /** The same by a table of keys that stays. */
  public static Application bulkByPersistentTable(String url) {
    return bulk(url, "PersistentTable");
  }

  private static Application bulk(String url, String strategy) {
    Steps<EntityManager> steps = new Steps<>();
    if (strategy.equals("PersistentTable")) {
      BulkSteps.makeTables(steps);
    }
    BulkSteps.addTo(steps);
    Configuration configuration = new Configuration();
    JpaModel.ENTITIES.forEach(configuration::addAnnotatedClass);
    if (!strategy.isEmpty()) {
      String name = "org.hibernate.query.sqm.mutation.internal.temptable." + strategy;
      configuration
          .setProperty("hibernate.query.mutation_strategy", name + "MutationStrategy")
          .setProperty("hibernate.query.mutation_strategy.local_temporary.drop_tables", "true")
          .setProperty("hibernate.query.mutation_strategy.persistent.create_tables", "false")
          .setProperty("hibernate.query.insert_strategy", name + "InsertStrategy");
    }
    return start(url, configuration, steps);
  }

  /** Entities with Hibernate's own discriminator. */
  public static Application withTenantId(String url) {
    Steps<EntityManager> steps = new Steps<>();
    OwnedSteps.addTo(steps);
    Configuration configuration =
        new Configuration()
            .addAnnotatedClass(OwnedPatient.class)
            .addAnnotatedClass(OwnedVisit.class)
            .addAnnotatedClass(OwnedTag.class);
    configuration.getProperties().put("hibernate.tenant_identifier_resolver", new Acme());
    return start(url, configuration, steps);
  }

  private static Application start(
      String url, Configuration configuration, Steps<EntityManager> steps) {
    HikariDataSource pool = Pool.of(url);
    configuration
        .setProperty("hibernate.jdbc.batch_size", "5")
        .setProperty("hibernate.order_inserts", "true")
        .setProperty("hibernate.order_updates", "true")
        .setProperty("hibernate.query.in_clause_parameter_padding", "true")
        .setProperty("hibernate.cache.use_second_level_cache", "false")
        .setProperty("hibernate.hbm2ddl.auto", "none");
    configuration.getProperties().put("jakarta.persistence.nonJtaDataSource", pool);
    return new JpaApplication(pool, configuration.buildSessionFactory(), steps);
  }

  /** Whoever works, works for acme; the driver has been told elsewhere. */
  private static final class Acme implements CurrentTenantIdentifierResolver<String> {

    @Override
    public String resolveCurrentTenantIdentifier() {
      return "acme";
    }

    @Override
    public boolean validateExistingCurrentSessions() {
      return false;
    }
  }
}

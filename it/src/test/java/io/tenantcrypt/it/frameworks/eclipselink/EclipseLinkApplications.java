package io.tenantcrypt.it.frameworks.eclipselink;

import com.zaxxer.hikari.HikariDataSource;
import io.tenantcrypt.it.frameworks.Application;
import io.tenantcrypt.it.frameworks.Pool;
import io.tenantcrypt.it.frameworks.Steps;
import io.tenantcrypt.it.frameworks.jpa.JpaApplication;
import io.tenantcrypt.it.frameworks.jpa.JpaModel;
import io.tenantcrypt.it.frameworks.jpa.JpaSteps;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceConfiguration;
import org.eclipse.persistence.jpa.PersistenceProvider;

/** The application on EclipseLink. */
public final class EclipseLinkApplications {

  private EclipseLinkApplications() {}

  /** Entities without a word of tenants. */
  public static Application plain(String url) {
    Steps<EntityManager> steps = new Steps<>();
    JpaSteps.addTo(steps);
    HikariDataSource pool = Pool.of(url);
    PersistenceConfiguration configuration =
        new PersistenceConfiguration("eclipselink-" + System.identityHashCode(pool))
            .property("jakarta.persistence.nonJtaDataSource", pool)
            .property("jakarta.persistence.transactionType", "RESOURCE_LOCAL")
            .property("eclipselink.cache.shared.default", "false")
            .property("eclipselink.jdbc.batch-writing", "JDBC")
            .property("eclipselink.logging.level", "OFF")
            .property("eclipselink.weaving", "false");
    JpaModel.ENTITIES.forEach(configuration::managedClass);
    return new JpaApplication(
        pool, new PersistenceProvider().createEntityManagerFactory(configuration), steps);
  }
}

package io.tenantcrypt.it.frameworks.jpa;

import com.zaxxer.hikari.HikariDataSource;
import io.tenantcrypt.it.frameworks.Application;
import io.tenantcrypt.it.frameworks.Steps;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.util.List;

/** Runs steps on an entity manager factory. */
public final class JpaApplication implements Application {

  private final HikariDataSource pool;
  private final EntityManagerFactory factory;
  private final Steps<EntityManager> steps;

  /** Takes over the pool and the factory. */
  public JpaApplication(
      HikariDataSource pool, EntityManagerFactory factory, Steps<EntityManager> steps) {
    this.pool = pool;
    this.factory = factory;
    this.steps = steps;
  }

  @Override
  public List<String> steps() {
    return steps.names();
  }

  @Override
  public String run(String step, boolean keep) throws Exception {
    EntityManager em = factory.createEntityManager();
    try {
      em.getTransaction().begin();
      String read = steps.run(step, em);
      if (keep && !em.getTransaction().getRollbackOnly()) {
        em.getTransaction().commit();
      }
      return read;
    } finally {
      if (em.getTransaction().isActive()) {
        em.getTransaction().rollback();
      }
      em.close();
    }
  }

  @Override
  public void close() {
    factory.close();
    pool.close();
  }
}

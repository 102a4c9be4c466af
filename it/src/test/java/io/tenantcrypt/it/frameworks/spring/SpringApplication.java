package io.tenantcrypt.it.frameworks.spring;

import com.zaxxer.hikari.HikariDataSource;
import io.tenantcrypt.it.frameworks.Application;
import io.tenantcrypt.it.frameworks.Pool;
import io.tenantcrypt.it.frameworks.Steps;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.DefaultTransactionDefinition;

/** Runs steps on the beans of a context. */
public final class SpringApplication implements Application {

  private final HikariDataSource pool;
  private final AnnotationConfigApplicationContext context;
  private final Steps<ApplicationContext> steps = new Steps<>();

  private SpringApplication(HikariDataSource pool, AnnotationConfigApplicationContext context) {
    this.pool = pool;
    this.context = context;
  }

  /** Spring Data JPA on Hibernate. */
  public static Application dataJpa(String url) {
    return start(url, JpaBeans.class, DataJpaSteps::addTo);
  }

  /** Spring Data JDBC. */
  public static Application dataJdbc(String url) {
    return start(url, JdbcBeans.class, DataJdbcSteps::addTo);
  }

  /** The templates alone. */
  public static Application templates(String url) {
    return start(url, TemplateBeans.class, TemplateSteps::addTo);
  }

  private static Application start(
      String url, Class<?> beans, Consumer<Steps<ApplicationContext>> steps) {
    HikariDataSource pool = Pool.of(url);
    AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    context.registerBean("dataSource", HikariDataSource.class, () -> pool);
    context.register(beans);
    context.refresh();
    SpringApplication application = new SpringApplication(pool, context);
    steps.accept(application.steps);
    return application;
  }

  @Override
  public List<String> steps() {
    return steps.names();
  }

  @Override
  public String run(String step, boolean keep) throws Exception {
    PlatformTransactionManager transactions = context.getBean(PlatformTransactionManager.class);
    TransactionStatus status = transactions.getTransaction(new DefaultTransactionDefinition());
    boolean done = false;
    try {
      String read = steps.run(step, context);
      done = keep;
      return read;
    } finally {
      if (done) {
        transactions.commit(status);
      } else {
        transactions.rollback(status);
      }
    }
  }

  @Override
  public void close() {
    context.close();
    pool.close();
  }
}

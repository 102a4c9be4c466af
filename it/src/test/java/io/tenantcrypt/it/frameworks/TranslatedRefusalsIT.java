package io.tenantcrypt.it.frameworks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.zaxxer.hikari.HikariDataSource;
import io.tenantcrypt.it.AsTenant;
import io.tenantcrypt.it.World;
import io.tenantcrypt.it.frameworks.hibernate.HibernateApplications;
import jakarta.persistence.PersistenceException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.exception.JDBCConnectionException;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.PermissionDeniedDataAccessException;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.orm.jpa.vendor.HibernateJpaDialect;

/** What frameworks make of a refusal, as the book's page on errors has it. */
class TranslatedRefusalsIT {

  private static final String READ = "read all";

  @Test
  void hibernate_ofARefusalByTenant_speaksOfTheConnection_whichIsSound() throws Exception {
    Databases databases = Databases.create("translated", "scope");
    try (Application application = HibernateApplications.bulkByCte(databases.sealedUrl())) {
      Throwable thrown = catchThrowable(() -> application.run(READ, false));

      assertThat(chain(thrown)).hasAtLeastOneElementOfType(JDBCConnectionException.class);
      assertThat(thrown).isInstanceOf(PersistenceException.class);
      assertThat(state(thrown)).isEqualTo("TC010");
      assertThat(new HibernateJpaDialect().translateExceptionIfPossible((RuntimeException) thrown))
          .isInstanceOf(DataAccessResourceFailureException.class);
      assertThat(AsTenant.call(World.ACME, () -> application.run(READ, false))).contains("S3CRET");
    }
  }

  @Test
  void springJdbc_tellsRefusalsByTheirClass_andThePoolKeepsItsConnection() throws Exception {
    Databases databases = Databases.create("translated-jdbc", "refuse");
    try (HikariDataSource pool = Pool.of(databases.sealedUrl())) {
      pool.setMaximumPoolSize(1);
      JdbcTemplate template = new JdbcTemplate(pool);
      Object before = session(template);

      assertRefused(
          template,
          "SELECT id FROM staff WHERE tenant_id = 'acme'",
          "TC010",
          PermissionDeniedDataAccessException.class);
      AsTenant.run(
          World.ACME,
          () -> {
            assertRefused(
                template,
                "SELECT id FROM staff",
                "TC001",
                PermissionDeniedDataAccessException.class);
            assertRefused(
                template,
                "SELECT upper(name) FROM staff WHERE tenant_id = 'acme'",
                "TC002",
                BadSqlGrammarException.class);
            assertRefused(template, "LOCK TABLE staff", "TC003", BadSqlGrammarException.class);
          });

      assertThat(session(template)).isEqualTo(before);
    }
  }

  private static Object session(JdbcTemplate template) {
    return template.queryForList("SELECT pg_backend_pid()").toString();
  }

  private static void assertRefused(
      JdbcTemplate template, String sql, String state, Class<? extends Throwable> translated) {
    Throwable thrown = catchThrowable(() -> template.execute(sql));

    assertThat(thrown).isInstanceOf(translated);
    assertThat(state(thrown)).isEqualTo(state);
  }

  private static List<Throwable> chain(Throwable thrown) {
    List<Throwable> chain = new ArrayList<>();
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      chain.add(t);
    }
    return chain;
  }

  private static String state(Throwable thrown) {
    return chain(thrown).stream()
        .filter(SQLException.class::isInstance)
        .map(t -> ((SQLException) t).getSQLState())
        .filter(s -> s != null && s.startsWith("TC"))
        .findFirst()
        .orElse("");
  }
}

package io.tenantcrypt.it.frameworks;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.tenantcrypt.it.AsTenant;
import io.tenantcrypt.it.World;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobExecutionContext;
import org.quartz.JobExecutionException;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.TriggerBuilder;
import org.quartz.impl.StdSchedulerFactory;
import org.quartz.utils.ConnectionProvider;
import org.quartz.utils.DBConnectionManager;

/**
 * Quartz keeps its own tables, which belong to no tenant, with threads that work for none; a job
 * binds its tenant itself.
 */
class QuartzIT {

  private static final BlockingQueue<String> READ = new LinkedBlockingQueue<>();
  private static final String POOL = "quartz-pool";

  /** What an application schedules. */
  public static final class ReadNotes implements Job {
    @Override
    public void execute(JobExecutionContext context) throws JobExecutionException {
      try {
        READ.add(
            AsTenant.call(
                context.getMergedJobDataMap().getString("tenant"),
                () -> {
                  try (Connection connection =
                          DBConnectionManager.getInstance().getConnection(POOL);
                      Statement statement = connection.createStatement();
                      ResultSet rows =
                          statement.executeQuery(
                              "SELECT note FROM patient WHERE tenant_id = 'acme' AND id = 1")) {
                    rows.next();
                    return rows.getString(1);
                  }
                }));
      } catch (Exception e) {
        READ.add(e.toString());
        throw new JobExecutionException(e);
      }
    }
  }

  private record Pooled(HikariDataSource source) implements ConnectionProvider {
    @Override
    public Connection getConnection() throws java.sql.SQLException {
      return source.getConnection();
    }

    @Override
    public void shutdown() {
      source.close();
    }

    @Override
    public void initialize() {}
  }

  @Test
  void scheduler_jobOfATenantInTheDriversDatabase_runsAsOften() throws Exception {
    Databases databases = Databases.create("quartz", "refuse");
    HikariDataSource pool = Pool.of(databases.sealedUrl());
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      for (String sql : tables()) {
        statement.execute(sql);
      }
    }
    DBConnectionManager.getInstance().addConnectionProvider(POOL, new Pooled(pool));
    Scheduler scheduler = scheduler();
    try {
      scheduler.scheduleJob(
          JobBuilder.newJob(ReadNotes.class)
              .withIdentity("notes")
              .usingJobData("tenant", World.ACME)
              .storeDurably()
              .build(),
          TriggerBuilder.newTrigger()
              .withIdentity("twice")
              .withSchedule(
                  SimpleScheduleBuilder.simpleSchedule()
                      .withIntervalInMilliseconds(50)
                      .withRepeatCount(1))
              .build());
      scheduler.start();
      String first = READ.poll(30, TimeUnit.SECONDS);
      String second = READ.poll(30, TimeUnit.SECONDS);

      assertThat(List.of(first, second)).containsOnly("note S3CRET 芳 1");
      assertThat(scheduler.checkExists(JobKey.jobKey("notes"))).isTrue();
    } finally {
      scheduler.shutdown(true);
    }
  }

  private static Scheduler scheduler() throws Exception {
    Properties settings = new Properties();
    settings.setProperty("org.quartz.scheduler.instanceName", "it");
    settings.setProperty("org.quartz.scheduler.skipUpdateCheck", "true");
    settings.setProperty("org.quartz.threadPool.threadCount", "1");
    settings.setProperty("org.quartz.jobStore.class", "org.quartz.impl.jdbcjobstore.JobStoreTX");
    settings.setProperty(
        "org.quartz.jobStore.driverDelegateClass",
        "org.quartz.impl.jdbcjobstore.PostgreSQLDelegate");
    settings.setProperty("org.quartz.jobStore.dataSource", POOL);
    return new StdSchedulerFactory(settings).getScheduler();
  }

  private static List<String> tables() throws Exception {
    try (InputStream in =
        Scheduler.class.getResourceAsStream("/org/quartz/impl/jdbcjobstore/tables_postgres.sql")) {
      String script = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return List.of(script.replaceAll("(?m)--.*$", "").replace("COMMIT;", "").split(";", -1))
          .stream()
          .filter(sql -> !sql.isBlank())
          .toList();
    }
  }
}

package io.tenantcrypt.it.demo;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;

/**
 * The application: HikariCP, Flyway and Hibernate as anyone would set them up. It is given a URL
 * and knows nothing of tenants, keys or policies.
 */
public final class Clinic implements AutoCloseable {

  private static final int BATCH = 50;
  private static final LocalDate FIRST_DAY = LocalDate.of(2026, 1, 5);

  private final HikariDataSource pool;
  private final SessionFactory sessions;

  private Clinic(HikariDataSource pool, SessionFactory sessions) {
    this.pool = pool;
    this.sessions = sessions;
  }

  /**
   * Starts the application.
   *
   * @param migrations the folder of Flyway's scripts
   */
  public static Clinic start(String url, Path migrations) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setMaximumPoolSize(4);
    HikariDataSource pool = new HikariDataSource(config);
    try {
      Flyway.configure().dataSource(pool).locations("filesystem:" + migrations).load().migrate();
      return new Clinic(pool, sessionFactory(pool));
    } catch (RuntimeException e) {
      pool.close();
      throw e;
    }
  }

  private static SessionFactory sessionFactory(DataSource pool) {
    Configuration configuration =
        new Configuration()
            .addAnnotatedClass(Country.class)
            .addAnnotatedClass(Patient.class)
            .addAnnotatedClass(Visit.class)
            .setProperty("hibernate.jdbc.batch_size", Integer.toString(BATCH))
            .setProperty("hibernate.order_inserts", "true");
    configuration.getProperties().put("jakarta.persistence.nonJtaDataSource", pool);
    return configuration.buildSessionFactory();
  }

  /** The pool, for those who write SQL by hand. */
  public DataSource dataSource() {
    return pool;
  }

  /** Stores patients, each with a first visit, in batches. */
  public void admit(List<PatientRow> rows) {
    sessions.inTransaction(
        session -> {
          for (int i = 0; i < rows.size(); i++) {
            PatientRow row = rows.get(i);
            Patient patient = new Patient(row, session.getReference(Country.class, row.country()));
            session.persist(patient);
            session.persist(new Visit(patient, FIRST_DAY.plusDays(i % 200), row.note()));
            if (i % BATCH == BATCH - 1) {
              session.flush();
              session.clear();
            }
          }
        });
  }

  /** All patients by number. */
  public List<PatientCard> patients() {
    return sessions.fromTransaction(
        session ->
            session
                .createSelectionQuery(
                    "from Patient p join fetch p.country order by p.id", Patient.class)
                .getResultList()
                .stream()
                .map(PatientCard::of)
                .toList());
  }

  /** What was found at the visits of some days, with the patient's name. */
  public List<String> findings(LocalDate from, LocalDate to) {
    return sessions.fromTransaction(
        session ->
            session
                .createSelectionQuery(
                    "from Visit v join fetch v.patient where v.day between :a and :b"
                        + " order by v.day, v.id",
                    Visit.class)
                .setParameter("a", from)
                .setParameter("b", to)
                .getResultList()
                .stream()
                .map(v -> v.day() + " " + v.patient().name() + ": " + v.finding())
                .toList());
  }

  /** The patient of this number. */
  public Optional<PatientCard> find(long id) {
    return sessions.fromTransaction(
        session -> Optional.ofNullable(session.find(Patient.class, id)).map(PatientCard::of));
  }

  /** Loads the patient of this number, changes it and stores it. */
  public void change(long id, Consumer<Patient> change) {
    sessions.inTransaction(session -> change.accept(session.find(Patient.class, id)));
  }

  /** Removes the patient of this number and all visits. */
  public void remove(long id) {
    sessions.inTransaction(
        session -> {
          session
              .createSelectionQuery("from Visit v where v.patient.id = :id", Visit.class)
              .setParameter("id", id)
              .getResultList()
              .forEach(session::remove);
          session.flush();
          session.remove(session.find(Patient.class, id));
        });
  }

  @Override
  public void close() {
    sessions.close();
    pool.close();
  }
}

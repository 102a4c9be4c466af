package io.tenantcrypt.keys.store;

import io.tenantcrypt.keys.JobRow;
import io.tenantcrypt.keys.JobState;
import io.tenantcrypt.keys.JobTable;
import io.tenantcrypt.keys.KeyId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The job table over JDBC. A change is made only to a row that is as it was read: its seal covers
 * what it says. Owner and lease are not sealed: who may write to them can hold work up, or have two
 * workers do the same, which its steps stand.
 */
final class JdbcJobTable implements JobTable {

  private final KeyStoreSession session;
  private final KeyStoreSetup setup;
  private final JobSql sql;

  JdbcJobTable(KeyStoreSession session, KeyStoreSetup setup) {
    this.session = session;
    this.setup = setup;
    this.sql = new JobSql(session);
  }

  @Override
  public Instant now() {
    return session.read(connection -> KeyStoreDialect.of(connection).now(connection));
  }

  @Override
  public boolean insert(List<JobRow> jobs) {
    RowSeals seals = setup.seals();
    return session.writeUnlessThere(
        connection -> {
          for (JobRow job : jobs) {
            sql.insert(connection, job, seals.job(job));
          }
          return true;
        });
  }

  @Override
  public Optional<JobRow> find(KeyId id) {
    RowSeals seals = setup.seals();
    return session.read(connection -> sql.find(connection, id)).map(found -> found.verified(seals));
  }

  @Override
  public List<JobRow> list() {
    return verified(session.read(sql::wholes));
  }

  @Override
  public List<JobRow> parts(KeyId whole) {
    return verified(session.read(connection -> sql.parts(connection, whole)));
  }

  private List<JobRow> verified(List<JobSql.Found> rows) {
    RowSeals seals = setup.seals();
    return rows.stream().map(found -> found.verified(seals)).toList();
  }

  @Override
  public Optional<JobRow> claim(KeyId job, KeyId worker, Duration lease) {
    return taken(connection -> sql.lock(connection, job, now(connection)), worker, lease);
  }

  @Override
  public Optional<JobRow> claimPart(KeyId whole, KeyId worker, Duration lease) {
    return taken(connection -> sql.lockPart(connection, whole, now(connection)), worker, lease);
  }

  private Optional<JobRow> taken(
      KeyStoreSession.Work<Optional<JobSql.Found>> lock, KeyId worker, Duration lease) {
    RowSeals seals = setup.seals();
    return session.write(
        connection -> {
          Optional<JobSql.Found> free = lock.run(connection);
          if (free.isEmpty()) {
            return Optional.empty();
          }
          JobRow row = free.get().verified(seals);
          Instant now = now(connection);
          JobRow mine = owned(row, Optional.of(worker), Optional.of(now.plus(lease)), now);
          sql.own(connection, mine);
          return Optional.of(mine);
        });
  }

  @Override
  public Optional<JobRow> save(JobRow expected, JobRow next, Optional<Duration> lease) {
    RowSeals seals = setup.seals();
    return session.write(
        connection -> {
          Instant now = now(connection);
          JobRow row =
              owned(next, lease.flatMap(any -> expected.owner()), lease.map(now::plus), now);
          return sql.update(connection, row, seals.job(row), seals.job(expected), expected.owner())
              ? Optional.of(row)
              : Optional.empty();
        });
  }

  @Override
  public boolean become(JobRow expected, JobState state) {
    RowSeals seals = setup.seals();
    JobRow next = expected.with(state, expected.progress());
    return session.write(
        connection ->
            sql.restate(connection, next, seals.job(next), seals.job(expected), now(connection)));
  }

  @Override
  public void removeParts(KeyId whole) {
    session.write(
        connection -> {
          sql.removeParts(connection, whole);
          return true;
        });
  }

  private static Instant now(Connection connection) throws SQLException {
    return KeyStoreDialect.of(connection).now(connection);
  }

  static JobRow owned(JobRow row, Optional<KeyId> owner, Optional<Instant> until, Instant now) {
    return new JobRow(
        row.id(),
        row.kind(),
        row.tenant(),
        row.state(),
        row.specification(),
        row.progress(),
        owner,
        until,
        row.created(),
        now);
  }
}

package io.tenantcrypt.it.bench;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/** The operations that are measured. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DriverBenchmark {

  /** Prepare and close a short statement whose plan is cached; always the same String. */
  @Benchmark
  public PreparedStatement prepareShort(Session session) throws SQLException {
    try (PreparedStatement statement = session.prepareShort()) {
      return statement;
    }
  }

  /** Prepare and close an ORM's statement of 60 columns whose plan is cached. */
  @Benchmark
  public PreparedStatement prepareWide(Session session) throws SQLException {
    try (PreparedStatement statement = session.prepareWide()) {
      return statement;
    }
  }

  /** Prepare, bind, query and read one row of 8 columns, 3 protected. */
  @Benchmark
  public long pointRead(Session session) throws Exception {
    return session.pointRead();
  }

  /** Prepare, bind and insert one row of 8 columns, 3 protected. */
  @Benchmark
  public int insert(Session session) throws Exception {
    return session.insertOne();
  }

  /** Read 10,000 rows of 8 columns, 3 protected. */
  @Benchmark
  public long scan(Session session) throws Exception {
    return session.scanRead();
  }
}

package io.tenantcrypt.it.bench;

import io.tenantcrypt.it.bench.HandCipher.Cell;
import io.tenantcrypt.tenancy.TenantContext;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** One thread's connection and what it does there; the ways differ in the marked places only. */
@State(Scope.Thread)
public class Session {

  private static final AtomicLong NEXT_ID = new AtomicLong(System.currentTimeMillis() * 1_000);
  private static final String NAME = "Anneliese Müller-Papadopoulou";
  private static final String BORN = "1971-05-23";
  private static final String NOTE = "Klagt über Kopfschmerzen seit 26 Tagen; Blutdruck erhöht.";

  /** Stub or real server. */
  @Param("STUB")
  public Target target;

  /** Who protects. */
  @Param("PLAIN")
  public Way way;

  /** How many tenants take turns. */
  @Param("1")
  public int tenants;

  private HandCipher cipher;
  private String[] ids;
  private Connection connection;
  private String select;
  private String scan;
  private String insert;
  private String wide;

  /** Opens the connection, and reads each tenant once: keys are there when it is measured. */
  @Setup(Level.Trial)
  public void openWarm() throws Exception {
    open();
    int begin = ThreadLocalRandom.current().nextInt(ids.length);
    for (int i = 0; i < ids.length; i++) {
      pointRead(ids[(begin + i) % ids.length]);
    }
  }

  private void open() throws SQLException {
    connection = Ground.connect(target, way);
    ids = new String[tenants];
    for (int i = 0; i < tenants; i++) {
      ids[i] = Ground.tenant(i);
    }
    cipher = new HandCipher(way == Way.BOUND);
    if (way.byHand()) {
      cipher.prepare(ids);
    }
    select = way.select();
    scan = way.scan();
    insert = way.insert();
    wide = way.wide();
  }

  /** Closes the connection. */
  @TearDown(Level.Trial)
  public void close() throws SQLException {
    connection.close();
  }

  PreparedStatement prepareShort() throws SQLException {
    return connection.prepareStatement(select);
  }

  PreparedStatement prepareWide() throws SQLException {
    return connection.prepareStatement(wide);
  }

  long pointRead() throws Exception {
    return pointRead(ids[ids.length == 1 ? 0 : ThreadLocalRandom.current().nextInt(ids.length)]);
  }

  private long pointRead(String tenant) throws Exception {
    if (way != Way.OURS) {
      return read(tenant, select, 1);
    }
    TenantContext.Scope scope = TenantContext.bind(tenant);
    try {
      return read(tenant, select, 1);
    } finally {
      scope.close();
    }
  }

  long scanRead() throws Exception {
    if (way != Way.OURS) {
      return read(Ground.SCAN_TENANT, scan, 0);
    }
    TenantContext.Scope scope = TenantContext.bind(Ground.SCAN_TENANT);
    try {
      return read(Ground.SCAN_TENANT, scan, 0);
    } finally {
      scope.close();
    }
  }

  int insertOne() throws Exception {
    String tenant = ids[ids.length == 1 ? 0 : ThreadLocalRandom.current().nextInt(ids.length)];
    long id = NEXT_ID.incrementAndGet();
    if (way != Way.OURS) {
      return write(connection, tenant, id);
    }
    TenantContext.Scope scope = TenantContext.bind(tenant);
    try {
      return write(connection, tenant, id);
    } finally {
      scope.close();
    }
  }

  private long read(String tenant, String sql, long id)
      throws SQLException, GeneralSecurityException {
    long sum = 0;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, tenant);
      statement.setLong(2, id);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          sum += rows.getLong(1) + rows.getString(2).length();
          if (way.byHand()) {
            sum += cipher.open(tenant, Cell.NAME, rows.getBytes(3)).length();
            sum += Date.valueOf(cipher.open(tenant, Cell.DOB, rows.getBytes(4))).getTime();
            sum += cipher.open(tenant, Cell.NOTE, rows.getBytes(5)).length();
          } else {
            sum += rows.getString(3).length();
            sum += rows.getDate(4).getTime();
            sum += rows.getString(5).length();
          }
          sum += rows.getString(6).length() + rows.getInt(7) + (rows.getBoolean(8) ? 1 : 0);
        }
      }
    }
    return sum;
  }

  private int write(Connection to, String tenant, long id)
      throws SQLException, GeneralSecurityException {
    try (PreparedStatement statement = to.prepareStatement(insert)) {
      statement.setLong(1, id);
      statement.setString(2, tenant);
      if (way.byHand()) {
        statement.setBytes(3, cipher.seal(tenant, Cell.NAME, NAME));
        statement.setBytes(4, cipher.seal(tenant, Cell.DOB, BORN));
        statement.setBytes(5, cipher.seal(tenant, Cell.NOTE, NOTE));
      } else {
        statement.setString(3, NAME);
        statement.setDate(4, Date.valueOf(BORN));
        statement.setString(5, NOTE);
      }
      statement.setString(6, "Bern");
      statement.setInt(7, 3);
      statement.setBoolean(8, true);
      return statement.executeUpdate();
    }
  }

  /** Refuses to measure ways that do not read the same. */
  static void requireEqual(String... ways) throws Exception {
    Set<List<Long>> read = new HashSet<>();
    for (String way : ways) {
      Session session = new Session();
      session.way = Way.valueOf(way);
      session.target = Target.POSTGRESQL;
      session.tenants = 1;
      session.open();
      try {
        read.add(List.of(session.pointRead(), session.scanRead()));
      } finally {
        session.close();
      }
    }
    if (read.size() != 1) {
      throw new IllegalStateException("The ways read different values: " + read);
    }
  }

  /** Fills the way's table: one row a tenant, and the rows of the scan. */
  static void fill(Way way, int tenants) throws Exception {
    Session session = new Session();
    session.way = way;
    session.target = Target.POSTGRESQL;
    session.tenants = tenants;
    session.open();
    try {
      session.connection.setAutoCommit(false);
      for (String tenant : session.ids) {
        session.writeAs(tenant, 1);
      }
      for (int id = 1; id <= Ground.SCANNED_ROWS; id++) {
        session.writeAs(Ground.SCAN_TENANT, id);
      }
      session.connection.commit();
    } finally {
      session.close();
    }
  }

  private void writeAs(String tenant, long id) throws Exception {
    if (way != Way.OURS) {
      write(connection, tenant, id);
      return;
    }
    TenantContext.Scope scope = TenantContext.bind(tenant);
    try {
      write(connection, tenant, id);
      connection.commit();
    } finally {
      scope.close();
    }
  }
}

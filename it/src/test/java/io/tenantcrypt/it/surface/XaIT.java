package io.tenantcrypt.it.surface;

import static io.tenantcrypt.it.surface.PooledDatabase.secret;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantcrypt.TenantCryptXADataSource;
import io.tenantcrypt.it.AsTenant;
import io.tenantcrypt.it.MariaDbWorld;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.XAConnection;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Distributed transactions over protected columns, as a transaction manager runs them. */
class XaIT {

  /** The drivers whose data sources are found by the URL. */
  enum Product {
    POSTGRESQL,
    MARIADB,
    MYSQL_DRIVER,
    H2
  }

  @SuppressWarnings("ArrayRecordComponent") // Xid has arrays; nobody compares these.
  private record Id(byte[] global, byte[] branch) implements Xid {
    @Override
    public int getFormatId() {
      return 71;
    }

    @Override
    public byte[] getGlobalTransactionId() {
      return global;
    }

    @Override
    public byte[] getBranchQualifier() {
      return branch;
    }

    boolean same(Xid other) {
      return other.getFormatId() == getFormatId()
          && java.util.Arrays.equals(global, other.getGlobalTransactionId());
    }
  }

  private static final AtomicInteger NEXT = new AtomicInteger();
  private static final Map<Product, PooledDatabase> DATABASES = new EnumMap<>(Product.class);

  @BeforeAll
  static void create() throws Exception {
    DATABASES.put(Product.POSTGRESQL, PooledDatabase.create("xa"));
    DATABASES.put(
        Product.MARIADB,
        PooledDatabase.over(MariaDbWorld.shared().server().freshUrl("mariadb", "xa")));
    DATABASES.put(
        Product.MYSQL_DRIVER,
        PooledDatabase.over(MariaDbWorld.shared().server().freshUrl("mysql", "xa_mysql")));
    DATABASES.put(Product.H2, PooledDatabase.over("jdbc:h2:mem:xa;DB_CLOSE_DELAY=-1"));
  }

  /** What is left prepared would keep other tests waiting. */
  @AfterEach
  void nothingStaysPrepared() throws Exception {
    for (Product product : Product.values()) {
      XAConnection connection = source(product).getXAConnection();
      for (Xid xid : connection.getXAResource().recover(XAResource.TMSTARTRSCAN)) {
        connection.getXAResource().rollback(xid);
      }
      connection.close();
    }
  }

  private static PooledDatabase database(Product product) {
    PooledDatabase database = DATABASES.get(product);
    if (database == null) {
      throw new IllegalStateException("no database of " + product);
    }
    return database;
  }

  private static TenantCryptXADataSource source(Product product) {
    TenantCryptXADataSource source = new TenantCryptXADataSource();
    source.setUrl(database(product).url());
    return source;
  }

  private static Id id() {
    byte[] bytes =
        ("tx" + NEXT.incrementAndGet()).getBytes(java.nio.charset.StandardCharsets.UTF_8);
    return new Id(bytes, new byte[] {1});
  }

  private static int write(Connection connection, String body) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement("UPDATE note SET body = ? WHERE id = 1")) {
      update.setString(1, body);
      return update.executeUpdate();
    }
  }

  private static String read(Connection connection) throws SQLException {
    try (PreparedStatement select =
            connection.prepareStatement("SELECT body FROM note WHERE id = 1");
        ResultSet row = select.executeQuery()) {
      assertThat(row.next()).isTrue();
      return row.getString(1);
    }
  }

  private static String committed(Product product, String tenant) throws Exception {
    return AsTenant.call(
        tenant,
        () -> {
          try (Connection connection = database(product).connect()) {
            return read(connection);
          }
        });
  }

  private static void refused(String state, AsTenant.Work work) {
    assertThatThrownBy(work::run)
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(state));
  }

  @ParameterizedTest
  @EnumSource(Product.class)
  void branch_preparedAndCommitted_holdsTheTenantsCells(Product product) throws Exception {
    String before = secret("acme", 100);
    String body = secret("acme", 101);
    XAConnection physical = source(product).getXAConnection();
    XAResource resource = physical.getXAResource();
    AsTenant.run(
        "acme",
        () -> {
          try (Connection local = physical.getConnection()) {
            assertThat(write(local, before)).isEqualTo(1);
          }
          Id id = id();
          resource.start(id, XAResource.TMNOFLAGS);
          try (Connection connection = physical.getConnection()) {
            assertThat(write(connection, body)).isEqualTo(1);
            assertThat(read(connection)).isEqualTo(body);
            resource.end(id, XAResource.TMSUCCESS);
            assertThat(resource.prepare(id)).isEqualTo(XAResource.XA_OK);
            assertThat(committed(product, "acme")).isEqualTo(before);
            resource.commit(id, false);
          }
          assertThat(committed(product, "acme")).isEqualTo(body);
          try (Connection local = physical.getConnection()) {
            assertThat(local.getAutoCommit()).isTrue();
            assertThat(read(local)).isEqualTo(body);
          }
        });
    physical.close();
    assertThat(committed(product, "globex")).doesNotContain("acme");
    try (Connection raw = database(product).raw();
        ResultSet rows = raw.createStatement().executeQuery("SELECT body FROM note")) {
      while (rows.next()) {
        assertThat(new String(rows.getBytes(1), java.nio.charset.StandardCharsets.ISO_8859_1))
            .doesNotContain(PooledDatabase.MARK);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Product.class)
  void branch_inOnePhaseOrRolledBack_doesWhatTheRealDriversDoes(Product product) throws Exception {
    XAConnection physical = source(product).getXAConnection();
    XAResource resource = physical.getXAResource();
    AsTenant.run(
        "initech",
        () -> {
          String kept = secret("initech", 7);
          for (boolean commit : List.of(true, false)) {
            Id id = id();
            try (Connection connection = physical.getConnection()) {
              resource.start(id, XAResource.TMNOFLAGS);
              write(connection, commit ? kept : secret("initech", 8));
              resource.end(id, XAResource.TMSUCCESS);
              if (commit) {
                resource.commit(id, true);
              } else {
                resource.rollback(id);
              }
              assertThat(read(connection)).isEqualTo(kept);
            }
            assertThat(committed(product, "initech")).isEqualTo(kept);
          }
        });
    physical.close();
  }

  @ParameterizedTest
  @EnumSource(Product.class)
  void preparedBranch_isCommittedByAnotherConnection_whenItsOwnIsGone(Product product)
      throws Exception {
    if (product == Product.H2) {
      return; // H2 in memory rolls back with the connection
    }
    String body = secret("umbrella", 5);
    Id id = id();
    XAConnection first = source(product).getXAConnection();
    AsTenant.run(
        "umbrella",
        () -> {
          first.getXAResource().start(id, XAResource.TMNOFLAGS);
          try (Connection connection = first.getConnection()) {
            write(connection, body);
          }
          first.getXAResource().end(id, XAResource.TMSUCCESS);
          first.getXAResource().prepare(id);
        });
    first.close();
    XAConnection second = source(product).getXAConnection();
    XAResource resource = second.getXAResource();
    assertThat(resource.recover(XAResource.TMSTARTRSCAN)).anyMatch(id::same);
    resource.commit(id, false);
    assertThat(resource.recover(XAResource.TMSTARTRSCAN)).noneMatch(id::same);
    second.close();
    assertThat(committed(product, "umbrella")).isEqualTo(body);
  }

  @ParameterizedTest
  @EnumSource(Product.class)
  void bindingInsideABranch_lastsToItsEnd_andNoOtherTenantComesIn(Product product)
      throws Exception {
    XAConnection physical = source(product).getXAConnection();
    XAResource resource = physical.getXAResource();
    Id id = id();
    resource.start(id, XAResource.TMNOFLAGS);
    try (Connection connection = physical.getConnection()) {
      connection.setClientInfo("tenantcrypt.tenant", "acme");
      assertThat(write(connection, secret("acme", 20))).isEqualTo(1);
      assertThat(read(connection)).isEqualTo(secret("acme", 20));
      refused("TC011", () -> connection.setClientInfo("tenantcrypt.tenant", "globex"));
      if (product == Product.POSTGRESQL || product == Product.MARIADB) {
        assertThatThrownBy(connection::commit).isInstanceOf(SQLException.class);
      }
      assertThat(read(connection)).isEqualTo(secret("acme", 20));
    }
    // The next logical connection of the same branch begins without a binding.
    try (Connection connection = physical.getConnection()) {
      refused("TC010", () -> read(connection));
      refused("TC011", () -> AsTenant.call("globex", () -> read(connection)));
      if (product != Product.H2) { // which rolls back with each logical connection
        assertThat(AsTenant.call("acme", () -> read(connection))).isEqualTo(secret("acme", 20));
      }
    }
    resource.end(id, XAResource.TMSUCCESS);
    resource.rollback(id);
    try (Connection connection = physical.getConnection()) {
      refused("TC010", () -> read(connection));
      assertThat(AsTenant.call("globex", () -> read(connection))).startsWith("globex");
    }
    physical.close();
  }

  @ParameterizedTest
  @EnumSource(Product.class)
  void suspendedOrJoinedBranch_isTakenOrRefusedAsByTheRealDriver(Product product) throws Exception {
    XAConnection one = source(product).getXAConnection();
    XAConnection two = source(product).getXAConnection();
    assertThat(one.getXAResource().isSameRM(one.getXAResource())).isTrue();
    Id id = id();
    AsTenant.run(
        "acme",
        () -> {
          one.getXAResource().start(id, XAResource.TMNOFLAGS);
          try (Connection connection = one.getConnection()) {
            write(connection, secret("acme", 30));
          }
          boolean suspended = done(() -> one.getXAResource().end(id, XAResource.TMSUSPEND));
          boolean joined = done(() -> two.getXAResource().start(id, XAResource.TMJOIN));
          if (joined) {
            try (Connection connection = two.getConnection()) {
              assertThat(read(connection)).startsWith("acme");
            }
            done(() -> two.getXAResource().end(id, XAResource.TMSUCCESS));
            done(() -> two.getXAResource().rollback(id));
          }
          if (suspended) {
            done(() -> one.getXAResource().start(id, XAResource.TMRESUME));
          }
          done(() -> one.getXAResource().end(id, XAResource.TMSUCCESS));
          one.getXAResource().rollback(id);
        });
    assertThat(committed(product, "acme")).isNotEqualTo(secret("acme", 30));
    one.close();
    two.close();
  }

  /** A step of the protocol; the real drivers differ in what they take. */
  private interface Step {
    void take() throws XAException, SQLException;
  }

  private static boolean done(Step step) throws SQLException {
    try {
      step.take();
      return true;
    } catch (XAException e) {
      return false;
    }
  }

  @ParameterizedTest
  @EnumSource(Product.class)
  void tableOfABranchThatWasRolledBack_isNotBelievedIn(Product product) throws Exception {
    if (product != Product.POSTGRESQL) {
      return; // definitions end or refuse a branch elsewhere
    }
    XAConnection physical = source(product).getXAConnection();
    XAResource resource = physical.getXAResource();
    try (Connection connection = physical.getConnection()) {
      Id undone = id();
      resource.start(undone, XAResource.TMNOFLAGS);
      PooledDatabase.run(connection, "CREATE TABLE later (body varchar(60))");
      PooledDatabase.run(connection, "SELECT body FROM later");
      resource.end(undone, XAResource.TMFAIL);
      resource.rollback(undone);
      assertThatThrownBy(() -> PooledDatabase.run(connection, "SELECT body FROM later"))
          .isInstanceOf(SQLException.class);
    }
    Id id = id();
    resource.start(id, XAResource.TMNOFLAGS);
    try (Connection connection = physical.getConnection()) {
      PooledDatabase.run(connection, "CREATE TABLE later (id bigint PRIMARY KEY)");
    }
    resource.end(id, XAResource.TMSUCCESS);
    resource.prepare(id);
    try (Connection connection = physical.getConnection()) {
      assertThatThrownBy(() -> PooledDatabase.run(connection, "SELECT id FROM later"))
          .isInstanceOf(SQLException.class);
      resource.commit(id, false);
      PooledDatabase.run(connection, "SELECT id FROM later");
      PooledDatabase.run(connection, "DROP TABLE later");
    }
    physical.close();
  }
}

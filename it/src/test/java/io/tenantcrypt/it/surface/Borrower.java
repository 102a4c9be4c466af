package io.tenantcrypt.it.surface;

import static io.tenantcrypt.it.surface.PooledDatabase.plain;
import static io.tenantcrypt.it.surface.PooledDatabase.secret;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import javax.sql.DataSource;

/**
 * One thread of an application: borrows connections for one tenant after another and holds each
 * value that it reads against what that tenant must see. Some of what it does is refused, and some
 * connections go back with a binding left behind.
 */
final class Borrower implements Callable<Borrower> {

  private final Binding binding;
  private final Map<String, DataSource> pools;
  private final Random random;
  private final int checkouts;

  int done;
  int reads;
  int refusals;
  int leftovers;

  Borrower(Binding binding, Map<String, DataSource> pools, long seed, int checkouts) {
    this.binding = binding;
    this.pools = pools;
    this.random = new Random(seed);
    this.checkouts = checkouts;
  }

  @Override
  @SuppressWarnings("try") // the binding is there to be closed, not to be used
  public Borrower call() throws Exception {
    for (int i = 0; i < checkouts; i++) {
      String tenant = PooledDatabase.TENANTS.get(random.nextInt(PooledDatabase.TENANTS.size()));
      DataSource pool = pools.get(tenant);
      if (pool == null) {
        throw new AssertionError("no pool for " + tenant);
      }
      if (!binding.ownPools() && random.nextInt(8) == 0) {
        unbound(pool);
      } else {
        try (AutoCloseable entered = binding.enter(tenant)) {
          borrow(pool, tenant);
        }
      }
      done++;
    }
    return this;
  }

  /** Whoever binds nothing gets nothing, whatever the one before has left. */
  private void unbound(DataSource pool) throws SQLException {
    if (binding == Binding.CLIENT_INFO_OF_SESSION) {
      return; // lasts as long as the pool does not end it: the application binds at each checkout
    }
    try (Connection connection = pool.getConnection()) {
      refused("TC010", connection, "SELECT secret FROM account WHERE id = 1");
    }
  }

  private void borrow(DataSource pool, String tenant) throws SQLException {
    try (Connection connection = pool.getConnection()) {
      if (random.nextInt(3) == 0) {
        connection.setAutoCommit(false);
        binding.bind(connection, tenant);
        transaction(connection, tenant);
      } else {
        for (int i = 0; i < 2; i++) {
          binding.bind(connection, tenant);
          work(connection, tenant);
        }
      }
      if (random.nextInt(4) == 0) {
        binding.bind(connection, tenant); // left behind: not a statement uses it
        leftovers++;
      }
    }
  }

  private void transaction(Connection connection, String tenant) throws SQLException {
    long id = 1L + random.nextInt(PooledDatabase.ROWS);
    String body = secret(tenant, random.nextInt(1_000_000));
    try (PreparedStatement update =
            connection.prepareStatement("UPDATE note SET body = ? WHERE id = ?");
        PreparedStatement select =
            connection.prepareStatement("SELECT tenant_id, body FROM note WHERE id = ?")) {
      update.setString(1, body);
      update.setLong(2, id);
      same(1, update.executeUpdate());
      select.setLong(1, id);
      try (ResultSet row = select.executeQuery()) {
        same(true, row.next());
        same(tenant, row.getString(1));
        same(body, row.getString(2));
        same(false, row.next());
      }
    }
    work(connection, tenant);
    switch (random.nextInt(3)) {
      case 0 -> connection.commit();
      case 1 -> connection.rollback();
      default -> leftovers++; // to the pool with an open transaction and its binding
    }
    if (!connection.getAutoCommit() && random.nextBoolean()) {
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }

  private void work(Connection connection, String tenant) throws SQLException {
    long id = 1L + random.nextInt(PooledDatabase.ROWS);
    switch (random.nextInt(8)) {
      case 0 -> {
        try (Statement statement = connection.createStatement();
            ResultSet rows =
                statement.executeQuery(
                    "SELECT tenant_id, secret, plain, id FROM account ORDER BY id")) {
          for (int i = 1; i <= PooledDatabase.ROWS; i++) {
            check(rows, tenant, i);
          }
          same(false, rows.next());
        }
      }
      case 1 -> {
        try (PreparedStatement select =
            connection.prepareStatement(
                "SELECT tenant_id, secret, plain FROM account WHERE tenant_id = ? AND id = ?")) {
          select.setString(1, tenant);
          select.setLong(2, id);
          one(select, tenant, id);
        }
      }
      case 2 ->
          refused(
              "TC001",
              connection,
              "SELECT secret FROM account WHERE tenant_id = '" + another(tenant) + "'");
      case 3 -> refused("TC002", connection, "SELECT id FROM account WHERE secret LIKE 'a%'");
      case 4 -> refused("TC003", connection, "SELECT secret FROM account WHERE WHERE");
      default -> {
        try (PreparedStatement select =
            connection.prepareStatement(
                "SELECT tenant_id, secret, plain FROM account WHERE id = ?")) {
          select.setLong(1, id);
          one(select, tenant, id);
        }
      }
    }
  }

  private void one(PreparedStatement select, String tenant, long id) throws SQLException {
    try (ResultSet row = select.executeQuery()) {
      check(row, tenant, id);
      same(false, row.next());
    }
  }

  private void check(ResultSet row, String tenant, long id) throws SQLException {
    same(true, row.next());
    same(tenant, row.getString(1));
    same(secret(tenant, id), row.getString(2));
    same(plain(tenant, id), row.getString(3));
    reads++;
  }

  private static String another(String tenant) {
    return tenant.equals("acme") ? "globex" : "acme";
  }

  private void refused(String state, Connection connection, String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.executeQuery();
    } catch (SQLException e) {
      // Pools that keep statements hand out what they could not prepare in an exception of theirs.
      Throwable ours = e;
      while (ours.getCause() instanceof SQLException cause) {
        ours = cause;
      }
      if (!state.equals(((SQLException) ours).getSQLState())) {
        throw e;
      }
      refusals++;
      return;
    }
    throw new AssertionError(binding + ": not refused: " + sql);
  }

  private void same(Object expected, Object found) {
    if (!expected.equals(found)) {
      throw new AssertionError(binding + ": " + found + " in place of " + expected);
    }
  }
}

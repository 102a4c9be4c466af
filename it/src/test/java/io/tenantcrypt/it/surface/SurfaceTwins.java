package io.tenantcrypt.it.surface;

import io.tenantcrypt.it.AsTenant;
import io.tenantcrypt.it.Recording;
import io.tenantcrypt.it.World;
import io.tenantcrypt.it.surface.SurfaceValues.Value;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import org.h2.util.DateTimeUtils;

/** The two sides of a database, which hold the same values. */
record SurfaceTwins(
    SurfaceDatabase database, String twinUrl, String rawUrl, String url, Recording recording) {

  /** In which they are filled: whoever mixes up the JVM's zone, the server's and UTC is seen. */
  static final TimeZone ZONE = TimeZone.getTimeZone("Europe/Berlin");

  private static final Map<SurfaceDatabase, SurfaceTwins> FILLED =
      new EnumMap<>(SurfaceDatabase.class);

  /** Those of this JVM, filled. */
  static synchronized SurfaceTwins of(SurfaceDatabase database) throws Exception {
    SurfaceTwins known = FILLED.get(database);
    if (known == null) {
      TimeZone before = TimeZone.getDefault();
      World.shared();
      inZone(ZONE);
      try {
        known = database.create();
        known.fill();
      } finally {
        inZone(before);
      }
      FILLED.put(database, known);
    }
    return known;
  }

  private void fill() throws Exception {
    try (Connection twin = twin()) {
      store(twin, database == SurfaceDatabase.H2 ? "? FORMAT JSON" : "?");
    }
    AsTenant.run(
        World.ACME,
        () -> {
          try (Connection sealed = sealed()) {
            store(sealed, "?");
          }
        });
  }

  /** The n-th value of each column in the n-th row, and then NULL. */
  private void store(Connection connection, String json) throws SQLException {
    Map<String, List<Value>> values = SurfaceValues.of(database);
    int rows = values.values().stream().mapToInt(List::size).max().orElseThrow() + 1;
    connection.setAutoCommit(false);
    String insert =
        "INSERT INTO everything (tenant_id, id, "
            + String.join(", ", values.keySet())
            + ") VALUES ('acme', ?"
            + ", ?".repeat(values.size() - 1)
            + ", "
            + json
            + ")";
    try (PreparedStatement statement = connection.prepareStatement(insert)) {
      for (int row = 0; row < rows; row++) {
        statement.setLong(1, row);
        int index = 2;
        for (Map.Entry<String, List<Value>> column : values.entrySet()) {
          if (row < column.getValue().size()) {
            Object value = column.getValue().get(row).java();
            SurfaceValues.bind(database, statement, index, column.getKey(), value);
          } else {
            statement.setObject(index, null);
          }
          index++;
        }
        statement.executeUpdate();
      }
    }
    connection.commit();
  }

  Connection twin() throws SQLException {
    return DriverManager.getConnection(twinUrl);
  }

  Connection sealed() throws SQLException {
    return DriverManager.getConnection(url);
  }

  Connection raw() throws SQLException {
    return DriverManager.getConnection(rawUrl);
  }

  /** Sets the JVM's zone, which H2 else believes to be the one that it has seen first. */
  static void inZone(TimeZone zone) {
    TimeZone.setDefault(zone);
    DateTimeUtils.resetCalendar();
  }
}

package io.tenantcrypt.jdbc;

import io.tenantcrypt.catalog.H2Settings;
import io.tenantcrypt.catalog.Reading;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks an H2 session how it reads text. */
final class H2ReadingStateReader implements ReadingStateReader {

  private static final String STATE = "SELECT CURRENT_SCHEMA, CURRENT_PATH";

  /** A name in quotes, as CURRENT_PATH lists them. */
  private static final Pattern QUOTED = Pattern.compile("\"((?:[^\"]|\"\")*)\"");

  @Override
  public ReadingState read(Connection raw, boolean inTransaction) throws SQLException {
    Reading.H2 reading = H2Settings.read(raw).reading();
    List<String> schemas = new ArrayList<>();
    try (Statement statement = raw.createStatement();
        ResultSet row = statement.executeQuery(STATE)) {
      row.next();
      schemas.add(reading.swap(row.getString(1)));
      // Looked up after the current schema.
      Matcher more = QUOTED.matcher(String.valueOf(row.getString(2)));
      while (more.find()) {
        schemas.add(reading.swap(more.group(1).replace("\"\"", "\"")));
      }
    }
    return new ReadingState(schemas, reading);
  }
}

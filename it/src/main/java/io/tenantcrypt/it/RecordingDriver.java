package io.tenantcrypt.it;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Properties;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code jdbc:recording:<rest>} is {@code jdbc:<rest>} with everything recorded that is sent. The
 * URL parameter {@code recording=<name>} says under which name; it is {@code default} without one.
 */
public final class RecordingDriver implements Driver {

  private static final String PREFIX = "jdbc:recording:";
  private static final Pattern NAME = Pattern.compile("([?&;])recording=([^&;]*)[&;]?");

  static {
    try {
      DriverManager.registerDriver(new RecordingDriver());
    } catch (SQLException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** For the service loader. */
  public RecordingDriver() {}

  @Override
  public @Nullable Connection connect(String url, Properties info) throws SQLException {
    if (!acceptsURL(url)) {
      return null;
    }
    Matcher matcher = NAME.matcher(url);
    String name = matcher.find() ? matcher.group(2) : "default";
    String real = "jdbc:" + matcher.replaceFirst("$1").substring(PREFIX.length());
    Properties properties = new Properties();
    properties.putAll(info);
    properties.remove("recording");
    Connection connection = DriverManager.getConnection(real, properties);
    Recording recording = Recording.of(name);
    return RecordingProxy.around(connection, recording, recording.nextConnection());
  }

  @Override
  public boolean acceptsURL(String url) {
    return url.startsWith(PREFIX);
  }

  @Override
  public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) {
    return new DriverPropertyInfo[0];
  }

  @Override
  public int getMajorVersion() {
    return 1;
  }

  @Override
  public int getMinorVersion() {
    return 0;
  }

  @Override
  public boolean jdbcCompliant() {
    return false;
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException();
  }
}

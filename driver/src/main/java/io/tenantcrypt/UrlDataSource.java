package io.tenantcrypt;

import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.sql.SQLException;
import java.util.Properties;
import javax.naming.NamingException;
import javax.naming.Reference;
import javax.naming.Referenceable;
import org.jspecify.annotations.Nullable;

/**
 * What a directory needs of a data source: it can be written down, unless it stands over another
 * one. Passwords are written with it, as the real drivers' data sources have it.
 */
abstract class UrlDataSource extends CommonDataSource implements Referenceable, Serializable {

  private static final long serialVersionUID = 1;

  private @Nullable String url;

  UrlDataSource() {}

  /** A URL that begins with {@code jdbc:tenantcrypt:}. */
  public void setUrl(@Nullable String url) {
    this.url = url;
  }

  /** The URL, or null. */
  public @Nullable String getUrl() {
    return url;
  }

  /** Whether a data source of the real driver was given in place of a URL. */
  abstract boolean overAnother();

  final Properties copy() {
    Properties copy = new Properties();
    copy.putAll(properties);
    return copy;
  }

  /**
   * The properties under another login.
   *
   * @throws SQLException TC040 if a data source of the real driver was given
   */
  final Properties copy(@Nullable String user, @Nullable String password) throws SQLException {
    if (overAnother()) {
      throw refused(
          "A data source over another one takes no user and password here: set them there.");
    }
    Properties copy = copy();
    if (user != null) {
      copy.setProperty("user", user);
    }
    if (password != null) {
      copy.setProperty("password", password);
    }
    return copy;
  }

  final String requiredUrl(String beneath) throws SQLException {
    String at = url;
    if (at == null || !InnerUrl.accepts(at)) {
      throw refused(
          "The data source needs a url that begins with jdbc:tenantcrypt:, or a dataSource of the"
              + " real driver ("
              + beneath
              + ").");
    }
    return at;
  }

  @Override
  public Reference getReference() throws NamingException {
    if (overAnother()) {
      throw new NamingException(
          "A data source over another one cannot be written down: set a url.");
    }
    return TenantCryptDataSourceFactory.reference(this);
  }

  private void writeObject(ObjectOutputStream out) throws IOException {
    if (overAnother()) {
      throw new NotSerializableException("A data source over another one: set a url.");
    }
    out.defaultWriteObject();
  }
}

package io.tenantcrypt;

import java.util.Hashtable;
import java.util.Properties;
import java.util.TreeSet;
import javax.naming.Context;
import javax.naming.Name;
import javax.naming.RefAddr;
import javax.naming.Reference;
import javax.naming.StringRefAddr;
import javax.naming.spi.ObjectFactory;
import org.jspecify.annotations.Nullable;

/**
 * Makes our data sources from what a directory keeps of them: {@code url}, {@code loginTimeout} and
 * each property by its name. Safe for use by several threads.
 */
public final class TenantCryptDataSourceFactory implements ObjectFactory {

  private static final String URL = "url";
  private static final String LOGIN_TIMEOUT = "loginTimeout";

  /** A factory; it holds nothing. */
  public TenantCryptDataSourceFactory() {}

  static Reference reference(UrlDataSource source) {
    Reference reference =
        new Reference(
            source.getClass().getName(), TenantCryptDataSourceFactory.class.getName(), null);
    String url = source.getUrl();
    if (url != null) {
      reference.add(new StringRefAddr(URL, url));
    }
    if (source.getLoginTimeout() > 0) {
      reference.add(new StringRefAddr(LOGIN_TIMEOUT, Integer.toString(source.getLoginTimeout())));
    }
    for (String name : new TreeSet<>(source.properties.stringPropertyNames())) {
      reference.add(new StringRefAddr(name, source.properties.getProperty(name)));
    }
    return reference;
  }

  /** Null if the object is no reference to a data source of ours, as JNDI has it. */
  @Override
  public @Nullable Object getObjectInstance(
      @Nullable Object object,
      @Nullable Name name,
      @Nullable Context context,
      @Nullable Hashtable<?, ?> environment) {
    if (!(object instanceof Reference reference)) {
      return null;
    }
    UrlDataSource source = made(reference.getClassName());
    if (source == null) {
      return null;
    }
    Properties properties = new Properties();
    for (RefAddr address : java.util.Collections.list(reference.getAll())) {
      String value = String.valueOf(address.getContent());
      switch (address.getType()) {
        case URL -> source.setUrl(value);
        case LOGIN_TIMEOUT -> source.setLoginTimeout(Integer.parseInt(value));
        default -> properties.setProperty(address.getType(), value);
      }
    }
    source.setProperties(properties);
    return source;
  }

  private static @Nullable UrlDataSource made(String className) {
    if (className.equals(TenantCryptDataSource.class.getName())) {
      return new TenantCryptDataSource();
    }
    if (className.equals(TenantCryptConnectionPoolDataSource.class.getName())) {
      return new TenantCryptConnectionPoolDataSource();
    }
    return className.equals(TenantCryptXADataSource.class.getName())
        ? new TenantCryptXADataSource()
        : null;
  }
}

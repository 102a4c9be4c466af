package io.tenantcrypt.it;

import static net.bytebuddy.matcher.ElementMatchers.named;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.Driver;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.implementation.StubMethod;
import net.bytebuddy.pool.TypePool;

/**
 * The driver with its first lock taken out: a class loader that loads the driver's classes once
 * more and empties the methods that demand pins and check tenants. The shipped jar holds nothing of
 * this: there is no switch in it that a setting, a property or a caller could reach.
 */
final class BoundaryOff extends ClassLoader {

  /** Class and method; none gives a result, so that doing nothing is a way to pass. */
  private static final Map<String, String> EMPTIED =
      Map.of(
          "io.tenantcrypt.sql.Block", "close",
          "io.tenantcrypt.sql.Draft", "check");

  /** Classes of the tests that the driver finds as services. */
  private static final List<String> SERVICES =
      List.of("io.tenantcrypt.it.RemoteKms", "io.tenantcrypt.it.AuditLog");

  private final ClassFileLocator files;

  private BoundaryOff() {
    super(BoundaryOff.class.getClassLoader());
    this.files = ClassFileLocator.ForClassLoader.of(getParent());
  }

  /** Connects through the changed driver. */
  @SuppressWarnings("BanClassLoader") // a test's way to change classes that ship unchanged
  static Connection connect(String url) throws Exception {
    BoundaryOff loader = new BoundaryOff();
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      Class<?> type = loader.loadClass("io.tenantcrypt.TenantCryptDriver");
      Driver driver = (Driver) type.getDeclaredConstructor().newInstance();
      Connection connection = driver.connect(url, new Properties());
      if (connection == null) {
        throw new IllegalStateException("the driver does not take " + url);
      }
      return connection;
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    boolean tests =
        name.startsWith("io.tenantcrypt.it.") && SERVICES.stream().noneMatch(name::startsWith);
    boolean ours = name.startsWith("io.tenantcrypt.") && !tests;
    if (!ours) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? define(name) : loaded;
    }
  }

  private Class<?> define(String name) throws ClassNotFoundException {
    byte[] bytes = EMPTIED.containsKey(name) ? emptied(name) : read(name);
    return defineClass(name, bytes, 0, bytes.length);
  }

  private byte[] read(String name) throws ClassNotFoundException {
    try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
      if (in == null) {
        throw new ClassNotFoundException(name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private byte[] emptied(String name) {
    TypeDescription type = TypePool.Default.of(files).describe(name).resolve();
    String method = EMPTIED.get(name);
    if (type.getDeclaredMethods().filter(named(method)).size() != 1) {
      throw new IllegalStateException(name + " has no one method " + method + " any more");
    }
    return new ByteBuddy()
        .redefine(type, files)
        .method(named(method))
        .intercept(StubMethod.INSTANCE)
        .make()
        .getBytes();
  }
}

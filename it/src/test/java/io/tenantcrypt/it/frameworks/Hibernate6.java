package io.tenantcrypt.it.frameworks;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.stream.Stream;

/**
 * Hibernate 6 and the applications, in a class loader that hides Hibernate 7; everything else is
 * the JVM's. The build puts the jars into {@code target/hibernate6}.
 */
final class Hibernate6 {

  private static final Path JARS =
      Path.of(System.getProperty("tenantcrypt.it.target", "target"), "hibernate6");
  private static final List<String> OWN =
      List.of(
          "org.hibernate.",
          "jakarta.persistence.",
          "io.tenantcrypt.it.frameworks.hibernate.",
          "io.tenantcrypt.it.frameworks.jpa.");

  private Hibernate6() {}

  /** Starts the application of this name. */
  static Application start(String application, String url) throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    ClassLoader loader = new Loader(urls());
    thread.setContextClassLoader(loader);
    try {
      Class<?> applications =
          loader.loadClass("io.tenantcrypt.it.frameworks.hibernate.HibernateApplications");
      return (Application) applications.getMethod(application, String.class).invoke(null, url);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static URL[] urls() throws IOException {
    List<URL> urls = new ArrayList<>();
    urls.add(Hibernate6.class.getProtectionDomain().getCodeSource().getLocation());
    try (Stream<Path> jars = Files.list(JARS)) {
      for (Path jar : jars.sorted().toList()) {
        urls.add(jar.toUri().toURL());
      }
    }
    return urls.toArray(URL[]::new);
  }

  /** Looks here first for what must not come from Hibernate 7. */
  private static final class Loader extends URLClassLoader {

    Loader(URL[] urls) {
      super("hibernate6", urls, Hibernate6.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      synchronized (getClassLoadingLock(name)) {
        if (OWN.stream().noneMatch(name::startsWith)) {
          return super.loadClass(name, resolve);
        }
        Class<?> loaded = findLoadedClass(name);
        return loaded == null ? findClass(name) : loaded;
      }
    }

    @Override
    public URL getResource(String name) {
      return isOwn(name) ? findResource(name) : super.getResource(name);
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
      return isOwn(name) ? findResources(name) : super.getResources(name);
    }

    private static boolean isOwn(String resource) {
      String name = resource.replace('/', '.');
      return OWN.stream().anyMatch(name::startsWith)
          || name.startsWith("META-INF.services.org.hibernate.")
          || name.startsWith("META-INF.services.jakarta.persistence.");
    }
  }
}

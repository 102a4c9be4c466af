package io.tenantcrypt.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The driver's jar as applications get it. */
class ShadedJarIT {

  private static final Path JAR = Path.of(System.getProperty("tenantcrypt.it.jar"));

  private static List<String> entries;

  @BeforeAll
  static void list() throws IOException {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      entries = jar.stream().filter(e -> !e.isDirectory()).map(JarEntry::getName).toList();
    }
  }

  @Test
  void classes_all_standBelowOurPackage() {
    assertThat(entries)
        .filteredOn(name -> name.endsWith(".class"))
        .hasSizeGreaterThan(500)
        .allSatisfy(
            name -> assertThat(name).matches("(META-INF/versions/\\d+/)?io/tenantcrypt/.*"));
  }

  @Test
  void parserYamlAndCache_areInsideUnderOtherNames() {
    assertThat(entries)
        .contains(
            "io/tenantcrypt/shaded/jsqlparser/parser/CCJSqlParser.class",
            "io/tenantcrypt/shaded/snakeyaml/LoaderOptions.class",
            "io/tenantcrypt/shaded/caffeine/cache/Caffeine.class",
            "io/tenantcrypt/policy/policy-v1.schema.json");
  }

  @Test
  void serviceFiles_nameTheDriverAndTheProviders() throws IOException {
    assertThat(text("META-INF/services/java.sql.Driver").strip())
        .isEqualTo("io.tenantcrypt.TenantCryptDriver");
    assertThat(text("META-INF/services/io.tenantcrypt.keys.kms.KmsProvider"))
        .contains("AwsKmsProvider", "LocalKmsProvider", "MemoryKmsProvider");
  }

  @Test
  void manifest_hasAModuleName() throws IOException {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      assertThat(jar.getManifest().getMainAttributes().getValue("Automatic-Module-Name"))
          .isEqualTo("io.tenantcrypt.driver");
    }
  }

  @Test
  void licence_isInside() {
    assertThat(entries).anyMatch(name -> name.startsWith("META-INF/LICENSE"));
  }

  @Test
  void size_isBelowSixMegabytes() throws IOException {
    assertThat(Files.size(JAR)).isLessThan(6_000_000);
  }

  @Test
  void driver_aloneWithPostgresBesideIt_sealsAndOpens() throws Exception {
    Sealed sealed = Sealed.create("shaded");
    URL postgres = org.postgresql.Driver.class.getProtectionDomain().getCodeSource().getLocation();
    URL[] classPath = {JAR.toUri().toURL(), postgres};
    String url =
        sealed.url("tenant=acme").replace("recording:", "").replace("recording=shaded&", "");
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (URLClassLoader alone =
        new URLClassLoader(classPath, ClassLoader.getPlatformClassLoader())) {
      thread.setContextClassLoader(alone);
      Driver driver =
          ServiceLoader.load(Driver.class, alone).stream()
              .map(ServiceLoader.Provider::get)
              .filter(found -> found.getClass().getName().startsWith("io.tenantcrypt."))
              .findFirst()
              .orElseThrow();
      assertThat(driver.getClass().getClassLoader()).isSameAs(alone);
      try (Connection connection = driver.connect(url, new Properties());
          Statement statement = connection.createStatement()) {
        statement.execute("INSERT INTO patient (id, name) VALUES (90, 'Alone S3CRET')");
        try (ResultSet row =
            statement.executeQuery("SELECT name, tenant_id FROM patient WHERE id = 90")) {
          assertThat(row.next()).isTrue();
          assertThat(row.getString(1)).isEqualTo("Alone S3CRET");
          assertThat(row.getString(2)).isEqualTo(World.ACME);
        }
      }
    } finally {
      thread.setContextClassLoader(before);
    }
    sealed.inspector().assertNone(Rows.MARKS);
  }

  private static String text(String entry) throws IOException {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      return new String(
          jar.getInputStream(jar.getEntry(entry)).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}

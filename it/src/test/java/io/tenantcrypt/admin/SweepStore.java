package io.tenantcrypt.admin;

import io.tenantcrypt.catalog.CatalogSnapshot;
import io.tenantcrypt.catalog.ProductCatalogReader;
import io.tenantcrypt.it.MariaDbWorld;
import io.tenantcrypt.it.World;
import io.tenantcrypt.keys.KekUri;
import io.tenantcrypt.keys.KeyMaking;
import io.tenantcrypt.keys.KeyPurpose;
import io.tenantcrypt.keys.KeyRow;
import io.tenantcrypt.keys.KeyState;
import io.tenantcrypt.keys.TenantRing;
import io.tenantcrypt.keys.kms.KmsProviders;
import io.tenantcrypt.keys.kms.KmsSettings;
import io.tenantcrypt.keys.store.KeyRuntime;
import io.tenantcrypt.keys.store.KeyRuntimeConfig;
import io.tenantcrypt.keys.store.RuntimeFacts;
import io.tenantcrypt.policy.Policy;
import io.tenantcrypt.policy.yaml.PolicyLoader;
import io.tenantcrypt.tenancy.TenantId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A database with protected tables behind the driver, and a key runtime beside the driver's, as a
 * worker of another process has it.
 */
final class SweepStore implements AutoCloseable {

  static final TenantId ACME = TenantId.of("acme");
  static final TenantId GLOBEX = TenantId.of("globex");

  /** Of the policy; each name behind the schema where a server shows all databases at once. */
  private static final String TABLES =
      """
        %1$snote:
          columns:
            body: { type: varchar(200) }
            tag: { type: varchar(60), storage: text }
            memo: { type: varchar(100), pad: 32 }
            score: { type: integer }
        %1$sitem:
          columns:
            label: { type: varchar(80) }
        %1$sleaf:
          columns:
            secret: { type: varchar(60) }
        %1$scountry:
          tenant: none
          columns:
            hint: { type: varchar(40) }
      """;

  private static final Path TARGET = Path.of(System.getProperty("tenantcrypt.it.target", "target"));

  /** The databases, and the drivers of each. */
  enum Kind {
    POSTGRESQL,
    MARIADB,
    MYSQL,
    H2;

    boolean isMysql() {
      return this == MARIADB || this == MYSQL;
    }

    /** The type of a tenancy column that compares exactly. */
    String tenant() {
      return isMysql() ? "varchar(63) character set ascii collate ascii_bin" : "varchar(63)";
    }

    String freshUrl(String name) throws SQLException {
      return switch (this) {
        case POSTGRESQL -> World.shared().freshUrl(name);
        case MARIADB -> MariaDbWorld.shared().server().freshUrl("mariadb", name);
        case MYSQL -> MariaDbWorld.shared().server().freshUrl("mysql", name);
        case H2 -> "jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1";
      };
    }
  }

  final Kind kind;
  final String plainUrl;
  final String url;
  final Policy policy;
  final KeyRuntime keys;
  private final KmsProviders providers;
  private final String kek;

  private SweepStore(Kind kind, String plainUrl, String url, Policy policy, String schema) {
    this.kind = kind;
    this.plainUrl = plainUrl;
    this.url = url;
    this.policy = policy;
    kek = url.replaceFirst(".*tenantcrypt\\.kek=", "").replaceFirst("[;&].*", "");
    providers =
        KmsProviders.load(
            SweepStore.class.getClassLoader(), KmsSettings.ofProcess(Duration.ofSeconds(5), true));
    keys =
        KeyRuntime.open(
            new KeyRuntimeConfig(
                policy.keys(),
                policy.deployment(),
                Optional.of(kek),
                () -> DriverManager.getConnection(plainUrl),
                schema,
                Duration.ofSeconds(20),
                providers,
                call -> {},
                InstantSource.system(),
                new RuntimeFacts("test", "1", 1, () -> "0123456789abcdef")));
  }

  /** A new database, with the tables and both tenants. */
  static SweepStore create(Kind kind, String name) throws Exception {
    World.shared(); // sets what all of them need
    String database = name + "_" + kind.name().toLowerCase(Locale.ROOT);
    String plain = kind.freshUrl(database);
    String text =
        """
        version: 1
        deployment: 5e1f0c2d7a4b49c8b3d6e0f1a2b3c4d5
        revision: 1
        tenancy: { column: tenant_id, unscoped: scope }
        keys:
          kek: local://replaced
          cache: { ring: 1s }
        tables:
        """
            + TABLES.formatted(kind.isMysql() ? database + "." : "");
    Path file = Files.createTempFile(Files.createDirectories(TARGET), "sweep-", ".yaml");
    Files.writeString(file, text);
    String and = kind == Kind.H2 ? ";" : "&";
    String schema = database + "_keys";
    String url =
        World.shared().url(plain, file.toAbsolutePath().toString(), database)
            + and
            + "tenantcrypt.keyStoreSchema="
            + schema;
    SweepStore store =
        new SweepStore(kind, plain, url, PolicyLoader.load("sweep", text, v -> null), schema);
    store.fill();
    return store;
  }

  private void fill() throws SQLException {
    try (Connection connection = connect()) {
      run(
          connection,
          "create table note (tenant_id "
              + kind.tenant()
              + " not null, id bigint not null, body"
              + " varchar(200), tag varchar(60), memo varchar(100), score integer, plain varchar(20), primary key"
              + " (tenant_id, id))",
          "create table item (id uuid not null primary key, tenant_id "
              + kind.tenant()
              + " not null, label varchar(80))",
          "create table leaf (region varchar(20) not null, made date not null, no integer not null,"
              + " tenant_id "
              + kind.tenant()
              + " not null, secret varchar(60), primary key (region,"
              + " made, no))",
          "create table country (code varchar(2) not null primary key, hint varchar(40))");
    }
    World.provision(url, ACME.value(), GLOBEX.value());
  }

  Connection connect() throws SQLException {
    return DriverManager.getConnection(url);
  }

  Connection raw() throws SQLException {
    return DriverManager.getConnection(plainUrl);
  }

  static void run(Connection connection, String... statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  CatalogSnapshot catalog() throws SQLException {
    try (Connection connection = raw()) {
      return new ProductCatalogReader().read(connection, 1);
    }
  }

  List<SweptTable> tables(TenantId tenant) throws SQLException {
    try (Connection connection = raw()) {
      return SweptTables.of(connection, policy, catalog(), tenant);
    }
  }

  SweptTable table(TenantId tenant, String name) throws SQLException {
    return tables(tenant).stream()
        .filter(t -> t.label().endsWith("." + name))
        .findFirst()
        .orElseThrow();
  }

  CellSweep sweep(TenantId tenant) throws SQLException {
    return CellSweep.open(raw(), keys.dataKeys(), tenant);
  }

  /** The next version seals from now on; gives its number. */
  int rotate(TenantId tenant) throws SQLException {
    TenantRing ring = keys.table().read(tenant).orElseThrow();
    List<KeyRow> rows = new ArrayList<>();
    int last = 0;
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    for (KeyRow row : ring.keys()) {
      if (row.purpose() == KeyPurpose.DEK) {
        last = row.version();
        rows.add(row.state() == KeyState.ACTIVE ? row.become(KeyState.RETIRED, now) : row);
      }
    }
    KeyMaking making = new KeyMaking(policy.deployment(), InstantSource.system());
    try (KeyMaking.Made made =
        making.make(providers.open(KekUri.parse(kek)), tenant, KeyPurpose.DEK, last + 1)) {
      rows.add(made.row());
    }
    ring.keys().stream().filter(row -> row.purpose() != KeyPurpose.DEK).forEach(rows::add);
    if (!keys.table().replace(ring, ring.with(rows))) {
      throw new IllegalStateException("Somebody else rotates");
    }
    keys.dataKeys().evict(tenant);
    return last + 1;
  }

  @Override
  public void close() {
    keys.close();
    providers.close();
  }
}

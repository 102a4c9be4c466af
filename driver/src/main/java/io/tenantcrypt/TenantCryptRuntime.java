package io.tenantcrypt;

import io.tenantcrypt.admin.KeyStore;
import io.tenantcrypt.admin.Operations;
import io.tenantcrypt.admin.PolicyCheck;
import io.tenantcrypt.admin.PolicyFinding;
import io.tenantcrypt.audit.AuditTrail;
import io.tenantcrypt.catalog.CachedCatalogSource;
import io.tenantcrypt.catalog.DatabaseIdentity;
import io.tenantcrypt.catalog.H2Settings;
import io.tenantcrypt.catalog.Product;
import io.tenantcrypt.catalog.ProductCatalogReader;
import io.tenantcrypt.catalog.SessionView;
import io.tenantcrypt.catalog.TableFeatures;
import io.tenantcrypt.crypto.CellFormat;
import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.jdbc.CryptConnection;
import io.tenantcrypt.jdbc.Exits;
import io.tenantcrypt.jdbc.JdbcRuntime;
import io.tenantcrypt.jdbc.JdbcSettings;
import io.tenantcrypt.jdbc.PlanCache;
import io.tenantcrypt.jdbc.ProductReadingStateReader;
import io.tenantcrypt.jdbc.ReadingState;
import io.tenantcrypt.keys.kms.KmsProviders;
import io.tenantcrypt.keys.kms.KmsSettings;
import io.tenantcrypt.keys.store.ConnectionSupplier;
import io.tenantcrypt.keys.store.KeyRuntime;
import io.tenantcrypt.keys.store.KeyRuntimeConfig;
import io.tenantcrypt.keys.store.RuntimeFacts;
import io.tenantcrypt.plan.Explanation;
import io.tenantcrypt.policy.Policy;
import io.tenantcrypt.policy.TablePolicy;
import io.tenantcrypt.protect.KeyedProtection;
import io.tenantcrypt.sql.Analyzer;
import io.tenantcrypt.tenancy.BindingDuration;
import io.tenantcrypt.tenancy.TenantId;
import io.tenantcrypt.tenancy.TenantResolvers;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;

/**
 * Everything that the connections of one policy and key store share. Making it asks neither
 * database nor KMS. Safe for use by several threads.
 */
final class TenantCryptRuntime implements AutoCloseable {

  private final Policy policy;
  private final String kek;
  private final String keyStoreSchema;
  private final OwnConnections own;
  private final CachedCatalogSource catalog;
  private final KeyRuntime keys;
  private final KmsProviders providers;
  private final Operations operations;
  private final RegistryGuard guard;
  private final JdbcRuntime jdbc;
  private final Analyzer analyzer;

  private TenantCryptRuntime(
      Policy policy,
      String kek,
      String keyStoreSchema,
      OwnConnections own,
      CachedCatalogSource catalog,
      KeyRuntime keys,
      KmsProviders providers,
      AuditTrail audit) {
    this.policy = policy;
    this.kek = kek;
    this.keyStoreSchema = keyStoreSchema;
    this.own = own;
    this.catalog = catalog;
    this.keys = keys;
    this.providers = providers;
    this.guard = new RegistryGuard(keys.registry(), policy, System::nanoTime);
    this.operations = new Operations(keys, policy, own::open, this::bound, catalog, guard::verdict);
    this.analyzer = new Analyzer(policy, keyStoreSchema);
    this.jdbc =
        new JdbcRuntime(
            analyzer::analyze,
            catalog,
            new KeyedProtection(keys.dataKeys()),
            guard,
            new ProductReadingStateReader(),
            policy,
            new PlanCache(),
            new Exits(
                analyzer::analyzePlatform,
                new PlanCache(),
                analyzer::explain,
                audit,
                policy.tenancy().session()));
  }

  /**
   * Puts a runtime together.
   *
   * @param embedded whether the real database is in-memory or on this machine
   * @throws TenantCryptException TC040 if the policy cannot be used or no KEK is named
   */
  static TenantCryptRuntime open(Settings settings, OwnConnections own, boolean embedded) {
    Policy policy = PolicySource.load(settings.get(Setting.POLICY), Variables::find);
    String kek =
        settings.find(Setting.KEK).or(policy.keys()::kek).orElseThrow(TenantCryptRuntime::noKek);
    AuditTrail audit = AuditTrail.load(classes(), InstantSource.system());
    Duration timeout = SettingForm.duration(settings.get(Setting.KMS_TIMEOUT));
    KmsProviders providers = KmsProviders.load(classes(), KmsSettings.ofProcess(timeout, embedded));
    KeyRuntime keys =
        KeyRuntime.open(
            new KeyRuntimeConfig(
                policy.keys(),
                policy.deployment(),
                settings.find(Setting.KEK),
                keyStore(settings, own),
                settings.get(Setting.KEY_STORE_SCHEMA),
                timeout,
                providers,
                new KmsAudit(audit),
                InstantSource.system(),
                new RuntimeFacts(
                    TenantCryptDriver.VERSION,
                    CellFormat.VERSIONS,
                    policy.revision(),
                    () -> DatabaseIdentity.of(own::open))));
    CachedCatalogSource catalog =
        new CachedCatalogSource(
            own::open,
            new ProductCatalogReader(),
            CachedCatalogSource.DEFAULT_MAX_AGE,
            InstantSource.system());
    return new TenantCryptRuntime(
        policy, kek, settings.get(Setting.KEY_STORE_SCHEMA), own, catalog, keys, providers, audit);
  }

  private static TenantCryptException noKek() {
    return new TenantCryptException(
        ErrorCode.TC040,
        "No key encryption key is named. Set keys.kek in the policy, or tenantcrypt.kek, for"
            + " example to aws-kms://alias/tenantcrypt.");
  }

  private static ConnectionSupplier keyStore(Settings settings, OwnConnections own) {
    String user = settings.find(Setting.KEY_STORE_USER).orElse("");
    String password = settings.find(Setting.KEY_STORE_PASSWORD).orElse("");
    if (settings.find(Setting.KEY_STORE_URL).isEmpty()) {
      return user.isEmpty() ? own::open : () -> own.openAs(user, password);
    }
    String url = settings.get(Setting.KEY_STORE_URL);
    Driver driver = RealDriver.of(url);
    Properties login = new Properties();
    if (!user.isEmpty()) {
      login.setProperty("user", user);
      login.setProperty("password", password);
    }
    return new OwnConnections(properties -> RealDriver.connect(driver, url, properties), login)
        ::open;
  }

  /** Providers may come with the application, or stand beside us in a container. */
  private static ClassLoader classes() {
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    return context == null ? TenantCryptRuntime.class.getClassLoader() : context;
  }

  /**
   * Requires that the policy can be used on this database.
   *
   * @throws TenantCryptException TC040 if it cannot
   * @throws SQLException as the real driver throws it
   */
  void require(Connection raw) throws SQLException {
    Optional<Product> product = Product.of(raw);
    if (product.isEmpty()) {
      throw new TenantCryptException(
          ErrorCode.TC040,
          "Statements for "
              + raw.getMetaData().getDatabaseProductName()
              + " cannot be analysed in this version, so none is let through. Available:"
              + " PostgreSQL, MariaDB, MySQL, H2.");
    }
    if (product.get() != Product.POSTGRESQL && policy.tenancy().session().isPresent()) {
      throw new TenantCryptException(
          ErrorCode.TC040,
          "The policy's tenancy.session is for row-level security, which "
              + product.get().label()
              + " does not have. Take it out.");
    }
    if (product.get() != Product.POSTGRESQL) {
      requireLowerCase(product.get());
    }
    if (product.get() == Product.H2) {
      H2Settings.require(raw); // refuses modes and settings that are not followed
    }
    if (!policy.statements().isEmpty()) {
      analyzer.require(new ProductReadingStateReader().read(raw, !raw.getAutoCommit()).reading());
    }
  }

  // The analysis knows names in lower case: there they are the same whatever their case, or, on H2,
  // an unquoted one means the name in upper case. One that is written otherwise would protect
  // nothing.
  private void requireLowerCase(Product product) {
    List<String> names = new ArrayList<>(List.of(policy.tenancy().column(), keyStoreSchema));
    for (TablePolicy table : policy.tables()) {
      names.add(table.name().toString());
      table.tenancyColumn().ifPresent(names::add);
      names.addAll(table.columns().keySet());
    }
    for (String name : names) {
      if (!name.equals(name.toLowerCase(Locale.ROOT))) {
        throw new TenantCryptException(
            ErrorCode.TC040,
            "The name "
                + name
                + " in the policy, or of the key tables' schema (keyStoreSchema), must be in lower"
                + " case for "
                + product.label()
                + (product == Product.H2
                    ? ", where it stands for the name without quotes."
                    : ", which takes a column's name in any case."));
      }
    }
  }

  JdbcRuntime jdbc() {
    return jdbc;
  }

  OwnConnections own() {
    return own;
  }

  Operations operations() {
    return operations;
  }

  /** What would be done with a statement, over a connection of the runtime's own. */
  Explanation explain(String sql) throws SQLException {
    try (Connection raw = own.open();
        Connection ours =
            CryptConnection.open(raw, jdbc, settings(Optional.empty()), InnerUrl.PREFIX)) {
      return ours.unwrap(CryptConnection.class).explain(sql);
    }
  }

  /** A connection of the runtime's own through the driver, for one tenant. */
  private Connection bound(TenantId tenant) throws SQLException {
    Connection raw = own.open();
    try {
      return CryptConnection.open(raw, jdbc, settings(Optional.of(tenant)), InnerUrl.PREFIX);
    } catch (SQLException | RuntimeException e) {
      try (raw) {
        throw e;
      }
    }
  }

  private JdbcSettings settings(Optional<TenantId> tenant) {
    return new JdbcSettings(
        tenant,
        TenantResolvers.THREAD,
        BindingDuration.TRANSACTION,
        false,
        false,
        keyStoreSchema,
        false);
  }

  KeyStore keyStore() {
    return new KeyStore(keys);
  }

  /** Holds the policy against catalog and record of protected columns; writes nothing. */
  List<PolicyFinding> check() throws SQLException {
    List<PolicyFinding> findings;
    try (Connection raw = own.open()) {
      require(raw);
      Product product = Product.of(raw).orElseThrow();
      ReadingState state = new ProductReadingStateReader().read(raw, !raw.getAutoCommit());
      SessionView view = SessionView.of(catalog.refresh(), state.searchPath(), state.reading());
      findings =
          new ArrayList<>(
              new PolicyCheck(
                      policy,
                      keyStoreSchema,
                      analyzer,
                      view,
                      TableFeatures.read(raw, product),
                      product)
                  .run());
    }
    findings.addAll(guard.findings());
    return List.copyOf(findings);
  }

  /** Records the policy where it is stronger than what is on record. */
  void record() {
    guard.verdict();
  }

  /** What can be told without asking anybody. */
  TenantCryptState state() {
    return new TenantCryptState(
        policy.revision(),
        policy.deployment(),
        kek.substring(0, kek.indexOf(":")),
        keys.dataKeys().size());
  }

  /** Asks catalog and key store now. */
  TenantCryptHealth health() {
    return TenantCryptHealth.of(catalog::refresh, guard::verdict, keys.heartbeatProblem());
  }

  @Override
  public void close() {
    try (providers;
        keys) {
      catalog.close();
    }
  }
}

package io.tenantcrypt.keys.store;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.keys.CachedDataKeys;
import io.tenantcrypt.keys.InstanceRow;
import io.tenantcrypt.keys.InstanceTable;
import io.tenantcrypt.keys.JobTable;
import io.tenantcrypt.keys.KekInquiry;
import io.tenantcrypt.keys.KekRules;
import io.tenantcrypt.keys.KeyId;
import io.tenantcrypt.keys.KeyMaking;
import io.tenantcrypt.keys.KeyOpening;
import io.tenantcrypt.keys.KeyTable;
import io.tenantcrypt.keys.KmsCalls;
import io.tenantcrypt.keys.Provisioning;
import io.tenantcrypt.keys.Rewrapping;
import io.tenantcrypt.keys.Rotating;
import io.tenantcrypt.keys.TenantRing;
import io.tenantcrypt.keys.UsageTable;
import io.tenantcrypt.policy.KeyPolicy;
import io.tenantcrypt.tenancy.TenantId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Function;

/**
 * The keys of one runtime, wired. Opening it calls neither database nor KMS; both are asked when a
 * statement first needs them. Safe for several threads.
 */
public final class KeyRuntime implements AutoCloseable {

  private static final long TICK_MILLIS = 1_000;
  private static final long SWEEP_MILLIS = 1_000;

  private final KeyTable table;
  private final KeyOpening opening;
  private final KeyStoreMaintenance maintenance;
  private final Rewrapping rewrapping;
  private final Rotating rotating;
  private final UsageTable usage;
  private final JobTable jobs;
  private final InstanceTable instances;
  private final Heartbeat heartbeat;
  private final Tombstones tombstones;
  private final CertificateKey certificateKey;
  private final KekInquiry inquiry;
  private final String deployment;
  private final Provisioning provisioning;
  private final ProtectedColumnRegistry registry;
  private final CachedDataKeys dataKeys;
  private final KeyStoreSession session;
  private final KeyStoreSetup setup;
  private final BackgroundThreads background;

  private KeyRuntime(KeyRuntimeConfig config) {
    KeyPolicy policy = config.policy();
    KekRules rules = new KekRules(policy, config.kekOverride());
    KeyMaking making = new KeyMaking(config.deployment(), config.clock());
    KmsCalls kms = new KmsCalls(config.keks(), config.timeout(), config.calls(), System::nanoTime);
    this.opening = new KeyOpening(kms, config.deployment());
    this.session =
        new KeyStoreSession(
            config.connections(), config.schema(), config.timeout(), System::nanoTime);
    this.setup =
        new KeyStoreSetup(session, rules, kms, making, opening, config.clock(), config.timeout());
    JdbcKeyTable tables = new JdbcKeyTable(session, setup);
    this.table = tables;
    this.usage = new JdbcUsageTable(session, config.clock());
    this.provisioning = new Provisioning(table, kms, rules, making, config.clock());
    this.rewrapping = new Rewrapping(table, kms, rules, making, opening, provisioning);
    this.rotating = new Rotating(table, kms, making, config.clock());
    this.jobs = new JdbcJobTable(session, setup);
    this.instances = new JdbcInstanceTable(session);
    this.tombstones = new Tombstones(session, setup);
    this.certificateKey = new CertificateKey(setup::seals);
    this.inquiry = new KekInquiry(kms, config.deployment());
    this.deployment = config.deployment();
    this.registry =
        new ProtectedColumnRegistry(session, setup, policy.cache().ring(), System::nanoTime);
    this.maintenance =
        new KeyStoreMaintenance(
            session, setup, tables, registry, config.deployment(), config.clock());
    this.background = new BackgroundThreads();
    Optional<Function<TenantId, TenantRing>> firstWrite =
        policy.provision() == KeyPolicy.Provision.FIRST_WRITE
            ? Optional.of(provisioning::firstWrite)
            : Optional.empty();
    this.dataKeys =
        new CachedDataKeys(
            table,
            usage,
            opening,
            firstWrite,
            policy.cache(),
            config.timeout(),
            System::nanoTime,
            background);
    this.heartbeat =
        new Heartbeat(
            instances, dataKeys::oldestReading, System::nanoTime, policy.cache(), config.facts());
    long pause = Math.max(1_000, policy.cache().ttl().toMillis() / 4);
    background.repeat(dataKeys::sweep, pause);
    background.repeat(this::sweepConnections, SWEEP_MILLIS);
    background.repeat(dataKeys::tick, TICK_MILLIS);
    background.repeat(this::beat, InstanceRow.interval(policy.cache().ring()).toMillis());
  }

  /**
   * Wires a runtime's keys.
   *
   * @throws TenantCryptException TC040 if the policy asks for what this version does not have
   */
  public static KeyRuntime open(KeyRuntimeConfig config) {
    if (config.policy().envelope() == KeyPolicy.Envelope.INLINE) {
      throw new TenantCryptException(
          ErrorCode.TC040,
          "keys.envelope: inline is reserved and not available in this version. Use table.");
    }
    return new KeyRuntime(config);
  }

  /** Tenants' data keys, cached. */
  public CachedDataKeys dataKeys() {
    return dataKeys;
  }

  /** The record of protected columns. */
  public ProtectedColumnRegistry registry() {
    return registry;
  }

  /** The tables beneath. */
  public KeyTable table() {
    return table;
  }

  /** What unwraps keys without keeping them. */
  public KeyOpening opening() {
    return opening;
  }

  /** The tables as a whole: made, exported, imported, looked through. */
  public KeyStoreMaintenance maintenance() {
    return maintenance;
  }

  /** What wraps tenants' keys otherwise. */
  public Rewrapping rewrapping() {
    return rewrapping;
  }

  /** What is reserved for sealing. */
  public UsageTable usage() {
    return usage;
  }

  /** What makes tenants. */
  public Provisioning provisioning() {
    return provisioning;
  }

  /** What moves tenants' data keys on. */
  public Rotating rotating() {
    return rotating;
  }

  /** Long operations. */
  public JobTable jobs() {
    return jobs;
  }

  /** Running drivers. */
  public InstanceTable instances() {
    return instances;
  }

  /** What destroys tenants' keys for good. */
  public Tombstones tombstones() {
    return tombstones;
  }

  /** What signs certificates. */
  public CertificateKey certificateKey() {
    return certificateKey;
  }

  /** What asks KMSs whether KEKs are there. */
  public KekInquiry inquiry() {
    return inquiry;
  }

  /** The policy's deployment id. */
  public String deployment() {
    return deployment;
  }

  /** The key tables' schema. */
  public String schema() {
    return session.schema();
  }

  /** The product that holds the key tables. */
  public String product() {
    return session.read(connection -> connection.getMetaData().getDatabaseProductName());
  }

  /** The user that the key tables' server has authenticated; empty for none. */
  public String user() {
    return session.read(connection -> KeyStoreDialect.of(connection).user(connection));
  }

  /**
   * Where the key tables are, seen from the data.
   *
   * @param data to the data's database
   */
  public KeyStorePlace place(ConnectionSupplier data) {
    return session.read(
        connection -> {
          try (Connection other = data.open()) {
            return KeyStorePlace.of(connection, session.schema(), other);
          } catch (SQLException e) {
            // Nobody's keys wait for what only a certificate would have told.
            KeyStoreErrors.debug("The place of the key tables is not told", e);
            return KeyStorePlace.NOT_TOLD;
          }
        });
  }

  /** Which of them this is. */
  public KeyId instance() {
    return heartbeat.id();
  }

  /** Why this instance could not tell the key tables that it lives, when it tried last. */
  public Optional<String> heartbeatProblem() {
    return heartbeat.problem();
  }

  /** An instance registers once it has read the key tables, and not by being configured. */
  private void beat() {
    if (setup.isOpen()) {
      background.execute(heartbeat::beat);
    }
  }

  /** On another thread: what is closed may be waited for, and the clock must go on. */
  private void sweepConnections() {
    if (session.isToBeSwept()) {
      background.execute(session::sweep);
    }
  }

  /** Drops and overwrites all keys, ends the background threads, closes the connections. */
  @Override
  public void close() {
    background.close();
    heartbeat.end();
    dataKeys.close();
    setup.close();
    session.close();
  }
}

package io.tenantcrypt.keys.store;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.keys.KekRules;
import io.tenantcrypt.keys.KekUri;
import io.tenantcrypt.keys.KeyEncryptionKey;
import io.tenantcrypt.keys.KeyMaking;
import io.tenantcrypt.keys.KeyOpening;
import io.tenantcrypt.keys.KeyPurpose;
import io.tenantcrypt.keys.KeyRow;
import io.tenantcrypt.keys.KmsCalls;
import io.tenantcrypt.keys.Provisioning;
import io.tenantcrypt.keys.TenantRing;
import io.tenantcrypt.keys.TenantState;
import io.tenantcrypt.keys.WrappedKey;
import io.tenantcrypt.tenancy.TenantId;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Gets the key tables ready when they are first needed: looks whether they are there, and unwraps
 * the registry key. That one is kept for the runtime's life: it guards integrity only, so giving it
 * up after a while would revoke nothing, and an outage of the platform's KMS would stop tenants
 * whose own KMS answers.
 */
final class KeyStoreSetup implements AutoCloseable {

  private final KeyStoreSession session;
  private final KeyStoreSchema schema;
  private final RingSql sql;
  private final KekRules rules;
  private final KmsCalls kms;
  private final KeyMaking making;
  private final KeyOpening opening;
  private final InstantSource clock;
  private final Duration timeout;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile @Nullable RowSeals seals;

  KeyStoreSetup(
      KeyStoreSession session,
      KekRules rules,
      KmsCalls kms,
      KeyMaking making,
      KeyOpening opening,
      InstantSource clock,
      Duration timeout) {
    this.session = session;
    this.schema = new KeyStoreSchema(session);
    this.sql = new RingSql(session);
    this.rules = rules;
    this.kms = kms;
    this.making = making;
    this.opening = opening;
    this.clock = clock;
    this.timeout = timeout;
  }

  /** The seals, once tables and registry key are there. Makes them only for {@code local://}. */
  RowSeals seals() {
    RowSeals ready = seals;
    return ready != null ? ready : prepare(false);
  }

  /** Makes tables, registry key and platform tenant, as far as they are missing. */
  void create() {
    if (seals == null) {
      prepare(true);
    }
  }

  /** Whether the seals are there already: this runtime has used the key tables. */
  boolean isOpen() {
    return seals != null;
  }

  /** Whether the platform's own tenant is there; without it, nothing in the tables can be read. */
  boolean isReady() {
    return schema.version() > 0 && platform().isPresent();
  }

  /** The version of the tables; 0 if there are none. */
  int version() {
    return schema.version();
  }

  /** Makes the tables, as far as they are missing, and no keys. */
  void createTables() {
    schema.create();
  }

  /**
   * Puts the platform's own tenant into tables that have none, and the record of protected columns
   * unless there is one.
   *
   * @param platform of an export, its seals verified
   * @return false if somebody else was quicker
   */
  boolean restore(TenantRing platform, long revision, List<RegisteredColumn> columns) {
    try (RowSeals fresh = opened(platform)) {
      RowSeals.TenantSeals rows = fresh.of(platform);
      Seal head = ProtectedColumnRegistry.head(fresh, revision, columns);
      RegistrySql registry = new RegistrySql(session);
      boolean recorded = session.read(registry::read).head().isPresent();
      return session.writeUnlessThere(
          connection -> {
            sql.insert(connection, platform, rows);
            if (recorded) {
              return true;
            }
            registry.insertHead(connection, revision, head);
            for (RegisteredColumn column : columns) {
              registry.insertColumn(connection, column, fresh.column(column));
            }
            return true;
          });
    }
  }

  private RowSeals prepare(boolean create) {
    enter();
    try {
      RowSeals ready = seals;
      if (ready == null) {
        ready = find(create);
        seals = ready;
      }
      return ready;
    } finally {
      lock.unlock();
    }
  }

  private void enter() {
    try {
      if (lock.tryLock(timeout.toNanos(), TimeUnit.NANOSECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new TenantCryptException(
        ErrorCode.TC030, "Another thread is still unwrapping the registry key. Try again.");
  }

  private RowSeals find(boolean create) {
    KekUri uri = rules.platform();
    KeyEncryptionKey kek = kms.of(uri, TenantId.PLATFORM);
    boolean there = schema.isThere();
    if (!there && !create && !kek.describe().exclusive()) {
      throw KeyStoreErrors.missing(session.schema());
    }
    if (!there) {
      schema.create();
    }
    Optional<RingRows.Found> platform = platform();
    if (platform.isEmpty()) {
      if (!create && !kek.describe().exclusive()) {
        throw KeyStoreErrors.missing(session.schema());
      }
      makePlatform(kek);
      platform = platform();
    }
    return open(platform.orElseThrow(() -> RowSeals.broken("tenant", "the platform's own tenant")));
  }

  private Optional<RingRows.Found> platform() {
    return session.read(connection -> sql.find(connection, TenantId.PLATFORM));
  }

  /**
   * The seals of a platform tenant, its own verified; the receiver closes them. The registry key
   * cannot be held against a seal before it is there: its KEK vouches for it.
   *
   * @throws TenantCryptException TC036 if its seals are broken; TC041 if it is wrapped under
   *     another KEK than the policy's; as the KMS answers
   */
  RowSeals open(RingRows.Found found) {
    RowSeals opened = opened(found.ring());
    try {
      found.verified(opened);
      return opened;
    } catch (RuntimeException e) {
      opened.close();
      throw e;
    }
  }

  private RowSeals opened(TenantRing platform) {
    KekUri uri = rules.platform();
    KeyRow registry =
        platform
            .active(KeyPurpose.REGISTRY)
            .orElseThrow(() -> RowSeals.broken("key", "the registry key"));
    // That copy and no other: the rest is what a database says, and may be under a KEK of its own.
    List<WrappedKey> named =
        registry.copies().stream().filter(copy -> copy.kek().equals(uri)).toList();
    if (named.isEmpty()) {
      throw new TenantCryptException(
          ErrorCode.TC041,
          "The registry key in schema "
              + session.schema()
              + " is wrapped under another KEK than "
              + uri
              + ", which keys.kek or tenantcrypt.kek names. Name the one that it is wrapped under. To"
              + " change it, copy the keys of tenant "
              + TenantId.PLATFORM
              + " under the new one first, and name it then.");
    }
    return new RowSeals(opening.open(TenantId.PLATFORM, registry.with(named)));
  }

  private void makePlatform(KeyEncryptionKey kek) {
    boolean crowded =
        kek.describe().exclusive()
            && session.read(connection -> sql.holdsOtherThan(connection, kek.uri().scheme()));
    if (crowded) {
      throw Provisioning.exclusive(kek.uri());
    }
    try (KeyMaking.Made dek = making.make(kek, TenantId.PLATFORM, KeyPurpose.DEK, 1);
        KeyMaking.Made registry = making.make(kek, TenantId.PLATFORM, KeyPurpose.REGISTRY, 1);
        RowSeals fresh = new RowSeals(registry.plaintext())) {
      TenantRing ring =
          new TenantRing(
              TenantId.PLATFORM,
              KekRules.NO_TIER,
              new TreeMap<>(),
              kek.uri(),
              TenantState.ACTIVE,
              1,
              clock.instant().truncatedTo(ChronoUnit.MILLIS),
              List.of(dek.row(), registry.row()));
      // Who is not the first has made keys that nobody will use; the first one's are read next.
      session.writeUnlessThere(
          connection -> {
            sql.insert(connection, ring, fresh.of(ring));
            new RegistrySql(session).insertHead(connection, 0, fresh.head(0, List.of()));
            return true;
          });
    }
  }

  /** Overwrites the registry key. */
  @Override
  public void close() {
    RowSeals ready = seals;
    if (ready != null) {
      ready.close();
    }
  }
}

package io.tenantcrypt.keys.store;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.keys.KeyPurpose;
import io.tenantcrypt.keys.KeyRow;
import io.tenantcrypt.keys.RingMerge;
import io.tenantcrypt.keys.TenantRing;
import io.tenantcrypt.tenancy.TenantId;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The key tables as a whole: made, looked through, exported and imported. Never sees an unwrapped
 * key but the registry key. Safe for several threads.
 *
 * <p>Every method throws {@link TenantCryptException} as {@link io.tenantcrypt.keys.KeyTable} does.
 */
public final class KeyStoreMaintenance {

  private static final int TRIES = 5;

  private final KeyStoreSession session;
  private final KeyStoreSetup setup;
  private final JdbcKeyTable table;
  private final ProtectedColumnRegistry registry;
  private final KeyStoreScan scan;
  private final String deployment;
  private final InstantSource clock;

  KeyStoreMaintenance(
      KeyStoreSession session,
      KeyStoreSetup setup,
      JdbcKeyTable table,
      ProtectedColumnRegistry registry,
      String deployment,
      InstantSource clock) {
    this.session = session;
    this.setup = setup;
    this.table = table;
    this.registry = registry;
    this.scan = new KeyStoreScan(session, setup);
    this.deployment = deployment;
    this.clock = clock;
  }

  /**
   * The version of the tables; 0 if there are none.
   *
   * @throws TenantCryptException TC041 if they are newer than this driver
   */
  public int version() {
    return setup.version();
  }

  /** Makes the tables, the registry key and the platform tenant, as far as they are missing. */
  public void create() {
    setup.create();
  }

  /**
   * Looks at every tenant once, the platform's own included, also past one that is broken.
   *
   * @param found is told of each, in the order of their ids
   */
  public void each(Consumer<Scanned> found) {
    scan.each(found);
  }

  /**
   * How many protected columns are on record, their seals verified, read now.
   *
   * @throws TenantCryptException TC036 if a seal is broken
   */
  public int columns() {
    return registry.columns().size();
  }

  /**
   * Writes all of it: tenants and keys as they are wrapped, and the record of protected columns,
   * each with its seal, between a sealed header and a sealed trailer with counts and a hash.
   *
   * @param out in UTF-8 when it is stored; flushed, not closed
   * @throws TenantCryptException TC036 if a seal of what is there is broken: nothing is exported
   *     that could not be imported; what was written has no trailer then
   * @throws IOException as the writer throws it
   */
  public ExportCounts export(Writer out) throws IOException {
    return new ExportWriting(session, setup, scan, deployment, clock).write(out);
  }

  /**
   * Reads an export, whole and with all seals verified, into memory: some two kilobytes a tenant.
   * The key tables are not asked.
   *
   * @throws TenantCryptException TC036 if it was cut off or changed; TC041 if it is another
   *     deployment's or a newer driver's
   * @throws IOException as the reader throws it
   */
  public Exported read(Reader in) throws IOException {
    return new ExportReading(in, deployment, setup::open).read();
  }

  /**
   * Gets the tables ready for an import: makes them, and puts the export's platform tenant and
   * record of protected columns into them as far as they are missing.
   *
   * @param dryRun whether only to tell
   * @throws TenantCryptException TC041 if the tables are sealed under another registry key
   */
  public ImportGround prepare(Exported exported, boolean dryRun) {
    if (!setup.isReady()) {
      if (dryRun) {
        return new ImportGround(false, true, exported.columns().size(), List.of());
      }
      setup.createTables();
      if (setup.restore(exported.platform(), exported.revision(), exported.columns())) {
        RegistryVerdict rest = registry.adopt(exported.columns(), exported.revision(), false);
        return new ImportGround(true, true, exported.columns().size(), rest.objections());
      }
    }
    requireSameRegistryKey(exported);
    RegistryVerdict record = registry.adopt(exported.columns(), exported.revision(), dryRun);
    return new ImportGround(true, false, record.additions().size(), record.objections());
  }

  private void requireSameRegistryKey(Exported exported) {
    Optional<TenantRing> here = table.read(TenantId.PLATFORM);
    boolean same =
        here.isPresent()
            && registryKey(here.get()).equals(registryKey(exported.platform()))
            && registryKey(exported.platform()).isPresent();
    if (!same) {
      throw new TenantCryptException(
          ErrorCode.TC041,
          "The key tables in schema "
              + session.schema()
              + " were made anew since the export: they are sealed under another registry key, so"
              + " the two cannot be put together. If no tenant was made in them, drop that schema"
              + " and import again; else import into another one (tenantcrypt.keyStoreSchema).");
    }
  }

  private static Optional<String> registryKey(TenantRing platform) {
    return platform.active(KeyPurpose.REGISTRY).map(KeyRow::id).map(Object::toString);
  }

  /**
   * Imports one tenant of an export, in one transaction.
   *
   * @param dryRun whether only to tell
   * @param readable whether the tables can be read; without, every tenant is missing
   * @throws TenantCryptException TC036 if the tenant's rows in the tables are broken
   */
  public RingMerge importTenant(TenantRing exported, boolean dryRun, boolean readable) {
    for (int i = 0; i < TRIES; i++) {
      Optional<TenantRing> here =
          readable ? table.read(exported.tenant()) : Optional.<TenantRing>empty();
      RingMerge merge =
          RingMerge.of(here, exported, clock.instant().truncatedTo(ChronoUnit.MILLIS));
      if (dryRun || merge.next().isEmpty() || write(here, merge.next().get())) {
        return merge;
      }
    }
    throw new TenantCryptException(
        ErrorCode.TC031, "Too many change tenant " + exported.tenant() + " at once. Try again.");
  }

  private boolean write(Optional<TenantRing> here, TenantRing next) {
    return here.isPresent() ? table.replaceByLater(here.get(), next) : table.insert(next);
  }
}

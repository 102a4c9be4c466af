package io.tenantcrypt.admin;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.keys.RingMerge;
import io.tenantcrypt.keys.TenantRing;
import io.tenantcrypt.keys.store.ExportCounts;
import io.tenantcrypt.keys.store.Exported;
import io.tenantcrypt.keys.store.ImportGround;
import io.tenantcrypt.keys.store.KeyRuntime;
import io.tenantcrypt.keys.store.KeyStoreDdl;
import io.tenantcrypt.keys.store.KeyStoreDialect;
import io.tenantcrypt.keys.store.KeyStoreMaintenance;
import io.tenantcrypt.keys.store.KeyStoreRoles;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;

/**
 * The key tables as a whole: made, exported, imported, verified. Works on connections of the
 * runtime's own. Never gives out an unwrapped key. Safe for several threads.
 *
 * <p>Every method throws {@link TenantCryptException} as the key tables and the KMS answer: TC030
 * and TC031 are worth a retry; TC036 names what is broken; TC041 that tables are missing, newer, or
 * not granted.
 */
public final class KeyStore {

  private static final String REGISTRY = "registry";

  private final KeyRuntime runtime;
  private final KeyStoreMaintenance tables;

  /** The key tables of a runtime. */
  public KeyStore(KeyRuntime runtime) {
    this.runtime = runtime;
    this.tables = runtime.maintenance();
  }

  /**
   * The statements that make the key tables and let roles use them, in order, for an administrator
   * of the database to run. Running them again changes nothing.
   *
   * @param schema the schema's name, unquoted; on MariaDB and MySQL a database's
   */
  public static List<String> ddl(KeyStoreDialect dialect, String schema, KeyStoreRoles roles) {
    return KeyStoreDdl.statements(dialect, schema, roles);
  }

  /**
   * The version of the key tables; 0 if there are none.
   *
   * @throws TenantCryptException TC041 if they are newer than this driver
   */
  public int version() {
    return tables.version();
  }

  /**
   * Applies the versions of the key tables that are missing. In tables that are made, or have none,
   * it makes the registry key and the platform's own tenant. May be repeated.
   *
   * @throws TenantCryptException TC041 if they are newer than this driver
   */
  public KeyStoreMigration migrate() {
    int from = tables.version();
    tables.create();
    return new KeyStoreMigration(from, tables.version());
  }

  /**
   * How many protected columns are on record, all seals of the record verified.
   *
   * @throws TenantCryptException TC036 if one is broken
   */
  public int protectedColumns() {
    return tables.columns();
  }

  /**
   * Writes all tenants, their keys as they are wrapped, and the record of protected columns, as
   * JSON lines between a sealed header and a sealed trailer. Who has it needs the KMS to open a
   * key. Each tenant is written as it is at that moment.
   *
   * @param out to be stored in UTF-8; flushed, not closed
   * @throws TenantCryptException TC036 if a seal is broken: the export has no trailer then
   * @throws IOException as the writer throws it
   */
  public ExportCounts export(Writer out) throws IOException {
    return tables.export(out);
  }

  /**
   * Verifies every seal: of each tenant, each key and the record of protected columns.
   *
   * @param openKeys whether also to unwrap each wrapped key and hold it against its check
   * @param perSecond unwrappings a second at most; 0 for no bound
   */
  public KeyStoreReport verify(boolean openKeys, int perSecond) {
    KeyStoreLook look = new KeyStoreLook(runtime.opening(), openKeys, perSecond);
    try {
      look.columns(tables.columns());
    } catch (TenantCryptException e) {
      if (e.code() != ErrorCode.TC036) {
        throw e;
      }
      look.find(REGISTRY, e);
    }
    tables.each(
        scanned -> {
          scanned.problem().ifPresent(e -> look.findTenant(scanned.tenant(), e));
          scanned.ring().ifPresent(look::at);
        });
    return look.report();
  }

  /**
   * Verifies an export: that it is whole and each of its seals. The key tables are not asked.
   *
   * @param openKeys whether also to unwrap each wrapped key and hold it against its check
   * @param perSecond unwrappings a second at most; 0 for no bound
   * @throws TenantCryptException TC036 if it was cut off or changed; TC041 if it is another
   *     deployment's or a newer driver's
   * @throws IOException as the reader throws it
   */
  public KeyStoreReport verify(Reader export, boolean openKeys, int perSecond) throws IOException {
    Exported exported = tables.read(export);
    KeyStoreLook look = new KeyStoreLook(runtime.opening(), openKeys, perSecond);
    look.columns(exported.columns().size());
    look.at(exported.platform());
    exported.tenants().forEach(look::at);
    return look.report();
  }

  /**
   * Brings tenants, key versions and protected columns of an export into the key tables as far as
   * they are missing there or older. Nothing goes back: see {@link RingMerge}. The whole export is
   * verified first; then each tenant is one transaction, and one that is in conflict keeps nobody
   * else back. May be repeated.
   *
   * @param dryRun whether only to tell what would be done
   * @throws TenantCryptException TC036 if the export was cut off or changed; TC041 if it is another
   *     deployment's, a newer driver's, or sealed under another registry key than the tables
   * @throws IOException as the reader throws it
   */
  public KeyStoreImport importFrom(Reader export, boolean dryRun) throws IOException {
    Exported exported = tables.read(export);
    ImportGround ground = tables.prepare(exported, dryRun);
    List<KeyStoreImport.Tenant> tenants = new ArrayList<>();
    tenants.add(
        ground.restored()
            ? new KeyStoreImport.Tenant(
                exported.platform().tenant().value(), RingMerge.Outcome.ADDED, "")
            : imported(exported.platform(), dryRun, true));
    for (TenantRing ring : exported.tenants()) {
      tenants.add(imported(ring, dryRun, ground.readable()));
    }
    return new KeyStoreImport(
        dryRun, exported.at(), ground.columns(), tenants, ground.objections());
  }

  private KeyStoreImport.Tenant imported(TenantRing ring, boolean dryRun, boolean ready) {
    String id = ring.tenant().value();
    try {
      RingMerge merge = tables.importTenant(ring, dryRun, ready);
      if (!dryRun) {
        runtime.dataKeys().evict(ring.tenant());
      }
      return new KeyStoreImport.Tenant(id, merge.outcome(), merge.reason());
    } catch (TenantCryptException e) {
      if (e.code() != ErrorCode.TC036) {
        throw e;
      }
      return new KeyStoreImport.Tenant(
          id, RingMerge.Outcome.CONFLICT, String.valueOf(e.getMessage()));
    }
  }

  /**
   * Asks the KMSs of each scheme that is in use for one key that a tenant has there.
   *
   * @return by scheme; empty where the key tables hold no key
   */
  public List<KekProbe> probeKeks() {
    KekProbes probes = new KekProbes(runtime.opening());
    tables.each(scanned -> scanned.ring().ifPresent(probes::look));
    return probes.all();
  }
}

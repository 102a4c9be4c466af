package io.tenantcrypt.keys.store;

import io.tenantcrypt.keys.KeyRow;
import io.tenantcrypt.keys.KeyTable;
import io.tenantcrypt.keys.TenantRing;
import io.tenantcrypt.tenancy.TenantId;
import java.util.List;
import java.util.Optional;

/** The key table over JDBC: every reading is one statement, every change one transaction. */
final class JdbcKeyTable implements KeyTable {

  private final KeyStoreSession session;
  private final KeyStoreSetup setup;
  private final RingSql sql;

  JdbcKeyTable(KeyStoreSession session, KeyStoreSetup setup) {
    this.session = session;
    this.setup = setup;
    this.sql = new RingSql(session);
  }

  @Override
  public Optional<TenantRing> read(TenantId tenant) {
    RowSeals seals = setup.seals();
    return session
        .read(connection -> sql.find(connection, tenant))
        .map(found -> found.verified(seals));
  }

  @Override
  public boolean insert(TenantRing ring) {
    RowSeals.TenantSeals seals = setup.seals().of(ring);
    return session.writeUnlessThere(
        connection -> {
          sql.insert(connection, ring, seals);
          return true;
        });
  }

  @Override
  public boolean replace(TenantRing expected, TenantRing next) {
    if (next.epoch() != expected.epoch() + 1) {
      throw new IllegalArgumentException("Not the next epoch");
    }
    return replaceByLater(expected, next);
  }

  /** As {@link #replace}, where several states between the two are not known here. */
  boolean replaceByLater(TenantRing expected, TenantRing next) {
    requireSuccession(expected, next);
    RowSeals.TenantSeals seals = setup.seals().of(next);
    return session.writeUnlessThere(connection -> sql.replace(connection, expected, next, seals));
  }

  static void requireSuccession(TenantRing expected, TenantRing next) {
    expected.requireNotShredded();
    if (!next.tenant().equals(expected.tenant()) || next.epoch() <= expected.epoch()) {
      throw new IllegalArgumentException("Not a later state of the same tenant");
    }
    for (KeyRow old : expected.keys()) {
      KeyRow now =
          next.version(old.purpose(), old.version())
              .orElseThrow(() -> new IllegalArgumentException("A key version is never removed"));
      if (!now.id().equals(old.id()) || !old.state().mayBecome(now.state())) {
        throw new IllegalArgumentException("A key version is never used again and never goes back");
      }
    }
    if (!next.everWrappedBy().containsAll(expected.everWrappedBy())
        || !next.past().rehearsal().equals(expected.past().rehearsal())) {
      throw new IllegalArgumentException("What a tenant's keys were wrapped by is never forgotten");
    }
  }

  @Override
  public List<TenantRing> list(Optional<TenantId> after, int limit) {
    RowSeals seals = setup.seals();
    return session
        .read(connection -> sql.page(connection, after.map(TenantId::value).orElse(""), limit))
        .stream()
        .map(found -> found.verified(seals))
        .toList();
  }

  @Override
  public void create() {
    setup.create();
  }

  @Override
  public boolean holdsOtherThan(String scheme) {
    return session.read(connection -> sql.holdsOtherThan(connection, scheme));
  }
}

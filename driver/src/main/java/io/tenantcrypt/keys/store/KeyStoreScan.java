package io.tenantcrypt.keys.store;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Goes through all tenants in pages, and past those that are broken. Safe for threads. */
final class KeyStoreScan {

  private static final int PAGE = 500;

  private final KeyStoreSession session;
  private final KeyStoreSetup setup;
  private final RingSql sql;

  KeyStoreScan(KeyStoreSession session, KeyStoreSetup setup) {
    this.session = session;
    this.setup = setup;
    this.sql = new RingSql(session);
  }

  void each(Consumer<Scanned> found) {
    RowSeals seals = setup.seals();
    String after = "";
    List<String> page;
    do {
      String from = after;
      page = session.read(connection -> sql.ids(connection, from, PAGE));
      for (String id : page) {
        found.accept(look(id, seals));
        after = id;
      }
    } while (page.size() == PAGE);
  }

  private Scanned look(String id, RowSeals seals) {
    try {
      return new Scanned(id, find(id).map(found -> found.verified(seals)), Optional.empty());
    } catch (TenantCryptException e) {
      if (e.code() != ErrorCode.TC036) {
        throw e;
      }
      return new Scanned(id, Optional.empty(), Optional.of(e));
    }
  }

  /** As it stands there, not yet held against its seals. */
  Optional<RingRows.Found> find(String id) {
    return session.read(connection -> sql.find(connection, id));
  }
}

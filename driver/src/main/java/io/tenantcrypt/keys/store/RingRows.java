package io.tenantcrypt.keys.store;

import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.keys.KekUri;
import io.tenantcrypt.keys.KeyCheck;
import io.tenantcrypt.keys.KeyId;
import io.tenantcrypt.keys.KeyPurpose;
import io.tenantcrypt.keys.KeyRow;
import io.tenantcrypt.keys.KeyState;
import io.tenantcrypt.keys.TenantPast;
import io.tenantcrypt.keys.TenantRing;
import io.tenantcrypt.keys.TenantState;
import io.tenantcrypt.keys.WrappedKey;
import io.tenantcrypt.tenancy.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;

/** Rings as rows: one row for each key, the tenant's columns repeated in it. */
final class RingRows {

  /** The columns of a ring's query, tenant {@code t} and key {@code k}. */
  static final String COLUMNS =
      "t.tenant, t.tier, t.attributes, t.kek, t.state, t.epoch, t.created_at, t.seal,"
          + " k.purpose, k.version, k.id, k.state, k.kek, k.kms_key_id, k.wrapped, k.more_copies,"
          + " k.key_check, k.created_at, k.activated_at, k.retired_at, k.destroyed_at, k.seal";

  private RingRows() {}

  /** A ring as it was found, with its seals, not yet held against them. */
  record Found(TenantRing ring, Seal seal, List<Seal> keySeals) {

    /**
     * The ring, if all its seals hold.
     *
     * @throws TenantCryptException TC036 naming table and tenant
     */
    TenantRing verified(RowSeals seals) {
      RowSeals.TenantSeals expected = seals.of(ring);
      for (int i = 0; i < keySeals.size(); i++) {
        KeyRow key = ring.keys().get(i);
        RowSeals.require(
            expected.keys().get(i),
            keySeals.get(i),
            "key",
            "tenant "
                + ring.tenant()
                + ", "
                + key.purpose().label()
                + " key version "
                + key.version());
      }
      RowSeals.require(expected.tenant(), seal, "tenant", "tenant " + ring.tenant());
      return ring;
    }
  }

  /** All rings of a result sorted by tenant, purpose and version. */
  static List<Found> read(ResultSet rows, KeyStoreDialect dialect) throws SQLException {
    List<Found> found = new ArrayList<>();
    boolean more = rows.next();
    while (more) {
      String id = rows.getString(1);
      Seal seal = new Seal(bytes(rows, 8));
      List<KeyRow> keys = new ArrayList<>();
      List<Seal> keySeals = new ArrayList<>();
      try {
        TenantRing tenant = tenant(rows, dialect, id);
        do {
          if (rows.getString(9) != null) {
            keys.add(key(rows, dialect));
            keySeals.add(new Seal(bytes(rows, 22)));
          }
          more = rows.next();
        } while (more && id.equals(rows.getString(1)));
        found.add(new Found(withKeys(tenant, keys), seal, keySeals));
      } catch (IllegalArgumentException | TenantCryptException e) {
        // Not a form that any version of this driver has written.
        throw RowSeals.broken("key", "tenant " + id);
      }
    }
    return found;
  }

  /** A tenant's id as the key tables hold it. */
  static TenantId tenant(String id) {
    return id.equals(TenantId.PLATFORM.value()) ? TenantId.PLATFORM : TenantId.of(id);
  }

  private static TenantRing tenant(ResultSet rows, KeyStoreDialect dialect, String id)
      throws SQLException {
    SortedMap<String, String> attributes = Attributes.parse(rows.getString(3));
    TenantPast past = PastText.take(attributes);
    return new TenantRing(
        tenant(id),
        rows.getString(2),
        attributes,
        KekUri.parse(rows.getString(4)),
        TenantState.valueOf(rows.getString(5)),
        rows.getLong(6),
        dialect.time(rows, 7).orElseThrow(IllegalArgumentException::new),
        List.of(),
        past);
  }

  private static TenantRing withKeys(TenantRing t, List<KeyRow> keys) {
    return new TenantRing(
        t.tenant(),
        t.tier(),
        t.attributes(),
        t.kek(),
        t.state(),
        t.epoch(),
        t.created(),
        keys,
        t.past());
  }

  private static KeyRow key(ResultSet rows, KeyStoreDialect dialect) throws SQLException {
    List<WrappedKey> copies = new ArrayList<>();
    byte[] wrapped = bytes(rows, 15);
    if (wrapped.length > 0) {
      copies.add(new WrappedKey(KekUri.parse(rows.getString(13)), rows.getString(14), wrapped));
    }
    copies.addAll(WrappedCopies.parse(bytes(rows, 16)));
    return new KeyRow(
        KeyPurpose.valueOf(rows.getString(9).toUpperCase(Locale.ROOT)),
        rows.getInt(10),
        new KeyId(rows.getString(11)),
        KeyState.valueOf(rows.getString(12)),
        copies,
        KeyCheck.copyOf(bytes(rows, 17)),
        dialect.time(rows, 18).orElseThrow(IllegalArgumentException::new),
        dialect.time(rows, 19),
        dialect.time(rows, 20),
        dialect.time(rows, 21));
  }

  private static byte[] bytes(ResultSet rows, int column) throws SQLException {
    byte[] bytes = rows.getBytes(column);
    return bytes == null ? new byte[0] : bytes;
  }
}

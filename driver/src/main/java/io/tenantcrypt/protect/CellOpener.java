package io.tenantcrypt.protect;

import io.tenantcrypt.codec.Codec;
import io.tenantcrypt.codec.Form;
import io.tenantcrypt.crypto.CellFormat;
import io.tenantcrypt.crypto.ColumnKey;
import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.keys.DataKey;
import io.tenantcrypt.keys.DataKeys;
import io.tenantcrypt.plan.ProtectedColumn;
import io.tenantcrypt.policy.ColumnPolicy;
import io.tenantcrypt.tenancy.TenantId;
import org.jspecify.annotations.Nullable;

/** Remembers the key of the last cell, for most rows name the same version. */
final class CellOpener implements Opener {

  private final DataKeys keys;
  private final TenantId tenant;
  private final ProtectedColumn column;
  private final String label;
  private final String where;
  private @Nullable Held last;

  CellOpener(DataKeys keys, TenantId tenant, ProtectedColumn column) {
    this.keys = keys;
    this.tenant = tenant;
    this.column = column;
    this.label = column.label();
    this.where = "column " + label + ", tenant " + tenant;
  }

  @Override
  public Object open(Object cell, Form form, @Nullable Object hint) {
    byte[] bytes = bytes(cell);
    int version = CellFormat.version(bytes, where);
    Held held = lease(version);
    byte[] plaintext;
    int length;
    try {
      plaintext = held.columnKey.open(bytes);
      length = CellFormat.length(plaintext);
    } catch (TenantCryptException e) {
      throw e.code() == ErrorCode.TC020 ? unauthentic(version, e) : e;
    } finally {
      held.key.release();
    }
    return Codec.decode(label, column.type(), plaintext, length, form, hint);
  }

  private byte[] bytes(Object cell) {
    if (column.storage() == ColumnPolicy.Storage.TEXT) {
      if (cell instanceof String text) {
        return TextCell.decode(text, where);
      }
    } else if (cell instanceof byte[] bytes) {
      return bytes;
    }
    throw new TenantCryptException(
        ErrorCode.TC041,
        "The database gives "
            + cell.getClass().getName()
            + " where the policy has "
            + column.storage()
            + " storage: "
            + where
            + ". Correct the column's type or the policy's storage.");
  }

  private TenantCryptException unauthentic(int version, TenantCryptException cause) {
    return new TenantCryptException(
        ErrorCode.TC020,
        "A cell does not authenticate: "
            + where
            + ", key version "
            + version
            + ". It was changed, or sealed for another tenant, column, type or key; restore the row"
            + " from a backup or correct the policy.",
        cause);
  }

  /** The key with a lease taken on it. */
  private Held lease(int version) {
    Held held = last;
    if (held != null && held.version == version && held.key.acquire()) {
      return held;
    }
    DataKey key = keys.opening(tenant, version);
    try {
      ColumnKey columnKey = key.column(column.domain(), column.type().family().label());
      Held fresh = new Held(key, columnKey, version);
      last = fresh;
      return fresh;
    } catch (RuntimeException | Error e) {
      key.release();
      throw e;
    }
  }

  private record Held(DataKey key, ColumnKey columnKey, int version) {}
}

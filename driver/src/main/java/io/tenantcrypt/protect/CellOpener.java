package io.tenantcrypt.protect;

import io.tenantcrypt.codec.Codec;
import io.tenantcrypt.codec.Form;
import io.tenantcrypt.crypto.CellFormat;
import io.tenantcrypt.crypto.ColumnKey;
import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.keys.DataKey;
import io.tenantcrypt.plan.ProtectedColumn;
import io.tenantcrypt.policy.ColumnPolicy;
import org.jspecify.annotations.Nullable;

/** Remembers the key of the last cell, for most rows name the same version. */
final class CellOpener implements Opener {

  private final LastKey keys;
  private final ProtectedColumn column;
  private @Nullable DataKey key;
  private @Nullable ColumnKey columnKey;

  CellOpener(LastKey keys, ProtectedColumn column) {
    this.keys = keys;
    this.column = column;
  }

  @Override
  public Object open(Object cell, Form form, @Nullable Object hint) {
    byte[] bytes = bytes(cell);
    int version = CellFormat.version(bytes, this);
    DataKey leased = lease(version);
    byte[] plaintext;
    int length;
    try {
      plaintext = columnKey(leased).open(bytes);
      length = CellFormat.length(plaintext);
    } catch (TenantCryptException e) {
      throw e.code() == ErrorCode.TC020 ? unauthentic(version, e) : e;
    } finally {
      leased.release();
    }
    return Codec.decode(column.label(), column.type(), plaintext, length, form, hint);
  }

  private byte[] bytes(Object cell) {
    if (column.storage() == ColumnPolicy.Storage.TEXT) {
      if (cell instanceof String text) {
        return TextCell.decode(text, toString());
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
            + this
            + ". Correct the column's type or the policy's storage.");
  }

  private TenantCryptException unauthentic(int version, TenantCryptException cause) {
    return new TenantCryptException(
        ErrorCode.TC020,
        "A cell does not authenticate: "
            + this
            + ", key version "
            + version
            + ". It was changed, or sealed for another tenant, column, type or key; restore the row"
            + " from a backup or correct the policy.",
        cause);
  }

  /** The key with a lease taken on it; columns may differ in version, so each tries its own. */
  private DataKey lease(int version) {
    DataKey held = key;
    return held != null && held.version() == version && held.acquire() ? held : keys.lease(version);
  }

  private ColumnKey columnKey(DataKey leased) {
    ColumnKey known = columnKey;
    if (known == null || key != leased) {
      known = leased.column(column.domain(), column.type().family().label());
      columnKey = known;
      key = leased;
    }
    return known;
  }

  /** Names column and tenant in messages. */
  @Override
  public String toString() {
    return "column " + column.label() + ", tenant " + keys.tenant();
  }
}

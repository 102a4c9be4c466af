package io.tenantcrypt.protect;

import io.tenantcrypt.codec.Decoder;
import io.tenantcrypt.codec.Form;
import io.tenantcrypt.crypto.CellFormat;
import io.tenantcrypt.crypto.ColumnKey;
import io.tenantcrypt.crypto.KeyDestroyedException;
import io.tenantcrypt.crypto.PlaintextReader;
import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.keys.DataKey;
import io.tenantcrypt.plan.ProtectedColumn;
import io.tenantcrypt.policy.ColumnPolicy;
import org.jspecify.annotations.Nullable;

/** Remembers the key of the last cell, for most rows name the same version. */
final class CellOpener implements Opener, PlaintextReader<Object> {

  private final LastKey keys;
  private final ProtectedColumn column;
  private final Decoder decoder;
  private @Nullable DataKey key;
  private @Nullable ColumnKey columnKey;

  /** What the cell that is being opened is asked for as. */
  private Form form = Form.OBJECT;

  private @Nullable Object hint;

  CellOpener(LastKey keys, ProtectedColumn column) {
    this.keys = keys;
    this.column = column;
    this.decoder = keys.decoder(column);
  }

  @Override
  public Object open(Object cell, Form asked, @Nullable Object with) {
    byte[] bytes = bytes(cell);
    int version = CellFormat.version(bytes, this);
    expect(asked, with);
    ColumnKey ready = ready(version);
    if (ready != null) {
      try {
        return opened(ready, bytes, version);
      } catch (KeyDestroyedException e) {
        // It left the cache in the midst of it; the lease says why, or brings it again.
        key = null;
      }
    }
    DataKey leased = keys.lease(version);
    try {
      ColumnKey derived = leased.column(column.domain(), column.type().family().label());
      columnKey = derived;
      key = leased;
      return opened(derived, bytes, version);
    } finally {
      leased.release();
    }
  }

  /**
   * The column's key where no lease is needed for it, as for all cells but the first; else null.
   */
  private @Nullable ColumnKey ready(int version) {
    DataKey known = key;
    if (known != null && columnKey != null && known.version() == version && keys.mayGoOn(known)) {
      return columnKey;
    }
    DataKey live = keys.live(version);
    ColumnKey derived =
        live == null ? null : live.derived(column.domain(), column.type().family().label());
    if (derived != null) {
      columnKey = derived;
      key = live;
    }
    return derived;
  }

  /** Most cells of a column are asked for alike; a reference that is not written costs nothing. */
  private void expect(Form asked, @Nullable Object with) {
    if (form != asked) {
      form = asked;
    }
    if (hint != with) {
      hint = with;
    }
  }

  private Object opened(ColumnKey with, byte[] cell, int version) {
    try {
      return with.open(cell, this);
    } catch (TenantCryptException e) {
      throw e.code() == ErrorCode.TC020 ? unauthentic(version, e) : e;
    }
  }

  @Override
  public Object read(byte[] buffer, int length) {
    return decoder.decode(buffer, length, form, hint);
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

  /** Names column and tenant in messages. */
  @Override
  public String toString() {
    return "column " + column.label() + ", tenant " + keys.tenant();
  }
}

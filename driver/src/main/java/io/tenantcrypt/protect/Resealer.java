package io.tenantcrypt.protect;

import io.tenantcrypt.crypto.CellFormat;
import io.tenantcrypt.crypto.ColumnKey;
import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.keys.DataKey;
import io.tenantcrypt.keys.DataKeys;
import io.tenantcrypt.plan.ProtectedColumn;
import io.tenantcrypt.policy.ColumnPolicy;
import io.tenantcrypt.tenancy.TenantId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Seals cells of one tenant anew under the version that seals now. The canonical bytes stay as they
 * are: they are not decoded, and overwritten as soon as they are sealed. For one thread, and for a
 * batch: it holds leases until it is closed.
 */
public final class Resealer implements AutoCloseable {

  private static final int HEADER_TEXT =
      TextCell.PREFIX.length() + CellFormat.HEADER_LENGTH / 3 * 4;

  private final DataKeys keys;
  private final TenantId tenant;
  private final DataKey sealing;
  private final Map<Integer, DataKey> opening = new HashMap<>();

  private Resealer(DataKeys keys, TenantId tenant, DataKey sealing) {
    this.keys = keys;
    this.tenant = tenant;
    this.sealing = sealing;
  }

  /**
   * Takes a lease on the key that seals.
   *
   * @param tenant whose cells; the platform's for shared tables
   * @param version what new cells are sealed under, by what the caller knows
   * @throws TenantCryptException TC031 if another version seals; else as the keys answer
   */
  public static Resealer open(DataKeys keys, TenantId tenant, int version) {
    DataKey sealing = keys.sealing(tenant);
    if (sealing.version() != version) {
      int other = sealing.version();
      sealing.release();
      throw new TenantCryptException(
          ErrorCode.TC031,
          "Version "
              + other
              + " of the data key of tenant "
              + tenant
              + " seals by what this process has read, not version "
              + version
              + ". Activate it and try again after keys.cache.ring.");
    }
    return new Resealer(keys, tenant, sealing);
  }

  /**
   * The first bytes of each cell of a version, as the column stores them: what a server can tell
   * cells of other versions by, and plaintext.
   */
  public static byte[] head(ProtectedColumn column, int version) {
    byte[] header = CellFormat.header(version);
    return column.storage() == ColumnPolicy.Storage.TEXT ? TextCell.head(header) : header;
  }

  /** How many bytes {@link #head} has. */
  public static int headLength(ProtectedColumn column) {
    return column.storage() == ColumnPolicy.Storage.TEXT ? HEADER_TEXT : CellFormat.HEADER_LENGTH;
  }

  /** Whether a cell begins as those of a version do. */
  public static boolean isUnder(Object cell, byte[] head) {
    if (cell instanceof byte[] bytes) {
      return bytes.length >= head.length
          && Arrays.equals(bytes, 0, head.length, head, 0, head.length);
    }
    String text = (String) cell;
    for (int i = 0; i < head.length; i++) {
      if (i >= text.length() || text.charAt(i) != head[i]) {
        return false;
      }
    }
    return true;
  }

  /**
   * The same value in a new cell.
   *
   * @param cell {@code byte[]}, or {@code String} for a column with text storage
   * @return in the same form
   * @throws TenantCryptException TC020, TC021, TC034 or TC040 if this cell does not open; else as
   *     the keys answer
   */
  public Object reseal(ProtectedColumn column, Object cell) {
    String where = "column " + column.label() + ", tenant " + tenant;
    boolean text = column.storage() == ColumnPolicy.Storage.TEXT;
    byte[] bytes = text ? TextCell.decode((String) cell, where) : (byte[]) cell;
    int version = CellFormat.version(bytes, where);
    String family = column.type().family().label();
    ColumnKey from = key(version).column(column.domain(), family);
    ColumnKey to = sealing.columnToSeal(column.domain(), family);
    byte[] again =
        from.open(
            bytes,
            (buffer, length) -> {
              byte[] canonical = Arrays.copyOf(buffer, length);
              try {
                return to.seal(canonical, column.pad());
              } finally {
                Arrays.fill(canonical, (byte) 0);
              }
            });
    return text ? TextCell.encode(again) : again;
  }

  private DataKey key(int version) {
    DataKey known = opening.get(version);
    if (known == null) {
      known = version == sealing.version() ? sealing : keys.opening(tenant, version);
      if (known != sealing) {
        opening.put(version, known);
      }
    }
    return known;
  }

  /**
   * Whether what was sealed may be written now; to be asked right before it is. Asks the keys anew
   * where the time to believe them is over.
   *
   * @throws TenantCryptException as the keys answer
   */
  public boolean maySend() {
    if (sealing.seals(keys.clock())) {
      return true;
    }
    DataKey now = keys.sealing(tenant);
    try {
      return now.version() == sealing.version() && now.seals(keys.clock());
    } finally {
      now.release();
    }
  }

  @Override
  public void close() {
    sealing.release();
    opening.values().forEach(DataKey::release);
  }
}

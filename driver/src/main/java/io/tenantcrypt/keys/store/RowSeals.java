package io.tenantcrypt.keys.store;

import io.tenantcrypt.crypto.Ed25519;
import io.tenantcrypt.crypto.Hkdf;
import io.tenantcrypt.crypto.LengthPrefixed;
import io.tenantcrypt.crypto.SecretBytes;
import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.keys.JobRow;
import io.tenantcrypt.keys.KeyRow;
import io.tenantcrypt.keys.TenantRing;
import io.tenantcrypt.keys.WrappedKey;
import io.tenantcrypt.tenancy.TenantId;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;

/**
 * Seals rows of the key tables: HMAC-SHA-256 under the registry key over {@code
 * LP("tenantcrypt/seal/v1") ‖ LP(table) ‖ LP} of each column. A tenant's seal covers the seals of
 * all its key rows besides, so that no row can be left out, added, or put back from a backup alone.
 * Safe for several threads.
 */
final class RowSeals implements AutoCloseable {

  static final String ALGORITHM = "HmacSHA256";

  private static final String PROTOCOL = "tenantcrypt/seal/v1";

  private final SecretBytes key;

  /** Takes the registry key over. */
  RowSeals(SecretBytes key) {
    this.key = key;
  }

  /** The seals of a tenant and its keys. */
  record TenantSeals(Seal tenant, List<Seal> keys) {}

  TenantSeals of(TenantRing ring) {
    List<Seal> keys = new ArrayList<>();
    LengthPrefixed row = row("tenant");
    row.add(ring.tenant().value()).add(ring.tier()).add(PastText.attributes(ring));
    row.add(ring.kek().toString()).add(ring.state().name()).add(Long.toString(ring.epoch()));
    row.add(ring.created().toString());
    for (KeyRow keyRow : ring.keys()) {
      Seal seal = key(ring.tenant(), keyRow);
      keys.add(seal);
      row.add(seal.toByteArray());
    }
    return new TenantSeals(mac(row), keys);
  }

  private Seal key(TenantId tenant, KeyRow key) {
    LengthPrefixed row = row("key");
    row.add(tenant.value()).add(key.purpose().label()).add(Integer.toString(key.version()));
    row.add(key.id().value()).add(key.state().name());
    row.add(Integer.toString(key.copies().size()));
    for (WrappedKey copy : key.copies()) {
      row.add(copy.kek().toString()).add(copy.kmsKeyId()).add(copy.bytes());
    }
    row.add(key.check().toByteArray()).add(key.created().toString());
    row.add(time(key.activated())).add(time(key.retired())).add(time(key.destroyed()));
    return mac(row);
  }

  /** The seal of a job: of what it is and how it stands, not of who works on it. */
  Seal job(JobRow job) {
    LengthPrefixed row = row("job");
    row.add(job.id().value()).add(job.kind()).add(job.tenant().map(TenantId::value).orElse(""));
    row.add(job.state().name());
    row.add(JobText.format(job.specification())).add(JobText.format(job.progress()));
    row.add(job.created().toString());
    return mac(row);
  }

  /** The seal of a protected column. */
  Seal column(RegisteredColumn column) {
    LengthPrefixed row = row("registry").add("column");
    column.values().forEach(row::add);
    return mac(row);
  }

  /** The seal over the highest policy revision and the seals of all columns, in their order. */
  Seal head(long revision, List<Seal> columns) {
    LengthPrefixed row = row("registry").add("head").add(Long.toString(revision));
    columns.forEach(seal -> row.add(seal.toByteArray()));
    return mac(row);
  }

  /** The seal of an export's first line. */
  Seal exportHeader(String deployment, int schema, String exported) {
    LengthPrefixed row = row("export").add("header").add(deployment);
    return mac(row.add(Integer.toString(schema)).add(exported));
  }

  /**
   * The seal of an export's last line: over the hash of all lines before it, so that none can be
   * left out, added, or taken from another export.
   */
  Seal exportTrailer(ExportCounts counts, String sha256) {
    LengthPrefixed row = row("export").add("trailer").add(Long.toString(counts.tenants()));
    row.add(Long.toString(counts.keys())).add(Long.toString(counts.columns()));
    return mac(row.add(sha256));
  }

  /**
   * Compares seals in constant time.
   *
   * @throws TenantCryptException TC036 naming the row
   */
  static void require(Seal expected, Seal found, String table, String row) {
    if (!expected.equals(found)) {
      throw broken(table, row);
    }
  }

  static TenantCryptException broken(String table, String row) {
    return new TenantCryptException(
        ErrorCode.TC036,
        "The seal of the key table \""
            + table
            + "\" is broken for "
            + row
            + ": a row was changed, added, removed or put back by something else than TenantCrypt."
            + " Nothing is sealed or opened with it. Look at who can write to the key tables, and"
            + " restore them.");
  }

  private static String time(Optional<Instant> time) {
    return time.map(Instant::toString).orElse("");
  }

  private static LengthPrefixed row(String table) {
    return new LengthPrefixed().add(PROTOCOL).add(table);
  }

  private Seal mac(LengthPrefixed row) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SealKey(key));
      return new Seal(mac.doFinal(row.toByteArray()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java runtime has no usable " + ALGORITHM, e);
    }
  }

  /**
   * A key for something else, from the same registry key; the receiver closes it.
   *
   * @param purpose tells it from all others; never changes
   */
  SecretBytes derive(String purpose) {
    byte[] info = new LengthPrefixed().add("tenantcrypt/v1").add(purpose).toByteArray();
    return SecretBytes.take(Hkdf.derive(key.reveal(), info, Ed25519.LENGTH));
  }

  @Override
  public void close() {
    key.close();
  }
}

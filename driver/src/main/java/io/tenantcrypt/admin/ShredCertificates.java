package io.tenantcrypt.admin;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.keys.JobRow;
import io.tenantcrypt.keys.KekInquiry;
import io.tenantcrypt.keys.KeyRow;
import io.tenantcrypt.keys.TenantRing;
import io.tenantcrypt.keys.TenantState;
import io.tenantcrypt.keys.WrappedBy;
import io.tenantcrypt.keys.store.KeyRuntime;
import io.tenantcrypt.tenancy.TenantId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes certificates of what jobs have destroyed. Safe for several threads. */
final class ShredCertificates {

  /** The first member; another format has another name. */
  private static final String FORMAT = "tenantcrypt/shred-certificate/v1";

  private final KeyRuntime runtime;

  ShredCertificates(KeyRuntime runtime) {
    this.runtime = runtime;
  }

  /** A certificate of a job that has destroyed; KMSs are asked for the KEKs now. */
  ShredCertificate of(JobRow job) {
    TenantRing tombstone = tombstone(job.tenant().orElseThrow());
    ShredRecord record = ShredRecord.of(job.progress());
    Instant observed = runtime.jobs().now();
    List<ShredEffect.Known> known = new ArrayList<>();
    for (ShredRecord.Kek kek : record.keks()) {
      KekInquiry.Answer answer =
          runtime.inquiry().ask(tombstone.tenant(), kek.by(), record.probe(kek.by().kek()));
      known.add(new ShredEffect.Known(kek, answer, observed));
    }
    ShredEffect effect = new ShredEffect(job, record, known, runtime.schema());
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("format", FORMAT);
    all.put("deployment", runtime.deployment());
    all.put("tenant", tombstone.tenant());
    all.put("tier", tombstone.tier());
    all.put("job", job.id());
    all.putAll(who(job));
    all.put("destroyedAt", Shred.time(job.progress(), Shred.DESTROYED_AT));
    all.put("observedAt", observed);
    all.put("keys", keys(record, tombstone));
    all.put("keks", known.stream().map(ShredEffect.Known::told).toList());
    all.putAll(effect.told());
    return signed(all);
  }

  private TenantRing tombstone(TenantId tenant) {
    return runtime
        .table()
        .read(tenant)
        .filter(ring -> ring.state() == TenantState.SHREDDED)
        .orElseThrow(
            () ->
                new TenantCryptException(
                    ErrorCode.TC036,
                    "Tenant "
                        + tenant
                        + " is not shredded any more: the key tables were set back. Nothing is"
                        + " certified. Look at who restored them."));
  }

  private static Map<String, Object> who(JobRow job) {
    Map<String, String> asked = job.specification();
    Map<String, String> progress = job.progress();
    Duration window = Duration.parse(Shred.text(asked, Shred.WINDOW));
    Map<String, Object> who = new LinkedHashMap<>();
    who.put("reason", Shred.text(asked, Shred.REASON));
    who.put("requestedBy", Shred.text(asked, Shred.REQUESTED_BY));
    who.put("requestedAt", job.created());
    who.put("approvedBy", Optional.ofNullable(progress.get(Shred.APPROVED_BY)));
    who.put("approvedAt", Optional.ofNullable(progress.get(Shred.APPROVED_AT)));
    who.put("rehearsal", Optional.ofNullable(asked.get(Shred.REHEARSAL)));
    Map<String, Object> waited = new LinkedHashMap<>();
    waited.put("duration", window);
    waited.put("until", Shred.time(progress, Shred.UNTIL));
    waited.put("shorterThanStandard", window.compareTo(ShredOptions.STANDARD_WINDOW) < 0);
    who.put("window", waited);
    return who;
  }

  private static List<Object> keys(ShredRecord record, TenantRing tombstone) {
    List<Object> keys = new ArrayList<>();
    for (ShredRecord.Key key : record.keys()) {
      Map<String, Object> told = new LinkedHashMap<>();
      told.put("purpose", key.purpose().label());
      told.put("version", key.version());
      told.put("id", key.id());
      told.put("was", key.state());
      told.put("destroyedAt", destroyed(key, tombstone));
      told.put("keks", key.keks().stream().map(WrappedBy::kek).toList());
      keys.add(told);
    }
    return keys;
  }

  private static Instant destroyed(ShredRecord.Key key, TenantRing tombstone) {
    return tombstone
        .version(key.purpose(), key.version())
        .filter(row -> row.id().equals(key.id()))
        .flatMap(KeyRow::destroyed)
        .orElseThrow(
            () ->
                new TenantCryptException(
                    ErrorCode.TC036,
                    "The job and the tombstone of tenant "
                        + tombstone.tenant()
                        + " tell of other keys. Nothing is certified. Look at who can write to the"
                        + " key tables."));
  }

  private ShredCertificate signed(Map<String, Object> all) {
    String key = HexFormat.of().formatHex(runtime.certificateKey().publicKey());
    all.put("publicKey", key);
    String text = Json.write(all);
    String unsigned = text.substring(0, text.length() - 2);
    byte[] signature = runtime.certificateKey().sign(unsigned.getBytes(StandardCharsets.UTF_8));
    return ShredCertificate.verify(
        unsigned + ",\n  \"signature\": \"" + HexFormat.of().formatHex(signature) + "\"\n}", key);
  }
}

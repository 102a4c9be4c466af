package io.tenantcrypt.admin;

import io.tenantcrypt.keys.JobRow;
import io.tenantcrypt.keys.KekInquiry.Answer;
import io.tenantcrypt.keys.KekInquiry.Fate;
import io.tenantcrypt.keys.store.KeyStorePlace;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** From when shredding is effective for which copies of data and keys. Immutable. */
final class ShredEffect {

  /**
   * A KEK and what its KMS says of it.
   *
   * @param observed when it was asked
   */
  record Known(ShredRecord.Kek kek, Answer answer, Instant observed) {

    Map<String, Object> told() {
      Map<String, Object> told = new LinkedHashMap<>();
      told.put("kek", kek.by().kek());
      told.put("kmsKey", kek.by().kmsKeyId());
      told.put("wrapped", kek.current() ? "at the end" : "earlier");
      told.put("otherTenants", kek.tenants());
      told.put("platform", kek.platform());
      told.put("fate", answer.fate());
      told.put("answer", answer.code());
      return told;
    }

    boolean isGone() {
      return answer.fate() == Fate.GONE;
    }
  }

  private final JobRow job;
  private final ShredRecord record;
  private final List<Known> keks;
  private final String schema;

  ShredEffect(JobRow job, ShredRecord record, List<Known> keks, String schema) {
    this.job = job;
    this.record = record;
    this.keks = keks;
    this.schema = schema;
  }

  private Instant destroyed() {
    return Shred.time(job.progress(), Shred.DESTROYED_AT);
  }

  private Optional<Duration> retention() {
    return Optional.ofNullable(job.specification().get(Shred.RETENTION)).map(Duration::parse);
  }

  Map<String, Object> told() {
    Map<String, Object> effective = new LinkedHashMap<>();
    effective.put(
        "live",
        entry(
            Optional.of(Shred.time(job.progress(), Shred.LIVE_FROM)),
            "The running instances: each has seen that the keys are gone and refuses statements that"
                + " need them (TC034). From this time on none keeps one in its memory either."));
    effective.put(
        "copiesWithoutKeyTables",
        entry(
            Optional.of(destroyed()),
            "Backups, dumps, replicas and exports that hold the tenant's rows and no key tables:"
                + " their protected columns are ciphertext only."));
    effective.put("copiesOfKeyTables", copiesOfKeyTables());
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("keyTables", keyTables());
    told.put("effective", effective);
    told.put(
        "rows",
        "The tenant's rows were not deleted: protected columns are ciphertext, all other columns"
            + " are as they were.");
    return told;
  }

  private static Map<String, Object> entry(Optional<Instant> from, String what) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("from", from);
    entry.put("what", what);
    return entry;
  }

  private Map<String, Object> copiesOfKeyTables() {
    Optional<Duration> retention = retention();
    Optional<Instant> declared = retention.map(destroyed()::plus);
    Optional<Instant> gone = gone();
    Optional<Instant> from =
        gone.isPresent() && declared.isPresent()
            ? gone.filter(declared.get()::isAfter).or(() -> declared)
            : gone.or(() -> declared);
    Map<String, Object> entry =
        entry(
            from,
            "Whatever holds the key tables as they were before: backups, dumps, exports, snapshots,"
                + " archived logs, replicas that lag, dead row versions.");
    entry.put("because", because(gone, retention));
    entry.put("declaredRetention", retention);
    entry.put("openedUntilThenBy", open());
    return entry;
  }

  /** When it was seen that every KEK is destroyed that ever wrapped one of the keys. */
  private Optional<Instant> gone() {
    return keks.stream().allMatch(Known::isGone)
        ? keks.stream().map(Known::observed).max(Instant::compareTo)
        : Optional.empty();
  }

  private String because(Optional<Instant> gone, Optional<Duration> retention) {
    if (gone.isPresent()) {
      return "Every KEK that ever wrapped one of the keys is destroyed, as its KMS says. The KMS's"
          + " own backups are its operator's.";
    }
    String others =
        keks.stream().filter(kek -> !kek.isGone()).anyMatch(ShredEffect::isShared)
            ? " Some of those KEKs hold keys of others too, so they will not be destroyed for this."
            : " Destroy those KEKs in their KMS and ask for another certificate to have it earlier.";
    return retention.isPresent()
        ? "It was declared that no such copy is kept for longer than "
            + retention.get()
            + ". Until then whoever has one and may use the KEKs below opens the keys."
            + others
        : "Not effective for these copies until the last of them is destroyed: no retention was"
            + " declared. Whoever has one and may use the KEKs below opens the keys."
            + others;
  }

  private static boolean isShared(Known known) {
    return known.kek().tenants() > 0 || known.kek().platform();
  }

  private List<String> open() {
    return keks.stream()
        .filter(kek -> !kek.isGone())
        .map(kek -> kek.kek().by().kek().toString())
        .distinct()
        .toList();
  }

  private Map<String, Object> keyTables() {
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("product", record.product());
    told.put("schema", schema);
    told.put("place", record.place());
    told.put("meaning", meaning(record.place()));
    told.put("deadRows", deadRows());
    return told;
  }

  private static String meaning(KeyStorePlace place) {
    return switch (place) {
      case SAME_DATABASE ->
          "They are in the data's database: a backup of the whole of it is a copy of the key tables"
              + " too.";
      case SAME_SERVER ->
          "They are on the data's server in another database: a backup of the server's files is a"
              + " copy of the key tables too, a dump of the data's database alone is not.";
      case APART ->
          "They are on another server than the data: no backup of the data is a copy of the key"
              + " tables.";
      case NOT_TOLD ->
          "The servers do not tell whether they are apart from the data: take each backup for a copy"
              + " of the key tables unless you know better.";
    };
  }

  private String deadRows() {
    return switch (record.product()) {
      case "PostgreSQL" ->
          "PostgreSQL keeps the old versions of the key rows in the table's file, readable until"
              + " VACUUM and as bytes until they are written over; its write-ahead log and standbys"
              + " have them too. VACUUM FULL of "
              + schema
              + ".key writes the file anew.";
      case "H2" ->
          "H2 keeps old versions of the key rows in its file until that is compacted. SHUTDOWN"
              + " COMPACT writes the file anew.";
      default ->
          "InnoDB keeps the old versions of the key rows in undo logs until they are purged, and as"
              + " bytes in pages until they are written over; redo log, binary logs and replicas"
              + " have them too. OPTIMIZE TABLE of "
              + schema
              + ".key writes the table anew.";
    };
  }
}

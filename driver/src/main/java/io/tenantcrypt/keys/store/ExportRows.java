package io.tenantcrypt.keys.store;

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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Rows of the key tables as lines of an export, with the seals that they have in the tables. What
 * cannot be read is an {@link IllegalArgumentException} or a {@code DateTimeException}.
 */
final class ExportRows {

  static final String TENANT = "tenant";
  static final String KEY = "key";
  static final String REGISTRY = "registry";
  static final String COLUMN = "column";

  private ExportRows() {}

  static String tenant(RingRows.Found found) {
    TenantRing ring = found.ring();
    return new JsonLine(TENANT)
        .text("tenant", ring.tenant().value())
        .text("tier", ring.tier())
        .text("attributes", PastText.attributes(ring))
        .text("kek", ring.kek().toString())
        .text("state", ring.state().name())
        .number("epoch", ring.epoch())
        .text("created", ring.created().toString())
        .number("keys", ring.keys().size())
        .bytes("seal", found.seal().toByteArray())
        .toString();
  }

  static String key(KeyRow key, Seal seal) {
    Optional<WrappedKey> first = key.copies().stream().findFirst();
    return new JsonLine(KEY)
        .text("purpose", key.purpose().label())
        .number("version", key.version())
        .text("id", key.id().value())
        .text("state", key.state().name())
        .text("kek", first.map(copy -> copy.kek().toString()).orElse(""))
        .text("kmsKeyId", first.map(WrappedKey::kmsKeyId).orElse(""))
        .bytes("wrapped", first.map(WrappedKey::bytes).orElse(new byte[0]))
        .bytes("moreCopies", WrappedCopies.format(key.copies().stream().skip(1).toList()))
        .bytes("check", key.check().toByteArray())
        .text("created", key.created().toString())
        .text("activated", time(key.activated()))
        .text("retired", time(key.retired()))
        .text("destroyed", time(key.destroyed()))
        .bytes("seal", seal.toByteArray())
        .toString();
  }

  private static String time(Optional<Instant> time) {
    return time.map(Instant::toString).orElse("");
  }

  static String head(RegistrySql.Head head, int columns) {
    return new JsonLine(REGISTRY)
        .number("revision", head.revision())
        .number("columns", columns)
        .bytes("seal", head.seal().toByteArray())
        .toString();
  }

  static String column(RegistrySql.SealedColumn sealed) {
    RegisteredColumn column = sealed.column();
    return new JsonLine(COLUMN)
        .text("table", column.table())
        .text("column", column.column())
        .text("domain", column.domain())
        .text("family", column.family())
        .text("mode", column.mode())
        .text("storage", column.storage())
        .text("migration", column.migration())
        .bytes("seal", sealed.seal().toByteArray())
        .toString();
  }

  /** A tenant's line and how many lines of keys follow it. */
  record TenantLine(TenantRing ring, Seal seal, long keys) {

    RingRows.Found with(List<KeyLine> lines) {
      List<KeyRow> rows = lines.stream().map(KeyLine::row).toList();
      TenantRing whole =
          new TenantRing(
              ring.tenant(),
              ring.tier(),
              ring.attributes(),
              ring.kek(),
              ring.state(),
              ring.epoch(),
              ring.created(),
              rows,
              ring.past());
      return new RingRows.Found(whole, seal, lines.stream().map(KeyLine::seal).toList());
    }
  }

  record KeyLine(KeyRow row, Seal seal) {}

  /** Takes what stands behind {@code item}. */
  static TenantLine tenant(JsonLineReader in) {
    TenantId id = RingRows.tenant(in.text("tenant"));
    String tier = in.text("tier");
    SortedMap<String, String> attributes = Attributes.parse(in.text("attributes"));
    TenantPast past = PastText.take(attributes);
    TenantRing ring =
        new TenantRing(
            id,
            tier,
            attributes,
            KekUri.parse(in.text("kek")),
            TenantState.valueOf(in.text("state")),
            in.number("epoch"),
            Instant.parse(in.text("created")),
            List.of(),
            past);
    long keys = in.number("keys");
    Seal seal = new Seal(in.bytes("seal"));
    in.end();
    return new TenantLine(ring, seal, keys);
  }

  static KeyLine key(JsonLineReader in) {
    KeyPurpose purpose = KeyPurpose.valueOf(in.text("purpose").toUpperCase(Locale.ROOT));
    int version = Math.toIntExact(in.number("version"));
    KeyId id = new KeyId(in.text("id"));
    KeyState state = KeyState.valueOf(in.text("state"));
    String kek = in.text("kek");
    String kmsKeyId = in.text("kmsKeyId");
    byte[] wrapped = in.bytes("wrapped");
    List<WrappedKey> copies = new ArrayList<>();
    if (wrapped.length > 0) {
      copies.add(new WrappedKey(KekUri.parse(kek), kmsKeyId, wrapped));
    }
    copies.addAll(WrappedCopies.parse(in.bytes("moreCopies")));
    KeyCheck check = KeyCheck.copyOf(in.bytes("check"));
    Instant created = Instant.parse(in.text("created"));
    KeyRow row =
        new KeyRow(
            purpose,
            version,
            id,
            state,
            copies,
            check,
            created,
            time(in.text("activated")),
            time(in.text("retired")),
            time(in.text("destroyed")));
    Seal seal = new Seal(in.bytes("seal"));
    in.end();
    return new KeyLine(row, seal);
  }

  private static Optional<Instant> time(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text));
  }

  /** The policy revision, and how many lines of columns follow it. */
  record HeadLine(RegistrySql.Head head, long columns) {}

  static HeadLine head(JsonLineReader in) {
    long revision = in.number("revision");
    long columns = in.number("columns");
    RegistrySql.Head head = new RegistrySql.Head(revision, new Seal(in.bytes("seal")));
    in.end();
    return new HeadLine(head, columns);
  }

  static RegistrySql.SealedColumn column(JsonLineReader in) {
    RegisteredColumn column =
        new RegisteredColumn(
            in.text("table"),
            in.text("column"),
            in.text("domain"),
            in.text("family"),
            in.text("mode"),
            in.text("storage"),
            in.text("migration"));
    Seal seal = new Seal(in.bytes("seal"));
    in.end();
    return new RegistrySql.SealedColumn(column, seal);
  }
}

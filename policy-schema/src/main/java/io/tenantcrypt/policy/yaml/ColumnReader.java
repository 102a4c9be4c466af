package io.tenantcrypt.policy.yaml;

import io.tenantcrypt.policy.ColumnPolicy;
import io.tenantcrypt.policy.ColumnPolicy.Encryption;
import io.tenantcrypt.policy.ColumnPolicy.Storage;
import io.tenantcrypt.policy.IndexPolicy;
import io.tenantcrypt.policy.IndexPolicy.Normalization;
import io.tenantcrypt.policy.LogicalType;
import io.tenantcrypt.policy.TableName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.Tag;

/** Reads one protected column. */
final class ColumnReader {

  private static final Map<String, Encryption> ENCRYPTION =
      Map.of("randomized", Encryption.RANDOMIZED, "deterministic", Encryption.DETERMINISTIC);
  private static final Map<String, Storage> STORAGE =
      Map.of("binary", Storage.BINARY, "text", Storage.TEXT);
  private static final Map<String, Normalization> NORMALIZATION =
      Map.of("trim", Normalization.TRIM, "lowercase", Normalization.LOWERCASE);

  private final TableName table;
  private final String name;
  private final Domains domains;
  private final PhysicalColumns physical;

  ColumnReader(TableName table, String name, Domains domains, PhysicalColumns physical) {
    this.table = table;
    this.name = name;
    this.domains = domains;
    this.physical = physical;
  }

  Optional<ColumnPolicy> read(Value value) {
    Section section =
        Section.of(
            value, "type", "encryption", "domain", "storage", "pad", "index", "bindTo", "default");
    Optional<LogicalType> type = section.require("type").flatMap(this::type);
    Encryption encryption =
        section
            .get("encryption")
            .flatMap(v -> Read.choice(v, ENCRYPTION))
            .orElse(Encryption.RANDOMIZED);
    Optional<String> declared = section.get("domain").flatMap(Form.DOMAIN::read);
    // Part of each cell's authenticated data: as the policy names the table, its schema included.
    String domain = declared.orElse(table + "." + name);
    Storage storage =
        section.get("storage").flatMap(v -> Read.choice(v, STORAGE)).orElse(Storage.BINARY);
    int pad =
        section.get("pad").flatMap(v -> Read.number(v, 1, 65_536)).map(Math::toIntExact).orElse(1);
    Optional<IndexPolicy> index = section.get("index").flatMap(v -> index(v, type));
    List<String> bindTo = section.get("bindTo").map(this::bindTo).orElse(List.of());
    Optional<String> preset = section.get("default").flatMap(ColumnReader::preset);
    if (encryption == Encryption.DETERMINISTIC) {
      section.get("index").ifPresent(v -> v.problem("a deterministic column needs no index"));
      section
          .get("bindTo")
          .ifPresent(v -> v.problem("a deterministic column cannot be bound to its row"));
    }
    type.ifPresent(t -> domains.add(value, domain, t, declared.isPresent()));
    return type.map(
        t -> new ColumnPolicy(name, t, encryption, domain, storage, pad, index, bindTo, preset));
  }

  private Optional<LogicalType> type(Value value) {
    if (!value.isMapping()) {
      return TypeGrammar.read(value);
    }
    Optional<Value> labels = Section.of(value, "enum").require("enum");
    return labels
        .map(v -> Read.distinctSome(v, Form.LABEL::read))
        .filter(list -> !list.isEmpty())
        .map(LogicalType::enumeration);
  }

  private Optional<IndexPolicy> index(Value value, Optional<LogicalType> type) {
    Section section = Section.of(value, "column", "normalize");
    Optional<Value> at = section.require("column");
    Optional<String> column = at.flatMap(Form.COLUMN_NAME::read);
    at.ifPresent(v -> column.ifPresent(c -> physical.index(v, c)));
    Optional<Value> steps = section.get("normalize");
    List<Normalization> normalize =
        steps
            .map(v -> Read.distinct(v, step -> Read.choice(step, NORMALIZATION)))
            .orElse(List.of());
    if (!normalize.isEmpty() && type.filter(t -> !isString(t)).isPresent()) {
      steps.ifPresent(v -> v.problem("only char, varchar and text can be normalised"));
    }
    return column.map(c -> new IndexPolicy(c, normalize));
  }

  private static boolean isString(LogicalType type) {
    return type.family() == LogicalType.Family.TEXT && type.name() != LogicalType.Name.ENUM;
  }

  private List<String> bindTo(Value value) {
    return Read.distinctSome(
        value,
        item -> {
          Optional<String> column = Form.COLUMN_NAME.read(item);
          column.ifPresent(c -> physical.bound(item, c));
          return column;
        });
  }

  /** Kept as text: only the codec knows how a type is written. */
  private static Optional<String> preset(Value value) {
    Optional<Scalar> scalar = value.scalar();
    if (scalar.filter(s -> s.text().length() > 1000).isPresent()) {
      value.problem("a default has at most 1000 characters");
    }
    if (scalar.filter(s -> s.tag().equals(Tag.FLOAT) && !s.variable()).isPresent()) {
      value.problem("put a decimal in quotes, so that every digit of it counts");
    }
    return scalar.map(Scalar::text);
  }
}

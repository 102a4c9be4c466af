package io.tenantcrypt.it.surface;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenantcrypt.it.AsTenant;
import io.tenantcrypt.it.World;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every method of the three interfaces of metadata says of protected columns what it says of plain
 * ones; where it does not, {@code surface/metadata.txt} says why.
 */
class MetadataIT {

  private static final Path LISTED = Path.of("src/test/resources/surface/metadata.txt");

  /** A protected column's type in the policy and in the definition, by its name. */
  private static final Map<String, List<String>> COLUMNS = columns();

  private static Map<String, List<String>> columns() {
    Map<String, List<String>> columns = new TreeMap<>();
    columns.put("a_smallint", List.of("smallint", "smallint"));
    columns.put("an_integer", List.of("integer", "integer NOT NULL"));
    columns.put("a_bigint", List.of("bigint", "bigint"));
    columns.put("a_decimal", List.of("\"decimal(12,3)\"", "numeric(12, 3)"));
    columns.put("a_real", List.of("real", "{real}"));
    columns.put("a_double", List.of("double", "{double}"));
    columns.put("a_boolean", List.of("boolean", "boolean"));
    columns.put("a_char", List.of("char(4)", "char(4)"));
    columns.put("a_varchar", List.of("varchar(40)", "varchar(40) NOT NULL"));
    columns.put("a_text", List.of("text", "{text}"));
    columns.put("an_enum", List.of("{ enum: [FEMALE, MALE, OTHER] }", "varchar(6)"));
    columns.put("a_date", List.of("date", "date"));
    columns.put("a_time", List.of("time", "{time}"));
    columns.put("a_timestamp", List.of("timestamp", "{timestamp}"));
    columns.put("a_timestamptz", List.of("timestamptz", "{timestamptz}"));
    columns.put("a_uuid", List.of("uuid", "uuid"));
    columns.put("some_bytes", List.of("bytes(200)", "{bytes}"));
    columns.put("a_json", List.of("json", "json"));
    return columns;
  }

  private static Twin create(Connector connector) throws Exception {
    StringBuilder policy = new StringBuilder();
    StringBuilder table =
        new StringBuilder("CREATE TABLE everything ({tenant}, id bigint NOT NULL");
    COLUMNS.forEach(
        (name, type) -> {
          policy
              .append(policy.isEmpty() ? "" : ", ")
              .append(name + ": { type: " + type.get(0) + " }");
          table.append(", " + name + " " + type.get(1));
        });
    return Twin.create(
        connector,
        "described",
        Map.of("everything", policy.toString(), "visit", "finding: { type: varchar(400) }"),
        List.of(
            table
                + ", city varchar(40), CONSTRAINT everything_pk PRIMARY KEY (tenant_id,"
                + " id))",
            "CREATE TABLE visit ({tenant}, id bigint NOT NULL, of_id bigint NOT NULL, finding"
                + " varchar(400), CONSTRAINT visit_pk PRIMARY KEY (tenant_id, id), CONSTRAINT visit_of"
                + " FOREIGN KEY (tenant_id, of_id)"
                + " REFERENCES everything (tenant_id, id))",
            "CREATE INDEX everything_city ON everything (tenant_id, city)",
            "CREATE TABLE country (code varchar(2), name varchar(60) NOT NULL, CONSTRAINT country_pk"
                + " PRIMARY KEY (code))"));
  }

  private static Map<String, String> described(Twin twin, String url) throws Exception {
    try (Connection connection = DriverManager.getConnection(url)) {
      boolean upper = twin.connector() == Connector.H2;
      MetadataLines lines = new MetadataLines(connection, twin.connector(), twin.name());
      String names = String.join(", ", COLUMNS.keySet());
      lines.ofResult("SELECT id, city, " + names + ", a_varchar AS other FROM everything e");
      lines.ofParameters(
          "INSERT INTO everything (id, city, "
              + names
              + ") VALUES (?, ?"
              + ", ?".repeat(COLUMNS.size())
              + ")",
          Stream.concat(Stream.of("id", "city"), COLUMNS.keySet().stream()).toList());
      lines.ofDatabase(
          Stream.of("everything", "visit", "country")
              .map(name -> upper ? name.toUpperCase(Locale.ROOT) : name)
              .toList());
      return lines.all();
    }
  }

  @TestFactory
  Stream<DynamicTest> metadata_isAsOfPlainColumns_butForWhatIsListed() throws Exception {
    List<String> listed = Files.readAllLines(LISTED);
    return Stream.of(Connector.values())
        .map(
            connector ->
                DynamicTest.dynamicTest(
                    connector.name(),
                    () -> {
                      List<Pattern> allowed =
                          listed.stream()
                              .filter(line -> line.startsWith(connector + " "))
                              .map(MetadataIT::pattern)
                              .toList();
                      List<String> found = differences(create(connector));
                      assertThat(found)
                          .as("not listed")
                          .filteredOn(line -> allowed.stream().noneMatch(p -> matches(p, line)))
                          .isEmpty();
                      assertThat(allowed)
                          .as("listed, and no difference any more")
                          .filteredOn(p -> found.stream().noneMatch(line -> matches(p, line)))
                          .isEmpty();
                    }));
  }

  /** What a listed line stands for, up to its reason. */
  private static Pattern pattern(String line) {
    String asked = line.substring(0, line.indexOf(" | "));
    return Pattern.compile(
        Stream.of(asked.split("\\*", -1)).map(Pattern::quote).collect(joining(".*")) + ": .*",
        Pattern.DOTALL);
  }

  private static boolean matches(Pattern pattern, String line) {
    return pattern.matcher(line).matches();
  }

  private static List<String> differences(Twin twin) throws Exception {
    Map<String, String> plain = described(twin, twin.plain());
    Map<String, String> sealed = AsTenant.call(World.ACME, () -> described(twin, twin.url()));
    assertThat(plain).hasSizeGreaterThan(1_000);
    TreeSet<String> keys = new TreeSet<>(plain.keySet());
    keys.addAll(sealed.keySet());
    List<String> differences = new ArrayList<>();
    for (String key : keys) {
      String expected = plain.getOrDefault(key, "-");
      String got = sealed.getOrDefault(key, "-");
      if (!expected.equals(got)) {
        differences.add(twin.connector() + " " + key + ": " + expected + " -> " + got);
      }
    }
    return differences;
  }
}

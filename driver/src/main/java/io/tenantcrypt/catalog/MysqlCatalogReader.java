package io.tenantcrypt.catalog;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the catalog of MariaDB (10.6 on) and MySQL (8 on) from information_schema. Databases are
 * its schemas; all names are handed out with ASCII letters in lower case, and where that makes two
 * relations one, nothing can be proved about either. There is no snapshot of information_schema, so
 * it is read until two readings agree.
 */
public final class MysqlCatalogReader implements CatalogReader {

  /** A word that stands where a table does, and names none. */
  private static final Set<String> EVERYWHERE = Set.of("dual");

  /** Types on which {@code =} holds for the same value only. */
  private static final Set<String> EXACT =
      Set.of(
          "tinyint",
          "smallint",
          "mediumint",
          "int",
          "bigint",
          "uuid",
          "binary",
          "varbinary",
          "tinyblob",
          "blob",
          "mediumblob",
          "longblob",
          "date");

  /** Engines whose tables hold their own rows; others show those of other tables or servers. */
  private static final Set<String> OWN_ROWS =
      Set.of(
          "innodb",
          "myisam",
          "aria",
          "memory",
          "archive",
          "csv",
          "columnstore",
          "rocksdb",
          "tokudb",
          "ndbcluster",
          "blackhole",
          "sequence");

  /** In the canonical text of a view: a name of two parts. */
  private static final Pattern PAIR = Pattern.compile("`((?:[^`]|``)+)`\\.`((?:[^`]|``)+)`");

  /** There too: what is called, in quotes or not. */
  private static final Pattern CALL = Pattern.compile("(?:`((?:[^`]|``)+)`|([\\w$]+))\\s*\\(");

  private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+)\\.(\\d+)");

  /** A reader; it holds nothing. */
  public MysqlCatalogReader() {}

  @Override
  public CatalogSnapshot read(Connection connection, long version) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      return TwoReadings.agreed(() -> snapshot(statement, version));
    }
  }

  private static CatalogSnapshot snapshot(Statement statement, long version) throws SQLException {
    Map<RelationName, RelationDraft> drafts = new HashMap<>();
    Set<RelationName> doubled = new HashSet<>();
    Rows.each(
        statement,
        MysqlQueries.TABLES,
        row -> {
          RelationName name = name(row.getString(1), row.getString(2));
          RelationDraft draft = new RelationDraft(name, kind(row.getString(3)), false);
          String engine = row.getString(4);
          draft.opaque = engine != null && !OWN_ROWS.contains(engine.toLowerCase(Locale.ROOT));
          if (drafts.put(name, draft) != null) {
            doubled.add(name);
          }
        });
    Rows.each(statement, MysqlQueries.COLUMNS, row -> column(drafts, row));
    Map<String, Long> keys = new HashMap<>();
    Rows.each(statement, MysqlQueries.UNIQUE_KEYS, row -> uniqueKey(drafts, keys, row));
    RoutineRows described = new RoutineRows();
    Map<String, Set<String>> routines = new HashMap<>();
    Rows.each(
        statement,
        MysqlQueries.ROUTINES,
        row -> {
          routines
              .computeIfAbsent(fold(row.getString(1)), s -> new HashSet<>())
              .add(fold(row.getString(2)));
          routine(described, row);
        });
    routines.replaceAll((schema, names) -> Set.copyOf(names));
    if (!routines.isEmpty()) {
      Rows.each(statement, MysqlQueries.PARAMETERS, row -> parameter(described, row));
    }
    Map<RelationName, Long> numbers = numbers(drafts);
    Rows.each(statement, MysqlQueries.VIEWS, row -> view(drafts, numbers, routines, row));
    doubled.forEach(name -> blur(drafts, name));
    Map<Long, RelationDraft> byNumber = new HashMap<>();
    numbers.forEach((name, number) -> byNumber.put(number, get(drafts, name)));
    Map<RelationName, Relation> relations = new HashMap<>();
    for (Relation relation : Reachability.close(byNumber)) {
      relations.put(relation.name(), relation);
    }
    return new CatalogSnapshot(
        version,
        relations,
        EVERYWHERE,
        functions(statement),
        routines,
        server(statement),
        described.all());
  }

  // A procedure and a function may have one name.
  private static String routineKey(ResultSet row) throws SQLException {
    return row.getString(3) + " " + name(row.getString(1), row.getString(2));
  }

  private static void routine(RoutineRows routines, ResultSet row) throws SQLException {
    Routine.Kind kind =
        switch (row.getString(3)) {
          case "PROCEDURE" -> Routine.Kind.PROCEDURE;
          case "FUNCTION" -> Routine.Kind.FUNCTION;
          default -> Routine.Kind.OTHER;
        };
    RelationName name = name(row.getString(1), row.getString(2));
    routines.routine(routineKey(row), name, kind, false, "");
  }

  private static void parameter(RoutineRows routines, ResultSet row) throws SQLException {
    String type = row.getString(7).toLowerCase(Locale.ROOT);
    boolean unsigned = String.valueOf(row.getString(8)).toLowerCase(Locale.ROOT).contains("unsign");
    String full = unsigned ? type + " unsigned" : type;
    if (row.getInt(4) == 0) {
      routines.returns(routineKey(row), full);
      return;
    }
    Routine.Mode mode =
        switch (row.getString(5)) {
          case "OUT" -> Routine.Mode.OUT;
          case "INOUT" -> Routine.Mode.INOUT;
          default -> Routine.Mode.IN;
        };
    routines.parameter(routineKey(row), fold(row.getString(6)), mode, full, row.getLong(9));
  }

  private static RelationDraft get(Map<RelationName, RelationDraft> drafts, RelationName name) {
    RelationDraft draft = drafts.get(name);
    if (draft == null) {
      throw new IllegalStateException("a relation without a draft");
    }
    return draft;
  }

  private static Map<RelationName, Long> numbers(Map<RelationName, RelationDraft> drafts) {
    Map<RelationName, Long> numbers = new HashMap<>();
    long next = 1;
    for (RelationName name : drafts.keySet()) {
      numbers.put(name, next);
      next++;
    }
    return numbers;
  }

  static String fold(String name) {
    StringBuilder folded = new StringBuilder(name.length());
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      folded.append(c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c);
    }
    return folded.toString();
  }

  private static RelationName name(String schema, String table) {
    return new RelationName(fold(schema), fold(table));
  }

  private static Relation.Kind kind(String type) {
    return switch (type) {
      case "BASE TABLE", "SYSTEM VERSIONED" -> Relation.Kind.TABLE;
      case "VIEW" -> Relation.Kind.VIEW;
      case "SEQUENCE" -> Relation.Kind.SEQUENCE;
      default -> Relation.Kind.OTHER;
    };
  }

  private static void column(Map<RelationName, RelationDraft> drafts, ResultSet row)
      throws SQLException {
    RelationDraft draft = drafts.get(name(row.getString(1), row.getString(2)));
    if (draft == null) {
      return; // came between two queries: the next reading has it
    }
    String type = row.getString(4).toLowerCase(Locale.ROOT);
    String full = row.getString(5).toLowerCase(Locale.ROOT);
    String extra = String.valueOf(row.getString(7)).toUpperCase(Locale.ROOT);
    String collation = row.getString(8);
    // A column that * does not give would shift those behind it.
    draft.special |= extra.contains("INVISIBLE");
    boolean exact =
        collation == null
            ? EXACT.contains(type)
            : collation.endsWith("_bin") || collation.equals("binary");
    boolean generated =
        extra.contains("GENERATED") || extra.contains("VIRTUAL") || extra.contains("PERSISTENT");
    draft.columns.add(
        new ColumnInfo(
            fold(row.getString(3)),
            full.contains("unsigned") ? type + " unsigned" : type,
            "NO".equals(row.getString(6)),
            generated && !extra.contains("DEFAULT_GENERATED"),
            exact,
            row.getLong(9)));
  }

  // A part of a column or an expression as a key is tighter than the column: it keeps a place, so
  // that the key is not forgotten, and a name that no column has.
  private static void uniqueKey(
      Map<RelationName, RelationDraft> drafts, Map<String, Long> keys, ResultSet row)
      throws SQLException {
    RelationName name = name(row.getString(1), row.getString(2));
    RelationDraft draft = drafts.get(name);
    if (draft == null) {
      return;
    }
    String column = row.getString(4);
    boolean whole = column != null && row.getString(5) == null;
    Long number = keys.computeIfAbsent(name + "\n" + row.getString(3), k -> (long) keys.size() + 1);
    draft.uniqueKeys.computeIfAbsent(number, k -> new ArrayList<>()).add(whole ? fold(column) : "");
  }

  // Every table in the text of a view stands with its database; what calls a stored routine, or
  // has a text that this role may not see, may reach anything.
  private static void view(
      Map<RelationName, RelationDraft> drafts,
      Map<RelationName, Long> numbers,
      Map<String, Set<String>> routines,
      ResultSet row)
      throws SQLException {
    RelationDraft draft = drafts.get(name(row.getString(1), row.getString(2)));
    if (draft == null) {
      return;
    }
    String definition = row.getString(3);
    if (definition == null || definition.isBlank()) {
      draft.opaque = true;
      return;
    }
    Matcher calls = CALL.matcher(definition);
    while (calls.find()) {
      String called =
          fold(calls.group(1) == null ? calls.group(2) : calls.group(1).replace("``", "`"));
      draft.opaque |= routines.values().stream().anyMatch(names -> names.contains(called));
    }
    Matcher pairs = PAIR.matcher(definition);
    int from = 0;
    while (pairs.find(from)) {
      RelationName named =
          name(pairs.group(1).replace("``", "`"), pairs.group(2).replace("``", "`"));
      Long number = numbers.get(named);
      if (number != null) {
        draft.reaches.put(number, named);
      }
      from = pairs.start() + 1; // `a`.`b`.`c` holds two pairs
    }
  }

  /** What has two spellings is nothing that can be judged. */
  private static void blur(Map<RelationName, RelationDraft> drafts, RelationName name) {
    RelationDraft blurred = new RelationDraft(name, Relation.Kind.OTHER, true);
    blurred.columns.addAll(get(drafts, name).columns);
    blurred.opaque = true;
    drafts.put(name, blurred);
  }

  private static Set<String> functions(Statement statement) throws SQLException {
    Set<String> functions = new HashSet<>();
    boolean[] listed = new boolean[1];
    Rows.each(statement, MysqlQueries.HAS_FUNCTIONS, row -> listed[0] = row.getInt(1) > 0);
    if (listed[0]) {
      Rows.each(statement, MysqlQueries.FUNCTIONS, row -> functions.add(fold(row.getString(1))));
    }
    return functions;
  }

  private static ServerFacts server(Statement statement) throws SQLException {
    List<ServerFacts> facts = new ArrayList<>();
    Rows.each(
        statement,
        MysqlQueries.SERVER,
        row -> {
          boolean utf8 = true;
          for (int i = 2; i <= 4; i++) {
            utf8 &= row.getString(i).toLowerCase(Locale.ROOT).startsWith("utf8");
          }
          facts.add(ServerFacts.of(number(row.getString(1)), utf8, Map.of()));
        });
    return facts.get(0);
  }

  private static int number(String version) {
    Matcher parts = VERSION.matcher(version);
    if (!parts.find()) {
      return 0;
    }
    return Integer.parseInt(parts.group(1)) * 10_000
        + Integer.parseInt(parts.group(2)) * 100
        + Math.min(Integer.parseInt(parts.group(3)), 99);
  }
}

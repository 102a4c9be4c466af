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
import org.jspecify.annotations.Nullable;

/**
 * Reads the catalog of H2, version 2. Its information_schema shows changes as they happen, so it is
 * read until two readings agree. Names are in the {@linkplain Reading.H2#swap internal form}.
 */
public final class H2CatalogReader implements CatalogReader {

  private static final int VERSION = 20_400;

  /** A reader; it holds nothing. */
  public H2CatalogReader() {}

  @Override
  public CatalogSnapshot read(Connection connection, long version) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      return TwoReadings.agreed(
          () -> new Attempt(statement, H2Settings.read(statement)).snapshot(version));
    }
  }

  /** One reading. For one thread. */
  private static final class Attempt {

    private final Statement statement;
    private final H2Settings settings;
    private final Map<RelationName, RelationDraft> drafts = new HashMap<>();
    private final Map<RelationName, Long> numbers = new HashMap<>();
    private final Map<String, Long> keys = new HashMap<>();
    private final Map<String, Set<String>> routines = new HashMap<>();
    private final RoutineRows described = new RoutineRows();

    Attempt(Statement statement, H2Settings settings) {
      this.statement = statement;
      this.settings = settings;
    }

    CatalogSnapshot snapshot(long version) throws SQLException {
      Rows.each(statement, H2Queries.RELATIONS, this::relation);
      Rows.each(statement, H2Queries.SYNONYMS, this::synonym);
      Rows.each(statement, H2Queries.SEQUENCES, this::sequence);
      H2Columns.each(statement, this::column);
      Rows.each(statement, H2Queries.UNIQUE_KEYS, this::uniqueKey);
      Rows.each(statement, H2Queries.TRIGGERS, this::trigger);
      Rows.each(statement, H2Queries.ROUTINES, this::routine);
      routines.replaceAll((schema, names) -> Set.copyOf(names));
      if (!routines.isEmpty()) {
        Rows.each(statement, H2Queries.PARAMETERS, this::parameter);
      }
      Rows.each(statement, H2Queries.VIEWS, this::view);
      Map<Long, RelationDraft> byNumber = new HashMap<>();
      drafts.forEach((name, draft) -> byNumber.put(number(name), draft));
      Map<RelationName, Relation> relations = new HashMap<>();
      for (Relation relation : Reachability.close(byNumber)) {
        relations.put(relation.name(), relation);
      }
      return new CatalogSnapshot(
          version,
          relations,
          Set.of(),
          Set.of(),
          routines,
          ServerFacts.of(VERSION, true, Map.of()),
          described.all());
    }

    private void routine(ResultSet row) throws SQLException {
      RelationName name = name(row);
      routines.computeIfAbsent(name.schema(), s -> new HashSet<>()).add(name.name());
      @Nullable String type = row.getString(5);
      // Void or not, both are called alike.
      boolean aggregate = row.getString(4).equals("AGGREGATE");
      described.routine(
          row.getString(1) + "\n" + row.getString(3),
          name,
          aggregate ? Routine.Kind.OTHER : Routine.Kind.FUNCTION,
          false,
          type == null ? "" : type.toLowerCase(Locale.ROOT));
    }

    private void parameter(ResultSet row) throws SQLException {
      @Nullable String type = row.getString(4);
      described.parameter(
          row.getString(1) + "\n" + row.getString(2),
          internal(row.getString(3)),
          Routine.Mode.IN,
          type == null ? "" : type.toLowerCase(Locale.ROOT),
          row.getLong(5));
    }

    private String internal(String name) {
      return settings.reading().swap(name);
    }

    private RelationName name(ResultSet row) throws SQLException {
      return name(row.getString(1), row.getString(2));
    }

    private RelationName name(String schema, String table) {
      return new RelationName(internal(schema), internal(table));
    }

    // A relation that is not known has a number too, under which nothing is found.
    private long number(RelationName name) {
      return numbers.computeIfAbsent(name, n -> (long) numbers.size() + 1);
    }

    private void relation(ResultSet row) throws SQLException {
      String type = row.getString(3);
      String storage = row.getString(4);
      if (type.equals("LOCAL TEMPORARY")) {
        return; // this session's own
      }
      boolean elsewhere = storage.equals("TABLE LINK") || storage.equals("EXTERNAL");
      Relation.Kind kind =
          switch (type) {
            case "BASE TABLE", "GLOBAL TEMPORARY" ->
                elsewhere ? Relation.Kind.FOREIGN_TABLE : Relation.Kind.TABLE;
            case "VIEW" ->
                row.getString(5).endsWith(".MaterializedView")
                    ? Relation.Kind.MATERIALIZED_VIEW
                    : Relation.Kind.VIEW;
            default -> Relation.Kind.OTHER;
          };
      RelationDraft draft = new RelationDraft(name(row), kind, false);
      // Rows of another database, which may be this one, or such as a user's engine gives.
      draft.opaque = elsewhere || kind == Relation.Kind.MATERIALIZED_VIEW;
      drafts.put(draft.name, draft);
    }

    // Of the same rows as the table itself: whoever wants them names that.
    private void synonym(ResultSet row) throws SQLException {
      RelationDraft draft = new RelationDraft(name(row), Relation.Kind.OTHER, false);
      RelationName table = name(row.getString(3), row.getString(4));
      draft.reaches.put(number(table), table);
      drafts.put(draft.name, draft);
    }

    private void sequence(ResultSet row) throws SQLException {
      drafts.putIfAbsent(name(row), new RelationDraft(name(row), Relation.Kind.SEQUENCE, false));
    }

    private void column(ResultSet row) throws SQLException {
      RelationDraft draft = drafts.get(name(row));
      if (draft != null) {
        // A column that * does not give would shift those behind it.
        draft.special |= !row.getBoolean(7);
        draft.columns.add(H2Columns.of(internal(row.getString(3)), row, settings.exactText()));
      }
    }

    private void uniqueKey(ResultSet row) throws SQLException {
      RelationDraft draft = drafts.get(name(row));
      if (draft != null) {
        Long number =
            keys.computeIfAbsent(draft.name + "\n" + row.getString(3), k -> (long) keys.size());
        draft
            .uniqueKeys
            .computeIfAbsent(number, k -> new ArrayList<>())
            .add(internal(row.getString(4)));
      }
    }

    private void trigger(ResultSet row) throws SQLException {
      RelationDraft draft = drafts.get(name(row));
      if (draft != null) {
        draft.special = true;
      }
    }

    // A view that does not compile, and a materialized one, have no definition.
    private void view(ResultSet row) throws SQLException {
      RelationDraft draft = drafts.get(name(row));
      if (draft == null) {
        return;
      }
      @Nullable String definition = row.getString(3);
      if (definition == null || definition.isBlank()) {
        draft.opaque = true;
        return;
      }
      Set<String> called = new HashSet<>();
      routines.values().forEach(called::addAll);
      H2ViewText text = H2ViewText.read(definition, settings.reading(), called);
      draft.opaque |= text.opaque();
      List<RelationName> tables =
          text.pairs().stream()
              .filter(p -> drafts.containsKey(p) || p.schema().equals("information_schema"))
              .toList();
      tables.forEach(table -> draft.reaches.put(number(table), table));
    }
  }
}

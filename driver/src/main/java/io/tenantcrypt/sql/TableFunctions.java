package io.tenantcrypt.sql;

import io.tenantcrypt.catalog.SessionView;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import net.sf.jsqlparser.expression.Alias;
import net.sf.jsqlparser.statement.select.TableFunction;
import org.jspecify.annotations.Nullable;

/**
 * Functions in FROM. Their arguments are judged as anywhere else, so that no cell and no row of a
 * tenant's gets into them but by what the block around may read; what comes out is plain. Which
 * columns come out is certain of those in {@code postgresql-columns.txt} and where the text defines
 * them; of the others any name may be one.
 */
final class TableFunctions {

  /** The columns' names by function; none says one column that is named like the alias. */
  private static final Map<String, List<String>> COLUMNS = read();

  private final Draft draft;
  private final Expressions expressions;

  TableFunctions(Draft draft, Expressions expressions) {
    this.draft = draft;
    this.expressions = expressions;
  }

  /** A function as an item of FROM; its arguments see what stands to its left, as with LATERAL. */
  Source source(TableFunction item, Scope scope) {
    int position = draft.position(item);
    if (item.getFunction() == null) {
      throw Refusal.unsupported("ROWS FROM beside tenants' tables", position);
    }
    if (!draft.dialect().hasTableFunctions()) {
      throw Refusal.unsupported("a function in FROM beside tenants' tables", position);
    }
    draft.saw(item);
    expressions.requireNoCell(item.getFunction(), scope, "a function in FROM");
    List<String> parts = item.getFunction().getMultipartName().stream().map(Names::fold).toList();
    String function = parts.get(parts.size() - 1);
    String alias = Names.alias(item.getAlias()).filter(given -> !given.isEmpty()).orElse(function);
    List<String> renamed = Names.columns(item.getAlias());
    boolean ordinality = item.getWithClause() != null;
    if (definesColumns(item.getAlias())) {
      return of(alias, renamed, false);
    }
    List<String> certain = COLUMNS.get(function);
    if (certain == null) {
      return of(alias, renamed.isEmpty() ? List.of(alias) : renamed, true);
    }
    List<String> names = new ArrayList<>(certain.isEmpty() ? List.of(alias) : certain);
    if (ordinality) {
      names.add("ordinality");
    }
    if (renamed.size() > names.size()) {
      throw Refusal.unsupported(
          "function " + function + " in FROM has fewer columns than its alias names", position);
    }
    for (int i = 0; i < renamed.size(); i++) {
      names.set(i, renamed.get(i));
    }
    return of(alias, names, false);
  }

  // AS x(a int, b text): all of a record's columns, or the server refuses it.
  private static boolean definesColumns(@Nullable Alias alias) {
    return alias != null
        && alias.getAliasColumns() != null
        && !alias.getAliasColumns().isEmpty()
        && alias.getAliasColumns().stream().allMatch(column -> column.colDataType != null);
  }

  private static Source of(String alias, List<String> names, boolean open) {
    List<Source.Column> columns =
        names.stream().map(name -> new Source.Column(name, Origin.PLAIN)).toList();
    return new Source(
        alias,
        Optional.empty(),
        columns,
        Optional.empty(),
        open ? Source.Kind.OPEN_FUNCTION : Source.Kind.FUNCTION);
  }

  /**
   * Refuses {@code item.name} where it may be no column but a call: the server takes {@code x.f}
   * for {@code f(x)} where x has no column f.
   */
  static void requireNoCall(SessionView view, Source source, String name, int position) {
    boolean builtIn = !source.isSystemTable() && view.snapshot().systemFunctions().contains(name);
    if (builtIn || Functions.userDefined(view, name)) {
      throw Refusal.unsupported(
          source.alias()
              + "."
              + name
              + " may call the function "
              + name
              + ", since it is not known whether "
              + source.alias()
              + " has such a column; name its columns in the alias",
          position);
    }
  }

  private static Map<String, List<String>> read() {
    Map<String, List<String>> columns = new HashMap<>();
    String resource = "postgresql-columns.txt";
    try (InputStream in =
        Objects.requireNonNull(TableFunctions.class.getResourceAsStream(resource), resource)) {
      new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> List.of(line.split(" ", -1)))
          .forEach(words -> columns.put(words.get(0), words.subList(1, words.size())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Map.copyOf(columns);
  }
}

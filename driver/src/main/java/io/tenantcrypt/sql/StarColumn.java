package io.tenantcrypt.sql;

import java.util.List;

/**
 * A column that {@code *} gives.
 *
 * @param name as the result shows it
 * @param text what names it alone, or nothing where no text does
 */
record StarColumn(String name, Origin origin, String text) {

  /** All columns of an item of FROM. */
  static List<StarColumn> of(Source source, Draft draft) {
    return source.columns().stream()
        .map(
            column ->
                new StarColumn(
                    column.name(),
                    column.origin(),
                    isNamed(source, column)
                        ? draft.quoteAlias(source.alias()) + "." + draft.quote(column.name())
                        : ""))
        .toList();
  }

  private static boolean isNamed(Source source, Source.Column column) {
    return !source.alias().isEmpty()
        && !column.name().isEmpty()
        && source.columns().stream().filter(c -> c.name().equals(column.name())).count() == 1;
  }

  /**
   * The one column of a name that a join merges.
   *
   * @param open whether tables whose columns are not known stand beside
   */
  static StarColumn one(List<StarColumn> columns, String name, boolean open, int position) {
    List<StarColumn> found = columns.stream().filter(c -> c.name().equals(name)).toList();
    if (found.isEmpty() && open) {
      return new StarColumn(name, Origin.PLAIN, "");
    }
    if (found.isEmpty()) {
      throw Refusal.unresolved("column " + name + " of the join is not found", position);
    }
    if (found.size() > 1) {
      throw Refusal.unsupported(
          "column " + name + " of the join stands more than once on one side", position);
    }
    return found.get(0);
  }
}

package io.tenantcrypt.sql;

import java.util.ArrayList;
import java.util.List;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.statement.select.AllColumns;
import net.sf.jsqlparser.statement.select.AllTableColumns;
import net.sf.jsqlparser.statement.select.SelectItem;
import org.jspecify.annotations.Nullable;

/** The outputs of a select list or RETURNING; {@code *} over cells is written out. */
final class SelectList {

  /** What is done with a select item that is assigned to a column of an INSERT. */
  interface Assignment {
    void assign(int index, Expression expression, Scope scope);
  }

  private final Draft draft;
  private final Expressions expressions;
  private final Labels labels;

  SelectList(Draft draft, Expressions expressions) {
    this.draft = draft;
    this.expressions = expressions;
    this.labels = new Labels(draft);
  }

  /** The outputs of items that go to the application or a query around. */
  List<Output> outputs(List<SelectItem<?>> items, Scope scope, List<StarColumn> star) {
    return outputs(items, scope, star, null);
  }

  /** The same where each item may be assigned to a column instead. */
  List<Output> outputs(
      List<SelectItem<?>> items,
      Scope scope,
      List<StarColumn> star,
      @Nullable Assignment assignment) {
    List<Output> outputs = new ArrayList<>();
    for (SelectItem<?> item : items) {
      Expression expression = item.getExpression();
      if (expression instanceof AllTableColumns own) {
        List<Token> parts = starName(own);
        Names.Dotted name = Names.dotted(parts, draft.position(own));
        Source source =
            scope
                .source(name.qualifier(), name.name())
                .orElseThrow(
                    () ->
                        Refusal.unresolved(
                            "table " + name.name() + " of " + name.name() + ".* is not found",
                            draft.position(own)));
        outputs.addAll(star(List.of(source), StarColumn.of(source, draft), item));
      } else if (expression instanceof AllColumns) {
        outputs.addAll(star(scope.sources(), star, item));
      } else if (assignment != null) {
        assignment.assign(outputs.size(), expression, scope);
        outputs.add(new Output(labels.of(item), Origin.PLAIN));
      } else {
        outputs.add(new Output(labels.of(item), expressions.pass(expression, scope)));
      }
    }
    return outputs;
  }

  private List<Token> starName(AllTableColumns star) {
    List<Token> parts = draft.name(star);
    if (parts.isEmpty()) {
      throw Refusal.unsupported("t.* whose place is not known", draft.position(star));
    }
    return parts;
  }

  private List<Output> star(List<Source> sources, List<StarColumn> columns, SelectItem<?> item) {
    int position = draft.position(item);
    if (sources.stream().anyMatch(Source::isOpen)) {
      throw Refusal.unsupported(
          "* over a system relation or a function whose columns are not known; name the columns",
          position);
    }
    if (!draft.dialect().isStandard() && sources.stream().anyMatch(Source::isSpecial)) {
      throw Refusal.unsupported(
          "* over a table with columns that it does not give; name the columns", position);
    }
    if (columns.stream().anyMatch(c -> c.origin() instanceof Origin.Cell)) {
      if (columns.stream().anyMatch(c -> c.text().isEmpty())) {
        throw Refusal.unsupported("* over a column or table without a name of its own", position);
      }
      int start = draft.parsed().start(item);
      int end = draft.parsed().end(item);
      if (start < 0) {
        throw Refusal.unsupported("* whose place in the text is not known", position);
      }
      String text = String.join(", ", columns.stream().map(StarColumn::text).toList());
      draft.edits().replace(start, end, text, List.of());
    }
    return columns.stream().map(c -> new Output(c.name(), c.origin())).toList();
  }
}

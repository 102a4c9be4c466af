package io.tenantcrypt.it;

import io.tenantcrypt.it.RandomContext.Source;
import io.tenantcrypt.it.RandomContext.Tenancy;
import io.tenantcrypt.it.RandomDialect.Feature;
import io.tenantcrypt.it.RandomSchema.Column;
import io.tenantcrypt.it.RandomSchema.Table;
import java.util.ArrayList;
import java.util.List;

/**
 * Random well-typed statements over {@link RandomSchema}, with what the rules say of each. The
 * plain twin holds one tenant's rows, so a pin makes no difference to it wherever it stands.
 */
final class RandomSql {

  private final RandomContext context;
  private final Choices choices;
  private final RandomQueries queries;
  private final RandomWrites writes;
  private boolean ordered;

  private RandomSql(RandomContext context) {
    this.context = context;
    this.choices = context.choices();
    this.queries = new RandomQueries(context);
    this.writes = new RandomWrites(context, queries);
  }

  /** The statement that these decisions make. */
  static RandomStatement statement(RandomDialect dialect, Choices choices, boolean scope) {
    RandomContext context = new RandomContext(dialect, choices, scope);
    return new RandomSql(context).statement();
  }

  private RandomStatement statement() {
    return switch (choices.below(20)) {
      case 10, 11 -> done(writes.insert(), "insert");
      case 12, 13 -> done(writes.update(), "update");
      case 14 -> done(writes.delete(), "delete");
      case 15, 16 -> done(with(), "with");
      case 17 -> done(recursive(), "recursive");
      case 18 -> done(star(), "star");
      case 19 -> choices.once(3) ? done(rare(), "rare") : done(top(), "select");
      default -> done(top(), "select");
    };
  }

  private RandomStatement done(String text, String shape) {
    return context.statement(text, ordered, shape);
  }

  private String top() {
    List<RandomSchema.Type> types = queries.types(4);
    String query = queries.any(2, List.of(), types);
    boolean closed = query.contains(" ORDER BY ") || query.contains(" FOR ");
    if (!closed && RandomQueries.allPlain(types) && choices.once(3)) {
      ordered = true;
      return queries.sorted(query, types);
    }
    boolean locks =
        query.contains(" JOIN ") || query.contains("DISTINCT") || query.contains("GROUP");
    boolean simple = !locks && !query.contains("(") && !query.contains(" UNION ");
    List<String> kinds = context.dialect().locks();
    return simple && choices.once(8)
        ? query + (kinds.size() == 1 ? kinds.get(0) : choices.pick(kinds))
        : query;
  }

  private String with() {
    StringBuilder text = new StringBuilder();
    int count = 1 + choices.below(2);
    for (int i = 0; i < count; i++) {
      text.append(i == 0 ? "WITH " : ", ").append(cte());
    }
    text.append(' ');
    return switch (choices.below(context.dialect().has(Feature.WITH_CHANGES) ? 6 : 4)) {
      case 4 -> text + writes.update();
      case 5 -> text + writes.delete();
      default -> text + queries.any(2, List.of(), queries.types(3));
    };
  }

  private String cte() {
    List<RandomSchema.Type> types = queries.types(3);
    RandomQueries.Query query = queries.block(1, List.of(), types, choices.once(2));
    String name = context.alias("cte");
    List<Column> columns = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      columns.add(new Column("q" + i, types.get(i)));
      names.add("q" + i);
    }
    if (query.givesTenant()) {
      names.add("tenant_id");
    }
    Tenancy tenancy = query.givesTenant() ? Tenancy.VALUE : Tenancy.NONE;
    context.ctes().add(new Source(name, tenancy, columns));
    String kept = choices.pick(context.dialect().materialized());
    return name + " (" + String.join(", ", names) + ") AS " + kept + "(" + query.sql() + ")";
  }

  private String recursive() {
    RandomFrom first = new RandomFrom(context, queries, List.of());
    Source root = Source.of(RandomSchema.TASK, context.alias("a"));
    first.target(root);
    RandomFrom second = new RandomFrom(context, queries, List.of());
    Source step = Source.of(RandomSchema.TASK, context.alias("b"));
    second.target(step);
    String a = root.alias();
    String b = step.alias();
    String union = choices.pick(List.of(" UNION ALL ", " UNION "));
    List<Column> columns =
        List.of(new Column("n", RandomSchema.NUMBER), new Column("t", RandomSchema.TEXT));
    String body =
        "SELECT "
            + a
            + ".id, "
            + a
            + ".title FROM task "
            + a
            + queries.where(1, first)
            + union
            + "SELECT "
            + b
            + ".id, "
            + b
            + ".title FROM task "
            + b
            + " JOIN r ON "
            + b
            + ".parent = r.n"
            + queries.where(0, second);
    context.ctes().add(new Source("r", Tenancy.NONE, columns));
    return "WITH RECURSIVE r (n, t) AS ("
        + body
        + ") "
        + (choices.once(2)
            ? queries.any(1, List.of(), queries.types(2))
            : "SELECT n, t FROM r ORDER BY 1, 2");
  }

  // Only where one table stands: its columns come in the same order in both databases.
  private String star() {
    Table table = choices.pick(RandomSchema.TABLES);
    RandomFrom from = new RandomFrom(context, queries, List.of());
    Source source = Source.of(table, context.alias("e"));
    from.target(source);
    String alias = source.alias();
    String item = choices.pick(List.of("*", alias + ".*", alias + ".*, 1 AS one"));
    String text = "SELECT " + item + " FROM " + table.name() + " " + alias + queries.where(2, from);
    return switch (choices.below(4)) {
      case 1 -> "SELECT * FROM (" + text + ") y";
      case 2 -> text + " ORDER BY " + table.columns().get(0).name();
      default -> text;
    };
  }

  private String rare() {
    int kind = choices.below(3);
    if (kind == 0 && !context.dialect().has(Feature.MERGE)) {
      return writes.insert();
    }
    if (kind == 1 && !context.dialect().has(Feature.WITH_CHANGES)) {
      return writes.delete();
    }
    return switch (kind) {
      case 0 -> writes.merge();
      case 1 -> {
        String change = choices.once(2) ? writes.delete() : writes.update();
        int at = change.indexOf(" RETURNING ");
        String bare = at < 0 ? change : change.substring(0, at);
        yield "WITH ch AS (" + bare + " RETURNING 1 AS one) SELECT one FROM ch";
      }
      default -> {
        RandomFrom from = new RandomFrom(context, queries, List.of());
        Source source = Source.of(RandomSchema.TASK, context.alias("l"));
        from.target(source);
        String pins = queries.where(0, from);
        yield "SELECT "
            + source.alias()
            + ".title FROM task "
            + source.alias()
            + " NATURAL JOIN task o"
            + pins;
      }
    };
  }
}

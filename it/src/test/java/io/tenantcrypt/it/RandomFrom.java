package io.tenantcrypt.it;

import io.tenantcrypt.it.RandomContext.Flaw;
import io.tenantcrypt.it.RandomContext.Source;
import io.tenantcrypt.it.RandomContext.Tenancy;
import io.tenantcrypt.it.RandomDialect.Feature;
import io.tenantcrypt.it.RandomSchema.Column;
import io.tenantcrypt.it.RandomSchema.Table;
import java.util.ArrayList;
import java.util.List;

/** A random FROM: its text, what it makes visible, and the pins that are left for WHERE. */
final class RandomFrom {

  private final RandomContext context;
  private final Choices choices;
  private final RandomQueries queries;
  private final RandomExpressions expressions;
  private final RandomPins pins;
  private final List<Source> outer;
  private final StringBuilder text = new StringBuilder();
  private final List<Source> sources = new ArrayList<>();
  private final List<String> where = new ArrayList<>();
  private final List<Source> unpinned = new ArrayList<>();
  private final List<Source> toNullExtend = new ArrayList<>();
  private List<Source> group = new ArrayList<>();

  RandomFrom(RandomContext context, RandomQueries queries, List<Source> outer) {
    this.context = context;
    this.choices = context.choices();
    this.queries = queries;
    this.expressions = queries.expressions();
    this.pins = queries.pins();
    this.outer = outer;
  }

  String text() {
    return text.toString();
  }

  List<Source> sources() {
    return sources;
  }

  /** Conjuncts that WHERE must hold. */
  List<String> where() {
    return where;
  }

  /** All that an expression of the block sees. */
  List<Source> visible() {
    List<Source> all = new ArrayList<>(outer);
    all.addAll(sources);
    return all;
  }

  /** Reads items, one to three, among which are the tables that have the cells. */
  RandomFrom fill(int depth, List<RandomSchema.Type> types) {
    for (Table table : RandomSchema.TENANTS) {
      boolean wanted =
          types.stream().anyMatch(t -> t.cell().startsWith(table.name() + "."))
              && sources.stream().noneMatch(s -> s.columns().equals(table.columns()));
      if (wanted) {
        Item item = table(table);
        if (text.isEmpty()) {
          first(item);
        } else {
          on(" JOIN ", item, 0, true, true);
        }
      }
    }
    int items = (text.isEmpty() ? 1 : 0) + choices.below(3);
    for (int i = 0; i < items; i++) {
      add(depth);
    }
    return this;
  }

  private void first(Item item) {
    text.append(item.text());
    enter(item.source());
    pinInWhere(item.source());
  }

  /** The table that a statement changes: visible, pinned in WHERE, and not part of the text. */
  void target(Source target) {
    sources.add(target);
    pinInWhere(target);
    group = new ArrayList<>();
  }

  /** One item, joined to what is there. */
  void add(int depth) {
    if (text.isEmpty()) {
      first(item(depth, false));
      return;
    }
    switch (choices.below(12)) {
      case 0 -> comma(item(depth, true));
      case 1 -> cross(item(depth, true));
      case 2, 3, 4 -> on(" JOIN ", item(depth, true), depth, true, true);
      case 5, 6, 7 -> left(item(depth, true), depth);
      case 8 -> right(item(depth, false), depth);
      case 9 -> rare(item(depth, false), depth);
      case 10 -> using();
      default -> nested(depth);
    }
  }

  private void comma(Item item) {
    text.append(", ").append(item.text());
    group = new ArrayList<>();
    enter(item.source());
    pinInWhere(item.source());
  }

  private void cross(Item item) {
    text.append(" CROSS JOIN ").append(item.text());
    enter(item.source());
    pinInWhere(item.source());
  }

  private void left(Item item, int depth) {
    on(choices.once(2) ? " LEFT OUTER JOIN " : " LEFT JOIN ", item, depth, false, true);
  }

  private void right(Item item, int depth) {
    on(" RIGHT JOIN ", item, depth, true, false);
  }

  private void rare(Item item, int depth) {
    if (context.dialect().has(Feature.FULL_JOIN)) {
      full(item, depth);
    } else {
      boolean straight = context.dialect().has(Feature.MYSQL_CHANGES);
      on(straight ? " STRAIGHT_JOIN " : " INNER JOIN ", item, depth, true, true);
    }
  }

  private void full(Item item, int depth) {
    // What is not pinned on either side of a full join comes out with NULLs: nothing can be added.
    for (Source source : List.copyOf(unpinned)) {
      where.add(pins.conjunct(source, List.of(), Flaw.NONE, false));
    }
    unpinned.clear();
    context.doubt();
    on(" FULL JOIN ", item, depth, false, false);
  }

  // Whether the condition of the join restricts what stands left and right of it.
  private void on(String join, Item item, int depth, boolean left, boolean right) {
    List<String> conjuncts = new ArrayList<>();
    Source source = item.source();
    List<Source> leftGroup = List.copyOf(group);
    enter(source);
    List<Source> bases = new ArrayList<>(outer);
    bases.addAll(group);
    if (source.tenancy() == Tenancy.TABLE) {
      Flaw flaw = context.nextFlaw();
      boolean full = !left && !right;
      if (flaw == Flaw.NOT_RESTRICTING && !right) {
        conjuncts.add(pins.conjunct(source, List.of(), Flaw.NONE, false));
      } else if (right && choices.once(2)) {
        keep(source, flaw, pins.conjunct(source, bases, flaw, true), conjuncts);
      } else {
        keep(source, flaw, pins.conjunct(source, pinnedHere(), flaw, !full), where);
      }
      forge(source, flaw);
    }
    if (!left && right && !toNullExtend.isEmpty() && leftGroup.containsAll(toNullExtend)) {
      toNullExtend.forEach(s -> conjuncts.add(pins.conjunct(s, List.of(), Flaw.NONE, false)));
      toNullExtend.clear();
    }
    boolean simple = join.startsWith(" FULL");
    conjuncts.add(
        simple
            ? equality(leftGroup, source)
            : "(" + expressions.condition(depth > 1 ? 1 : 0, bases) + ")");
    text.append(join).append(item.text()).append(" ON ").append(String.join(" AND ", conjuncts));
  }

  // The server joins fully only where it can hash or merge.
  private String equality(List<Source> left, Source right) {
    for (RandomSchema.Type type : RandomSchema.PLAIN) {
      List<String> l = RandomContext.columns(left, type);
      List<String> r = RandomContext.columns(List.of(right), type);
      if (!l.isEmpty() && !r.isEmpty()) {
        return choices.pick(l) + " = " + choices.pick(r);
      }
    }
    return "true";
  }

  // Two tenant tables by their whole key: the second is pinned through the first, or not at all.
  private void using() {
    List<Source> tenants = new ArrayList<>(group);
    tenants.removeIf(s -> s.tenancy() != Tenancy.TABLE);
    Table table = choices.pick(RandomSchema.TENANTS);
    Source source = Source.of(table, context.alias("u"));
    if (tenants.size() != 1 || group.size() != 1) {
      comma(new Item(table.name() + " " + source.alias(), source));
      return;
    }
    String kind = choices.pick(List.of(" JOIN ", " LEFT JOIN ", " INNER JOIN "));
    enter(source);
    text.append(kind).append(table.name()).append(' ').append(source.alias());
    text.append(" USING (tenant_id, id)");
    group = new ArrayList<>(); // a bare id would be the merged one from here on
  }

  private void nested(int depth) {
    Table first = choices.pick(RandomSchema.TABLES);
    Table second = choices.pick(RandomSchema.TABLES);
    Source one = Source.of(first, context.alias("n"));
    Source two = Source.of(second, context.alias("n"));
    text.append(" JOIN (").append(first.name()).append(' ').append(one.alias());
    String kind = choices.pick(List.of(" JOIN ", " LEFT JOIN "));
    text.append(kind).append(second.name()).append(' ').append(two.alias()).append(" ON (");
    text.append(expressions.condition(0, List.of(one, two))).append(")) ON (");
    // Each is pinned before the other can be its base.
    enter(one);
    pinInWhere(one);
    enter(two);
    pinInWhere(two);
    text.append(expressions.condition(depth > 1 ? 1 : 0, List.copyOf(group))).append(")");
  }

  private void enter(Source source) {
    sources.add(source);
    group.add(source);
  }

  private List<Source> pinnedHere() {
    List<Source> bases = visible();
    bases.removeAll(unpinned);
    return bases;
  }

  private void pinInWhere(Source source) {
    if (source.tenancy() != Tenancy.TABLE) {
      return;
    }
    Flaw flaw = context.nextFlaw();
    keep(source, flaw, pins.conjunct(source, pinnedHere(), flaw, true), where);
    if (flaw == Flaw.NOT_RESTRICTING) {
      toNullExtend.add(source);
    }
    forge(source, flaw);
  }

  private void keep(Source source, Flaw flaw, String conjunct, List<String> to) {
    if (conjunct.isEmpty() && flaw == Flaw.NONE) {
      unpinned.add(source);
    } else if (!conjunct.isEmpty()) {
      to.add(conjunct);
    }
  }

  // A constant that only looks like a tenancy column.
  private void forge(Source source, Flaw flaw) {
    if (flaw == Flaw.FORGED) {
      where.add(
          "EXISTS (SELECT 1 FROM (SELECT 'acme' AS tenant_id) z WHERE z.tenant_id = "
              + source.alias()
              + ".tenant_id)");
    }
  }

  private record Item(String text, Source source) {}

  private Item item(int depth, boolean lateral) {
    int kind = depth > 0 ? choices.below(8) : 0;
    if (kind == 7 && lateral && context.dialect().has(Feature.LATERAL)) {
      return derived(depth, "LATERAL ", visible());
    }
    if (kind >= 6) {
      boolean seen = context.dialect().has(Feature.LATERAL);
      return derived(depth, "", seen ? outer : List.of());
    }
    if (kind == 5 && !context.ctes().isEmpty()) {
      Source cte = choices.pick(context.ctes());
      Source source = new Source(context.alias("w"), cte.tenancy(), cte.columns());
      return new Item(cte.alias() + " AS " + source.alias(), source);
    }
    return table(choices.pick(RandomSchema.TABLES));
  }

  private Item table(Table table) {
    Source source = Source.of(table, context.alias(table.name().substring(0, 1)));
    return new Item(table.name() + (choices.once(2) ? " AS " : " ") + source.alias(), source);
  }

  private Item derived(int depth, String lateral, List<Source> around) {
    List<RandomSchema.Type> types = queries.types(3);
    // A lateral table's tenant proves nothing for its own block.
    boolean withTenant = lateral.isEmpty() && choices.once(2);
    boolean named = context.dialect().has(Feature.DERIVED_COLUMNS);
    RandomQueries.Query query = queries.block(depth - 1, around, types, withTenant, !named);
    String alias = context.alias("d");
    List<Column> columns = new ArrayList<>();
    StringBuilder names = new StringBuilder();
    for (int i = 0; i < types.size(); i++) {
      columns.add(new Column("d" + i, types.get(i)));
      names.append(i == 0 ? "" : ", ").append('d').append(i);
    }
    if (query.givesTenant()) {
      names.append(", tenant_id");
    }
    Tenancy tenancy = query.givesTenant() ? Tenancy.VALUE : Tenancy.NONE;
    String text = lateral + "(" + query.sql() + ") AS " + alias + (named ? " (" + names + ")" : "");
    return new Item(text, new Source(alias, tenancy, columns));
  }
}

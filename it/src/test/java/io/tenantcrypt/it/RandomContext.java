package io.tenantcrypt.it;

import io.tenantcrypt.it.RandomSchema.Column;
import io.tenantcrypt.it.RandomSchema.Table;
import io.tenantcrypt.it.RandomStatement.Expected;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What one random statement gathers while it is made. */
final class RandomContext {

  private static final Pattern MARKER = Pattern.compile("\u0001(\\d+)\u0001");

  /** What an item of FROM says of the tenant. */
  enum Tenancy {
    NONE,
    /** A tenant table, to be pinned. */
    TABLE,
    /** A derived table or CTE that gives the tenancy column of a pinned table. */
    VALUE
  }

  /** An item of FROM. */
  record Source(String alias, Tenancy tenancy, List<Column> columns) {
    static Source of(Table table, String alias) {
      return new Source(alias, table.tenant() ? Tenancy.TABLE : Tenancy.NONE, table.columns());
    }
  }

  /** How one reference of the statement is left without a proper pin. */
  enum Flaw {
    NONE,
    MISSING,
    UNDER_OR,
    NEGATED,
    IN_LIST,
    ANY,
    COALESCE,
    CASE,
    LIKE,
    NOT_RESTRICTING,
    FORGED,
    COMPUTED,
    FOREIGN,
    FOREIGN_UNDER_OR,
    /** One of what only this product has. */
    PECULIAR;

    boolean isForeign() {
      return this == FOREIGN || this == FOREIGN_UNDER_OR;
    }
  }

  private final RandomDialect dialect;
  private final Choices choices;
  private final boolean scope;
  private final boolean parametrized;
  private final Flaw flaw;
  private final int flawAt;
  private final List<CorpusEntry.Parameter> values = new ArrayList<>();
  private final Set<String> known = new LinkedHashSet<>();
  private final Set<String> writes = new LinkedHashSet<>();
  private final List<Source> ctes = new ArrayList<>();
  private int aliases;
  private int references;
  private boolean flawed;
  private boolean misused;
  private boolean doubtful;

  RandomContext(RandomDialect dialect, Choices choices, boolean scope) {
    this.dialect = dialect;
    this.choices = choices;
    this.scope = scope;
    this.parametrized = choices.once(2);
    this.flaw = choices.once(4) ? choices.pick(dialect.flaws()) : Flaw.NONE;
    this.flawAt = flaw == Flaw.NONE ? -1 : choices.below(3);
  }

  RandomDialect dialect() {
    return dialect;
  }

  Choices choices() {
    return choices;
  }

  boolean isScope() {
    return scope;
  }

  List<Source> ctes() {
    return ctes;
  }

  String alias(String letter) {
    aliases++;
    return letter + aliases;
  }

  /** The flaw of the next reference to a tenant table. */
  Flaw nextFlaw() {
    references++;
    if (references - 1 != flawAt) {
      return Flaw.NONE;
    }
    flawed = true;
    return flaw;
  }

  void writes(Table table) {
    writes.add(table.name());
  }

  /** Notes a shape that this version refuses; the list of them is {@link RandomKnown}. */
  void known(String shape) {
    known.add(shape);
  }

  /** Notes a use of a protected column that needs its plaintext. */
  void misuse() {
    misused = true;
  }

  /** Notes a shape that may be refused in the mode {@code scope} where a pin is missing. */
  void doubt() {
    doubtful = true;
  }

  String number(long value) {
    return constant("long", String.valueOf(value), String.valueOf(value));
  }

  String text(String value) {
    return constant("text", value, "'" + value + "'");
  }

  String date(String value) {
    return constant("date", value, "DATE '" + value + "'");
  }

  private String constant(String type, String value, String literal) {
    if (!parametrized || choices.once(2)) {
      return literal;
    }
    values.add(new CorpusEntry.Parameter(type, value));
    return "\u0001" + (values.size() - 1) + "\u0001";
  }

  /** Whether there is a parameter in a text of the statement. */
  static boolean hasParameter(String marked) {
    return MARKER.matcher(marked).find();
  }

  /** The statement of a text whose parameters still are markers. */
  RandomStatement statement(String marked, boolean ordered, String shape) {
    List<CorpusEntry.Parameter> inOrder = new ArrayList<>();
    StringBuilder sql = new StringBuilder();
    Matcher matcher = MARKER.matcher(marked);
    int done = 0;
    while (matcher.find()) {
      sql.append(marked, done, matcher.start()).append('?');
      inOrder.add(values.get(Integer.parseInt(matcher.group(1))));
      done = matcher.end();
    }
    sql.append(marked, done, marked.length());
    return new RandomStatement(
        dialect.spelled(sql.toString()),
        inOrder,
        ordered,
        expected(),
        Set.copyOf(writes),
        label(shape));
  }

  private String label(String shape) {
    return known.isEmpty() ? shape : String.join("+", known);
  }

  private Expected expected() {
    if (flawed && (flaw.isForeign() || !scope)) {
      return Expected.REFUSED;
    }
    boolean unsure = misused || !known.isEmpty() || (doubtful && scope);
    return unsure ? Expected.EITHER : Expected.ACCEPTED;
  }

  /** Columns of a type among sources, qualified. */
  static List<String> columns(List<Source> sources, RandomSchema.Type type) {
    List<String> fitting = new ArrayList<>();
    for (Source source : sources) {
      for (Column column : source.columns()) {
        if (column.type().equals(type)) {
          fitting.add(source.alias() + "." + column.name());
        }
      }
    }
    return fitting;
  }
}

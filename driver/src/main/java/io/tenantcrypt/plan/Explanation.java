package io.tenantcrypt.plan;

import io.tenantcrypt.error.ErrorCode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the driver would do with a statement, and why. Immutable; shows no literal of the text: in
 * everything that quotes it, strings and numbers are masked.
 *
 * @param kind what becomes of it
 * @param sql the text as it would be sent, with literals masked and without comments; empty where
 *     nothing is sent or the text cannot be read
 * @param parameters what each {@code ?} of that text is bound to, in its order
 * @param columns what each column of the result holds; empty where all pass or there are none
 * @param tables what keeps each use of a tenant table to the session's tenant
 * @param refusal why nothing would be sent
 * @param exemption by which the statement may cross the tenant boundary
 */
public record Explanation(
    Kind kind,
    Optional<String> sql,
    List<Parameter> parameters,
    List<Column> columns,
    List<Table> tables,
    Optional<Refusal> refusal,
    Optional<Exemption> exemption) {

  /** What becomes of a statement. */
  public enum Kind {
    /** The original text is sent: it touches no tenant table and no protected column. */
    PASS_THROUGH,
    /** It is sent, perhaps rewritten, after its values are checked and sealed. */
    PROTECTED,
    /** Nothing is sent. */
    REFUSED,
    /** A statement of the driver's own: nothing is sent. */
    DRIVER
  }

  /** What becomes of a parameter. */
  public enum Treatment {
    /** It is bound as the application binds it. */
    PASSES,
    /** It must be the session's tenant, or the statement is refused; then it is bound as it is. */
    CHECKED,
    /** Its value is sealed. */
    SEALED,
    /** Gives a cell back, which is opened. */
    OPENED,
    /** A literal of the text, taken out and sealed. */
    LITERAL_SEALED,
    /** Bound by the driver to the session's tenant. */
    TENANT_ADDED
  }

  /**
   * A parameter of the text that is sent.
   *
   * @param position its place, from 1
   * @param index the application's number of it, or 0 where the driver adds it
   * @param column the protected column that it is sealed for, or the table whose tenant it must be
   * @param domain the column's domain, where it is sealed
   */
  public record Parameter(
      int position,
      int index,
      Treatment treatment,
      Optional<String> column,
      Optional<String> domain) {
    /** One sentence. */
    public String text() {
      String target = column.orElse("");
      return switch (treatment) {
        case PASSES -> "passes";
        case CHECKED -> "is checked to be the session's tenant, for table " + target;
        case SEALED -> "is sealed for column " + target + ", domain " + domain.orElse("");
        case OPENED -> "gives a cell back, opened as column " + target;
        case LITERAL_SEALED ->
            "a literal of the text, sealed for column " + target + ", domain " + domain.orElse("");
        case TENANT_ADDED -> "the session's tenant, added by the driver";
      };
    }
  }

  /**
   * A column of the result.
   *
   * @param position from 1
   * @param name as the statement names it; empty where the server makes one up
   * @param source the protected column whose cells are opened; empty if it passes
   */
  public record Column(int position, String name, Optional<String> source) {
    /** One sentence. */
    public String text() {
      return source.map(s -> "opened from column " + s).orElse("passes");
    }
  }

  /** Why a use of a table stays inside the tenant. */
  public enum Pin {
    /** A conjunct of the statement. */
    CONJUNCT,
    /** A predicate that the driver adds. */
    ADDED,
    /** Its query block provably gives no row. */
    EMPTY,
    /** Rows are inserted: each one's tenancy column is set to the session's tenant. */
    INSERTED,
    /** Nothing: the policy exempts the statement, or the session is a platform session. */
    EXEMPT
  }

  /**
   * One use of a tenant table.
   *
   * @param table with its schema
   * @param alias under which the statement uses it
   * @param place of that use
   * @param excerpt the conjunct, literals masked; empty unless it is one
   * @param excerptPlace of the conjunct
   */
  public record Table(
      String table,
      String alias,
      Place place,
      Pin pin,
      Optional<String> excerpt,
      Optional<Place> excerptPlace) {
    /** One sentence. */
    public String text() {
      return switch (pin) {
        case CONJUNCT ->
            "pinned by "
                + excerpt.orElse("USING")
                + excerptPlace.map(p -> " (" + p + ")").orElse("");
        case ADDED -> "pinned by a predicate that the driver adds";
        case EMPTY -> "gives no row: its query block is provably empty";
        case INSERTED -> "each inserted row gets the session's tenant";
        case EXEMPT -> "not pinned";
      };
    }
  }

  /**
   * Why nothing would be sent.
   *
   * @param reason what is wrong and what would work
   * @param place in the text, if there is one
   */
  public record Refusal(ErrorCode code, String reason, Optional<Place> place) {}

  /** The policy's permission. */
  public record Exemption(String reason, String owner, LocalDate expires) {}

  /**
   * A place in the application's text.
   *
   * @param position UTF-16 index from 1
   */
  public record Place(int position, int line, int column) {
    /** The place of a position. */
    public static Place of(String sql, int position) {
      int line = 1;
      int start = 0;
      for (int i = 0; i < Math.min(position - 1, sql.length()); i++) {
        if (sql.charAt(i) == '\n') {
          line++;
          start = i + 1;
        }
      }
      return new Place(position, line, position - start);
    }

    @Override
    public String toString() {
      return "line " + line + ", column " + column;
    }
  }

  /** One line of the readable form: {@code part | subject | treatment}. */
  public record Line(String part, String subject, String treatment) {}

  public Explanation {
    parameters = List.copyOf(parameters);
    columns = List.copyOf(columns);
    tables = List.copyOf(tables);
  }

  /** The readable form, line by line. */
  public List<Line> lines() {
    List<Line> lines = new ArrayList<>();
    String what =
        switch (kind) {
          case PASS_THROUGH -> "pass through: the text is sent as it is";
          case PROTECTED -> "protected";
          case REFUSED -> "refused: nothing is sent";
          case DRIVER -> "a statement of the driver's own: nothing is sent";
        };
    lines.add(new Line("statement", "kind", what));
    sql.ifPresent(text -> lines.add(new Line("statement", "sent", text)));
    exemption.ifPresent(
        e -> {
          lines.add(new Line("exemption", "reason", e.reason()));
          lines.add(new Line("exemption", "owner", e.owner()));
          lines.add(new Line("exemption", "expires", e.expires().toString()));
        });
    refusal.ifPresent(
        r -> {
          lines.add(new Line("refusal", "code", r.code().sqlState()));
          lines.add(new Line("refusal", "reason", r.reason()));
          r.place().ifPresent(p -> lines.add(new Line("refusal", "place", p.toString())));
        });
    for (Parameter p : parameters) {
      String own = p.index() == 0 ? "" : " (yours: " + p.index() + ")";
      lines.add(new Line("parameter", p.position() + own, p.text()));
    }
    for (Column c : columns) {
      lines.add(new Line("column", (c.position() + " " + c.name()).strip(), c.text()));
    }
    for (Table t : tables) {
      lines.add(
          new Line("table", t.table() + " as " + t.alias() + " (" + t.place() + ")", t.text()));
    }
    return List.copyOf(lines);
  }

  /** The readable form. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (Line line : lines()) {
      text.append(line.part())
          .append(' ')
          .append(line.subject())
          .append(": ")
          .append(line.treatment())
          .append('\n');
    }
    return text.toString();
  }
}

package io.tenantcrypt.sql;

import io.tenantcrypt.catalog.SessionView;
import io.tenantcrypt.plan.Explanation;
import io.tenantcrypt.plan.Explanation.Kind;
import io.tenantcrypt.plan.Explanation.Place;
import io.tenantcrypt.plan.Explanation.Treatment;
import io.tenantcrypt.plan.OutputColumn;
import io.tenantcrypt.plan.ParameterSlot;
import io.tenantcrypt.plan.ProtectedColumn;
import io.tenantcrypt.plan.StatementPlan;
import io.tenantcrypt.plan.TenantCheck;
import io.tenantcrypt.policy.StatementExemption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Turns a plan and the analysis behind it into what a reader can follow. */
final class Explaining {

  private final Queries queries;
  private final Queries exempting;

  Explaining(Queries queries, Queries exempting) {
    this.queries = queries;
    this.exempting = exempting;
  }

  /** Whether the driver is asked: {@code EXPLAIN TENANTCRYPT …}. */
  static boolean isAsked(List<Token> tokens) {
    return tokens.size() > 1
        && tokens.get(0).isWord("explain")
        && tokens.get(1).isWord("tenantcrypt");
  }

  Explanation explain(String sql, SessionView view, StatementPlan plan, boolean platform) {
    if (plan instanceof StatementPlan.Refused refused) {
      return refused(sql, refused);
    }
    if (plan instanceof StatementPlan.Exempted exempted) {
      StatementExemption e = exempted.exemption();
      return guarded(
          sql,
          view,
          exempted.plan(),
          true,
          Optional.of(new Explanation.Exemption(e.reason(), e.owner(), e.expires())));
    }
    if (plan instanceof StatementPlan.Protected guarded) {
      return guarded(sql, view, guarded, platform, Optional.empty());
    }
    if (plan instanceof StatementPlan.PassThrough) {
      return passing(sql, view);
    }
    return bare(Kind.DRIVER, Optional.empty(), List.of());
  }

  private static Explanation bare(
      Kind kind, Optional<String> sql, List<Explanation.Parameter> parameters) {
    return new Explanation(
        kind, sql, parameters, List.of(), List.of(), Optional.empty(), Optional.empty());
  }

  private static Explanation refused(String sql, StatementPlan.Refused refused) {
    return new Explanation(
        Kind.REFUSED,
        Optional.empty(),
        List.of(),
        List.of(),
        List.of(),
        Optional.of(
            new Explanation.Refusal(
                refused.code(),
                refused.reason(),
                refused.position() > 0
                    ? Optional.of(Place.of(sql, refused.position()))
                    : Optional.empty())),
        Optional.empty());
  }

  private static Explanation passing(String sql, SessionView view) {
    List<Token> tokens = Dialect.of(view).lex(sql);
    List<Explanation.Parameter> parameters = new ArrayList<>();
    for (Token token : tokens) {
      if (token.kind() == Token.Kind.PARAMETER) {
        int index = parameters.size() + 1;
        parameters.add(passes(index, index));
      }
    }
    return bare(Kind.PASS_THROUGH, Optional.of(Masked.of(tokens)), parameters);
  }

  private Explanation guarded(
      String sql,
      SessionView view,
      StatementPlan.Protected plan,
      boolean exempt,
      Optional<Explanation.Exemption> exemption) {
    Optional<Queries.Analysis> analysis = analysis(sql, view, exempt ? exempting : queries);
    return new Explanation(
        Kind.PROTECTED,
        Optional.of(Masked.of(Dialect.of(view).lex(plan.sql()))),
        parameters(plan),
        columns(plan, analysis.map(Queries.Analysis::outputs).orElse(List.of())),
        analysis.map(a -> a.draft().trace().tables(a.draft().parsed())).orElse(List.of()),
        Optional.empty(),
        exemption);
  }

  // What holds a query within it, or JDBC escapes, is told without its tables.
  private static Optional<Queries.Analysis> analysis(
      String sql, SessionView view, Queries queries) {
    List<List<Token>> statements = Lexer.split(Dialect.of(view).lex(sql));
    try {
      return statements.size() == 1
          ? Optional.of(queries.explained(sql, statements.get(0), view))
          : Optional.empty();
    } catch (Refusal e) {
      return Optional.empty();
    }
  }

  private static List<Explanation.Parameter> parameters(StatementPlan.Protected plan) {
    List<Explanation.Parameter> parameters = new ArrayList<>();
    for (ParameterSlot slot : plan.parameters()) {
      int position = parameters.size() + 1;
      if (slot instanceof ParameterSlot.Plain plain) {
        parameters.add(plain(position, plain.index(), plan.checks()));
      } else if (slot instanceof ParameterSlot.Sealed sealed) {
        parameters.add(sealed(position, sealed.index(), Treatment.SEALED, sealed.column()));
      } else if (slot instanceof ParameterSlot.SealedLiteral literal) {
        parameters.add(sealed(position, 0, Treatment.LITERAL_SEALED, literal.column()));
      } else if (slot instanceof ParameterSlot.Out out) {
        parameters.add(sealed(position, out.index(), Treatment.OPENED, out.column()));
      } else if (slot instanceof ParameterSlot.Tenant) {
        parameters.add(
            new Explanation.Parameter(
                position, 0, Treatment.TENANT_ADDED, Optional.empty(), Optional.empty()));
      } else {
        throw new IllegalStateException("unknown slot " + slot.getClass().getSimpleName());
      }
    }
    return parameters;
  }

  private static Explanation.Parameter plain(int position, int index, List<TenantCheck> checks) {
    TenantCheck.Value.Parameter own = new TenantCheck.Value.Parameter(index);
    Optional<String> table =
        checks.stream().filter(c -> c.value().equals(own)).map(TenantCheck::table).findFirst();
    return table.isEmpty()
        ? passes(position, index)
        : new Explanation.Parameter(position, index, Treatment.CHECKED, table, Optional.empty());
  }

  private static Explanation.Parameter passes(int position, int index) {
    return new Explanation.Parameter(
        position, index, Treatment.PASSES, Optional.empty(), Optional.empty());
  }

  private static Explanation.Parameter sealed(
      int position, int index, Treatment treatment, ProtectedColumn column) {
    return new Explanation.Parameter(
        position, index, treatment, Optional.of(column.label()), Optional.of(column.domain()));
  }

  private static List<Explanation.Column> columns(
      StatementPlan.Protected plan, List<Output> named) {
    List<Explanation.Column> columns = new ArrayList<>();
    for (OutputColumn output : plan.outputs()) {
      int i = columns.size();
      columns.add(
          new Explanation.Column(
              i + 1,
              i < named.size() ? named.get(i).name() : "",
              output instanceof OutputColumn.Cell cell
                  ? Optional.of(cell.column().label())
                  : Optional.empty()));
    }
    return columns;
  }
}

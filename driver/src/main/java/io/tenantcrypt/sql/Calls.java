package io.tenantcrypt.sql;

import io.tenantcrypt.catalog.Reading;
import io.tenantcrypt.catalog.Routine;
import io.tenantcrypt.catalog.SessionView;
import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.plan.Effects;
import io.tenantcrypt.plan.OutputColumn;
import io.tenantcrypt.plan.ProtectedColumn;
import io.tenantcrypt.plan.RoutineCall;
import io.tenantcrypt.plan.StatementPlan;
import io.tenantcrypt.policy.Policy;
import io.tenantcrypt.policy.RoutinePolicy;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Plans calls of routines that the policy describes. What a routine does inside is the promise of
 * whoever wrote the policy; what goes in and comes out is held to it here.
 */
final class Calls {

  /** Real drivers look for the parentheses and dots of a call by themselves. */
  private static final Pattern PLAIN_NAME = Pattern.compile("[\\p{L}\\p{N}_$]+");

  private final Policy policy;
  private final Routines routines;

  Calls(Policy policy, String keyStoreSchema) {
    this.policy = policy;
    this.routines = new Routines(policy, keyStoreSchema);
  }

  /**
   * The plan of a call that the policy may describe.
   *
   * @return empty for everything else, of which nothing is said here
   */
  Optional<StatementPlan> plan(List<Token> tokens, SessionView view) {
    if (policy.routines().isEmpty() || !begins(tokens)) {
      return Optional.empty();
    }
    return CallText.of(tokens)
        .filter(call -> routines.mayDescribe(call.schema(), call.routine()))
        .map(call -> planned(call, view));
  }

  private static boolean begins(List<Token> tokens) {
    Token first = tokens.get(0);
    return first.isWord("call") || first.is("{") || first.kind() == Token.Kind.PARAMETER;
  }

  /** What is wrong with a description, as a call of the routine would be told. */
  Optional<TableJudgement> judge(RoutinePolicy description, SessionView view) {
    List<Routine> meant =
        view.snapshot().routines().stream()
            .filter(r -> r.name().name().equals(description.name().routine()))
            .filter(
                r ->
                    policy
                        .routine(r.name().schema(), r.name().name())
                        .filter(description::equals)
                        .isPresent())
            .toList();
    if (meant.isEmpty()) {
      return Optional.of(
          new TableJudgement(
              ErrorCode.TC041,
              "the policy describes routine "
                  + description.name()
                  + ", which is not in the database as this role sees it; create it, grant the role"
                  + " EXECUTE on it, or correct the name"));
    }
    // A name without a schema may mean routines of several: one that can be called is enough.
    Optional<TableJudgement> first = Optional.empty();
    for (Routine routine : meant) {
      Optional<TableJudgement> judgement = judge(routine, meant, description, view);
      if (judgement.isEmpty()) {
        return judgement;
      }
      first = first.or(() -> judgement);
    }
    return first;
  }

  private Optional<TableJudgement> judge(
      Routine routine, List<Routine> meant, RoutinePolicy description, SessionView view) {
    try {
      if (meant.stream().filter(other -> isTwin(other, routine)).count() > 1) {
        throw Refusal.unsupported(
            "there are several routines " + routine.name() + "; give each a name of its own", 0);
      }
      routines.check(new Routines.Described(routine, description), view, 0);
      return Optional.empty();
    } catch (Refusal e) {
      return Optional.of(new TableJudgement(e.code(), e.reason()));
    }
  }

  // On MariaDB and MySQL a procedure and a function may share a name.
  private static boolean isTwin(Routine one, Routine other) {
    return one.name().equals(other.name()) && one.kind() == other.kind();
  }

  private StatementPlan planned(CallText call, SessionView view) {
    int position = call.position();
    Dialect.of(view).checkPath(view, position);
    for (Token part : call.name()) {
      if (!PLAIN_NAME.matcher(part.value()).matches()) {
        throw Refusal.unsupported(
            "a routine with a sign in its name that the real driver may read otherwise",
            part.position());
      }
    }
    boolean ownNotation = view.reading() instanceof Reading.H2;
    if (call.returning() && !call.escaped() && !ownNotation) {
      throw Refusal.unsupported("? = CALL without braces; write {? = call …}", position);
    }
    Routines.Described described = routines.resolve(call, view);
    int expected = described.description().parameters().size();
    if (call.arguments().size() != expected) {
      throw Refusal.unsupported(
          "a call of "
              + described.label()
              + " with "
              + call.arguments().size()
              + " arguments, which takes "
              + expected
              + "; give all of them, in order",
          position);
    }
    CallDraft draft = new CallDraft(routines, described, view);
    Optional<List<OutputColumn>> results = results(described, view);
    if (call.returning()) {
      draft.value(value(described, results, position));
    }
    for (int i = 0; i < expected; i++) {
      draft.argument(i, new CallArgument(call.arguments().get(i)), position);
    }
    RoutineCall routine =
        new RoutineCall(
            described.label(),
            draft.arguments(),
            call.returning() ? Optional.of(List.of()) : results);
    return new StatementPlan.Protected(
        text(call, draft.texts()),
        draft.slots(),
        draft.arguments().size(),
        routine.results().orElse(List.of()),
        List.of(),
        draft.checks(),
        draft.needsTenant() || results.map(Calls::holdsTenants).orElse(false),
        Optional.empty(),
        // A routine may set what statements are read by.
        Effects.ofReadingState(),
        draft.cacheable(),
        Optional.of(routine));
  }

  private static boolean holdsTenants(List<OutputColumn> results) {
    return results.stream()
        .anyMatch(o -> o instanceof OutputColumn.Cell cell && !cell.column().platform());
  }

  // Where CALL gives the parameters back as a row, its columns are described with them.
  private Optional<List<OutputColumn>> results(Routines.Described described, SessionView view) {
    boolean row =
        view.reading() instanceof Reading.Postgres
            && described.routine().kind() == Routine.Kind.PROCEDURE;
    if (row) {
      return Optional.of(
          described.description().parameters().stream()
              .filter(p -> p.mode() != RoutinePolicy.Mode.IN)
              .map(p -> output(p.column().map(routines::cells)))
              .toList());
    }
    return described
        .description()
        .results()
        .map(all -> all.stream().map(c -> output(c.column().map(routines::cells))).toList());
  }

  private static OutputColumn output(Optional<ProtectedColumn> column) {
    return column.<OutputColumn>map(OutputColumn.Cell::new).orElse(OutputColumn.PROMISED);
  }

  private static OutputColumn value(
      Routines.Described described, Optional<List<OutputColumn>> results, int position) {
    if (described.routine().kind() != Routine.Kind.FUNCTION) {
      throw Refusal.unsupported(
          described.label() + " is a procedure, which has no value", position);
    }
    if (results.isEmpty() || results.get().size() != 1) {
      throw Refusal.unsupported(
          "the policy does not say what the value of routine "
              + described.label()
              + " holds; give it results with one column",
          position);
    }
    return results.get().get(0);
  }

  // Of known tokens only: no comment and no escape of the application's text is left in it.
  private static String text(CallText call, List<String> arguments) {
    StringBuilder text = new StringBuilder(64);
    text.append(call.escaped() ? "{" : "").append(call.returning() ? "? = " : "");
    text.append(call.escaped() ? "call " : "CALL ");
    for (int i = 0; i < call.name().size(); i++) {
      text.append(i == 0 ? "" : ".").append(call.name().get(i).text());
    }
    if (call.parentheses()) {
      text.append('(').append(String.join(", ", arguments)).append(')');
    }
    return text.append(call.escaped() ? "}" : "").toString();
  }

  /** How the policy's word for a mode is called in a plan. */
  static RoutineCall.Mode mode(RoutinePolicy.Mode mode) {
    return RoutineCall.Mode.valueOf(mode.name().toUpperCase(Locale.ROOT));
  }
}

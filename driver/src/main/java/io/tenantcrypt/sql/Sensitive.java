package io.tenantcrypt.sql;

import io.tenantcrypt.catalog.Reading;
import io.tenantcrypt.catalog.Relation;
import io.tenantcrypt.catalog.SessionView;
import io.tenantcrypt.policy.Policy;
import io.tenantcrypt.policy.TablePolicy;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The names through which a statement could reach tenants' rows. A statement that holds none of
 * them as an identifier touches no tenant table, however exotic it is: every relation and function
 * that a text uses stands in it by name, and what runs SQL given as data is among the names.
 */
final class Sensitive {

  private static final Pattern WORD_ENDS = Pattern.compile("[^\\p{L}\\p{N}_$]+");

  private final Policy policy;
  private final String keyStoreSchema;
  private volatile @Nullable Known last;

  private record Known(long snapshot, Set<String> names) {}

  Sensitive(Policy policy, String keyStoreSchema) {
    this.policy = policy;
    this.keyStoreSchema = keyStoreSchema;
  }

  /** Whether any identifier among the tokens is such a name. */
  boolean mentionedIn(List<Token> tokens, SessionView view) {
    Set<String> names = names(view);
    Dialect dialect = Dialect.of(view);
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      boolean suspect =
          token.isName()
              && (names.contains(token.value())
                  || dialect.builtIns().deniedRelation(token.value())
                  || dialect.namesDenied(tokens, i));
      if (suspect || UserCode.runs(tokens, i, view)) {
        return true;
      }
    }
    return false;
  }

  /** The same of DDL whose strings may be code. */
  boolean mentionedInDefinition(List<Token> tokens, SessionView view) {
    return mentionedInDefinition(tokens, view, true);
  }

  /**
   * Whether DDL with these tokens might make or change something that is to be protected.
   *
   * @param bodies whether strings may be code, or name tables
   */
  boolean mentionedInDefinition(List<Token> tokens, SessionView view, boolean bodies) {
    Set<String> names = new HashSet<>(names(view));
    names.add(policy.tenancy().column());
    for (TablePolicy table : policy.tables()) {
      if (!table.shared() || !table.columns().isEmpty()) {
        names.add(table.name().table());
      }
      table.tenancyColumn().ifPresent(names::add);
    }
    return mentionedIn(tokens, view)
        || tokens.stream().filter(Token::isName).anyMatch(t -> names.contains(t.value()))
        || (bodies
            && tokens.stream()
                .filter(t -> t.kind() == Token.Kind.STRING)
                .anyMatch(t -> isSuspectBody(t.value(), names, Dialect.of(view).builtIns())));
  }

  // The body of a function: its words, whatever language it is in. EXECUTE runs text made at run
  // time, and escapes could spell any name.
  private static boolean isSuspectBody(String body, Set<String> names, BuiltIns builtIns) {
    String text = body.toLowerCase(Locale.ROOT);
    if (text.contains("u&\"")) {
      return true;
    }
    for (String word : WORD_ENDS.split(body, -1)) {
      // No quotes are in a word; numbers and what stands before a first sign are no names.
      String folded = Lexer.asciiLower(word);
      if (names.contains(word)
          || names.contains(folded)
          || folded.equals("execute")
          || builtIns.deniedFunction(folded)
          || builtIns.deniedRelation(folded)) {
        return true;
      }
    }
    return false;
  }

  private Set<String> names(SessionView view) {
    if (view.hasOverlay()) {
      return collect(view);
    }
    Known known = last;
    if (known == null || known.snapshot() != view.snapshot().version()) {
      known = new Known(view.snapshot().version(), collect(view));
      last = known;
    }
    return known.names();
  }

  private Set<String> collect(SessionView view) {
    Set<String> names = new HashSet<>();
    names.add(keyStoreSchema);
    view.snapshot().userFunctions().values().forEach(names::addAll);
    if (view.reading() instanceof Reading.Postgres) { // elsewhere they are always qualified
      view.snapshot().systemRelations().stream()
          .filter(name -> !Dialect.of(view).builtIns().readable(name))
          .forEach(names::add);
    }
    view.owned().forEach(table -> names.add(table.name()));
    Tables tables = new Tables(policy, view, keyStoreSchema);
    for (Relation relation : view.relations()) {
      if (!isPlain(tables, relation)) {
        names.add(relation.name().name());
      }
    }
    return names;
  }

  private static boolean isPlain(Tables tables, Relation relation) {
    try {
      return tables.facts(relation, 0).isPlain();
    } catch (Refusal e) {
      return false; // what cannot be judged is looked at closely
    }
  }
}

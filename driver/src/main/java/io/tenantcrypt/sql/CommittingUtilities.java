package io.tenantcrypt.sql;

import io.tenantcrypt.catalog.CatalogChange;
import io.tenantcrypt.catalog.SessionView;
import io.tenantcrypt.plan.Effects;
import io.tenantcrypt.plan.StatementPlan;
import java.util.List;
import java.util.Locale;

/**
 * Statements that are neither queries nor definitions, on servers where definitions commit by
 * themselves. A closed list for each.
 */
abstract class CommittingUtilities {

  private final String keyStoreSchema;
  private final Sensitive sensitive;

  CommittingUtilities(String keyStoreSchema, Sensitive sensitive) {
    this.keyStoreSchema = keyStoreSchema;
    this.sensitive = sensitive;
  }

  final void requireNoKeys(List<Token> tokens) {
    for (Token token : tokens) {
      boolean names = token.isName() || token.kind() == Token.Kind.STRING;
      if (names && Lexer.asciiLower(token.value()).contains(keyStoreSchema)) {
        throw Refusal.boundary(
            keyStoreSchema + " holds the key tables; no statement may name it", token.position());
      }
    }
  }

  static StatementPlan pass(Effects effects) {
    return new StatementPlan.PassThrough(effects, true);
  }

  /** What ends the open transaction by itself; the catalog is read again. */
  static StatementPlan commits() {
    return pass(new Effects(Effects.Transaction.COMMIT, false, List.of(new CatalogChange.Other())));
  }

  static StatementPlan savepoint(Effects.Transaction control, List<Token> tokens) {
    return pass(Effects.of(control, tokens.get(tokens.size() - 1).value()));
  }

  final StatementPlan innocent(String word, List<Token> tokens, SessionView view) {
    if (sensitive.mentionedIn(tokens, view)) {
      throw Refusal.unsupported(
          word.toUpperCase(Locale.ROOT)
              + " on a tenant table, a stored routine or a name that reaches one; use SELECT, INSERT,"
              + " UPDATE or DELETE",
          tokens.get(0).position());
    }
    return new StatementPlan.PassThrough(Effects.NONE, true);
  }

  static Refusal unknown(String word, List<Token> tokens) {
    return Refusal.unsupported(
        (word.isEmpty() ? "a statement of this kind" : word.toUpperCase(Locale.ROOT))
            + ", which may run what does not stand in the text or is not known; send the"
            + " statements themselves",
        tokens.get(0).position());
  }
}

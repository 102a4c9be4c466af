package io.tenantcrypt.sql;

import io.tenantcrypt.catalog.CatalogChange;
import io.tenantcrypt.catalog.SessionView;
import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.plan.Effects;
import io.tenantcrypt.plan.StatementPlan;
import io.tenantcrypt.policy.Policy;
import java.util.List;

/**
 * Turns SQL text into a plan: lexes, parses, resolves names, proves the boundary. Stateless but for
 * a memo of the catalog; safe for use by several threads. Never throws for a statement: what it
 * cannot judge it refuses.
 */
public final class Analyzer {

  private static final String DEFAULT_KEY_STORE_SCHEMA = "tenantcrypt";

  private final Queries queries;
  private final Utilities utilities;
  private final Definitions definitions;

  /** An analyser for one policy, with the key tables in their default schema. */
  public Analyzer(Policy policy) {
    this(policy, DEFAULT_KEY_STORE_SCHEMA);
  }

  /**
   * An analyser for one policy.
   *
   * @param keyStoreSchema the schema of the key tables, which no statement may name
   */
  public Analyzer(Policy policy, String keyStoreSchema) {
    Sensitive sensitive = new Sensitive(policy, keyStoreSchema);
    this.queries = new Queries(policy, keyStoreSchema, sensitive);
    this.definitions = new Definitions(policy, keyStoreSchema, sensitive);
    this.utilities = new Utilities(keyStoreSchema, sensitive);
  }

  /** The plan for a text, as this session's server would read it. */
  public StatementPlan analyze(String sql, SessionView view) {
    try {
      List<List<Token>> statements = Lexer.split(Lexer.lex(sql, view.standardConformingStrings()));
      if (statements.isEmpty()) {
        return new StatementPlan.PassThrough(Effects.NONE, true);
      }
      return statements.size() == 1
          ? one(sql, statements.get(0), view, true)
          : several(sql, statements, view);
    } catch (Refusal e) {
      return new StatementPlan.Refused(e.code(), e.reason(), e.position(), e.unresolved());
    } catch (StackOverflowError | RuntimeException e) {
      return new StatementPlan.Refused(
          ErrorCode.TC003,
          "the analysis of this statement failed ("
              + e.getClass().getSimpleName()
              + "); please report its shape",
          0,
          false);
    }
  }

  private StatementPlan one(String sql, List<Token> tokens, SessionView view, boolean alone) {
    Token first = tokens.get(0);
    String word = first.kind() == Token.Kind.WORD ? first.value() : "";
    if (alone && BindTenant.isIt(tokens)) {
      return BindTenant.plan(tokens);
    }
    return switch (word) {
      case "select", "with", "values", "table", "insert", "update", "delete" ->
          queries.plan(sql, tokens, view);
      case "create", "alter", "drop", "comment", "grant", "revoke" ->
          definitions.plan(sql, tokens, view);
      default ->
          first.is("(") ? queries.plan(sql, tokens, view) : utilities.plan(word, tokens, view);
    };
  }

  // The server runs them one after the other, so each is judged as the ones before leave things;
  // rewritten parts would have to be spliced into one text and are not available.
  private StatementPlan several(String sql, List<List<Token>> statements, SessionView view) {
    SessionView now = view;
    Effects.Transaction transaction = Effects.Transaction.NONE;
    List<CatalogChange> changes = new java.util.ArrayList<>();
    boolean reading = false;
    boolean cacheable = true;
    boolean unknown = false;
    for (List<Token> tokens : statements) {
      int position = tokens.get(0).position();
      if (reading) {
        throw Refusal.unsupported(
            "an earlier part of this text changes how names are read; send it alone", position);
      }
      if (unknown) {
        throw Refusal.unsupported(
            "an earlier part of this text changes which tables there are, in a way that is only"
                + " known once it was executed; send it alone",
            position);
      }
      StatementPlan plan = one(sql, tokens, now, false);
      if (plan instanceof StatementPlan.Refused refused) {
        return refused;
      }
      if (!(plan instanceof StatementPlan.PassThrough pass)) {
        throw Refusal.unsupported(
            "a statement on protected tables among several in one text; send it alone", position);
      }
      unknown = pass.effects().catalog().contains(new CatalogChange.Unknown());
      for (CatalogChange change : pass.effects().catalog()) {
        now = now.with(change);
        changes.add(change);
      }
      if (pass.effects().transaction() != Effects.Transaction.NONE) {
        transaction = pass.effects().transaction();
      }
      reading = pass.effects().readingState();
      cacheable &= pass.cacheable();
    }
    return new StatementPlan.PassThrough(new Effects(transaction, reading, changes), cacheable);
  }
}

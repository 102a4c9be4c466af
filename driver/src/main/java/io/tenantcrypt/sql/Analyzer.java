package io.tenantcrypt.sql;

import io.tenantcrypt.catalog.CatalogChange;
import io.tenantcrypt.catalog.Reading;
import io.tenantcrypt.catalog.Relation;
import io.tenantcrypt.catalog.SessionView;
import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.plan.Effects;
import io.tenantcrypt.plan.Explanation;
import io.tenantcrypt.plan.StatementPlan;
import io.tenantcrypt.policy.Policy;
import io.tenantcrypt.policy.RoutinePolicy;
import io.tenantcrypt.policy.StatementExemption;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Turns SQL text into a plan: lexes, parses, resolves names, proves the boundary. Stateless but for
 * a memo of the catalog; safe for use by several threads. Never throws for a statement: what it
 * cannot judge it refuses.
 */
public final class Analyzer {

  private static final String DEFAULT_KEY_STORE_SCHEMA = "tenantcrypt";

  private static final Set<String> QUERIES =
      Set.of("select", "with", "values", "table", "insert", "update", "delete", "merge");

  private final Policy policy;
  private final String keyStoreSchema;
  private final Queries queries;
  private final Utilities utilities;
  private final Queries exempting;
  private final Definitions definitions;
  private final Exemptions exemptions;
  private final SessionVariable sessionVariable;
  private final QueriedTables queriedTables;
  private final Explains explains;
  private final Sensitive sensitive;
  private final MysqlUtilities mysqlUtilities;
  private final MysqlDefinitions mysqlDefinitions;
  private final H2Utilities h2Utilities;
  private final H2Definitions h2Definitions;
  private final Calls calls;

  /** An analyser for one policy, with the key tables in their default schema. */
  public Analyzer(Policy policy) {
    this(policy, DEFAULT_KEY_STORE_SCHEMA);
  }

  /**
   * An analyser for one policy.
   *
   * @param keyStoreSchema the schema of the key tables, which no statement may name
   * @throws io.tenantcrypt.error.TenantCryptException TC040 if {@code tenancy.session} names what
   *     cannot be a variable
   */
  public Analyzer(Policy policy, String keyStoreSchema) {
    this.policy = policy;
    this.keyStoreSchema = keyStoreSchema;
    this.sensitive = new Sensitive(policy, keyStoreSchema);
    this.queries = new Queries(policy, keyStoreSchema, sensitive);
    this.definitions = new Definitions(policy, keyStoreSchema, sensitive);
    this.queriedTables = new QueriedTables(policy, queries, sensitive);
    this.explains = new Explains(queries, sensitive);
    this.utilities = new Utilities(keyStoreSchema, sensitive);
    this.mysqlUtilities = new MysqlUtilities(keyStoreSchema, sensitive);
    this.mysqlDefinitions = new MysqlDefinitions(policy, keyStoreSchema, sensitive);
    this.h2Utilities = new H2Utilities(keyStoreSchema, sensitive);
    this.h2Definitions = new H2Definitions(policy, keyStoreSchema, sensitive);
    this.calls = new Calls(policy, keyStoreSchema);
    this.exempting = queries.exempt();
    this.exemptions = new Exemptions(policy.statements());
    this.sessionVariable = new SessionVariable(policy.tenancy().session());
  }

  /**
   * Requires that a server which reads text so can be used under the policy.
   *
   * @throws io.tenantcrypt.error.TenantCryptException TC040 if an exempted statement of the policy
   *     is none to it
   */
  public void require(Reading reading) {
    exemptions.require(reading);
  }

  /** The plan for a text, as this session's server would read it. */
  public StatementPlan analyze(String sql, SessionView view) {
    return read(
        sql,
        view,
        statements -> {
          if (statements.size() > 1 && isCompound(statements.get(0), view)) {
            return mysqlDefinitions.plan(sql, Dialect.of(view).lex(sql), view);
          }
          if (statements.size() > 1) {
            return several(sql, statements, view);
          }
          List<Token> tokens = statements.get(0);
          Optional<StatementExemption> exemption = exemptions.find(tokens, view.reading());
          return exemption.isPresent()
              ? exempted(sql, tokens, view, exemption.get())
              : one(sql, tokens, view, true);
        });
  }

  /**
   * The plan for a text in a platform session, which reads across tenants and uses no key: what
   * returns a protected column or may write is refused.
   */
  public StatementPlan analyzePlatform(String sql, SessionView view) {
    return read(
        sql,
        view,
        statements -> {
          if (statements.size() > 1) {
            throw Refusal.unsupported(
                "several statements in one text of a platform session; send each alone",
                statements.get(1).get(0).position());
          }
          List<Token> tokens = statements.get(0);
          Platform.requireReading(tokens);
          StatementPlan plan =
              isChangeOrQuery(tokens.get(0))
                  ? exempting.plan(sql, tokens, view)
                  : one(sql, tokens, view, true);
          return Platform.requireNoCell(plan, tokens);
        });
  }

  /**
   * Tells how a plan was come by. Analyses the text again: plans do not keep it.
   *
   * @param plan the text's plan in such a session
   * @param platform whether the session is a platform session
   */
  public Explanation explain(String sql, SessionView view, StatementPlan plan, boolean platform) {
    return new Explaining(queries, exempting).explain(sql, view, plan, platform);
  }

  /**
   * Why no statement may use a relation, as the first statement on it would be told; empty if there
   * is no such reason.
   */
  public Optional<TableJudgement> judge(Relation relation, SessionView view) {
    try {
      new Tables(policy, view, keyStoreSchema).facts(relation, 0);
      return Optional.empty();
    } catch (Refusal e) {
      return Optional.of(new TableJudgement(e.code(), e.reason()));
    }
  }

  /** What keeps a described routine from being called; empty if nothing does. */
  public Optional<TableJudgement> judge(RoutinePolicy routine, SessionView view) {
    return calls.judge(routine, view);
  }

  private interface Judgement {
    StatementPlan of(List<List<Token>> statements);
  }

  private static StatementPlan read(String sql, SessionView view, Judgement judgement) {
    try {
      List<Token> tokens = Dialect.of(view).lex(sql);
      if (Explaining.isAsked(tokens)) {
        return new StatementPlan.Explain(
            tokens.size() > 2 ? sql.substring(tokens.get(2).start()) : "");
      }
      Dialect.of(view).checkReading(tokens, view);
      List<List<Token>> statements = Lexer.split(tokens);
      return statements.isEmpty()
          ? new StatementPlan.PassThrough(Effects.NONE, true)
          : judgement.of(statements);
    } catch (Refusal e) {
      return refused(e);
    } catch (StackOverflowError e) {
      return refused(Refusal.tooDeep());
    } catch (RuntimeException e) {
      return new StatementPlan.Refused(
          ErrorCode.TC003,
          "the analysis of this statement failed ("
              + e.getClass().getSimpleName()
              + "); please report its shape",
          0,
          false);
    }
  }

  private static StatementPlan refused(Refusal e) {
    return new StatementPlan.Refused(e.code(), e.reason(), e.position(), e.unresolved());
  }

  private StatementPlan exempted(
      String sql, List<Token> tokens, SessionView view, StatementExemption exemption) {
    if (!isChangeOrQuery(tokens.get(0))) {
      return one(sql, tokens, view, true); // there is no boundary that it could cross
    }
    sessionVariable.protect(tokens);
    return exempting.plan(sql, tokens, view) instanceof StatementPlan.Protected plan
        ? new StatementPlan.Exempted(plan, exemption, Fingerprint.of(tokens))
        : one(sql, tokens, view, true);
  }

  private static boolean isChangeOrQuery(Token first) {
    return first.is("(") || (first.kind() == Token.Kind.WORD && QUERIES.contains(first.value()));
  }

  // A text without names of tenants' tables is the real driver's matter, escapes and all.
  private StatementPlan one(String sql, List<Token> tokens, SessionView view, boolean alone) {
    sessionVariable.protect(tokens);
    Optional<Spelling> other =
        alone && isQuery(tokens.get(0)) && view.reading() instanceof Reading.Postgres
            ? Spelling.of(sql, tokens, sensitive.mentionedInDefinition(tokens, view))
            : Optional.empty();
    if (other.isEmpty()) {
      return judged(sql, tokens, view, alone);
    }
    Spelling spelling = other.get();
    List<List<Token>> statements = Lexer.split(Dialect.of(view).lex(spelling.sql()));
    if (statements.size() != 1) {
      throw Refusal.unsupported(
          "JDBC escapes that the driver reads otherwise", tokens.get(0).position());
    }
    try {
      StatementPlan plan = judged(spelling.sql(), statements.get(0), view, true);
      return spelling.original(plan);
    } catch (Refusal e) {
      throw e.at(spelling.original(e.position()));
    }
  }

  private static boolean isQuery(Token first) {
    return isChangeOrQuery(first) || first.isWord("explain") || first.isWord("declare");
  }

  private StatementPlan judged(String sql, List<Token> tokens, SessionView view, boolean alone) {
    Token first = tokens.get(0);
    String word = first.kind() == Token.Kind.WORD ? first.value() : "";
    if (alone && BindTenant.isIt(tokens)) {
      return BindTenant.plan(tokens);
    }
    Optional<StatementPlan> call = calls.plan(tokens, view);
    if (call.isPresent()) {
      return call.get();
    }
    if (view.reading() instanceof Reading.Mysql) {
      return mysql(word, sql, tokens, view);
    }
    if (view.reading() instanceof Reading.H2) {
      return h2(word, sql, tokens, view);
    }
    return switch (word) {
      case "select", "with", "values", "table", "insert", "update", "delete", "merge" ->
          queries.plan(sql, tokens, view);
      case "create" ->
          QueriedTables.isIt(tokens)
              ? queriedTables.plan(sql, tokens, view)
              : definitions.plan(sql, tokens, view);
      case "explain", "declare" -> explains.plan(word, sql, tokens, view);
      case "alter", "drop", "comment", "grant", "revoke" -> definitions.plan(sql, tokens, view);
      default ->
          first.is("(") ? queries.plan(sql, tokens, view) : utilities.plan(word, tokens, view);
    };
  }

  private StatementPlan mysql(String word, String sql, List<Token> tokens, SessionView view) {
    return switch (word) {
      case "select", "with", "values", "insert", "replace", "update", "delete" ->
          queries.plan(sql, tokens, view);
      case "create", "alter", "drop", "rename", "truncate" ->
          mysqlDefinitions.plan(sql, tokens, view);
      default ->
          tokens.get(0).is("(")
              ? queries.plan(sql, tokens, view)
              : mysqlUtilities.plan(word, tokens, view);
    };
  }

  private StatementPlan h2(String word, String sql, List<Token> tokens, SessionView view) {
    return switch (word) {
      case "select", "with", "values", "table", "insert", "update", "delete", "merge" ->
          queries.plan(sql, tokens, view);
      case "create",
          "declare",
          "alter",
          "drop",
          "truncate",
          "comment",
          "analyze",
          "grant",
          "revoke" ->
          h2Definitions.plan(sql, tokens, view);
      default ->
          tokens.get(0).is("(")
              ? queries.plan(sql, tokens, view)
              : h2Utilities.plan(word, tokens, view);
    };
  }

  private static boolean isCompound(List<Token> first, SessionView view) {
    return view.reading() instanceof Reading.Mysql && MysqlDefinitions.isCompound(first);
  }

  // The server runs them one after the other, so each is judged as the ones before leave things;
  // rewritten parts would have to be spliced into one text and are not available.
  private StatementPlan several(String sql, List<List<Token>> statements, SessionView view) {
    SessionView now = view;
    Effects.Transaction transaction = Effects.Transaction.NONE;
    Optional<String> savepoint = Optional.empty();
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
        savepoint = pass.effects().savepoint();
      }
      reading = pass.effects().readingState();
      cacheable &= pass.cacheable();
    }
    return new StatementPlan.PassThrough(
        new Effects(transaction, reading, changes, savepoint), cacheable);
  }
}

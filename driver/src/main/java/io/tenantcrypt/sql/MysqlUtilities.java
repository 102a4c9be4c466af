package io.tenantcrypt.sql;

import io.tenantcrypt.catalog.SessionView;
import io.tenantcrypt.plan.Effects;
import io.tenantcrypt.plan.StatementPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Statements of MariaDB and MySQL that are neither queries nor definitions. A closed list: these
 * servers run text that they make themselves in many kinds of statements.
 */
final class MysqlUtilities extends CommittingUtilities {

  private static final Set<String> SHOWN =
      Set.of(
          "variables",
          "status",
          "tables",
          "columns",
          "fields",
          "index",
          "indexes",
          "keys",
          "create",
          "databases",
          "schemas",
          "warnings",
          "errors",
          "count",
          "character",
          "collation",
          "engines",
          "storage",
          "plugins",
          "table",
          "triggers",
          "grants",
          "privileges",
          "open",
          "events",
          "function",
          "procedure",
          "package");
  private static final Set<String> SHOW_MODIFIERS =
      Set.of("full", "extended", "global", "session", "local");

  /** Names of character sets under which the server reads text as the driver sends it. */
  private static final Set<String> UTF8 = Set.of("utf8mb4", "utf8mb3", "utf8", "default");

  private static final Set<String> READING_VARIABLES =
      Set.of(
          "character_set_client",
          "character_set_connection",
          "character_set_results",
          "character_set_system");

  private static final Set<String> BEFORE_VARIABLES =
      Set.of("set", "session", "local", "global", ",");

  private static final Set<String> RUN_BY_OTHERS =
      Set.of("init_connect", "init_slave", "init_replica");

  MysqlUtilities(String keyStoreSchema, Sensitive sensitive) {
    super(keyStoreSchema, sensitive);
  }

  StatementPlan plan(String word, List<Token> tokens, SessionView view) {
    requireNoKeys(tokens);
    return switch (word) {
      case "begin" -> begin(tokens);
      case "start" -> start(tokens);
      case "commit" -> pass(Effects.of(Effects.Transaction.COMMIT));
      case "rollback" ->
          tokens.stream().anyMatch(t -> t.isWord("to"))
              ? savepoint(Effects.Transaction.ROLLBACK_TO, tokens)
              : pass(Effects.of(Effects.Transaction.ROLLBACK));
      case "savepoint" -> savepoint(Effects.Transaction.SAVEPOINT, tokens);
      case "release" -> savepoint(Effects.Transaction.RELEASE, tokens);
      case "set" -> setting(tokens, view);
      case "use" -> pass(Effects.ofReadingState());
      case "show" -> show(tokens, view);
      case "describe", "desc", "explain" -> describe(word, tokens, view);
      case "lock", "unlock", "optimize", "check", "checksum", "repair", "flush" -> commits();
      case "analyze" -> analyze(tokens, view);
      case "grant", "revoke", "help" -> commits();
      case "do", "handler", "load", "kill" -> innocent(word, tokens, view);
      default -> throw unknown(word, tokens);
    };
  }

  // BEGIN NOT ATOMIC holds statements of its own.
  private static StatementPlan begin(List<Token> tokens) {
    boolean plain = tokens.size() == 1 || (tokens.size() == 2 && tokens.get(1).isWord("work"));
    if (!plain) {
      throw Refusal.unsupported("a compound statement", tokens.get(0).position());
    }
    return pass(Effects.of(Effects.Transaction.BEGIN));
  }

  private static StatementPlan start(List<Token> tokens) {
    if (tokens.size() < 2 || !tokens.get(1).isWord("transaction")) {
      throw Refusal.unsupported("START of anything but a TRANSACTION", tokens.get(0).position());
    }
    return pass(Effects.of(Effects.Transaction.BEGIN));
  }

  // SET takes queries as values, and SET STATEMENT … FOR a whole statement.
  private StatementPlan setting(List<Token> tokens, SessionView view) {
    for (int i = 1; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      String name = token.value().substring(token.value().lastIndexOf('.') + 1).replace("@", "");
      boolean charset =
          token.isWord("names")
              || token.isWord("charset")
              || (token.isWord("set") && tokens.get(i - 1).isWord("character"))
              || READING_VARIABLES.contains(name);
      if (charset) {
        requireUtf8(tokens, i + 1);
      }
      if (RUN_BY_OTHERS.contains(name)) {
        throw Refusal.unsupported(
            "a variable whose text other sessions run as statements", token.position());
      }
      if (name.equals("autocommit")) {
        throw Refusal.unsupported(
            "autocommit set by SQL; use Connection.setAutoCommit", token.position());
      }
    }
    if (tokens.size() > 1 && tokens.get(1).isWord("statement")) {
      throw Refusal.unsupported("SET STATEMENT", tokens.get(1).position());
    }
    innocent("set", withoutVariables(tokens), view);
    return pass(Effects.ofReadingState());
  }

  // What stands right before = is a variable or a column: innodb_lock_wait_timeout is no table.
  private static List<Token> withoutVariables(List<Token> tokens) {
    List<Token> kept = new ArrayList<>();
    for (int i = 0; i < tokens.size(); i++) {
      boolean variable =
          i > 0
              && i + 1 < tokens.size()
              && BEFORE_VARIABLES.contains(tokens.get(i - 1).value())
              && tokens.get(i).kind() == Token.Kind.WORD
              && (tokens.get(i + 1).is("=") || tokens.get(i + 1).is(":="));
      if (!variable) {
        kept.add(tokens.get(i));
      }
    }
    return kept;
  }

  private static void requireUtf8(List<Token> tokens, int from) {
    int at = from;
    while (at < tokens.size() && (tokens.get(at).is("=") || tokens.get(at).is(":="))) {
      at++;
    }
    boolean known =
        at < tokens.size()
            && (tokens.get(at).isName() || tokens.get(at).kind() == Token.Kind.STRING)
            && UTF8.contains(Lexer.asciiLower(tokens.get(at).value()));
    if (!known) {
      throw Refusal.unsupported(
          "a character set by which the server would read text otherwise than the driver; use"
              + " utf8mb4",
          tokens.get(Math.min(at, tokens.size() - 1)).position());
    }
  }

  // Others show statements of all sessions, or rows on their way.
  private StatementPlan show(List<Token> tokens, SessionView view) {
    int at = 1;
    while (at < tokens.size() && SHOW_MODIFIERS.contains(tokens.get(at).value())) {
      at++;
    }
    if (at >= tokens.size() || !SHOWN.contains(tokens.get(at).value())) {
      throw Refusal.boundary(
          "this kind of SHOW may show other sessions' statements", tokens.get(0).position());
    }
    // Its WHERE takes any condition, queries and stored functions too.
    boolean conditioned = tokens.stream().anyMatch(t -> t.isWord("where") || t.isWord("select"));
    return conditioned ? innocent("show", tokens, view) : pass(Effects.NONE);
  }

  // Of a table its columns; of a statement values of constants might be shown.
  private StatementPlan describe(String word, List<Token> tokens, SessionView view) {
    boolean table =
        tokens.size() >= 2
            && tokens.size() <= 4
            && tokens.get(1).isName()
            && (tokens.size() != 4 || tokens.get(2).is("."));
    return table ? pass(Effects.NONE) : innocent(word, tokens, view);
  }

  // MariaDB executes what stands behind ANALYZE if it is a statement.
  private StatementPlan analyze(List<Token> tokens, SessionView view) {
    boolean table = tokens.stream().limit(3).anyMatch(t -> t.isWord("table") || t.isWord("tables"));
    return table ? commits() : innocent("analyze", tokens, view);
  }
}

package io.tenantcrypt.sql;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The database variable that row-level security beneath reads ({@code tenancy.session}): the driver
 * sets it, so no statement may.
 */
final class SessionVariable {

  private static final Set<String> SETTING = Set.of("set", "reset", "alter", "create");

  // Those of one part are the server's own.
  private static final Pattern CUSTOM =
      Pattern.compile("[A-Za-z_][A-Za-z0-9_$]*(\\.[A-Za-z_][A-Za-z0-9_$]*)+");

  private final Optional<String> name;

  /**
   * The policy's variable, if it names one.
   *
   * @throws TenantCryptException TC040 if PostgreSQL would have no such variable
   */
  SessionVariable(Optional<String> name) {
    this.name = name.map(n -> n.toLowerCase(Locale.ROOT));
    if (name.isPresent() && !CUSTOM.matcher(name.get()).matches()) {
      throw new TenantCryptException(
          ErrorCode.TC040,
          "The policy's tenancy.session must name a variable of two parts on PostgreSQL, as in"
              + " app.tenant_id.");
    }
  }

  /**
   * Refuses a statement that could set the variable.
   *
   * @throws Refusal TC011
   */
  void protect(List<Token> tokens) {
    if (name.isPresent()) {
      protect(name.get(), tokens);
    }
  }

  private static void protect(String variable, List<Token> tokens) {
    boolean setting =
        tokens.get(0).kind() == Token.Kind.WORD && SETTING.contains(tokens.get(0).value());
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      if (!token.isName()) {
        continue;
      }
      if (setting && named(tokens, i).equals(variable)) {
        throw refused(variable, "", token);
      }
      if (token.value().equals("set_config") && !setsAnother(variable, tokens, i)) {
        throw refused(
            variable, "; set_config takes the name of another variable as a literal", token);
      }
      if (token.value().equals("pg_settings")
          && tokens.stream().anyMatch(t -> t.isWord("update") || t.isWord("merge"))) {
        throw refused(variable, "; pg_settings may be read only", token);
      }
    }
  }

  // A dotted name, quoted or not, in whatever case: names of variables have none.
  private static String named(List<Token> tokens, int at) {
    StringBuilder dotted = new StringBuilder(tokens.get(at).value());
    for (int i = at + 1; i + 1 < tokens.size() && tokens.get(i).is("."); i += 2) {
      dotted.append('.').append(tokens.get(i + 1).value());
    }
    return dotted.toString().toLowerCase(Locale.ROOT);
  }

  private static boolean setsAnother(String variable, List<Token> tokens, int at) {
    return at + 3 < tokens.size()
        && tokens.get(at + 1).is("(")
        && tokens.get(at + 2).kind() == Token.Kind.STRING
        && tokens.get(at + 3).is(",")
        && !tokens.get(at + 2).value().toLowerCase(Locale.ROOT).equals(variable);
  }

  private static Refusal refused(String variable, String hint, Token at) {
    return Refusal.binding(
        "the driver sets "
            + variable
            + " to the session's tenant (tenancy.session of the policy); bind a tenant instead"
            + hint,
        at.position());
  }
}

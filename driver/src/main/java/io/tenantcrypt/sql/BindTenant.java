package io.tenantcrypt.sql;

import io.tenantcrypt.plan.StatementPlan;
import java.util.List;

/** {@code SET [SESSION] tenantcrypt.tenant = 'acme'}, a statement of the driver's own. */
final class BindTenant {

  private BindTenant() {}

  static boolean isIt(List<Token> tokens) {
    int at = name(tokens);
    return at > 0
        && tokens.size() > at + 2
        && tokens.get(at).isWord("tenantcrypt")
        && tokens.get(at + 1).is(".")
        && tokens.get(at + 2).isWord("tenant");
  }

  private static int name(List<Token> tokens) {
    if (!tokens.get(0).isWord("set")) {
      return -1;
    }
    return tokens.size() > 1 && tokens.get(1).isWord("session") ? 2 : 1;
  }

  static StatementPlan plan(List<Token> tokens) {
    int at = name(tokens) + 3;
    boolean form =
        tokens.size() == at + 2
            && (tokens.get(at).is("=") || tokens.get(at).isWord("to"))
            && tokens.get(at + 1).kind() == Token.Kind.STRING;
    if (!form) {
      throw Refusal.unsupported(
          "SET tenantcrypt.tenant takes one string: SET tenantcrypt.tenant = 'name'",
          tokens.get(0).position());
    }
    return new StatementPlan.BindTenant(tokens.get(at + 1).value());
  }
}

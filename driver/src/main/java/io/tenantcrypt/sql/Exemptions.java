package io.tenantcrypt.sql;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.policy.StatementExemption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The statements that the policy exempts from the tenant boundary, by their normal form. */
final class Exemptions {

  private final Map<NormalForm, StatementExemption> byForm = new HashMap<>();

  /**
   * The policy's.
   *
   * @throws TenantCryptException TC040 if one cannot be read, is not one statement, or stands there
   *     twice
   */
  Exemptions(List<StatementExemption> statements) {
    for (int i = 0; i < statements.size(); i++) {
      StatementExemption exemption = statements.get(i);
      if (byForm.put(form(i, exemption.sql()), exemption) != null) {
        throw invalid(i, "is exempted twice");
      }
    }
  }

  private static NormalForm form(int index, String sql) {
    List<List<Token>> statements;
    try {
      statements = Lexer.split(Lexer.lex(sql, true));
    } catch (Refusal e) {
      throw invalid(index, "cannot be read: " + e.reason());
    }
    if (statements.size() != 1) {
      throw invalid(index, "must be exactly one statement");
    }
    return NormalForm.of(statements.get(0));
  }

  private static TenantCryptException invalid(int index, String problem) {
    return new TenantCryptException(
        ErrorCode.TC040, "The policy's statements[" + index + "].sql " + problem + ".");
  }

  /** The exemption of a statement. */
  Optional<StatementExemption> find(List<Token> statement) {
    return byForm.isEmpty()
        ? Optional.empty()
        : Optional.ofNullable(byForm.get(NormalForm.of(statement)));
  }
}

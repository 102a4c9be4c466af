package io.tenantcrypt.sql;

import io.tenantcrypt.catalog.Reading;
import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.policy.StatementExemption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The statements that the policy exempts from the tenant boundary, by their normal form. */
final class Exemptions {

  private final List<StatementExemption> statements;
  private final Map<Reading, Map<NormalForm, StatementExemption>> byReading =
      new ConcurrentHashMap<>();

  /** The policy's, read when it is known how. */
  Exemptions(List<StatementExemption> statements) {
    this.statements = List.copyOf(statements);
  }

  /**
   * Reads them as a server does.
   *
   * @throws TenantCryptException TC040 if one cannot be read so, is not one statement, or stands
   *     there twice
   */
  void require(Reading reading) {
    forms(reading);
  }

  private Map<NormalForm, StatementExemption> forms(Reading reading) {
    return byReading.computeIfAbsent(reading, this::read);
  }

  private Map<NormalForm, StatementExemption> read(Reading reading) {
    Map<NormalForm, StatementExemption> byForm = new HashMap<>();
    for (int i = 0; i < statements.size(); i++) {
      StatementExemption exemption = statements.get(i);
      if (byForm.put(form(i, exemption.sql(), reading), exemption) != null) {
        throw invalid(i, "is exempted twice");
      }
    }
    return byForm;
  }

  private static NormalForm form(int index, String sql, Reading reading) {
    List<List<Token>> statements;
    try {
      statements = Lexer.split(Dialect.of(reading).lex(sql));
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

  /** The exemption of a statement; none where the server's modes leave them unreadable. */
  Optional<StatementExemption> find(List<Token> statement, Reading reading) {
    if (statements.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(forms(reading).get(NormalForm.of(statement)));
    } catch (TenantCryptException e) {
      return Optional.empty(); // so that the statement is judged like any other
    }
  }
}

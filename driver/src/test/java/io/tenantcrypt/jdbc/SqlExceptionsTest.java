package io.tenantcrypt.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.sql.SQLNonTransientException;
import java.sql.SQLRecoverableException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SqlExceptionsTest {

  @ParameterizedTest
  @EnumSource(ErrorCode.class)
  void of_code_hasTheClassStateAndVendorCodeOfTheTable(ErrorCode code) {
    TenantCryptException cause = new TenantCryptException(code, "what to do");

    SQLException e = SqlExceptions.of(cause);

    assertThat(e.getSQLState()).isEqualTo(code.name()).startsWith("TC");
    assertThat(e.getErrorCode()).isEqualTo(7_000_000 + Integer.parseInt(code.name().substring(2)));
    assertThat((Throwable) e).hasMessage("what to do").hasCause(cause);
    assertThat(e.getClass()).isEqualTo(expected(code));
    assertThat((Throwable) e)
        .isNotInstanceOf(SQLTimeoutException.class)
        .isNotInstanceOf(SQLRecoverableException.class);
  }

  private static Class<?> expected(ErrorCode code) {
    return switch (code) {
      case TC001, TC010, TC011, TC012, TC013, TC014, TC033 ->
          SQLInvalidAuthorizationSpecException.class;
      case TC002, TC003 -> SQLSyntaxErrorException.class;
      case TC020, TC021, TC022 -> SQLDataException.class;
      case TC030, TC031 -> SQLTransientException.class;
      case TC032, TC034, TC035, TC036, TC037, TC040, TC041 -> SQLNonTransientException.class;
    };
  }
}

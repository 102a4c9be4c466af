package io.tenantcrypt.jdbc;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import java.sql.ClientInfoStatus;
import java.sql.SQLClientInfoException;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.sql.SQLNonTransientException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLTransientException;
import java.util.Map;

/** The one place where a condition becomes the exception that JDBC knows. */
public final class SqlExceptions {

  private SqlExceptions() {}

  /** The exception of a condition: class, SQLState and vendor code by its code. */
  public static SQLException of(TenantCryptException e) {
    ErrorCode code = e.code();
    String reason = e.getMessage();
    String state = code.sqlState();
    int vendor = code.vendorCode();
    return switch (code.kind()) {
      case AUTHORIZATION -> new SQLInvalidAuthorizationSpecException(reason, state, vendor, e);
      case SYNTAX -> new SQLSyntaxErrorException(reason, state, vendor, e);
      case DATA -> new SQLDataException(reason, state, vendor, e);
      case TRANSIENT -> new SQLTransientException(reason, state, vendor, e);
      case PERMANENT -> new SQLNonTransientException(reason, state, vendor, e);
    };
  }

  /** A condition without a cause. */
  static SQLException of(ErrorCode code, String message) {
    return of(new TenantCryptException(code, message));
  }

  /** The same for a client info that was refused. */
  static SQLClientInfoException ofClientInfo(String name, TenantCryptException e) {
    return new SQLClientInfoException(
        e.getMessage(),
        e.code().sqlState(),
        e.code().vendorCode(),
        Map.of(name, ClientInfoStatus.REASON_VALUE_INVALID),
        e);
  }
}

package io.tenantcrypt.error;

/**
 * Every condition that the driver reports. The name is the SQLState (class {@code TC},
 * implementation-defined by ISO/IEC 9075-2 subclause 24.1); pools throw no connection away for it.
 */
public enum ErrorCode {
  /** The statement crosses a tenant boundary. */
  TC001(Kind.AUTHORIZATION),
  /** An operation that is not possible on a protected column. */
  TC002(Kind.SYNTAX),
  /** A statement that cannot be analysed. */
  TC003(Kind.SYNTAX),
  /** No tenant is bound. */
  TC010(Kind.AUTHORIZATION),
  /** Tenant sources disagree, or a change is not allowed here. */
  TC011(Kind.AUTHORIZATION),
  /** The tenant is not provisioned. */
  TC012(Kind.AUTHORIZATION),
  /** The tenant is suspended. */
  TC013(Kind.AUTHORIZATION),
  /** The tenant exists with other keys. */
  TC014(Kind.AUTHORIZATION),
  /** A cell does not authenticate. */
  TC020(Kind.DATA),
  /** Plaintext was found where a cell must be. */
  TC021(Kind.DATA),
  /** A value does not fit the logical type. */
  TC022(Kind.DATA),
  /** The KMS is unavailable. */
  TC030(Kind.TRANSIENT),
  /** The KMS throttles, or too many wait for it. */
  TC031(Kind.TRANSIENT),
  /** The key encryption key is revoked or disabled. */
  TC032(Kind.PERMANENT),
  /** Access to the key encryption key is denied. */
  TC033(Kind.AUTHORIZATION),
  /** The key is destroyed. */
  TC034(Kind.PERMANENT),
  /** The encryption context does not match. */
  TC035(Kind.PERMANENT),
  /** The seal of a key table's row is broken. */
  TC036(Kind.PERMANENT),
  /** The key's message limit is reached. */
  TC037(Kind.PERMANENT),
  /** The policy or a setting is invalid or not available in this version. */
  TC040(Kind.PERMANENT),
  /** Policy and database disagree. */
  TC041(Kind.PERMANENT);

  /** The subclass of {@link java.sql.SQLException} that a code is thrown as. */
  public enum Kind {
    /** {@link java.sql.SQLInvalidAuthorizationSpecException}. */
    AUTHORIZATION,
    /** {@link java.sql.SQLSyntaxErrorException}. */
    SYNTAX,
    /** {@link java.sql.SQLDataException}. */
    DATA,
    /** {@link java.sql.SQLTransientException}. */
    TRANSIENT,
    /** {@link java.sql.SQLNonTransientException}. */
    PERMANENT
  }

  private static final int VENDOR_BASE = 7_000_000;

  private final Kind kind;
  private final int vendorCode;

  ErrorCode(Kind kind) {
    this.kind = kind;
    this.vendorCode = VENDOR_BASE + Integer.parseInt(name().substring(2));
  }

  /** The SQLState, five characters. */
  public String sqlState() {
    return name();
  }

  /** The vendor code, from 7,000,001 up: 7,000,000 plus the number in the SQLState. */
  public int vendorCode() {
    return vendorCode;
  }

  /** The class of exception. */
  public Kind kind() {
    return kind;
  }
}

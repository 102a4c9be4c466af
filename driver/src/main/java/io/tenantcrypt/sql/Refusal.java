package io.tenantcrypt.sql;

import io.tenantcrypt.error.ErrorCode;

/**
 * A statement that is not to be sent. Thrown inside the analysis only and turned into a plan at its
 * edge; cheap, because a refusal is an ordinary outcome and its stack says nothing.
 */
final class Refusal extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final ErrorCode code;
  private final int position;
  private final boolean unresolved;

  private Refusal(ErrorCode code, String reason, int position, boolean unresolved) {
    super(reason, null, false, false);
    this.code = code;
    this.position = position;
    this.unresolved = unresolved;
  }

  /** A statement that cannot be analysed: TC003. */
  static Refusal unsupported(String reason, int position) {
    return new Refusal(ErrorCode.TC003, reason, position, false);
  }

  /** A statement whose nesting the thread's stack does not hold: TC003. */
  static Refusal tooDeep() {
    return unsupported(
        "the statement is nested too deep for the stack of this thread, in casts, subscripts or"
            + " functions, say; write it flatter, or split it (chains of AND, OR and other operators"
            + " may be as long as the text)",
        0);
  }

  /** A statement that is not provably inside the tenant: TC001. */
  static Refusal boundary(String reason, int position) {
    return new Refusal(ErrorCode.TC001, reason, position, false);
  }

  /** A change of the tenant binding that is not allowed here: TC011. */
  static Refusal binding(String reason, int position) {
    return new Refusal(ErrorCode.TC011, reason, position, false);
  }

  /** An operation that is not possible on a protected column: TC002. */
  static Refusal protectedUse(String reason, int position) {
    return new Refusal(ErrorCode.TC002, reason, position, false);
  }

  /** A name that the catalog does not hold (yet): TC041. */
  static Refusal unresolved(String reason, int position) {
    return new Refusal(ErrorCode.TC041, reason, position, true);
  }

  /** Policy and database disagree: TC041. */
  static Refusal mismatch(String reason, int position) {
    return new Refusal(ErrorCode.TC041, reason, position, false);
  }

  /** The same of another place. */
  Refusal at(int other) {
    return new Refusal(code, reason(), other, unresolved);
  }

  ErrorCode code() {
    return code;
  }

  /** What is wrong and what would work; holds no literal of the statement. */
  String reason() {
    String message = getMessage();
    return message == null ? "" : message;
  }

  /** UTF-16 index from 1, or 0 where there is none. */
  int position() {
    return position;
  }

  /** Whether a newer catalog may judge otherwise. */
  boolean unresolved() {
    return unresolved;
  }
}

package io.tenantcrypt.admin;

import io.tenantcrypt.error.ErrorCode;
import java.util.Optional;

/**
 * Something in which policy and database disagree, or that whoever runs the database should know.
 *
 * @param kind of what kind
 * @param code the code that a statement would get; TC041 where none would get one
 * @param object the table, view, column or routine
 * @param message what is wrong
 * @param fix what to do, mostly a statement for the database's own client; empty if the message
 *     says so
 */
public record PolicyFinding(
    Kind kind, ErrorCode code, String object, String message, Optional<String> fix) {

  /** What a finding is about. The names are stable: scripts choose by them. */
  public enum Kind {
    /** A table of the policy is not in the database. */
    TABLE_MISSING,
    /** A protected column is not in its table. */
    COLUMN_MISSING,
    /** The tenancy column is missing, of another type, or calls two ids equal. */
    TENANCY_COLUMN,
    /** No statement may use the table, for another reason. */
    TABLE_REFUSED,
    /** No statement may use the view: it reaches tenants' rows, or nobody knows what it reaches. */
    VIEW,
    /** A trigger sees cells instead of values, and rows of every tenant. */
    TRIGGER,
    /** A table with protected columns has no primary key, by which rotation goes through it. */
    PRIMARY_KEY,
    /** A described routine is not in the database, or is another than the policy says. */
    ROUTINE,
    /** The policy is weaker than what is on record, or not recorded yet. */
    REGISTRY
  }
}

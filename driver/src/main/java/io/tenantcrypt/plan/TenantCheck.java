package io.tenantcrypt.plan;

import io.tenantcrypt.tenancy.TenantType;

/**
 * A value of the statement that must be the session's tenant, or the statement is refused with
 * TC001 before it is sent.
 *
 * @param value where it stands
 * @param type the tenancy column's
 * @param table the table that it pins or is inserted into, for messages
 * @param position the place in the text, from 1
 */
public record TenantCheck(Value value, TenantType type, String table, int position) {

  /** Where a value stands. */
  public sealed interface Value {
    /** The application's parameter, from 1. */
    record Parameter(int index) implements Value {}

    /** A literal, as text. */
    record Literal(String text) implements Value {}
  }
}

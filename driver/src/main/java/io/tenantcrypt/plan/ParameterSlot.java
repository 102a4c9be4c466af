package io.tenantcrypt.plan;

import io.tenantcrypt.tenancy.TenantType;

/** What one physical parameter of a rewritten statement is bound to. */
public sealed interface ParameterSlot {

  /**
   * The application's parameter as it is.
   *
   * @param index the application's, from 1
   */
  record Plain(int index) implements ParameterSlot {}

  /**
   * The application's parameter, sealed; NULL stays NULL.
   *
   * @param index the application's, from 1
   */
  record Sealed(int index, ProtectedColumn column) implements ParameterSlot {}

  /**
   * A literal of the statement's text, sealed. A plan that holds one is not cached.
   *
   * @param text the literal's value as text (the content of a string, the digits of a number)
   */
  record SealedLiteral(String text, ProtectedColumn column) implements ParameterSlot {
    @Override
    public String toString() {
      return "SealedLiteral[" + column.label() + "]";
    }
  }

  /**
   * The application's parameter, by which a cell comes back: nothing need be bound, and what is
   * bound all the same is sealed.
   *
   * @param index the application's, from 1
   */
  record Out(int index, ProtectedColumn column) implements ParameterSlot {}

  /** The session's tenant, in the type of a tenancy column. */
  record Tenant(TenantType type) implements ParameterSlot {}
}

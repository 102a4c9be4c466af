package io.tenantcrypt.sql;

import io.tenantcrypt.plan.ProtectedColumn;

/** What is known of the value of an expression. */
sealed interface Origin {

  /** Nothing that matters. */
  record Plain() implements Origin {}

  /** NULL as written: fits beside a cell. */
  record Null() implements Origin {}

  /** A cell of a protected column, as it lies in the table. */
  record Cell(ProtectedColumn column) implements Origin {}

  /** The tenancy column of a table of a block around or this one. */
  record Tenancy(TableRef table) implements Origin {}

  /** Comes from the tenancy column of a table that is pinned in a block of its own. */
  record TenantValue() implements Origin {}

  /** A column of a query whose every value stands in the text: see {@link InputColumn}. */
  record Input(InputColumn column) implements Origin {}

  Origin PLAIN = new Plain();
  Origin NULL = new Null();
  Origin TENANT_VALUE = new TenantValue();
}

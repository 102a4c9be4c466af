/**
 * What is to be done with a statement: immutable plans and their slots. Imports policy, tenancy and
 * error. Holds no tenant, key or sealed value.
 */
@NullMarked
package io.tenantcrypt.plan;

import org.jspecify.annotations.NullMarked;

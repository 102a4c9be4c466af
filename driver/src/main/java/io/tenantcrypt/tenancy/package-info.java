/**
 * Who a session works for: tenant ids, resolvers, the binding of a connection. Imports error, the
 * JDK. Never sees a key or SQL.
 */
@NullMarked
package io.tenantcrypt.tenancy;

import org.jspecify.annotations.NullMarked;

/** Operations on tenants, keys and data, while applications go on. */
@NullMarked
package io.tenantcrypt.it.ops;

import org.jspecify.annotations.NullMarked;

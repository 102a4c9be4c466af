/** Applications on jOOQ, without generated code. */
package io.tenantcrypt.it.frameworks.jooq;

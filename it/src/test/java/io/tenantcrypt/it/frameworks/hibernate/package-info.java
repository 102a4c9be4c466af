/**
 * Applications on Hibernate. Compiled once; Hibernate 7 runs them as they are, Hibernate 6 in a
 * class loader of its own, so only what both have may be called.
 */
package io.tenantcrypt.it.frameworks.hibernate;

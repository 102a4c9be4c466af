/** Entities without a word of tenants, and what an application does with JPA alone. */
package io.tenantcrypt.it.frameworks.jpa;

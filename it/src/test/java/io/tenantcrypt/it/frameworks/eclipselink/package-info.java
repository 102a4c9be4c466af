/** The JPA application on EclipseLink. */
package io.tenantcrypt.it.frameworks.eclipselink;

/** Applications on Spring's ways to a database, without Spring Boot. */
package io.tenantcrypt.it.frameworks.spring;

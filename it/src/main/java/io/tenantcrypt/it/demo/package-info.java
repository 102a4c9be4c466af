/**
 * The demo: an ordinary Hibernate, HikariCP and Flyway application without any tenant code, and the
 * steps that show it on a plain URL and on ours.
 */
@NullMarked
package io.tenantcrypt.it.demo;

import org.jspecify.annotations.NullMarked;

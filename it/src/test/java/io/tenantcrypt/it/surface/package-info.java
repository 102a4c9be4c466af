/**
 * The JDBC surface against the real drivers': every setter and getter on protected columns compared
 * with the same call on a plain column of the logical type.
 */
package io.tenantcrypt.it.surface;

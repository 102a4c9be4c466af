/**
 * Generated delegates, one a JDBC interface, and the few types they speak of. Imports codec and the
 * JDK. Never sees a plan, a tenant or a key.
 *
 * <p>Not null-marked: the interfaces of JDBC say nothing about null, and the driver beneath
 * decides.
 */
package io.tenantcrypt.jdbc.delegate;

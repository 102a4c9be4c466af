package io.tenantcrypt.sql;

/**
 * A column that a query gives.
 *
 * @param name as outer queries see it; empty where the server makes one up
 */
record Output(String name, Origin origin) {}

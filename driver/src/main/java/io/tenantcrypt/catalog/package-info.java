/**
 * Immutable snapshots of the database's catalog and the session's own changes on top. Imports
 * policy, tenancy and error. Never sees a row of a user's table.
 */
@NullMarked
package io.tenantcrypt.catalog;

import org.jspecify.annotations.NullMarked;

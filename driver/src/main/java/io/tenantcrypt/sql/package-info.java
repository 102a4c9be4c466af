/**
 * Lexing, analysis and the boundary proof; the only importer of the parser. Imports plan, catalog,
 * policy, tenancy and error. No I/O.
 */
@NullMarked
package io.tenantcrypt.sql;

import org.jspecify.annotations.NullMarked;

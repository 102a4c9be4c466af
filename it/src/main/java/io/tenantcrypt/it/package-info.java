/**
 * Servers, recording drivers and fixtures that the integration tests, the demo and the benchmarks
 * share.
 */
@NullMarked
package io.tenantcrypt.it;

import org.jspecify.annotations.NullMarked;

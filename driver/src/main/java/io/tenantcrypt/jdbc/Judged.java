package io.tenantcrypt.jdbc;

import io.tenantcrypt.catalog.SessionView;
import org.jspecify.annotations.Nullable;

/**
 * A text's route, and what it was judged under.
 *
 * @param route never a refusal
 * @param view it holds as long as the session sees this very view; null if it is judged anew for
 *     each execution
 */
record Judged(Route route, @Nullable SessionView view) {}

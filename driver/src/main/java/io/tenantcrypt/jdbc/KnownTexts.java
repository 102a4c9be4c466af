package io.tenantcrypt.jdbc;

import com.github.benmanes.caffeine.cache.Cache;
import org.jspecify.annotations.Nullable;

/**
 * Texts that a session may prepare without a lock, since nothing is asked or sent for them. Some of
 * the last ones are kept here: counting a look into the shared cache costs more than the look. Safe
 * for several threads.
 */
final class KnownTexts {

  /** A power of two. */
  private static final int KEPT = 16;

  private record Known(String sql, Judged judged) {}

  /** Threads may overwrite each other's: what they miss is looked up again. */
  private final @Nullable Known[] kept = new Known[KEPT];

  /**
   * A text that was judged before; null if it was not, or if preparing it asks or sends anything.
   *
   * @param seen what the session saw last; whether it still does is looked at before a text is sent
   */
  @SuppressWarnings("ReferenceEquality") // the same view; comparing its content costs too much
  @Nullable Judged of(String sql, SessionState.@Nullable Seen seen) {
    Cache<String, Route> plans = seen == null ? null : seen.plans();
    if (seen == null || plans == null) {
      return null;
    }
    int place = sql.hashCode() & (KEPT - 1);
    Known known = kept[place];
    if (known != null && known.judged().view() == seen.view() && known.sql().equals(sql)) {
      return known.judged();
    }
    Route route = plans.getIfPresent(sql);
    if (route == null || route.slots() == null) {
      return null;
    }
    Judged judged = new Judged(route, seen.view());
    kept[place] = new Known(sql, judged);
    return judged;
  }
}

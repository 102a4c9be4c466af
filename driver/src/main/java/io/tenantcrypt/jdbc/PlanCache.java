package io.tenantcrypt.jdbc;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

/**
 * Plans by SQL text, shared by all sessions that read text alike and see one catalog snapshot. A
 * session keeps the cache of its own reading state at hand, so that a look-up hashes nothing but
 * the text. Bounded; safe for several threads.
 */
public final class PlanCache {

  private static final int READING_STATES = 64;
  private static final long WEIGHT = 10_000;
  private static final int CHARACTERS_PER_UNIT = 1_024;

  private record Key(long snapshot, ReadingState reading) {}

  private final Cache<Key, Cache<String, Route>> caches =
      Caffeine.newBuilder().maximumSize(READING_STATES).build();

  /** An empty cache. */
  public PlanCache() {}

  /** The plans of one catalog snapshot and reading state. */
  Cache<String, Route> of(long snapshot, ReadingState reading) {
    return caches.get(
        new Key(snapshot, reading),
        key ->
            Caffeine.newBuilder()
                .maximumWeight(WEIGHT)
                .weigher((String sql, Route route) -> 1 + sql.length() / CHARACTERS_PER_UNIT)
                .build());
  }
}

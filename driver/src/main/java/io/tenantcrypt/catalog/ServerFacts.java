package io.tenantcrypt.catalog;

import java.util.Map;
import java.util.Set;

/**
 * What the server reads otherwise than others, and which code of users it runs where a text names
 * no function. Operators, casts and types of extensions whose code is C are left out: only a
 * superuser can add such code.
 *
 * @param version as {@code server_version_num} gives it
 * @param utf8 whether the database's encoding is UTF-8; others fold more letters and count other
 *     bytes
 * @param operators symbols of users' operators that take a type of the system and run users' code
 * @param equalities operators named {@code =} that the server could prefer to its own on a type of
 *     the system
 * @param casts users' casts from one type of the system to another, which run users' code
 * @param conversions names of types that run users' code when a value becomes one of them
 * @param opaqueTypes types, as {@code format_type} names them, whose columns run users' code where
 *     they are compared or converted
 */
public record ServerFacts(
    int version,
    boolean utf8,
    Set<String> operators,
    Set<String> equalities,
    Set<String> casts,
    Set<String> conversions,
    Set<String> opaqueTypes) {

  /** A UTF-8 server of the newest version to which nobody added anything. */
  public static final ServerFacts PLAIN =
      new ServerFacts(180_000, true, Set.of(), Set.of(), Set.of(), Set.of(), Set.of());

  public ServerFacts {
    operators = Set.copyOf(operators);
    equalities = Set.copyOf(equalities);
    casts = Set.copyOf(casts);
    conversions = Set.copyOf(conversions);
    opaqueTypes = Set.copyOf(opaqueTypes);
  }

  static ServerFacts of(int version, boolean utf8, Map<String, Set<String>> found) {
    return new ServerFacts(
        version,
        utf8,
        found.getOrDefault("operator", Set.of()),
        found.getOrDefault("equality", Set.of()),
        found.getOrDefault("cast", Set.of()),
        found.getOrDefault("conversion", Set.of()),
        found.getOrDefault("type", Set.of()));
  }
}

package io.tenantcrypt.catalog;

import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The committed catalog at one moment. Immutable; system schemas' relations are left out but for
 * their names.
 *
 * @param version counts up with each snapshot whose content differs from the one before
 * @param relations everything outside {@code pg_catalog} and {@code information_schema}
 * @param systemRelations names of the relations of {@code pg_catalog}
 * @param systemFunctions names of the functions and procedures that are the server's own
 * @param userFunctions names of all other functions and procedures, by schema; left out are those
 *     of an extension, written in C, that bear a built-in's name and take other types
 * @param server what the server reads otherwise, and which code of users it runs unnamed
 * @param routines procedures and functions that are not the server's own, each overload by itself
 */
public record CatalogSnapshot(
    long version,
    Map<RelationName, Relation> relations,
    Set<String> systemRelations,
    Set<String> systemFunctions,
    Map<String, Set<String>> userFunctions,
    ServerFacts server,
    List<Routine> routines) {

  public CatalogSnapshot {
    relations = Collections.unmodifiableMap(new HashMap<>(relations));
    systemRelations = Collections.unmodifiableSet(new HashSet<>(systemRelations));
    systemFunctions = Collections.unmodifiableSet(new HashSet<>(systemFunctions));
    userFunctions = Map.copyOf(userFunctions);
    routines = List.copyOf(routines);
  }

  /** A snapshot whose routines' parameters are not known. */
  public CatalogSnapshot(
      long version,
      Map<RelationName, Relation> relations,
      Set<String> systemRelations,
      Set<String> systemFunctions,
      Map<String, Set<String>> userFunctions,
      ServerFacts server) {
    this(version, relations, systemRelations, systemFunctions, userFunctions, server, List.of());
  }

  /** A snapshot of a server to which nobody added operators, casts or types. */
  public CatalogSnapshot(
      long version,
      Map<RelationName, Relation> relations,
      Set<String> systemRelations,
      Set<String> systemFunctions,
      Map<String, Set<String>> userFunctions) {
    this(version, relations, systemRelations, systemFunctions, userFunctions, ServerFacts.PLAIN);
  }

  /** The relation of exactly this name. */
  public Optional<Relation> relation(RelationName name) {
    return Optional.ofNullable(relations.get(name));
  }

  /** Whether the content is the same, whatever the version. */
  public boolean sameContent(CatalogSnapshot other) {
    return relations.equals(other.relations)
        && systemRelations.equals(other.systemRelations)
        && systemFunctions.equals(other.systemFunctions)
        && userFunctions.equals(other.userFunctions)
        && server.equals(other.server)
        && routines.equals(other.routines);
  }
}

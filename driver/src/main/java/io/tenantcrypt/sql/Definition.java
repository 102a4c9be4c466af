package io.tenantcrypt.sql;

import io.tenantcrypt.catalog.CatalogChange;
import io.tenantcrypt.catalog.Relation;
import io.tenantcrypt.catalog.RelationName;
import io.tenantcrypt.catalog.SessionView;
import io.tenantcrypt.plan.Effects;
import io.tenantcrypt.plan.StatementPlan;
import io.tenantcrypt.policy.Policy;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One statement of DDL while it is judged, and what becomes of it. For one thread. */
final class Definition {

  private final String sql;
  private final List<Token> tokens;
  private final SessionView view;
  private final Policy policy;
  private final Tables tables;
  private final boolean mentions;
  private final Sensitive sensitive;
  private final Edits edits = new Edits();
  private final List<String> warnings = new ArrayList<>();
  private final Set<CatalogChange> changes = new LinkedHashSet<>();

  /**
   * A statement of which nothing is known yet.
   *
   * @param mentions whether it holds a name that is, or could reach, something protected
   */
  Definition(
      String sql,
      List<Token> tokens,
      SessionView view,
      Policy policy,
      String keyStoreSchema,
      boolean mentions,
      Sensitive sensitive) {
    this.sql = sql;
    this.tokens = tokens;
    this.view = view;
    this.policy = policy;
    this.tables = new Tables(policy, view, keyStoreSchema);
    this.mentions = mentions;
    this.sensitive = sensitive;
  }

  List<Token> tokens() {
    return tokens;
  }

  int position() {
    return tokens.get(0).position();
  }

  SessionView view() {
    return view;
  }

  boolean mentions() {
    return mentions;
  }

  /**
   * Whether it holds a name that is, or could reach, something protected, besides that of the
   * tenancy column and one more.
   */
  boolean mentionsMoreThanTenancyAnd(Optional<String> name) {
    String column = policy.tenancy().column();
    List<Token> others = new ArrayList<>();
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      // PRIMARY KEY names no key table.
      boolean grammar =
          i > 0
              && token.isWord("key")
              && (tokens.get(i - 1).isWord("primary") || tokens.get(i - 1).isWord("foreign"));
      if (!grammar && !token.value().equals(column) && !name.equals(Optional.of(token.value()))) {
        others.add(token);
      }
    }
    return sensitive.mentionedInDefinition(others, view, true);
  }

  /** Whether the policy has this name for a temporary table: one that hides no other relation. */
  boolean isListedTemporary(String name) {
    return isListed(new RelationName(SessionView.TEMPORARY_SCHEMA, name))
        && view.relations().stream()
            .noneMatch(r -> r.name().name().equals(name) && !isTemporary(r.name()));
  }

  Edits edits() {
    return edits;
  }

  void warn(String warning) {
    warnings.add(warning);
  }

  void change(CatalogChange change) {
    changes.add(change);
  }

  /**
   * Refuses a change of a temporary relation that no snapshot will show: it would be believed in as
   * it was, and its name may have come to mean another table.
   */
  static void requireFollowed(Optional<Relation> relation, int position) {
    if (isTemporary(relation)) {
      throw Refusal.unsupported(
          "ALTER of a temporary table or sequence other than ADD and options: what it leaves cannot"
              + " be read; make it anew as it should be",
          position);
    }
  }

  static boolean isTemporary(Optional<Relation> relation) {
    return relation.filter(r -> isTemporary(r.name())).isPresent();
  }

  private static boolean isTemporary(RelationName name) {
    return name.schema().equals(SessionView.TEMPORARY_SCHEMA);
  }

  /** Whether the change left unknown what there is. */
  boolean leavesUnknown() {
    return changes.contains(new CatalogChange.Unknown());
  }

  /** An existing relation, if the name means one. */
  Optional<Relation> find(TokenReader.TableNameTokens name) {
    return name.schema().isPresent()
        ? view.find(new RelationName(name.schema().get(), name.table()))
        : view.resolve(name.table());
  }

  /** An existing relation. */
  Relation existing(TokenReader.TableNameTokens name) {
    return find(name)
        .orElseThrow(
            () ->
                Refusal.unresolved(
                    "table " + name.table() + " is not in the catalog", name.position()));
  }

  /** A relation with what policy and catalog say of it, where these agree. */
  TableFacts facts(TokenReader.TableNameTokens name) {
    return tables.facts(existing(name), name.position());
  }

  /** The full name that a new relation gets. */
  RelationName created(TokenReader.TableNameTokens name, boolean temporary) {
    String schema =
        temporary
            ? SessionView.TEMPORARY_SCHEMA
            : name.schema()
                .or(view::creationSchema)
                .orElseThrow(
                    () ->
                        Refusal.mismatch(
                            "no schema of search_path takes new tables; qualify the name",
                            name.position()));
    return new RelationName(schema, name.table());
  }

  /** What the policy has an existing relation go by. */
  TableGuard guard(Relation relation) {
    return guard(relation.name(), relation);
  }

  /** What the policy would have a relation go by under another name. */
  TableGuard guard(RelationName name, Relation relation) {
    return TableGuard.of(
            policy,
            tables.entry(name, relation),
            c -> relation.column(c).isPresent(),
            isTemporary(relation.name()))
        .with(relation);
  }

  /** What the policy has a table go by that is to be made, wherever its columns come from. */
  TableGuard guard(RelationName name, Set<String> columns) {
    return TableGuard.of(
        policy, policy.table(name.schema(), name.name()), columns::contains, isTemporary(name));
  }

  /** What the policy has an existing relation go by once it stands alone, without parents. */
  TableGuard ownGuard(Relation relation) {
    RelationName name = relation.name();
    return TableGuard.of(
        policy,
        policy.table(name.schema(), name.name()),
        c -> relation.column(c).isPresent(),
        isTemporary(name));
  }

  /** The domain of a column that declares none, of a table that the policy lists. */
  Optional<String> defaultDomain(RelationName table, String column) {
    return policy.table(table.schema(), table.name()).map(t -> t.name() + "." + column);
  }

  boolean isListed(RelationName name) {
    return policy.table(name.schema(), name.name()).isPresent();
  }

  /** What is to be sent, as far as it was judged. */
  StatementPlan plan() {
    Effects effects = Effects.of(List.copyOf(changes), warnings);
    if (!edits.changesText()) {
      return new StatementPlan.PassThrough(effects, false);
    }
    return StatementPlan.Protected.ofDefinition(edits.apply(sql).sql(), effects);
  }
}

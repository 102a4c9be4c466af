package io.tenantcrypt.admin;

import io.tenantcrypt.catalog.ColumnInfo;
import io.tenantcrypt.catalog.Product;
import io.tenantcrypt.catalog.Relation;
import io.tenantcrypt.catalog.RelationName;
import io.tenantcrypt.catalog.SessionView;
import io.tenantcrypt.catalog.TableFeatures;
import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.policy.Policy;
import io.tenantcrypt.policy.RoutinePolicy;
import io.tenantcrypt.policy.TableName;
import io.tenantcrypt.policy.TablePolicy;
import io.tenantcrypt.policy.TenancyPolicy;
import io.tenantcrypt.sql.Analyzer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Holds a policy against the catalog of its database: what statements would be refused for, before
 * the first one is sent, and what a policy cannot say. Asks nobody. For one thread.
 */
public final class PolicyCheck {

  private final Policy policy;
  private final String keyStoreSchema;
  private final Analyzer analyzer;
  private final SessionView view;
  private final TableFeatures features;
  private final Product product;
  private final TenancyFix fix;
  private final List<PolicyFinding> findings = new ArrayList<>();

  /**
   * A check.
   *
   * @param view the catalog as a new connection sees it
   */
  public PolicyCheck(
      Policy policy,
      String keyStoreSchema,
      Analyzer analyzer,
      SessionView view,
      TableFeatures features,
      Product product) {
    this.policy = policy;
    this.keyStoreSchema = keyStoreSchema;
    this.analyzer = analyzer;
    this.view = view;
    this.features = features;
    this.product = product;
    this.fix = new TenancyFix(product);
  }

  /** Everything that was found, by table. */
  public List<PolicyFinding> run() {
    List<Relation> relations =
        view.relations().stream()
            .filter(relation -> !isOurs(relation.name()) && !isTheServers(relation.name()))
            .sorted(Comparator.comparing(relation -> relation.name().toString()))
            .toList();
    Set<TableName> met = new HashSet<>();
    for (Relation relation : relations) {
      Optional<TablePolicy> entry = entry(relation.name());
      entry.ifPresent(e -> met.add(e.name()));
      look(relation, entry);
    }
    for (TablePolicy table : policy.tables()) {
      if (!met.contains(table.name())) {
        add(
            PolicyFinding.Kind.TABLE_MISSING,
            ErrorCode.TC041,
            table.name().toString(),
            "The policy lists table "
                + table.name()
                + ", which is not in the database as this role sees it.",
            Optional.of("Migrate the database, grant the role its schema, or correct the name"));
      }
    }
    policy.routines().forEach(this::look);
    return List.copyOf(findings);
  }

  private void look(RoutinePolicy routine) {
    analyzer
        .judge(routine, view)
        .ifPresent(
            judgement ->
                add(
                    PolicyFinding.Kind.ROUTINE,
                    judgement.code(),
                    routine.name().toString(),
                    "No call of it is sent: " + judgement.reason() + ".",
                    Optional.empty()));
  }

  private boolean isOurs(RelationName name) {
    return name.schema().equals(keyStoreSchema);
  }

  /** PostgreSQL keeps such names to itself: pg_toast, where long values are. */
  private boolean isTheServers(RelationName name) {
    return product == Product.POSTGRESQL && name.schema().startsWith("pg_");
  }

  private Optional<TablePolicy> entry(RelationName name) {
    return policy.table(name.schema(), name.name());
  }

  private void look(Relation relation, Optional<TablePolicy> entry) {
    String column =
        entry.flatMap(TablePolicy::tenancyColumn).orElseGet(() -> policy.tenancy().column());
    boolean shared = entry.map(TablePolicy::shared).orElse(false);
    Optional<ColumnInfo> tenancy = relation.column(column);
    boolean tenants = !shared && (entry.isPresent() || tenancy.isPresent());
    if (!isTable(relation)) {
      lookPast(relation, tenants);
      return;
    }
    boolean sound = !tenants || tenancyFits(relation, column, tenancy);
    sound &= entry.map(e -> columnsAreThere(relation, e)).orElse(true);
    if (sound && (tenants || entry.isPresent())) {
      judge(relation, PolicyFinding.Kind.TABLE_REFUSED);
    }
    boolean cells = entry.map(e -> !e.columns().isEmpty()).orElse(false);
    if (tenants || cells) {
      triggers(relation.name());
    }
    if (cells && !features.keyed().contains(relation.name())) {
      add(
          PolicyFinding.Kind.PRIMARY_KEY,
          ErrorCode.TC041,
          relation.name().toString(),
          "Table "
              + relation.name()
              + " has protected columns and no primary key: its rows cannot be sealed anew one by"
              + " one when keys are rotated.",
          Optional.of(fix.primaryKey(relation.name())));
    }
  }

  /** Of what is no table only that matters which shows rows of tables, or stands for one. */
  private void lookPast(Relation relation, boolean tenants) {
    boolean view =
        relation.kind() == Relation.Kind.VIEW
            || relation.kind() == Relation.Kind.MATERIALIZED_VIEW
            || !relation.reaches().isEmpty();
    if (view) {
      judge(relation, PolicyFinding.Kind.VIEW);
    } else if (tenants) {
      judge(relation, PolicyFinding.Kind.TABLE_REFUSED);
    }
  }

  private static boolean isTable(Relation relation) {
    return relation.kind() == Relation.Kind.TABLE
        || relation.kind() == Relation.Kind.PARTITIONED_TABLE;
  }

  private boolean tenancyFits(Relation relation, String column, Optional<ColumnInfo> tenancy) {
    String object = relation.name() + "." + column;
    if (tenancy.isEmpty()) {
      add(
          PolicyFinding.Kind.TENANCY_COLUMN,
          ErrorCode.TC041,
          object,
          "Table "
              + relation.name()
              + " is in the policy and has no tenancy column "
              + column
              + ". Add it, or list the table with tenant: none.",
          Optional.of(fix.add(relation.name(), column)));
      return false;
    }
    if (!tenancy.get().exactEquality()) {
      add(
          PolicyFinding.Kind.TENANCY_COLUMN,
          ErrorCode.TC041,
          object,
          "Column "
              + object
              + " of type "
              + tenancy.get().type()
              + " calls two different tenant ids equal, by case, accents or trailing spaces.",
          Optional.of(fix.retype(relation.name(), tenancy.get())));
      return false;
    }
    return true;
  }

  private boolean columnsAreThere(Relation relation, TablePolicy entry) {
    boolean all = true;
    for (String column : new TreeSet<>(entry.columns().keySet())) {
      if (relation.column(column).isEmpty()) {
        all = false;
        add(
            PolicyFinding.Kind.COLUMN_MISSING,
            ErrorCode.TC041,
            relation.name() + "." + column,
            "The policy protects column "
                + column
                + " of table "
                + relation.name()
                + ", which has no such column.",
            Optional.of("Migrate the table through the driver, or correct the policy"));
      }
    }
    return all;
  }

  private void judge(Relation relation, PolicyFinding.Kind kind) {
    boolean unlisted =
        policy.tenancy().unlisted() == TenancyPolicy.Unlisted.REFUSE
            && entry(relation.name()).isEmpty()
            && relation.column(policy.tenancy().column()).isEmpty();
    if (unlisted) {
      return; // what the policy refuses on purpose is no disagreement
    }
    analyzer
        .judge(relation, view)
        .ifPresent(
            judgement ->
                add(
                    kind,
                    judgement.code(),
                    relation.name().toString(),
                    "No statement may use it: " + judgement.reason() + ".",
                    Optional.empty()));
  }

  private void triggers(RelationName table) {
    for (String trigger : features.triggers().getOrDefault(table, Set.of())) {
      add(
          PolicyFinding.Kind.TRIGGER,
          ErrorCode.TC041,
          table.toString(),
          "Trigger "
              + trigger
              + " on table "
              + table
              + " runs beneath the driver: it sees cells where columns are protected, and what it"
              + " reads or writes is not held to one tenant. Review it.",
          Optional.empty());
    }
  }

  private void add(
      PolicyFinding.Kind kind,
      ErrorCode code,
      String object,
      String message,
      Optional<String> way) {
    findings.add(new PolicyFinding(kind, code, object, message, way));
  }
}

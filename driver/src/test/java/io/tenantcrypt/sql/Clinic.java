package io.tenantcrypt.sql;

import io.tenantcrypt.catalog.CatalogSnapshot;
import io.tenantcrypt.catalog.ColumnInfo;
import io.tenantcrypt.catalog.Reading;
import io.tenantcrypt.catalog.Relation;
import io.tenantcrypt.catalog.RelationName;
import io.tenantcrypt.catalog.SessionView;
import io.tenantcrypt.policy.ColumnPolicy;
import io.tenantcrypt.policy.KeyPolicy;
import io.tenantcrypt.policy.LogicalType;
import io.tenantcrypt.policy.Policy;
import io.tenantcrypt.policy.TableName;
import io.tenantcrypt.policy.TablePolicy;
import io.tenantcrypt.policy.TenancyPolicy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The schema of the analyser's tests: two tenant tables, a shared one, plain ones, a view. */
final class Clinic {

  private Clinic() {}

  static Policy policy(TenancyPolicy.Unscoped unscoped) {
    TablePolicy patient =
        table(
            TableName.of("patient"),
            false,
            ColumnPolicy.randomized(
                "ssn", LogicalType.of(LogicalType.Name.VARCHAR, 11), "patient.ssn"),
            ColumnPolicy.randomized("dob", LogicalType.of(LogicalType.Name.DATE), "patient.dob"),
            ColumnPolicy.randomized("note", LogicalType.of(LogicalType.Name.TEXT), "patient.note"));
    TablePolicy visit =
        table(
            TableName.of("visit"),
            false,
            ColumnPolicy.randomized(
                "summary", LogicalType.of(LogicalType.Name.TEXT), "visit.summary"),
            ColumnPolicy.randomized(
                "ssn_copy", LogicalType.of(LogicalType.Name.VARCHAR, 11), "patient.ssn"));
    TablePolicy setting =
        table(
            TableName.of("setting"),
            true,
            ColumnPolicy.randomized(
                "secret", LogicalType.of(LogicalType.Name.TEXT), "setting.secret"));
    TablePolicy country = table(TableName.of("country"), true);
    TablePolicy person =
        table(
            TableName.of("person"),
            false,
            ColumnPolicy.randomized(
                "sex", LogicalType.enumeration(List.of("F", "M")), "person.sex"),
            ColumnPolicy.randomized("age", LogicalType.of(LogicalType.Name.SMALLINT), "person.age"),
            ColumnPolicy.randomized("balance", LogicalType.decimal(5, 2), "person.balance"),
            ColumnPolicy.randomized(
                "code", LogicalType.of(LogicalType.Name.VARCHAR, 8), "person.code"));
    // The name that patient is to get, with its domains.
    TablePolicy client =
        table(
            TableName.of("client"),
            false,
            ColumnPolicy.randomized(
                "ssn", LogicalType.of(LogicalType.Name.VARCHAR, 11), "patient.ssn"),
            ColumnPolicy.randomized("dob", LogicalType.of(LogicalType.Name.DATE), "patient.dob"),
            ColumnPolicy.randomized("note", LogicalType.of(LogicalType.Name.TEXT), "patient.note"));
    // A column that was renamed in the policy, and is not yet in the database.
    TablePolicy letter =
        table(
            TableName.of("letter"),
            false,
            ColumnPolicy.randomized(
                "body", LogicalType.of(LogicalType.Name.TEXT), "letter.content"));
    return new Policy(
        1,
        "00000000000000000000000000000000",
        1,
        new TenancyPolicy("tenant_id", unscoped, TenancyPolicy.Unlisted.ALLOW, Optional.empty()),
        new KeyPolicy(
            Optional.of("memory://t"),
            Map.of(),
            List.of(),
            KeyPolicy.Cache.DEFAULT,
            KeyPolicy.Rotation.NONE,
            KeyPolicy.Envelope.TABLE,
            KeyPolicy.Provision.EXPLICIT),
        List.of(patient, visit, setting, country, person, client, letter));
  }

  private static TablePolicy table(TableName name, boolean shared, ColumnPolicy... columns) {
    Map<String, ColumnPolicy> byName = new LinkedHashMap<>();
    for (ColumnPolicy column : columns) {
      byName.put(column.name(), column);
    }
    return new TablePolicy(name, shared, Optional.empty(), byName);
  }

  static SessionView view() {
    Map<RelationName, Relation> relations = new HashMap<>();
    add(
        relations,
        "patient",
        "id bigint",
        "tenant_id character varying",
        "name character varying",
        "ssn bytea",
        "dob date bytea",
        "note bytea");
    add(
        relations,
        "visit",
        "id bigint",
        "tenant_id character varying",
        "patient_id bigint",
        "summary bytea",
        "ssn_copy bytea");
    add(relations, "ledger", "id bigint", "tenant_id character varying", "amount numeric");
    add(
        relations,
        "client",
        "id bigint",
        "tenant_id character varying",
        "ssn bytea",
        "dob date bytea",
        "note bytea");
    add(relations, "letter", "id bigint", "tenant_id character varying", "content bytea");
    add(relations, "setting", "id bigint", "secret bytea");
    add(relations, "country", "code character varying", "name character varying");
    add(relations, "plain", "id bigint", "x character varying");
    RelationName patient = new RelationName("public", "patient");
    RelationName view = new RelationName("public", "patient_view");
    relations.put(
        view,
        new Relation(
            view, Relation.Kind.VIEW, columns("id bigint"), List.of(), Set.of(patient), false));
    return SessionView.of(
        new CatalogSnapshot(
            1,
            relations,
            Set.of("pg_class", "pg_stats", "pg_namespace"),
            Set.of(
                "count",
                "lower",
                "now",
                "sum",
                "max",
                "min",
                "query_to_xml",
                "set_config",
                "row_number",
                "length",
                "to_json",
                "generate_series",
                "unnest",
                "json_each_text",
                "json_array_elements_text",
                "json_to_recordset",
                "pg_options_to_table",
                "to_tsquery",
                "string_agg",
                "version",
                "pg_sleep",
                "upper",
                "concat",
                "nextval",
                "char_length",
                "current_setting",
                "gen_random_uuid"),
            Map.of("public", Set.of("leak"))),
        List.of("pg_catalog", "public"),
        new Reading.Postgres(true));
  }

  private static void add(Map<RelationName, Relation> all, String table, String... columns) {
    RelationName name = new RelationName("public", table);
    all.put(
        name,
        new Relation(
            name, Relation.Kind.TABLE, columns(columns), List.of(List.of("id")), Set.of(), false));
  }

  private static List<ColumnInfo> columns(String... columns) {
    List<ColumnInfo> all = new ArrayList<>();
    for (String column : columns) {
      int space = column.indexOf(' ');
      String type = column.substring(space + 1).replace("date bytea", "bytea");
      all.add(new ColumnInfo(column.substring(0, space), type, false, false, true));
    }
    return all;
  }
}

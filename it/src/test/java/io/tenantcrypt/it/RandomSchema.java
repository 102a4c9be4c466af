package io.tenantcrypt.it;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Random;

/** The tables of the random statements, and their rows, which differ from tenant to tenant. */
final class RandomSchema {

  /** What an expression gives. */
  enum Kind {
    NUMBER,
    TEXT,
    DATE,
    FLAG
  }

  /**
   * A type.
   *
   * @param cell the protected column whose cells it holds; empty for plain values
   */
  record Type(Kind kind, String cell) {
    boolean isCell() {
      return !cell.isEmpty();
    }
  }

  static final Type NUMBER = new Type(Kind.NUMBER, "");
  static final Type TEXT = new Type(Kind.TEXT, "");
  static final Type DATE = new Type(Kind.DATE, "");
  static final Type FLAG = new Type(Kind.FLAG, "");
  static final Type NAME = new Type(Kind.TEXT, "patient.name");
  static final Type NOTE = new Type(Kind.TEXT, "patient.note");
  static final Type BORN = new Type(Kind.DATE, "patient.dob");
  static final Type FINDING = new Type(Kind.TEXT, "visit.finding");
  static final List<Type> PLAIN = List.of(NUMBER, TEXT, DATE, FLAG);
  static final List<Type> ALL = List.of(NUMBER, TEXT, DATE, FLAG, NAME, NOTE, BORN, FINDING);

  /** A column; the tenancy column is none of them. */
  record Column(String name, Type type) {}

  /** A table. */
  record Table(String name, boolean tenant, List<Column> columns) {}

  static final Table TASK =
      new Table(
          "task",
          true,
          List.of(
              new Column("id", NUMBER),
              new Column("title", TEXT),
              new Column("parent", NUMBER),
              new Column("done", FLAG),
              new Column("due", DATE)));
  static final Table PATIENT =
      new Table(
          "patient",
          true,
          List.of(
              new Column("id", NUMBER),
              new Column("name", NAME),
              new Column("dob", BORN),
              new Column("note", NOTE),
              new Column("city", TEXT),
              new Column("visits", NUMBER),
              new Column("active", FLAG)));
  static final Table VISIT =
      new Table(
          "visit",
          true,
          List.of(
              new Column("id", NUMBER),
              new Column("patient_id", NUMBER),
              new Column("day", DATE),
              new Column("finding", FINDING),
              new Column("fee", NUMBER)));
  static final Table COUNTRY =
      new Table(
          "country",
          false,
          List.of(
              new Column("code", TEXT), new Column("name", TEXT), new Column("people", NUMBER)));
  static final Table LOG_LINE =
      new Table("log_line", false, List.of(new Column("id", NUMBER), new Column("line", TEXT)));
  static final List<Table> TENANTS = List.of(TASK, PATIENT, VISIT);
  static final List<Table> TABLES = List.of(TASK, PATIENT, VISIT, COUNTRY, LOG_LINE);

  private static final String SCHEMA =
      """
      CREATE TABLE country (code varchar(2) PRIMARY KEY, name varchar(60) NOT NULL, people integer)
      ---
      CREATE TABLE log_line (id bigint DEFAULT 77 PRIMARY KEY, line varchar(200) DEFAULT 'none')
      ---
      CREATE TABLE patient (
        tenant_id TENANT DEFAULT 'acme' NOT NULL,
        id bigint NOT NULL,
        name varchar(120),
        dob date,
        note varchar(400),
        city varchar(40),
        visits integer,
        active boolean,
        PRIMARY KEY (tenant_id, id)
      )
      ---
      CREATE TABLE visit (
        tenant_id TENANT DEFAULT 'acme' NOT NULL,
        id bigint NOT NULL,
        patient_id bigint,
        day date,
        finding varchar(400),
        fee integer,
        PRIMARY KEY (tenant_id, id)
      )
      ---
      CREATE TABLE task (
        tenant_id TENANT DEFAULT 'acme' NOT NULL,
        id bigint NOT NULL,
        title varchar(100),
        parent bigint,
        done boolean,
        due date,
        PRIMARY KEY (tenant_id, id)
      )
      """;

  private RandomSchema() {}

  static void create(Connection connection, RandomDialect dialect) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : Corpus.split(SCHEMA.replace("TENANT", dialect.tenantType()))) {
        statement.execute(dialect.spelled(sql));
      }
    }
  }

  static void fillShared(Connection connection) throws SQLException {
    for (List<Object> row :
        List.of(
            List.<Object>of("DE", "Bern", 83),
            List.<Object>of("JP", "Kyoto", 125),
            List.<Object>of("GR", "Athens", 2))) {
      insert(connection, "INSERT INTO country (code, name, people) VALUES (?, ?, ?)", row);
    }
    for (long id = 1; id <= 3; id++) {
      insert(
          connection, "INSERT INTO log_line (id, line) VALUES (?, ?)", List.of(id, "line " + id));
    }
  }

  /** The rows of one tenant; ids overlap with other tenants', values and numbers of rows differ. */
  static void fill(Connection connection, RandomDialect dialect, String tenant)
      throws SQLException {
    Random random = new Random(tenant.hashCode());
    int rows = 4 + random.nextInt(3);
    for (long id = 1; id <= rows; id++) {
      String mark = random.nextInt(3) + " S3CRET " + tenant;
      String city = List.of("Bern", "Kyoto", tenant).get(random.nextInt(3));
      insert(
          connection,
          "INSERT INTO patient (tenant_id, id, name, city, visits, active) VALUES (?, ?, ?, ?, ?,"
              + " ?)",
          List.of(tenant, id, "name " + mark, city, random.nextInt(4), random.nextBoolean()));
      insert(
          connection,
          dialect.spelled(
              "INSERT INTO visit (tenant_id, id, patient_id, day, fee) VALUES (?, ?, ?, ?, ?)"),
          List.of(tenant, id, 1L + random.nextInt(rows), day(random), random.nextInt(3)));
      insert(
          connection,
          "INSERT INTO task (tenant_id, id, title, done) VALUES (?, ?, ?, ?)",
          List.of(tenant, id, tenant + " " + random.nextInt(2), random.nextBoolean()));
      if (random.nextInt(3) > 0) {
        insert(
            connection,
            "UPDATE patient SET dob = ?, note = ? WHERE tenant_id = ? AND id = ?",
            List.of(
                java.sql.Date.valueOf("1907-0" + (1 + random.nextInt(3)) + "-02"),
                "note " + mark,
                tenant,
                id));
      }
      if (random.nextInt(3) > 0) {
        insert(
            connection,
            "UPDATE visit SET finding = ? WHERE tenant_id = ? AND id = ?",
            List.of("finding " + mark, tenant, id));
        insert(
            connection,
            "UPDATE task SET parent = ?, due = ? WHERE tenant_id = ? AND id = ?",
            List.of(id / 2, day(random), tenant, id));
      }
    }
  }

  private static java.sql.Date day(Random random) {
    return java.sql.Date.valueOf("2026-01-0" + (1 + random.nextInt(3)));
  }

  private static void insert(Connection connection, String sql, List<Object> values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.size(); i++) {
        statement.setObject(i + 1, values.get(i));
      }
      statement.executeUpdate();
    }
  }
}

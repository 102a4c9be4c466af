package io.tenantcrypt.it.bench;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Who protects the three columns. */
public enum Way {
  /** Nobody: ordinary columns through the plain driver. */
  PLAIN,
  /** The application itself: cached keys, reused ciphers, bytea columns, the plain driver. */
  HAND,
  /** As by hand, and each cell is bound to its tenant, table and column, as ours are. */
  BOUND,
  /** The driver. */
  OURS;

  static final int WIDE_COLUMNS = 60;

  private static final String COLUMNS = "id, tenant_id, name, dob, note, city, visits, active";

  boolean byHand() {
    return this == HAND || this == BOUND;
  }

  String table() {
    return "bench_" + name().toLowerCase(Locale.ROOT);
  }

  String select() {
    return "SELECT " + COLUMNS + " FROM " + table() + " WHERE tenant_id = ? AND id = ?";
  }

  String scan() {
    return "SELECT " + COLUMNS + " FROM " + table() + " WHERE tenant_id = ? AND id > ?";
  }

  String insert() {
    return "INSERT INTO " + table() + " (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?)";
  }

  /** The kind of text that an ORM writes for an entity with many columns. */
  String wide() {
    String columns =
        IntStream.range(0, WIDE_COLUMNS - 3)
            .mapToObj(i -> "w1_0.c" + i)
            .collect(Collectors.joining(","));
    return "select w1_0.name,w1_0.dob,w1_0.note,"
        + columns
        + " from "
        + table()
        + "_wide w1_0 where w1_0.tenant_id=? and w1_0.c0=?";
  }

  String createTable() {
    String text = byHand() ? "bytea" : "varchar(200)";
    String date = byHand() ? "bytea" : "date";
    return "CREATE TABLE "
        + table()
        + " (id bigint NOT NULL, tenant_id varchar(63) NOT NULL, name "
        + text
        + ", dob "
        + date
        + ", note "
        + text
        + ", city varchar(40), visits integer, active boolean, PRIMARY KEY (tenant_id, id))";
  }

  String createWideTable() {
    String columns =
        IntStream.range(0, WIDE_COLUMNS - 3)
            .mapToObj(i -> "c" + i + " bigint")
            .collect(Collectors.joining(", "));
    return "CREATE TABLE "
        + table()
        + "_wide (tenant_id varchar(63) NOT NULL, name varchar(200), dob date, note varchar(200), "
        + columns
        + ")";
  }
}

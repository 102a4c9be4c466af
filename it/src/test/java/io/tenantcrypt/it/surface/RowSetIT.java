package io.tenantcrypt.it.surface;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.Statement;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.rowset.CachedRowSet;
import javax.sql.rowset.RowSetFactory;
import javax.sql.rowset.RowSetProvider;
import javax.sql.rowset.WebRowSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Row sets filled from results with protected columns, beside a plain database's. */
class RowSetIT {

  private static final String QUERY =
      "SELECT id, a_int, a_big, a_dec, a_double, a_text, a_char, a_date, a_time, a_stamp, a_bool,"
          + " some_bytes, city FROM item ORDER BY id";

  private static final Map<Connector, Twin> TWINS = new EnumMap<>(Connector.class);

  @BeforeAll
  static void create() throws Exception {
    for (Connector connector : Connector.values()) {
      Twin twin =
          Twin.create(
              connector,
              "rowsets",
              Map.of(
                  "item",
                  "a_int: { type: integer }, a_big: { type: bigint }, a_dec: { type:"
                      + " \"decimal(12,3)\" }, a_double: { type: double }, a_text: { type:"
                      + " varchar(40) }, a_char: { type: char(4) }, a_date: { type: date }, a_time:"
                      + " { type: time }, a_stamp: { type: timestamp }, a_bool: { type: boolean },"
                      + " some_bytes: { type: bytes(200) }"),
              List.of(
                  "CREATE TABLE item ({tenant}, id bigint NOT NULL, a_int integer, a_big bigint,"
                      + " a_dec numeric(12, 3), a_double {double}, a_text varchar(40), a_char"
                      + " char(4), a_date date, a_time {time}, a_stamp {timestamp}, a_bool boolean,"
                      + " some_bytes {bytes}, city varchar(20), PRIMARY KEY (tenant_id, id))"));
      twin.alike(
          (c, seen) -> {
            try (PreparedStatement insert =
                c.prepareStatement(
                    "INSERT INTO item (id, a_int, a_big, a_dec, a_double, a_text, a_char, a_date,"
                        + " a_time, a_stamp, a_bool, some_bytes, city) VALUES"
                        + " (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
              for (int id = 1; id <= 3; id++) {
                fill(insert, id);
                insert.addBatch();
              }
              seen.add(Seen.of(insert::executeBatch));
            }
          });
      TWINS.put(connector, twin);
    }
  }

  private static void fill(PreparedStatement insert, int id) throws Exception {
    Object[] values = {
      -7,
      Long.MIN_VALUE,
      new java.math.BigDecimal("-10.500"),
      1.25,
      "S3CRET Βάσω",
      "ab",
      java.sql.Date.valueOf("1907-01-02"),
      java.sql.Time.valueOf("01:02:03"),
      java.sql.Timestamp.valueOf("2007-01-02 03:04:05.006"),
      true,
      new byte[] {0, -1, 1},
      "Bern"
    };
    insert.setInt(1, id);
    for (int i = 0; i < values.length; i++) {
      if (id == 2) {
        insert.setObject(i + 2, null);
      } else {
        insert.setObject(i + 2, values[i]);
      }
    }
  }

  private static Stream<DynamicTest> onEach(Twin.Script script) {
    return TWINS.values().stream()
        .map(twin -> DynamicTest.dynamicTest(twin.connector().name(), () -> twin.alike(script)));
  }

  /** Rows of a row set, and what it knows of their columns. */
  private static String all(ResultSet rows) throws Exception {
    ResultSetMetaData columns = rows.getMetaData();
    StringBuilder seen = new StringBuilder();
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      seen.append(columns.getColumnLabel(i) + " " + columns.getColumnType(i) + ", ");
    }
    rows.beforeFirst();
    return seen + Seen.rows(rows);
  }

  @TestFactory
  Stream<DynamicTest> cachedRowSet_filledFromAResult_holdsThePlainOnesRows() {
    return onEach(
        (c, seen) -> {
          RowSetFactory factory = RowSetProvider.newFactory();
          try (Statement s = c.createStatement();
              PreparedStatement p =
                  c.prepareStatement(
                      QUERY, ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_READ_ONLY);
              CachedRowSet cached = factory.createCachedRowSet();
              CachedRowSet page = factory.createCachedRowSet()) {
            try (ResultSet rows = s.executeQuery(QUERY)) {
              cached.populate(rows);
            }
            seen.add(all(cached));
            seen.add(Seen.of(() -> all(cached.createShared())));
            try (ResultSet rows = p.executeQuery()) {
              page.setPageSize(2);
              page.populate(rows, 1);
              seen.add(all(page));
              seen.add(Seen.of(page::nextPage));
              seen.add(Seen.of(() -> all(page)));
            }
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> cachedRowSet_thatExecutesItself_holdsThePlainOnesRows() {
    return onEach(
        (c, seen) -> {
          try (CachedRowSet cached = RowSetProvider.newFactory().createCachedRowSet()) {
            cached.setCommand(QUERY.replace(" ORDER", " WHERE id = ? ORDER"));
            cached.setInt(1, 3);
            c.setAutoCommit(false);
            cached.execute(c);
            seen.add(all(cached));
            c.rollback();
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> webRowSet_filledFromAResult_writesThePlainOnesValues() {
    return onEach(
        (c, seen) -> {
          try (Statement s = c.createStatement();
              WebRowSet web = RowSetProvider.newFactory().createWebRowSet()) {
            String sql = "SELECT id, a_int, a_text, a_dec, a_date, city FROM item ORDER BY id";
            try (ResultSet rows = s.executeQuery(sql)) {
              web.populate(rows);
            }
            java.io.StringWriter xml = new java.io.StringWriter();
            web.writeXml(xml);
            String text = xml.toString();
            seen.add(text.substring(text.indexOf("<data>")));
            assertThat(text).contains("S3CRET");
          }
        });
  }
}

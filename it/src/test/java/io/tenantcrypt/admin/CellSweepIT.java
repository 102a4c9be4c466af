package io.tenantcrypt.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.it.AsTenant;
import io.tenantcrypt.policy.ColumnPolicy;
import io.tenantcrypt.protect.Resealer;
import io.tenantcrypt.tenancy.TenantId;
import java.sql.Connection;
import java.sql.Date;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Sealing a tenant's cells anew, on each database and through each of its drivers. */
class CellSweepIT {

  private static final int NOTES = 1_200;
  private static final int ITEMS = 150;
  private static final int STEP = 100;
  private static final TenantId ACME = SweepStore.ACME;
  private static final TenantId GLOBEX = SweepStore.GLOBEX;

  private static final Map<SweepStore.Kind, SweepStore> STORES =
      new EnumMap<>(SweepStore.Kind.class);

  private static synchronized SweepStore store(SweepStore.Kind kind) throws Exception {
    SweepStore store = STORES.get(kind);
    if (store == null) {
      store = SweepStore.create(kind, "sweep");
      for (TenantId tenant : List.of(ACME, GLOBEX)) {
        fill(store, tenant);
      }
      STORES.put(kind, store);
    }
    return store;
  }

  @AfterAll
  static void close() {
    STORES.values().forEach(SweepStore::close);
    STORES.clear();
  }

  private static void fill(SweepStore store, TenantId tenant) throws Exception {
    Random random = new Random(tenant.hashCode());
    AsTenant.run(
        tenant.value(),
        () -> {
          try (Connection connection = store.connect()) {
            connection.setAutoCommit(false);
            try (PreparedStatement note =
                    connection.prepareStatement(
                        "insert into note (id, body, tag, memo, score, plain) values (?, ?, ?, ?,"
                            + " ?, ?)");
                PreparedStatement item =
                    connection.prepareStatement("insert into item (id, label) values (?, ?)");
                PreparedStatement leaf =
                    connection.prepareStatement(
                        "insert into leaf (region, made, no, secret) values (?, ?, ?, ?)")) {
              for (int i = 0; i < NOTES; i++) {
                note.setLong(1, i * 3L);
                note.setString(2, random.nextInt(10) == 0 ? null : "body " + random.nextLong());
                note.setString(3, random.nextInt(3) == 0 ? null : "tag " + random.nextInt(9));
                note.setString(4, random.nextInt(3) == 0 ? null : "x".repeat(random.nextInt(70)));
                note.setObject(5, random.nextInt(3) == 0 ? null : random.nextInt());
                note.setString(6, "plain " + i);
                note.addBatch();
              }
              note.executeBatch();
              for (int i = 0; i < ITEMS; i++) {
                UUID id = UUID.randomUUID();
                item.setObject(1, store.kind.isMysql() ? id.toString() : id);
                item.setString(2, "label " + i);
                item.addBatch();
                leaf.setString(1, List.of("nord, süd", "%2C", "").get(i % 3) + tenant);
                leaf.setDate(2, Date.valueOf(LocalDate.of(2026, 1, 1).plusDays(i / 40)));
                leaf.setInt(3, i);
                leaf.setString(4, "secret " + i);
                leaf.addBatch();
              }
              item.executeBatch();
              leaf.executeBatch();
            }
            connection.commit();
          }
        });
  }

  /** All rows of a tenant through the driver. */
  private static Map<String, String> read(SweepStore store, TenantId tenant) throws Exception {
    return AsTenant.call(
        tenant.value(),
        () -> {
          Map<String, String> rows = new TreeMap<>();
          try (Connection connection = store.connect();
              Statement statement = connection.createStatement()) {
            for (String sql :
                List.of(
                    "select 'note', id, body, tag, memo, score, plain from note",
                    "select 'item', id, label from item",
                    "select 'leaf', region, made, no, secret from leaf")) {
              try (ResultSet row = statement.executeQuery(sql)) {
                int columns = row.getMetaData().getColumnCount();
                while (row.next()) {
                  List<String> values = new ArrayList<>();
                  for (int i = 1; i <= columns; i++) {
                    values.add(row.getString(i));
                  }
                  rows.put(values.get(0) + " " + values.get(1) + values.get(2), values.toString());
                }
              }
            }
          }
          assertThat(rows).hasSizeGreaterThan(NOTES);
          return rows;
        });
  }

  /** Every cell of a tenant as it is stored, in hexadecimal or as text. */
  private static List<String> cells(SweepStore store, TenantId tenant) throws Exception {
    List<String> cells = new ArrayList<>();
    try (Connection raw = store.raw();
        Statement statement = raw.createStatement()) {
      for (SweptTable table : store.tables(tenant)) {
        for (SweptTable.Cells column : table.cells()) {
          boolean text = column.column().storage() == ColumnPolicy.Storage.TEXT;
          try (ResultSet row =
              statement.executeQuery(
                  "select "
                      + column.name()
                      + " from "
                      + table.from()
                      + " where "
                      + column.name()
                      + " is not null and tenant_id = '"
                      + tenant
                      + "' order by 1")) {
            while (row.next()) {
              cells.add(text ? row.getString(1) : HexFormat.of().formatHex(row.getBytes(1)));
            }
          }
        }
      }
    }
    return cells;
  }

  private static boolean isUnder(int version, String cell) {
    return cell.startsWith("tc1.")
        ? cell.startsWith(
            "tc1."
                + java.util.Base64.getUrlEncoder()
                    .encodeToString(new byte[] {(byte) 0xF9, 1, 0, 0, 0, (byte) version}))
        : cell.startsWith("f9010000%04x".formatted(version));
  }

  /** Everything once, in ranges, with the position written down and read after each step. */
  private static SweepStep pass(SweepStore store, TenantId tenant, int version) throws Exception {
    int scanned = 0;
    int resealed = 0;
    int lost = 0;
    List<Quarantined> quarantined = new ArrayList<>();
    try (CellSweep sweep = store.sweep(tenant)) {
      for (SweptTable table : store.tables(tenant)) {
        for (KeyRange range : sweep.split(table, 370)) {
          Optional<KeyRange> left = Optional.of(range);
          while (left.isPresent()) {
            KeyRange now = left.get();
            SweepStep step = sweep.step(table, version, now, STEP);
            assertThat(step.scanned()).isLessThanOrEqualTo(STEP);
            scanned += step.scanned();
            resealed += step.resealed();
            lost += step.lost();
            quarantined.addAll(step.quarantined());
            left = step.next().map(p -> now.from(KeyPosition.parse(table, p.text())));
          }
        }
      }
    }
    return new SweepStep(scanned, resealed, lost, quarantined, Optional.empty());
  }

  private static long remaining(SweepStore store, TenantId tenant, int version) throws Exception {
    long remaining = 0;
    try (CellSweep sweep = store.sweep(tenant)) {
      for (SweptTable table : store.tables(tenant)) {
        remaining += sweep.remaining(table, version);
      }
    }
    return remaining;
  }

  @ParameterizedTest
  @EnumSource
  void sweep_sealsEveryCellOfTheTenantAnew_andTouchesNoOther(SweepStore.Kind kind)
      throws Exception {
    SweepStore store = store(kind);
    Map<String, String> before = read(store, ACME);
    List<String> others = cells(store, GLOBEX);
    int cells = cells(store, ACME).size();
    int version = store.rotate(ACME);
    assertThat(remaining(store, ACME, version)).isEqualTo(cells);

    SweepStep all = pass(store, ACME, version);

    assertThat(all.resealed()).isEqualTo(cells);
    assertThat(all.lost()).isZero();
    assertThat(all.quarantined()).isEmpty();
    assertThat(remaining(store, ACME, version)).isZero();
    assertThat(cells(store, ACME)).hasSize(cells).allMatch(cell -> isUnder(version, cell));
    assertThat(cells(store, GLOBEX)).isEqualTo(others);
    assertThat(read(store, ACME)).isEqualTo(before);
    assertThat(pass(store, ACME, version).scanned()).as("a second pass").isZero();
  }

  @ParameterizedTest
  @EnumSource
  void sweep_besideWriters_losesNothing(SweepStore.Kind kind) throws Exception {
    SweepStore store = store(kind);
    Map<Long, String> ledger = new ConcurrentSkipListMap<>();
    AtomicBoolean stop = new AtomicBoolean();
    ExecutorService thread = Executors.newSingleThreadExecutor();
    int version = store.rotate(ACME);
    try {
      Future<?> writer =
          thread.submit(
              () -> {
                AsTenant.run(ACME.value(), () -> write(store, ledger, stop));
                return null;
              });
      long deadline = System.nanoTime() + 60_000_000_000L;
      while (remaining(store, ACME, version) > 0 || ledger.size() < 100) {
        pass(store, ACME, version);
        assertThat(System.nanoTime()).as("the sweep ends").isLessThan(deadline);
        assertThat(writer.isDone()).as("the writer goes on").isFalse();
      }
      stop.set(true);
      writer.get();
    } finally {
      stop.set(true);
      thread.shutdown();
    }
    assertThat(remaining(store, ACME, version)).isZero();
    AsTenant.run(
        ACME.value(),
        () -> {
          Map<Long, String> found = new TreeMap<>();
          try (Connection connection = store.connect();
              Statement statement = connection.createStatement();
              ResultSet row = statement.executeQuery("select id, body from note")) {
            while (row.next()) {
              if (ledger.containsKey(row.getLong(1))) {
                found.put(row.getLong(1), row.getString(2));
              }
            }
          }
          assertThat(found).isEqualTo(ledger);
        });
  }

  /** Changes rows all the time, some of them in one transaction, and notes what was committed. */
  private static void write(SweepStore store, Map<Long, String> ledger, AtomicBoolean stop)
      throws SQLException {
    Random random = new Random(7);
    try (Connection connection = store.connect();
        PreparedStatement update =
            connection.prepareStatement("update note set body = ? where id = ?")) {
      connection.setAutoCommit(false);
      for (int i = 0; !stop.get(); i++) {
        Map<Long, String> written = new TreeMap<>();
        try {
          for (int j = 0; j < 4; j++) {
            long id = random.nextInt(NOTES) * 3L;
            update.setString(1, "written " + i + " " + j);
            update.setLong(2, id);
            assertThat(update.executeUpdate()).isEqualTo(1);
            written.put(id, "written " + i + " " + j);
          }
          connection.commit();
          ledger.putAll(written);
        } catch (SQLException e) {
          connection.rollback();
          if (!SweepDialect.of(connection).isContended(e)) {
            throw e;
          }
        }
      }
      connection.rollback();
    }
  }

  @ParameterizedTest
  @EnumSource
  void brokenCellsAndPlaintext_areQuarantined_andStayAsTheyAre(SweepStore.Kind kind)
      throws Exception {
    SweepStore store = store(kind);
    SweptTable table = store.table(ACME, "note");
    String body = table.cells().get(0).name();
    String tag = table.cells().get(1).name();
    byte[] broken = HexFormat.of().parseHex("f90100000001" + "ab".repeat(40));
    byte[] plain = "in the clear".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    String where = " where tenant_id = 'acme' and id = ";
    try (Connection raw = store.raw();
        PreparedStatement update =
            raw.prepareStatement("update " + table.from() + " set " + body + " = ?" + where + "3");
        PreparedStatement clear =
            raw.prepareStatement("update " + table.from() + " set " + body + " = ?" + where + "6");
        Statement statement = raw.createStatement()) {
      withoutChecks(store, raw);
      update.setBytes(1, broken);
      assertThat(update.executeUpdate()).isEqualTo(1);
      clear.setBytes(1, plain);
      assertThat(clear.executeUpdate()).isEqualTo(1);
      statement.execute("update " + table.from() + " set " + tag + " = 'untagged'" + where + "9");
    }
    try {
      int version = store.rotate(ACME);
      SweepStep all = pass(store, ACME, version);

      assertThat(all.quarantined())
          .filteredOn(q -> q.code() != ErrorCode.TC041)
          .extracting(q -> q.column() + " " + q.key() + " " + q.code())
          .containsExactlyInAnyOrder("body 3 TC020", "body 6 TC021", "tag 9 TC021");
      // There the CHECK of the plaintext's column holds, and refuses any update of such a row.
      assertThat(all.quarantined().stream().anyMatch(q -> q.code() == ErrorCode.TC041))
          .isEqualTo(kind.isMysql());
      assertThat(remaining(store, ACME, version)).isEqualTo(all.quarantined().size());
      try (Connection raw = store.raw();
          Statement statement = raw.createStatement();
          ResultSet row =
              statement.executeQuery(
                  "select "
                      + body
                      + ", "
                      + tag
                      + " from "
                      + table.from()
                      + " where tenant_id = 'acme' and id in (3, 6, 9) order by id")) {
        row.next();
        assertThat(row.getBytes(1)).isEqualTo(broken);
        row.next();
        assertThat(row.getBytes(1)).isEqualTo(plain);
        row.next();
        assertThat(row.getString(2)).isEqualTo("untagged");
        byte[] head = Resealer.head(table.cells().get(0).column(), version);
        assertThat(Resealer.isUnder(row.getBytes(1), head))
            .as("the row's other cell")
            .isEqualTo(!kind.isMysql());
      }
    } finally {
      try (Connection raw = store.raw();
          Statement statement = raw.createStatement()) {
        withoutChecks(store, raw);
        statement.execute(
            "update "
                + table.from()
                + " set "
                + body
                + " = null, "
                + tag
                + " = null where tenant_id = 'acme' and id in (3, 6, 9)");
      }
    }
  }

  /** As before the driver's DDL was there to keep plaintext out. */
  private static void withoutChecks(SweepStore store, Connection raw) throws SQLException {
    switch (store.kind) {
      case POSTGRESQL ->
          SweepStore.run(
              raw,
              "alter table note drop constraint if exists tenantcrypt_body",
              "alter table note drop constraint if exists tenantcrypt_tag");
      case MARIADB, MYSQL -> SweepStore.run(raw, "set check_constraint_checks = 0");
      case H2 -> {
        List<String> checks = new ArrayList<>();
        try (Statement statement = raw.createStatement();
            ResultSet row =
                statement.executeQuery(
                    "select constraint_name from information_schema.table_constraints where"
                        + " table_name = 'NOTE' and constraint_type = 'CHECK'")) {
          while (row.next()) {
            checks.add("alter table note drop constraint " + row.getString(1));
          }
        }
        SweepStore.run(raw, checks.toArray(new String[0]));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void step_forAVersionThatDoesNotSeal_isTc031(SweepStore.Kind kind) throws Exception {
    SweepStore store = store(kind);
    SweptTable table = store.table(ACME, "item");
    try (CellSweep sweep = store.sweep(ACME)) {
      assertCode(ErrorCode.TC031, () -> sweep.step(table, 99, KeyRange.ALL, 10));
    }
  }

  @ParameterizedTest
  @EnumSource
  void tables_ofThePlatform_areTheSharedOnes(SweepStore.Kind kind) throws Exception {
    SweepStore store = store(kind);
    assertThat(store.tables(TenantId.PLATFORM))
        .extracting(t -> t.label().replaceFirst(".*\\.", ""))
        .containsExactly("country");
    assertThat(store.tables(ACME))
        .extracting(t -> t.label().replaceFirst(".*\\.", ""))
        .containsExactly("item", "leaf", "note");
  }

  @ParameterizedTest
  @EnumSource
  void tables_thatCannotBeSweptCompletely_areTc041(SweepStore.Kind kind) throws Exception {
    SweepStore store = SweepStore.create(kind, "sweep_odd");
    try (Connection raw = store.raw()) {
      String item = store.table(ACME, "item").from().replace("only ", "");
      String column = store.table(ACME, "item").cells().get(0).name();
      String constraint =
          kind == SweepStore.Kind.POSTGRESQL ? "constraint item_pkey" : "primary key";
      SweepStore.run(raw, "alter table " + item + " drop " + constraint);
      assertThatThrownBy(() -> store.tables(ACME))
          .hasMessageContaining("item")
          .hasMessageContaining("primary key");
      assertCode(ErrorCode.TC041, () -> store.tables(ACME));
      SweepStore.run(raw, "create unique index item_id on " + item + " (id)");
      assertThat(store.table(ACME, "item").key()).hasSize(1);
      SweepStore.run(raw, "alter table " + item + " drop column " + column);
      assertThatThrownBy(() -> store.tables(ACME)).hasMessageContaining("no column label");
    } finally {
      store.close();
    }
  }

  @ParameterizedTest
  @EnumSource(names = "POSTGRESQL")
  void rowLevelSecurity_thatAppliesToTheRole_isTc041(SweepStore.Kind kind) throws Exception {
    SweepStore store = SweepStore.create(kind, "sweep_rls");
    try (Connection raw = store.raw()) {
      SweepStore.run(
          raw,
          "create role sweeper login",
          "grant usage on schema public to sweeper",
          "grant select, update on all tables in schema public to sweeper",
          "alter table note enable row level security",
          "create policy own on note using (tenant_id = current_setting('app.tenant', true))");
      assertThat(store.tables(ACME)).as("a superuser sees every row").hasSize(3);
      try (Connection role =
          DriverManager.getConnection(store.plainUrl.replace("user=postgres", "user=sweeper"))) {
        assertThatThrownBy(() -> SweptTables.of(role, store.policy, store.catalog(), ACME))
            .hasMessageContaining("note")
            .hasMessageContaining("BYPASSRLS");
      }
    } finally {
      store.close();
    }
  }

  @ParameterizedTest
  @EnumSource(names = "POSTGRESQL")
  void partitionsAndChildren_areSweptOnce(SweepStore.Kind kind) throws Exception {
    SweepStore store = SweepStore.create(kind, "sweep_parts");
    try (Connection raw = store.raw()) {
      SweepStore.run(
          raw,
          "create table note_child (primary key (tenant_id, id)) inherits (note)",
          "alter table leaf rename to leaf_old",
          "create table leaf (region varchar(20) not null, made date not null, no integer not null,"
              + " tenant_id varchar(63) not null, secret bytea, primary key (region, made, no))"
              + " partition by list (region)",
          "create table leaf_a partition of leaf for values in ('a')",
          "create table leaf_rest partition of leaf default");
      assertThat(store.tables(ACME))
          .extracting(SweptTable::label)
          .containsExactly("public.item", "public.leaf", "public.note", "public.note_child");
      assertThat(store.table(ACME, "note").from()).startsWith("only ");
      assertThat(store.table(ACME, "leaf").from()).doesNotStartWith("only ");
    } finally {
      store.close();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"MARIADB", "MYSQL"})
  void tablesThatTheRoleDoesNotSee_areTc041(SweepStore.Kind kind) throws Exception {
    SweepStore store = store(kind);
    String database = "sweep_" + kind.name().toLowerCase(java.util.Locale.ROOT);
    try (Connection raw = store.raw()) {
      SweepStore.run(
          raw,
          "create or replace user 'sweeper'@'127.0.0.1' identified by 'it'",
          "create or replace user 'sweeper'@'localhost' identified by 'it'",
          "grant select, update on " + database + ".note to 'sweeper'@'localhost'",
          "grant select, update on " + database + ".note to 'sweeper'@'127.0.0.1'");
      try (Connection role =
          DriverManager.getConnection(store.plainUrl.replace("user=it", "user=sweeper"))) {
        assertThatThrownBy(
                () ->
                    SweptTables.of(
                        role,
                        store.policy,
                        new io.tenantcrypt.catalog.ProductCatalogReader().read(role, 1),
                        ACME))
            .hasMessageContaining("GRANT");
      }
      SweepStore.run(
          raw,
          "drop user 'sweeper'@'localhost'",
          "drop user 'sweeper'@'127.0.0.1'",
          "create table versioned (id int primary key, tenant_id varchar(63) character set ascii"
              + " collate ascii_bin not null, label varbinary(200)) with system versioning",
          "rename table item to item_kept, versioned to item");
      try {
        assertThatThrownBy(() -> store.tables(ACME)).hasMessageContaining("former versions");
      } finally {
        SweepStore.run(raw, "drop table item", "rename table item_kept to item");
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"MARIADB", "MYSQL", "H2"})
  void columnsThatTheServerSetsAtAnUpdate_stayAsTheyAre(SweepStore.Kind kind) throws Exception {
    SweepStore store = SweepStore.create(kind, "sweep_set");
    try (Connection raw = store.raw()) {
      SweepStore.run(
          raw,
          "alter table item add column changed timestamp(6) default current_timestamp(6) on update"
              + " current_timestamp(6)");
      AsTenant.run(
          ACME.value(),
          () -> {
            try (Connection connection = store.connect()) {
              SweepStore.run(
                  connection,
                  "insert into item (id, label) values ('" + UUID.randomUUID() + "', 'one')");
            }
          });
      String changed = ask(raw, "select changed from item");
      int version = store.rotate(ACME);
      assertThat(pass(store, ACME, version).resealed()).isEqualTo(1);
      assertThat(ask(raw, "select changed from item")).isEqualTo(changed);
    } finally {
      store.close();
    }
  }

  private static String ask(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return String.valueOf(row.getString(1));
    }
  }

  @ParameterizedTest
  @EnumSource
  void rowsThatSomebodyHolds_areLostForThisStep_andTheSweepGoesOn(SweepStore.Kind kind)
      throws Exception {
    SweepStore store = store(kind);
    SweptTable table = store.table(ACME, "item");
    int version = store.rotate(ACME);
    long all;
    try (Connection holder = store.raw();
        CellSweep sweep = store.sweep(ACME)) {
      all = sweep.remaining(table, version);
      holder.setAutoCommit(false);
      SweepStore.run(holder, "update item set tenant_id = tenant_id where tenant_id = 'acme'");
      SweepStep step = sweep.step(table, version, KeyRange.ALL, 2);
      assertThat(step.lost()).isEqualTo(2);
      assertThat(step.resealed()).isZero();
      assertThat(step.next()).isPresent();
      holder.rollback();
      assertThat(sweep.remaining(table, version)).isEqualTo(all);
    }
    assertThat(pass(store, ACME, version).lost()).isZero();
    assertThat(remaining(store, ACME, version)).isZero();
  }

  /** Each database of these chooses for itself whom a deadlock ends. */
  @ParameterizedTest
  @EnumSource
  void transactionsThatLockAgainstTheOrder_areNeverEndedForTheSweep(SweepStore.Kind kind)
      throws Exception {
    SweepStore store = store(kind);
    SweptTable table = store.table(ACME, "note");
    int version = store.rotate(ACME);
    ExecutorService executor = Executors.newSingleThreadExecutor();
    try (Connection application = store.raw();
        CellSweep sweep = store.sweep(ACME)) {
      application.setAutoCommit(false);
      String update = "update note set plain = 'held' where tenant_id = 'acme' and id = ";
      SweepStore.run(application, update + 60);
      Future<SweepStep> step =
          executor.submit(() -> sweep.step(table, version, KeyRange.ALL, STEP));
      // Time for a sweep that waits to have locked what comes before.
      TimeUnit.MILLISECONDS.sleep(150);
      SweepStore.run(application, update + 0);
      application.commit();
      assertThat(step.get(20, TimeUnit.SECONDS).scanned()).isEqualTo(STEP);
    } finally {
      executor.shutdownNow();
    }
    assertThat(pass(store, ACME, version).lost()).isZero();
    assertThat(remaining(store, ACME, version)).isZero();
  }

  private static void assertCode(
      ErrorCode code, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            TenantCryptException.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}

package io.tenantcrypt.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantcrypt.plan.ProtectedColumn;
import io.tenantcrypt.policy.ColumnPolicy.Storage;
import io.tenantcrypt.policy.LogicalType;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SweepSqlTest {

  private static SweptTable table(String quote) {
    return new SweptTable(
        "s.t",
        quote + "t" + quote,
        Optional.of(new SweptTable.Tenant("tenant", KeyKind.TEXT, "acme")),
        List.of(
            new KeyColumn("a", KeyKind.TEXT),
            new KeyColumn("b", KeyKind.DATE),
            new KeyColumn("c", KeyKind.INTEGER)),
        List.of(cells("ssn", Storage.BINARY), cells("note", Storage.TEXT)),
        List.of("changed"));
  }

  private static SweptTable.Cells cells(String name, Storage storage) {
    return new SweptTable.Cells(
        name,
        new ProtectedColumn(
            "s.t",
            name,
            "t." + name,
            LogicalType.of(LogicalType.Name.VARCHAR, 9),
            storage,
            1,
            false));
  }

  private static KeyRange both(SweptTable table) {
    Optional<KeyPosition> position =
        Optional.of(KeyPosition.of(table.key(), List.of("x", java.time.LocalDate.EPOCH, 1L)));
    return new KeyRange(position, position);
  }

  private static long marks(String sql) {
    return sql.chars().filter(c -> c == '?').count();
  }

  @Test
  void select_onPostgres_comparesKeysAsRows() {
    SweptTable table = table("\"");
    assertThat(new SweepSql(SweepDialect.POSTGRESQL, table, 2).select(both(table)))
        .isEqualTo(
            "select a, b, c, ssn, note from \"t\" where tenant = ?"
                + " and (substring(ssn from 1 for 6) <> ?"
                + " or convert_to(left(note, 12), 'UTF8') <> ?)"
                + " and (a, b, c) > (?, ?, ?) and (a, b, c) <= (?, ?, ?)"
                + " order by a, b, c limit ?");
  }

  @Test
  void select_onMysql_letsTheIndexFindTheFirstColumn() {
    SweptTable table = table("`");
    String sql = new SweepSql(SweepDialect.MYSQL, table, 2).select(both(table));
    assertThat(sql)
        .contains(" and a >= ? and (a > ? or (a = ? and (b > ? or (b = ? and c > ?))))")
        .contains(" and a <= ? and (a < ? or (a = ? and (b < ? or (b = ? and c <= ?))))");
    assertThat(marks(sql)).isEqualTo(1 + 2 + 6 + 6 + 1);
  }

  @Test
  void lock_isForTheSameRowsAsSelect_andWaitsForNone() {
    for (SweepDialect dialect : SweepDialect.values()) {
      SweptTable table = table("\"");
      SweepSql sql = new SweepSql(dialect, table, 2);
      assertThat(sql.lock(both(table)))
          .isEqualTo(
              sql.select(both(table)).replace("a, b, c, ssn, note from", "a, b, c from")
                  + (dialect == SweepDialect.POSTGRESQL
                      ? " for no key update skip locked"
                      : " for update skip locked"));
    }
  }

  @Test
  void update_replacesOnlyWhatIsStillThere_andOfTheTenant() {
    SweptTable table = table("\"");
    assertThat(new SweepSql(SweepDialect.POSTGRESQL, table, 2).update())
        .isEqualTo(
            "update \"t\" set ssn = coalesce(?, ssn), note = coalesce(?, note), changed = changed"
                + " where tenant = ? and a = ? and b = ? and c = ?"
                + " and ssn is not distinct from coalesce(?, ssn)"
                + " and note collate \"C\" is not distinct from coalesce(?, note)");
  }

  @Test
  void count_needsNoKey() {
    SweptTable table = table("\"");
    assertThat(new SweepSql(SweepDialect.H2, table, 2).count())
        .isEqualTo(
            "select coalesce(sum(case when substring(ssn from 1 for 6) <> ? then 1 else 0 end), 0)"
                + " + coalesce(sum(case when cast(left(note, 12) as varbinary) <> ?"
                + " then 1 else 0 end), 0) from \"t\" where tenant = ?");
  }
}

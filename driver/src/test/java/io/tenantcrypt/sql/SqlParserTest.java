package io.tenantcrypt.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantcrypt.error.ErrorCode;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.stream.Stream;
import net.sf.jsqlparser.expression.JdbcParameter;
import net.sf.jsqlparser.expression.operators.conditional.OrExpression;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.schema.Table;
import net.sf.jsqlparser.statement.select.PlainSelect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlParserTest {

  static Stream<String> ordinary() {
    return Statements.ordinary().stream();
  }

  static Stream<String> evasions() {
    return Statements.evasions().stream().map(line -> line.replace('⏎', '\n'));
  }

  @ParameterizedTest
  @MethodSource("ordinary")
  void statement_asFrameworksWriteIt_isReadWhole(String sql) {
    ParsedStatement parsed = Statements.checked(sql);

    assertThat(parsed.tokens()).isEqualTo(Lexer.lex(sql, true));
  }

  @Test
  void ordinaryStatements_asTheyAre_areMoreThanAHundred() {
    assertThat(Statements.ordinary()).hasSizeGreaterThan(100);
  }

  @ParameterizedTest
  @MethodSource("evasions")
  void text_thatTheServerReadsOtherwise_isRefused(String sql) {
    assertThatThrownBy(() -> Statements.checked(sql))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> {
              assertThat(refusal.code()).isEqualTo(ErrorCode.TC003);
              assertThat(refusal.getCause()).isNull();
              assertThat(refusal.position()).isBetween(0, sql.length() + 1);
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 1 FROM t WHERE tenant_id = 7\n\n\nOR 1=1",
        "SELECT 1 FROM t WHERE tenant_id = 7\ngo\nOR 1=1",
        "SELECT 1 FROM t WHERE tenant_id = 7 --x\n\n\n\nOR 1=1",
        "SELECT 1 FROM t WHERE tenant_id = 7 /* /* */ \n\n\n */ OR 1=1"
      })
  void condition_behindWhatTheParserTakesForAnEnd_isSeen(String sql) {
    try {
      ParsedStatement parsed = Statements.parse(sql);
      assertThat(((PlainSelect) parsed.tree()).getWhere()).isInstanceOf(OrExpression.class);
    } catch (Refusal refusal) {
      // "go" is a word to the server: an alias here, which is no syntax behind a condition.
      assertThat(sql).contains("go");
    }
  }

  @Test
  void parameters_inTextOrder_areNumberedEvenWithoutPosition() {
    ParsedStatement parsed =
        Statements.checked(
            "select ?::date, cast(? as int) from t where a in (?,?) and '?' = ? /* ? */ limit ?");
    Inventory inventory = TreeAudit.inventory(parsed.tree());

    assertThat(inventory.parameters())
        .extracting(parsed::parameterIndex)
        .containsExactlyInAnyOrder(1, 2, 3, 4, 5, 6);
    for (JdbcParameter parameter : inventory.parameters()) {
      int offset = parsed.parameterOffset(parsed.parameterIndex(parameter));
      assertThat(parsed.sql().charAt(offset)).isEqualTo('?');
    }
  }

  @Test
  void names_inQuotesWithDots_stayOneName() {
    ParsedStatement parsed =
        Statements.checked("select \"p.tenant_id\", U&\"\\0073sn\" from \"s.t\".\"u\" as \"a.b\"");
    Inventory inventory = TreeAudit.inventory(parsed.tree());

    assertThat(inventory.columns())
        .allSatisfy(column -> assertThat(column.getTable()).isNull())
        .extracting(Column::getColumnName)
        .extracting(Lexer::fold)
        .containsExactlyInAnyOrder("p.tenant_id", "ssn");
    Table table = inventory.tables().iterator().next();
    assertThat(parsed.name(table)).extracting(Token::value).containsExactly("s.t", "u");
    assertThat(Lexer.fold(table.getAlias().getName())).isEqualTo("a.b");
  }

  @Test
  void literals_ofEveryForm_comeFromOurTokens() {
    ParsedStatement parsed =
        Statements.checked("select E'a\\'b', $q$c$q$, -5, U&'\\0041', date '2024-01-01'");
    List<String> values =
        ((PlainSelect) parsed.tree())
            .getSelectItems().stream().map(item -> parsed.literal(item.getExpression())).toList();

    assertThat(values).containsExactly("a'b", "c", "5", "A", "2024-01-01");
  }

  @Test
  void tree_always_holdsNoLiteralOfAString() {
    assertThat(Statements.parse("select 'secret', $$secret$$").tree().toString())
        .doesNotContain("secret");
  }

  @Test
  void parenthesis_ofEitherSide_findsItsPartner() {
    ParsedStatement parsed = Statements.parse("select ((1), array[2])");

    assertThat(parsed.matchingParenthesis(1)).isEqualTo(10);
    assertThat(parsed.matchingParenthesis(10)).isEqualTo(1);
    assertThat(parsed.matchingParenthesis(7)).isEqualTo(9);
    assertThat(parsed.matchingParenthesis(0)).isEqualTo(-1);
  }

  @Test
  void statement_inALongerText_keepsTheOriginalsOffsets() {
    String sql = "select 1; select a from t; ";
    ParsedStatement parsed =
        SqlParser.parse(sql, Lexer.split(Lexer.lex(sql, true)).get(1), Statements.POSTGRES);
    Column column = TreeAudit.inventory(parsed.tree()).columns().iterator().next();

    assertThat(parsed.start(column)).isEqualTo(17);
    assertThat(parsed.end(column)).isEqualTo(18);
    assertThat(parsed.tokens().get(parsed.tokenAt(17)).value()).isEqualTo("a");
    assertThat(parsed.tokenAt(18)).isEqualTo(-1);
  }

  @Test
  void refusal_ofTheParser_quotesNothingOfTheText() {
    assertThatThrownBy(() -> Statements.parse("select secret from secret where secret secret 's'"))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> {
              assertThat(refusal.reason()).doesNotContain("secret");
              assertThat(refusal.position()).isPositive();
            });
  }

  @Test
  void parsing_manyStatements_startsNoThread() {
    Statements.checked("select 1");
    long before = startedThreads();
    for (int i = 0; i < 200; i++) {
      Statements.checked("select a from t where b = " + i);
    }

    // A parser that starts one a statement would start 200; the JVM itself may start a few.
    assertThat(startedThreads() - before).isLessThan(50);
  }

  private static long startedThreads() {
    return ManagementFactory.getThreadMXBean().getTotalStartedThreadCount();
  }

  @Test
  void statement_withThousandsOfTerms_isReadOrRefused() {
    String sql = "select 1 from t where a = 1" + " and a = 1".repeat(20_000);

    assertThat(Statements.parse(sql).tokens()).hasSizeGreaterThan(80_000);
  }

  @Test
  void emptyStatement_always_isRefused() {
    assertThatThrownBy(() -> Statements.parse(" -- nothing")).isInstanceOf(Refusal.class);
  }
}

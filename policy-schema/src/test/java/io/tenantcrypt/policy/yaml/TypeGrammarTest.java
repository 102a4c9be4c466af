package io.tenantcrypt.policy.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.tenantcrypt.policy.ColumnPolicy;
import io.tenantcrypt.policy.LogicalType;
import io.tenantcrypt.policy.LogicalType.Name;
import io.tenantcrypt.policy.Policy;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TypeGrammarTest {

  private static final String HEAD =
      """
      version: 1
      deployment: 3f9c0b6a51d24e7788aa10c2b4d5e6f7
      revision: 1
      tenancy: { column: tenant_id }
      tables: { t: { columns: { c: { type: %s } } } }
      """;

  static Stream<Arguments> types() {
    return Stream.of(
        arguments("smallint", LogicalType.of(Name.SMALLINT)),
        arguments("integer", LogicalType.of(Name.INTEGER)),
        arguments("int", LogicalType.of(Name.INTEGER)),
        arguments("bigint", LogicalType.of(Name.BIGINT)),
        arguments("real", LogicalType.of(Name.REAL)),
        arguments("double", LogicalType.of(Name.DOUBLE)),
        arguments("double precision", LogicalType.of(Name.DOUBLE)),
        arguments("float", LogicalType.of(Name.DOUBLE)),
        arguments("boolean", LogicalType.of(Name.BOOLEAN)),
        arguments("text", LogicalType.of(Name.TEXT)),
        arguments("date", LogicalType.of(Name.DATE)),
        arguments("time", LogicalType.of(Name.TIME)),
        arguments("time(6)", LogicalType.of(Name.TIME)),
        arguments("time without time zone", LogicalType.of(Name.TIME)),
        arguments("timestamp", LogicalType.of(Name.TIMESTAMP)),
        arguments("timestamp(6)", LogicalType.of(Name.TIMESTAMP)),
        arguments("timestamp without time zone", LogicalType.of(Name.TIMESTAMP)),
        arguments("timestamptz", LogicalType.of(Name.TIMESTAMPTZ)),
        arguments("timestamptz(6)", LogicalType.of(Name.TIMESTAMPTZ)),
        arguments("timestamp with time zone", LogicalType.of(Name.TIMESTAMPTZ)),
        arguments("timestamp(6) with time zone", LogicalType.of(Name.TIMESTAMPTZ)),
        arguments("uuid", LogicalType.of(Name.UUID)),
        arguments("json", LogicalType.of(Name.JSON)),
        arguments("bytes", LogicalType.of(Name.BYTES)),
        arguments("bytea", LogicalType.of(Name.BYTES)),
        arguments("bytes(32)", LogicalType.of(Name.BYTES, 32)),
        arguments("varbinary(32)", LogicalType.of(Name.BYTES, 32)),
        arguments("char(2)", LogicalType.of(Name.CHAR, 2)),
        arguments("character(2)", LogicalType.of(Name.CHAR, 2)),
        arguments("varchar(11)", LogicalType.of(Name.VARCHAR, 11)),
        arguments("character varying(11)", LogicalType.of(Name.VARCHAR, 11)),
        arguments("'decimal(10,2)'", LogicalType.decimal(10, 2)),
        arguments("'numeric(10, 2)'", LogicalType.decimal(10, 2)),
        arguments("decimal(10)", LogicalType.decimal(10, 0)),
        arguments("'decimal(1000,1000)'", LogicalType.decimal(1000, 1000)),
        arguments("{ enum: [B, A] }", LogicalType.enumeration(List.of("B", "A"))));
  }

  @ParameterizedTest
  @MethodSource("types")
  void type_isRead(String written, LogicalType expected) {
    Policy policy = PolicyLoader.load("f", String.format(HEAD, written), name -> null);

    assertThat(policy.tables().get(0).columns().values())
        .extracting(ColumnPolicy::type)
        .containsExactly(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "varchr(11) | did you mean \"varchar\"",
        "bigit | did you mean \"bigint\"",
        "Text | did you mean \"text\"",
        "varchar | write varchar(n)",
        "varbinary | write varbinary(n), n from 1 to 9999999 bytes",
        "char(0) | write char(n)",
        "numeric | write numeric(precision,scale)",
        "'decimal(4,5)' | the scale of a decimal is at most its precision",
        "'decimal(4,-1)' | write decimal(precision,scale)",
        "time(3) | leave the precision out",
        "timestamp(9) | leave the precision out",
        "enum | write { enum: [A, B] }",
        "money | expected a logical type such as",
        "'text ' | did you mean \"text\"",
        "[text] | expected one value, not a list",
        "{ enum: [A], x: 1 } | unknown key",
      })
  void unknownType_isReportedWithTheWayOut(String written, String message) {
    assertThat(Examples.problems("f", String.format(HEAD, written)))
        .singleElement()
        .satisfies(problem -> assertThat(problem.message()).contains(message));
  }
}

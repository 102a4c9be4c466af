package io.tenantcrypt.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class KeyPositionTest {

  private static SweptTable table(KeyKind... kinds) {
    List<KeyColumn> key = new java.util.ArrayList<>();
    for (KeyKind kind : kinds) {
      key.add(new KeyColumn("k" + key.size(), kind));
    }
    return new SweptTable("s.t", "t", Optional.empty(), key, List.of(), List.of());
  }

  private static void roundTrips(KeyKind kind, Object value, String text) {
    SweptTable table = table(kind);
    KeyPosition position = KeyPosition.of(table.key(), List.of(value));
    assertThat(position.text()).isEqualTo(text);
    assertThat(KeyPosition.parse(table, text).value(0)).isEqualTo(value);
  }

  @Test
  void text_ofEachKind_isReadAgainAsTheSameValue() {
    roundTrips(KeyKind.INTEGER, -42L, "-42");
    roundTrips(KeyKind.DECIMAL, new BigDecimal("18446744073709551615"), "18446744073709551615");
    roundTrips(KeyKind.TEXT, "a,b%2C ü\n", "a%2Cb%252C+%C3%BC%0A");
    roundTrips(KeyKind.TEXT, "", "");
    roundTrips(KeyKind.BYTES, new byte[] {0, (byte) 0xff}, "00ff");
    roundTrips(KeyKind.BOOLEAN, true, "true");
    roundTrips(KeyKind.DATE, LocalDate.of(2026, 2, 28), "2026-02-28");
    roundTrips(KeyKind.TIMESTAMP, LocalDateTime.of(2026, 3, 29, 2, 30), "2026-03-29T02%3A30");
    roundTrips(
        KeyKind.INSTANT,
        OffsetDateTime.parse("2026-03-29T02:30:01.5Z"),
        "2026-03-29T02%3A30%3A01.500Z");
    roundTrips(
        KeyKind.UUIDS,
        UUID.fromString("0a6f3f0e-22c1-4f0b-9f57-2f6f3c1b7a10"),
        "0a6f3f0e-22c1-4f0b-9f57-2f6f3c1b7a10");
    roundTrips(KeyKind.SERVER_TEXT, "10.0.0.1/8", "10.0.0.1%2F8");
  }

  @Test
  void text_ofSeveralColumns_keepsTheirOrder() {
    SweptTable table = table(KeyKind.TEXT, KeyKind.DATE, KeyKind.INTEGER);
    KeyPosition position =
        KeyPosition.of(table.key(), List.of("nord,süd", LocalDate.of(2026, 1, 1), 7L));
    assertThat(position.text()).isEqualTo("nord%2Cs%C3%BCd,2026-01-01,7");
    assertThat(KeyPosition.parse(table, position.text()).values()).isEqualTo(position.values());
  }

  @Test
  void parse_ofAnythingElse_isTc041() {
    SweptTable table = table(KeyKind.TEXT, KeyKind.INTEGER);
    for (String text :
        List.of(
            "", "a", "a,", "a,1,", "a,1,2", "a,x", "a, 1", "a,01", "a,+1", "%zz,1", "a b,1",
            "a%2c,1")) {
      assertThatThrownBy(() -> KeyPosition.parse(table, text))
          .as(text)
          .isInstanceOfSatisfying(
              TenantCryptException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TC041))
          .hasMessageContaining("s.t");
    }
  }
}

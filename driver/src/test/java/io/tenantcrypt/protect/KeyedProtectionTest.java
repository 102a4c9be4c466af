package io.tenantcrypt.protect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantcrypt.codec.Codec;
import io.tenantcrypt.codec.Connector;
import io.tenantcrypt.codec.Form;
import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.plan.ProtectedColumn;
import io.tenantcrypt.policy.ColumnPolicy.Storage;
import io.tenantcrypt.policy.LogicalType;
import io.tenantcrypt.policy.LogicalType.Name;
import io.tenantcrypt.tenancy.TenantId;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KeyedProtectionTest {

  private static final TenantId ACME = TenantId.of("acme");
  private static final TenantId GLOBEX = TenantId.of("globex");
  private static final String SECRET = "078-05-1120";
  private static final ProtectedColumn SSN = column("ssn", Storage.BINARY, false);
  private static final ProtectedColumn TEXT = column("note", Storage.TEXT, false);
  private static final ProtectedColumn SHARED = column("code", Storage.BINARY, true);

  private final TestDataKeys keys = new TestDataKeys();
  private final Protection protection = new KeyedProtection(keys);

  private static ProtectedColumn column(String name, Storage storage, boolean platform) {
    return new ProtectedColumn(
        "patient", name, "patient." + name, LogicalType.of(Name.VARCHAR, 40), storage, 1, platform);
  }

  @AfterEach
  void everyLease_hasEnded() {
    assertThat(keys.leases).hasValue(0);
  }

  private Object seal(TenantId tenant, ProtectedColumn column, String value) {
    try (Sealer sealer = protection.sealer(tenant)) {
      return sealer.seal(
          column,
          Codec.encode(
              column.label(), column.type(), Connector.POSTGRESQL, Form.STRING, value, List.of()));
    }
  }

  private Object open(TenantId tenant, ProtectedColumn column, Object cell) {
    return protection.opener(tenant, column, Connector.POSTGRESQL).open(cell, Form.STRING, null);
  }

  private void assertRefused(ErrorCode code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            TenantCryptException.class, e -> assertThat(e.code()).isEqualTo(code))
        .hasMessageContaining("patient.")
        .hasMessageContaining("tenant ")
        .hasMessageNotContaining(SECRET);
  }

  @Test
  void open_binaryCell_givesTheValue() {
    Object cell = seal(ACME, SSN, SECRET);

    assertThat(cell).isInstanceOf(byte[].class);
    assertThat(new String((byte[]) cell, UTF_8)).doesNotContain(SECRET);
    assertThat(open(ACME, SSN, cell)).isEqualTo(SECRET);
  }

  @Test
  void open_textCell_givesTheValue() {
    Object cell = seal(ACME, TEXT, SECRET);

    assertThat((String) cell).matches("tc1\\.[A-Za-z0-9_-]+");
    assertThat(open(ACME, TEXT, cell)).isEqualTo(SECRET);
  }

  @Test
  void maySend_looksAtTheClockOnceForAllKeys_andFollowsTheVersion() {
    Sealer sealer = protection.sealer(ACME);
    assertThat(sealer.maySend()).as("nothing was sealed").isTrue();
    assertThat(keys.looks).hasValue(0);
    sealer.seal(SSN, new byte[1]);
    sealer.seal(SHARED, new byte[1]);
    sealer.close();
    assertThat(sealer.maySend()).isTrue();
    assertThat(keys.looks).hasValue(1);
    assertThat(sealer.renewed()).isTrue();
    keys.current = 2;
    assertThat(sealer.maySend()).isFalse();
    assertThat(sealer.renewed()).isFalse();
    assertThat(sealer.maySend()).isFalse();
  }

  @Test
  void covers_comparesTheVersionsOfBothKeys() {
    Sealer nothing = sealed();
    Sealer one = sealed(SSN);
    Sealer both = sealed(SSN, SHARED);
    keys.current = 2;
    Sealer later = sealed(SSN);

    assertThat(both.covers(one)).isTrue();
    assertThat(both.covers(nothing)).isTrue();
    assertThat(one.covers(both)).isFalse();
    assertThat(nothing.covers(one)).isFalse();
    assertThat(one.covers(later)).isFalse();
    assertThat(later.covers(one)).isFalse();
  }

  private Sealer sealed(ProtectedColumn... columns) {
    try (Sealer sealer = protection.sealer(ACME)) {
      for (ProtectedColumn column : columns) {
        sealer.seal(column, new byte[1]);
      }
      return sealer;
    }
  }

  @Test
  void open_emptyText_staysEmpty() {
    assertThat(open(ACME, SSN, seal(ACME, SSN, ""))).isEqualTo("");
  }

  @Test
  void open_cellOfAnotherTenant_isRefused() {
    Object cell = seal(ACME, SSN, SECRET);

    assertThatThrownBy(() -> open(GLOBEX, SSN, cell))
        .hasMessageContaining("patient.ssn")
        .hasMessageContaining("tenant globex")
        .hasMessageContaining("key version 1");
    assertRefused(ErrorCode.TC020, () -> open(GLOBEX, SSN, cell));
  }

  @Test
  void open_cellOfAnotherColumn_isRefused() {
    Object cell = seal(ACME, SSN, SECRET);

    assertRefused(ErrorCode.TC020, () -> open(ACME, column("name", Storage.BINARY, false), cell));
  }

  @Test
  void open_cellOfASharedTable_isThePlatformTenants() {
    Object cell = seal(ACME, SHARED, SECRET);

    assertThat(open(GLOBEX, SHARED, cell)).isEqualTo(SECRET);
    assertRefused(ErrorCode.TC020, () -> open(ACME, column("code", Storage.BINARY, false), cell));
  }

  @Test
  void open_plaintext_isNamedAsSuch() {
    assertRefused(ErrorCode.TC021, () -> open(ACME, SSN, SECRET.getBytes(UTF_8)));
    assertRefused(ErrorCode.TC021, () -> open(ACME, SSN, new byte[0]));
    assertRefused(ErrorCode.TC021, () -> open(ACME, TEXT, SECRET));
    assertRefused(ErrorCode.TC021, () -> open(ACME, TEXT, "TC1.AAAA"));
  }

  @Test
  void open_otherStorageThanThePolicys_isRefused() {
    assertRefused(ErrorCode.TC041, () -> open(ACME, TEXT, seal(ACME, SSN, SECRET)));
    assertRefused(ErrorCode.TC041, () -> open(ACME, SSN, seal(ACME, TEXT, SECRET)));
  }

  @Test
  void open_otherAlgorithms_areRefused() {
    byte[] cell = (byte[]) seal(ACME, SSN, SECRET);
    cell[1] = 2;
    assertRefused(ErrorCode.TC020, () -> open(ACME, SSN, cell));
    cell[1] = (byte) 0x81;
    assertRefused(ErrorCode.TC040, () -> open(ACME, SSN, cell));
  }

  @Test
  void open_textOfAnotherSpelling_isRefused() {
    String cell = (String) seal(ACME, TEXT, "ab");
    assertThat(cell).hasSize(4 + 50);

    // 37 bytes leave four unused bits in the last character.
    char last = cell.charAt(cell.length() - 1);
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    char stray = alphabet.charAt(alphabet.indexOf(last) + 1);
    String trimmed = cell.substring(0, cell.length() - 1);
    for (String other :
        List.of(
            cell + "==",
            cell + "=",
            cell + "A",
            cell + " ",
            cell + "\n",
            trimmed + stray,
            trimmed,
            "tc1.",
            "tc1.+/+/")) {
      assertThatThrownBy(() -> open(ACME, TEXT, other))
          .isInstanceOfSatisfying(
              TenantCryptException.class,
              e -> assertThat(e.code()).isIn(ErrorCode.TC020, ErrorCode.TC021));
    }
    assertThat(open(ACME, TEXT, cell)).isEqualTo("ab");
  }

  @Test
  void open_manyCells_asksForTheKeyOnce() {
    Object cell = seal(ACME, SSN, SECRET);
    keys.evictAll();
    Opener opener = protection.opener(ACME, SSN, Connector.POSTGRESQL);
    int before = keys.requests.get();

    for (int i = 0; i < 10; i++) {
      assertThat(opener.open(cell, Form.STRING, null)).isEqualTo(SECRET);
    }

    assertThat(keys.requests.get() - before).isEqualTo(1);
    assertThat(keys.leases).hasValue(0);
  }

  @Test
  void open_underAKeyThatIsLive_takesNoLease() {
    Object cell = seal(ACME, SSN, SECRET);
    int before = keys.requests.get();

    assertThat(open(ACME, SSN, cell)).isEqualTo(SECRET);

    assertThat(keys.requests.get() - before).isZero();
  }

  @Test
  void open_afterTheKeyLeftTheCache_asksAgain() {
    Object cell = seal(ACME, SSN, SECRET);
    Opener opener = protection.opener(ACME, SSN, Connector.POSTGRESQL);
    opener.open(cell, Form.STRING, null);
    int before = keys.requests.get();

    keys.evictAll();

    assertThat(opener.open(cell, Form.STRING, null)).isEqualTo(SECRET);
    assertThat(keys.requests.get() - before).isEqualTo(1);
  }

  @Test
  void open_cellsOfOneRow_looksAtTheClockOnce() {
    Object ssn = seal(ACME, SSN, SECRET);
    Object note = seal(ACME, TEXT, SECRET);
    Openers row = protection.openers(ACME, Connector.POSTGRESQL);
    Opener first = row.of(SSN);
    Opener second = row.of(TEXT);
    for (int i = 0; i < 3; i++) {
      row.moved();
      assertThat(first.open(ssn, Form.STRING, null)).isEqualTo(SECRET);
      assertThat(second.open(note, Form.STRING, null)).isEqualTo(SECRET);
    }

    assertThat(keys.looks.get()).isEqualTo(3);
  }

  @Test
  void open_keyDestroyedWithoutLeavingTheCache_asksAgain() {
    Object cell = seal(ACME, SSN, SECRET);
    Opener opener = protection.opener(ACME, SSN, Connector.POSTGRESQL);
    opener.open(cell, Form.STRING, null);
    int before = keys.requests.get();

    keys.destroyUnnoticed();

    assertThat(opener.open(cell, Form.STRING, null)).isEqualTo(SECRET);
    assertThat(keys.requests.get() - before).isEqualTo(1);
  }

  @Test
  void open_versionsInTurn_eachUnderItsKey() {
    Object first = seal(ACME, SSN, "one");
    keys.current = 2;
    Object second = seal(ACME, SSN, "two");
    Opener opener = protection.opener(ACME, SSN, Connector.POSTGRESQL);

    assertThat(opener.open(first, Form.STRING, null)).isEqualTo("one");
    assertThat(opener.open(second, Form.STRING, null)).isEqualTo("two");
    assertThat(opener.open(first, Form.STRING, null)).isEqualTo("one");
  }

  @Test
  void open_versionThatDoesNotExist_isRefused() {
    keys.current = 2;
    Object cell = seal(ACME, SSN, SECRET);
    keys.current = 1;

    assertThatThrownBy(() -> open(ACME, SSN, cell))
        .hasMessageContaining("acme")
        .hasMessageContaining("version 2");
  }

  @Test
  void open_valueThatTheFormCannotHold_endsItsLease() {
    Object cell = seal(ACME, SSN, SECRET);

    assertThatThrownBy(
            () -> protection.opener(ACME, SSN, Connector.POSTGRESQL).open(cell, Form.INT, null))
        .isInstanceOfSatisfying(
            TenantCryptException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TC022));
  }

  @Test
  void sealer_forSeveralValues_takesOneLeaseATenant() {
    try (Sealer sealer = protection.sealer(ACME)) {
      assertThat(keys.requests).hasValue(0);
      sealer.seal(SSN, new byte[] {1});
      sealer.seal(TEXT, new byte[] {2});
      sealer.seal(SHARED, new byte[] {3});
      sealer.seal(SHARED, new byte[] {4});
      assertThat(keys.leases).hasValue(2);
    }
  }

  @Test
  void sealer_closedTwice_endsItsLeaseOnce() {
    Sealer sealer = protection.sealer(ACME);
    sealer.seal(SSN, new byte[] {1});

    sealer.close();
    sealer.close();

    assertThatThrownBy(() -> sealer.seal(SSN, new byte[] {1}))
        .isInstanceOf(IllegalStateException.class);
  }
}

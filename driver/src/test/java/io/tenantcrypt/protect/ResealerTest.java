package io.tenantcrypt.protect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantcrypt.codec.Connector;
import io.tenantcrypt.codec.Form;
import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.plan.ProtectedColumn;
import io.tenantcrypt.policy.ColumnPolicy.Storage;
import io.tenantcrypt.policy.LogicalType;
import io.tenantcrypt.policy.LogicalType.Name;
import io.tenantcrypt.tenancy.TenantId;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ResealerTest {

  private static final TenantId ACME = TenantId.of("acme");
  private static final ProtectedColumn SSN = column("ssn", Storage.BINARY, 1);
  private static final ProtectedColumn NOTE = column("note", Storage.TEXT, 1);

  private final TestDataKeys keys = new TestDataKeys();
  private final Protection protection = new KeyedProtection(keys);

  private static ProtectedColumn column(String name, Storage storage, int pad) {
    return new ProtectedColumn(
        "patient", name, "patient." + name, LogicalType.of(Name.VARCHAR, 40), storage, pad, false);
  }

  @AfterEach
  void everyLease_hasEnded() {
    assertThat(keys.leases).hasValue(0);
  }

  private Object seal(ProtectedColumn column, String value) {
    try (Sealer sealer = protection.sealer(ACME)) {
      return sealer.seal(column, value.getBytes(UTF_8));
    }
  }

  private Object open(ProtectedColumn column, Object cell) {
    return protection.opener(ACME, column, Connector.POSTGRESQL).open(cell, Form.STRING, null);
  }

  private static void assertCode(ErrorCode code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            TenantCryptException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  @Test
  void reseal_ofBothForms_givesTheSameValueUnderTheVersion() {
    Object binary = seal(SSN, "one");
    Object text = seal(NOTE, "two");
    keys.current = 3;
    try (Resealer resealer = Resealer.open(keys, ACME, 3)) {
      Object again = resealer.reseal(SSN, binary);
      Object textAgain = resealer.reseal(NOTE, text);

      assertThat(Resealer.isUnder(binary, Resealer.head(SSN, 3))).isFalse();
      assertThat(Resealer.isUnder(again, Resealer.head(SSN, 3))).isTrue();
      assertThat(Resealer.isUnder(textAgain, Resealer.head(NOTE, 3))).isTrue();
      assertThat((String) textAgain).startsWith(new String(Resealer.head(NOTE, 3), UTF_8));
      assertThat(Resealer.head(NOTE, 3)).hasSize(Resealer.headLength(NOTE));
      assertThat(Resealer.head(SSN, 3)).hasSize(Resealer.headLength(SSN));
      assertThat(open(SSN, again)).isEqualTo("one");
      assertThat(open(NOTE, textAgain)).isEqualTo("two");
      assertThat(resealer.maySend()).isTrue();
      keys.current = 4;
      assertThat(resealer.maySend()).isFalse();
    }
  }

  @Test
  void reseal_takesThePadOfThePolicyAsItIsNow() {
    Object cell = seal(SSN, "one");
    keys.current = 2;
    try (Resealer resealer = Resealer.open(keys, ACME, 2)) {
      byte[] padded = (byte[]) resealer.reseal(column("ssn", Storage.BINARY, 64), cell);
      assertThat(padded).hasSize(6 + 12 + 64 + 16);
      assertThat(open(SSN, padded)).isEqualTo("one");
    }
  }

  @Test
  void reseal_ofWhatIsNoCell_saysWhatItIs() {
    byte[] broken = (byte[]) seal(SSN, "one");
    broken[20] ^= 1;
    byte[] future = (byte[]) seal(SSN, "one");
    future[5] = 9;
    keys.current = 2;
    try (Resealer resealer = Resealer.open(keys, ACME, 2)) {
      assertCode(ErrorCode.TC020, () -> resealer.reseal(SSN, broken));
      assertCode(ErrorCode.TC020, () -> resealer.reseal(SSN, future));
      assertCode(ErrorCode.TC021, () -> resealer.reseal(SSN, "plain".getBytes(UTF_8)));
      assertCode(ErrorCode.TC021, () -> resealer.reseal(NOTE, "plain"));
      assertCode(ErrorCode.TC020, () -> resealer.reseal(NOTE, "tc1.%%%"));
    }
  }

  @Test
  void open_forAVersionThatDoesNotSeal_isTc031() {
    assertCode(ErrorCode.TC031, () -> Resealer.open(keys, ACME, 2));
  }
}

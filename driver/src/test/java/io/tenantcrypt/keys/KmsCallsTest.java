package io.tenantcrypt.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantcrypt.crypto.SecretBytes;
import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.tenancy.TenantId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class KmsCallsTest {

  private static final TenantId ACME = TenantId.of("acme");
  private static final TenantId BETA = TenantId.of("beta");
  private static final KekUri URI = KekUri.parse("fake://kek");
  private static final EncryptionContext CONTEXT =
      EncryptionContext.of(ACME, "deployment", KeyPurpose.DEK, KeyId.random());

  private final FakeKek kms = new FakeKek();
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
  private final List<KmsCall> told = new ArrayList<>();
  private KmsCall.Listener listener = told::add;
  private final KmsCalls calls =
      new KmsCalls(kms, Duration.ofMillis(400), call -> listener.called(call), nanos::get);
  private final KeyEncryptionKey kek = calls.of(URI, ACME);

  private static TenantCryptException refusal(ErrorCode code, ThrowingCallable call) {
    TenantCryptException[] thrown = new TenantCryptException[1];
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            TenantCryptException.class,
            e -> {
              assertThat(e.code()).as(e.getMessage()).isEqualTo(code);
              thrown[0] = e;
            });
    return thrown[0];
  }

  @Test
  void eachCall_isTold_withKekTenantContextAndLatency() {
    kms.before = () -> nanos.addAndGet(7_000);
    try (GeneratedKey made = kek.generate(CONTEXT);
        SecretBytes key = kek.unwrap(made.wrapped(), CONTEXT)) {
      kek.wrap(key, CONTEXT);
    }
    kek.describe();
    assertThat(told)
        .extracting(KmsCall::operation)
        .containsExactly(
            KmsCall.Operation.GENERATE,
            KmsCall.Operation.UNWRAP,
            KmsCall.Operation.WRAP,
            KmsCall.Operation.DESCRIBE);
    assertThat(told)
        .allSatisfy(
            call -> {
              assertThat(call.kek()).isEqualTo(URI);
              assertThat(call.tenant()).isEqualTo(ACME);
              assertThat(call.failure()).isEmpty();
              assertThat(call.id()).matches("[0-9a-f]{16}");
            });
    assertThat(told.subList(0, 3))
        .allSatisfy(call -> assertThat(call.context()).isEqualTo(CONTEXT.asMap()));
    assertThat(told.get(1).latency()).isEqualTo(Duration.ofNanos(7_000));
    assertThat(told).extracting(KmsCall::id).doesNotHaveDuplicates();
  }

  @Test
  void failedCall_isTold_andItsMessageEndsWithTheCallsId() {
    kms.failure = Optional.of(ErrorCode.TC033);
    TenantCryptException refused = refusal(ErrorCode.TC033, () -> kek.generate(CONTEXT));
    assertThat(told.get(0).failure()).contains(ErrorCode.TC033);
    assertThat(refused).hasMessageEndingWith("(call " + told.get(0).id() + ")");
  }

  @Test
  void listenerThatDoesNotTakeACall_takesAwayWhatTheKmsGave() {
    WrappedKey wrapped;
    try (GeneratedKey made = kek.generate(CONTEXT)) {
      wrapped = made.wrapped();
    }
    listener =
        call -> {
          throw new TenantCryptException(ErrorCode.TC040, "the sink is full");
        };
    refusal(ErrorCode.TC040, () -> kek.unwrap(wrapped, CONTEXT));
    assertThat(kms.alive()).isEmpty();
  }

  @Test
  void contextOfAnotherTenant_isRefusedBeforeTheKmsIsAsked() {
    EncryptionContext beta =
        EncryptionContext.of(BETA, "deployment", KeyPurpose.DEK, KeyId.random());
    try (GeneratedKey made = kek.generate(CONTEXT);
        SecretBytes key = SecretBytes.random(32)) {
      refusal(ErrorCode.TC035, () -> kek.generate(beta));
      refusal(ErrorCode.TC035, () -> kek.wrap(key, beta));
      refusal(ErrorCode.TC035, () -> kek.unwrap(made.wrapped(), beta));
      assertThat(kms.unwraps).hasValue(0);
      refusal(ErrorCode.TC035, () -> kek.unwrap(made.wrapped(), CONTEXT.ofNobody()));
      assertThat(kms.unwraps).as("nobody is asked for, as a proof").hasValue(1);
    }
  }

  @Test
  void providerThatThrowsSomethingElse_isTc030_withoutItsWords() {
    kms.before =
        () -> {
          throw new IllegalStateException("hunter2");
        };
    try (GeneratedKey made = kek.generate(CONTEXT)) {
      TenantCryptException refused =
          refusal(ErrorCode.TC030, () -> kek.unwrap(made.wrapped(), CONTEXT));
      assertThat(refused).hasMessageContaining("IllegalStateException");
      assertThat(refused.getCause()).isInstanceOf(NoOutage.class).hasNoCause();
      assertThat(refused.getMessage()).doesNotContain("hunter2");
      assertThat(told.get(1).failure()).contains(ErrorCode.TC030);
    }
  }

  private void outages(int count) {
    kms.failure = Optional.of(ErrorCode.TC030);
    for (int i = 0; i < count; i++) {
      refusal(ErrorCode.TC030, () -> kek.generate(CONTEXT));
    }
  }

  @Test
  void kekThatIsOut_isLeftAloneForASecondThenTwo_andOneCallFindsOut() {
    outages(KekTraffic.OUTAGES);
    assertThat(told).hasSize(KekTraffic.OUTAGES);
    refusal(ErrorCode.TC030, () -> kek.generate(CONTEXT));
    assertThat(told).as("not asked").hasSize(KekTraffic.OUTAGES);
    nanos.addAndGet(Duration.ofSeconds(1).toNanos());
    refusal(ErrorCode.TC030, () -> kek.generate(CONTEXT));
    assertThat(told).as("asked once").hasSize(KekTraffic.OUTAGES + 1);
    nanos.addAndGet(Duration.ofMillis(1_900).toNanos());
    refusal(ErrorCode.TC030, () -> kek.generate(CONTEXT));
    assertThat(told).as("left alone for longer").hasSize(KekTraffic.OUTAGES + 1);
    nanos.addAndGet(Duration.ofMillis(100).toNanos());
    kms.failure = Optional.empty();
    kek.generate(CONTEXT).close();
    kek.generate(CONTEXT).close();
    assertThat(told).as("and is back").hasSize(KekTraffic.OUTAGES + 3);
  }

  @Test
  void kekThatIsOut_isLeftAloneByAllTenants_butOtherKeksAreNot() {
    outages(KekTraffic.OUTAGES);
    kms.failure = Optional.empty();
    EncryptionContext beta =
        EncryptionContext.of(BETA, "deployment", KeyPurpose.DEK, KeyId.random());
    refusal(ErrorCode.TC030, () -> calls.of(URI, BETA).generate(beta));
    calls.of(KekUri.parse("fake://other"), BETA).generate(beta).close();
  }

  @Test
  void interruptedCalls_andBrokenProviders_leaveNoKekAlone() {
    kms.failure = Optional.of(ErrorCode.TC030);
    for (int i = 0; i < 2 * KekTraffic.OUTAGES; i++) {
      Thread.currentThread().interrupt();
      refusal(ErrorCode.TC030, () -> kek.generate(CONTEXT));
      assertThat(Thread.interrupted()).isTrue();
    }
    kms.failure = Optional.empty();
    kek.generate(CONTEXT).close();
  }

  @Test
  void outagesOfCallsThatRanAtOnce_areOnePause() {
    KekTraffic traffic = new KekTraffic(URI, Duration.ofMillis(400), nanos::get);
    List<KekTraffic.Turn> turns = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      turns.add(traffic.begin(TenantId.of("t" + i)));
    }
    turns.forEach(turn -> traffic.end(turn, true));
    refusal(ErrorCode.TC030, () -> traffic.begin(ACME));
    nanos.addAndGet(Duration.ofSeconds(1).toNanos());
    traffic.end(traffic.begin(ACME), false);
    traffic.end(traffic.begin(ACME), false);
  }

  @Test
  void refusals_areAnswers_andKeepAKekInUse() {
    outages(KekTraffic.OUTAGES - 1);
    kms.failure = Optional.of(ErrorCode.TC032);
    refusal(ErrorCode.TC032, () -> kek.generate(CONTEXT));
    outages(KekTraffic.OUTAGES - 1);
    refusal(ErrorCode.TC030, () -> kek.generate(CONTEXT));
    assertThat(told).hasSize(2 * KekTraffic.OUTAGES);
  }

  @Test
  void oneTenant_hasNoMoreThanItsShare_andOthersGoOn() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    AtomicInteger inside = new AtomicInteger();
    WrappedKey wrapped;
    try (GeneratedKey made = kek.generate(CONTEXT)) {
      wrapped = made.wrapped();
    }
    kms.before =
        () -> {
          inside.incrementAndGet();
          try {
            release.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        };
    ExecutorService threads = Executors.newCachedThreadPool();
    try {
      List<Future<SecretBytes>> hanging = new ArrayList<>();
      for (int i = 0; i < KekTraffic.SHARE; i++) {
        hanging.add(threads.submit(() -> kek.unwrap(wrapped, CONTEXT)));
      }
      while (inside.get() < KekTraffic.SHARE) {
        Thread.onSpinWait();
      }
      TenantCryptException crowded = refusal(ErrorCode.TC031, () -> kek.unwrap(wrapped, CONTEXT));
      assertThat(crowded).hasMessageContaining("acme").hasMessageContaining("fake://kek");
      assertThat(inside).hasValue(KekTraffic.SHARE);
      kms.before = () -> {};
      EncryptionContext beta =
          EncryptionContext.of(BETA, "deployment", KeyPurpose.DEK, KeyId.random());
      calls.of(URI, BETA).generate(beta).close();
      release.countDown();
      for (Future<SecretBytes> each : hanging) {
        each.get().close();
      }
      kek.unwrap(wrapped, CONTEXT).close();
    } finally {
      release.countDown();
      threads.shutdownNow();
    }
  }
}

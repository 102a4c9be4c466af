package io.tenantcrypt.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class OneThreadTest {

  private final OneThread using = new OneThread();

  private static void assertRefused(ThrowingCallable call) {
    assertThat(catchThrowable(call))
        .isInstanceOfSatisfying(
            TenantCryptException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TC003));
  }

  @Test
  void begin_whileAnotherThreadIsAtIt_isRefused() {
    using.begin();
    using.requireBegun();
    CompletableFuture.runAsync(() -> assertRefused(using::begin)).join();
    CompletableFuture.runAsync(() -> assertRefused(using::requireBegun)).join();
    using.end();
    CompletableFuture.runAsync(
            () -> {
              using.begin();
              using.end();
            })
        .join();
  }

  @Test
  void requireBegun_ofWhatNobodyBegan_isRefused() {
    assertRefused(using::requireBegun);
    using.begin();
    using.end();
    assertRefused(using::requireBegun);
  }
}

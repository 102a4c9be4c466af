package io.tenantcrypt.keys.kms.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.keys.KekUri;
import io.tenantcrypt.keys.kms.Deadline;
import io.tenantcrypt.keys.kms.KmsSettings;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VaultSessionTest {

  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  @Test
  void loginThatEndsUnexpectedly_isBegunAnewByTheNextCaller() {
    AtomicBoolean broken = new AtomicBoolean();
    KmsSettings settings =
        new KmsSettings(
            TIMEOUT,
            false,
            name -> {
              if (broken.getAndSet(false)) {
                throw new SecurityException("not now");
              }
              return Optional.empty();
            });
    VaultSettings set = new VaultSettings(settings, Optional.empty());
    VaultHttp http = new VaultHttp(URI.create("http://127.0.0.1:1"), new VaultTls(set), TIMEOUT);
    VaultSession session = new VaultSession(http, new VaultLogin(set, Optional.empty()));
    broken.set(true);
    assertThatThrownBy(() -> session.token(Deadline.after(TIMEOUT)))
        .isInstanceOf(SecurityException.class);
    assertThatThrownBy(() -> session.token(Deadline.after(TIMEOUT)))
        .isInstanceOfSatisfying(
            VaultFailure.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TC033));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\nX-Vault-Token: hunter2", "hunter2/", "hunter2 x", "../hunter2"})
  void namespaceOfTheLogin_thatCannotBeOne_isRefusedWithoutQuotingIt(String namespace) {
    KmsSettings settings =
        new KmsSettings(
            TIMEOUT,
            false,
            name ->
                name.equals("TENANTCRYPT_VAULT_AUTH_NAMESPACE")
                    ? Optional.of(namespace)
                    : Optional.empty());
    VaultKmsProvider provider = new VaultKmsProvider();
    assertThatThrownBy(() -> provider.open(KekUri.parse("vault://h/transit/k"), settings))
        .isInstanceOfSatisfying(
            TenantCryptException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TC040))
        .hasMessageContaining("TENANTCRYPT_VAULT_AUTH_NAMESPACE")
        .hasMessageNotContaining("hunter2");
  }
}

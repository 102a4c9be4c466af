package io.tenantcrypt.it.kms;

import static io.tenantcrypt.it.kms.Refusals.refusal;
import static io.tenantcrypt.it.kms.Refusals.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.it.Stopwatch;
import io.tenantcrypt.keys.EncryptionContext;
import io.tenantcrypt.keys.GeneratedKey;
import io.tenantcrypt.keys.KekUri;
import io.tenantcrypt.keys.KeyEncryptionKey;
import io.tenantcrypt.keys.KeyId;
import io.tenantcrypt.keys.KeyPurpose;
import io.tenantcrypt.keys.kms.vault.VaultKmsProvider;
import io.tenantcrypt.tenancy.TenantId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How {@code vault://} gets its token, on a real OpenBao and with tokens that really die. */
class VaultLoginIT {

  private static final EncryptionContext CONTEXT =
      EncryptionContext.of(TenantId.of("acme"), "deployment", KeyPurpose.DEK, KeyId.random());
  private static final String LOGIN = "POST /v1/auth/approle/login";
  private static final String RENEWAL = "POST /v1/auth/token/renew-self";

  @SuppressWarnings("NullAway.Init")
  private static OpenBao bao;

  @SuppressWarnings("NullAway.Init")
  private static String key;

  private final VaultKmsProvider provider = new VaultKmsProvider();
  private int loginsBefore;
  private int renewalsBefore;

  @BeforeAll
  static void start() throws Exception {
    bao = OpenBao.shared();
    key = bao.key("login");
  }

  @BeforeEach
  void heal() {
    bao.proxy().none();
    loginsBefore = bao.proxy().asked(LOGIN).size();
    renewalsBefore = bao.proxy().asked(RENEWAL).size();
  }

  @AfterEach
  void close() {
    bao.proxy().none();
    provider.close();
  }

  private int logins() {
    return bao.proxy().asked(LOGIN).size() - loginsBefore;
  }

  private int renewals() {
    return bao.proxy().asked(RENEWAL).size() - renewalsBefore;
  }

  private KeyEncryptionKey kek(Map<String, String> variables) {
    return provider.open(bao.kek(key), OpenBao.settings(variables));
  }

  /** A role and a secret of it. */
  private static Map<String, String> role(String name, String body) {
    String path = "auth/approle/role/" + name;
    bao.require("POST", path, body);
    return Map.of(
        "TENANTCRYPT_VAULT_ROLE_ID",
        bao.require("GET", path + "/role-id", "").field("role_id"),
        "TENANTCRYPT_VAULT_SECRET_ID",
        bao.require("POST", path + "/secret-id", "").field("secret_id"));
  }

  private static String lastToken() {
    List<FaultProxy.Asked> asked = bao.proxy().asked();
    for (int i = asked.size() - 1; i >= 0; i--) {
      List<String> sent = asked.get(i).headers().get("X-vault-token");
      if (sent != null) {
        return sent.get(0);
      }
    }
    throw new IllegalStateException("no token was sent");
  }

  private static void revoke(String token) {
    bao.require("POST", "auth/token/revoke", "{\"token\":\"" + token + "\"}");
  }

  /** Opens one key again and again; none of it may fail. */
  private static int work(KeyEncryptionKey kek, Duration time) {
    int done = 0;
    try (GeneratedKey made = kek.generate(CONTEXT)) {
      long end = System.nanoTime() + time.toNanos();
      while (System.nanoTime() - end < 0) {
        kek.unwrap(made.wrapped(), CONTEXT).close();
        done++;
      }
    }
    return done;
  }

  @Test
  void appRole_logsInOnce_howeverManyThreadsWait() throws Exception {
    KeyEncryptionKey kek =
        kek(role("once", "{\"token_policies\":\"tenantcrypt\",\"token_ttl\":\"60s\"}"));
    ExecutorService threads = Executors.newFixedThreadPool(32);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < 32; i++) {
        all.add(threads.submit(() -> kek.generate(CONTEXT).close()));
      }
      for (Future<?> each : all) {
        each.get();
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(logins()).isEqualTo(1);
  }

  @Test
  void tokenRevokedInMidFlight_isReplacedByOneLogin() {
    KeyEncryptionKey kek =
        kek(role("revoked", "{\"token_policies\":\"tenantcrypt\",\"token_ttl\":\"60s\"}"));
    try (GeneratedKey made = kek.generate(CONTEXT)) {
      revoke(lastToken());
      kek.unwrap(made.wrapped(), CONTEXT).close();
      assertThat(logins()).isEqualTo(2);
    }
  }

  @Test
  void tokenOfShortLife_isRenewedWhileItIsInUse() {
    KeyEncryptionKey kek =
        kek(role("short", "{\"token_policies\":\"tenantcrypt\",\"token_ttl\":\"2s\"}"));
    assertThat(work(kek, Duration.ofSeconds(5))).isPositive();
    assertThat(logins()).isEqualTo(1);
    assertThat(renewals()).isBetween(2, 8);
  }

  @Test
  void tokenThatCannotBeRenewedFurther_isFollowedByALogin() {
    KeyEncryptionKey kek =
        kek(
            role(
                "ends",
                "{\"token_policies\":\"tenantcrypt\",\"token_ttl\":\"2s\",\"token_max_ttl\":\"3s\"}"));
    assertThat(work(kek, Duration.ofSeconds(7))).isPositive();
    assertThat(logins()).isBetween(2, 6);
  }

  @Test
  void batchToken_thatExpires_isFollowedByALogin() {
    KeyEncryptionKey kek =
        kek(
            role(
                "batch",
                "{\"token_policies\":\"tenantcrypt\",\"token_ttl\":\"1s\",\"token_type\":\"batch\"}"));
    assertThat(work(kek, Duration.ofSeconds(3))).isPositive();
    assertThat(logins()).isBetween(3, 12);
    assertThat(renewals()).isZero();
  }

  /** A token that may not ask about itself: its end is not known before Vault denies it. */
  @Test
  void tokenFromAFile_thatExpiresInMidFlight_isReadAnew(@TempDir Path folder) throws Exception {
    bao.require(
        "PUT",
        "sys/policies/acl/silent",
        "{\"policy\":"
            + OpenBao.quoted("path \"transit/*\" {\n capabilities = [\"read\", \"update\"]\n}")
            + "}");
    String body = "{\"policies\":[\"silent\"],\"no_default_policy\":true,\"ttl\":\"%s\"}";
    Path file = folder.resolve("token");
    String first =
        bao.require("POST", "auth/token/create", body.formatted("1s")).field("client_token");
    Files.writeString(file, first + "\n");
    KeyEncryptionKey kek = kek(Map.of("TENANTCRYPT_VAULT_TOKEN_FILE", file.toString()));
    try (GeneratedKey made = kek.generate(CONTEXT)) {
      long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
      String asked = "{\"token\":\"" + first + "\"}";
      while (bao.ask(bao.root(), "", "POST", "auth/token/lookup", asked).status() == 200) {
        assertThat(System.nanoTime() - end).isNegative();
      }
      refusal(ErrorCode.TC033, () -> kek.unwrap(made.wrapped(), CONTEXT));
      Files.writeString(
          file,
          bao.require("POST", "auth/token/create", body.formatted("60s")).field("client_token"));
      kek.unwrap(made.wrapped(), CONTEXT).close();
    }
  }

  @Test
  void givenToken_isRenewed_andItsRevocationIsADenial() {
    String token = bao.token(",\"ttl\":\"2s\",\"renewable\":true");
    KeyEncryptionKey kek = kek(Map.of("TENANTCRYPT_VAULT_TOKEN", token));
    assertThat(work(kek, Duration.ofSeconds(4))).isPositive();
    assertThat(renewals()).isPositive();
    revoke(token);
    assertThat(text(refusal(ErrorCode.TC033, () -> kek.generate(CONTEXT)))).doesNotContain(token);
  }

  @Test
  void denialByPolicy_isBelieved_andBringsNoLogin() {
    KeyEncryptionKey kek = kek(role("nothing", "{\"token_policies\":\"default\"}"));
    for (int i = 0; i < 3; i++) {
      refusal(ErrorCode.TC033, () -> kek.generate(CONTEXT));
    }
    assertThat(logins()).isEqualTo(1);
  }

  @Test
  void wrongSecret_isADenial_untilTheFileHoldsTheRightOne(@TempDir Path folder) throws Exception {
    Map<String, String> right = role("filed", "{\"token_policies\":\"tenantcrypt\"}");
    Path file = Files.writeString(folder.resolve("secret"), "hunter2");
    KeyEncryptionKey kek =
        kek(
            Map.of(
                "TENANTCRYPT_VAULT_ROLE_ID",
                right.getOrDefault("TENANTCRYPT_VAULT_ROLE_ID", ""),
                "TENANTCRYPT_VAULT_SECRET_ID_FILE",
                file.toString()));
    assertThat(text(refusal(ErrorCode.TC033, kek::describe)))
        .contains("the login with status 400")
        .doesNotContain("hunter2");
    Files.writeString(file, right.getOrDefault("TENANTCRYPT_VAULT_SECRET_ID", "") + "\n");
    kek.describe();
    Files.delete(file);
    kek.describe();
  }

  @Test
  void loginInTrouble_isNotADenial() {
    Map<String, String> right = role("trouble", "{\"token_policies\":\"tenantcrypt\"}");
    for (Map.Entry<Integer, ErrorCode> each :
        Map.of(429, ErrorCode.TC031, 503, ErrorCode.TC030, 500, ErrorCode.TC030).entrySet()) {
      KeyEncryptionKey kek = kek(right);
      bao.proxy()
          .faults(
              asked ->
                  asked.operation().equals(LOGIN)
                      ? Optional.of(FaultProxy.json(each.getKey(), "{\"errors\":[]}"))
                      : Optional.empty());
      refusal(each.getValue(), kek::describe);
    }
    bao.proxy().none();
    kek(right).describe();
  }

  @Test
  void denial_staysOne_whereTheLoginIsInTrouble() {
    KeyEncryptionKey kek = kek(role("denied", "{\"token_policies\":\"tenantcrypt\"}"));
    kek.describe();
    FaultProxy.Fault denied = FaultProxy.json(403, "{\"errors\":[\"permission denied\"]}");
    FaultProxy.Fault out = FaultProxy.json(503, "{\"errors\":[]}");
    bao.proxy().faults(asked -> Optional.of(asked.operation().equals(LOGIN) ? out : denied));
    refusal(ErrorCode.TC033, kek::describe);
    assertThat(logins()).isEqualTo(2);
  }

  @Test
  void hangingLogin_endsInTime_forAllWhoWait() throws Exception {
    KeyEncryptionKey kek = kek(role("hangs", "{\"token_policies\":\"tenantcrypt\"}"));
    bao.proxy().all(bao.proxy().hang());
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try (Stopwatch login = Stopwatch.start()) {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        all.add(threads.submit(() -> refusal(ErrorCode.TC030, kek::describe)));
      }
      for (Future<?> each : all) {
        each.get();
      }
      assertThat(login.elapsed()).isLessThan(OpenBao.TIMEOUT.plusMillis(700));
    } finally {
      threads.shutdownNow();
    }
    assertThat(logins()).isEqualTo(1);
  }

  /** The auth method is real; a server stands for the cluster that it asks about a pod's token. */
  @Test
  void kubernetes_logsInAsItsServiceAccount(@TempDir Path folder) throws Exception {
    try (KubernetesApi cluster = new KubernetesApi()) {
      bao.require("POST", "sys/auth/k8s", "{\"type\":\"kubernetes\"}");
      bao.require(
          "POST",
          "auth/k8s/config",
          "{\"kubernetes_host\":\""
              + cluster.host()
              + "\",\"disable_local_ca_jwt\":true,\"kubernetes_ca_cert\":"
              + OpenBao.quoted(Files.readString(bao.certificate().certificate()))
              + "}");
      bao.require(
          "POST",
          "auth/k8s/role/app",
          "{\"bound_service_account_names\":\"app\",\"bound_service_account_namespaces\":\"default\","
              + "\"token_policies\":\"tenantcrypt\",\"token_ttl\":\"60s\"}");
      Path jwt = Files.writeString(folder.resolve("jwt"), cluster.token("stranger"));
      KeyEncryptionKey kek =
          kek(
              Map.of(
                  "TENANTCRYPT_VAULT_KUBERNETES_ROLE", "app",
                  "TENANTCRYPT_VAULT_KUBERNETES_JWT_FILE", jwt.toString(),
                  "TENANTCRYPT_VAULT_AUTH_MOUNT", "k8s"));
      assertThat(text(refusal(ErrorCode.TC033, kek::describe)))
          .doesNotContain(Files.readString(jwt));
      Files.writeString(jwt, cluster.token("known") + "\n");
      kek.generate(CONTEXT).close();
    }
  }

  @Test
  void podsOwnToken_isLookedForWhereKubernetesPutsIt() {
    KeyEncryptionKey kek = kek(Map.of("TENANTCRYPT_VAULT_KUBERNETES_ROLE", "app"));
    assertThat(refusal(ErrorCode.TC033, kek::describe))
        .hasMessageContaining("TENANTCRYPT_VAULT_KUBERNETES_JWT_FILE");
  }

  @Test
  void noCredentials_orTwoKindsOfThem_areADenial() {
    assertThat(refusal(ErrorCode.TC033, kek(Map.of())::describe))
        .hasMessageContaining("TENANTCRYPT_VAULT_TOKEN");
    KeyEncryptionKey two =
        new VaultKmsProvider()
            .open(
                bao.kek(key),
                OpenBao.settings(
                    Map.of(
                        "TENANTCRYPT_VAULT_TOKEN", "hunter2", "TENANTCRYPT_VAULT_ROLE_ID", "x")));
    assertThat(text(refusal(ErrorCode.TC033, two::describe)))
        .contains("more than one way")
        .doesNotContain("hunter2");
    KeyEncryptionKey odd =
        new VaultKmsProvider()
            .open(
                bao.kek(key),
                OpenBao.settings(Map.of("TENANTCRYPT_VAULT_TOKEN", "hunter2\r\nX: y")));
    assertThat(text(refusal(ErrorCode.TC033, odd::describe))).doesNotContain("hunter2");
  }

  @Test
  void credentials_areSentToTheirOwnServerOnly() {
    String here = bao.proxy().uri().toString();
    Map<String, String> elsewhere =
        Map.of("VAULT_TOKEN", bao.root(), "VAULT_ADDR", "https://vault.example.com");
    assertThat(refusal(ErrorCode.TC040, () -> kek(elsewhere))).hasMessageContaining("VAULT_ADDR");
    kek(Map.of("VAULT_TOKEN", bao.root(), "VAULT_ADDR", here + "/")).describe();
    Map<String, String> own =
        Map.of(
            "TENANTCRYPT_VAULT_TOKEN", bao.root(), "TENANTCRYPT_VAULT_ADDR", "https://127.0.0.1");
    refusal(ErrorCode.TC040, () -> kek(own));
  }

  @Test
  void customersVault_hasCredentialsOfItsOwn() {
    KekUri uri = KekUri.parse(bao.kek(key) + "&credentials=BYOK_1");
    KeyEncryptionKey kek =
        provider.open(
            uri,
            OpenBao.settings(
                Map.of(
                    "TENANTCRYPT_VAULT_TOKEN", "not-this-one",
                    "VAULT_TOKEN", "nor-this-one",
                    "TENANTCRYPT_VAULT_BYOK_1_TOKEN", bao.token(""))));
    kek.describe();
    KeyEncryptionKey without =
        new VaultKmsProvider().open(uri, OpenBao.settings(Map.of("VAULT_TOKEN", bao.root())));
    assertThat(refusal(ErrorCode.TC033, without::describe))
        .hasMessageContaining("TENANTCRYPT_VAULT_BYOK_1_TOKEN");
  }

  @Test
  void login_inOneNamespace_servesKeysInAnother() {
    bao.require("POST", "sys/namespaces/branch", "");
    bao.require("branch", "POST", "sys/mounts/transit", "{\"type\":\"transit\"}");
    bao.require("branch", "POST", "transit/keys/branches", "{\"derived\":true}");
    bao.require(
        "PUT",
        "sys/policies/acl/branch",
        "{\"policy\":"
            + OpenBao.quoted(
                "path \"branch/transit/*\" {\n capabilities = [\"read\", \"update\"]\n}")
            + "}");
    KekUri uri = KekUri.parse(bao.kek("branches") + "&namespace=branch");
    Map<String, String> role = role("branch", "{\"token_policies\":\"branch\"}");
    refusal(ErrorCode.TC033, provider.open(uri, OpenBao.settings(role))::describe);
    Map<String, String> fromRoot =
        Map.of(
            "TENANTCRYPT_VAULT_TOKEN",
            bao.require("POST", "auth/token/create", "{\"policies\":[\"branch\"]}")
                .field("client_token"),
            "TENANTCRYPT_VAULT_AUTH_NAMESPACE",
            "root");
    VaultKmsProvider another = new VaultKmsProvider();
    another.open(uri, OpenBao.settings(fromRoot)).generate(CONTEXT).close();
  }
}

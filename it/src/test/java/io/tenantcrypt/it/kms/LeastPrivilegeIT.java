package io.tenantcrypt.it.kms;

import static io.tenantcrypt.it.kms.Refusals.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.kms.v1.DecryptRequest;
import com.google.cloud.kms.v1.EncryptRequest;
import com.google.cloud.kms.v1.GetCryptoKeyRequest;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.keys.EncryptionContext;
import io.tenantcrypt.keys.GeneratedKey;
import io.tenantcrypt.keys.KeyEncryptionKey;
import io.tenantcrypt.keys.KeyId;
import io.tenantcrypt.keys.KeyPurpose;
import io.tenantcrypt.keys.kms.KmsProvider;
import io.tenantcrypt.keys.kms.KmsSettings;
import io.tenantcrypt.keys.kms.aws.AwsKmsProvider;
import io.tenantcrypt.keys.kms.gcp.GcpKmsProvider;
import io.tenantcrypt.keys.kms.vault.VaultKmsProvider;
import io.tenantcrypt.tenancy.TenantId;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The example policies give what the driver needs and nothing more: the one of Vault as OpenBao
 * applies it; those of AWS and Google held against what the driver asks, since no emulator applies
 * their conditions.
 */
class LeastPrivilegeIT {

  private static final KmsSettings SETTINGS =
      new KmsSettings(Duration.ofSeconds(20), false, name -> Optional.empty());

  private static EncryptionContext context(String tenant) {
    return EncryptionContext.of(TenantId.of(tenant), "deployment", KeyPurpose.DEK, KeyId.random());
  }

  private static String example(String name) throws IOException {
    return Files.readString(Examples.folder().resolve("kms").resolve(name));
  }

  /** Everything that a KEK is ever used for. */
  private static void use(KeyEncryptionKey kek, String tenant) {
    EncryptionContext context = context(tenant);
    kek.describe();
    try (GeneratedKey made = kek.generate(context)) {
      kek.unwrap(made.wrapped(), context).close();
      kek.wrap(made.plaintext(), context);
    }
  }

  @Test
  void vaultPolicy_isEnoughForTheDriver() throws Exception {
    OpenBao bao = OpenBao.shared();
    try (KmsProvider provider = new VaultKmsProvider()) {
      use(provider.open(bao.kek(bao.key("least")), OpenBao.withToken(bao.token(""))), "acme");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "POST   | transit/keys/tenantcrypt-new               | {\"derived\":true}",
        "POST   | transit/encrypt/tenantcrypt-new            | {\"plaintext\":\"AA==\",\"context\":\"AA==\"}",
        "POST   | transit/keys/tenantcrypt-more/rotate       | {}",
        "POST   | transit/keys/tenantcrypt-more/config       | {\"deletion_allowed\":true}",
        "POST   | transit/keys/tenantcrypt-more/trim         | {\"min_available_version\":1}",
        "DELETE | transit/keys/tenantcrypt-more              | ''",
        "DELETE | transit/keys/tenantcrypt-more/soft-delete  | ''",
        "GET    | transit/export/encryption-key/tenantcrypt-more | ''",
        "GET    | transit/backup/tenantcrypt-more            | ''",
        "POST   | transit/rewrap/tenantcrypt-more            | {}",
        "POST   | transit/datakey/wrapped/tenantcrypt-more   | {}",
        "GET    | transit/keys?list=true                     | ''",
        "GET    | transit/keys/others                        | ''",
        "POST   | transit/decrypt/others                     | {}",
        "GET    | sys/policies/acl/tenantcrypt               | ''",
        "POST   | auth/token/create                          | {}",
        "GET    | sys/mounts                                 | ''",
      })
  void vaultPolicy_givesNothingMore(String method, String path, String body) throws Exception {
    OpenBao bao = OpenBao.shared();
    bao.key("more");
    bao.require("POST", "transit/keys/others", "{\"derived\":true}");
    String token = bao.token(",\"no_default_policy\":true");
    assertThat(bao.ask(token, "", method, path, body).status()).isEqualTo(403);
  }

  @Test
  void vaultPolicy_ofAnApplication_refusesAnotherApplicationsKeys() throws Exception {
    OpenBao bao = OpenBao.shared();
    bao.require("POST", "transit/keys/others", "{\"derived\":true}");
    try (KmsProvider provider = new VaultKmsProvider()) {
      KeyEncryptionKey others = provider.open(bao.kek("others"), OpenBao.withToken(bao.token("")));
      refusal(ErrorCode.TC033, others::describe);
      refusal(ErrorCode.TC033, () -> others.generate(context("acme")));
    }
  }

  /** What the driver asked of AWS, as action and context. */
  private static List<Map.Entry<String, JsonObject>> askedOfAws() throws Exception {
    Moto moto = Moto.shared();
    moto.key("awskms-least");
    int before = moto.proxy().asked().size();
    try (KmsProvider provider = new AwsKmsProvider()) {
      use(provider.open(moto.kek("alias/awskms-least"), SETTINGS), "acme");
    }
    List<Map.Entry<String, JsonObject>> calls = new ArrayList<>();
    List<FaultProxy.Asked> asked = moto.proxy().asked();
    for (FaultProxy.Asked each : asked.subList(before, asked.size())) {
      JsonElement context =
          JsonParser.parseString(each.body()).getAsJsonObject().get("EncryptionContext");
      calls.add(
          Map.entry(
              "kms:" + each.operation(),
              context == null ? new JsonObject() : context.getAsJsonObject()));
    }
    assertThat(calls).hasSize(4);
    return calls;
  }

  /** Whether a statement about the application allows a call; only what our examples write. */
  private static boolean allows(String policy, String action, JsonObject context) {
    for (JsonElement each :
        JsonParser.parseString(policy).getAsJsonObject().getAsJsonArray("Statement")) {
      JsonObject statement = each.getAsJsonObject();
      boolean owners =
          statement.has("Principal") && statement.get("Principal").toString().contains(":root");
      if (!owners && actions(statement).contains(action) && holds(statement, context)) {
        return true;
      }
    }
    return false;
  }

  private static Set<String> actions(JsonObject statement) {
    Set<String> actions = new TreeSet<>();
    JsonElement action = statement.get("Action");
    if (action.isJsonArray()) {
      action.getAsJsonArray().forEach(each -> actions.add(each.getAsString()));
    } else {
      actions.add(action.getAsString());
    }
    return actions;
  }

  private static boolean holds(JsonObject statement, JsonObject context) {
    if (!statement.has("Condition")) {
      return true;
    }
    boolean holds = true;
    for (Map.Entry<String, JsonElement> operator :
        statement.getAsJsonObject("Condition").entrySet()) {
      for (Map.Entry<String, JsonElement> test : operator.getValue().getAsJsonObject().entrySet()) {
        JsonElement given = context.get(test.getKey().replace("kms:EncryptionContext:", ""));
        String wanted = test.getValue().getAsString();
        holds &=
            switch (operator.getKey()) {
              case "Null" -> (given == null) == Boolean.parseBoolean(wanted);
              case "StringEquals" -> given != null && given.getAsString().equals(wanted);
              default -> throw new IllegalStateException("an operator without a test");
            };
      }
    }
    return holds;
  }

  @Test
  void awsPolicies_allowWhatTheDriverAsks_andNoOtherAction() throws Exception {
    List<Map.Entry<String, JsonObject>> calls = askedOfAws();
    Set<String> asked = new TreeSet<>();
    for (String file : List.of("aws-iam-policy.json", "aws-byok-key-policy.json")) {
      String policy = example(file);
      for (Map.Entry<String, JsonObject> call : calls) {
        asked.add(call.getKey());
        assertThat(allows(policy, call.getKey(), call.getValue())).as(file + call).isTrue();
      }
      Set<String> listed = new TreeSet<>();
      for (JsonElement each :
          JsonParser.parseString(policy).getAsJsonObject().getAsJsonArray("Statement")) {
        listed.addAll(actions(each.getAsJsonObject()));
      }
      listed.remove("kms:*");
      assertThat(listed).isEqualTo(asked);
    }
  }

  @Test
  void awsPolicies_refuseACallWithoutATenant_andBringYourOwnKeyAnotherTenants() throws Exception {
    JsonObject globex = new JsonObject();
    globex.addProperty("tenant_id", "globex");
    for (String action : List.of("kms:GenerateDataKey", "kms:Encrypt", "kms:Decrypt")) {
      for (String file : List.of("aws-iam-policy.json", "aws-byok-key-policy.json")) {
        assertThat(allows(example(file), action, new JsonObject())).isFalse();
      }
      assertThat(allows(example("aws-byok-key-policy.json"), action, globex)).isFalse();
    }
  }

  @Test
  void awsKeyPolicy_isTakenByKms() throws Exception {
    Moto moto = Moto.shared();
    String key = Moto.id(moto.key("awskms-byok-policy"));
    String policy = example("aws-byok-key-policy.json");
    moto.owner().putKeyPolicy(r -> r.keyId(key).policyName("default").policy(policy));
    assertThat(moto.owner().getKeyPolicy(r -> r.keyId(key).policyName("default")).policy())
        .isEqualTo(policy);
  }

  @Test
  void googlesRole_holdsThePermissionsOfWhatTheDriverAsks_andNoOther() throws Exception {
    Set<String> needed = new TreeSet<>();
    try (CloudKms kms = new CloudKms();
        KmsProvider provider = new GcpKmsProvider()) {
      use(provider.open(kms.kek(kms.key("least")), SETTINGS), "acme");
      Map<Class<?>, String> permissions =
          Map.of(
              EncryptRequest.class, "cloudkms.cryptoKeyVersions.useToEncrypt",
              DecryptRequest.class, "cloudkms.cryptoKeyVersions.useToDecrypt",
              GetCryptoKeyRequest.class, "cloudkms.cryptoKeys.get");
      kms.asked().forEach(each -> needed.add(permissions.getOrDefault(each.getClass(), "?")));
    }
    Set<String> given = new TreeSet<>();
    example("gcp-role.yaml")
        .lines()
        .filter(line -> line.startsWith("- "))
        .forEach(line -> given.add(line.substring(2)));
    assertThat(given).isEqualTo(needed);
  }
}

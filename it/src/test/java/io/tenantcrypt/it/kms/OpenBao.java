package io.tenantcrypt.it.kms;

import io.tenantcrypt.keys.KekUri;
import io.tenantcrypt.keys.kms.KmsSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A real OpenBao (or Vault) with a proxy before it; one for all tests of a JVM. */
final class OpenBao implements AutoCloseable {

  static final Duration TIMEOUT = Duration.ofMillis(1_500);

  /** An answer. */
  record Answer(int status, String body) {

    /** The first text or number of a name. */
    String field(String name) {
      Matcher found =
          Pattern.compile("\"" + name + "\":(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([0-9]+))").matcher(body);
      if (!found.find()) {
        throw new IllegalStateException("no " + name + " in an answer with status " + status);
      }
      return found.group(1) == null ? found.group(2) : found.group(1);
    }
  }

  private final HttpClient client = HttpClient.newHttpClient();
  private final String root;
  private final KmsServer process;
  private final URI server;
  private final SelfSigned certificate;
  private final int tlsPort;
  private final FaultProxy proxy;
  private final Path log;

  private OpenBao() throws Exception {
    this.root = UUID.randomUUID().toString();
    this.certificate = SelfSigned.make("127.0.0.1");
    this.tlsPort = KmsServer.freePort();
    this.process =
        KmsServer.start(
            Tool.OPENBAO,
            this::command,
            Map.of("HOME", certificate.folder().toString()),
            "/v1/sys/health");
    this.server = process.uri();
    this.log = KmsServer.log(Tool.OPENBAO, server.getPort());
    this.proxy = new FaultProxy(server);
    require("POST", "sys/mounts/transit", "{\"type\":\"transit\"}");
    require("POST", "sys/auth/approle", "{\"type\":\"approle\"}");
    String policy = Files.readString(Examples.folder().resolve("kms/vault-policy.hcl"));
    require("PUT", "sys/policies/acl/tenantcrypt", "{\"policy\":" + quoted(policy) + "}");
  }

  private List<String> command(int port) {
    try {
      Path config = certificate.folder().resolve("tls.hcl");
      Files.writeString(
          config,
          """
          listener "tcp" {
            address = "127.0.0.1:%d"
            tls_cert_file = "%s"
            tls_key_file = "%s"
          }
          """
              .formatted(tlsPort, certificate.certificate(), certificate.key()));
      return List.of(
          "server",
          "-dev",
          "-dev-no-store-token",
          "-dev-root-token-id=" + root,
          "-dev-listen-address=127.0.0.1:" + port,
          "-config=" + config);
    } catch (IOException e) {
      throw new IllegalStateException("no configuration", e);
    }
  }

  static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
  }

  private static final class Holder {
    private static final Object SHARED = create();

    /** Keeps what went wrong, so that each test says so and not only the first. */
    private static Object create() {
      try {
        return new OpenBao();
      } catch (Exception e) {
        return e;
      }
    }
  }

  /** Started, or the test ends as not run or failed. */
  static OpenBao shared() throws Exception {
    if (Holder.SHARED instanceof OpenBao bao) {
      return bao;
    }
    throw (Exception) Holder.SHARED;
  }

  /** Another one of one's own, with the same engines and policy. */
  static OpenBao own() throws Exception {
    return new OpenBao();
  }

  FaultProxy proxy() {
    return proxy;
  }

  String root() {
    return root;
  }

  int tlsPort() {
    return tlsPort;
  }

  SelfSigned certificate() {
    return certificate;
  }

  /** What the server said as it started: a dev server's unseal key, too. */
  String log() throws IOException {
    return Files.readString(log);
  }

  /** Asks past the proxy. */
  Answer ask(String token, String namespace, String method, String path, String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.resolve("/v1/" + path))
            .header("X-Vault-Token", token)
            .method(
                method,
                body.isEmpty()
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    if (!namespace.isEmpty()) {
      request.header("X-Vault-Namespace", namespace);
    }
    try {
      HttpResponse<String> answer =
          client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return new Answer(answer.statusCode(), answer.body());
    } catch (IOException e) {
      throw new IllegalStateException("OpenBao does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** As the administrator, who must succeed. */
  Answer require(String method, String path, String body) {
    return require("", method, path, body);
  }

  Answer require(String namespace, String method, String path, String body) {
    Answer answer = ask(root, namespace, method, path, body);
    if (answer.status() >= 300) {
      throw new IllegalStateException(method + " " + path + ": " + answer);
    }
    return answer;
  }

  /** Makes a key that may be a KEK; its name. */
  String key(String name) {
    return key(name, "aes256-gcm96");
  }

  String key(String name, String type) {
    String body = "{\"derived\":true,\"type\":\"" + type + "\"}";
    require("POST", "transit/keys/tenantcrypt-" + name, body);
    return "tenantcrypt-" + name;
  }

  /** An application's token under the example policy. */
  String token(String more) {
    String body = "{\"policies\":[\"tenantcrypt\"],\"no_parent\":true" + more + "}";
    return require("POST", "auth/token/create", body).field("client_token");
  }

  /** A KEK URI through the proxy. */
  KekUri kek(String key) {
    return KekUri.parse("vault://" + proxy.uri().getAuthority() + "/transit/" + key + "?tls=false");
  }

  /** Settings in which the application has these variables. */
  static KmsSettings settings(Map<String, String> variables) {
    return new KmsSettings(TIMEOUT, false, name -> Optional.ofNullable(variables.get(name)));
  }

  static KmsSettings withToken(String token) {
    return settings(Map.of("TENANTCRYPT_VAULT_TOKEN", token));
  }

  @Override
  public void close() {
    proxy.close();
    process.close();
  }
}

package io.tenantcrypt.it.kms;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;

/**
 * The one call of the Kubernetes API that the auth method of Vault makes: TokenReview. It stands
 * for a cluster, which cannot be had here; the auth method is the real one.
 */
final class KubernetesApi implements AutoCloseable {

  private final HttpServer server;
  private final KeyPair keys;

  KubernetesApi() throws IOException, GeneralSecurityException {
    this.keys = KeyPairGenerator.getInstance("RSA").generateKeyPair();
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/apis/authentication.k8s.io/v1/tokenreviews", this::review);
    server.start();
  }

  String host() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** A token of the service account {@code app} in the namespace {@code default}. */
  String token(String uid) throws GeneralSecurityException {
    long now = Instant.now().getEpochSecond();
    String claims =
        """
        {"iss":"kubernetes/serviceaccount","sub":"system:serviceaccount:default:app",
         "iat":%1$d,"nbf":%1$d,"exp":%2$d,
         "kubernetes.io":{"namespace":"default","serviceaccount":{"name":"app","uid":"%3$s"}}}"""
            .formatted(now - 60, now + 600, uid);
    String signed = base64("{\"alg\":\"RS256\"}".getBytes(StandardCharsets.UTF_8));
    signed += "." + base64(claims.getBytes(StandardCharsets.UTF_8));
    Signature signature = Signature.getInstance("SHA256withRSA");
    signature.initSign(keys.getPrivate());
    signature.update(signed.getBytes(StandardCharsets.US_ASCII));
    return signed + "." + base64(signature.sign());
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** It knows the account whose uid is {@code known}. */
  private void review(HttpExchange exchange) throws IOException {
    String asked = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String claims = asked.replaceAll("(?s).*\"token\":\"[^.\"]*\\.([^.\"]*)\\..*", "$1");
    boolean known =
        new String(Base64.getUrlDecoder().decode(claims), StandardCharsets.UTF_8)
            .contains("\"uid\":\"known\"");
    String status =
        known
            ? "{\"authenticated\":true,\"user\":{\"username\":\"system:serviceaccount:default:app\","
                + "\"uid\":\"known\",\"groups\":[\"system:serviceaccounts\"]}}"
            : "{\"authenticated\":false,\"error\":\"unknown\"}";
    byte[] body =
        ("{\"apiVersion\":\"authentication.k8s.io/v1\",\"kind\":\"TokenReview\",\"status\":"
                + status
                + "}")
            .getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(201, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}

package io.tenantcrypt.it.kms;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Stands before a KMS, keeps what it is asked, and answers some of it as a KMS in trouble does;
 * everything else is the KMS's own answer.
 */
final class FaultProxy implements AutoCloseable {

  private static final Set<String> NOT_COPIED =
      Set.of(
          "host",
          "connection",
          "content-length",
          "expect",
          "upgrade",
          "http2-settings",
          "transfer-encoding");

  /**
   * A request.
   *
   * @param operation the action of AWS ({@code Decrypt}), or method and path
   */
  record Asked(String operation, String body, Map<String, List<String>> headers) {
    boolean holds(String text) {
      return body.contains(text);
    }
  }

  /** An answer in place of the KMS's. */
  @FunctionalInterface
  interface Fault {
    void answer(HttpExchange exchange, byte[] real) throws IOException;
  }

  private final HttpServer server;
  private final URI target;
  private final HttpClient client = HttpClient.newHttpClient();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch released = new CountDownLatch(1);
  private final List<Asked> asked = new CopyOnWriteArrayList<>();
  private volatile Function<Asked, Optional<Fault>> faults = each -> Optional.empty();

  FaultProxy(URI target) throws IOException {
    this.target = target;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** What was asked so far, of this operation. */
  List<Asked> asked(String operation) {
    return asked.stream().filter(each -> each.operation().equals(operation)).toList();
  }

  List<Asked> asked() {
    return List.copyOf(asked);
  }

  /** Decides from now on which requests are answered by a fault. */
  void faults(Function<Asked, Optional<Fault>> next) {
    faults = next;
  }

  /** Every request is answered by this fault. */
  void all(Fault fault) {
    faults = each -> Optional.of(fault);
  }

  /** The KMS is well again. */
  void none() {
    faults = each -> Optional.empty();
  }

  /** An error of AWS KMS as it stands on the wire. */
  static Fault aws(int status, String code) {
    return aws(status, code, "as the test wants it");
  }

  static Fault aws(int status, String code, String message) {
    return (exchange, real) -> {
      exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
      exchange.getResponseHeaders().set("x-amzn-RequestId", "00000000-test");
      String body = "{\"__type\":\"" + code + "\",\"message\":\"" + message + "\"}";
      send(exchange, status, body.getBytes(StandardCharsets.UTF_8));
    };
  }

  /** A status with a JSON body. */
  static Fault json(int status, String body) {
    return (exchange, real) -> {
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      send(exchange, status, body.getBytes(StandardCharsets.UTF_8));
    };
  }

  /** No answer until the proxy ends. */
  Fault hang() {
    return (exchange, real) -> {
      await();
      exchange.close();
    };
  }

  private void await() {
    try {
      released.await(60, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** One byte of the answer and then nothing more for this long, again and again. */
  Fault drip(long pauseMillis) {
    return (exchange, real) -> {
      exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
      exchange.sendResponseHeaders(200, real.length);
      try (OutputStream out = exchange.getResponseBody()) {
        for (byte each : real) {
          out.write(each);
          out.flush();
          if (released.await(pauseMillis, TimeUnit.MILLISECONDS)) {
            return;
          }
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    };
  }

  /** The connection ends without an answer. */
  static Fault cut() {
    return (exchange, real) -> exchange.close();
  }

  /** The first half of the answer, said to be all of it. */
  static Fault half() {
    return (exchange, real) -> {
      byte[] half = new byte[real.length / 2];
      System.arraycopy(real, 0, half, 0, half.length);
      exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
      send(exchange, 200, half);
    };
  }

  /** The first half of the answer, and then the connection ends. */
  static Fault torn() {
    return (exchange, real) -> {
      exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
      exchange.sendResponseHeaders(200, real.length);
      exchange.getResponseBody().write(real, 0, real.length / 2);
      exchange.getResponseBody().flush();
      exchange.close();
    };
  }

  /** The KMS's answer with something in it replaced. */
  static Fault changed(String pattern, String replacement) {
    return (exchange, real) -> {
      exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
      String body = new String(real, StandardCharsets.UTF_8).replaceAll(pattern, replacement);
      send(exchange, 200, body.getBytes(StandardCharsets.UTF_8));
    };
  }

  private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private void handle(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    String action = exchange.getRequestHeaders().getFirst("X-Amz-Target");
    String operation =
        action == null
            ? exchange.getRequestMethod() + " " + exchange.getRequestURI()
            : action.substring(action.indexOf('.') + 1);
    Asked request =
        new Asked(
            operation,
            new String(body, StandardCharsets.UTF_8),
            Map.copyOf(exchange.getRequestHeaders()));
    asked.add(request);
    Optional<Fault> fault = faults.apply(request);
    HttpResponse<byte[]> real = forward(exchange, body);
    if (fault.isPresent()) {
      fault.get().answer(exchange, real.body());
      return;
    }
    real.headers()
        .map()
        .forEach(
            (name, values) -> {
              if (!NOT_COPIED.contains(name.toLowerCase(Locale.ROOT))) {
                exchange.getResponseHeaders().put(name, values);
              }
            });
    send(exchange, real.statusCode(), real.body());
  }

  private HttpResponse<byte[]> forward(HttpExchange exchange, byte[] body) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(target.resolve(exchange.getRequestURI().toString()))
            .version(HttpClient.Version.HTTP_1_1)
            .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> {
              if (!NOT_COPIED.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
              }
            });
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  @Override
  public void close() {
    released.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}

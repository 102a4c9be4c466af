package io.tenantcrypt.keys.kms.vault;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.keys.kms.Deadline;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The token of one set of credentials at one server: made by one login however many threads wait,
 * renewed after two thirds of its time while the old one is in use, made anew when it has died. No
 * thread of its own. Safe for several threads.
 */
final class VaultSession {

  private static final String SELF = "auth/token/lookup-self";

  private final VaultHttp http;
  private final VaultLogin login;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile long notBefore = System.nanoTime();
  private volatile @Nullable VaultToken token;
  private @Nullable CompletableFuture<VaultToken> flight;
  private CompletableFuture<?> ahead = CompletableFuture.completedFuture(null);

  VaultSession(VaultHttp http, VaultLogin login) {
    this.http = http;
    this.login = login;
  }

  /** A token that should live. */
  VaultToken token(Deadline deadline) {
    VaultToken held = token;
    long now = System.nanoTime();
    if (held == null || held.isOver(now)) {
      return http.await(login(held), deadline);
    }
    if (held.isDue(now) && now - notBefore >= 0) {
      renew(held, now);
    }
    return held;
  }

  /**
   * After Vault denied something to a token: another one if that token is dead. Vault says the same
   * of a dead token and of a living one that may not do it, so it is asked about the token itself.
   *
   * @return empty if the denial stands
   */
  Optional<VaultToken> after(VaultToken refused, Deadline deadline) {
    VaultToken held = token;
    if (held != null && !held.isSame(refused)) {
      return held.isOver(System.nanoTime()) ? Optional.empty() : Optional.of(held);
    }
    if (!isDead(refused, deadline)) {
      return Optional.empty();
    }
    VaultToken fresh = http.await(login(held), deadline);
    return fresh.isSame(refused) ? Optional.empty() : Optional.of(fresh);
  }

  /** An outage just now is no reason to doubt the denial. */
  private boolean isDead(VaultToken refused, Deadline deadline) {
    CompletableFuture<Boolean> dead =
        http.send(self(), Optional.of(refused), deadline)
            .handle((answer, failure) -> answer != null && isDenied(answer));
    return http.await(dead, deadline);
  }

  private static boolean isDenied(VaultAnswer answer) {
    try (answer) {
      return answer.status() == VaultAnswer.DENIED;
    }
  }

  private VaultRequest self() {
    return VaultRequest.get(SELF, login.namespace());
  }

  /** Joins the login that is under way, or begins one; nothing to do if another has just ended. */
  private CompletableFuture<VaultToken> login(@Nullable VaultToken dead) {
    CompletableFuture<VaultToken> mine = new CompletableFuture<>();
    lock.lock();
    try {
      CompletableFuture<VaultToken> others = flight;
      if (others != null) {
        return others;
      }
      VaultToken held = token;
      if (held != null && held != dead && !held.isOver(System.nanoTime())) {
        return CompletableFuture.completedFuture(held);
      }
      flight = mine;
    } finally {
      lock.unlock();
    }
    try {
      return begin().whenComplete((fresh, failure) -> land(mine, fresh, failure));
    } catch (RuntimeException | Error e) {
      land(mine, null, e); // or all who come later wait for this login
      throw e;
    }
  }

  private void land(
      CompletableFuture<VaultToken> waiting,
      @Nullable VaultToken fresh,
      @Nullable Throwable failure) {
    lock.lock();
    try {
      flight = null;
      if (fresh != null) {
        token = fresh;
      }
    } finally {
      lock.unlock();
    }
    if (fresh != null) {
      waiting.complete(fresh);
    } else {
      Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
      waiting.completeExceptionally(Objects.requireNonNull(cause));
    }
  }

  private CompletableFuture<VaultToken> begin() {
    long now = System.nanoTime();
    Deadline deadline = Deadline.after(http.timeout());
    try {
      Optional<String> given = login.given();
      if (given.isPresent()) {
        VaultToken bare = VaultToken.of(given.get(), now, 0, false);
        return http.send(self(), Optional.of(bare), deadline)
            .thenApply(answer -> described(bare, now, answer));
      }
      VaultRequest request = login.request();
      return http.send(request, Optional.empty(), deadline)
          .whenComplete((answer, failure) -> request.close())
          .thenApply(answer -> granted(now, answer));
    } catch (VaultFailure e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  /**
   * A token need not have the right to ask about itself, nor its namespace be there: what is asked
   * next says so better.
   */
  private static VaultToken described(VaultToken bare, long now, VaultAnswer answer) {
    try (answer) {
      if (answer.isPassing()) {
        throw refused("the question about its token", answer);
      }
      JsonObject data = answer.body().object("data");
      return VaultToken.of(bare.value(), now, nanos(data, "ttl"), data.isTrue("renewable"));
    }
  }

  private static long nanos(JsonObject from, String seconds) {
    return TimeUnit.SECONDS.toNanos(from.number(seconds).orElse(0L));
  }

  private static VaultToken granted(long now, VaultAnswer answer) {
    try (answer) {
      if (!answer.isOk()) {
        throw refused("the login", answer);
      }
      JsonObject auth = answer.body().object("auth");
      String value = auth.text("client_token").filter(VaultLogin::isToken).orElse("");
      if (value.isEmpty()) {
        throw new VaultFailure(ErrorCode.TC030, "its answer to the login holds no token");
      }
      return VaultToken.of(value, now, nanos(auth, "lease_duration"), auth.isTrue("renewable"));
    }
  }

  private static VaultFailure refused(String what, VaultAnswer answer) {
    String status = "it answered " + what + " with status " + answer.status();
    if (answer.status() == VaultAnswer.THROTTLED) {
      return new VaultFailure(ErrorCode.TC031, status + ": it throttles. Try again.");
    }
    return answer.isPassing() || answer.status() < 400 || answer.status() >= 500
        ? new VaultFailure(ErrorCode.TC030, status)
        : new VaultFailure(
            ErrorCode.TC033,
            status + ". Look at the role, its secret or service account, and the auth method.");
  }

  /**
   * Nobody waits for it; when the old token is over, the next caller logs in and hears why not. A
   * login may read files: who finds another thread at it goes on with the old token.
   */
  private void renew(VaultToken held, long now) {
    if (!lock.tryLock()) {
      return;
    }
    try {
      if (!ahead.isDone() || now - notBefore < 0) {
        return;
      }
      CompletableFuture<VaultToken> next =
          held.isWorthRenewing()
              ? renewed(held, now).exceptionallyCompose(failure -> successor(held))
              : successor(held);
      ahead =
          next.whenComplete((fresh, failure) -> notBefore = System.nanoTime() + held.lease() / 20);
    } finally {
      lock.unlock();
    }
  }

  /** Whoever came by while the old token lives is not to hear why there is none. */
  private CompletableFuture<VaultToken> successor(VaultToken held) {
    try {
      return login(held);
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private CompletableFuture<VaultToken> renewed(VaultToken held, long now) {
    VaultRequest request =
        VaultRequest.post("auth/token/renew-self", login.namespace(), new JsonWriter());
    return http.send(request, Optional.of(held), Deadline.after(http.timeout()))
        .thenApply(
            answer -> {
              try (answer) {
                if (!answer.isOk()) {
                  throw refused("the renewal", answer);
                }
                JsonObject auth = answer.body().object("auth");
                VaultToken fresh =
                    held.renewed(now, nanos(auth, "lease_duration"), auth.isTrue("renewable"));
                replace(held, fresh);
                return fresh;
              }
            });
  }

  private void replace(VaultToken old, VaultToken fresh) {
    lock.lock();
    try {
      if (token == old) {
        token = fresh;
      }
    } finally {
      lock.unlock();
    }
  }
}

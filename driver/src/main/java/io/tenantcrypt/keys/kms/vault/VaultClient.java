package io.tenantcrypt.keys.kms.vault;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.keys.kms.Deadline;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * Asks one server with the token of one session: again for a while where the trouble may pass, and
 * once more with a new token where the old one has died; all within the time-out. Safe for several
 * threads.
 */
final class VaultClient {

  private static final int ATTEMPTS = 3;

  private final VaultHttp http;
  private final VaultSession session;

  VaultClient(VaultHttp http, VaultSession session) {
    this.http = http;
    this.session = session;
  }

  /** A deadline for one operation and all requests that it takes. */
  Deadline deadline() {
    return Deadline.after(http.timeout());
  }

  /**
   * Asks.
   *
   * @param request closed here
   * @return also an answer of an error; the caller closes it
   * @throws VaultFailure if there is none
   */
  VaultAnswer ask(VaultRequest request, Deadline deadline) {
    try (request) {
      VaultToken token = session.token(deadline);
      VaultAnswer answer = patiently(request, token, deadline);
      if (answer.status() != VaultAnswer.DENIED) {
        return answer;
      }
      Optional<VaultToken> fresh = after(token, deadline);
      if (fresh.isEmpty()) {
        return answer;
      }
      answer.close();
      return patiently(request, fresh.get(), deadline);
    }
  }

  /** Where it cannot be learnt whether the token died, what Vault did say stands: it denied. */
  private Optional<VaultToken> after(VaultToken denied, Deadline deadline) {
    try {
      return session.after(denied, deadline);
    } catch (VaultFailure e) {
      return Optional.empty(); // weaker than the denial, which the caller hears
    }
  }

  private VaultAnswer patiently(VaultRequest request, VaultToken token, Deadline deadline) {
    for (int attempt = 1; ; attempt++) {
      try {
        VaultAnswer answer = http.await(http.send(request, Optional.of(token), deadline), deadline);
        if (!answer.isPassing() || !pause(attempt, deadline)) {
          return answer;
        }
        answer.close();
      } catch (VaultFailure e) {
        if (!e.isPassing() || !pause(attempt, deadline)) {
          throw e;
        }
      }
    }
  }

  /**
   * Waits before another attempt, longer each time and never as long as another thread.
   *
   * @return false if there shall be none: who is throttled shall be told so, and not that time ran
   *     out
   */
  private boolean pause(int attempt, Deadline deadline) {
    long longest = (http.timeout().toNanos() / 20) << attempt;
    long nanos = longest / 2 + ThreadLocalRandom.current().nextLong(longest / 2 + 1);
    if (attempt == ATTEMPTS || nanos > deadline.remainingNanos() / 2) {
      return false;
    }
    try {
      TimeUnit.NANOSECONDS.sleep(nanos);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new VaultFailure(ErrorCode.TC030, "the thread that asked was interrupted");
    }
  }
}

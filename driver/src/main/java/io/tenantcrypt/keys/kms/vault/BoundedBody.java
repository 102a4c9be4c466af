package io.tenantcrypt.keys.kms.vault;

import io.tenantcrypt.crypto.SecretBytes;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * An answer's body in one array that can be overwritten, and no longer than an answer may be. What
 * does not arrive whole is overwritten here.
 */
final class BoundedBody implements HttpResponse.BodySubscriber<byte[]> {

  /** A key with a thousand versions is described in 30 KB. */
  private static final int MOST = 1 << 18;

  private final CompletableFuture<byte[]> whole = new CompletableFuture<>();
  private byte[] bytes = new byte[1024];
  private int length;
  private Flow.@Nullable Subscription subscription;

  @Override
  public CompletionStage<byte[]> getBody() {
    return whole;
  }

  /** Nobody takes it: what has come is overwritten, or will be once it is whole. */
  void abandon() {
    var unused = whole.thenAccept(SecretBytes::overwrite);
  }

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    this.subscription = subscription;
    subscription.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(List<ByteBuffer> more) {
    for (ByteBuffer each : more) {
      int next = length + each.remaining();
      if (whole.isDone()) {
        return;
      }
      if (next > MOST) {
        Objects.requireNonNull(subscription).cancel();
        onError(new IOException("the answer is longer than any of Vault's"));
        return;
      }
      if (next > bytes.length) {
        resize(Math.max(next, 2 * bytes.length));
      }
      each.get(bytes, length, next - length);
      length = next;
    }
  }

  private void resize(int size) {
    byte[] old = bytes;
    bytes = Arrays.copyOf(old, size);
    SecretBytes.overwrite(old);
  }

  @Override
  public void onError(Throwable failure) {
    SecretBytes.overwrite(bytes);
    whole.completeExceptionally(failure);
  }

  @Override
  public void onComplete() {
    if (whole.isDone()) {
      return;
    }
    resize(length);
    whole.complete(bytes);
  }
}

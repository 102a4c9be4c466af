package io.tenantcrypt.keys;

import io.tenantcrypt.crypto.SecretBytes;
import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A KMS that counts, that can be made to fail, and that may ignore the context. */
public final class FakeKek implements KekSource, KeyEncryptionKey {

  private record Kept(SecretBytes key, EncryptionContext context) {}

  private final KekUri uri;
  private final Map<Integer, Kept> kept = new HashMap<>();
  private final List<SecretBytes> given = new ArrayList<>();

  /** Calls of unwrap that were answered or failed. */
  public final AtomicInteger unwraps = new AtomicInteger();

  /** What every call answers with. */
  public volatile Optional<ErrorCode> failure = Optional.empty();

  /** Whether it opens for anybody. */
  public volatile boolean ignoresContext;

  /** Whether unwrap gives another key than was wrapped. */
  public volatile boolean givesAnother;

  /** What a call does before it answers. */
  public volatile Runnable before = () -> {};

  /** The KEK {@code fake://kek}. */
  public FakeKek() {
    this("fake://kek");
  }

  /** A KEK of its own. */
  public FakeKek(String uri) {
    this.uri = KekUri.parse(uri);
  }

  /** The way to it, told to nobody. */
  public KmsCalls calls() {
    return calls(this);
  }

  /** The way to some KEKs, told to nobody. */
  public static KmsCalls calls(KekSource keks) {
    return new KmsCalls(keks, Duration.ofSeconds(5), call -> {}, System::nanoTime);
  }

  @Override
  public KeyEncryptionKey open(KekUri which) {
    return this;
  }

  @Override
  public KekUri uri() {
    return uri;
  }

  @Override
  public GeneratedKey generate(EncryptionContext context) {
    SecretBytes key = SecretBytes.random(GeneratedKey.LENGTH);
    return new GeneratedKey(key, wrap(key, context));
  }

  @Override
  public synchronized WrappedKey wrap(SecretBytes plaintext, EncryptionContext context) {
    fail();
    int number = kept.size();
    kept.put(number, new Kept(SecretBytes.copyOf(plaintext.reveal()), context));
    return new WrappedKey(uri, "", new byte[] {(byte) (number >> 8), (byte) number});
  }

  @Override
  public SecretBytes unwrap(WrappedKey wrapped, EncryptionContext context) {
    unwraps.incrementAndGet();
    before.run();
    fail();
    byte[] bytes = wrapped.bytes();
    synchronized (this) {
      Kept found = Objects.requireNonNull(kept.get(((bytes[0] & 0xff) << 8) | (bytes[1] & 0xff)));
      if (!ignoresContext && !found.context().equals(context)) {
        throw new TenantCryptException(ErrorCode.TC035, "another context");
      }
      SecretBytes key =
          givesAnother ? SecretBytes.random(32) : SecretBytes.copyOf(found.key().reveal());
      given.add(key);
      return key;
    }
  }

  @Override
  public KekDescription describe() {
    return new KekDescription(uri, false);
  }

  /** Every key that was given out and is not overwritten yet. */
  public synchronized List<SecretBytes> alive() {
    return given.stream().filter(key -> !key.isClosed()).toList();
  }

  private void fail() {
    failure.ifPresent(
        code -> {
          throw new TenantCryptException(code, "as the test wants it");
        });
  }
}

package io.tenantcrypt.keys;

import io.tenantcrypt.crypto.SecretBytes;
import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.tenancy.TenantId;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/**
 * What every {@link KeyEncryptionKey} must hold, as checks that need no test framework. They make
 * keys under real KEKs and store nothing. A check that fails throws {@link AssertionError}.
 */
public final class KekContract {

  /**
   * One thing that must hold.
   *
   * @param name a sentence
   * @param body throws {@link AssertionError} if it does not hold
   */
  public record Check(String name, Runnable body) {}

  /** A KMS may find out that the key is another before it looks at what the caller may do. */
  private static final Set<ErrorCode> REFUSED = Set.of(ErrorCode.TC035, ErrorCode.TC033);

  private static final TenantId TENANT = TenantId.of("contract-A.1_b:c");
  private static final TenantId LONGEST = TenantId.of("t".repeat(63));
  private static final String DEPLOYMENT = "contract";
  private static final int THREADS = 8;

  private final Supplier<KeyEncryptionKey> kek;
  private final Supplier<KeyEncryptionKey> other;

  private KekContract(Supplier<KeyEncryptionKey> kek, Supplier<KeyEncryptionKey> other) {
    this.kek = kek;
    this.other = other;
  }

  /**
   * The checks of a KEK.
   *
   * @param kek gives a fresh handle each time, on a KEK that may be used
   * @param other the same for another KEK of the same provider
   */
  public static List<Check> of(Supplier<KeyEncryptionKey> kek, Supplier<KeyEncryptionKey> other) {
    KekContract contract = new KekContract(kek, other);
    return List.of(
        new Check("generate gives 32 fresh bytes, wrapped", contract::generates),
        new Check("unwrap gives back what was generated", contract::givesBack),
        new Check("wrap leaves the key alone, and unwrap gives it back", contract::wraps),
        new Check(
            "rewrap gives the same key in other bytes, for its context only", contract::rewraps),
        new Check("the platform and the longest tenant id have keys", contract::takesEveryTenant),
        new Check("unwrap refuses each other context", contract::refusesOtherContexts),
        new Check("unwrap refuses changed bytes", contract::refusesChangedBytes),
        new Check("unwrap refuses what another KEK wrapped", contract::refusesOtherKeks),
        new Check("a second handle opens what the first wrapped", contract::isTheSameElsewhere),
        new Check("several threads may use one handle", contract::takesThreads),
        new Check("describe names the KEK in its own scheme", contract::describes));
  }

  private static EncryptionContext context(TenantId tenant) {
    return EncryptionContext.of(tenant, DEPLOYMENT, KeyPurpose.DEK, KeyId.random());
  }

  private void generates() {
    KeyEncryptionKey handle = kek.get();
    try (GeneratedKey one = handle.generate(context(TENANT));
        GeneratedKey two = handle.generate(context(TENANT))) {
      require(one.plaintext().length() == GeneratedKey.LENGTH, "a key has 32 bytes");
      require(!one.plaintext().equals(two.plaintext()), "each key is another");
      require(one.wrapped().kek().equals(handle.uri()), "a wrapped key names the KEK's URI");
      String wrapped = HexFormat.of().formatHex(one.wrapped().bytes());
      String plain = HexFormat.of().formatHex(one.plaintext().reveal());
      require(!wrapped.contains(plain), "a wrapped key does not hold the key");
    }
  }

  private void givesBack() {
    KeyEncryptionKey handle = kek.get();
    EncryptionContext context = context(TENANT);
    try (GeneratedKey made = handle.generate(context)) {
      requireOpens(handle, made.wrapped(), context, made.plaintext());
      requireOpens(handle, made.wrapped(), context, made.plaintext());
    }
  }

  private void wraps() {
    KeyEncryptionKey handle = kek.get();
    EncryptionContext context = context(TENANT);
    try (SecretBytes key = SecretBytes.random(GeneratedKey.LENGTH);
        SecretBytes copy = SecretBytes.copyOf(key.reveal())) {
      WrappedKey wrapped = handle.wrap(key, context);
      require(!key.isClosed() && key.equals(copy), "wrap neither closes nor changes the key");
      requireOpens(handle, wrapped, context, copy);
    }
  }

  private void rewraps() {
    KeyEncryptionKey handle = kek.get();
    EncryptionContext context = context(TENANT);
    try (GeneratedKey made = handle.generate(context)) {
      WrappedKey again = handle.rewrap(made.wrapped(), context);
      require(!again.equals(made.wrapped()), "rewrap wraps anew");
      requireOpens(handle, again, context, made.plaintext());
      requireOpens(handle, made.wrapped(), context, made.plaintext());
      requireRefused(handle, again, context.ofNobody(), made.plaintext());
      try {
        handle.rewrap(made.wrapped(), context.ofNobody());
      } catch (TenantCryptException e) {
        require(REFUSED.contains(e.code()), "refused with one of " + REFUSED + ", not " + e.code());
        return;
      }
      throw new AssertionError("A key was wrapped anew for another context");
    }
  }

  private void takesEveryTenant() {
    KeyEncryptionKey handle = kek.get();
    for (TenantId tenant : List.of(TenantId.PLATFORM, LONGEST)) {
      EncryptionContext context = context(tenant);
      try (GeneratedKey made = handle.generate(context)) {
        requireOpens(handle, made.wrapped(), context, made.plaintext());
      }
    }
  }

  private void refusesOtherContexts() {
    KeyEncryptionKey handle = kek.get();
    KeyId id = KeyId.random();
    EncryptionContext own = EncryptionContext.of(TENANT, DEPLOYMENT, KeyPurpose.DEK, id);
    try (GeneratedKey made = handle.generate(own)) {
      for (EncryptionContext wrong :
          List.of(
              EncryptionContext.of(LONGEST, DEPLOYMENT, KeyPurpose.DEK, id),
              EncryptionContext.of(TenantId.PLATFORM, DEPLOYMENT, KeyPurpose.DEK, id),
              own.ofNobody(),
              EncryptionContext.of(TENANT, "another", KeyPurpose.DEK, id),
              EncryptionContext.of(TENANT, DEPLOYMENT, KeyPurpose.EQUALITY, id),
              EncryptionContext.of(TENANT, DEPLOYMENT, KeyPurpose.DEK, KeyId.random()))) {
        requireRefused(handle, made.wrapped(), wrong, made.plaintext());
      }
      requireOpens(handle, made.wrapped(), own, made.plaintext());
    }
  }

  private void refusesChangedBytes() {
    KeyEncryptionKey handle = kek.get();
    EncryptionContext context = context(TENANT);
    try (GeneratedKey made = handle.generate(context)) {
      byte[] whole = made.wrapped().bytes();
      List<byte[]> changed = new ArrayList<>();
      for (int at : new int[] {0, whole.length / 2, whole.length - 1}) {
        byte[] flipped = whole.clone();
        flipped[at] ^= 1;
        changed.add(flipped);
      }
      changed.add(Arrays.copyOf(whole, whole.length - 1));
      changed.add(Arrays.copyOf(whole, whole.length + 1));
      changed.add(Arrays.copyOf(whole, 1));
      for (byte[] bytes : changed) {
        WrappedKey wrong = new WrappedKey(handle.uri(), made.wrapped().kmsKeyId(), bytes);
        requireRefused(handle, wrong, context, made.plaintext());
      }
    }
  }

  private void refusesOtherKeks() {
    KeyEncryptionKey handle = kek.get();
    KeyEncryptionKey foreign = other.get();
    EncryptionContext context = context(TENANT);
    try (GeneratedKey theirs = foreign.generate(context);
        GeneratedKey ours = handle.generate(context)) {
      WrappedKey as = theirs.wrapped();
      for (WrappedKey wrong :
          List.of(as, new WrappedKey(handle.uri(), ours.wrapped().kmsKeyId(), as.bytes()))) {
        requireRefused(handle, wrong, context, theirs.plaintext());
      }
    }
  }

  private void isTheSameElsewhere() {
    EncryptionContext context = context(TENANT);
    try (GeneratedKey made = kek.get().generate(context)) {
      requireOpens(kek.get(), made.wrapped(), context, made.plaintext());
    }
  }

  private void takesThreads() {
    KeyEncryptionKey handle = kek.get();
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Callable<Void>> work = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        EncryptionContext context = context(TenantId.of("contract-" + i));
        work.add(
            () -> {
              try (GeneratedKey made = handle.generate(context)) {
                requireOpens(handle, made.wrapped(), context, made.plaintext());
              }
              return null;
            });
      }
      for (Future<Void> done : threads.invokeAll(work)) {
        done.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    } catch (ExecutionException e) {
      throw new AssertionError("a thread failed", e.getCause());
    } finally {
      threads.shutdownNow();
    }
  }

  private void describes() {
    KeyEncryptionKey handle = kek.get();
    KekDescription one = handle.describe();
    require(one.canonical().scheme().equals(handle.uri().scheme()), "the scheme is the KEK's");
    require(one.equals(handle.describe()), "two descriptions are the same");
    require(!one.canonical().equals(other.get().describe().canonical()), "two KEKs have two names");
  }

  private static void requireOpens(
      KeyEncryptionKey handle, WrappedKey wrapped, EncryptionContext context, SecretBytes key) {
    try (SecretBytes opened = handle.unwrap(wrapped, context)) {
      require(opened.equals(key), "unwrap gives the key that was wrapped");
    }
    require(!key.isClosed(), "each caller closes a key of its own");
  }

  private static void requireRefused(
      KeyEncryptionKey handle, WrappedKey wrapped, EncryptionContext context, SecretBytes key) {
    try (SecretBytes opened = handle.unwrap(wrapped, context)) {
      throw new AssertionError("a key of " + opened.length() + " bytes was given for " + context);
    } catch (TenantCryptException e) {
      require(REFUSED.contains(e.code()), "refused with one of " + REFUSED + ", not " + e.code());
      StringWriter text = new StringWriter();
      e.printStackTrace(new PrintWriter(text));
      String all = text.toString();
      for (byte[] secret : List.of(key.reveal(), wrapped.bytes())) {
        require(
            secret.length < GeneratedKey.LENGTH
                || (!all.contains(HexFormat.of().formatHex(secret))
                    && !all.contains(Base64.getEncoder().encodeToString(secret))),
            "a refusal holds no bytes");
      }
      require(all.contains(handle.uri().toString()), "a refusal names the KEK");
    } catch (RuntimeException e) {
      throw new AssertionError("A refusal is one of our codes, not " + e.getClass().getName(), e);
    }
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new AssertionError("It must hold that " + what);
    }
  }
}

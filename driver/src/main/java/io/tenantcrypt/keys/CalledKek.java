package io.tenantcrypt.keys;

import io.tenantcrypt.crypto.SecretBytes;
import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.tenancy.TenantId;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** A KEK as {@link KmsCalls} lets one tenant use it. Safe for several threads. */
final class CalledKek implements KeyEncryptionKey {

  private static final SecureRandom RANDOM = new SecureRandom();

  private final KeyEncryptionKey kek;
  private final TenantId tenant;
  private final KekTraffic traffic;
  private final KmsCall.Listener listener;
  private final LongSupplier nanos;

  CalledKek(
      KeyEncryptionKey kek,
      TenantId tenant,
      KekTraffic traffic,
      KmsCall.Listener listener,
      LongSupplier nanos) {
    this.kek = kek;
    this.tenant = tenant;
    this.traffic = traffic;
    this.listener = listener;
    this.nanos = nanos;
  }

  @Override
  public KekUri uri() {
    return kek.uri();
  }

  @Override
  public Optional<KekUri> canonical() {
    return kek.canonical();
  }

  @Override
  public GeneratedKey generate(EncryptionContext context) {
    return call(
        KmsCall.Operation.GENERATE,
        own(context),
        () -> kek.generate(context),
        made -> made.wrapped().kmsKeyId(),
        GeneratedKey::close);
  }

  @Override
  public WrappedKey wrap(SecretBytes plaintext, EncryptionContext context) {
    return call(
        KmsCall.Operation.WRAP,
        own(context),
        () -> kek.wrap(plaintext, context),
        WrappedKey::kmsKeyId,
        wrapped -> {});
  }

  @Override
  public WrappedKey rewrap(WrappedKey wrapped, EncryptionContext context) {
    return call(
        KmsCall.Operation.REWRAP,
        own(context),
        () -> kek.rewrap(wrapped, context),
        WrappedKey::kmsKeyId,
        again -> {});
  }

  @Override
  public boolean rewrapsInside() {
    return kek.rewrapsInside();
  }

  @Override
  public boolean isGoneWhenDestroyed(String kmsKeyId) {
    return kek.isGoneWhenDestroyed(kmsKeyId);
  }

  @Override
  public SecretBytes unwrap(WrappedKey wrapped, EncryptionContext context) {
    return call(
        KmsCall.Operation.UNWRAP,
        own(context),
        () -> kek.unwrap(wrapped, context),
        key -> wrapped.kmsKeyId(),
        SecretBytes::close);
  }

  @Override
  public KekDescription describe() {
    return call(
        KmsCall.Operation.DESCRIBE, Map.of(), kek::describe, description -> "", description -> {});
  }

  /** A handle that was taken for one tenant asks for no other: but for nobody, as a proof. */
  private Map<String, String> own(EncryptionContext context) {
    if (!context.isOf(tenant)) {
      throw new TenantCryptException(
          ErrorCode.TC035,
          "A key of another tenant was about to be asked for in the name of tenant "
              + tenant
              + " under the KEK "
              + kek.uri()
              + ". The KMS was not asked.");
    }
    return context.asMap();
  }

  private <T> T call(
      KmsCall.Operation operation,
      Map<String, String> context,
      Supplier<T> asking,
      Function<T, String> used,
      Consumer<T> dropping) {
    String id = HexFormat.of().toHexDigits(RANDOM.nextLong());
    KekTraffic.Turn turn = traffic.begin(tenant);
    long asked = nanos.getAsLong();
    T answer;
    try {
      answer = asking.get();
    } catch (TenantCryptException e) {
      TenantCryptException told = told(id, e);
      traffic.end(turn, told.code() == ErrorCode.TC030 && NoOutage.isOutage(told));
      tell(id, operation, context, "", Optional.of(e.code()), asked);
      throw told;
    } catch (RuntimeException e) {
      traffic.end(turn, false);
      tell(id, operation, context, "", Optional.of(ErrorCode.TC030), asked);
      throw failed(id, e);
    } catch (Error e) {
      traffic.end(turn, false);
      throw e;
    }
    traffic.end(turn, false);
    try {
      tell(id, operation, context, used.apply(answer), Optional.empty(), asked);
      return answer;
    } catch (RuntimeException e) {
      dropping.accept(answer);
      throw e;
    }
  }

  /** A thread that was interrupted has not found its KMS silent. */
  private static TenantCryptException told(String id, TenantCryptException failure) {
    return new TenantCryptException(
        failure.code(),
        failure.getMessage() + " (call " + id + ")",
        Thread.currentThread().isInterrupted() ? new NoOutage("interrupted") : failure);
  }

  /** Without its message and as no cause: who breaks the contract may quote a key as well. */
  private TenantCryptException failed(String id, RuntimeException failure) {
    return new TenantCryptException(
        ErrorCode.TC030,
        "The provider of the KEK "
            + kek.uri()
            + " failed with "
            + failure.getClass().getName()
            + " for tenant "
            + tenant
            + ", which its contract does not allow. Run KmsProviderContract against it. (call "
            + id
            + ")",
        new NoOutage("a provider broke its contract"));
  }

  private void tell(
      String id,
      KmsCall.Operation operation,
      Map<String, String> context,
      String kmsKeyId,
      Optional<ErrorCode> failure,
      long asked) {
    listener.called(
        new KmsCall(
            id,
            operation,
            kek.uri(),
            kmsKeyId,
            tenant,
            context,
            failure,
            Duration.ofNanos(nanos.getAsLong() - asked)));
  }
}

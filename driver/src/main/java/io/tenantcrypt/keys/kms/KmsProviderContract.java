package io.tenantcrypt.keys.kms;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import io.tenantcrypt.keys.KekContract;
import io.tenantcrypt.keys.KekUri;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What every {@link KmsProvider} must hold, to be run by its own tests against its own KMS. No test
 * framework is needed; with JUnit:
 *
 * <pre>{@code
 * @TestFactory
 * Stream<DynamicTest> contract() {
 *   return KmsProviderContract.of(new MyProvider(), one, another, settings).stream()
 *       .map(check -> DynamicTest.dynamicTest(check.name(), check.body()::run));
 * }
 * }</pre>
 *
 * <p>It sees what a KMS that is well answers. That a failing one gives the codes that {@link
 * io.tenantcrypt.keys.KeyEncryptionKey} lists is for the provider's own tests.
 */
public final class KmsProviderContract {

  private KmsProviderContract() {}

  /**
   * The checks, each of which throws {@link AssertionError} if it does not hold.
   *
   * @param one a KEK that may be used
   * @param another KEK of the same provider that may be used
   */
  public static List<KekContract.Check> of(
      KmsProvider provider, KekUri one, KekUri another, KmsSettings settings) {
    List<KekContract.Check> checks = new ArrayList<>();
    checks.add(
        new KekContract.Check("the scheme is that of its URIs", () -> scheme(provider, one)));
    checks.add(
        new KekContract.Check(
            "a handle has the URI it was opened with", () -> uri(provider, one, settings)));
    checks.add(
        new KekContract.Check(
            "a URI that cannot be read is TC040 and not quoted",
            () -> malformed(provider, settings)));
    checks.addAll(
        KekContract.of(() -> provider.open(one, settings), () -> provider.open(another, settings)));
    return List.copyOf(checks);
  }

  private static void scheme(KmsProvider provider, KekUri one) {
    String scheme = provider.scheme();
    if (!scheme.equals(one.scheme()) || !scheme.equals(scheme.toLowerCase(Locale.ROOT))) {
      throw new AssertionError("The scheme is that of the URI, in lower case");
    }
  }

  private static void uri(KmsProvider provider, KekUri one, KmsSettings settings) {
    if (!provider.open(one, settings).uri().equals(one)) {
      throw new AssertionError("A handle has the URI that it was opened with");
    }
  }

  /** A provider may take any text for a name; one that refuses it must not repeat it. */
  private static void malformed(KmsProvider provider, KmsSettings settings) {
    KekUri odd = new KekUri(provider.scheme(), "?hunter2&=#");
    try {
      provider.open(odd, settings);
    } catch (TenantCryptException e) {
      if (e.code() != ErrorCode.TC040 || String.valueOf(e.getMessage()).contains("hunter2")) {
        throw new AssertionError("Refused with TC040 and without quoting it, not with " + e.code());
      }
    }
  }
}

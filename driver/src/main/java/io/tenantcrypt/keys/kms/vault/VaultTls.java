package io.tenantcrypt.keys.kms.vault;

import io.tenantcrypt.error.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Whose certificates are trusted: those of the JVM, or exactly those in a file of PEM. */
final class VaultTls {

  private static final String CA = "CA_FILE";

  private final VaultSettings settings;

  VaultTls(VaultSettings settings) {
    this.settings = settings;
  }

  /** The setting's whole name, for messages. */
  String setting() {
    return settings.name(CA);
  }

  /**
   * Empty where the JVM's will do.
   *
   * @throws VaultFailure TC033 if the file cannot be read
   */
  Optional<SSLContext> context() {
    return settings.find(CA).or(() -> settings.common("VAULT_CACERT")).map(this::trusting);
  }

  private SSLContext trusting(String file) {
    try (InputStream pem = Files.newInputStream(Path.of(file))) {
      KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
      trusted.load(null, null);
      for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
        trusted.setCertificateEntry("ca-" + trusted.size(), each);
      }
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (IOException | GeneralSecurityException | InvalidPathException e) {
      throw new VaultFailure(
          ErrorCode.TC033,
          "the certificates that "
              + setting()
              + " names cannot be read ("
              + e.getClass().getSimpleName()
              + "). Name a file of certificates in PEM.");
    }
  }
}

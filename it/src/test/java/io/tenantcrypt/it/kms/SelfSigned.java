package io.tenantcrypt.it.kms;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.util.Base64;
import java.util.concurrent.TimeUnit;

/**
 * A certificate that signs itself, for one address and nothing else.
 *
 * @param folder of both files
 * @param certificate in PEM
 * @param key its private key, in PEM
 */
record SelfSigned(Path folder, Path certificate, Path key) {

  private static final String PASSWORD = "changeit";

  static SelfSigned make(String ip) throws IOException, GeneralSecurityException {
    Path target = Path.of(System.getProperty("tenantcrypt.it.target", "target"));
    Path folder =
        Files.createTempDirectory(Files.createDirectories(target), "tls").toAbsolutePath();
    Path store = folder.resolve("store.p12");
    keytool(
        "-genkeypair",
        "-alias",
        "tls",
        "-keyalg",
        "EC",
        "-groupname",
        "secp256r1",
        "-validity",
        "30",
        "-dname",
        "CN=openbao",
        "-ext",
        "san=ip:" + ip,
        "-ext",
        "bc:c=ca:true",
        "-storetype",
        "PKCS12",
        "-keystore",
        store.toString(),
        "-storepass",
        PASSWORD);
    KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
    Key key = keys.getKey("tls", PASSWORD.toCharArray());
    return new SelfSigned(
        folder,
        pem(folder.resolve("cert.pem"), "CERTIFICATE", keys.getCertificate("tls").getEncoded()),
        pem(folder.resolve("key.pem"), "PRIVATE KEY", key.getEncoded()));
  }

  private static Path pem(Path file, String what, byte[] der) throws IOException {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return Files.writeString(
        file, "-----BEGIN " + what + "-----\n" + body + "\n-----END " + what + "-----\n");
  }

  private static void keytool(String... arguments) throws IOException {
    String[] command = new String[arguments.length + 1];
    command[0] = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IOException("keytool failed");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      process.destroyForcibly();
    }
  }
}

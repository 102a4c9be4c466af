package io.tenantcrypt.it.kms;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantcrypt.keys.KekContract;
import io.tenantcrypt.keys.KekUri;
import io.tenantcrypt.keys.kms.KmsProvider;
import io.tenantcrypt.keys.kms.KmsProviderContract;
import io.tenantcrypt.keys.kms.KmsSettings;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The provider that the book shows compiles, and holds the contract. */
class CustomProviderIT {

  @Test
  void exampleOfTheBook_compiles_andHoldsTheContract(@TempDir Path folder) throws Exception {
    String source = Examples.folder().resolve("kms/CorpKmsProvider.java").toString();
    int result =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null, null, null, "-proc:none", "-Xlint:-options", "-d", folder.toString(), source);
    assertThat(result).isZero();
    try (URLClassLoader classes =
            new URLClassLoader(
                new URL[] {folder.toUri().toURL()}, CustomProviderIT.class.getClassLoader());
        KmsProvider provider =
            (KmsProvider)
                classes
                    .loadClass("com.example.kms.CorpKmsProvider")
                    .getConstructor()
                    .newInstance()) {
      List<KekContract.Check> checks =
          KmsProviderContract.of(
              provider,
              KekUri.parse("corp-kms://one"),
              KekUri.parse("corp-kms://two"),
              new KmsSettings(Duration.ofSeconds(5), false, name -> Optional.empty()));
      assertThat(checks).hasSizeGreaterThan(10);
      checks.forEach(check -> check.body().run());
    }
  }
}

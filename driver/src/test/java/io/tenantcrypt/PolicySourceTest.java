package io.tenantcrypt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantcrypt.error.ErrorCode;
import io.tenantcrypt.error.TenantCryptException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicySourceTest {

  private final Path folder;

  PolicySourceTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("policy file.yaml"), text);
  }

  private static AbstractThrowableAssert<?, ?> assertRefused(String location) {
    return assertThatThrownBy(() -> PolicySource.load(location, name -> null))
        .isInstanceOfSatisfying(
            TenantCryptException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TC040));
  }

  @Test
  void load_byPathOrFileOrClassPath_readsThePolicy() throws IOException {
    Path file = write(Policies.PATIENT);
    assertThat(PolicySource.load(file.toString(), name -> null).revision()).isEqualTo(12);
    assertThat(PolicySource.load("file:" + file, Map.<String, String>of()::get).revision())
        .isEqualTo(12);
    assertThat(PolicySource.load(file.toUri().toString(), name -> null).revision()).isEqualTo(12);
    assertThat(PolicySource.load("classpath:root/policy.yaml", name -> null).revision())
        .isEqualTo(3);
    assertThat(PolicySource.load("classpath:/root/policy.yaml", name -> null).revision())
        .isEqualTo(3);
  }

  @Test
  void load_ofAWrongPath_tellsWhereItLooked() {
    assertRefused("no/such.yaml")
        .hasMessageContaining("is not there")
        .hasMessageContaining(Path.of("no/such.yaml").toAbsolutePath().toString());
    assertRefused("classpath:no/such.yaml").hasMessageContaining("no class path entry has");
  }

  @Test
  void load_ofAFolder_tellsThatItCannotBeRead() {
    assertRefused(folder.toString()).hasMessageContaining("cannot be read");
  }

  @Test
  void load_ofAPolicyWithMistakes_listsAllOfThem() throws IOException {
    Path file =
        write(
            Policies.PATIENT
                .replace("ssn:", "ssn: { tpe: text }\n      x:")
                .replace("unscoped: refuse", "unscoped: maybe"));
    assertRefused(file.toString())
        .hasMessageContaining("unscoped")
        .hasMessageContaining("tpe")
        .hasMessageContaining(file.getFileName() + ":");
  }

  @Test
  void load_ofWhatIsNotAvailable_namesEach() throws IOException {
    Path file =
        write(
            Policies.PATIENT.replace(
                "type: varchar(11)", "type: varchar(11), encryption: deterministic"));
    assertRefused(file.toString())
        .hasMessageContaining("not available in this version")
        .hasMessageContaining("encryption: deterministic");
  }

  @Test
  void load_withVariables_asksForThem() throws IOException {
    Path file = write(Policies.PATIENT.replace("revision: 12", "revision: ${REVISION}"));
    assertThat(PolicySource.load(file.toString(), Map.of("REVISION", "44")::get).revision())
        .isEqualTo(44);
  }
}

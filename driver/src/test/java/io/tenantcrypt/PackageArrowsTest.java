package io.tenantcrypt;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.tenantcrypt.keys.KekSource;
import io.tenantcrypt.keys.KekUri;
import io.tenantcrypt.keys.kms.KmsProvider;
import io.tenantcrypt.keys.kms.KmsProviders;
import io.tenantcrypt.keys.kms.KmsSettings;
import io.tenantcrypt.plan.ProtectedColumn;
import io.tenantcrypt.protect.Sealer;
import java.net.MalformedURLException;
import java.net.URL;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The arrows between packages; each may use error and what stands here. */
class PackageArrowsTest {

  private static final String ROOT = "io.tenantcrypt";

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  private static final Map<String, String> ARROWS = new TreeMap<>();

  static {
    ARROWS.put("error", "");
    ARROWS.put("audit", "");
    ARROWS.put("policy", "");
    ARROWS.put("policy.yaml", "policy");
    ARROWS.put("tenancy", "");
    ARROWS.put("codec", "policy");
    ARROWS.put("crypto", "");
    ARROWS.put("catalog", "policy tenancy");
    ARROWS.put("plan", "catalog policy tenancy");
    ARROWS.put("sql", "plan catalog policy tenancy");
    ARROWS.put("keys", "crypto tenancy policy");
    ARROWS.put("keys.kms", "keys crypto");
    ARROWS.put("keys.store", "keys crypto tenancy policy");
    ARROWS.put("protect", "codec crypto keys plan policy tenancy");
    ARROWS.put("jdbc.delegate", "codec");
    ARROWS.put("jdbc", "jdbc.delegate plan sql catalog protect codec policy tenancy audit");
    ARROWS.put("flyway", "");
    ARROWS.put("admin", "keys keys.kms keys.store protect sql plan catalog tenancy policy");
  }

  static List<String> packages() {
    return List.copyOf(ARROWS.keySet());
  }

  /** A provider's own package belongs to {@code keys.kms}, a dialect's lexer to {@code sql}. */
  private static String part(String packageName) {
    String name = packageName.substring(Math.min(packageName.length(), ROOT.length() + 1));
    while (!name.isEmpty() && !ARROWS.containsKey(name)) {
      name = name.contains(".") ? name.substring(0, name.lastIndexOf('.')) : "";
    }
    return name;
  }

  @ParameterizedTest
  @MethodSource("packages")
  void package_usesOnlyWhatItsArrowsAllow(String name) {
    TreeSet<String> allowed =
        new TreeSet<>(Arrays.asList(ARROWS.getOrDefault(name, "").split(" ")));
    allowed.add(name);
    if (!name.startsWith("policy")) {
      allowed.add("error");
    }
    List<String> violations = new ArrayList<>();
    for (JavaClass from : CLASSES) {
      if (from.getPackageName().startsWith(ROOT + ".")
          && part(from.getPackageName()).equals(name)) {
        from.getDirectDependenciesFromSelf().stream()
            .filter(d -> d.getTargetClass().getPackageName().startsWith(ROOT))
            .filter(d -> !allowed.contains(part(d.getTargetClass().getPackageName())))
            .forEach(d -> violations.add(d.getDescription()));
      }
    }
    assertThat(violations).isEmpty();
  }

  @Test
  void packages_areAllDrawn() {
    assertThat(CLASSES)
        .allSatisfy(
            c ->
                assertThat(c.getPackageName().equals(ROOT) || !part(c.getPackageName()).isEmpty())
                    .as(c.getName())
                    .isTrue());
  }

  @Test
  void root_isImportedByNothing() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + ".*..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ROOT)
        .check(CLASSES);
  }

  @Test
  void packages_haveNoCycles() {
    slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void parser_isUsedBySqlOnly() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".sql..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("net.sf.jsqlparser..")
        .check(CLASSES);
  }

  @Test
  void yaml_isUsedByItsLoaderOnly() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".policy.yaml..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.yaml..")
        .check(CLASSES);
  }

  @Test
  void flyway_isUsedByItsPluginOnly() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".flyway..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.flywaydb..")
        .check(CLASSES);
  }

  @Test
  void awsSdk_isUsedByItsProviderOnly_andNotBeforeItIsAskedFor() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".keys.kms.aws..")
        .or()
        .haveSimpleName("AwsKmsProvider")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("software.amazon..")
        .check(CLASSES);
  }

  /** So each call to a KMS is for one tenant, bounded and recorded. */
  @Test
  void keks_areOpenedByKmsCallsOnly() {
    noClasses()
        .that()
        .doNotHaveSimpleName("KmsCalls")
        .and()
        .resideOutsideOfPackage(ROOT + ".keys.kms..")
        .should()
        .callMethod(KekSource.class, "open", KekUri.class)
        .orShould()
        .callMethod(KmsProviders.class, "open", KekUri.class)
        .orShould()
        .callMethod(KmsProvider.class, "open", KekUri.class, KmsSettings.class)
        .check(CLASSES);
  }

  /** So that no cell is sent past the look at its key version. */
  @Test
  void cells_areSealedByOneClass_andSentByOne() {
    String jdbc = ROOT + ".jdbc.";
    String real = "java.sql.PreparedStatement";
    noClasses()
        .that()
        .resideInAPackage(jdbc + ".")
        .and()
        .doNotHaveSimpleName("Execution")
        .should()
        .callMethod(Sealer.class, "seal", ProtectedColumn.class, byte[].class)
        .check(CLASSES);
    noClasses()
        .that()
        .doNotHaveSimpleName("Outgoing")
        .and()
        .doNotHaveSimpleName("SealedRows")
        .should()
        .callMethod(
            jdbc + "Execution",
            "bind",
            jdbc + "Session",
            ROOT + ".plan.StatementPlan$Protected",
            jdbc + "Frame",
            ROOT + ".tenancy.TenantId",
            real)
        .check(CLASSES);
    noClasses()
        .that()
        .doNotHaveSimpleName("Outgoing")
        .should()
        .callMethod(jdbc + "PreparedCore$Call", "on", real)
        .check(CLASSES);
  }

  @Test
  void googlesClient_isUsedByItsProviderOnly_andNotBeforeItIsAskedFor() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".keys.kms.gcp..")
        .or()
        .haveSimpleName("GcpKmsProvider")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("com.google..", "io.grpc..")
        .check(CLASSES);
  }

  /** So that what a token may be sent with stands in one place. */
  @Test
  void httpClient_isUsedByVaultOnly() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".keys.kms.vault..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("java.net.http..")
        .check(CLASSES);
  }

  @Test
  void providers_doNotKnowEachOther() {
    slices().matching(ROOT + ".keys.kms.(*)..").should().notDependOnEachOther().check(CLASSES);
  }

  @Test
  void analysis_andPlansAndCrypto_doNoInputOrOutput() {
    noClasses()
        .that()
        .resideInAnyPackage(
            ROOT + ".sql..", ROOT + ".plan..", ROOT + ".crypto..", ROOT + ".codec..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.nio.file..", "javax.sql..")
        .orShould()
        .dependOnClassesThat(
            // A text may be asked for as a URL, which is a value until somebody opens it.
            resideInAPackage("java.net..")
                .and(not(belongToAnyOf(URL.class, MalformedURLException.class)))
                .as("reach the network"))
        .orShould()
        .callMethod(URL.class, "openStream")
        .orShould()
        .callMethod(URL.class, "openConnection")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.sql.Connection")
        .check(CLASSES);
  }

  @Test
  void packages_areNullMarked() {
    TreeSet<String> unmarked = new TreeSet<>();
    for (JavaClass c : CLASSES) {
      boolean marked =
          c.getPackage()
              .tryGetPackageInfo()
              .map(info -> info.isAnnotatedWith(NullMarked.class))
              .orElse(false);
      // The generated delegates speak of interfaces that say nothing about null.
      if (!marked && !part(c.getPackageName()).equals("jdbc.delegate")) {
        unmarked.add(c.getPackageName());
      }
    }
    assertThat(unmarked).isEmpty();
  }

  @Test
  void realDrivers_areNamedByNobody() {
    classes()
        .that()
        .resideInAPackage(ROOT + "..")
        .should()
        .onlyDependOnClassesThat()
        .resideOutsideOfPackages("org.postgresql..", "com.mysql..", "org.h2..")
        .check(CLASSES);
  }
}

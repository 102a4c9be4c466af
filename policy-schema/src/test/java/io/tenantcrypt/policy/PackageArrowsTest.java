package io.tenantcrypt.policy;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class PackageArrowsTest {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.tenantcrypt.policy");

  @Test
  void policy_importsTheJdkOnly() {
    classes()
        .that()
        .resideInAPackage("io.tenantcrypt.policy")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "org.jspecify..", "io.tenantcrypt.policy")
        .check(CLASSES);
  }

  @Test
  void policyYaml_importsPolicyAndSnakeYamlOnly() {
    classes()
        .that()
        .resideInAPackage("io.tenantcrypt.policy.yaml")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "org.jspecify..",
            "org.yaml.snakeyaml..",
            "io.tenantcrypt.policy",
            "io.tenantcrypt.policy.yaml")
        .check(CLASSES);
  }
}

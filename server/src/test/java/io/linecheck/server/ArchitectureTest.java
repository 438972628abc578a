package io.linecheck.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.linecheck");

  @Test
  void onlyTheEdgeSeesTheHttpFramework() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.linecheck.server.http..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.javalin..", "org.eclipse.jetty..", "jakarta..")
        .check(CLASSES);
  }

  @Test
  void onlyTheCommandsSeeTheirParser() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.linecheck.server.cli..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("picocli..")
        .check(CLASSES);
  }

  @Test
  void onlyTheCompositionRootSeesAStore() {
    noClasses()
        .that()
        .resideInAPackage("io.linecheck.server.*..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.linecheck.store.duckdb..", "io.linecheck.store.opensearch..")
        .check(CLASSES);
  }

  @Test
  void configurationKnowsNothingOfTheRest() {
    noClasses()
        .that()
        .resideInAPackage("io.linecheck.server.config..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.linecheck.server",
            "io.linecheck.server.http..",
            "io.linecheck.server.api..",
            "io.linecheck.server.cli..",
            "io.linecheck.server.metrics..")
        .check(CLASSES);
  }

  @Test
  void questionsKnowNothingOfHttp() {
    noClasses()
        .that()
        .resideInAPackage("io.linecheck.server.api..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.linecheck.server.http..")
        .check(CLASSES);
  }
}

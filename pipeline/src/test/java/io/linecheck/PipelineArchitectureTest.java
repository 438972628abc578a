package io.linecheck;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The arrows between the pipeline's packages, and what the pipeline may know at all. */
class PipelineArchitectureTest {
  private static final JavaClasses PIPELINE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.linecheck");

  @Test
  void packagesKnowOnlyWhatStandsBelowThem() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("model")
        .definedBy("io.linecheck.model..")
        .layer("enrich")
        .definedBy("io.linecheck.enrich..")
        .layer("score")
        .definedBy("io.linecheck.score..")
        .layer("derive")
        .definedBy("io.linecheck.derive..")
        .layer("query")
        .definedBy("io.linecheck.query..")
        .layer("attributes")
        .definedBy("io.linecheck.attributes..")
        .layer("store")
        .definedBy("io.linecheck.store..")
        .layer("access")
        .definedBy("io.linecheck.access..")
        .layer("privacy")
        .definedBy("io.linecheck.privacy..")
        .layer("ingest")
        .definedBy("io.linecheck.ingest..")
        .whereLayer("model")
        .mayNotAccessAnyLayer()
        .whereLayer("enrich")
        .mayOnlyAccessLayers("model")
        .whereLayer("score")
        .mayOnlyAccessLayers("model")
        .whereLayer("derive")
        .mayOnlyAccessLayers("model", "score")
        .whereLayer("query")
        .mayOnlyAccessLayers("model")
        .whereLayer("store")
        .mayOnlyAccessLayers("model", "query", "score", "attributes")
        .whereLayer("access")
        .mayOnlyAccessLayers("model", "enrich", "query", "store")
        .whereLayer("privacy")
        .mayOnlyAccessLayers("model", "store")
        .whereLayer("ingest")
        .mayOnlyAccessLayers("model", "enrich", "store", "attributes")
        .whereLayer("attributes")
        .mayOnlyAccessLayers("model", "enrich")
        .because("a stage that knew its neighbours could not be replaced or tested alone")
        .check(PIPELINE);
  }

  @Test
  void noCycles() {
    slices().matching("io.linecheck.(*)..").should().beFreeOfCycles().check(PIPELINE);
  }

  @Test
  void nothingButTheJdkOneParserAndLogging() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "io.linecheck..",
            "java..",
            "javax.crypto..",
            "tools.jackson.core..",
            "org.slf4j..",
            "org.jspecify..")
        .because("the pipeline runs in a server, in a Lambda function and in tests")
        .check(PIPELINE);
  }
}

package cn.siduan.telephony;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  private static final JavaClasses TELEPHONY =
      new ClassFileImporter()
          // not DoNotIncludeTests: it does not know the folder of -Pquick
          .withImportOption(location -> !location.contains("/test-classes/"))
          .importPackages("cn.siduan.telephony");

  @Test
  void telephony_knows_no_sql() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.sql..", "javax.sql..", "org.jdbi..", "org.postgresql..")
        .because("the adapter sits beside its Asterisk and must live without the database")
        .check(TELEPHONY);
  }

  @Test
  void telephony_speaks_to_the_core_only_in_the_records_of_the_contract() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideOutsideOfPackages("cn.siduan.dispatch..", "cn.siduan.standalone..")
        .check(TELEPHONY);
  }
}

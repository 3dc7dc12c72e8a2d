package cn.siduan.dispatch;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** Which way dependencies may point. Each test's name is the rule. */
class ArchitectureTest {

  private static final String ROOT = "cn.siduan.dispatch";
  private static final String ORDER = ROOT + ".order..";
  private static final String OUTBOX = ROOT + ".outbox..";
  private static final String PLATFORM = ROOT + ".platform..";

  private static final JavaClasses MAIN =
      new ClassFileImporter()
          // not DoNotIncludeTests: it does not know the folder of -Pquick
          .withImportOption(location -> !location.contains("/test-classes/"))
          .importPackages(ROOT, "cn.siduan.contract");

  @Test
  void the_contract_knows_neither_vertx_nor_sql_nor_the_server() {
    holds(
        noClasses()
            .that()
            .resideInAPackage("cn.siduan.contract..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "io.vertx..", "java.sql..", "javax.sql..", "org.jdbi..", ROOT + ".."));
  }

  @Test
  void nothing_depends_on_ops_or_on_the_telephony_adapter() {
    holds(
        noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "cn.siduan.standalone..", "cn.siduan.demo..", "cn.siduan.telephony.."));
  }

  @Test
  void the_platform_knows_no_feature() {
    holds(
        noClasses()
            .that()
            .resideInAPackage(PLATFORM)
            .should()
            .dependOnClassesThat(
                are("a feature", name -> isServer(name) && !isIn(PLATFORM, name))));
  }

  @Test
  void the_outbox_knows_only_the_platform() {
    holds(
        noClasses()
            .that()
            .resideInAPackage(OUTBOX)
            .should()
            .dependOnClassesThat(
                are(
                    "another feature",
                    name -> isServer(name) && !isIn(OUTBOX, name) && !isIn(PLATFORM, name))));
  }

  @Test
  void the_order_imports_none_of_its_followers() {
    holds(
        noClasses()
            .that()
            .resideInAPackage(ORDER)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                features("routing", "offer", "workqueue", "sla", "live", "notify", "report")));
  }

  @Test
  void features_do_not_depend_on_one_another_in_a_circle() {
    slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().allowEmptyShould(true).check(MAIN);
  }

  @Test
  void only_the_root_package_wires() {
    holds(
        noClasses()
            .that()
            .resideInAPackage(ROOT + ".*..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOT));
  }

  @Test
  void time_comes_from_the_injected_clock() {
    holds(
        noClasses()
            .that()
            .resideOutsideOfPackage(PLATFORM)
            .and()
            // where the clock comes from
            .doNotBelongToAnyOf(DispatchMain.class)
            .should()
            .accessTargetWhere(
                DescribedPredicate.describe(
                    "it reads the system clock", ArchitectureTest::readsSystemClock))
            .because("a test must be able to move time; take a java.time.Clock as a parameter"));
  }

  @Test
  void the_database_is_reached_only_through_the_platform() {
    holds(
        noClasses()
            .that()
            .resideOutsideOfPackages(PLATFORM, ROOT)
            .should()
            .dependOnClassesThat()
            .haveNameMatching(
                "org\\.jdbi\\.v3\\.core\\.Jdbi|javax\\.sql\\.DataSource|java\\.sql\\.DriverManager|com\\.zaxxer\\..*")
            .because("platform.Database bounds how many transactions run at once"));
  }

  @Test
  void deciding_is_pure() {
    holds(
        noClasses()
            .that()
            .haveNameMatching(".*\\.(\\w+Lifecycle|RoutingPolicy|SlaClock|CallDistributor)(\\$.*)?")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "io.vertx..", "java.sql..", "javax.sql..", "org.jdbi..", "com.hazelcast..")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Clock.class));
  }

  @Test
  void every_package_is_null_marked() {
    List<String> unmarked =
        List.of(MAIN.getPackage("cn.siduan.contract"), MAIN.getPackage(ROOT)).stream()
            .flatMap(root -> root.getSubpackagesInTree().stream())
            .distinct()
            .filter(inTree -> !inTree.getClasses().isEmpty())
            .filter(inTree -> !inTree.isAnnotatedWith(NullMarked.class))
            .map(JavaPackage::getName)
            .toList();

    assertThat(unmarked)
        .as("packages whose package-info.java lacks @NullMarked, so that NullAway skips them")
        .isEmpty();
  }

  // Accesses, not calls: `Instant::now` reads the system's clock as well.
  private static boolean readsSystemClock(JavaAccess<?> access) {
    String owner = access.getTargetOwner().getName();
    String method = access.getName();
    if (owner.equals("java.time.Clock")) {
      return method.startsWith("system") || method.startsWith("tick");
    }
    if (owner.equals("java.lang.System")) {
      return method.equals("currentTimeMillis");
    }
    // now() and now(ZoneId) read the system's clock, now(Clock) the one it is given
    return owner.startsWith("java.time.")
        && method.equals("now")
        && access.getTarget() instanceof CodeUnitAccessTarget target
        && target.getRawParameterTypes().stream()
            .noneMatch(type -> type.isEquivalentTo(Clock.class));
  }

  private static DescribedPredicate<JavaClass> are(
      String description, Predicate<String> packageName) {
    return DescribedPredicate.describe(
        description, javaClass -> packageName.test(javaClass.getPackageName()));
  }

  private static boolean isServer(String packageName) {
    return isIn(ROOT + "..", packageName);
  }

  private static boolean isIn(String tree, String packageName) {
    String top = tree.substring(0, tree.length() - "..".length());
    return packageName.equals(top) || packageName.startsWith(top + ".");
  }

  private static String[] features(String... names) {
    return Arrays.stream(names).map(name -> ROOT + "." + name + "..").toArray(String[]::new);
  }

  /** A rule about a package that nobody has written yet holds. */
  private static void holds(ArchRule rule) {
    rule.allowEmptyShould(true).check(MAIN);
  }
}

package io.davit.docs;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaStaticInitializer;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullMarked;

/** Keeps the picture of the architecture true. Each rule says why it is one. */
@AnalyzeClasses(packages = "io.davit", importOptions = ImportOption.DoNotIncludeTests.class)
class HouseTest {

    @ArchTest
    static final ArchRule roomsImportOnlyDownward = classes()
            .should(importOnlyRoomsBelow())
            .because("each ring can then be understood, tested and replaced without those above it");

    @ArchTest
    static final ArchRule packagesHaveNoCycles = classes()
            .should(beInNoCycleOfPackages())
            .because("two packages that need each other are one package with two names");

    @ArchTest
    static final ArchRule reactorStaysAtTheEdge = noClasses()
            .that()
            .resideOutsideOfPackages(Room.APISERVER.packages(), Room.BENCH.packages())
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("reactor..", "org.reactivestreams..", "io.netty..")
            .because("the server is reactive at the edge and plain blocking Java inside");

    @ArchTest
    static final ArchRule springStaysAtTheEdge = noClasses()
            .that()
            .resideOutsideOfPackages(Room.APISERVER.packages(), Room.TEST.packages(), Room.APPLICATION.packages())
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework..")
            .because("the inner rings must run in any JVM, started by anything");

    @ArchTest
    static final ArchRule theHalvesMeetOnlyOverHttp = noClasses()
            .that()
            .resideOutsideOfPackages(Room.TEST.packages(), Room.KINDS_GENERATOR.packages())
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.fabric8..", "io.javaoperatorsdk..", "io.kubernetes..")
            .because("operators must run unchanged on any cluster, so the server shares no code with clients");

    @ArchTest
    static final ArchRule serverSpeaksJackson3 = noClasses()
            .that()
            .resideOutsideOfPackages(Room.TEST.packages(), Room.KINDS_GENERATOR.packages())
            .should()
            .dependOnClassesThat(resideInJackson2())
            .because("two object trees in one half would be converted into each other for ever");

    @ArchTest
    static final ArchRule usersPatternsRunInLinearTime = noClasses()
            .that()
            .resideOutsideOfPackages(
                    // Its Pattern is made of constants: names have fixed forms.
                    "io.davit.model.name..", Room.BENCH.packages(), Room.APPLICATION.packages(), Room.TEST.packages())
            .should()
            .callMethodWhere(compilesAPatternAtRunTime())
            .because(
                    "a pattern that is no constant may be a user's: RE2 cannot be made to run for ever, java.util.regex can");

    @ArchTest
    static final ArchRule packagesAreNullMarked = classes()
            .that()
            .haveSimpleNameNotEndingWith("package-info")
            .should(resideInANullMarkedPackage())
            .because("null is then said, not guessed, and NullAway checks it");

    @ArchTest
    static final ArchRule packagesAreFeatures = noClasses()
            .should()
            .resideInAnyPackage(
                    "..util..", "..utils..", "..common..", "..impl..", "..helper..", "..manager..", "..misc..")
            .because("a package is a feature, and these names say nothing about one");

    @ArchTest
    static final ArchRule applicationOnlyComposes = noClasses()
            .that()
            .resideOutsideOfPackages(Room.APPLICATION.packages())
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("picocli..")
            .because("only the application has a command line");

    private static ArchCondition<JavaClass> beInNoCycleOfPackages() {
        return new ArchCondition<>("be in no cycle of packages") {
            private final PackageCycles cycles = new PackageCycles();

            @Override
            public void check(JavaClass item, ConditionEvents events) {
                cycles.add(item);
            }

            @Override
            public void finish(ConditionEvents events) {
                cycles.all().forEach(cycle -> events.add(SimpleConditionEvent.violated(cycle, cycle)));
            }
        };
    }

    private static ArchCondition<JavaClass> importOnlyRoomsBelow() {
        return new ArchCondition<>("import only rooms below their own") {
            @Override
            public void check(JavaClass item, ConditionEvents events) {
                Optional<Room> home = Room.of(item.getPackageName());
                if (home.isEmpty()) {
                    events.add(SimpleConditionEvent.violated(
                            item, item.getName() + " lives in no known room: give its package one in Room"));
                    return;
                }
                for (Dependency dependency : item.getDirectDependenciesFromSelf()) {
                    JavaClass target = dependency.getTargetClass().getBaseComponentType();
                    if (!target.getPackageName().startsWith("io.davit")) {
                        continue;
                    }
                    Optional<Room> other = Room.of(target.getPackageName());
                    if (other.isEmpty() || !home.get().mayImport(other.get())) {
                        events.add(SimpleConditionEvent.violated(item, dependency.getDescription()));
                    }
                }
            }
        };
    }

    private static ArchCondition<JavaClass> resideInANullMarkedPackage() {
        return new ArchCondition<>("reside in a package whose package-info is @NullMarked") {
            @Override
            public void check(JavaClass item, ConditionEvents events) {
                if (!item.getPackage().isAnnotatedWith(NullMarked.class)) {
                    events.add(SimpleConditionEvent.violated(
                            item, item.getPackageName() + " has no @NullMarked package-info.java: " + item.getName()));
                }
            }
        };
    }

    private static DescribedPredicate<JavaMethodCall> compilesAPatternAtRunTime() {
        return DescribedPredicate.describe(
                "compiles a java.util.regex.Pattern outside of a static initializer",
                call -> call.getTargetOwner().isEquivalentTo(Pattern.class)
                        && (call.getName().equals("compile") || call.getName().equals("matches"))
                        && !(call.getOrigin() instanceof JavaStaticInitializer));
    }

    private static DescribedPredicate<JavaClass> resideInJackson2() {
        return DescribedPredicate.describe(
                "belong to Jackson 2 (its annotations, which Jackson 3 shares, aside)",
                target -> target.getPackageName().startsWith("com.fasterxml.jackson.")
                        && !target.getPackageName().startsWith("com.fasterxml.jackson.annotation"));
    }
}

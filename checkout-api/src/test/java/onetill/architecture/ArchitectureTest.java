package onetill.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.ws.rs.HttpMethod;
import java.time.OffsetDateTime;
import java.util.UUID;
import java.util.stream.Stream;
import onetill.access.Allow;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The walls. Each was seen to fail on a planted violation, and is again in each run. */
class ArchitectureTest {

    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("provider-sandbox"))
            .importPackages("onetill");

    private static final ArchRule FEATURES_FORM_NO_CYCLES = slices().matching("onetill.(*)..")
            .should()
            .beFreeOfCycles()
            .because("a cycle of packages is one big package with many names");

    private static final ArchRule MONEY_STANDS_ALONE = classes()
            .that()
            .resideInAPackage("onetill.money")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("onetill.money", "java..", "org.jspecify..")
            .because("money is used everywhere and must be usable everywhere");

    private static final ArchRule PAYMENT_KNOWS_NO_SESSION = noClasses()
            .that()
            .resideInAPackage("onetill.payment..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("onetill.session..")
            .because("a payment is for an amount, whoever asks");

    private static final ArchRule STRIPE_STAYS_IN_ITS_PACKAGE = noClasses()
            .that()
            .resideOutsideOfPackage("onetill.payment.stripe..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.stripe..")
            .because("a second provider must not have to look like Stripe");

    private static final ArchRule ADYEN_STAYS_IN_ITS_PACKAGE = noClasses()
            .that()
            .resideOutsideOfPackage("onetill.payment.adyen..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.adyen..")
            .because("a third provider must not have to look like Adyen");

    private static final ArchRule WEBAUTHN_STAYS_IN_ITS_CLASS = noClasses()
            .that()
            .haveNameNotMatching("onetill\\.recognition\\.WebAuthn(\\$.*)?")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.webauthn4j..")
            .because("what a passkey means is ours, how it is checked is the library's");

    private static final ArchRule TRACING_STAYS_IN_ITS_PACKAGE = noClasses()
            .that()
            .resideOutsideOfPackage("onetill.tracing")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.opentelemetry..")
            .because("what may leave in a span is decided in one place");

    private static final ArchRule HTTP_STAYS_AT_THE_EDGE = noClasses()
            .that()
            .haveSimpleNameNotEndingWith("Resource")
            .and()
            .haveSimpleNameNotContaining("Resource$")
            .and()
            .haveSimpleNameNotContaining("ResourceListener")
            .and()
            .resideOutsideOfPackages("onetill.http..", "onetill.problem..", "onetill.adapter..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("jakarta.ws.rs..")
            .because("a use case is the same from every channel, HTTP or not");

    private static final ArchRule TIME_AND_IDS_ARE_INJECTED = noClasses()
            .that()
            .resideOutsideOfPackage("onetill.runtime..")
            .should()
            .callMethod(OffsetDateTime.class, "now")
            .orShould()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(UUID.class, "randomUUID")
            .orShould()
            .callConstructor(java.util.Random.class)
            .orShould()
            .callConstructor(java.security.SecureRandom.class)
            .because("a test decides the time, the ids and the chance");

    private static final ArchRule EVERY_CALL_SAYS_WHO_MAY_MAKE_IT = methods()
            .that()
            .areMetaAnnotatedWith(HttpMethod.class)
            .should()
            .beAnnotatedWith(Allow.class)
            .because("what is not allowed is denied, and that should be seen while it is written");

    private static final ArchRule NOBODY_BUT_CHECKOUT_SESSIONS_LOCKS_A_SESSION = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("onetill.session.CheckoutSessions")
            .and()
            .resideInAPackage("onetill.session..")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(jakarta.persistence.LockModeType.class)
            .because("every change of a session passes one method, which also writes its event");

    static Stream<Arguments> walls() {
        return Stream.of(
                Arguments.of(FEATURES_FORM_NO_CYCLES, "onetill.money.planted", "onetill.channel.planted"),
                Arguments.of(MONEY_STANDS_ALONE, "onetill.money", null),
                Arguments.of(PAYMENT_KNOWS_NO_SESSION, "onetill.payment.planted", null),
                Arguments.of(STRIPE_STAYS_IN_ITS_PACKAGE, "onetill.session.planted", null),
                Arguments.of(ADYEN_STAYS_IN_ITS_PACKAGE, "onetill.session.planted", null),
                Arguments.of(WEBAUTHN_STAYS_IN_ITS_CLASS, "onetill.session.planted", null),
                Arguments.of(TRACING_STAYS_IN_ITS_PACKAGE, "onetill.session.planted", null),
                Arguments.of(HTTP_STAYS_AT_THE_EDGE, "onetill.session.planted", null),
                Arguments.of(TIME_AND_IDS_ARE_INJECTED, "onetill.session.planted", null),
                Arguments.of(EVERY_CALL_SAYS_WHO_MAY_MAKE_IT, "onetill.session.planted", null),
                Arguments.of(NOBODY_BUT_CHECKOUT_SESSIONS_LOCKS_A_SESSION, "onetill.session.planted", null));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("walls")
    void the_wall_stands(ArchRule wall, String planted, String alsoPlanted) {
        wall.check(PRODUCT);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("walls")
    void the_wall_stops_a_planted_violation(ArchRule wall, String planted, String alsoPlanted) {
        var importer = new ClassFileImporter();
        var violating =
                alsoPlanted == null ? importer.importPackages(planted) : importer.importPackages(planted, alsoPlanted);
        assertThat(violating.that(resideInAPackage(planted + ".."))).isNotEmpty();

        assertThat(wall.evaluate(violating).hasViolation()).isTrue();
    }
}

package onetill.adapter.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What keeps a channel a folder of its own. Each wall is seen to stop a planted violation. */
class AdapterWallsTest {

    private static final ArchRule CHANNELS_KNOW_NOTHING_OF_EACH_OTHER = slices().matching("onetill.adapter.(*)..")
            .should()
            .notDependOnEachOther()
            .because("a channel can then be deleted by deleting its folder");

    private static final ArchRule CHANNELS_GO_THROUGH_THE_USE_CASES = noClasses()
            .that()
            .resideInAPackage("onetill.adapter..")
            .should()
            .dependOnClassesThat()
            .haveSimpleName("CheckoutSessions")
            .orShould()
            .dependOnClassesThat()
            .resideInAnyPackage("onetill.payment..", "onetill.database..", "jakarta.persistence..")
            .because("what a channel may do is what the use cases offer");

    static Stream<ArchRule> walls() {
        return Stream.of(CHANNELS_KNOW_NOTHING_OF_EACH_OTHER, CHANNELS_GO_THROUGH_THE_USE_CASES);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("walls")
    void the_wall_stands(ArchRule wall) {
        wall.check(new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("onetill.adapter"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("walls")
    void the_wall_stops_a_planted_violation(ArchRule wall) {
        var planted = new ClassFileImporter()
                .importPackages("onetill.adapter.web.planted", "onetill.adapter.pos.planted", "onetill.payment");

        assertThat(wall.evaluate(planted).hasViolation()).isTrue();
    }
}

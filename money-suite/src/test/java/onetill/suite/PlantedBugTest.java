package onetill.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PlantedBugTest {

    private static final Path SOURCES = Path.of("../checkout-api/src/main/java/onetill");

    /** A bug whose place has changed could not be planted any more, and the full run would be the first to tell. */
    @ParameterizedTest
    @EnumSource(PlantedBug.class)
    void each_bug_still_has_its_place_in_the_sources(PlantedBug bug) throws IOException {
        var source = Files.readString(SOURCES.resolve(bug.file() + ".java"));

        for (var right : bug.right()) {
            assertThat(source.split(Pattern.quote(right), -1)).as(right).hasSize(2);
        }
    }
}

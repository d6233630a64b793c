package onetill.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.persistence.Converter;
import jakarta.persistence.Entity;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What persistence.xml forgets is found when a server starts, and by everything at once. */
class PersistenceUnitTest {

    private static final Pattern LISTED = Pattern.compile("<class>([^<]+)</class>");

    @Test
    void lists_each_entity_and_converter_and_nothing_else() throws Exception {
        var found = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("onetill").stream()
                        .filter(it -> it.isAnnotatedWith(Entity.class) || it.isAnnotatedWith(Converter.class))
                        .map(JavaClass::getName)
                        .toList();
        try (var unit = getClass().getResourceAsStream("/META-INF/persistence.xml")) {
            var listed = LISTED.matcher(new String(unit.readAllBytes(), StandardCharsets.UTF_8))
                    .results()
                    .map(it -> it.group(1))
                    .toList();

            assertThat(listed).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(found);
        }
    }
}

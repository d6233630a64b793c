package onetill.it;

import static java.util.stream.Collectors.joining;
import static onetill.access.PrincipalKind.CLIENT_TOKEN;
import static onetill.access.PrincipalKind.PUBLISHABLE_KEY;
import static onetill.access.PrincipalKind.REGISTER;
import static onetill.access.PrincipalKind.SECRET_KEY;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import onetill.access.PrincipalKind;
import onetill.access.Role;
import org.junit.jupiter.api.Test;

/** The table in docs/access.md is what the code says; that the server does what the code says, {@link AccessIT} asks. */
class AccessTableTest {

    /** In the order of the columns. OneTill itself never calls by HTTP. */
    static final List<PrincipalKind> KINDS = List.of(SECRET_KEY, PUBLISHABLE_KEY, CLIENT_TOKEN, REGISTER);

    @Test
    void who_may_call_what_is_written_down() throws IOException {
        var rows = Endpoint.all().stream().map(AccessTableTest::row).collect(joining("\n", "", "\n"));
        var written = Files.writeString(Path.of("target", "access-table.md"), rows);

        assertThat(Files.readString(Path.of("..", "docs", "access.md")))
                .as("copy the rows of liberty-config/" + written + " into docs/access.md")
                .contains(rows);
    }

    @Test
    void every_operation_says_who_may_call_it() {
        assertThat(Endpoint.all())
                .hasSizeGreaterThan(100)
                .allMatch(it ->
                        it.anyone() || !it.kinds().isEmpty() || !it.roles().isEmpty());
    }

    /** JAX-RS looks for the class first, by the longest path: one that ends in a variable hides what others have below it. */
    @Test
    void no_resource_hides_the_operations_of_another() {
        var bases = Endpoint.bases();
        var hidden = Endpoint.all().stream()
                .filter(it -> bases.stream()
                        .anyMatch(base -> base.endsWith("}") && !it.base().equals(base) && it.isBelow(base)))
                .map(Endpoint::operation);

        assertThat(hidden).isEmpty();
    }

    private static String row(Endpoint endpoint) {
        var cells = endpoint.anyone()
                ? Stream.generate(() -> "anyone").limit(KINDS.size() + Role.values().length)
                : Stream.concat(
                        KINDS.stream().map(it -> endpoint.lets(it) ? "yes" : ""),
                        Arrays.stream(Role.values()).map(it -> endpoint.lets(it) ? "yes" : ""));
        return "| `" + endpoint.operation() + "` | " + cells.collect(joining(" | ")) + " |";
    }
}

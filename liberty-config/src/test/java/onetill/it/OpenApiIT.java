package onetill.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.PrettyPrinter;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The committed OpenAPI document, of which the clients are made, is the one the server serves. */
@ExtendWith(ArquillianExtension.class)
class OpenApiIT {

    private static final DefaultIndenter NEWLINE = new DefaultIndenter("  ", "\n");

    private static final ObjectMapper SORTED = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private static final PrettyPrinter LINES = new DefaultPrettyPrinter(Separators.createDefaultInstance()
                    .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                    .withObjectEmptySeparator("")
                    .withArrayEmptySeparator(""))
            .withObjectIndenter(NEWLINE)
            .withArrayIndenter(NEWLINE);

    @Deployment(testable = false)
    static WebArchive application() {
        return Application.war();
    }

    @Test
    void what_clients_are_made_of_is_what_the_server_serves() throws IOException {
        var build = Path.of(System.getProperty("it.build"));
        var served = Files.writeString(build.resolve("target/openapi.json"), pretty(ApiDocument.served()));

        assertThat(build.resolveSibling("clients").resolve("openapi.json"))
                .as("The API has changed. Copy liberty-config/target/openapi.json to clients/openapi.json, then run "
                        + "npm ci && npm run generate in clients/typescript, and commit both.")
                .hasSameTextualContentAs(served);
    }

    /** Members and tags in the order of their names, the same address of the server on each machine, and a newline at the end. */
    private static String pretty(ApiDocument served) throws IOException {
        var document = (ObjectNode) served.document().deepCopy();
        document.putArray("servers").addObject().put("url", "http://localhost:9080");
        var tags = new ArrayList<JsonNode>();
        document.path("tags").forEach(tags::add);
        tags.sort(Comparator.comparing(it -> it.path("name").asText()));
        document.putArray("tags").addAll(tags);
        return SORTED.writer(LINES).writeValueAsString(SORTED.treeToValue(document, Object.class)) + "\n";
    }
}

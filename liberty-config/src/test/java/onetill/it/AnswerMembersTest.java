package onetill.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The OpenAPI document learns from a file which members of answers can be null; the file says what the code says. */
class AnswerMembersTest {

    @Test
    void which_members_of_answers_can_be_null_is_written_down() throws IOException {
        var written = Files.writeString(Path.of("target", "openapi-nullable.json"), table());

        assertThat(Path.of("..", "checkout-api", "src/main/resources/onetill/http/openapi-nullable.json"))
                .as("copy liberty-config/" + written + " there")
                .hasSameTextualContentAs(written);
    }

    /** A line for each schema that only answers have. Where two classes have one name, nothing is said of it. */
    private static String table() {
        var answers = new LinkedHashSet<Class<?>>();
        var requests = new LinkedHashSet<Class<?>>();
        Endpoint.methods().forEach(method -> {
            collect(method.getGenericReturnType(), answers);
            for (var answer : method.getAnnotationsByType(APIResponse.class)) {
                for (var content : answer.content()) collect(content.schema().implementation(), answers);
            }
            for (var parameter : method.getGenericParameterTypes()) collect(parameter, requests);
        });
        var rows = new TreeMap<String, String>();
        Stream.concat(answers.stream(), requests.stream())
                .distinct()
                .collect(Collectors.groupingBy(AnswerMembersTest::nameOf))
                .forEach((name, classes) -> {
                    var only = classes.get(0);
                    if (classes.size() == 1 && !requests.contains(only)) rows.put(name, row(only));
                });
        return rows.entrySet().stream()
                .map(row -> "  \"%s\": %s".formatted(row.getKey(), row.getValue()))
                .collect(Collectors.joining(",\n", "{\n", "\n}\n"));
    }

    private static String row(Class<?> answer) {
        return Arrays.stream(answer.getRecordComponents())
                .filter(AnswerMembersTest::canBeNull)
                .map(it -> '"' + SnakeCaseStrategy.INSTANCE.translate(it.getName()) + '"')
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private static boolean canBeNull(RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class)
                || component.getType() == Optional.class;
    }

    /** The records that JSON of this type is made of. */
    private static void collect(Type type, Set<Class<?>> found) {
        if (type instanceof ParameterizedType generic) {
            collect(generic.getRawType(), found);
            for (var argument : generic.getActualTypeArguments()) collect(argument, found);
        }
        if (!(type instanceof Class<?> known) || !known.getName().startsWith("onetill.")) return;
        if (known.isSealed()) {
            for (var permitted : known.getPermittedSubclasses()) collect(permitted, found);
        }
        if (!known.isRecord() || !found.add(known)) return;
        for (var component : known.getRecordComponents()) {
            collect(component.getGenericType(), found);
            described(component).ifPresent(it -> collect(it, found));
        }
    }

    /** What stands for it in the document. */
    private static Optional<Class<?>> described(RecordComponent component) {
        return Optional.ofNullable(component.getAccessor().getAnnotation(Schema.class))
                .map(Schema::implementation);
    }

    private static String nameOf(Class<?> type) {
        return List.of(type.getAnnotationsByType(Schema.class)).stream()
                .map(Schema::name)
                .filter(it -> !it.isEmpty())
                .findFirst()
                .orElse(type.getSimpleName());
    }
}

package onetill.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import onetill.json.Json;
import onetill.problem.ProblemException;
import onetill.problem.ProblemType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckedTextTest {

    private static JsonNode read(String json) throws IOException {
        return Json.MAPPER.readValue(new CheckedText(Json.MAPPER.createParser(json)), JsonNode.class);
    }

    @Test
    void what_is_text_passes_as_it_is() throws IOException {
        var json =
                "{\"name\":\"Ada \\ud83d\\ude00 \\u0645\",\"lines\":[{\"barcode\":\"4242424242424242\"}],\"n\":4242424242424242}";

        assertThat(read(json)).isEqualTo(Json.MAPPER.readTree(json));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "{\"name\":\"a\\u0000b\"}; MALFORMED_REQUEST; name",
                "{\"a\":{\"b\":[\"x\",\"\\ud800\"]}}; MALFORMED_REQUEST; a.b[1]",
                "{\"a\\u0000b\":1}; MALFORMED_REQUEST; a\u0000b",
                "{\"lines\":[{},{\"note\":\"4242 4242 4242 4242\"}]}; CARD_NUMBER_NOT_ALLOWED; lines[1].note",
                "{\"data\":{\"number\":{\"pan\":\"4242424242424242\"}}}; CARD_NUMBER_NOT_ALLOWED; data.number.pan",
                "\"4242424242424242\"; CARD_NUMBER_NOT_ALLOWED; the body"
            })
    void what_no_text_may_hold_is_refused_with_its_place(String json, ProblemType type, String where) {
        assertThatThrownBy(() -> read(json)).isInstanceOfSatisfying(ProblemException.class, problem -> {
            assertThat(problem.type()).isEqualTo(type);
            assertThat(problem.members()).containsEntry("field", where);
            assertThat(problem.detail()).doesNotContain("4242");
        });
    }
}

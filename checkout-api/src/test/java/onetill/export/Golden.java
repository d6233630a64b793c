package onetill.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import onetill.json.Json;

/** Compares with the letter as the receiver's documentation wants it. */
final class Golden {

    private Golden() {}

    static Written.Letter letter(Written written) {
        assertThat(written).isInstanceOf(Written.Letter.class);
        return (Written.Letter) written;
    }

    static String withheld(Written written) {
        assertThat(written).isInstanceOf(Written.Withheld.class);
        return ((Written.Withheld) written).why();
    }

    static void assertBody(Written written, String expected) throws JsonProcessingException {
        var tree = Json.MAPPER.readTree(letter(written).body());
        assertThat(tree.toPrettyString())
                .isEqualTo(Json.MAPPER.readTree(expected).toPrettyString());
    }
}

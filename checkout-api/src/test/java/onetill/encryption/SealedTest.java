package onetill.encryption;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SealedTest {

    private static final Place PLACE = Field.SESSION_BUYER.of(UUID.randomUUID(), UUID.randomUUID());

    @Test
    void is_the_same_while_its_value_is() {
        assertThat(Sealed.of(PLACE, "a")).isEqualTo(Sealed.of(PLACE, "a")).isNotEqualTo(Sealed.of(PLACE, "b"));
        assertThat(Sealed.<String>read("x")).isEqualTo(Sealed.read("x")).isNotEqualTo(Sealed.read("y"));
    }

    @Test
    void needs_no_key_for_what_is_in_clear_or_not_stored_yet() {
        assertThat(Sealed.of(PLACE, "a").open(PLACE, String.class)).isEqualTo("a");
        assertThat(Sealed.<String>read("in clear").open(PLACE, String.class)).isEqualTo("in clear");
    }

    @Test
    void tells_nobody_what_is_in_it() {
        assertThat(Sealed.of(PLACE, "ada@example.com").toString()).doesNotContain("@");
    }

    /** A column that is listed twice would be encrypted twice. */
    @Test
    void each_column_is_listed_once() {
        var columns = Arrays.stream(Field.values())
                .map(it -> it.table() + "." + it.column())
                .collect(Collectors.toList());

        assertThat(columns).doesNotHaveDuplicates();
    }
}

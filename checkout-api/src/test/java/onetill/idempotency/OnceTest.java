package onetill.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OnceTest {

    @Test
    void the_order_of_members_does_not_matter() {
        var one = new LinkedHashMap<String, Object>(Map.of("a", 1));
        one.put("b", 2);
        var other = new LinkedHashMap<String, Object>(Map.of("b", 2));
        other.put("a", 1);

        assertThat(Once.fingerprint(one)).isEqualTo(Once.fingerprint(other));
    }

    @Test
    void another_value_is_another_request() {
        assertThat(Once.fingerprint(Map.of("a", 1))).isNotEqualTo(Once.fingerprint(Map.of("a", 2)));
    }
}

package onetill.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChangesTest {

    @Test
    void only_what_is_another_now_is_kept() {
        assertThat(changes(Map.of("tips", false, "name", "Till"), Map.of("tips", true, "name", "Till")))
                .isEqualTo("{\"tips\":{\"before\":false,\"after\":true}}");
    }

    @Test
    void nothing_changed_is_nothing() {
        assertThat(Changes.between(Map.of("a", 1), Map.of("a", 1)).isEmpty()).isTrue();
        assertThat(Changes.between(null, Collections.singletonMap("a", null)).isEmpty())
                .isTrue();
    }

    @Test
    void what_came_has_no_before_and_what_went_no_after() {
        assertThat(changes(null, Map.of("a", 1))).isEqualTo("{\"a\":{\"after\":1}}");
        assertThat(changes(Map.of("a", 1), null)).isEqualTo("{\"a\":{\"before\":1}}");
    }

    @Test
    void elements_are_known_by_their_name_wherever_they_stand() {
        var before = List.of(item("TEA", 890), item("POT", 4900));
        var after = List.of(item("POT", 4900), item("TEA", 950));

        assertThat(changes(before, after)).isEqualTo("{\"TEA.prices.EUR\":{\"before\":890,\"after\":950}}");
    }

    @Test
    void elements_without_a_name_have_gone_or_come() {
        var before =
                Map.of("data", List.of(Map.of("country", "DE", "percent", 19), Map.of("country", "FR", "percent", 20)));
        var after =
                Map.of("data", List.of(Map.of("country", "FR", "percent", 20), Map.of("country", "AT", "percent", 10)));

        var changes = Changes.between(before, after).json().path("data");

        assertThat(changes.path("before"))
                .singleElement()
                .matches(it -> it.path("country").asText().equals("DE"));
        assertThat(changes.path("after"))
                .singleElement()
                .matches(it -> it.path("country").asText().equals("AT"));
    }

    @Test
    void another_order_is_a_change() {
        assertThat(changes(Map.of("providers", List.of("a", "b")), Map.of("providers", List.of("b", "a"))))
                .isEqualTo("{\"providers\":{\"before\":[\"a\",\"b\"],\"after\":[\"b\",\"a\"]}}");
    }

    @Test
    void what_is_too_much_to_keep_is_known_again_by_its_hash() {
        var many = java.util.stream.IntStream.range(0, 5_000)
                .mapToObj(it -> item("SKU-" + it, it))
                .toList();

        var changes = Changes.between(List.of(), many).json();

        assertThat(changes.at("/changed_members/after").asInt()).isEqualTo(10_000);
        assertThat(changes.at("/sha256/after").asText()).matches("[0-9a-f]{64}");
        assertThat(changes.toString()).hasSizeLessThan(500);
    }

    private static Map<String, Object> item(String sku, long price) {
        return Map.of("sku", sku, "prices", Map.of("EUR", price));
    }

    private static String changes(Object before, Object after) {
        return Changes.between(before, after).json().toString();
    }
}

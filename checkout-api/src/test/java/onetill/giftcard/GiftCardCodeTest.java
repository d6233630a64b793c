package onetill.giftcard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Locale;
import java.util.UUID;
import onetill.problem.ProblemException;
import onetill.problem.ProblemType;
import onetill.runtime.Secrets;
import org.junit.jupiter.api.Test;

class GiftCardCodeTest {

    private static final UUID MERCHANT = UUID.fromString("0190a000-0000-7000-8000-000000000001");

    private final GiftCardCode code = GiftCardCode.fresh(new Secrets());

    @Test
    void is_printed_in_four_groups_without_letters_that_look_like_digits() {
        assertThat(code.printed()).matches("([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}");
    }

    @Test
    void is_another_one_each_time() {
        var seen = new HashSet<String>();
        for (var i = 0; i < 1000; i++)
            seen.add(GiftCardCode.fresh(new Secrets()).characters());

        assertThat(seen).hasSize(1000);
    }

    @Test
    void is_understood_however_it_is_typed() {
        var typed =
                code.printed().toLowerCase(Locale.ROOT).replace("-", " \u2013 ").replace('0', 'o');

        assertThat(GiftCardCode.typed("  " + typed + "\n")).isEqualTo(code);
        assertThat(GiftCardCode.typed(code.characters().replace('1', 'l'))).isEqualTo(code);
    }

    @Test
    void each_single_wrong_character_is_seen() {
        var right = code.characters();
        for (var at = 0; at < right.length(); at++) {
            for (var other : GiftCardCode.ALPHABET.toCharArray()) {
                if (other == right.charAt(at)) continue;
                refused(right.substring(0, at) + other + right.substring(at + 1));
            }
        }
    }

    @Test
    void any_two_characters_that_changed_places_are_seen() {
        var right = code.characters();
        for (var one = 0; one < right.length(); one++) {
            for (var other = one + 1; other < right.length(); other++) {
                if (right.charAt(one) == right.charAt(other)) continue;
                var swapped = new StringBuilder(right);
                swapped.setCharAt(one, right.charAt(other));
                swapped.setCharAt(other, right.charAt(one));
                refused(swapped.toString());
            }
        }
    }

    @Test
    void what_is_too_short_too_long_or_foreign_is_no_code() {
        refused("");
        refused(code.characters().substring(1));
        refused(code.characters() + "0");
        refused("U" + code.characters().substring(1));
    }

    @Test
    void is_stored_as_another_hash_for_each_merchant_and_never_printed_by_accident() {
        var other = UUID.fromString("0190a000-0000-7000-8000-000000000002");

        assertThat(code.hash(MERCHANT)).hasSize(64).isNotEqualTo(code.hash(other));
        assertThat(code.toString()).doesNotContain(code.characters().substring(0, 12));
    }

    private static void refused(String typed) {
        assertThatThrownBy(() -> GiftCardCode.typed(typed))
                .as(typed)
                .isInstanceOfSatisfying(
                        ProblemException.class, it -> assertThat(it.type()).isEqualTo(ProblemType.VALIDATION_FAILED));
    }
}

package onetill.ask;

import static onetill.channel.ChannelKind.IN_APP;
import static onetill.channel.ChannelKind.PHONE;
import static onetill.channel.ChannelKind.POS;
import static onetill.channel.ChannelKind.WEB;
import static onetill.fulfillment.FulfillmentKind.DIGITAL;
import static onetill.fulfillment.FulfillmentKind.PICKUP;
import static onetill.fulfillment.FulfillmentKind.SHIPPING;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import onetill.channel.ChannelKind;
import onetill.fulfillment.FulfillmentKind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class AsksTest {

    private static final Map<String, String> NOWHERE = Map.of();
    private static final Map<String, String> HOME =
            Map.of("name", "Ada", "line1", "Torstr. 1", "postal_code", "10119", "city", "Berlin", "country", "DE");

    /** A basket in a situation, with only what matters said. */
    record Case(
            ChannelKind channel,
            boolean items,
            boolean digital,
            @Nullable FulfillmentKind chosen,
            @Nullable String email,
            @Nullable String phone,
            Map<String, String> address) {

        AskPlan plan() {
            return Asks.plan(new Situation(
                    channel,
                    items,
                    digital,
                    channel.isFaceToFace(),
                    chosen,
                    2,
                    email,
                    phone,
                    address,
                    "DE",
                    "€22.70",
                    !items,
                    0,
                    0));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "WEB, 0, 0, false",
        "WEB, 18, 0, true",
        "WEB, 18, 16, true",
        "WEB, 18, 18, false",
        "POS, 18, 0, true",
        "POS, 16, 18, false"
    })
    void who_buys_restricted_goods_is_asked_for_the_age_until_it_is_known(
            ChannelKind channel, int minAge, int known, boolean asked) {
        var plan = Asks.plan(new Situation(
                channel,
                true,
                false,
                channel.isFaceToFace(),
                null,
                1,
                "a@b.c",
                null,
                HOME,
                "DE",
                "€1",
                false,
                minAge,
                known));

        assertThat(plan.asks().stream().anyMatch(it -> it.id().equals("buyer.age")))
                .isEqualTo(asked);
        assertThat(plan.onlyPaymentIsLeft() && asked).isFalse();
    }

    static Stream<Arguments> scenarios() {
        return Stream.of(
                scenario(
                        "an empty web session",
                        new Case(WEB, false, false, null, null, null, NOWHERE),
                        "line_items",
                        "buyer.email"),
                scenario(
                        "a web guest with delivery",
                        new Case(WEB, true, false, SHIPPING, null, null, NOWHERE),
                        "buyer.email",
                        "fulfillment.address",
                        "payment.tender"),
                scenario(
                        "a web guest who said everything",
                        new Case(WEB, true, false, SHIPPING, "a@b.c", null, HOME),
                        "payment.tender"),
                scenario(
                        "a web guest who picks up",
                        new Case(WEB, true, false, PICKUP, null, null, NOWHERE),
                        "buyer.email",
                        "fulfillment.name",
                        "payment.tender"),
                scenario(
                        "digital goods on the web",
                        new Case(WEB, true, true, DIGITAL, null, null, NOWHERE),
                        "buyer.email",
                        "payment.tender"),
                scenario(
                        "an app user with delivery",
                        new Case(IN_APP, true, false, SHIPPING, "a@b.c", null, NOWHERE),
                        "fulfillment.address",
                        "payment.tender"),
                scenario("a till", new Case(POS, true, false, null, null, null, NOWHERE), "payment.tender"),
                scenario(
                        "a till before the first scan",
                        new Case(POS, false, false, null, null, null, NOWHERE),
                        "line_items"),
                scenario(
                        "an unknown caller",
                        new Case(PHONE, true, false, SHIPPING, null, null, NOWHERE),
                        "buyer.phone",
                        "fulfillment.address",
                        "payment.tender"),
                scenario(
                        "a caller with a visible number",
                        new Case(PHONE, true, false, SHIPPING, null, "+4930", NOWHERE),
                        "fulfillment.address",
                        "payment.tender"),
                scenario(
                        "a country we do not deliver to",
                        new Case(WEB, true, false, null, "a@b.c", null, HOME),
                        "fulfillment.option",
                        "payment.tender"));
    }

    private static Arguments scenario(String name, Case situation, String... asks) {
        return Arguments.of(name, situation, Arrays.asList(asks));
    }

    @ParameterizedTest(name = "{0} is asked {2}")
    @MethodSource("scenarios")
    void asks_only_what_is_missing(String name, Case situation, List<String> expected) {
        assertThat(situation.plan().asks()).extracting(Ask::id).containsExactlyElementsOf(expected);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scenarios")
    void nothing_is_both_asked_and_skipped(String name, Case situation, List<String> expected) {
        assertThat(situation.plan().skipped()).extracting(it -> it.id()).doesNotContainAnyElementsOf(expected);
    }

    @Test
    void guests_fill_at_most_five_fields_for_delivery_two_for_pickup_and_one_for_digital_goods() {
        assertThat(fields(new Case(WEB, true, false, SHIPPING, null, null, NOWHERE)))
                .isEqualTo(5);
        assertThat(fields(new Case(WEB, true, false, PICKUP, null, null, NOWHERE)))
                .isEqualTo(2);
        assertThat(fields(new Case(WEB, true, true, DIGITAL, null, null, NOWHERE)))
                .isEqualTo(1);
        assertThat(fields(new Case(POS, true, false, null, null, null, NOWHERE)))
                .isZero();
        assertThat(fields(new Case(PHONE, true, false, SHIPPING, null, "+4930", NOWHERE)))
                .isLessThanOrEqualTo(4);
    }

    @Test
    void a_half_known_address_costs_only_what_is_missing() {
        var half = new Case(WEB, true, false, SHIPPING, "a@b.c", null, Map.of("name", "Ada", "city", "Berlin"));

        assertThat(fields(half)).isEqualTo(2);
    }

    private static int fields(Case situation) {
        return situation.plan().asks().stream()
                .mapToInt(it -> it.cost().fields())
                .sum();
    }
}

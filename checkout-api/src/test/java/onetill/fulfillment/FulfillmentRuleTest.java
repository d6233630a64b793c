package onetill.fulfillment;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Currency;
import java.util.List;
import onetill.json.Json;
import onetill.money.Money;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FulfillmentRuleTest {

    private static final OffsetDateTime NOON = OffsetDateTime.parse("2026-11-27T12:00:00Z");
    private static final FulfillmentRule.Now NOW = new FulfillmentRule.Now(NOON, LocalDate.of(2026, 11, 27));
    private static final FulfillmentOption POST = option("post", FulfillmentKind.SHIPPING, 3, false, null);
    private static final FulfillmentOption NEAR = option("near", FulfillmentKind.PICKUP, 0, true, "2.4");
    private static final FulfillmentOption FAR = option("far", FulfillmentKind.PICKUP, 0, false, "250");
    private static final String NEARBY = """
            {"effect":"prefer","kinds":["pickup"],"channels":["web"],"within_km":5,"open_now":true,"ready_within_minutes":60,
             "because":"It is around the corner and open."}""";

    @Test
    void what_is_near_and_open_is_preferred_and_says_why() {
        var made = apply("web", NEARBY);

        assertThat(made).extracting(FulfillmentOption::id).containsExactly("near", "post", "far");
        assertThat(made.get(0).preferred()).isTrue();
        assertThat(made.get(0).reason()).isEqualTo("It is around the corner and open.");
        assertThat(made.get(1).preferred()).isFalse();
    }

    @Test
    void elsewhere_everything_stays_as_it_is() {
        assertThat(apply("app", NEARBY)).containsExactly(POST, NEAR, FAR);
    }

    @Test
    void what_takes_too_long_is_hidden_but_never_the_last() {
        var slow = "{\"effect\":\"hide\",\"arrives_after_days\":3,\"because\":\"slow\"}";

        assertThat(apply("web", slow)).containsExactly(NEAR, FAR);
        assertThat(FulfillmentRule.apply(List.of(rule(slow)), List.of(POST), "web", NOW))
                .containsExactly(POST);
    }

    @Test
    void a_distance_that_is_not_known_is_not_near() {
        var anywhere = option("anywhere", FulfillmentKind.PICKUP, 0, true, null);

        assertThat(FulfillmentRule.apply(List.of(rule(NEARBY)), List.of(anywhere), "web", NOW))
                .containsExactly(anywhere);
    }

    private static List<FulfillmentOption> apply(String channel, String rule) {
        return FulfillmentRule.apply(List.of(rule(rule)), List.of(POST, NEAR, FAR), channel, NOW);
    }

    private static FulfillmentRule rule(String written) {
        return Json.read(written, FulfillmentRule.class);
    }

    private static FulfillmentOption option(
            String id, FulfillmentKind kind, int days, boolean open, @Nullable String km) {
        var day = NOW.today().plusDays(days);
        var ready = kind == FulfillmentKind.PICKUP ? NOON.plusMinutes(30) : null;
        return new FulfillmentOption(
                id,
                kind,
                id,
                new Money(0, Currency.getInstance("EUR")),
                null,
                day,
                day,
                ready,
                open,
                km == null ? null : new BigDecimal(km),
                false,
                null);
    }
}

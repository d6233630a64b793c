package onetill.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.UUID;
import onetill.runtime.Chance;
import onetill.webhook.WebhookDelivery.Kind;
import onetill.webhook.WebhookDelivery.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebhookEndpointTest {

    private static final OffsetDateTime NOW = OffsetDateTime.parse("2026-11-23T09:00:00Z");
    private static final Duration FIVE_DAYS = Duration.ofDays(5);

    private final WebhookEndpoint endpoint =
            new WebhookEndpoint(UUID.randomUUID(), UUID.randomUUID(), "https://shop.example/", "whsec_1", 7, NOW);

    @ParameterizedTest
    @CsvSource({
        "*, order.placed, true",
        "order.*, order.placed, true",
        "order.*, session.completed, false",
        "order.placed, order.placed, true",
        "order.placed, order.placed_twice, false",
        "*.completed, session.completed, true",
        "*.completed, session.canceled, false",
        "s*n.c*d, session.completed, true",
        "order, order.placed, false",
        "order.*placed, order.placed, true",
        "order.p*placed, order.placed, false",
        "**, order.placed, true",
        "*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*b, aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, false"
    })
    void a_star_stands_for_anything(String pattern, String type, boolean matches) {
        assertThat(WebhookEndpoint.matches(pattern, type)).isEqualTo(matches);
    }

    @Test
    void signs_with_both_secrets_until_the_old_one_ends() {
        endpoint.rotate("whsec_2", NOW.plusHours(24), NOW);

        assertThat(endpoint.secrets(NOW.plusHours(23))).containsExactly("whsec_2", "whsec_1");
        assertThat(endpoint.secrets(NOW.plusHours(24))).containsExactly("whsec_2");
    }

    @Test
    void is_given_up_after_days_of_nothing_but_failures() {
        assertThat(endpoint.failed(NOW, FIVE_DAYS)).isFalse();
        assertThat(endpoint.failed(NOW.plusDays(4), FIVE_DAYS)).isFalse();
        assertThat(endpoint.failed(NOW.plusDays(5), FIVE_DAYS)).isTrue();
    }

    @Test
    void one_success_begins_the_count_anew() {
        endpoint.failed(NOW, FIVE_DAYS);
        endpoint.succeeded();

        assertThat(endpoint.failed(NOW.plusDays(6), FIVE_DAYS)).isFalse();
        assertThat(endpoint.failingSince()).isEqualTo(NOW.plusDays(6));
    }

    @Test
    void says_why_it_was_disabled_until_it_is_enabled() {
        endpoint.disable(WebhookEndpoint.GONE, NOW);
        assertThat(endpoint.disabledReason()).isEqualTo("gone");

        endpoint.enable();
        assertThat(endpoint.disabledReason()).isNull();
        assertThat(endpoint.isEnabled()).isTrue();
    }

    @Test
    void deliveries_are_numbered_in_the_order_they_were_made() {
        var message = new Message(UUID.randomUUID(), "order.placed", UUID.randomUUID(), "{}");
        new WebhookDelivery(UUID.randomUUID(), endpoint, Kind.EVENT, message, NOW);
        new WebhookDelivery(UUID.randomUUID(), endpoint, Kind.EVENT, message, NOW);

        assertThat(endpoint.nextOrdinal()).isEqualTo(3);
    }

    @Test
    void a_delivery_belongs_to_the_one_who_claimed_it_last() {
        var message = new Message(UUID.randomUUID(), "order.placed", UUID.randomUUID(), "{}");
        var delivery = new WebhookDelivery(UUID.randomUUID(), endpoint, Kind.EVENT, message, NOW);
        delivery.claim(NOW.plusMinutes(1), NOW);
        delivery.claim(NOW.plusMinutes(2), NOW.plusMinutes(1));

        assertThat(delivery.isHeldBy(1)).isFalse();
        assertThat(delivery.isHeldBy(2)).isTrue();
        delivery.failed(500, "answered 500", null, NOW);
        assertThat(delivery.state()).isEqualTo("failed");
        assertThat(delivery.isHeldBy(2)).isFalse();
    }

    @Test
    void pauses_are_a_little_shorter_or_longer_by_chance() {
        var hour = Duration.ofHours(1);

        assertThat(new Chance(() -> 0).about(hour, 0.1)).isEqualTo(Duration.ofMinutes(54));
        assertThat(new Chance(() -> 0.5).about(hour, 0.1)).isEqualTo(hour);
        assertThat(new Chance(() -> 1).about(hour, 0.1)).isEqualTo(Duration.ofMinutes(66));
    }
}

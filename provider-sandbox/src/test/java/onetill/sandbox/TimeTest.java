package onetill.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What time brings, told to the core alone: no server, and no waiting. */
class TimeTest {

    private static final SandboxConfig CONFIG = SandboxConfig.inMemory();
    private static final String HELD =
            "amount=2500&currency=eur&payment_method_types[]=card&payment_method=pm_card_visa"
                    + "&confirm=true&capture_method=manual";

    private final SettableClock clock = new SettableClock();
    private final AtomicLong ids = new AtomicLong();
    private final Store store = new Store(null);
    private final Core core =
            new Core(new Contract(), store, clock, prefix -> prefix + "%024d".formatted(ids.incrementAndGet()), false);
    private final Api api = new Api(core, CONFIG, "http://sandbox", delivery -> {});

    private JsonNode post(String path, String form, String key) throws IOException {
        var request = new Api.Request("POST", path, Form.read(form), CONFIG.secretKey(), key, core.id("req_"));
        return Nodes.parse(api.answer(request).body());
    }

    private String status(JsonNode intent) {
        return Nodes.text(core.get(Intents.KIND, Nodes.text(intent, "id")), "status");
    }

    @Test
    void an_authorization_nobody_captures_expires_after_seven_days() throws IOException {
        var held = post("/v1/payment_intents", HELD, null);

        clock.advance(Duration.ofDays(7).minusSeconds(1));
        api.tick();
        assertThat(status(held)).isEqualTo("requires_capture");

        clock.advance(Duration.ofSeconds(1));
        api.tick();
        assertThat(status(held)).isEqualTo("canceled");
        assertThat(store.all("event")).extracting(it -> Nodes.text(it, "type")).contains("charge.expired");
    }

    @Test
    void what_was_captured_does_not_expire() throws IOException {
        var held = post("/v1/payment_intents", HELD, null);
        post("/v1/payment_intents/" + Nodes.text(held, "id") + "/capture", "", null);

        clock.advance(Duration.ofDays(8));
        api.tick();

        assertThat(status(held)).isEqualTo("succeeded");
    }

    @ParameterizedTest
    @CsvSource({"24, 1", "25, 2"})
    void a_key_is_known_for_a_day(long hours, int payments) throws IOException {
        post("/v1/payment_intents", HELD, "key");
        clock.advance(Duration.ofHours(hours));
        post("/v1/payment_intents", HELD, "key");

        assertThat(store.all(Intents.KIND)).hasSize(payments);
    }

    @Test
    void a_confirmation_token_is_good_for_half_a_day() throws IOException {
        var token = post("/v1/test_helpers/confirmation_tokens", "payment_method=pm_card_visa", null);
        clock.advance(Duration.ofHours(12).plusSeconds(1));

        var answer = post(
                "/v1/payment_intents",
                "amount=2500&currency=eur&payment_method_types[]=card&confirm=true&confirmation_token="
                        + Nodes.text(token, "id"),
                null);

        assertThat(answer.at("/error/param").asText()).isEqualTo("confirmation_token");
        assertThat(store.all(Intents.KIND)).isEmpty();
    }

    private static final class SettableClock extends Clock {

        private Instant now = Instant.parse("2026-11-23T08:00:00Z");

        void advance(Duration by) {
            now = now.plus(by);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}

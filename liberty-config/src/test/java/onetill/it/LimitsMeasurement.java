package onetill.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

/** What counting a shopper's payment over all nodes costs: pairs of the same sale, counted and not, in one run. No test: it is run by name. */
class LimitsMeasurement extends ShopTest {

    private static final int PAIRS = 60;
    private static final int WARM_UP = 20;
    private static final double NANOS_IN_MS = 1e6;

    @Test
    void of_a_shoppers_payment() {
        var with = new double[PAIRS];
        var without = new double[PAIRS];
        for (var pair = -WARM_UP; pair < PAIRS; pair++) {
            var countedFirst = pair % 2 == 0;
            var first = millis(countedFirst);
            var second = millis(!countedFirst);
            if (pair < 0) continue;
            with[pair] = countedFirst ? first : second;
            without[pair] = countedFirst ? second : first;
        }
        System.out.printf(
                "completing a session: %.1f ms counted, %.1f ms not (medians of %d pairs); the median pair differs by %.2f ms, ratio %.2f%n",
                median(DoubleStream.of(with)),
                median(DoubleStream.of(without)),
                PAIRS,
                median(java.util.stream.IntStream.range(0, PAIRS).mapToDouble(i -> with[i] - without[i])),
                median(java.util.stream.IntStream.range(0, PAIRS).mapToDouble(i -> with[i] / without[i])));
    }

    private double millis(boolean counted) {
        var opened = shop.server()
                .post(
                        "/checkout-sessions",
                        "{\"channel\":\"web\",\"line_items\":[{\"sku\":\"E-BOOK\"}],\"buyer\":{\"email\":\"a@example.com\"}}");
        var session = opened.body().path("session");
        var headers = new HashMap<>(Map.of("Idempotency-Key", UUID.randomUUID().toString()));
        if (counted) {
            headers.put(
                    "Shopper-Address",
                    "2001:db8:%x:%x::1".formatted(session.hashCode() & 0xffff, System.nanoTime() & 0xffff));
        }
        var body =
                "{\"revision\":%d,\"confirmed_total_minor\":%d,\"tender\":{\"type\":\"card\",\"payment_method\":\"pm_card_visa\"}}"
                        .formatted(
                                session.path("revision").asLong(),
                                session.path("total_minor").asLong());
        var began = System.nanoTime();
        var answer = shop.server()
                .send(
                        "POST",
                        "/checkout-sessions/%s/complete"
                                .formatted(session.path("id").asText()),
                        body,
                        headers);
        var took = (System.nanoTime() - began) / NANOS_IN_MS;
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        return took;
    }

    private static double median(DoubleStream values) {
        var sorted = values.sorted().toArray();
        return sorted[sorted.length / 2];
    }
}

package onetill.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class Ga4Test {

    private final Ga4 ga4 = new Ga4();
    private final Account account =
            new Account(Facts.SESSION, Map.of("measurement_id", "G-ABC123"), Map.of("api_secret", "s&cret"));

    @BeforeEach
    void configure() {
        ga4.config = Facts.config();
    }

    @Test
    void a_purchase_is_told_in_the_words_of_the_measurement_protocol() throws Exception {
        var written = ga4.write(Facts.purchase(Facts.EVERYTHING), account);

        assertThat(Golden.letter(written).url())
                .isEqualTo("https://ga.example/mp/collect?measurement_id=G-ABC123&api_secret=s%26cret");
        Golden.assertBody(written, """
                {"client_id": "908899769.1600020018",
                 "timestamp_micros": 1795424401234567,
                 "consent": {"ad_user_data": "GRANTED", "ad_personalization": "DENIED"},
                 "events": [{"name": "purchase", "params": {
                   "transaction_id": "019ab0de-6f3c-7d4e-9a77-2f8f64b1c001",
                   "event_id": "019ab0de-6f3c-7d4e-9a77-2f8f64b1c001",
                   "currency": "EUR", "value": 71.70, "tax": 9.00, "shipping": 4.90,
                   "session_id": "1700000000", "engagement_time_msec": 1,
                   "items": [{"item_id": "TEA", "item_name": "tea", "price": 8.90, "quantity": 2},
                             {"item_id": "POT", "item_name": "pot", "price": 49.00, "quantity": 1}]}}]}
                """);
    }

    @Test
    void a_refund_names_the_purchase_it_is_of() throws Exception {
        Golden.assertBody(ga4.write(Facts.refund(100, 7070, Facts.NOTHING), account), """
                {"client_id": "%s",
                 "timestamp_micros": 1795424401234567,
                 "consent": {"ad_user_data": "DENIED", "ad_personalization": "DENIED"},
                 "events": [{"name": "refund", "params": {
                   "transaction_id": "019ab0de-6f3c-7d4e-9a77-2f8f64b1c002",
                   "event_id": "019ab0de-6f3c-7d4e-9a77-2f8f64b1c001",
                   "currency": "EUR", "value": 1.00}}]}
                """.formatted(
                        clientId(Facts.refund(100, 7070, Facts.NOTHING))));
    }

    @Test
    void a_checkout_that_begins_has_no_transaction() throws Exception {
        var body =
                Golden.letter(ga4.write(Facts.begun(Facts.EVERYTHING), account)).body();

        assertThat(body).contains("\"name\":\"begin_checkout\"").doesNotContain("transaction_id");
    }

    @Test
    void without_consent_nothing_tells_one_buyer_from_another() throws Exception {
        var purchase =
                Golden.letter(ga4.write(Facts.purchase(Facts.NOTHING), account)).body();

        assertThat(purchase)
                .doesNotContain("908899769")
                .doesNotContain("1700000000")
                .doesNotContain("GRANTED");
        assertThat(clientId(Facts.purchase(Facts.NOTHING))).matches("\\d+\\.\\d+");
    }

    @Test
    void a_retry_tells_the_very_same() {
        var first = Golden.letter(ga4.write(Facts.purchase(Facts.NOTHING), account));
        var second = Golden.letter(ga4.write(Facts.purchase(Facts.NOTHING), account));

        assertThat(second).isEqualTo(first);
    }

    @Test
    void with_consent_and_without_a_cookie_a_session_is_one_client() throws Exception {
        var agreed = Facts.known(Map.of(), null);

        assertThat(clientId(Facts.begun(agreed))).isEqualTo(clientId(Facts.purchase(agreed)));
    }

    private String clientId(Occurrence fact) throws Exception {
        return onetill.json.Json.MAPPER
                .readTree(Golden.letter(ga4.write(fact, account)).body())
                .path("client_id")
                .asText();
    }
}

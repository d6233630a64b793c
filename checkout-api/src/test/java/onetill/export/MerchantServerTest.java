package onetill.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.standardwebhooks.Webhook;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import onetill.runtime.Clocks;
import onetill.runtime.Secrets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MerchantServerTest {

    private final MerchantServer server = new MerchantServer();
    private final String secret = new Secrets().freshForSigning("whsec_");
    private final Account account =
            new Account(Facts.SESSION, Map.of("url", "https://data.example/facts"), Map.of("signing_secret", secret));

    @BeforeEach
    void configure() {
        server.clock = new Clocks();
    }

    @Test
    void a_purchase_with_consent_has_everything() throws Exception {
        Golden.assertBody(server.write(Facts.purchase(Facts.EVERYTHING), account), """
                {"event_id": "019ab0de-6f3c-7d4e-9a77-2f8f64b1c001", "type": "purchase",
                 "occurred_at": "2026-11-23T09:00:01.234567Z", "channel": {"id": "shop", "kind": "web"},
                 "session_id": "019ab0de-6f3c-7d4e-9a77-2f8f64b1c003",
                 "order_id": "019ab0de-6f3c-7d4e-9a77-2f8f64b1c004", "order_number": "1001",
                 "purchase_id": "019ab0de-6f3c-7d4e-9a77-2f8f64b1c001", "currency": "EUR", "value_minor": 7170,
                 "remaining_minor": 7170, "tax_minor": 900, "shipping_minor": 490,
                 "items": [{"sku": "TEA", "name": "tea", "quantity": 2, "unit_price_minor": 890},
                           {"sku": "POT", "name": "pot", "quantity": 1, "unit_price_minor": 4900}],
                 "consent": {"analytics": true, "marketing_measurement": true},
                 "ids": {"ga_client_id": "908899769.1600020018", "ga_session_id": "1700000000", "gclid": "Cj0KCQ",
                         "fbp": "fb.1.1596403881668.1116446470", "user_agent": "Mozilla/5.0",
                         "page_url": "https://shop.example/checkout"},
                 "user": {"email_sha256": "%s", "phone_sha256": "%s"}}
                """.formatted(
                        Secrets.hash("ada.l+tea@gmail.com"), Secrets.hash("493012345678")));
    }

    @Test
    void a_purchase_without_consent_has_nobody_in_it() {
        assertThat(Golden.letter(server.write(Facts.purchase(Facts.NOTHING), account))
                        .body())
                .contains("\"analytics\":false", "\"marketing_measurement\":false")
                .doesNotContain("\"ids\"")
                .doesNotContain("\"user\"");
    }

    @Test
    void can_be_verified_by_its_signature() throws Exception {
        var letter = Golden.letter(server.write(Facts.purchase(Facts.NOTHING), account));

        var headers = letter.headers().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, it -> List.of(it.getValue())));
        new Webhook(secret).verify(letter.body(), HttpHeaders.of(headers, (name, value) -> true));
        assertThat(letter.headers()).containsEntry("webhook-id", "msg_" + Facts.EVENT);
    }
}

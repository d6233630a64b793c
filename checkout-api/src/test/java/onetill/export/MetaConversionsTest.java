package onetill.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import onetill.runtime.Secrets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MetaConversionsTest {

    private final MetaConversions meta = new MetaConversions();
    private final Account account =
            new Account(Facts.SESSION, Map.of("pixel_id", "123456"), Map.of("access_token", "EAAB-secret"));

    @BeforeEach
    void configure() {
        meta.config = Facts.config();
    }

    @Test
    void a_purchase_is_told_in_the_words_of_the_conversions_api() throws Exception {
        var written = meta.write(Facts.purchase(Facts.EVERYTHING), account);

        assertThat(Golden.letter(written).url()).isEqualTo("https://meta.example/v25.0/123456/events");
        Golden.assertBody(written, """
                {"data": [{"event_name": "Purchase", "event_time": 1795424401,
                   "event_id": "019ab0de-6f3c-7d4e-9a77-2f8f64b1c001", "action_source": "website",
                   "event_source_url": "https://shop.example/checkout",
                   "user_data": {"em": ["%s"], "ph": ["%s"], "fbp": "fb.1.1596403881668.1116446470",
                     "client_user_agent": "Mozilla/5.0"},
                   "custom_data": {"currency": "EUR", "value": 71.70, "order_id": "019ab0de-6f3c-7d4e-9a77-2f8f64b1c001",
                     "content_type": "product",
                     "contents": [{"id": "TEA", "quantity": 2, "item_price": 8.90},
                                  {"id": "POT", "quantity": 1, "item_price": 49.00}]}}],
                 "access_token": "EAAB-secret"}
                """.formatted(Secrets.hash("ada.l+tea@gmail.com"), Secrets.hash("493012345678")));
    }

    @Test
    void a_refund_is_an_event_of_its_own() {
        assertThat(Golden.letter(meta.write(Facts.refund(100, 7070, Facts.EVERYTHING), account))
                        .body())
                .contains("\"event_name\":\"Refund\"", "\"order_id\":\"" + Facts.PURCHASE);
    }

    @Test
    void says_where_it_happened() {
        assertThat(sourceOf("pos")).contains("\"action_source\":\"physical_store\"");
        assertThat(sourceOf("phone")).contains("\"action_source\":\"phone_call\"");
        assertThat(sourceOf("in_app")).contains("\"action_source\":\"other\"");
    }

    private String sourceOf(String channelKind) {
        return Golden.letter(meta.write(Facts.purchase(channelKind, Facts.EVERYTHING), account))
                .body();
    }

    @Test
    void a_web_purchase_of_which_the_page_is_not_known_is_not_called_a_website_event() {
        var mailOnly = Facts.known(Map.of(), "ada@example.com");

        assertThat(Golden.letter(meta.write(Facts.purchase(mailOnly), account)).body())
                .contains("\"action_source\":\"other\"");
    }

    @Test
    void nothing_leaves_without_consent() {
        assertThat(Golden.withheld(meta.write(Facts.purchase(Facts.NOTHING), account)))
                .isEqualTo("the buyer has not agreed to marketing_measurement");
        assertThat(Golden.withheld(meta.write(Facts.purchase(Facts.agreed(true, false)), account)))
                .contains("marketing_measurement");
    }

    @Test
    void nobody_known_is_nobody_to_tell_of() {
        assertThat(Golden.withheld(meta.write(Facts.purchase(Facts.known(Map.of(), null)), account)))
                .contains("match");
    }
}

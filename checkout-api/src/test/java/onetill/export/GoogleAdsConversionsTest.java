package onetill.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import onetill.runtime.Secrets;
import onetill.webhook.Wire;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GoogleAdsConversionsTest {

    private final GoogleAdsConversions ads = new GoogleAdsConversions();
    private final Account account = new Account(
            Facts.SESSION,
            Map.of("customer_id", "1234567890", "conversion_action_id", "42", "login_customer_id", "9876543210"),
            Map.of("developer_token", "dev-token"));

    @BeforeEach
    void configure() {
        ads.config = Facts.config();
    }

    @Test
    void a_purchase_is_an_upload() throws Exception {
        var written = ads.write(Facts.purchase(Facts.EVERYTHING), account);

        var letter = Golden.letter(written);
        assertThat(letter.url()).isEqualTo("https://ads.example/v26/customers/1234567890:uploadClickConversions");
        assertThat(letter.headers())
                .isEqualTo(Map.of("developer-token", "dev-token", "login-customer-id", "9876543210"));
        Golden.assertBody(written, """
                {"conversions": [{"conversionAction": "customers/1234567890/conversionActions/42", "gclid": "Cj0KCQ",
                   "conversionDateTime": "2026-11-23 09:00:01+00:00", "conversionValue": 71.70, "currencyCode": "EUR",
                   "orderId": "019ab0de-6f3c-7d4e-9a77-2f8f64b1c001",
                   "userIdentifiers": [{"hashedEmail": "%s"}, {"hashedPhoneNumber": "%s"}],
                   "consent": {"adUserData": "GRANTED", "adPersonalization": "DENIED"}}],
                 "partialFailure": true}
                """.formatted(Secrets.hash("adal@gmail.com"), Secrets.hash("+493012345678")));
    }

    @Test
    void a_refund_of_a_part_restates_what_the_purchase_is_worth() throws Exception {
        var written = ads.write(Facts.refund(100, 7070, Facts.EVERYTHING), account);

        assertThat(Golden.letter(written).url()).endsWith(":uploadConversionAdjustments");
        Golden.assertBody(written, """
                {"conversionAdjustments": [{"conversionAction": "customers/1234567890/conversionActions/42",
                   "adjustmentType": "RESTATEMENT", "adjustmentDateTime": "2026-11-23 09:00:01+00:00",
                   "orderId": "019ab0de-6f3c-7d4e-9a77-2f8f64b1c002",
                   "restatementValue": {"adjustedValue": 70.70, "currencyCode": "EUR"}}],
                 "partialFailure": true}
                """);
    }

    @Test
    void a_refund_of_all_takes_the_conversion_back() {
        assertThat(Golden.letter(ads.write(Facts.refund(7170, 0, Facts.EVERYTHING), account))
                        .body())
                .contains("\"adjustmentType\":\"RETRACTION\"")
                .doesNotContain("restatementValue");
    }

    @Test
    void a_click_in_an_app_excludes_what_is_known_of_the_person() {
        var inApp = Facts.known(Map.of(BrowserId.GBRAID, "0AAAA"), "ada@example.com");

        assertThat(Golden.letter(ads.write(Facts.purchase(inApp), account)).body())
                .contains("\"gbraid\":\"0AAAA\"")
                .doesNotContain("userIdentifiers");
    }

    @Test
    void nothing_leaves_without_consent() {
        assertThat(Golden.withheld(ads.write(Facts.purchase(Facts.NOTHING), account)))
                .isEqualTo("the buyer has not agreed to marketing_measurement");
        assertThat(Golden.withheld(ads.write(Facts.refund(100, 7070, Facts.NOTHING), account)))
                .contains("marketing_measurement");
        assertThat(Golden.withheld(ads.write(Facts.purchase(Facts.known(Map.of(), null)), account)))
                .contains("match");
    }

    @Test
    void what_it_has_already_is_taken_and_every_other_error_is_not() {
        assertThat(read(200, "{\"results\":[{}]}")).isTrue();
        assertThat(read(200, failure("CLICK_CONVERSION_ALREADY_EXISTS"))).isTrue();
        assertThat(read(200, failure("ORDER_ID_ALREADY_IN_USE"))).isTrue();
        assertThat(read(200, failure("EXPIRED_EVENT"))).isFalse();
        assertThat(read(200, "{\"partialFailureError\":{\"code\":3}}")).isFalse();
        assertThat(read(403, "")).isFalse();
        assertThat(read(503, "<html>")).isFalse();
    }

    private boolean read(int status, String body) {
        return ads.read(new Wire.Answer(status, body), account).taken();
    }

    private static String failure(String code) {
        return """
                {"partialFailureError": {"code": 3, "message": "…", "details": [{
                    "@type": "type.googleapis.com/google.ads.googleads.v26.errors.GoogleAdsFailure",
                    "errors": [{"errorCode": {"conversionUploadError": "%s"}, "message": "…"}]}]}}
                """.formatted(code);
    }
}

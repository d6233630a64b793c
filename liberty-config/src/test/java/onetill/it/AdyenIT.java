package onetill.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Adyen's webhooks, at the door of the server with the SDK inside it. */
@ExtendWith(ArquillianExtension.class)
class AdyenIT {

    private static final String REFERENCE = "0190a000-0000-7000-8000-000000000001.0190a000-0000-7000-8000-0000000000ff";

    @Deployment(testable = false)
    static WebArchive application() {
        return Application.war();
    }

    @Test
    void what_is_signed_is_accepted_although_the_payment_is_not_known() throws Exception {
        var answer = post(webhook(signature("true"), "true"));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("[accepted]");
    }

    @Test
    void what_is_not_is_refused() throws Exception {
        assertThat(post(webhook(signature("false"), "true")).statusCode()).isEqualTo(400);
        assertThat(post(webhook("", "true")).statusCode()).isEqualTo(400);
        assertThat(post("{}").statusCode()).isEqualTo(400);
    }

    @Test
    void nobody_comes_back_from_a_payment_we_do_not_have() throws Exception {
        var path = "/api/v1/payments/adyen/return/" + REFERENCE.replace('.', '/') + "?redirectResult=x";

        var answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(Application.publicDoor().resolve(path))
                                .build(),
                        BodyHandlers.ofString());

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(404);
    }

    private static String webhook(String signature, String success) {
        return """
                {"live": "false", "notificationItems": [{"NotificationRequestItem": {
                 "additionalData": {"hmacSignature": "%s"}, "amount": {"currency": "EUR", "value": 2270},
                 "eventCode": "AUTHORISATION", "eventDate": "2026-11-23T10:00:00+01:00",
                 "merchantAccountCode": "OneTillIT", "merchantReference": "%s", "paymentMethod": "visa",
                 "pspReference": "PAYMENT000000001", "reason": "", "success": "%s"}}]}
                """.formatted(signature, REFERENCE, success);
    }

    private static String signature(String success) throws Exception {
        var signed = "PAYMENT000000001::OneTillIT:" + REFERENCE + ":2270:EUR:AUTHORISATION:" + success;
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(HexFormat.of().parseHex(System.getenv("ADYEN_HMAC_KEY")), "HmacSHA256"));
        return Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
    }

    private static HttpResponse<String> post(String body) throws Exception {
        var request = HttpRequest.newBuilder(Application.publicDoor().resolve("/api/v1/webhooks/adyen"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }
}

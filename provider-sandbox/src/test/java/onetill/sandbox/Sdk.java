package onetill.sandbox;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.stripe.StripeClient;
import com.stripe.exception.CardException;
import com.stripe.exception.StripeException;
import com.stripe.model.PaymentIntent;
import com.stripe.net.RequestOptions;
import com.stripe.param.PaymentIntentCreateParams;
import com.stripe.service.V1Services;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** The real SDK talking to a sandbox, every answer checked; and what a browser or a person does. */
final class Sdk {

    static final String BACK = "https://shop.example/return";

    final ValidatingHttpClient transport = new ValidatingHttpClient();
    private final StripeSandbox sandbox;
    private final StripeClient client;
    private final HttpClient http = HttpClient.newHttpClient();

    Sdk(StripeSandbox sandbox) {
        this(sandbox, sandbox.secretKey());
    }

    Sdk(StripeSandbox sandbox, String key) {
        this.sandbox = sandbox;
        this.client = StripeClient.builder()
                .setApiKey(key)
                .setApiBase(sandbox.baseUrl())
                .setHttpClient(transport)
                .build();
    }

    V1Services v1() {
        return client.v1();
    }

    StripeClient client() {
        return client;
    }

    /** 25.00 EUR, for cards, not confirmed. */
    static PaymentIntentCreateParams.Builder intent() {
        return PaymentIntentCreateParams.builder()
                .setAmount(2500L)
                .setCurrency("eur")
                .addPaymentMethodType("card");
    }

    static PaymentIntentCreateParams.Builder paying(String method) {
        return intent().setPaymentMethod(method).setConfirm(true).setReturnUrl(BACK);
    }

    PaymentIntent create(PaymentIntentCreateParams.Builder params) throws StripeException {
        return v1().paymentIntents().create(params.build());
    }

    PaymentIntent held(String method) throws StripeException {
        return create(paying(method).setCaptureMethod(PaymentIntentCreateParams.CaptureMethod.MANUAL));
    }

    PaymentIntent get(String id) throws StripeException {
        return v1().paymentIntents().retrieve(id);
    }

    CardException declined(PaymentIntentCreateParams.Builder params) {
        return catchThrowableOfType(CardException.class, () -> create(params));
    }

    static RequestOptions key(String key) {
        return RequestOptions.builder().setIdempotencyKey(key).build();
    }

    /** The buyer at her bank; answers where the bank's page sends her. */
    String atTheBank(PaymentIntent intent, String outcome) throws IOException, InterruptedException {
        var page = intent.getNextAction().getRedirectToUrl().getUrl();
        return answerBank(page, outcome);
    }

    String answerBank(String page, String outcome) throws IOException, InterruptedException {
        var token = page.substring(page.lastIndexOf('/') + 1);
        var answer = page("POST", "/pages-api/3ds/" + token, "{\"outcome\":\"%s\"}".formatted(outcome));
        return Nodes.parse(answer.body()).path("return_url").asText();
    }

    HttpResponse<String> page(String method, String path, String json) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(sandbox.baseUrl() + path))
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(json)));
    }

    /** As a browser or an app asks: with the publishable key, from a page of the shop. */
    HttpResponse<String> browser(String method, String path, String form) throws IOException, InterruptedException {
        return raw(sandbox.publishableKey(), method, path, form);
    }

    HttpResponse<String> raw(String key, String method, String path, String form)
            throws IOException, InterruptedException {
        var inQuery = "GET".equals(method) && !form.isEmpty();
        var request = HttpRequest.newBuilder(URI.create(sandbox.baseUrl() + path + (inQuery ? "?" + form : "")))
                .header("Authorization", "Bearer " + key)
                .header("Origin", "https://shop.example")
                .header("Content-Type", "application/x-www-form-urlencoded");
        return send(inQuery ? request.GET() : request.method(method, BodyPublishers.ofString(form)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString());
    }
}

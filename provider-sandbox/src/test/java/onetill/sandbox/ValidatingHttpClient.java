package onetill.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.stripe.exception.StripeException;
import com.stripe.net.HttpClient;
import com.stripe.net.HttpURLConnectionClient;
import com.stripe.net.StripeRequest;
import com.stripe.net.StripeResponse;
import java.io.UncheckedIOException;
import java.util.Optional;

/** Carries the SDK's calls, and compares every answer with Stripe's published description. */
final class ValidatingHttpClient extends HttpClient {

    private static final Contract CONTRACT = new Contract();

    private final HttpURLConnectionClient http = new HttpURLConnectionClient();
    private StripeResponse last;

    @Override
    public StripeResponse request(StripeRequest request) throws StripeException {
        var response = http.request(request);
        last = response;
        check(request, response);
        return response;
    }

    /** The answer to the latest call, with its headers. */
    StripeResponse last() {
        return last;
    }

    private static void check(StripeRequest request, StripeResponse response) {
        var method = request.method().name();
        var path = request.url().getPath();
        ObjectNode answer;
        try {
            answer = Nodes.parse(response.body());
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
        if (response.headers().firstValue("Request-Id").isEmpty()) throw new AssertionError("no Request-Id");
        if (response.code() != 200) {
            if (!answer.at("/error/type").isTextual()) throw new AssertionError("an error without a type: " + answer);
            return;
        }
        var template = CONTRACT.template(method, path).orElseThrow();
        if (path.equals("/v1/ephemeral_keys")) answer.remove("associated_objects"); // on purpose, see the README
        Optional.ofNullable(CONTRACT.complaint(method, template, answer)).ifPresent(complaint -> {
            throw new AssertionError("%s %s answered what Stripe would not: %s%n%s"
                    .formatted(method, path, complaint, answer.toPrettyString()));
        });
    }
}

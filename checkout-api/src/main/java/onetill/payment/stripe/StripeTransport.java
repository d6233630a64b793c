package onetill.payment.stripe;

import com.stripe.exception.ApiConnectionException;
import com.stripe.exception.StripeException;
import com.stripe.net.HttpClient;
import com.stripe.net.HttpHeaders;
import com.stripe.net.StripeRequest;
import com.stripe.net.StripeResponse;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import onetill.tracing.Detail;
import onetill.tracing.Traces;

/**
 * The SDK's way to the network. The JDK's old client, its default, silently sends a POST again after a cut connection
 * and loses empty error bodies; this one sends once, and every failure comes out as one the SDK may repeat under the
 * same key.
 */
final class StripeTransport extends HttpClient {

    private static final int FIRST_ERROR = 400;
    private static final String NO_BODY = "{\"error\":{\"type\":\"api_error\",\"message\":\"the answer had no body\"}}";

    private final java.net.http.HttpClient http;
    private final Duration readTimeout;

    StripeTransport(Duration connectTimeout, Duration readTimeout) {
        this.readTimeout = readTimeout;
        this.http = java.net.http.HttpClient.newBuilder()
                .version(java.net.http.HttpClient.Version.HTTP_1_1)
                .followRedirects(java.net.http.HttpClient.Redirect.NEVER)
                .connectTimeout(connectTimeout)
                .build();
    }

    @Override
    public StripeResponse request(StripeRequest request) throws StripeException {
        var answer = traced(request);
        var body = new String(answer.body(), StandardCharsets.UTF_8);
        return new StripeResponse(answer.statusCode(), headers(answer), body.isBlank() ? NO_BODY : body);
    }

    private HttpResponse<byte[]> traced(StripeRequest request) throws ApiConnectionException {
        try (var span =
                Traces.call(request.method().name(), request.url().getPath()).with(Detail.PROVIDER, "stripe")) {
            try {
                var answer = exchange(request);
                span.with(Detail.STATUS, answer.statusCode());
                answer.headers().firstValue("Request-Id").ifPresent(it -> span.with(Detail.PROVIDER_REQUEST, it));
                if (answer.statusCode() >= FIRST_ERROR) span.failed(Integer.toString(answer.statusCode()));
                return answer;
            } catch (ApiConnectionException e) {
                span.failed(e);
                throw e;
            }
        }
    }

    private HttpResponse<byte[]> exchange(StripeRequest request) throws ApiConnectionException {
        try {
            return http.send(toHttp(request), BodyHandlers.ofByteArray());
        } catch (HttpConnectTimeoutException | ConnectException e) {
            throw failed(request, new ConnectException(String.valueOf(e.getMessage())));
        } catch (IOException e) {
            throw failed(request, new SocketTimeoutException(String.valueOf(e.getMessage())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(request, e);
        }
    }

    private HttpRequest toHttp(StripeRequest request) {
        var content = request.content();
        var body = content == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(content.byteArrayContent());
        var http = HttpRequest.newBuilder(URI.create(request.url().toString()))
                .timeout(readTimeout)
                .setHeader("User-Agent", buildUserAgentString(request))
                .setHeader("X-Stripe-Client-User-Agent", buildXStripeClientUserAgentString())
                .method(request.method().name(), body);
        request.headers().map().forEach((name, values) -> values.forEach(value -> http.setHeader(name, value)));
        if (content != null) http.setHeader("Content-Type", content.contentType());
        return http.build();
    }

    private static HttpHeaders headers(HttpResponse<byte[]> answer) {
        return HttpHeaders.of(answer.headers().map());
    }

    private static ApiConnectionException failed(StripeRequest request, Exception cause) {
        return new ApiConnectionException(
                "no answer from %s: %s".formatted(request.url().getHost(), cause.getMessage()), cause);
    }
}

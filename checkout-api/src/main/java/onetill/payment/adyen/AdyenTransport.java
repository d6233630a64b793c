package onetill.payment.adyen;

import com.adyen.Client;
import com.adyen.Config;
import com.adyen.constants.ApiConstants.HttpMethod;
import com.adyen.constants.ApiConstants.RequestProperty;
import com.adyen.httpclient.ClientInterface;
import com.adyen.httpclient.HTTPClientException;
import com.adyen.model.RequestOptions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import onetill.tracing.Detail;
import onetill.tracing.Traces;
import org.jspecify.annotations.Nullable;

/**
 * The SDK's way to the network: each request is sent once, to the one address that was configured, and what is no answer
 * is an IOException.
 */
final class AdyenTransport implements ClientInterface {

    private static final String SDK_BASE = "https://checkout-test.adyen.com";

    private final HttpClient http;
    private final String base;
    private final Duration readTimeout;

    AdyenTransport(String base, Duration connectTimeout, Duration readTimeout) {
        this.base = base;
        this.readTimeout = readTimeout;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(connectTimeout)
                .build();
    }

    @Override
    public String request(
            String endpoint,
            String body,
            Config config,
            boolean isApiKeyRequired,
            @Nullable RequestOptions options,
            HttpMethod method,
            @Nullable Map<String, String> query)
            throws IOException, HTTPClientException {
        if (!endpoint.startsWith(SDK_BASE)) throw new IOException("not an address of the Checkout API: " + endpoint);
        var request = HttpRequest.newBuilder(URI.create(base + endpoint.substring(SDK_BASE.length())))
                .timeout(readTimeout)
                .setHeader(RequestProperty.CONTENT_TYPE, RequestProperty.APPLICATION_JSON_TYPE)
                .setHeader(RequestProperty.USER_AGENT, Client.LIB_NAME + "/" + Client.LIB_VERSION)
                .setHeader(RequestProperty.ADYEN_LIBRARY_NAME, Client.LIB_NAME)
                .setHeader(RequestProperty.ADYEN_LIBRARY_VERSION, Client.LIB_VERSION)
                .setHeader(RequestProperty.API_KEY, config.getApiKey())
                .method(method.name(), BodyPublishers.ofString(body));
        if (options != null && options.getIdempotencyKey() != null) {
            request.setHeader(RequestProperty.IDEMPOTENCY_KEY, options.getIdempotencyKey());
        }
        var answer = traced(request.build());
        var text = new String(answer.body(), StandardCharsets.UTF_8);
        if (answer.statusCode() / 100 == 2) {
            if (text.isBlank()) throw new IOException("the answer had no body");
            return text;
        }
        throw new HTTPClientException(
                answer.statusCode(),
                "status " + answer.statusCode(),
                answer.headers().map(),
                text);
    }

    private HttpResponse<byte[]> traced(HttpRequest request) throws IOException {
        try (var span =
                Traces.call(request.method(), request.uri().getRawPath()).with(Detail.PROVIDER, "adyen")) {
            try {
                var answer = sent(request);
                span.with(Detail.STATUS, answer.statusCode());
                answer.headers().firstValue("PSP-Reference").ifPresent(it -> span.with(Detail.PROVIDER_REQUEST, it));
                if (answer.statusCode() / 100 != 2) span.failed(Integer.toString(answer.statusCode()));
                return answer;
            } catch (IOException e) {
                span.failed(e);
                throw e;
            }
        }
    }

    private HttpResponse<byte[]> sent(HttpRequest request) throws IOException {
        try {
            return http.send(request, BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    @Override
    public String request(String endpoint, String body, Config config) throws IOException, HTTPClientException {
        return request(endpoint, body, config, true);
    }

    @Override
    public String request(String endpoint, String body, Config config, boolean isApiKeyRequired)
            throws IOException, HTTPClientException {
        return request(endpoint, body, config, isApiKeyRequired, null);
    }

    @Override
    public String request(
            String endpoint, String body, Config config, boolean isApiKeyRequired, @Nullable RequestOptions options)
            throws IOException, HTTPClientException {
        return request(endpoint, body, config, isApiKeyRequired, options, HttpMethod.POST);
    }

    @Override
    public String request(
            String endpoint,
            String body,
            Config config,
            boolean isApiKeyRequired,
            @Nullable RequestOptions options,
            HttpMethod method)
            throws IOException, HTTPClientException {
        return request(endpoint, body, config, isApiKeyRequired, options, method, null);
    }
}

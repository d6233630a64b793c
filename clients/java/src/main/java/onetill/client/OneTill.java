package onetill.client;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import onetill.client.Transport.Call;

/**
 * The calls a merchant's server makes. Each that creates something or moves money has an idempotency key, which stays the same when the
 * call is made again; it is made here unless the caller brings one, to be able to repeat the call after a crash. Safe for use by many
 * threads.
 *
 * <p>All calls throw {@link ProblemException} when the answer is no, and {@link NoAnswerException} when there is none.
 */
public final class OneTill {

    private final Transport transport;

    private OneTill(Transport transport) {
        this.transport = transport;
    }

    /** @param credential of the merchant's server, {@code sk_…} or {@code rk_…} */
    public static OneTill at(URI server, String credential) {
        return at(server, credential, Duration.ofSeconds(20), 4);
    }

    /**
     * @param timeout of one try
     * @param tries how often a call is made at most
     */
    public static OneTill at(URI server, String credential, Duration timeout, int tries) {
        return new OneTill(
                new Transport(http(timeout), server, credential, timeout, tries, it -> Thread.sleep(it.toMillis())));
    }

    static OneTill at(URI server, String credential, Duration timeout, int tries, Transport.Sleep sleep) {
        return new OneTill(new Transport(http(timeout), server, credential, timeout, tries, sleep));
    }

    /** HTTP/1.1: the server speaks nothing else. */
    private static HttpClient http(Duration timeout) {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(timeout)
                .build();
    }

    /** The same server, called by somebody else, such as a device with its client token. */
    public OneTill as(String credential) {
        return new OneTill(transport.with(credential));
    }

    public Opened open(NewSession session) {
        return open(session, newKey());
    }

    public Opened open(NewSession session, String idempotencyKey) {
        return post("/checkout-sessions", session, idempotencyKey, Opened.class);
    }

    public Session session(UUID id) {
        return transport.send(get("/checkout-sessions/" + id), Session.class);
    }

    /**
     * Changes a session. A change that was not answered is not made again: read the session to see whether it was made.
     *
     * @param revision the one that was seen; when it is no longer the current one, the problem is {@code revision-mismatch}
     */
    public Session change(UUID id, long revision, Change change) {
        var seen = Map.of("If-Match", "\"" + revision + "\"");
        return transport.send(
                new Call("PATCH", "/checkout-sessions/" + id, Optional.of(change), Optional.empty(), seen),
                Session.class);
    }

    public Session complete(UUID id, Completion completion) {
        return complete(id, completion, newKey());
    }

    /** Pays. Whether it was paid says {@link Session#status()}; a decline is told by {@link Session#messages()}. */
    public Session complete(UUID id, Completion completion, String idempotencyKey) {
        return post("/checkout-sessions/" + id + "/complete", completion, idempotencyKey, Session.class);
    }

    /** Asks the provider now what became of a payment that is under way. */
    public Session refresh(UUID id) {
        return transport.send(
                new Call(
                        "POST",
                        "/checkout-sessions/" + id + "/payment/refresh",
                        Optional.empty(),
                        Optional.empty(),
                        Map.of()),
                Session.class);
    }

    public PaymentSheet paymentSheet(String channel, NewPaymentSheet sheet) {
        return paymentSheet(channel, sheet, newKey());
    }

    public PaymentSheet paymentSheet(String channel, NewPaymentSheet sheet, String idempotencyKey) {
        return post("/channels/" + channel + "/payment-sheets", sheet, idempotencyKey, PaymentSheet.class);
    }

    public Order order(UUID id) {
        return transport.send(get("/orders/" + id), Order.class);
    }

    public Order refund(UUID orderId, NewRefund refund) {
        return refund(orderId, refund, newKey());
    }

    /** Gives money back, to where it came from. */
    public Order refund(UUID orderId, NewRefund refund, String idempotencyKey) {
        return post("/orders/" + orderId + "/refunds", refund, idempotencyKey, Order.class);
    }

    /** What happens in one session from its beginning; to be closed. */
    public EventStream events(UUID sessionId) {
        return new EventStream(transport, "/checkout-sessions/" + sessionId + "/events", "0");
    }

    /**
     * What happens at the whole merchant; to be closed.
     *
     * @param types such as {@code order.*}; all when empty
     * @param after the position of the last event that was seen; {@code 0} is the beginning
     */
    public EventStream events(List<String> types, String after) {
        var query = types.isEmpty() ? "" : "?types=" + String.join(",", types);
        return new EventStream(transport, "/events" + query, after);
    }

    /** @param eventTypes such as {@code order.*} */
    public WebhookEndpoint.Made addWebhookEndpoint(URI url, List<String> eventTypes) {
        return post(
                "/webhook-endpoints",
                new WebhookEndpoint.New(url.toString(), eventTypes),
                newKey(),
                WebhookEndpoint.Made.class);
    }

    public void removeWebhookEndpoint(UUID id) {
        transport.send(new Call("DELETE", "/webhook-endpoints/" + id, Optional.empty(), Optional.empty(), Map.of()));
    }

    private static String newKey() {
        return UUID.randomUUID().toString();
    }

    private <T> T post(String path, Object body, String key, Class<T> type) {
        return transport.send(new Call("POST", path, Optional.of(body), Optional.of(key), Map.of()), type);
    }

    private static Call get(String path) {
        return new Call("GET", path, Optional.empty(), Optional.empty(), Map.of());
    }
}

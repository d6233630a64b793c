package onetill.store.google;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import onetill.access.Principal;
import onetill.payment.inbox.Application;
import onetill.payment.inbox.Arrived;
import onetill.payment.inbox.ProviderEvents;
import onetill.payment.inbox.StoredEvent;
import onetill.problem.ProblemException;
import onetill.problem.ProblemType;
import onetill.store.Store;
import onetill.store.StoreApp;
import onetill.store.StoreApps;
import onetill.store.StorePurchases;
import org.jspecify.annotations.Nullable;

/**
 * Real-time developer notifications of Google Play, pushed by Pub/Sub. They only say that something changed: Google is asked for
 * the purchase as it is now, so they may come twice and in any order. What was voided is the exception, it is taken at its word.
 */
@ApplicationScoped
public class GooglePlayNotifications implements ProviderEvents {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String BEARER = "Bearer ";
    private static final String SUBSCRIPTION = "subscriptionNotification";
    private static final String ONE_TIME = "oneTimeProductNotification";
    private static final String VOIDED = "voidedPurchaseNotification";
    private static final int REVOKED = 12;
    private static final int PURCHASED = 1;
    private static final int PARTIAL = 2;

    @Inject
    PushProofs proofs;

    @Inject
    GooglePlay store;

    @Inject
    StoreApps apps;

    @Inject
    StorePurchases purchases;

    @Override
    public String provider() {
        return Store.GOOGLE_PLAY.stored();
    }

    /**
     * What arrived for a merchant, if the push subscription of that very app has sent it.
     *
     * @throws ProblemException PURCHASE_NOT_GENUINE, MALFORMED_REQUEST
     */
    Arrived arrived(UUID merchantId, @Nullable String authorization, byte[] body) {
        var message = tree(body).path("message");
        var news = news(message.path("data").asText());
        var packageName = news.path("packageName").asText();
        var token = authorization != null && authorization.startsWith(BEARER)
                ? authorization.substring(BEARER.length()).trim()
                : "";
        var genuine = apps(merchantId, packageName).stream().anyMatch(it -> proofs.isFor(it, token));
        if (!genuine) {
            throw new ProblemException(
                            ProblemType.PURCHASE_NOT_GENUINE,
                            "the push message has no token of the subscription that is set for %s here"
                                    .formatted(packageName.isEmpty() ? "an app" : packageName))
                    .with("reason", "push_token");
        }
        var id = message.path("messageId").asText();
        if (id.isEmpty()) throw malformed();
        return new Arrived(
                merchantId,
                provider(),
                merchantId + ":" + id,
                type(news),
                packageName,
                Map.of(),
                new String(body, StandardCharsets.UTF_8));
    }

    private List<StoreApp> apps(UUID merchantId, String packageName) {
        return apps.all(merchantId, Store.GOOGLE_PLAY).stream()
                .filter(it -> it.appId().equals(packageName))
                .toList();
    }

    private static JsonNode tree(byte[] body) {
        try {
            return MAPPER.readTree(body);
        } catch (IOException e) {
            throw malformed();
        }
    }

    private static JsonNode news(String data) {
        try {
            return tree(Base64.getDecoder().decode(data));
        } catch (IllegalArgumentException e) {
            throw malformed();
        }
    }

    private static ProblemException malformed() {
        return new ProblemException(
                ProblemType.MALFORMED_REQUEST,
                "a push message is {\"message\":{\"messageId\":…,\"data\":…}}, with the notification in base64");
    }

    private static String type(JsonNode news) {
        for (var kind : List.of(SUBSCRIPTION, ONE_TIME, VOIDED, "testNotification")) {
            if (news.has(kind)) {
                var type = news.path(kind).path("notificationType");
                return type.isMissingNode() ? kind : kind + "." + type.asText();
            }
        }
        return "unknown";
    }

    @Override
    public Application apply(StoredEvent event) {
        var merchantId = event.merchantId();
        if (merchantId.isEmpty()) return Application.ignored("it names no merchant of ours");
        var message = tree(event.body().getBytes(StandardCharsets.UTF_8)).path("message");
        var news = news(message.path("data").asText());
        var meant = apps(merchantId.get(), news.path("packageName").asText());
        if (meant.isEmpty()) return Application.ignored("its app belongs to no channel any more");
        var by = Principal.system(merchantId.get());
        if (news.has(VOIDED)) return voided(by, meant, news, event.id());
        if (news.has(SUBSCRIPTION)) return subscription(by, meant, news);
        if (news.has(ONE_TIME)) return oneTime(by, meant, news.path(ONE_TIME));
        return Application.ignored("%s changes neither money nor what may be used".formatted(event.type()));
    }

    private Application subscription(Principal by, List<StoreApp> meant, JsonNode news) {
        var about = news.path(SUBSCRIPTION);
        var token = about.path("purchaseToken").asText();
        var recorded = store.subscription(by, meant, token, null);
        if (about.path("notificationType").asInt() == REVOKED) {
            var app = meant.stream()
                    .filter(it -> it.environment() == recorded.purchase().environment())
                    .findFirst()
                    .orElseThrow();
            purchases.said(by, app, token, null, at(news), null, null);
        }
        store.acknowledge(by.merchantId());
        return Application.applied();
    }

    private Application oneTime(Principal by, List<StoreApp> meant, JsonNode about) {
        if (about.path("notificationType").asInt() != PURCHASED) {
            return Application.ignored("it was given up before it was paid");
        }
        var productId = about.path("sku").asText();
        store.product(by, meant, productId, about.path("purchaseToken").asText(), null);
        store.acknowledge(by.merchantId());
        return Application.applied();
    }

    private Application voided(Principal by, List<StoreApp> meant, JsonNode news, UUID newsId) {
        var about = news.path(VOIDED);
        var orderId = about.path("orderId").asText();
        if (about.path("refundType").asInt() == PARTIAL) {
            return Application.parked("a part of %s was given back by quantity; settle it by hand".formatted(orderId));
        }
        for (var app : meant) {
            if (purchases.refunded(by, app, orderId, at(news), newsId, "voided_by_google_play")) {
                return Application.applied();
            }
        }
        return Application.parked("there is no purchase %s here, or not yet".formatted(orderId));
    }

    private static OffsetDateTime at(JsonNode news) {
        return Instant.ofEpochMilli(news.path("eventTimeMillis").asLong()).atOffset(ZoneOffset.UTC);
    }
}

package onetill.store.google;

import com.google.api.services.androidpublisher.model.Price;
import com.google.api.services.androidpublisher.model.ProductPurchase;
import com.google.api.services.androidpublisher.model.SubscriptionPurchaseLineItem;
import com.google.api.services.androidpublisher.model.SubscriptionPurchaseV2;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import onetill.access.Principal;
import onetill.money.Money;
import onetill.problem.ProblemException;
import onetill.problem.ProblemType;
import onetill.runtime.Clocks;
import onetill.runtime.Secrets;
import onetill.store.Purchase;
import onetill.store.Purchase.Kind;
import onetill.store.Store;
import onetill.store.StoreApp;
import onetill.store.StoreApps;
import onetill.store.StoreEnvironment;
import onetill.store.StorePurchase.Recorded;
import onetill.store.StorePurchases;
import onetill.store.google.PlayApi.NotThere;
import org.jspecify.annotations.Nullable;

/**
 * Purchases in Google's store. A purchase token proves nothing by itself: Google is asked what it stands for, as it is now, and
 * told afterwards that we have it. Google gives the money back when it does not hear that for three days.
 */
@ApplicationScoped
public class GooglePlay {

    private static final Logger LOG = Logger.getLogger(GooglePlay.class.getName());
    private static final Duration TIME_TO_ACKNOWLEDGE = Duration.ofDays(3);
    private static final int PURCHASED = 0;
    private static final int CANCELED = 1;
    private static final int MICRO = 6;
    private static final int NANO = 9;
    private static final int LATER = 60;
    private static final Set<String> PENDING = Set.of("SUBSCRIPTION_STATE_PENDING");
    private static final Set<String> OVER = Set.of(
            "SUBSCRIPTION_STATE_EXPIRED",
            "SUBSCRIPTION_STATE_ON_HOLD",
            "SUBSCRIPTION_STATE_PAUSED",
            "SUBSCRIPTION_STATE_PENDING_PURCHASE_CANCELED");

    @Inject
    PlayApi google;

    @Inject
    StoreApps apps;

    @Inject
    StorePurchases purchases;

    @Inject
    PlayAcknowledgements acknowledgements;

    @Inject
    Clocks clock;

    /**
     * Records what a purchase token stands for.
     *
     * @param productId of a one-time product; null for a subscription
     * @param customerId whose it is; null when that is not known
     * @throws ProblemException PURCHASE_NOT_GENUINE, PURCHASE_PENDING, PROVIDER_UNAVAILABLE, STORE_NOT_SET_UP
     */
    public Recorded record(
            Principal by, String channelId, @Nullable String productId, String token, @Nullable UUID customerId) {
        var app = apps.get(by.merchantId(), channelId, Store.GOOGLE_PLAY);
        var recorded = productId == null
                ? subscription(by, List.of(app), token, customerId)
                : product(by, List.of(app), productId, token, customerId);
        acknowledge(by.merchantId());
        return recorded;
    }

    /** Here or by the timer: that it fails now is no failure of the purchase. */
    void acknowledge(UUID merchantId) {
        try {
            acknowledgements.run(merchantId);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "purchases are acknowledged later", e);
        }
    }

    /** @param candidates the apps with that package, of which the one in the purchase's environment is meant */
    Recorded product(
            Principal by, List<StoreApp> candidates, String productId, String token, @Nullable UUID customerId) {
        var packageName = candidates.get(0).appId();
        ProductPurchase found;
        try {
            found = google.product(packageName, productId, token);
        } catch (NotThere e) {
            throw notThere(packageName);
        }
        var app = of(candidates, Integer.valueOf(0).equals(found.getPurchaseType()));
        var state = found.getPurchaseState() == null ? PURCHASED : found.getPurchaseState();
        var id = name(found.getOrderId(), token);
        if (state == CANCELED) return canceled(by, app, id);
        if (state != PURCHASED) throw pending();
        var purchase = purchase(app, found, id, productId, token);
        return purchases.record(by, app, purchase, customerId);
    }

    private Recorded canceled(Principal by, StoreApp app, String id) {
        purchases.refunded(by, app, id, clock.now(), by.merchantId(), "canceled_at_google_play");
        throw new ProblemException(
                        ProblemType.PURCHASE_NOT_GENUINE, "this purchase was canceled, and its money went back")
                .with("reason", "canceled");
    }

    private Purchase purchase(StoreApp app, ProductPurchase found, String id, String productId, String token) {
        var quantity = found.getQuantity() == null ? 1 : Math.max(1, found.getQuantity());
        var at = Instant.ofEpochMilli(Objects.requireNonNull(found.getPurchaseTimeMillis()))
                .atOffset(ZoneOffset.UTC);
        var told = !Integer.valueOf(0).equals(found.getAcknowledgementState());
        return new Purchase(
                id,
                token,
                productId,
                Kind.ONE_TIME,
                quantity,
                listPrice(app.appId(), productId, found.getRegionCode(), quantity),
                found.getRegionCode(),
                at,
                null,
                found.getObfuscatedExternalAccountId(),
                told ? null : at.plus(TIME_TO_ACKNOWLEDGE),
                clock.now());
    }

    /** Google's purchase does not name the price: what the store asks for it in that region now is taken for it. */
    private @Nullable Money listPrice(String packageName, String productId, @Nullable String region, long quantity) {
        try {
            var listed = google.listed(packageName, productId);
            var there = listed.getPrices() == null || region == null
                    ? null
                    : listed.getPrices().get(region);
            var price = there == null ? listed.getDefaultPrice() : there;
            return price == null ? null : micros(price).times(quantity);
        } catch (NotThere e) {
            return null;
        }
    }

    private static Money micros(Price price) {
        return money(new BigDecimal(price.getPriceMicros()).movePointLeft(MICRO), price.getCurrency());
    }

    /** To the minor unit, half up: stores price in whole minor units, so nothing is lost. */
    private static Money money(BigDecimal amount, String code) {
        var currency = Currency.getInstance(code);
        var minor = amount.movePointRight(currency.getDefaultFractionDigits())
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact();
        return new Money(minor, currency);
    }

    Recorded subscription(Principal by, List<StoreApp> candidates, String token, @Nullable UUID customerId) {
        var packageName = candidates.get(0).appId();
        SubscriptionPurchaseV2 found;
        try {
            found = google.subscription(packageName, token);
        } catch (NotThere e) {
            throw notThere(packageName);
        }
        var app = of(candidates, found.getTestPurchase() != null);
        var state = String.valueOf(found.getSubscriptionState());
        if (PENDING.contains(state)
                || found.getLineItems() == null
                || found.getLineItems().isEmpty()) throw pending();
        var now = clock.now();
        var purchase = purchase(found, found.getLineItems().get(0), token, now);
        purchases.record(by, app, purchase, customerId);
        purchases.said(by, app, token, OVER.contains(state) ? now : null, null, expiry(found), now);
        var replaced = found.getLinkedPurchaseToken();
        if (replaced != null) purchases.said(by, app, replaced, now, null, null, now);
        return purchases.record(by, app, purchase, customerId);
    }

    private static Purchase purchase(
            SubscriptionPurchaseV2 found, SubscriptionPurchaseLineItem item, String token, OffsetDateTime now) {
        var account = found.getExternalAccountIdentifiers();
        var id = name(found.getLatestOrderId(), token);
        var isRenewal = id.contains("..");
        var at = isRenewal || found.getStartTime() == null ? now : OffsetDateTime.parse(found.getStartTime());
        var told = !"ACKNOWLEDGEMENT_STATE_PENDING".equals(found.getAcknowledgementState());
        var plan = item.getAutoRenewingPlan();
        var price = plan == null ? null : plan.getRecurringPrice();
        return new Purchase(
                id,
                token,
                Objects.requireNonNull(item.getProductId()),
                Kind.SUBSCRIPTION,
                1,
                price == null ? null : money(whole(price.getUnits(), price.getNanos()), price.getCurrencyCode()),
                found.getRegionCode(),
                at,
                item.getExpiryTime() == null ? null : OffsetDateTime.parse(item.getExpiryTime()),
                account == null ? null : account.getObfuscatedExternalAccountId(),
                told ? null : at.plus(TIME_TO_ACKNOWLEDGE),
                now);
    }

    private static BigDecimal whole(@Nullable Long units, @Nullable Integer nanos) {
        return BigDecimal.valueOf(units == null ? 0 : units).add(BigDecimal.valueOf(nanos == null ? 0 : nanos, NANO));
    }

    private static @Nullable OffsetDateTime expiry(SubscriptionPurchaseV2 found) {
        var until = found.getLineItems().get(0).getExpiryTime();
        return until == null ? null : OffsetDateTime.parse(until);
    }

    /** Promotion codes and testers get no order id: the token then names the payment. */
    private static String name(@Nullable String orderId, String token) {
        return orderId == null || orderId.isBlank() ? "token:" + Secrets.hash(token) : orderId;
    }

    private static StoreApp of(List<StoreApp> candidates, boolean isTest) {
        var environment = isTest ? StoreEnvironment.SANDBOX : StoreEnvironment.PRODUCTION;
        return candidates.stream()
                .filter(it -> it.environment() == environment)
                .findFirst()
                .orElseThrow(() -> new ProblemException(
                                ProblemType.PURCHASE_NOT_GENUINE,
                                "this is a purchase in %s, and channel %s takes %s"
                                        .formatted(
                                                environment.stored(),
                                                candidates.get(0).channelId(),
                                                candidates.get(0).environment().stored()))
                        .with("reason", "invalid_environment"));
    }

    private static ProblemException notThere(String packageName) {
        return new ProblemException(
                        ProblemType.PURCHASE_NOT_GENUINE,
                        "Google Play knows no such purchase in %s; send the purchase token as the store gave it"
                                .formatted(packageName))
                .with("reason", "unknown_token");
    }

    private static ProblemException pending() {
        return new ProblemException(
                        ProblemType.PURCHASE_PENDING,
                        "the buyer has not paid yet, in cash perhaps; it is recorded when Google tells of it, or send"
                                + " it again then")
                .retryAfter(LATER);
    }
}

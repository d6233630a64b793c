package onetill.store.apple;

import com.apple.itunes.storekit.model.JWSTransactionDecodedPayload;
import com.apple.itunes.storekit.model.ResponseBodyV2DecodedPayload;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
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
 * Server notifications of the App Store, version 2. Verified when they arrive, kept, verified once more and applied. Each carries
 * the transaction it is about, signed on its own: it is recorded first, so that news may come before the app itself, twice, and in
 * any order.
 */
@ApplicationScoped
public class AppStoreNotifications implements ProviderEvents {

    /** Not the mapper of our own API: a notification is one long string, and may get members we do not know. */
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static final String SIGNED = "signedPayload";

    @Inject
    AppStoreProofs proofs;

    @Inject
    AppStore store;

    @Inject
    StoreApps apps;

    @Inject
    StorePurchases purchases;

    private record Verified(StoreApp app, ResponseBodyV2DecodedPayload notification) {}

    @Override
    public String provider() {
        return Store.APP_STORE.stored();
    }

    /**
     * What arrived for a merchant, if one of their apps is meant and Apple has signed it.
     *
     * @throws ProblemException PURCHASE_NOT_GENUINE, STORE_NOT_SET_UP
     */
    Arrived arrived(UUID merchantId, byte[] body) {
        var verified = verified(merchantId, signed(body));
        var notification = verified.notification();
        var id = notification.getNotificationUUID();
        if (id == null) throw new ProblemException(ProblemType.PURCHASE_NOT_GENUINE, "it has no notificationUUID");
        var transaction = transaction(verified).map(JWSTransactionDecodedPayload::getTransactionId);
        return new Arrived(
                merchantId,
                provider(),
                merchantId + ":" + id,
                type(notification),
                transaction.orElse(verified.app().appId()),
                Map.of(),
                new String(body, java.nio.charset.StandardCharsets.UTF_8));
    }

    private static String signed(byte[] body) {
        try {
            var signed = MAPPER.readTree(body).path(SIGNED);
            if (signed.isTextual()) return signed.asText();
        } catch (IOException e) {
            // said below
        }
        throw new ProblemException(ProblemType.MALFORMED_REQUEST, "a notification is {\"signedPayload\":\"…\"}");
    }

    /** By the first app it fits; by which it does not, the last refusal tells. */
    private Verified verified(UUID merchantId, String signed) {
        ProblemException refused = null;
        for (var app : apps.all(merchantId, Store.APP_STORE)) {
            try {
                return new Verified(app, proofs.notification(app, signed));
            } catch (ProblemException e) {
                refused = e;
            }
        }
        if (refused != null) throw refused;
        throw new ProblemException(
                ProblemType.STORE_NOT_SET_UP, "this merchant has no app in the App Store; set it at a channel first");
    }

    @Override
    public Application apply(StoredEvent event) {
        var merchantId = event.merchantId();
        if (merchantId.isEmpty()) return Application.ignored("it names no merchant of ours");
        var verified =
                verified(merchantId.get(), signed(event.body().getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        var transaction = transaction(verified);
        if (transaction.isEmpty()) return Application.ignored("%s tells of no purchase".formatted(event.type()));
        var by = Principal.system(merchantId.get());
        store.record(by, verified.app(), transaction.get(), null);
        return follow(by, verified, transaction.get(), event.id());
    }

    private Application follow(Principal by, Verified verified, JWSTransactionDecodedPayload transaction, UUID newsId) {
        var type = verified.notification().getNotificationType();
        var asOf = AppStore.time(verified.notification().getSignedDate());
        if (type == null) return Application.ignored("we do not know " + type(verified.notification()));
        return switch (type) {
            case SUBSCRIBED, DID_RENEW, ONE_TIME_CHARGE, OFFER_REDEEMED -> Application.applied();
            case REFUND -> {
                purchases.refunded(
                        by, verified.app(), transaction.getTransactionId(), asOf, newsId, AppStore.reason(transaction));
                yield Application.applied();
            }
            case REFUND_REVERSED -> {
                purchases.reinstated(by, verified.app(), transaction.getTransactionId(), asOf);
                yield Application.applied();
            }
            case REVOKE -> said(by, verified, transaction, null, asOf, null);
            case EXPIRED, GRACE_PERIOD_EXPIRED -> said(by, verified, transaction, asOf, null, null);
            case DID_FAIL_TO_RENEW -> said(by, verified, transaction, null, null, grace(verified));
            case RENEWAL_EXTENDED -> said(by, verified, transaction, null, null, end(transaction));
            default -> Application.ignored("%s changes neither money nor what may be used".formatted(type));
        };
    }

    private Application said(
            Principal by,
            Verified verified,
            JWSTransactionDecodedPayload transaction,
            @Nullable OffsetDateTime endedAt,
            @Nullable OffsetDateTime withdrawnAt,
            @Nullable OffsetDateTime extendedTo) {
        var original = AppStore.purchase(transaction).originalId();
        purchases.said(by, verified.app(), original, endedAt, withdrawnAt, extendedTo, null);
        return Application.applied();
    }

    /** Until when it runs on although the renewal was not paid; null when it does not. */
    private @Nullable OffsetDateTime grace(Verified verified) {
        var data = verified.notification().getData();
        var signed = data == null ? null : data.getSignedRenewalInfo();
        if (signed == null) return null;
        var until = proofs.renewal(verified.app(), signed).getGracePeriodExpiresDate();
        return until == null ? null : AppStore.time(until);
    }

    private static @Nullable OffsetDateTime end(JWSTransactionDecodedPayload transaction) {
        return transaction.getExpiresDate() == null ? null : AppStore.time(transaction.getExpiresDate());
    }

    private Optional<JWSTransactionDecodedPayload> transaction(Verified verified) {
        var data = verified.notification().getData();
        var signed = data == null ? null : data.getSignedTransactionInfo();
        return signed == null ? Optional.empty() : Optional.of(proofs.transaction(verified.app(), signed));
    }

    private static String type(ResponseBodyV2DecodedPayload notification) {
        var type = notification.getRawNotificationType();
        var sub = notification.getRawSubtype();
        return sub == null ? String.valueOf(type) : type + "." + sub;
    }
}

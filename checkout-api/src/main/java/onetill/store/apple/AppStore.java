package onetill.store.apple;

import com.apple.itunes.storekit.model.InAppOwnershipType;
import com.apple.itunes.storekit.model.JWSTransactionDecodedPayload;
import com.apple.itunes.storekit.model.Type;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.Locale;
import java.util.UUID;
import onetill.access.Principal;
import onetill.money.Money;
import onetill.problem.ProblemException;
import onetill.problem.ProblemType;
import onetill.store.Purchase;
import onetill.store.Purchase.Kind;
import onetill.store.Store;
import onetill.store.StoreApp;
import onetill.store.StoreApps;
import onetill.store.StorePurchase.Recorded;
import onetill.store.StorePurchases;
import org.jspecify.annotations.Nullable;

/** Purchases in Apple's store, by the transaction that Apple has signed. */
@ApplicationScoped
public class AppStore {

    private static final int MILLI = 3;

    @Inject
    AppStoreProofs proofs;

    @Inject
    StoreApps apps;

    @Inject
    StorePurchases purchases;

    /**
     * Records a purchase, or finds the one that is there: a restored one, or one that another device or Apple itself has told of.
     *
     * @param signedTransaction as StoreKit gave it to the app
     * @param customerId whose it is; null when that is not known
     * @throws ProblemException PURCHASE_NOT_GENUINE, STORE_NOT_SET_UP
     */
    public Recorded record(Principal by, String channelId, String signedTransaction, @Nullable UUID customerId) {
        var app = apps.get(by.merchantId(), channelId, Store.APP_STORE);
        return record(by, app, proofs.transaction(app, signedTransaction), customerId);
    }

    /** Records what was verified; one whose money went back meanwhile is refunded at once. */
    Recorded record(Principal by, StoreApp app, JWSTransactionDecodedPayload transaction, @Nullable UUID customerId) {
        var purchase = purchase(transaction);
        var recorded = purchases.record(by, app, purchase, customerId);
        var revokedAt = transaction.getRevocationDate();
        var shared = transaction.getInAppOwnershipType() == InAppOwnershipType.FAMILY_SHARED;
        if (revokedAt == null) return recorded;
        if (shared) purchases.said(by, app, purchase.originalId(), null, time(revokedAt), null, null);
        else
            purchases.refunded(
                    by,
                    app,
                    purchase.transactionId(),
                    time(revokedAt),
                    recorded.purchase().id(),
                    reason(transaction));
        return purchases.record(by, app, purchase, customerId);
    }

    /** What Apple gives as reason, in our words. */
    static String reason(JWSTransactionDecodedPayload transaction) {
        return Integer.valueOf(1).equals(transaction.getRawRevocationReason()) ? "app_issue" : "refunded_by_app_store";
    }

    static Purchase purchase(JWSTransactionDecodedPayload transaction) {
        var id = needed(transaction.getTransactionId(), "transactionId");
        var original = transaction.getOriginalTransactionId();
        var quantity = transaction.getQuantity();
        return new Purchase(
                id,
                original == null ? id : original,
                needed(transaction.getProductId(), "productId"),
                kind(transaction.getType()),
                quantity == null || quantity < 1 ? 1 : quantity,
                price(transaction),
                country(transaction.getStorefront()),
                time(needed(transaction.getPurchaseDate(), "purchaseDate")),
                transaction.getExpiresDate() == null ? null : time(transaction.getExpiresDate()),
                transaction.getAppAccountToken() == null
                        ? null
                        : transaction.getAppAccountToken().toString(),
                null,
                time(needed(transaction.getSignedDate(), "signedDate")));
    }

    private static <T> T needed(@Nullable T value, String name) {
        if (value != null) return value;
        throw new ProblemException(ProblemType.PURCHASE_NOT_GENUINE, "the signed transaction has no " + name);
    }

    private static Kind kind(@Nullable Type type) {
        if (type == null) return Kind.NON_CONSUMABLE;
        return switch (type) {
            case AUTO_RENEWABLE_SUBSCRIPTION -> Kind.SUBSCRIPTION;
            case NON_CONSUMABLE -> Kind.NON_CONSUMABLE;
            case CONSUMABLE -> Kind.CONSUMABLE;
            case NON_RENEWING_SUBSCRIPTION -> Kind.NON_RENEWING;
        };
    }

    /** All that was paid, in thousandths of the currency; what a family shares cost this person nothing. */
    private static @Nullable Money price(JWSTransactionDecodedPayload transaction) {
        var code = transaction.getCurrency();
        var milli = transaction.getPrice();
        if (code == null || milli == null) return null;
        try {
            var currency = Currency.getInstance(code);
            if (transaction.getInAppOwnershipType() == InAppOwnershipType.FAMILY_SHARED) return new Money(0, currency);
            return new Money(minor(milli, currency), currency);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(ProblemType.PURCHASE_NOT_GENUINE, "there is no currency " + code);
        }
    }

    /** Thousandths to the minor unit, half up: stores price in whole minor units, so nothing is lost. */
    static long minor(long milli, Currency currency) {
        return BigDecimal.valueOf(milli, MILLI)
                .movePointRight(currency.getDefaultFractionDigits())
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact();
    }

    /** Apple says DEU where all others say DE. */
    private static @Nullable String country(@Nullable String alpha3) {
        if (alpha3 == null) return null;
        for (var alpha2 : Locale.getISOCountries()) {
            if (new Locale("", alpha2).getISO3Country().equals(alpha3)) return alpha2;
        }
        return null;
    }

    static OffsetDateTime time(long millis) {
        return Instant.ofEpochMilli(millis).atOffset(ZoneOffset.UTC);
    }
}

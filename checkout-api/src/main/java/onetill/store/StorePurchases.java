package onetill.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import onetill.access.Principal;
import onetill.catalog.StoreProducts;
import onetill.catalog.StoreProducts.Product;
import onetill.channel.Channels;
import onetill.database.Work;
import onetill.json.Json;
import onetill.money.Money;
import onetill.order.OrderMoney;
import onetill.payment.Means;
import onetill.problem.ProblemException;
import onetill.runtime.Clocks;
import onetill.runtime.Ids;
import onetill.runtime.Times;
import onetill.session.PaidSales;
import onetill.store.Entitlement.Said;
import onetill.store.Entitlements.Original;
import onetill.store.Entitlements.Owner;
import onetill.store.StorePurchase.Recorded;
import org.jspecify.annotations.Nullable;

/**
 * All that was bought in stores. What a store has proven is recorded once, under the store's own name for it, whoever tells of it
 * first and however many at the same moment: the insert of its row is the claim, and session, order, books and entitlement are in
 * the same transaction.
 */
@ApplicationScoped
public class StorePurchases {

    private static final String COLUMNS = """
            select purchase_id, channel_id, store, environment, transaction_id, original_id, product_id, kind, sku, known_item,
                   quantity, price_minor, currency, catalog_minor, state, cast(session_id as text), cast(order_id as text),
                   purchased_at, expires_at
            from store_purchase where merchant_id = ?1""";
    private static final OffsetDateTime NOTHING_SAID_YET = Instant.EPOCH.atOffset(ZoneOffset.UTC);
    private static final String ONE = " and store = ?2 and environment = ?3 and transaction_id = ?4";

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    @Inject
    Work work;

    @Inject
    Entitlements entitlements;

    @Inject
    PaidSales sales;

    @Inject
    OrderMoney money;

    @Inject
    StoreProducts products;

    @Inject
    Channels channels;

    @Inject
    Ids ids;

    @Inject
    Clocks clock;

    private record Row(
            UUID merchantId,
            UUID purchaseId,
            String channelId,
            String store,
            String appId,
            String environment,
            String transactionId,
            String originalId,
            String productId,
            String kind,
            String sku,
            boolean knownItem,
            long quantity,
            long priceMinor,
            String currency,
            @Nullable Long catalogMinor,
            OffsetDateTime stateAsOf,
            OffsetDateTime purchasedAt,
            @Nullable OffsetDateTime expiresAt,
            OffsetDateTime recordedAt,
            @Nullable OffsetDateTime acknowledgeAt,
            @Nullable OffsetDateTime acknowledgeBy) {}

    /**
     * Records what a store has proven; what is there already stays as it is.
     *
     * @param customerId whose it is; null when whoever tells does not know. The first one stays
     */
    public Recorded record(Principal by, StoreApp app, Purchase purchase, @Nullable UUID customerId) {
        return work.write(by.merchantId(), () -> {
            if (customerId != null && !entitlements.exists(by.merchantId(), customerId)) {
                throw ProblemException.notFound("customer", customerId);
            }
            var original = new Original(by.merchantId(), app.store(), app.environment(), purchase.originalId());
            var row = row(by.merchantId(), app, purchase);
            if (claim(row)) {
                sell(by, app, purchase, row, customerId);
            }
            entitlements.counted(by, original, new Owner(customerId, purchase.accountToken()));
            var recorded = find(by.merchantId(), app, purchase.transactionId()).orElseThrow();
            return new Recorded(recorded, entitlements.of(original).orElseThrow());
        });
    }

    private Row row(UUID merchantId, StoreApp app, Purchase purchase) {
        var channel = channels.get(merchantId, app.channelId());
        var given = purchase.price();
        var currency = given == null ? channel.currency() : given.currency();
        var found = product(merchantId, app, purchase, currency);
        var each = found.map(Product::priceMinor).orElse(null);
        var catalog = each == null ? null : Math.multiplyExact(each, purchase.quantity());
        var price = given != null ? given.minor() : catalog == null ? 0 : catalog;
        var now = clock.now();
        return new Row(
                merchantId,
                ids.next(),
                app.channelId(),
                app.store().stored(),
                app.appId(),
                app.environment().stored(),
                purchase.transactionId(),
                purchase.originalId(),
                purchase.productId(),
                purchase.kind().stored(),
                found.map(Product::sku).orElse(purchase.productId()),
                found.isPresent(),
                purchase.quantity(),
                price,
                currency.getCurrencyCode(),
                catalog,
                NOTHING_SAID_YET,
                purchase.purchasedAt(),
                purchase.expiresAt(),
                now,
                purchase.acknowledgeBy() == null ? null : now,
                purchase.acknowledgeBy());
    }

    private Optional<Product> product(UUID merchantId, StoreApp app, Purchase purchase, Currency currency) {
        return products.find(
                merchantId, app.store().stored(), purchase.productId(), currency, app.channelId(), purchase.quantity());
    }

    /** Waits for whoever is at the same one; false when it is theirs. */
    private boolean claim(Row row) {
        return em.createNativeQuery("""
                        insert into store_purchase (merchant_id, purchase_id, channel_id, store, app_id, environment, transaction_id,
                            original_id, product_id, kind, sku, known_item, quantity, price_minor, currency, catalog_minor, state,
                            state_as_of, purchased_at, expires_at, recorded_at, acknowledge_at, acknowledge_by)
                        select r.merchant_id, r.purchase_id, r.channel_id, r.store, r.app_id, r.environment, r.transaction_id,
                            r.original_id, r.product_id, r.kind, r.sku, r.known_item, r.quantity, r.price_minor, r.currency,
                            r.catalog_minor, 'purchased', r.state_as_of, r.purchased_at, r.expires_at, r.recorded_at,
                            r.acknowledge_at, r.acknowledge_by
                        from jsonb_to_record(cast(?1 as jsonb)) as r(merchant_id uuid, purchase_id uuid, channel_id text,
                            store text, app_id text, environment text, transaction_id text, original_id text, product_id text,
                            kind text, sku text, known_item boolean, quantity bigint, price_minor bigint, currency text,
                            catalog_minor bigint, state_as_of timestamptz, purchased_at timestamptz, expires_at timestamptz,
                            recorded_at timestamptz, acknowledge_at timestamptz, acknowledge_by timestamptz)
                        on conflict (merchant_id, store, environment, transaction_id) do nothing""").setParameter(1, Json.write(row)).executeUpdate() == 1;
    }

    private void sell(Principal by, StoreApp app, Purchase purchase, Row row, @Nullable UUID customerId) {
        var total = new Money(row.priceMinor(), Currency.getInstance(row.currency()));
        var found = product(by.merchantId(), app, purchase, total.currency());
        var line = new PaidSales.Line(
                row.sku(),
                found.map(Product::name).orElse(purchase.productId()),
                found.map(Product::imageUrl).orElse(null),
                row.quantity(),
                total);
        var means = new Means.StorePurchase(app.store().stored(), purchase.transactionId());
        var sold = sales.record(
                by,
                new PaidSales.Sale(
                        app.channelId(), line, purchase.country(), customerId, means, purchase.transactionId()));
        em.createNativeQuery(
                        "update store_purchase set session_id = ?3, order_id = ?4 where merchant_id = ?1 and purchase_id = ?2")
                .setParameter(1, by.merchantId())
                .setParameter(2, row.purchaseId())
                .setParameter(3, sold.sessionId())
                .setParameter(4, sold.orderId())
                .executeUpdate();
    }

    /**
     * The store gave the money of this payment back. The order is refunded, the entitlement revoked, once.
     *
     * @param asOf when the store said so: what it said later stands
     * @param newsId names the news
     * @return false when there is no such payment here
     */
    public boolean refunded(
            Principal by, StoreApp app, String transactionId, OffsetDateTime asOf, UUID newsId, String reason) {
        return flip(
                by,
                app,
                transactionId,
                "refunded",
                asOf,
                purchase -> money.refundedByProvider(by, order(purchase), newsId, reason));
    }

    /** The store has taken such a refund back. */
    public boolean reinstated(Principal by, StoreApp app, String transactionId, OffsetDateTime asOf) {
        return flip(
                by,
                app,
                transactionId,
                "purchased",
                asOf,
                purchase -> money.refundReversedByProvider(by, order(purchase)));
    }

    private static UUID order(StorePurchase purchase) {
        return Objects.requireNonNull(purchase.orderId(), "a purchase has an order");
    }

    private boolean flip(
            Principal by,
            StoreApp app,
            String transactionId,
            String state,
            OffsetDateTime asOf,
            Consumer<StorePurchase> then) {
        return work.write(by.merchantId(), () -> {
            var found = locked(by.merchantId(), app, transactionId);
            if (found.isEmpty()) return false;
            var purchase = found.get();
            if (!isNews(by.merchantId(), purchase, state, asOf)) return true;
            if (!purchase.state().equals(state)) then.accept(purchase);
            var original = new Original(by.merchantId(), app.store(), app.environment(), purchase.originalId());
            entitlements.counted(by, original, Owner.UNKNOWN);
            return true;
        });
    }

    /** Whether nothing later is known; then it is written down. */
    private boolean isNews(UUID merchantId, StorePurchase purchase, String state, OffsetDateTime asOf) {
        return em.createNativeQuery("""
                        update store_purchase set state = ?3, state_as_of = ?4
                        where merchant_id = ?1 and purchase_id = ?2 and state_as_of <= ?4""")
                        .setParameter(1, merchantId)
                        .setParameter(2, purchase.id())
                        .setParameter(3, state)
                        .setParameter(4, asOf)
                        .executeUpdate()
                == 1;
    }

    /**
     * The store has said something of an entitlement whose purchase is recorded.
     *
     * @param asOf when it tells the state as a whole; null when it adds to what was said
     */
    public void said(
            Principal by,
            StoreApp app,
            String originalId,
            @Nullable OffsetDateTime endedAt,
            @Nullable OffsetDateTime withdrawnAt,
            @Nullable OffsetDateTime extendedTo,
            @Nullable OffsetDateTime asOf) {
        work.write(by.merchantId(), () -> {
            entitlements.said(
                    by,
                    new Original(by.merchantId(), app.store(), app.environment(), originalId),
                    new Said(endedAt, withdrawnAt, extendedTo),
                    asOf);
            return true;
        });
    }

    private Optional<StorePurchase> find(UUID merchantId, StoreApp app, String transactionId) {
        return one(merchantId, app, transactionId, "");
    }

    private Optional<StorePurchase> locked(UUID merchantId, StoreApp app, String transactionId) {
        return one(merchantId, app, transactionId, " for update");
    }

    private Optional<StorePurchase> one(UUID merchantId, StoreApp app, String transactionId, String lock) {
        return read(em.createNativeQuery(COLUMNS + ONE + lock)
                        .setParameter(1, merchantId)
                        .setParameter(2, app.store().stored())
                        .setParameter(3, app.environment().stored())
                        .setParameter(4, transactionId)
                        .getResultList())
                .stream()
                .findFirst();
    }

    /** Newest first; after the given one, if any. */
    public List<StorePurchase> newest(UUID merchantId, @Nullable UUID after, int limit) {
        return work.read(merchantId, () -> {
            var query = em.createNativeQuery(COLUMNS
                            + (after == null ? "" : " and purchase_id < ?3")
                            + " order by purchase_id desc limit ?2")
                    .setParameter(1, merchantId)
                    .setParameter(2, limit);
            if (after != null) query.setParameter(3, after);
            return read(query.getResultList());
        });
    }

    private static List<StorePurchase> read(List<?> rows) {
        return rows.stream().map(row -> purchase((Object[]) row)).toList();
    }

    private static StorePurchase purchase(@Nullable Object[] row) {
        var price = number(row[11]);
        var catalog = row[13] == null ? null : Long.valueOf(number(row[13]));
        return new StorePurchase(
                (UUID) Objects.requireNonNull(row[0]),
                String.valueOf(row[1]),
                Store.of(String.valueOf(row[2])),
                StoreEnvironment.of(String.valueOf(row[3])),
                String.valueOf(row[4]),
                String.valueOf(row[5]),
                String.valueOf(row[6]),
                String.valueOf(row[7]),
                String.valueOf(row[8]),
                Boolean.TRUE.equals(row[9]),
                number(row[10]),
                price,
                String.valueOf(row[12]),
                catalog,
                catalog == null ? null : Long.valueOf(price - catalog),
                String.valueOf(row[14]),
                id(row[15]),
                id(row[16]),
                Times.of(Objects.requireNonNull(row[17])),
                row[18] == null ? null : Times.of(row[18]));
    }

    private static long number(@Nullable Object column) {
        return ((Number) Objects.requireNonNull(column)).longValue();
    }

    private static @Nullable UUID id(@Nullable Object column) {
        return column == null ? null : UUID.fromString(column.toString());
    }
}

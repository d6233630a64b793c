package onetill.session;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import onetill.database.MerchantKey;
import onetill.fulfillment.FulfillmentOption;
import onetill.fulfillment.FulfillmentOptions;
import onetill.json.Json;
import onetill.money.Money;
import onetill.order.Additions;
import onetill.order.Order;
import onetill.order.Orders;
import org.jspecify.annotations.Nullable;

/**
 * What delivery costs for goods that go along with an order: what both cost together today, less what the order's goods cost alone today. As
 * soon as somebody has picked those, or these go elsewhere or another way, they go alone and cost what that costs.
 */
@ApplicationScoped
class SentAlong {

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    @Inject
    Orders orders;

    @Inject
    Additions additions;

    @Inject
    FulfillmentOptions options;

    /** The parcel it goes along with. */
    private record Parcel(String optionId, long weightGrams, long valueMinor, Map<String, Long> quantities) {}

    /**
     * The same options, of which the order's own costs less.
     *
     * @param asked for these goods alone
     */
    List<FulfillmentOption> priced(
            CheckoutSession session, FulfillmentOptions.Asked asked, List<FulfillmentOption> alone) {
        var orderId = session.addsToOrderId();
        if (orderId == null || asked.quantities().isEmpty()) return alone;
        return parcel(session, orderId)
                .map(it -> alone.stream()
                        .map(option -> option.id().equals(it.optionId()) ? along(option, asked, it) : option)
                        .toList())
                .orElse(alone);
    }

    private FulfillmentOption along(FulfillmentOption alone, FulfillmentOptions.Asked asked, Parcel parcel) {
        var quantities = new HashMap<>(asked.quantities());
        parcel.quantities().forEach((sku, quantity) -> quantities.merge(sku, quantity, Long::sum));
        var before = minor(parcel, asked(asked, parcel.weightGrams(), parcel.valueMinor(), parcel.quantities()));
        var both = minor(
                parcel,
                asked(
                        asked,
                        Math.addExact(asked.weightGrams(), parcel.weightGrams()),
                        Math.addExact(asked.valueMinor(), parcel.valueMinor()),
                        quantities));
        if (before == null || both == null) return alone;
        var more = Math.max(0, Math.min(both - before, alone.amount().minor()));
        return alone.at(new Money(more, alone.amount().currency()));
    }

    private @Nullable Long minor(Parcel parcel, FulfillmentOptions.Asked asked) {
        return options.available(asked).stream()
                .filter(it -> it.id().equals(parcel.optionId()))
                .findFirst()
                .map(it -> it.amount().minor())
                .orElse(null);
    }

    private static FulfillmentOptions.Asked asked(
            FulfillmentOptions.Asked alone, long weightGrams, long valueMinor, Map<String, Long> quantities) {
        return new FulfillmentOptions.Asked(
                alone.merchantId(),
                alone.sessionId(),
                alone.channelId(),
                alone.currency(),
                alone.country(),
                alone.postalCode(),
                alone.onlyDigital(),
                alone.handoverAt(),
                weightGrams,
                valueMinor,
                quantities,
                null);
    }

    /** Empty when it has left the shelf, or these goods go elsewhere. */
    private Optional<Parcel> parcel(CheckoutSession session, UUID orderId) {
        var order = orders.get(session.merchantId(), orderId);
        var sold = Json.read(order.fulfillment(), SessionView.FulfillmentView.class);
        var optionId = sold.optionId();
        if (optionId == null || !isThere(session, sold.address())) return Optional.empty();
        var waiting = additions.waiting(order);
        return waiting.isEmpty() ? Optional.empty() : Optional.of(parcel(order, optionId, waiting));
    }

    private static boolean isThere(CheckoutSession session, Address address) {
        var country = session.country();
        var there = new HashMap<>(address.kept());
        there.putIfAbsent("country", country);
        var here = new HashMap<>(session.delivery().address().kept());
        here.putIfAbsent("country", country);
        return here.equals(there);
    }

    private Parcel parcel(Order order, String optionId, Map<Integer, Long> waiting) {
        var first = Objects.requireNonNull(
                em.find(CheckoutSession.class, new MerchantKey(order.merchantId(), order.sessionId())),
                "an order has its session");
        var quantities = new HashMap<String, Long>();
        var weight = 0L;
        var value = 0L;
        for (var it : waiting.entrySet()) {
            var item = first.lineItems().get(it.getKey() - 1);
            quantities.merge(item.sku(), it.getValue(), Long::sum);
            weight = Math.addExact(weight, Math.multiplyExact(item.weightGrams(), it.getValue()));
            value = Math.addExact(value, Math.multiplyExact(item.unitPriceMinor(), it.getValue()));
        }
        return new Parcel(optionId, weight, value, quantities);
    }
}

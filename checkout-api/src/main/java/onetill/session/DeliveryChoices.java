package onetill.session;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import onetill.catalog.PricedItem;
import onetill.channel.Channel;
import onetill.fulfillment.FulfillmentOption;
import onetill.fulfillment.FulfillmentOptions;
import org.jspecify.annotations.Nullable;

/** Which ways of fulfillment there are for the goods of a session. */
@ApplicationScoped
class DeliveryChoices {

    @Inject
    FulfillmentOptions options;

    @Inject
    SentAlong sentAlong;

    /** One thing that may have to be carried. */
    private record Goods(String sku, long quantity, long priceMinor, long weightGrams, boolean digital) {}

    /** For the goods it holds. */
    List<FulfillmentOption> of(CheckoutSession session, Channel channel) {
        var goods = session.lineItems().stream()
                .filter(it -> !it.fee())
                .map(it -> new Goods(
                        it.sku(), it.quantity() - it.handedOver(), it.unitPriceMinor(), it.weightGrams(), it.digital()))
                .toList();
        return of(session, channel, goods);
    }

    /** For the goods it is about to hold. */
    List<FulfillmentOption> of(
            CheckoutSession session,
            Channel channel,
            Map<PricedItem, Long> quantities,
            Map<PricedItem, Long> handedOver) {
        var goods = new ArrayList<Goods>();
        quantities.forEach((item, quantity) -> {
            if (item.isFee()) return;
            var carried = quantity - handedOver.getOrDefault(item, 0L);
            goods.add(new Goods(item.sku(), carried, item.price().minor(), item.weightGrams(), item.digital()));
        });
        return of(session, channel, goods);
    }

    private List<FulfillmentOption> of(CheckoutSession session, Channel channel, List<Goods> all) {
        var goods = all.stream().filter(it -> it.quantity() > 0).toList();
        var carried = new HashMap<String, Long>();
        var weight = 0L;
        var value = 0L;
        for (var each : goods) {
            value = Math.addExact(value, Math.multiplyExact(each.priceMinor(), each.quantity()));
            if (each.digital()) continue;
            carried.merge(each.sku(), each.quantity(), Long::sum);
            weight = Math.addExact(weight, Math.multiplyExact(each.weightGrams(), each.quantity()));
        }
        var asked = new FulfillmentOptions.Asked(
                session.merchantId(),
                session.id(),
                channel.id(),
                session.currency(),
                session.country(),
                known(session.delivery().address().postalCode()),
                !goods.isEmpty() && carried.isEmpty(),
                channel.kind().isFaceToFace() ? channel.locationId() : null,
                weight,
                value,
                carried,
                session.delivery().neededBy());
        return sentAlong.priced(session, asked, options.available(asked));
    }

    private static String known(@Nullable String part) {
        return part == null ? "" : part;
    }
}

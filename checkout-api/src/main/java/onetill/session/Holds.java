package onetill.session;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import onetill.channel.Channel;
import onetill.channel.Channels;
import onetill.fulfillment.FulfillmentKind;
import onetill.runtime.Clocks;
import onetill.stock.Stock;
import onetill.stock.StockConfig;
import org.jspecify.annotations.Nullable;

/** When the goods of a session are kept aside: from the submit, or in some channels from the moment they are chosen. */
@ApplicationScoped
class Holds {

    @Inject
    Stock stock;

    @Inject
    StockConfig config;

    @Inject
    Channels channels;

    @Inject
    Clocks clock;

    /** The basket has changed. */
    void chosen(CheckoutSession session, Channel channel) {
        if (channel.holdsWhenChosen()) keep(session, channel, end());
    }

    /** A payment is under way: what is held has no end meanwhile. */
    void submitted(CheckoutSession session, Channel channel) {
        keep(session, channel, null);
    }

    /** The payment did not come about. */
    void unpaid(CheckoutSession session) {
        var channel = channels.get(session.merchantId(), session.channelId());
        if (channel.holdsWhenChosen()) stock.keepUntil(session.merchantId(), session.id(), end());
        else stock.release(session.merchantId(), session.id());
    }

    private void keep(CheckoutSession session, Channel channel, @Nullable OffsetDateTime until) {
        var stays = session.delivery().kind() == null;
        var here = new Stock.Hold(session.merchantId(), session.id(), channel.locationId(), until);
        stock.hold(here, quantities(session, line -> stays ? line.quantity() : line.handedOver()));
        if (stays) return;
        var elsewhere = new Stock.Hold(session.merchantId(), session.id(), source(session), until);
        stock.holdMore(elsewhere, quantities(session, line -> line.quantity() - line.handedOver()));
    }

    private OffsetDateTime end() {
        return clock.now().plus(config.holdTtl());
    }

    /** Where goods that are not handed over are taken from; null takes them where most of them are. */
    private static @Nullable String source(CheckoutSession session) {
        return session.delivery().kind() == FulfillmentKind.PICKUP
                ? session.delivery().locationId()
                : null;
    }

    private static Map<String, Long> quantities(CheckoutSession session, ToLongFunction<LineItem> many) {
        return session.lineItems().stream()
                .filter(item -> !item.digital() && !item.fee() && item.adHocTaxCategory() == null)
                .filter(item -> many.applyAsLong(item) > 0)
                .collect(Collectors.toMap(LineItem::sku, many::applyAsLong, Long::sum, HashMap::new));
    }
}

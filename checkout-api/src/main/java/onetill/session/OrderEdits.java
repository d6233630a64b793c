package onetill.session;

import com.fasterxml.jackson.core.type.TypeReference;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import onetill.access.Principal;
import onetill.address.AddressParts;
import onetill.address.PostalRegions;
import onetill.catalog.Catalog;
import onetill.channel.Channel;
import onetill.channel.Channels;
import onetill.database.MerchantKey;
import onetill.database.Work;
import onetill.fulfillment.FulfillmentOption;
import onetill.fulfillment.FulfillmentOptions;
import onetill.json.Json;
import onetill.order.Additions;
import onetill.order.Edits;
import onetill.order.Order;
import onetill.order.OrderEdit;
import onetill.order.OrderState;
import onetill.order.Orders;
import onetill.problem.ProblemException;
import onetill.problem.ProblemType;
import onetill.runtime.Clocks;
import onetill.tax.TaxRules;
import onetill.tax.Taxes;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Changes orders before their goods leave: fewer of a line, none of it, or another address. Lines keep the prices at which they were sold.
 * Delivery keeps its price, too, unless nothing is sent any more or the new address costs another one today than the old address does.
 */
@ApplicationScoped
public class OrderEdits {

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    @Inject
    Work work;

    @Inject
    Orders orders;

    @Inject
    Edits edits;

    @Inject
    Additions additions;

    @Inject
    Channels channels;

    @Inject
    Catalog catalog;

    @Inject
    FulfillmentOptions options;

    @Inject
    Clocks clock;

    /**
     * What shall be otherwise.
     *
     * @param quantities how many there shall be of a line, by its number; 0 takes it out, what is not named stays
     * @param address where to, all of it; null when it stays
     * @param keepDelivery whether delivery costs what it did, wherever it goes
     */
    public record Wish(
            Map<Integer, Long> quantities, @Nullable Address address, boolean keepDelivery) {}

    /**
     * What somebody has seen in a preview and agrees to.
     *
     * @param revision that of the order
     */
    public record Seen(long revision, long differenceMinor) {}

    /**
     * What would come of an edit.
     *
     * @param revision that of the order now; the edit names it
     * @param differenceMinor by how much the order would cost more; what is negative is given back, and the edit names it
     * @param refunds who would give it back
     * @param fulfillment how and where the goods would reach the buyer
     */
    @Schema(name = "OrderEditPreview")
    public record Preview(
            UUID orderId,
            long revision,
            String currency,
            List<OrderEdit.Line> lines,
            List<Total> totals,
            Taxes taxes,
            long totalBeforeMinor,
            long totalMinor,
            long differenceMinor,
            List<OrderEdit.Back> refunds,
            SessionView.FulfillmentView fulfillment) {}

    /** Where goods go, as far as it matters for what they cost. */
    private record Place(String region, String postalCode) {

        static Place of(Address address) {
            return new Place(known(address.region()), known(address.postalCode()));
        }
    }

    /** What is being edited. */
    private record Edited(Order order, CheckoutSession session, Channel channel, Edits.Now now) {

        boolean isByCalculator() {
            return now.taxes().calculator() != null;
        }
    }

    /** Nothing is changed by it. */
    public Preview preview(Principal by, UUID orderId, Wish wish) {
        return work.write(by.merchantId(), () -> {
            var order = orders.locked(by.merchantId(), orderId);
            var change = change(order, edits.now(order), wish);
            var less = Math.max(0, -change.differenceMinor());
            var fulfillment = change.fulfillment();
            return new Preview(
                    order.id(),
                    change.before().revision(),
                    order.total().currency().getCurrencyCode(),
                    change.changed(),
                    Json.read(Json.write(change.totals()), new TypeReference<List<Total>>() {}),
                    change.taxes(),
                    change.before().totalMinor(),
                    change.totalMinor(),
                    change.differenceMinor(),
                    less == 0 ? List.of() : edits.backs(order, less),
                    fulfillment == null ? sold(order) : (SessionView.FulfillmentView) fulfillment);
        });
    }

    /**
     * Edits the order, all of it or nothing.
     *
     * @param requestId names the request, however often it comes
     * @throws ProblemException ORDER_CHANGED when it is not what was seen any more, DIFFERENCE_TO_COLLECT when it would cost more,
     *     FULFILLMENT_STATE when the goods are picked or gone, REFUND_TOO_LARGE when their money went back before
     */
    public OrderEdit commit(Principal by, UUID orderId, UUID requestId, Seen seen, Wish wish, String reason) {
        var refunds = work.write(by.merchantId(), () -> {
            var order = orders.locked(by.merchantId(), orderId);
            if (edits.isDone(order, requestId)) return (Runnable) () -> {};
            var now = edits.now(order);
            if (now.revision() != seen.revision()) throw changed(order, now, null);
            var change = change(order, now, wish);
            if (change.differenceMinor() != seen.differenceMinor()) throw changed(order, now, change.differenceMinor());
            if (change.differenceMinor() > 0) throw toCollect(order, change.differenceMinor());
            return edits.commit(by, order, requestId, change, reason);
        });
        refunds.run();
        return edits.of(by.merchantId(), orderId, requestId);
    }

    private static ProblemException changed(Order order, Edits.Now now, @Nullable Long difference) {
        var problem = new ProblemException(
                        ProblemType.ORDER_CHANGED,
                        "order %s is at revision %d%s: look at a new preview and decide again"
                                .formatted(
                                        order.number(),
                                        now.revision(),
                                        difference == null
                                                ? ""
                                                : ", and this edit makes a difference of " + difference))
                .with("revision", now.revision());
        return difference == null ? problem : problem.with("difference_minor", difference);
    }

    private static ProblemException toCollect(Order order, long difference) {
        return new ProblemException(
                        ProblemType.DIFFERENCE_TO_COLLECT,
                        "order %s would cost %d more; keep the price of delivery (keep_delivery), or cancel it and sell anew"
                                .formatted(order.number(), difference))
                .with("difference_minor", difference);
    }

    private Edits.Change change(Order order, Edits.Now now, Wish wish) {
        guardMoney(order);
        var edited = new Edited(
                order,
                Objects.requireNonNull(
                        em.find(CheckoutSession.class, new MerchantKey(order.merchantId(), order.sessionId())),
                        "an order has its session"),
                channels.get(order.merchantId(), order.channelId()),
                now);
        var removed = edits.removed(order, now, withFees(edited, wish.quantities()));
        var fulfillment = wish.address() == null ? null : redirected(edited, wish.address());
        if (removed.isEmpty() && fulfillment == null) {
            throw ProblemException.invalid("lines", "nothing would change; name fewer of a line, or another address");
        }
        var percents = percents(edited);
        var before = EditedOrder.of(
                now,
                Json.read(now.totals(), new TypeReference<List<Total>>() {}),
                percents,
                rules(edited),
                order.total().currency());
        var after = before.without(removed);
        if (after.lines().isEmpty()) {
            throw ProblemException.invalid(
                    "lines", "an order keeps a line; to end it, cancel its fulfillments with refund");
        }
        var left = left(edited, removed);
        if (!removed.isEmpty() && left.isEmpty() && isDeliveryOver(order)) after = after.delivered(0);
        else if (fulfillment != null) after = elsewhere(edited, after, left, fulfillment, wish.keepDelivery());
        if (after.equals(before)) return unpriced(edited, fulfillment);
        guardCalculator(edited);
        var priced = after.priced();
        return new Edits.Change(
                now,
                removed,
                after.lines(priced),
                after.totals(priced),
                priced.taxes(),
                others(edited, after.percents()),
                after.totalMinor(priced),
                fulfillment);
    }

    /** With goods go the fees that came along with them, such as the deposit on bottles, where they are not named themselves. */
    private Map<Integer, Long> withFees(Edited edited, Map<Integer, Long> wanted) {
        var fees = edited.now().lines().stream()
                .filter(it -> item(edited, it.line()).fee() && !wanted.containsKey(it.line()))
                .toList();
        if (fees.isEmpty() || wanted.isEmpty()) return wanted;
        var items = offer(edited, Place.of(sold(edited.order()).address())).items();
        var gone = new HashMap<String, Long>();
        for (var line : edited.now().lines()) {
            var less = line.quantity() - wanted.getOrDefault(line.line(), line.quantity());
            var item = items.get(line.sku());
            if (less <= 0 || item == null) continue;
            item.fees().forEach((sku, each) -> gone.merge(sku, Math.multiplyExact(less, (long) each), Long::sum));
        }
        var all = new TreeMap<>(wanted);
        for (var fee : fees) {
            var less = gone.getOrDefault(fee.sku(), 0L);
            if (less > 0) all.put(fee.line(), Math.max(0, fee.quantity() - less));
        }
        return all;
    }

    /** What was sent goes nowhere, and it has brought nothing else along. */
    private boolean isDeliveryOver(Order order) {
        return !edits.sent(order).isEmpty() && !additions.isAccompanied(order);
    }

    /** Only where to: not a cent is touched. */
    private static Edits.Change unpriced(Edited edited, SessionView.@Nullable FulfillmentView fulfillment) {
        var now = edited.now();
        var totals = Json.read(now.totals(), new TypeReference<List<Total>>() {});
        return new Edits.Change(
                now, List.of(), now.lines(), totals, now.taxes(), now.taxPercents(), now.totalMinor(), fulfillment);
    }

    /** The rates that are not those of the sale. */
    private static Map<Integer, BigDecimal> others(Edited edited, Map<Integer, BigDecimal> percents) {
        var others = new TreeMap<Integer, BigDecimal>();
        percents.forEach((line, percent) -> {
            if (percent.compareTo(item(edited, line).taxPercent()) != 0) others.put(line, percent);
        });
        return others;
    }

    private static void guardMoney(Order order) {
        if (order.state() != OrderState.VOIDED && order.state() != OrderState.REFUNDED) return;
        throw new ProblemException(
                ProblemType.ORDER_NOT_PAID,
                "order %s is %s: nothing of it is sold any more"
                        .formatted(order.number(), order.state().name().toLowerCase(Locale.ROOT)));
    }

    /** Their answer was for what was sold, and counts for nothing else. */
    private static void guardCalculator(Edited edited) {
        if (!edited.isByCalculator()) return;
        throw ProblemException.invalid(
                "lines",
                "%s has computed the taxes of this order: cancel what shall go with refund, and sell anew for another place"
                        .formatted(edited.now().taxes().calculator()));
    }

    private static TaxRules rules(Edited edited) {
        var usual = edited.channel().taxes();
        var taxes = edited.now().taxes();
        return new TaxRules(taxes.included(), usual.perTotal(), usual.proportionalDelivery(), taxes.reason());
    }

    /** The rates at which it was sold, or at which its last edit left it. */
    private static Map<Integer, BigDecimal> percents(Edited edited) {
        var percents = new HashMap<Integer, BigDecimal>();
        for (var line : edited.now().lines()) {
            percents.put(line.line(), item(edited, line.line()).taxPercent());
        }
        percents.putAll(edited.now().taxPercents());
        return percents;
    }

    private static LineItem item(Edited edited, int line) {
        return edited.session().lineItems().get(line - 1);
    }

    private SessionView.FulfillmentView sold(Order order) {
        return Json.read(order.fulfillment(), SessionView.FulfillmentView.class);
    }

    /** @return null when it goes there already */
    private SessionView.@Nullable FulfillmentView redirected(Edited edited, Address given) {
        var before = sold(edited.order());
        var country = edited.session().country();
        if (given.country() != null && !given.country().equals(country)) {
            throw ProblemException.invalid(
                    "address.country",
                    "this order was sold to %s; for another country cancel it and sell anew".formatted(country));
        }
        var address = complete(given, country);
        if (address.kept().equals(in(country, before.address()).kept())) return null;
        edits.guardAddress(edited.order());
        return new SessionView.FulfillmentView(
                before.optionId(),
                before.kind(),
                before.title(),
                before.earliest(),
                before.latest(),
                before.readyAt(),
                before.neededBy(),
                before.reason(),
                address);
    }

    private static Address in(String country, Address it) {
        return new Address(
                it.name(), it.line1(), said(it.line2()), it.postalCode(), it.city(), said(it.region()), country);
    }

    private static @Nullable String said(@Nullable String part) {
        return part == null || part.isBlank() ? null : part;
    }

    private static Address complete(Address given, String country) {
        var code = said(given.postalCode());
        var told = code == null ? null : PostalRegions.of(country, code).orElse(null);
        var region = said(given.region()) == null ? told : given.region();
        var address = in(
                country, new Address(given.name(), given.line1(), given.line2(), code, given.city(), region, country));
        var known = address.known();
        for (var part : AddressParts.needed(country)) {
            if (known.getOrDefault(part, "").isBlank()) {
                throw ProblemException.invalid("address." + part, "an address in %s has one".formatted(country));
            }
        }
        return address;
    }

    /** What is still sent to the buyer, by line. */
    private Map<Integer, Long> left(Edited edited, List<Edits.Removed> removed) {
        var left = new TreeMap<>(edits.sent(edited.order()));
        for (var it : removed) left.computeIfPresent(it.line(), (line, quantity) -> quantity - it.quantity());
        left.values().removeIf(quantity -> quantity <= 0);
        return left;
    }

    /** Taxes and delivery as the new place has them, where it makes a difference. */
    private EditedOrder elsewhere(
            Edited edited,
            EditedOrder after,
            Map<Integer, Long> sent,
            SessionView.FulfillmentView fulfillment,
            boolean keepDelivery) {
        var from = Place.of(sold(edited.order()).address());
        var to = Place.of(fulfillment.address());
        if (from.equals(to)) return after;
        guardCalculator(edited);
        var moved = edited.now().taxes().reason() == null ? after.at(percents(edited, from, to)) : after;
        return delivered(edited, moved, sent, from, to, fulfillment, keepDelivery);
    }

    private EditedOrder delivered(
            Edited edited,
            EditedOrder after,
            Map<Integer, Long> sent,
            Place from,
            Place to,
            SessionView.FulfillmentView fulfillment,
            boolean keepDelivery) {
        var here = option(edited, sent, from, fulfillment.optionId());
        var there = option(edited, sent, to, fulfillment.optionId());
        if (there.isEmpty() && here.isPresent()) {
            throw new ProblemException(
                            ProblemType.UNKNOWN_FULFILLMENT_OPTION,
                            "%s does not go to %s; cancel the order and sell it anew with another way of delivery"
                                    .formatted(fulfillment.title(), to.postalCode()))
                    .with("field", "address");
        }
        // A way that is sold no more has no price to compare.
        if (keepDelivery || here.isEmpty()) return after;
        // Between today's prices, so that a price that rose since the sale is not paid for a street that was wrong.
        var more = there.get().amount().minor() - here.get().amount().minor();
        return more == 0 ? after : after.delivered(Math.max(0, after.deliveryMinor() + more));
    }

    private Optional<FulfillmentOption> option(
            Edited edited, Map<Integer, Long> sent, Place place, @Nullable String optionId) {
        var carried = new HashMap<String, Long>();
        var weight = 0L;
        var value = 0L;
        for (var it : sent.entrySet()) {
            var item = item(edited, it.getKey());
            carried.merge(item.sku(), it.getValue(), Long::sum);
            weight = Math.addExact(weight, Math.multiplyExact(item.weightGrams(), it.getValue()));
            value = Math.addExact(value, Math.multiplyExact(item.unitPriceMinor(), it.getValue()));
        }
        var session = edited.session();
        var channel = edited.channel();
        var asked = new FulfillmentOptions.Asked(
                session.merchantId(),
                session.id(),
                channel.id(),
                session.currency(),
                session.country(),
                place.postalCode(),
                false,
                channel.kind().isFaceToFace() ? channel.locationId() : null,
                weight,
                value,
                carried,
                null);
        return options.available(asked).stream()
                .filter(it -> it.id().equals(optionId))
                .findFirst();
    }

    /** A line keeps its rate where both places have the same one today. */
    private Map<Integer, BigDecimal> percents(Edited edited, Place from, Place to) {
        var here = offer(edited, from);
        var there = offer(edited, to);
        var percents = new HashMap<>(percents(edited));
        for (var line : edited.now().lines()) {
            var item = item(edited, line.line());
            var before = percent(here, item);
            var after = percent(there, item);
            if (before != null && after != null && before.compareTo(after) != 0) percents.put(line.line(), after);
        }
        return percents;
    }

    private Catalog.Offer offer(Edited edited, Place place) {
        var session = edited.session();
        var items = session.lineItems();
        var quantities = new HashMap<String, Long>();
        for (var item : items) {
            if (item.adHocTaxCategory() == null) quantities.merge(item.sku(), item.quantity(), Long::sum);
        }
        return catalog.offer(new Catalog.Asked(
                session.merchantId(),
                quantities,
                items.stream()
                        .map(LineItem::adHocTaxCategory)
                        .filter(Objects::nonNull)
                        .distinct()
                        .toList(),
                session.currency(),
                session.country(),
                place.region(),
                place.postalCode(),
                session.channelId(),
                List.of(),
                null,
                null,
                clock.now()));
    }

    private static @Nullable BigDecimal percent(Catalog.Offer offer, LineItem item) {
        var category = item.adHocTaxCategory();
        if (category != null) return offer.taxPercent().get(category);
        var found = offer.items().get(item.sku());
        return found == null ? null : found.taxPercent();
    }

    private static String known(@Nullable String part) {
        return part == null ? "" : part;
    }
}

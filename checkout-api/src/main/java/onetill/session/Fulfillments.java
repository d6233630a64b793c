package onetill.session;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import onetill.stock.Stock.Taken;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Into how many parts a purchase falls, by how and from where its goods reach the buyer. */
final class Fulfillments {

    private static final String HANDED_OVER = "handed_over";
    private static final String DIGITAL = "digital";

    private final CheckoutSession session;
    private final @Nullable String till;
    private final List<Part> parts = new ArrayList<>();

    private Fulfillments(CheckoutSession session, @Nullable String till) {
        this.session = session;
        this.till = till;
    }

    /**
     * One part.
     *
     * @param kind {@code handed_over} at a till, {@code digital}, {@code shipping}, {@code pickup} or {@code local_delivery}
     * @param locationId where it comes from; null while that is open, and for what nobody counts
     * @param backordered whether it still has to arrive before it can be sent; then no day is promised
     */
    @Schema(name = "FulfillmentPart")
    public record Part(
            String kind,
            @Nullable String optionId,
            @Nullable String title,
            @Nullable String locationId,
            @Nullable LocalDate earliest,
            @Nullable LocalDate latest,
            @Nullable OffsetDateTime readyAt,
            boolean backordered,
            List<Piece> lineItems) {}

    /** So many of an item. */
    @Schema(name = "FulfillmentPartLine")
    public record Piece(String sku, long quantity) {}

    /** As far as it is known before the goods are taken off the shelves. */
    static List<Part> planned(CheckoutSession session, @Nullable String till) {
        return new Fulfillments(session, till).of(List.of());
    }

    /**
     * As it is.
     *
     * @param till where goods are handed over; null for channels without a place
     * @param taken where the goods of the order came from
     */
    static List<Part> placed(CheckoutSession session, @Nullable String till, List<Taken> taken) {
        return new Fulfillments(session, till).of(taken);
    }

    private List<Part> of(List<Taken> taken) {
        var handedOver = new LinkedHashMap<String, Long>();
        var digital = new LinkedHashMap<String, Long>();
        var delivered = new LinkedHashMap<String, Long>();
        var stays = session.channelKind().isFaceToFace() && session.delivery().kind() == null;
        for (var line : session.lineItems()) {
            if (line.fee()) continue;
            var now = stays ? line.quantity() : line.handedOver();
            if (line.digital()) digital.merge(line.sku(), line.quantity(), Long::sum);
            else {
                if (now > 0) handedOver.merge(line.sku(), now, Long::sum);
                if (now < line.quantity()) delivered.merge(line.sku(), line.quantity() - now, Long::sum);
            }
        }
        if (!handedOver.isEmpty()) {
            parts.add(new Part(HANDED_OVER, null, null, till, null, null, null, false, pieces(handedOver)));
        }
        if (!digital.isEmpty())
            parts.add(new Part(DIGITAL, null, null, null, null, null, null, false, pieces(digital)));
        deliver(delivered, left(taken, handedOver));
        return List.copyOf(parts);
    }

    /** What was not handed over at the till. */
    private List<Taken> left(List<Taken> taken, Map<String, Long> handedOver) {
        var over = new LinkedHashMap<>(handedOver);
        var left = new ArrayList<Taken>();
        for (var each : taken) {
            var here = each.locationId() != null && each.locationId().equals(till);
            var gone = here ? Math.min(over.getOrDefault(each.sku(), 0L), each.quantity()) : 0;
            over.computeIfPresent(each.sku(), (sku, quantity) -> quantity - gone);
            if (gone < each.quantity()) left.add(new Taken(each.sku(), each.locationId(), each.quantity() - gone));
        }
        return left;
    }

    private void deliver(Map<String, Long> wanted, List<Taken> taken) {
        if (session.delivery().kind() == null || wanted.isEmpty()) return;
        var uncounted = new LinkedHashMap<>(wanted);
        var byLocation = new LinkedHashMap<String, Map<String, Long>>();
        var promised = new LinkedHashMap<String, Long>();
        for (var each : taken) {
            var from = each.locationId() == null
                    ? promised
                    : byLocation.computeIfAbsent(each.locationId(), it -> new LinkedHashMap<>());
            from.merge(each.sku(), each.quantity(), Long::sum);
            uncounted.computeIfPresent(
                    each.sku(), (sku, quantity) -> quantity <= each.quantity() ? null : quantity - each.quantity());
        }
        byLocation.forEach((location, goods) -> parts.add(part(location, false, goods)));
        if (!promised.isEmpty()) parts.add(part(null, true, promised));
        if (!uncounted.isEmpty()) parts.add(part(session.delivery().locationId(), false, uncounted));
    }

    private Part part(@Nullable String locationId, boolean backordered, Map<String, Long> goods) {
        var by = session.delivery();
        return new Part(
                String.valueOf(by.kind()).toLowerCase(Locale.ROOT),
                by.optionId(),
                by.title(),
                locationId,
                backordered ? null : by.earliest(),
                backordered ? null : by.latest(),
                backordered ? null : by.readyAt(),
                backordered,
                pieces(goods));
    }

    private static List<Piece> pieces(Map<String, Long> goods) {
        return goods.entrySet().stream()
                .map(it -> new Piece(it.getKey(), it.getValue()))
                .toList();
    }
}

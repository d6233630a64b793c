package onetill.orderstatus;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import onetill.order.Fulfillment;
import onetill.text.PlainText;
import org.jspecify.annotations.Nullable;

/** What is put into the placeholders of a message. */
final class Placeholders {

    private final OrderStatus status;
    private final Occasion occasion;
    private final Words words;
    private final Map<String, String> values = new LinkedHashMap<>();

    private Placeholders(OrderStatus status, Occasion occasion) {
        this.status = status;
        this.occasion = occasion;
        this.words = new Words(Locale.forLanguageTag(status.locale()));
    }

    /** Those of the kind of the occasion; empty where there is nothing to say. */
    static Map<String, String> of(OrderStatus status, Occasion occasion) {
        return new Placeholders(status, occasion).all();
    }

    private Map<String, String> all() {
        put("merchant", status.merchant());
        put("order_number", status.orderNumber());
        put("total", words.money(status.totalMinor(), status.currency()));
        put("status_url", status.url());
        values.put("lines", lines());
        put("remaining", listed(status.remaining(occasion.subject())));
        var part = part();
        part.ifPresent(this::part);
        status.refunds().stream().filter(it -> isIt(it.id())).findFirst().ifPresent(it -> {
            put("amount", words.money(it.amountMinor(), status.currency()));
            put("means", words.tender(it.type(), it.label()));
        });
        values.keySet().retainAll(occasion.kind().placeholders());
        return values;
    }

    private void part(OrderStatus.Part part) {
        put("expected", words.expected(part));
        put("place", words.place(part.place()));
        put("opening_hours", String.join("; ", words.hours(part.place())));
        put("pickup_code", Objects.requireNonNullElse(part.pickupCode(), ""));
        var tracking = part.tracking() == null ? new Fulfillment.Tracking(null, null, null) : part.tracking();
        put("carrier", Objects.requireNonNullElse(tracking.carrier(), ""));
        put("tracking_number", Objects.requireNonNullElse(tracking.number(), ""));
        put("tracking_url", Objects.requireNonNullElse(tracking.url(), ""));
    }

    /** The one it is about; where it is about the order, the only one that is not there yet. */
    private Optional<OrderStatus.Part> part() {
        if (occasion.subject() != null) {
            return status.fulfillments().stream().filter(it -> isIt(it.id())).findFirst();
        }
        var open = status.fulfillments().stream()
                .filter(it -> it.status().isOpen())
                .toList();
        return open.size() == 1 ? Optional.of(open.get(0)) : Optional.empty();
    }

    private boolean isIt(@Nullable UUID id) {
        return id != null && id.equals(occasion.subject());
    }

    private String lines() {
        var goods = goods();
        var lines = goods.isEmpty()
                ? status.lines().stream().map(words::line)
                : goods.stream().map(words::goods);
        return lines.map(it -> "  " + plain(it)).collect(Collectors.joining("\n"));
    }

    private List<OrderStatus.Goods> goods() {
        var ofPart = status.fulfillments().stream()
                .filter(it -> isIt(it.id()))
                .findFirst()
                .map(OrderStatus.Part::lines);
        return ofPart.or(() -> status.returns().stream()
                        .filter(it -> isIt(it.id()))
                        .findFirst()
                        .map(OrderStatus.Returned::lines))
                .orElse(List.of());
    }

    private String listed(List<OrderStatus.Goods> goods) {
        return goods.stream().map(words::goods).collect(Collectors.joining(", "));
    }

    private void put(String name, String value) {
        values.put(name, plain(value));
    }

    /** The spaces that keep an amount together cost a text message half of its length. */
    private static String plain(String value) {
        return PlainText.of(value).replace('\u00a0', ' ').replace('\u202f', ' ');
    }
}

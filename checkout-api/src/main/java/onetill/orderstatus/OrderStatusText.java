package onetill.orderstatus;

import java.util.Locale;
import onetill.text.PlainText;

/** How it is with an order, as lines of text. */
final class OrderStatusText {

    private final OrderStatus status;
    private final Words words;
    private final StringBuilder text = new StringBuilder();

    OrderStatusText(OrderStatus status) {
        this.status = status;
        this.words = new Words(Locale.forLanguageTag(status.locale()));
    }

    String text() {
        line(status.merchant());
        line(words.of("title", status.orderNumber()));
        line(words.of("next." + status.next().name().toLowerCase(Locale.ROOT)));
        text.append('\n');
        status.lines().forEach(it -> line(words.line(it)));
        line(words.of("totals.total") + ": " + words.money(status.totalMinor(), status.currency()));
        status.fulfillments().forEach(this::part);
        for (var refund : status.refunds()) {
            line(words.of("refunds") + ": " + words.money(refund.amountMinor(), status.currency()));
        }
        text.append('\n').append(status.url()).append('\n');
        return text.toString();
    }

    private void part(OrderStatus.Part part) {
        text.append('\n');
        line(words.of("kind." + part.kind().name().toLowerCase(Locale.ROOT)) + ": "
                + words.of("status." + part.status().stored()));
        part.lines().forEach(it -> line(words.goods(it)));
        labeled("expected", words.expected(part));
        var tracking = part.tracking();
        if (tracking != null && tracking.number() != null) labeled("tracking_number", tracking.number());
        labeled("place", words.place(part.place()));
        if (part.pickupCode() != null) labeled("code", part.pickupCode());
    }

    private void labeled(String key, String value) {
        if (!value.isEmpty()) line(words.of(key) + ": " + value);
    }

    private void line(String content) {
        text.append(PlainText.of(content)).append('\n');
    }
}

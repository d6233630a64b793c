package onetill.orderstatus;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a buyer is told of. */
@Schema(name = "NoticeKind")
public enum NoticeKind {
    PLACED("expected", "place"),
    SHIPPED("carrier", "tracking_number", "tracking_url", "expected", "remaining"),
    OUT_FOR_DELIVERY("expected", "remaining"),
    READY_FOR_PICKUP("place", "opening_hours", "pickup_code", "remaining"),
    COLLECTED("remaining"),
    DELIVERED("remaining"),
    CANCELED("remaining"),
    REFUNDED("amount", "means"),
    RETURNED(),
    EXCHANGED(),
    /** How it is with the order, because somebody had it sent. */
    STATUS("expected", "place", "remaining");

    private static final List<String> ALWAYS = List.of("merchant", "order_number", "lines", "total", "status_url");

    private final List<String> own;

    NoticeKind(String... own) {
        this.own = List.of(own);
    }

    /** What can stand in braces in a text of this kind. */
    Set<String> placeholders() {
        var all = new TreeSet<>(ALWAYS);
        all.addAll(own);
        return all;
    }

    String stored() {
        return name().toLowerCase(Locale.ROOT);
    }

    static NoticeKind of(String stored) {
        return valueOf(stored.toUpperCase(Locale.ROOT));
    }

    /** Those that channels decide about; what somebody has sent is sent. */
    static List<NoticeKind> ofFacts() {
        return Arrays.stream(values()).filter(it -> it != STATUS).toList();
    }
}

package onetill.access;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What restricted keys may do: one table from the paths of calls to groups. A group is read ({@code orders:read}) or written
 * ({@code orders:write}, which reads, too). What stands in no line is closed to restricted keys.
 */
public final class Scopes {

    /** Nobody restricted makes keys: that would end all restrictions. */
    private static final List<Line> TABLE = List.of(
            line("orders/*/refunds", "refunds"),
            line("orders/*/returns", "refunds"),
            line("orders/*/exchanges", "refunds"),
            line("orders/*/edits", "refunds"),
            line("orders/*/additions", "sessions"),
            line("returnable-orders", "orders"),
            line("unreceipted-returns", "refunds"),
            line("orders/*/fulfillments", "fulfillments"),
            line("fulfillments", "fulfillments"),
            line("orders/*/ledger", "ledger"),
            line("orders", "orders"),
            line("order-status", "orders"),
            line("checkout-sessions", "sessions"),
            line("handoff-claims", "sessions"),
            line("quotes", "sessions"),
            line("call-requests", "sessions"),
            line("calls", "sessions"),
            line("agents", "sessions"),
            line("channels/*/telephony-connections", "settings"),
            line("channels/*/call-reasons", "settings"),
            line("channels/*/store-apps", "settings"),
            line("channels/*/store-purchases", "entitlements"),
            line("channels/*/feedback-policy", "settings"),
            line("channels/*/notice-policy", "settings"),
            line("notice-templates", "settings"),
            line("channels/*/*", "sessions"),
            line("channels", "settings"),
            line("locations", "settings"),
            line("holidays", "settings"),
            line("postal-places", "settings"),
            line("fulfillment-options", "settings"),
            line("fulfillment-rules", "settings"),
            line("tax-rates", "settings"),
            line("routing-rules", "settings"),
            line("items", "catalog"),
            line("catalog", "catalog"),
            line("price-lists", "catalog"),
            line("scale-barcodes", "catalog"),
            line("promotions", "promotions"),
            line("stock", "stock"),
            line("stock-adjustments", "stock"),
            line("customers/*/personal-data", "personal_data"),
            line("customers/*/entitlements", "entitlements"),
            line("customers/*/orders", "orders"),
            line("customer-lookups", "customers"),
            line("customers", "customers"),
            line("entitlements", "entitlements"),
            line("store-purchases", "entitlements"),
            line("saved-tenders", "saved_tenders"),
            line("tender-setups", "saved_tenders"),
            line("gift-cards", "gift_cards"),
            line("gift-card-lookups", "gift_cards"),
            line("payment-attempts", "payments"),
            line("provider-events", "payments"),
            line("disputes", "payments"),
            line("ledger", "ledger"),
            line("reconciliations", "ledger"),
            line("reconciliation-breaks", "ledger"),
            line("events", "events"),
            line("audit-entries", "audit"),
            line("reports", "reports"),
            line("experiments", "reports"),
            line("feedback", "orders"),
            line("export-destinations", "exports"),
            line("webhook-endpoints", "webhooks"),
            line("registers", "registers"),
            line("parked-sessions", "sessions"),
            line("shifts", "registers"),
            line("offline-sales", "registers"),
            line("sale-variances", "registers"),
            line("register-snapshots", "registers"),
            line("staff-members", "staff"));

    /** Asking by POST, because what is asked for must not stand in a path. */
    private static final Pattern ASKED_BY_POST = Pattern.compile(
            "quotes|gift-card-lookups|customer-lookups|notice-templates/previews|checkout-sessions/[^/]+/quotes");

    private static final Set<String> READING = Set.of("GET", "HEAD");

    private Scopes() {}

    private record Line(Pattern path, String group) {}

    private static Line line(String path, String group) {
        return new Line(Pattern.compile(path.replace("*", "[^/]+") + "(/.*)?"), group);
    }

    /** Each scope there is. */
    public static Set<String> all() {
        return TABLE.stream()
                .flatMap(it -> List.of(it.group() + ":read", it.group() + ":write").stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * The scope a call needs; empty when no restricted key may make it.
     *
     * @param path below the base path, without a leading slash
     */
    public static Optional<String> of(String method, String path) {
        return TABLE.stream()
                .filter(it -> it.path().matcher(path).matches())
                .findFirst()
                .map(it -> it.group() + (reads(method, path) ? ":read" : ":write"));
    }

    /** Whether one of what was granted covers what is needed. */
    public static boolean cover(Set<String> granted, String needed) {
        return granted.contains(needed)
                || needed.endsWith(":read") && granted.contains(needed.replace(":read", ":write"));
    }

    private static boolean reads(String method, String path) {
        return READING.contains(method) || ASKED_BY_POST.matcher(path).matches();
    }
}

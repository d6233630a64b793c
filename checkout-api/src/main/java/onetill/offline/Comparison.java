package onetill.offline;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import onetill.catalog.Catalog;
import onetill.catalog.PricedItem;
import onetill.channel.Channel;
import onetill.offline.Variance.Kind;
import onetill.runtime.Clocks;
import org.jspecify.annotations.Nullable;

/** What a till has charged beside what we would have, at the time of the sale. Nothing is refused for it. */
@ApplicationScoped
class Comparison {

    /** Clocks of tills are never quite right. */
    private static final Duration AHEAD = Duration.ofMinutes(10);

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    @Inject
    Catalog catalog;

    @Inject
    Clocks clock;

    /** The items of a sale as the catalog has them, by sku; what it does not have is missing. */
    Map<String, PricedItem> items(UUID merchantId, Channel channel, StoredSale sale) {
        var quantities = new LinkedHashMap<String, Long>();
        sale.lines().forEach(line -> quantities.merge(line.sku(), line.quantity(), Long::sum));
        return catalog.offer(new Catalog.Asked(
                        merchantId,
                        quantities,
                        List.of(),
                        channel.currency(),
                        channel.country(),
                        "",
                        "",
                        channel.id(),
                        List.of(),
                        null,
                        null,
                        sale.takenAt()))
                .items();
    }

    List<Variance> of(UUID merchantId, Channel channel, StoredSale sale, Map<String, PricedItem> items) {
        var found = new ArrayList<Variance>();
        for (var line : sale.lines()) compare(found, line, items.get(line.sku()), sale);
        addUp(found, sale, isTaxIncluded(channel, sale));
        if (sale.tender().receivedMinor() < sale.totalMinor()) {
            found.add(new Variance(
                    Kind.CASH_SHORT,
                    Map.of("received_minor", sale.tender().receivedMinor(), "total_minor", sale.totalMinor())));
        }
        if (sale.takenAt().isAfter(clock.now().plus(AHEAD))) {
            found.add(new Variance(Kind.TAKEN_IN_FUTURE, Map.of("taken_at", sale.takenAt())));
        }
        var version = sale.snapshotVersion();
        if (version != null && !exists("""
                select 1 from register_snapshot where merchant_id = ?1 and version = ?2 and channel_id = ?3""", merchantId, version, channel.id())) {
            found.add(new Variance(Kind.UNKNOWN_SNAPSHOT, Map.of("snapshot_version", version)));
        }
        var cashier = sale.cashierId();
        if (cashier != null && !isStaff(merchantId, cashier)) {
            found.add(new Variance(Kind.UNKNOWN_CASHIER, Map.of("cashier_id", cashier)));
        }
        return found;
    }

    private static void compare(
            List<Variance> found, StoredSale.Line line, @Nullable PricedItem item, StoredSale sale) {
        if (item == null) {
            found.add(new Variance(Kind.UNKNOWN_ITEM, Map.of("sku", line.sku(), "name", line.name())));
            return;
        }
        if (item.price().minor() != line.unitPriceMinor()) {
            var details = new LinkedHashMap<String, Object>();
            details.put("sku", line.sku());
            details.put("quantity", line.quantity());
            details.put("charged_minor", line.unitPriceMinor());
            details.put("list_minor", item.price().minor());
            if (line.reason() != null) details.put("reason", line.reason());
            found.add(new Variance(Kind.PRICE_DIFFERS, details));
        }
        if (item.taxPercent().compareTo(line.taxPercent()) != 0) {
            found.add(new Variance(
                    Kind.TAX_DIFFERS,
                    Map.of(
                            "sku",
                            line.sku(),
                            "charged_percent",
                            plain(line.taxPercent()),
                            "our_percent",
                            plain(item.taxPercent()))));
        }
        var age = item.minAge();
        var seen = sale.ageCheckedAtLeast();
        if (age != null && (seen == null || seen < age)) {
            found.add(new Variance(Kind.AGE_NOT_CHECKED, Map.of("sku", line.sku(), "min_age", age)));
        }
    }

    private static void addUp(List<Variance> found, StoredSale sale, boolean taxIncluded) {
        var sum = sale.tip() + sale.rounding();
        for (var line : sale.lines()) {
            var expected = line.unitPriceMinor() * line.quantity() - line.discount();
            if (expected != line.totalMinor()) {
                found.add(new Variance(
                        Kind.DOES_NOT_ADD_UP,
                        Map.of("sku", line.sku(), "total_minor", line.totalMinor(), "computed_minor", expected)));
            }
            sum += line.totalMinor() + (taxIncluded ? 0 : line.taxMinor());
        }
        if (sum == sale.totalMinor()) return;
        found.add(new Variance(Kind.DOES_NOT_ADD_UP, Map.of("total_minor", sale.totalMinor(), "computed_minor", sum)));
    }

    static boolean isTaxIncluded(Channel channel, StoredSale sale) {
        var said = sale.taxIncluded();
        return said == null ? channel.taxes().included() : said;
    }

    boolean isStaff(UUID merchantId, UUID cashier) {
        return exists(
                "select 1 from staff_member where merchant_id = ?1 and staff_member_id = ?2 and ?3 = ''",
                merchantId,
                cashier,
                "");
    }

    private boolean exists(String sql, UUID merchantId, Object id, String more) {
        return !em.createNativeQuery(sql)
                .setParameter(1, merchantId)
                .setParameter(2, id)
                .setParameter(3, more)
                .getResultList()
                .isEmpty();
    }

    private static String plain(BigDecimal percent) {
        return percent.stripTrailingZeros().toPlainString();
    }
}

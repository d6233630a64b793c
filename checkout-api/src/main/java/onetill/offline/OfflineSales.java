package onetill.offline;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import onetill.access.Principal;
import onetill.access.PrincipalKind;
import onetill.catalog.PricedItem;
import onetill.channel.Channel;
import onetill.channel.Channels;
import onetill.database.Work;
import onetill.drawer.Drawer;
import onetill.drawer.Drawers;
import onetill.event.Events;
import onetill.event.Fact;
import onetill.json.Json;
import onetill.ledger.Ledger;
import onetill.money.Money;
import onetill.offline.StoredSale.Name;
import onetill.offline.TakenSale.State;
import onetill.offline.Variance.Kind;
import onetill.pricing.Totals;
import onetill.register.Register;
import onetill.runtime.Clocks;
import onetill.runtime.Ids;
import onetill.runtime.Secrets;
import onetill.session.LineItem;
import onetill.session.PaidSales;
import onetill.tax.Taxes;
import org.jspecify.annotations.Nullable;

/**
 * Takes what tills have sold alone. Each sale is recorded once under its register, day and number, whatever the order, the
 * repetition or the concurrency of the calls: the insert of its row is the claim, and session, order, stock and books are in the
 * same transaction. It is a fact, so nothing about it is refused.
 */
@ApplicationScoped
public class OfflineSales {

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    @Inject
    Work work;

    @Inject
    Channels channels;

    @Inject
    Comparison comparison;

    @Inject
    PaidSales sales;

    @Inject
    Drawers drawers;

    @Inject
    Variances variances;

    @Inject
    Ledger ledger;

    @Inject
    Events events;

    @Inject
    Ids ids;

    @Inject
    Clocks clock;

    /** A sale that is here. */
    private record Known(
            UUID saleId,
            String fingerprint,
            @Nullable UUID orderId,
            @Nullable String orderNumber,
            List<Kind> kinds) {

        TakenSale as(Name name) {
            return new TakenSale(name.businessDay(), name.sequence(), State.KNOWN, orderId, orderNumber, kinds);
        }
    }

    /** A sale that has been claimed, and all that decides what becomes of it. */
    private record Claimed(UUID id, Register register, Channel channel, StoredSale sale, Drawers.Past past) {

        boolean isLate() {
            return past.shiftId() != null && !past.isOpen();
        }

        Drawer drawer() {
            return Drawer.of(past.isOpen() ? past.shiftId() : null);
        }

        Money money(long minor) {
            return new Money(minor, channel.currency());
        }
    }

    /** Takes sales in any order, each in a transaction of its own. */
    public List<TakenSale> take(Principal by, Register register, List<StoredSale> stored) {
        var known = known(by.merchantId(), register.id(), stored);
        var taken = new ArrayList<TakenSale>();
        for (var sale : stored) {
            var before = known.get(sale.name());
            taken.add(before == null ? recorded(by, register, sale) : met(by, register, sale, before));
        }
        return taken;
    }

    private TakenSale recorded(Principal by, Register register, StoredSale sale) {
        return work.write(by.merchantId(), () -> {
            var channel = channels.get(by.merchantId(), register.channelId());
            var past = drawers.then(by.merchantId(), channel.id(), sale.shiftId(), sale.takenAt());
            var claimed = new Claimed(ids.next(), register, channel, sale, past);
            if (claim(by, claimed)) return record(by, claimed);
            var before = known(by.merchantId(), register.id(), List.of(sale)).get(sale.name());
            return met(by, register, sale, Objects.requireNonNull(before));
        });
    }

    /** What is here already stays as it is; should it be told otherwise now, somebody has to look at it. */
    private TakenSale met(Principal by, Register register, StoredSale sale, Known before) {
        var fingerprint = fingerprint(sale);
        if (before.fingerprint().equals(fingerprint)) return before.as(sale.name());
        work.write(by.merchantId(), () -> {
            variances.conflict(by, before.saleId(), fingerprint, sale);
            return true;
        });
        var now = known(by.merchantId(), register.id(), List.of(sale)).get(sale.name());
        return Objects.requireNonNull(now).as(sale.name());
    }

    /** Waits for whoever is at the same one; false when it is theirs. */
    private boolean claim(Principal by, Claimed claimed) {
        var sale = claimed.sale();
        return em.createNativeQuery("""
                        insert into offline_sale (merchant_id, register_id, business_day, sequence, sale_id, fingerprint, channel_id,
                            shift_id, late, snapshot_version, total_minor, currency, taken_at, recorded_at, recorded_by)
                        values (?1, ?2, ?3, ?4, ?5, ?6, ?7, cast(?8 as uuid), ?9, cast(?10 as bigint), ?11, ?12, ?13, ?14, ?15)
                        on conflict (merchant_id, register_id, business_day, sequence) do nothing""")
                        .setParameter(1, by.merchantId())
                        .setParameter(2, claimed.register().id())
                        .setParameter(3, sale.businessDay())
                        .setParameter(4, sale.sequence())
                        .setParameter(5, claimed.id())
                        .setParameter(6, fingerprint(sale))
                        .setParameter(7, claimed.channel().id())
                        .setParameter(8, text(claimed.past().shiftId()))
                        .setParameter(9, claimed.isLate())
                        .setParameter(10, text(sale.snapshotVersion()))
                        .setParameter(11, sale.totalMinor())
                        .setParameter(12, claimed.channel().currency().getCurrencyCode())
                        .setParameter(13, sale.takenAt())
                        .setParameter(14, clock.now())
                        .setParameter(15, by.actor())
                        .executeUpdate()
                == 1;
    }

    private TakenSale record(Principal by, Claimed claimed) {
        var sale = claimed.sale();
        var items = comparison.items(by.merchantId(), claimed.channel(), sale);
        var found = comparison.of(by.merchantId(), claimed.channel(), sale, items);
        if (claimed.isLate()) {
            found.add(new Variance(
                    Kind.SHIFT_CLOSED,
                    Map.of("shift_id", Objects.requireNonNull(claimed.past().shiftId()))));
        }
        if (claimed.past().isUnknown()) {
            found.add(new Variance(Kind.UNKNOWN_SHIFT, Map.of("shift_id", Objects.requireNonNull(sale.shiftId()))));
        }
        var sold = sales.record(rungUpBy(by, sale, found), tillSale(claimed, items));
        sold.missing()
                .forEach((sku, missing) ->
                        found.add(new Variance(Kind.STOCK_SHORT, Map.of("sku", sku, "missing", missing))));
        sold.wrongUses()
                .forEach((promotion, why) ->
                        found.add(new Variance(Kind.PROMOTION_OVER, Map.of("promotion_id", promotion, "why", why))));
        if (claimed.isLate()) postLate(by, claimed, sold.orderId());
        keepOrder(by, claimed, sold);
        variances.add(by.merchantId(), claimed.id(), found);
        tell(by, claimed, sold, found);
        return new TakenSale(
                sale.businessDay(), sale.sequence(), State.RECORDED, sold.orderId(), sold.orderNumber(), kinds(found));
    }

    /** What is done at a till is done by who is at it; who was at it then is known to the till. */
    private static Principal rungUpBy(Principal by, StoredSale sale, List<Variance> found) {
        var isKnown = found.stream().noneMatch(it -> it.kind() == Kind.UNKNOWN_CASHIER);
        if (!by.is(PrincipalKind.REGISTER) || sale.cashierId() == null || !isKnown) return by;
        return new Principal(
                by.kind(),
                by.merchantId(),
                by.id(),
                by.name(),
                by.channelId(),
                by.sessionId(),
                by.roles(),
                by.credential(),
                sale.cashierId());
    }

    private static PaidSales.TillSale tillSale(Claimed claimed, Map<String, PricedItem> items) {
        var sale = claimed.sale();
        var totals = totals(claimed, Comparison.isTaxIncluded(claimed.channel(), sale));
        var tip = claimed.money(sale.tip());
        var uses = new TreeMap<UUID, Long>(); // in one order, so that two sales never wait for each other in a circle
        sale.uses().forEach(it -> uses.merge(it.promotionId(), it.amountMinor(), Math::addExact));
        return new PaidSales.TillSale(
                claimed.channel().id(),
                sale.lines().stream().map(it -> item(it, items.get(it.sku()))).toList(),
                totals,
                tip,
                sale.totalMinor() - totals.total().minor() - tip.minor(),
                claimed.money(sale.totalMinor()),
                Math.max(sale.tender().receivedMinor(), sale.totalMinor()),
                uses,
                claimed.drawer(),
                sale.takenAt());
    }

    private static Totals totals(Claimed claimed, boolean taxIncluded) {
        var goods = 0L;
        var discount = 0L;
        var tax = 0L;
        var parts = new TreeMap<BigDecimal, long[]>();
        var lines = new ArrayList<Totals.LineTotal>();
        for (var line : claimed.sale().lines()) {
            goods = Math.addExact(goods, line.totalMinor());
            discount = Math.addExact(discount, line.discount());
            tax = Math.addExact(tax, line.taxMinor());
            var part = parts.computeIfAbsent(percent(line), it -> new long[2]);
            part[0] += line.totalMinor() - (taxIncluded ? line.taxMinor() : 0);
            part[1] += line.taxMinor();
            lines.add(new Totals.LineTotal(claimed.money(line.totalMinor()), claimed.money(line.taxMinor())));
        }
        var byRate = parts.entrySet().stream()
                .map(it -> new Taxes.Part(it.getKey(), it.getValue()[0], it.getValue()[1]))
                .toList();
        return new Totals(
                lines,
                claimed.money(Math.addExact(goods, discount)),
                claimed.money(discount),
                claimed.money(0),
                claimed.money(tax),
                new Taxes(taxIncluded, null, byRate),
                claimed.money(taxIncluded ? goods : Math.addExact(goods, tax)));
    }

    /** 19 and 19.00 are the same rate, and 0 is written as in all other orders. */
    private static BigDecimal percent(StoredSale.Line line) {
        var given = line.taxPercent().stripTrailingZeros();
        return given.scale() < 0 ? given.setScale(0) : given;
    }

    private static LineItem item(StoredSale.Line line, @Nullable PricedItem known) {
        return new LineItem(
                line.sku(),
                line.name(),
                known == null ? null : known.imageUrl(),
                line.quantity(),
                line.unitPriceMinor(),
                line.discount(),
                line.totalMinor(),
                line.taxMinor(),
                percent(line),
                known != null && known.digital(),
                known == null ? 0 : known.weightGrams(),
                known == null ? null : known.minAge(),
                line.isFee(),
                0,
                null,
                null);
    }

    /** The cash of a closed shift was counted with it, as over: that is taken back. */
    private void postLate(Principal by, Claimed claimed, UUID orderId) {
        ledger.post(
                by.merchantId(),
                orderId,
                Ledger.CASH_OVER_SHORT,
                Ledger.CASH_DRAWER,
                claimed.money(claimed.sale().totalMinor()),
                new Ledger.Source("offline_sale", claimed.id(), null),
                "late_sale");
    }

    private void keepOrder(Principal by, Claimed claimed, PaidSales.TillSold sold) {
        em.createNativeQuery("""
                        update offline_sale set order_id = ?3, order_number = ?4 where merchant_id = ?1 and sale_id = ?2""")
                .setParameter(1, by.merchantId())
                .setParameter(2, claimed.id())
                .setParameter(3, sold.orderId())
                .setParameter(4, sold.orderNumber())
                .executeUpdate();
    }

    private void tell(Principal by, Claimed claimed, PaidSales.TillSold sold, List<Variance> found) {
        events.record(new Fact(
                by.merchantId(),
                "offline_sale",
                claimed.id(),
                1,
                "offline_sale.recorded",
                claimed.channel().id(),
                "pos",
                null,
                by.actor(),
                Map.of(
                        "order_id",
                        sold.orderId(),
                        "register_id",
                        claimed.register().id(),
                        "business_day",
                        claimed.sale().businessDay(),
                        "sequence",
                        claimed.sale().sequence(),
                        "taken_at",
                        claimed.sale().takenAt(),
                        "variances",
                        kinds(found))));
    }

    private static List<Kind> kinds(List<Variance> found) {
        return List.copyOf(
                new LinkedHashSet<>(found.stream().map(Variance::kind).toList()));
    }

    private Map<Name, Known> known(UUID merchantId, UUID registerId, List<StoredSale> stored) {
        var names = stored.stream().map(StoredSale::name).distinct().toList();
        return work.read(merchantId, () -> {
            List<?> rows = em.createNativeQuery("""
                            select cast(s.business_day as text), s.sequence, s.sale_id, s.fingerprint, cast(s.order_id as text),
                                   s.order_number, (select coalesce(string_agg(distinct v.kind, ' '), '') from sale_variance v
                                       where v.merchant_id = s.merchant_id and v.sale_id = s.sale_id)
                            from jsonb_to_recordset(cast(?3 as jsonb)) as n(business_day date, sequence bigint)
                            join offline_sale s on s.merchant_id = ?1 and s.register_id = ?2 and s.business_day = n.business_day
                                and s.sequence = n.sequence""")
                    .setParameter(1, merchantId)
                    .setParameter(2, registerId)
                    .setParameter(3, Json.write(names))
                    .getResultList();
            var known = new HashMap<Name, Known>();
            for (var each : rows) {
                var row = (Object[]) each;
                var name = new Name(LocalDate.parse(row[0].toString()), ((Number) row[1]).longValue());
                known.put(name, known(row));
            }
            return known;
        });
    }

    private static Known known(@Nullable Object[] row) {
        return new Known(
                (UUID) Objects.requireNonNull(row[2]),
                String.valueOf(row[3]),
                row[4] == null ? null : UUID.fromString(row[4].toString()),
                (String) row[5],
                Arrays.stream(String.valueOf(row[6]).split(" "))
                        .filter(it -> !it.isEmpty())
                        .map(Kind::of)
                        .toList());
    }

    /** The same meaning gives the same fingerprint, however amounts that are zero and times are written. */
    static String fingerprint(StoredSale sale) {
        var meant = new LinkedHashMap<String, Object>();
        meant.put("taken_at", sale.takenAt().toInstant());
        meant.put("shift_id", String.valueOf(sale.shiftId()));
        meant.put("cashier_id", String.valueOf(sale.cashierId()));
        meant.put("snapshot_version", String.valueOf(sale.snapshotVersion()));
        var lines = new ArrayList<List<Object>>();
        for (var line : sale.lines()) {
            lines.add(List.of(
                    line.sku(),
                    line.name(),
                    line.quantity(),
                    line.unitPriceMinor(),
                    line.discount(),
                    line.totalMinor(),
                    percent(line).toPlainString(),
                    line.taxMinor(),
                    line.isFee(),
                    String.valueOf(line.reason())));
        }
        meant.put("lines", lines);
        meant.put("promotions", sale.uses());
        meant.put("tax_included", String.valueOf(sale.taxIncluded()));
        meant.put("tip", sale.tip());
        meant.put("rounding", sale.rounding());
        meant.put("total", sale.totalMinor());
        meant.put("received", sale.tender().receivedMinor());
        meant.put("age", String.valueOf(sale.ageCheckedAtLeast()));
        return Secrets.hash(Json.write(meant));
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}

package onetill.unreceipted;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import onetill.access.Principal;
import onetill.audit.Audit;
import onetill.audit.AuditAction;
import onetill.audit.Deed;
import onetill.channel.Channel;
import onetill.channel.Channels;
import onetill.database.Work;
import onetill.drawer.Drawers;
import onetill.event.Events;
import onetill.event.Fact;
import onetill.giftcard.GiftCards;
import onetill.ledger.Ledger;
import onetill.money.Money;
import onetill.money.Shares;
import onetill.order.Returns;
import onetill.pricing.CashRounding;
import onetill.problem.ProblemException;
import onetill.problem.ProblemType;
import onetill.register.Registers;
import onetill.runtime.Clocks;
import onetill.runtime.Ids;
import onetill.runtime.Times;
import onetill.staff.ApprovalAction;
import onetill.staff.Approvals;
import onetill.stock.StockLevels;
import onetill.unreceipted.UnreceiptedReturn.Line;
import onetill.unreceipted.UnreceiptedReturn.Refund;
import onetill.unreceipted.UnreceiptedReturn.TaxPart;
import org.jspecify.annotations.Nullable;

/** Takes goods back at a till of which no receipt is there. Goods, money, books and the record of it are written at once. */
@ApplicationScoped
public class UnreceiptedReturns {

    private static final String SOURCE = "unreceipted_return";
    private static final String SELECT = """
            select return_id, channel_id, location_id, refund, customer_id, gift_card_id, gift_card_last4, currency, total_minor,
                   rounding_minor, reason, actor, manager_id, created_at from unreceipted_return where merchant_id = ?1""";

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    @Inject
    Work work;

    @Inject
    LowestPrices prices;

    @Inject
    UnreceiptedConfig config;

    @Inject
    Channels channels;

    @Inject
    Registers registers;

    @Inject
    Drawers drawers;

    @Inject
    GiftCards giftCards;

    @Inject
    StockLevels stock;

    @Inject
    Approvals approvals;

    @Inject
    Ledger ledger;

    @Inject
    Events events;

    @Inject
    Audit audit;

    @Inject
    Ids ids;

    @Inject
    Clocks clock;

    /** So many of an item, in this condition. */
    public record Back(String sku, long quantity, Returns.Condition condition) {}

    /**
     * What comes back.
     *
     * @param customerId who brings it; needed for store credit
     * @param approval the token of a manager's approval of a refund; a cashier needs one
     */
    public record Wish(
            List<Back> lines,
            Refund refund,
            @Nullable UUID customerId,
            String reason,
            @Nullable String approval) {}

    /**
     * Takes goods back, within the caller's work.
     *
     * @throws ProblemException APPROVAL_REQUIRED for a cashier alone, RETURN_LIMIT when it is too often today, NO_OPEN_SHIFT for cash without
     *     a drawer, UNKNOWN_ITEM
     */
    UnreceiptedReturn take(Principal by, Wish wish) {
        return work.write(by.merchantId(), () -> {
            var channel = channels.get(by.merchantId(), Objects.requireNonNull(by.channelId(), "a till has a channel"));
            var id = ids.next();
            guardOften(by, channel, wish.customerId());
            var manager = approvals.agreed(by, wish.approval(), ApprovalAction.REFUND, id, id);
            var lines = lines(by.merchantId(), channel, wish);
            var total =
                    new Money(lines.stream().mapToLong(Line::totalMinor).reduce(0, Math::addExact), channel.currency());
            if (total.minor() == 0) {
                throw ProblemException.invalid(
                        "lines", "what comes back was free: there is nothing to give back for it");
            }
            var rounding = wish.refund() == Refund.CASH ? rounding(channel, total) : 0;
            keep(by, channel, id, wish, total, rounding, manager);
            var given = pay(by, channel, id, wish, total.plus(new Money(rounding, channel.currency())));
            putAway(by, channel, id, lines);
            tell(by, channel, id, wish, total);
            return get(by.merchantId(), id).withCode(given);
        });
    }

    /** Whoever comes too often today is sent away; one after the other, so that many at once are counted, too. */
    private void guardOften(Principal by, Channel channel, @Nullable UUID customerId) {
        var isKnown = customerId != null;
        var whose = customerId == null ? channel.id() : customerId.toString();
        var locked = em.createNativeQuery(
                        isKnown
                                ? "select 1 from customer where merchant_id = ?1 and customer_id = cast(?2 as uuid) for no key update"
                                : "select 1 from channel where merchant_id = ?1 and channel_id = ?2 for no key update")
                .setParameter(1, by.merchantId())
                .setParameter(2, whose)
                .getResultList();
        if (isKnown && locked.isEmpty()) throw ProblemException.notFound("customer", whose);
        var today = ((Number) em.createNativeQuery(
                                "select count(*) from unreceipted_return where merchant_id = ?1 and created_at > ?3 and "
                                        + (isKnown
                                                ? "customer_id = cast(?2 as uuid)"
                                                : "customer_id is null and channel_id = ?2"))
                        .setParameter(1, by.merchantId())
                        .setParameter(2, whose)
                        .setParameter(3, clock.now().minusDays(1))
                        .getSingleResult())
                .longValue();
        if (today < config.perDay) return;
        throw new ProblemException(
                ProblemType.RETURN_LIMIT,
                isKnown
                        ? "this customer has brought back %d times without a receipt in 24 hours; ask for the receipt"
                                .formatted(today)
                        : "%d times was taken back without a receipt at this till in 24 hours; find the order, or say who the customer is"
                                .formatted(today));
    }

    private List<Line> lines(UUID merchantId, Channel channel, Wish wish) {
        var found = prices.of(
                merchantId, channel, wish.lines().stream().map(Back::sku).toList(), config.priceDays);
        var lines = new ArrayList<Line>();
        for (var back : wish.lines()) {
            var one = Objects.requireNonNull(found.get(back.sku()));
            var total = Math.multiplyExact(one.unitPriceMinor(), back.quantity());
            lines.add(new Line(
                    lines.size() + 1,
                    one.item().sku(),
                    one.item().name(),
                    back.quantity(),
                    one.unitPriceMinor(),
                    total,
                    one.item().taxPercent(),
                    Shares.inside(total, one.item().taxPercent(), Money.step(channel.currency())),
                    back.condition(),
                    isCounted(merchantId, channel, one.item().sku(), back)));
        }
        return lines;
    }

    private boolean isCounted(UUID merchantId, Channel channel, String sku, Back back) {
        if (channel.locationId() == null || back.condition() != Returns.Condition.SELLABLE) return false;
        return !em.createNativeQuery("""
                        select 1 from item i join stock s on s.merchant_id = i.merchant_id and s.sku = i.sku
                        where i.merchant_id = ?1 and i.sku = ?2 and not i.digital limit 1""")
                .setParameter(1, merchantId)
                .setParameter(2, sku)
                .getResultList()
                .isEmpty();
    }

    private long rounding(Channel channel, Money total) {
        if (total.minor() > config.cashLimitMinor) {
            throw ProblemException.invalid(
                    "refund",
                    "without a receipt %d is given back in cash at most, and this is worth %d: give a gift_card or store_credit"
                            .formatted(config.cashLimitMinor, total.minor()));
        }
        var coins = CashRounding.round(total, channel.cashRoundingMinor()).minor();
        if (coins == 0) throw ProblemException.invalid("refund", "this is less than coins can pay: give a gift_card");
        return coins - total.minor();
    }

    private void keep(
            Principal by, Channel channel, UUID id, Wish wish, Money total, long rounding, @Nullable UUID manager) {
        var customer = wish.customerId();
        em.createNativeQuery("""
                        insert into unreceipted_return (merchant_id, return_id, channel_id, location_id, refund, customer_id, currency,
                                                        total_minor, rounding_minor, reason, actor, manager_id, created_at)
                        values (?1, ?2, ?3, ?4, ?5, cast(?6 as uuid), ?7, ?8, ?9, ?10, ?11, cast(?12 as uuid), ?13)""")
                .setParameter(1, by.merchantId())
                .setParameter(2, id)
                .setParameter(3, channel.id())
                .setParameter(4, channel.locationId())
                .setParameter(5, stored(wish.refund()))
                .setParameter(6, customer == null ? null : customer.toString())
                .setParameter(7, channel.currency().getCurrencyCode())
                .setParameter(8, total.minor())
                .setParameter(9, rounding)
                .setParameter(10, wish.reason())
                .setParameter(11, by.actor())
                .setParameter(12, manager == null ? null : manager.toString())
                .setParameter(13, clock.now())
                .executeUpdate();
    }

    /** @return the code of a new gift card; null for others */
    private @Nullable String pay(Principal by, Channel channel, UUID id, Wish wish, Money amount) {
        if (wish.refund() == Refund.CASH) {
            var shift = registers
                    .of(by)
                    .map(it -> drawers.openAtRegister(by.merchantId(), it.id()))
                    .orElseGet(() -> drawers.openAt(by.merchantId(), channel.id())
                            .orElseThrow(() -> new ProblemException(
                                    ProblemType.NO_OPEN_SHIFT, "this till has no open shift: open one first")));
            var source = new Ledger.Source(SOURCE, id, null, shift);
            ledger.post(by.merchantId(), id, Ledger.SALES, Ledger.CASH_DRAWER, amount, source, "returned");
            return null;
        }
        var isCredit = wish.refund() == Refund.STORE_CREDIT;
        var given = giftCards.giveBack(by, amount, wish.customerId(), isCredit, wish.reason());
        var source = new Ledger.Source(SOURCE, id, null);
        ledger.post(by.merchantId(), id, Ledger.SALES, Ledger.GIFT_CARDS_ISSUED, amount, source, "returned");
        em.createNativeQuery("""
                        update unreceipted_return set gift_card_id = ?3, gift_card_last4 = ?4 where merchant_id = ?1 and return_id = ?2""")
                .setParameter(1, by.merchantId())
                .setParameter(2, id)
                .setParameter(3, given.cardId())
                .setParameter(4, given.last4())
                .executeUpdate();
        return given.code();
    }

    /** In the order of the items, so that two returns never wait for each other. */
    private void putAway(Principal by, Channel channel, UUID id, List<Line> lines) {
        for (var line : lines.stream().sorted(Comparator.comparing(Line::sku)).toList()) {
            var location = channel.locationId();
            if (line.restocked() && location != null) {
                stock.adjust(
                        by, line.sku(), location, line.quantity(), StockLevels.Reason.RETURNED, "without a receipt");
            }
            em.createNativeQuery("""
                            insert into unreceipted_return_line (merchant_id, return_id, line, sku, name, quantity, unit_price_minor,
                                                                 total_minor, tax_percent, tax_minor, condition, restocked)
                            values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)""")
                    .setParameter(1, by.merchantId())
                    .setParameter(2, id)
                    .setParameter(3, line.line())
                    .setParameter(4, line.sku())
                    .setParameter(5, line.name())
                    .setParameter(6, line.quantity())
                    .setParameter(7, line.unitPriceMinor())
                    .setParameter(8, line.totalMinor())
                    .setParameter(9, line.taxPercent())
                    .setParameter(10, line.taxMinor())
                    .setParameter(11, stored(line.condition()))
                    .setParameter(12, line.restocked())
                    .executeUpdate();
        }
    }

    private void tell(Principal by, Channel channel, UUID id, Wish wish, Money total) {
        var told = Map.<String, Object>of(
                "refund",
                stored(wish.refund()),
                "total_minor",
                total.minor(),
                "currency",
                total.currency().getCurrencyCode(),
                "lines",
                wish.lines().size());
        events.record(new Fact(
                by.merchantId(),
                SOURCE,
                id,
                1,
                "unreceipted_return.taken",
                channel.id(),
                channel.kind().stored(),
                null,
                by.actor(),
                told));
        audit.record(by, Deed.of(AuditAction.RETURN_WITHOUT_RECEIPT, id).because(wish.reason()), told);
    }

    UnreceiptedReturn get(UUID merchantId, UUID id) {
        return work.read(merchantId, () -> {
            List<?> rows = em.createNativeQuery(SELECT + " and return_id = ?2")
                    .setParameter(1, merchantId)
                    .setParameter(2, id)
                    .getResultList();
            return rows.stream()
                    .map(row -> view(merchantId, (Object[]) row))
                    .findFirst()
                    .orElseThrow(() -> ProblemException.notFound("return", id));
        });
    }

    /** Newest first; after the given one, if any; of one channel, if one is given. */
    List<UnreceiptedReturn> newest(UUID merchantId, @Nullable String channelId, @Nullable UUID after, int limit) {
        return work.read(merchantId, () -> {
            var query = em.createNativeQuery(SELECT
                            + (channelId == null ? "" : " and channel_id = ?3")
                            + (after == null ? "" : " and return_id < ?4")
                            + " order by return_id desc limit ?2")
                    .setParameter(1, merchantId)
                    .setParameter(2, limit);
            if (channelId != null) query.setParameter(3, channelId);
            if (after != null) query.setParameter(4, after);
            List<?> rows = query.getResultList();
            return rows.stream().map(row -> view(merchantId, (Object[]) row)).toList();
        });
    }

    private UnreceiptedReturn view(UUID merchantId, @Nullable Object[] row) {
        var id = (UUID) Objects.requireNonNull(row[0]);
        var lines = linesOf(merchantId, id);
        var last4 = row[6];
        var total = number(row[8]);
        var rounding = number(row[9]);
        return new UnreceiptedReturn(
                id,
                String.valueOf(row[1]),
                (String) row[2],
                Refund.valueOf(upper(row[3])),
                (UUID) row[4],
                (UUID) row[5],
                last4 == null ? null : "****-****-****-" + last4,
                null,
                String.valueOf(row[7]),
                total,
                rounding,
                total + rounding,
                lines,
                taxes(lines),
                String.valueOf(row[10]),
                String.valueOf(row[11]),
                (UUID) row[12],
                Times.of(Objects.requireNonNull(row[13])));
    }

    private List<Line> linesOf(UUID merchantId, UUID id) {
        List<?> rows = em.createNativeQuery("""
                        select line, sku, name, quantity, unit_price_minor, total_minor, tax_percent, tax_minor, condition, restocked
                        from unreceipted_return_line where merchant_id = ?1 and return_id = ?2 order by line""")
                .setParameter(1, merchantId)
                .setParameter(2, id)
                .getResultList();
        return rows.stream()
                .map(Object[].class::cast)
                .map(it -> new Line(
                        ((Number) it[0]).intValue(),
                        (String) it[1],
                        (String) it[2],
                        number(it[3]),
                        number(it[4]),
                        number(it[5]),
                        percent(it[6]),
                        number(it[7]),
                        Returns.Condition.valueOf(upper(it[8])),
                        (Boolean) it[9]))
                .toList();
    }

    private static List<TaxPart> taxes(List<Line> lines) {
        var parts = new TreeMap<BigDecimal, TaxPart>();
        for (var line : lines) {
            var part = new TaxPart(line.taxPercent(), line.totalMinor() - line.taxMinor(), line.taxMinor());
            parts.merge(
                    line.taxPercent(),
                    part,
                    (a, b) -> new TaxPart(a.percent(), a.baseMinor() + b.baseMinor(), a.taxMinor() + b.taxMinor()));
        }
        return List.copyOf(parts.values());
    }

    /** 19, not 19.000. */
    private static BigDecimal percent(Object column) {
        var percent = new BigDecimal(column.toString()).stripTrailingZeros();
        return percent.scale() < 0 ? percent.setScale(0) : percent;
    }

    private static String stored(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }

    private static String upper(@Nullable Object stored) {
        return String.valueOf(stored).toUpperCase(Locale.ROOT);
    }

    private static long number(@Nullable Object column) {
        return ((Number) Objects.requireNonNull(column)).longValue();
    }
}

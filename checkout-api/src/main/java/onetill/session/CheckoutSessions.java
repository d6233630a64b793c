package onetill.session;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import onetill.access.Principal;
import onetill.access.PrincipalKind;
import onetill.ask.AskPlan;
import onetill.catalog.Catalog;
import onetill.catalog.PricedItem;
import onetill.channel.Channel;
import onetill.channel.Channels;
import onetill.database.MerchantKey;
import onetill.database.Work;
import onetill.event.Events;
import onetill.event.Fact;
import onetill.experiment.Exposures;
import onetill.experiment.Varied;
import onetill.fulfillment.FulfillmentKind;
import onetill.fulfillment.FulfillmentOption;
import onetill.money.Money;
import onetill.payment.Payments;
import onetill.payment.TenderView;
import onetill.pricing.Pricing;
import onetill.problem.ProblemException;
import onetill.problem.ProblemType;
import onetill.promotion.Discounts;
import onetill.promotion.Promotions;
import onetill.runtime.Clocks;
import onetill.runtime.Ids;
import onetill.runtime.Pseudonyms;
import onetill.runtime.Settings;
import onetill.tax.TaxAnswers;
import onetill.tax.TaxQuestion;
import onetill.tax.TaxRules;
import onetill.tax.Taxes;
import onetill.tax.VatIds;
import onetill.tracing.Detail;
import onetill.tracing.Traces;
import org.jspecify.annotations.Nullable;

/**
 * All checkout sessions. Every change passes through here: lock, guard, change, price, event, commit; two changes of one
 * session happen one after the other, and none can forget the event.
 */
@ApplicationScoped
public class CheckoutSessions {

    private static final Logger LOG = Logger.getLogger(CheckoutSessions.class.getName());

    /** So many rounds of the resolver a session rests whose payment cannot be taken back yet. */
    private static final int REST = 12;

    private static final int SOON = 10;

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    @Inject
    Pseudonyms pseudonyms;

    @Inject
    Work work;

    @Inject
    Channels channels;

    @Inject
    Catalog catalog;

    @Inject
    TaxAnswers taxes;

    @Inject
    DeliveryChoices choices;

    @Inject
    Holds holds;

    @Inject
    Payments payments;

    @Inject
    Events events;

    @Inject
    Exposures exposures;

    @Inject
    Ids ids;

    @Inject
    Clocks clock;

    @Inject
    Settings settings;

    @Inject
    ParkingConfig parking;

    /**
     * A new session, with whatever is known already; the one of before, should this run have opened it.
     *
     * @param run null when the request cannot come again
     */
    Snapshot open(Principal by, @Nullable UUID run, Channel channel, @Nullable Who who, Change first, String holder) {
        return work.write(by.merchantId(), () -> {
            var before = run == null
                    ? null
                    : em.find(
                            CheckoutSession.class,
                            new MerchantKey(by.merchantId(), run),
                            LockModeType.PESSIMISTIC_WRITE);
            if (before != null) {
                before.renewDevice(holder);
                return snapshot(by, visible(by, before.id(), before));
            }
            var id = run == null ? ids.next() : run;
            var session = new CheckoutSession(by.merchantId(), id, channel, channel.locale(), holder, clock.now());
            if (who != null) who.enter(session);
            if (by.is(PrincipalKind.STAFF)) session.assist(theirs(by));
            var plan = edit(session, channel, first, true);
            holds.chosen(session, channel);
            em.persist(session);
            record(session, by, "session.opened");
            return snapshot(by, session, channel, plan.options());
        });
    }

    private Assistance theirs(Principal by) {
        return Assistance.of(ids.next(), by, Assistance.State.ALLOWED, Assistance.By.OPENED, clock.now());
    }

    /** What a session would be like; nothing is kept, and nobody is dealt anything. */
    Snapshot quote(UUID merchantId, Channel of, Change first) {
        var channel = of.asUsual();
        return work.read(merchantId, () -> {
            var session = new CheckoutSession(merchantId, ids.next(), channel, channel.locale(), "nobody", clock.now());
            var priced = edit(session, channel, first, true);
            return new Snapshot(
                    session,
                    channel,
                    priced.options(),
                    session.plan(priced.options(), channel),
                    List.of(),
                    null,
                    false);
        });
    }

    /** What this session would be like with a change; nothing is kept, and it may be about to be paid. */
    Snapshot quote(Principal by, UUID id, Change change) {
        return work.read(by.merchantId(), () -> {
            var session = visible(by, id, em.find(CheckoutSession.class, new MerchantKey(by.merchantId(), id)));
            if (session.status() == SessionStatus.COMPLETED || session.status() == SessionStatus.CANCELED) {
                throw new ProblemException(
                        ProblemType.ILLEGAL_TRANSITION,
                        "the session is %s; there is nothing left to quote"
                                .formatted(session.status().stored()));
            }
            em.detach(session);
            var channel = channels.get(session.merchantId(), session.channelId());
            var options = apply(session, channel, change, false).options();
            return new Snapshot(
                    session,
                    channel,
                    options,
                    session.plan(options, channel),
                    List.of(),
                    null,
                    session.hidesBuyerFrom(by));
        });
    }

    /** Changes what the buyer wants. */
    Snapshot change(Principal by, UUID id, @Nullable Long revision, Change change) {
        return locked(by, id, session -> {
            guardHolder(by, session);
            guardRevision(session, revision);
            guardNotPaying(session);
            var channel = channels.get(session.merchantId(), session.channelId());
            var plan = edit(session, channel, change, by.is(PrincipalKind.SECRET_KEY));
            holds.chosen(session, channel);
            record(session, by, null);
            return snapshot(by, session, channel, plan.options());
        });
    }

    /** Whom the buyer may be, or has proven to be: prices, promotions and questions depend on it. */
    Snapshot known(Principal by, UUID id, Who who) {
        return editing(by, id, who::enter);
    }

    /** Not them after all. */
    Snapshot unknown(Principal by, UUID id) {
        return editing(by, id, CheckoutSession::forgetCustomer);
    }

    /** Changes something within the lock, prices it anew and asks what is still missing. */
    Snapshot editing(Principal by, UUID id, Consumer<CheckoutSession> edit) {
        return locked(by, id, session -> {
            guardHolder(by, session);
            guardNotPaying(session);
            edit.accept(session);
            var priced = reprice(session);
            session.ask(priced.options(), priced.channel());
            holds.chosen(session, priced.channel());
            record(session, by, null);
            return snapshot(by, session, priced.channel(), priced.options());
        });
    }

    /** What re-pricing found. */
    record Priced(Channel channel, List<FulfillmentOption> options) {}

    /**
     * Applies a change, prices the session anew and asks what is still missing.
     *
     * @param mayPrice whether the caller may add what is not in the catalog; for all others it stays as it is
     */
    private Priced edit(CheckoutSession session, Channel channel, Change change, boolean mayPrice) {
        var priced = apply(session, channel, change, mayPrice);
        session.ask(priced.options(), priced.channel());
        return priced;
    }

    /** Applies what came along with the buyer's yes, and prices the session anew. */
    Priced bring(CheckoutSession session, Submission submission) {
        if (submission.along().isNothing()) return reprice(session);
        return bring(session, submission.along(), submission.isByWallet());
    }

    private Priced bring(CheckoutSession session, Change along, boolean byWallet) {
        var channel = channels.get(session.merchantId(), session.channelId());
        var priced = edit(session, channel, along, false);
        if (!byWallet) return priced;
        var choice = along.fulfillment();
        session.byWallet(
                along.buyer() == null ? Buyer.NOBODY : along.buyer(),
                choice == null || choice.address() == null ? Address.NONE : choice.address());
        return priced;
    }

    /** Keeps what came along with a yes that came to nothing. */
    void keep(Principal by, UUID id, long revision, Change along, boolean byWallet) {
        locked(by, id, session -> {
            guardHolder(by, session);
            guardRevision(session, revision);
            guardNotPaying(session);
            var priced = bring(session, along, byWallet);
            holds.chosen(session, priced.channel());
            record(session, by, null);
            return session.revision();
        });
    }

    private Priced apply(CheckoutSession session, Channel channel, Change change, boolean mayPrice) {
        if (change.locale() != null) session.speak(Locale.forLanguageTag(change.locale()));
        if (change.buyer() != null) know(session, change.buyer());
        if (change.discountCodes() != null) session.enter(change.discountCodes());
        if (change.tipMinor() != null) tip(session, channel, change.tipMinor());
        var choice = change.fulfillment();
        if (choice != null && choice.address() != null) session.deliverTo(choice.address());
        if (choice != null && choice.neededBy() != null) session.need(choice.neededBy());
        var before = WantedLines.kept(session);
        var wanted = change.lineItems() == null
                ? before
                : WantedLines.chosen(change.lineItems(), mayPrice ? Map.of() : before.adHoc());
        var priced = price(session, channel, wanted, choice == null ? null : choice.optionId());
        guardTip(session);
        return priced;
    }

    private static void know(CheckoutSession session, Buyer buyer) {
        var vatId = buyer.vatId();
        if (vatId != null && !vatId.isBlank() && !VatIds.isWellFormed(vatId)) {
            throw ProblemException.invalid(
                    "buyer.vat_id",
                    "is not a VAT number of the European Union; write it with its country, like DE123456789");
        }
        session.know(buyer);
    }

    /** A tip is the one amount that a buyer names; it cannot be more than the goods. */
    private static void tip(CheckoutSession session, Channel channel, long minor) {
        if (minor > 0 && !channel.takesTips()) {
            throw ProblemException.invalid("tip_minor", "channel %s takes no tips".formatted(channel.id()));
        }
        session.tip(minor);
    }

    private static void guardTip(CheckoutSession session) {
        var goods = session.total().minus(session.tip());
        if (!goods.isLessThan(session.tip())) return;
        throw ProblemException.invalid(
                "tip_minor", "a tip is at most what is bought, %d; 0 takes it back".formatted(goods.minor()));
    }

    /** Goes on in another channel, at its prices and with its questions. */
    void move(CheckoutSession session, Channel to) {
        if (to.id().equals(session.channelId()) || !session.status().isOpen()) return;
        if (!to.currency().equals(session.currency())) {
            throw ProblemException.invalid(
                    "channel",
                    "channel %s sells in %s and the session is in %s; begin a new one there"
                            .formatted(to.id(), to.currency(), session.currency()));
        }
        session.moveTo(to);
        var priced = price(session, to, WantedLines.kept(session), null);
        session.ask(priced.options(), to);
    }

    /** The present prices of what the session holds already. */
    Priced reprice(CheckoutSession session) {
        var channel = channels.get(session.merchantId(), session.channelId());
        return price(session, channel, WantedLines.kept(session), null);
    }

    private Priced price(CheckoutSession session, Channel channel, WantedLines wanted, @Nullable String optionId) {
        var currency = session.currency();
        var offer = catalog.offer(new Catalog.Asked(
                session.merchantId(),
                wanted.codes(),
                wanted.taxCategories(),
                currency,
                session.country(),
                known(session.delivery().address().region()),
                known(session.delivery().address().postalCode()),
                channel.id(),
                session.discountCodes(),
                session.customerId(),
                session.customerKey(pseudonyms),
                clock.now()));
        var calculator = channel.taxes().calculator();
        var asks = taxes.isThere(session.merchantId(), calculator);
        var rules = asks ? channel.taxes() : rules(session, channel);
        var found = PriceAdjustment.overridden(session.priceAdjustments(), wanted.codes(), offer.items(), currency);
        var quantities = bySku(wanted.codes(), taxed(found, rules), channel);
        wanted.adHoc()
                .forEach((line, quantity) -> quantities.merge(
                        taxed(
                                PricedItem.adHoc(
                                        line.sku(),
                                        line.name(),
                                        new Money(line.unitPriceMinor(), currency),
                                        offer.taxPercent().getOrDefault(line.taxCategory(), BigDecimal.ZERO),
                                        line.digital(),
                                        line.taxCategory()),
                                rules),
                        quantity,
                        Long::sum));
        addFees(quantities, offer.fees(), rules, channel);
        var handedOver = handedOver(wanted, found, quantities.keySet(), channel);
        var options = choices.of(session, channel, quantities, handedOver);
        if (takesDefault(session, options, optionId) && !quantities.isEmpty()) {
            session.expose(channel, Varied.DEFAULT_DELIVERY);
        }
        var delivery = delivery(session, channel, options, optionId, quantities.isEmpty());
        var discounts = discounts(session, channel, quantities, delivery, offer);
        var lines = new ArrayList<Pricing.Line>();
        quantities.forEach((item, quantity) -> lines.add(new Pricing.Line(
                item.price(), quantity, item.taxPercent(), item.isFee() ? 0 : discounts.ofLine(lines.size()))));
        if (calculator != null && !asks) guardRates(quantities.keySet(), rules);
        var answer = calculator == null || !asks || lines.isEmpty()
                ? null
                : taxes.of(
                        session.merchantId(),
                        calculator,
                        question(
                                session,
                                rules,
                                quantities.keySet(),
                                lines,
                                delivery.amountMinor() - discounts.ofDelivery()));
        var totals = Pricing.of(
                lines, new Money(delivery.amountMinor(), currency), discounts.ofDelivery(), rules, answer, currency);
        var items = new ArrayList<LineItem>();
        for (var priced : quantities.entrySet()) {
            var item = priced.getKey();
            var own = item.line();
            var off = item.isFee() ? 0 : discounts.ofLine(items.size());
            var line = totals.lines().get(items.size());
            var percent = answer == null
                    ? item.taxPercent()
                    : answer.lines().get(items.size()).percent();
            items.add(new LineItem(
                    item.sku(),
                    item.name(),
                    item.imageUrl(),
                    priced.getValue(),
                    item.price().minor(),
                    off,
                    line.total().minor(),
                    line.tax().minor(),
                    percent.compareTo(BigDecimal.ZERO) == 0 ? BigDecimal.ZERO : percent,
                    item.digital(),
                    item.weightGrams(),
                    item.minAge(),
                    item.isFee(),
                    handedOver.getOrDefault(item, 0L),
                    own == null ? null : own.barcode(),
                    own == null ? null : own.taxCategory()));
        }
        session.price(items, delivery, discounts, totals);
        return new Priced(channel, options);
    }

    private static TaxQuestion question(
            CheckoutSession session,
            TaxRules rules,
            Set<PricedItem> items,
            List<Pricing.Line> lines,
            long deliveryMinor) {
        var asked = new ArrayList<TaxQuestion.Item>();
        for (var item : items) {
            var line = lines.get(asked.size());
            asked.add(new TaxQuestion.Item(
                    item.sku(),
                    item.taxCategory(),
                    item.digital(),
                    line.quantity(),
                    line.total().minor()));
        }
        var to = session.delivery().address();
        var vatId = session.buyer().vatId();
        return new TaxQuestion(
                session.currency().getCurrencyCode(),
                rules.included(),
                session.country(),
                known(to.region()),
                known(to.postalCode()),
                known(to.city()),
                known(to.line1()),
                vatId == null || vatId.isBlank() ? null : VatIds.normalized(vatId),
                List.copyOf(asked),
                deliveryMinor);
    }

    /** Whoever computes the taxes is away: our own rates stand in, but no rates at all are no tax by accident. */
    private static void guardRates(Set<PricedItem> items, TaxRules rules) {
        var rated = rules.reason() != null
                || items.isEmpty()
                || items.stream().anyMatch(it -> it.taxPercent().signum() > 0);
        if (rated) return;
        throw new ProblemException(
                        ProblemType.PROVIDER_UNAVAILABLE,
                        "the tax cannot be computed now, and there are no rates of our own to stand in; ask again shortly")
                .retryAfter(SOON);
    }

    /** How many of each line the buyer takes along at once. */
    private static Map<PricedItem, Long> handedOver(
            WantedLines wanted, Map<String, PricedItem> found, Set<PricedItem> lines, Channel channel) {
        if (wanted.handedOver().isEmpty()) return Map.of();
        if (!channel.kind().isFaceToFace()) {
            throw ProblemException.invalid("line_items", "only where people meet goods are handed_over; leave it out");
        }
        var byLine = new HashMap<String, PricedItem>();
        lines.forEach(line -> byLine.put(line.line() == null ? line.sku() : line.asked(), line));
        var result = new HashMap<PricedItem, Long>();
        wanted.handedOver().forEach((code, quantity) -> {
            var item = found.get(code);
            var line = item == null ? null : byLine.get(item.line() == null ? item.sku() : code);
            if (line != null) result.merge(line, quantity, Long::sum);
        });
        return result;
    }

    /** What goes along with the items, at the end: all bottles of one kind are one line. */
    private static void addFees(
            Map<PricedItem, Long> quantities, Map<String, PricedItem> fees, TaxRules rules, Channel channel) {
        var counts = new LinkedHashMap<String, Long>();
        quantities.forEach((item, quantity) -> item.fees()
                .forEach((sku, each) -> counts.merge(sku, Math.multiplyExact(quantity, (long) each), Long::sum)));
        counts.forEach((sku, count) -> {
            var fee = fees.get(sku);
            if (fee == null) throw unknown(sku, channel);
            quantities.put(taxed(fee, rules), count);
        });
    }

    private static ProblemException unknown(String code, Channel channel) {
        return new ProblemException(
                        ProblemType.UNKNOWN_ITEM,
                        "nothing with the sku or barcode \"%s\" is sold in channel %s".formatted(code, channel.id()))
                .with("code", code);
    }

    private static String known(@Nullable String part) {
        return part == null ? "" : part;
    }

    private static TaxRules rules(CheckoutSession session, Channel channel) {
        var reverse = VatIds.isReverseCharge(
                channel.merchantCountry(), session.country(), session.buyer().vatId());
        var usual = channel.taxes();
        return reverse
                ? new TaxRules(usual.included(), usual.perTotal(), usual.proportionalDelivery(), Taxes.REVERSE_CHARGE)
                : usual;
    }

    /** Where the buyer owes the tax, prices are without it. */
    private static Map<String, PricedItem> taxed(Map<String, PricedItem> found, TaxRules rules) {
        if (rules.reason() == null) return found;
        var without = new HashMap<String, PricedItem>();
        found.forEach((code, item) -> without.put(code, taxed(item, rules)));
        return without;
    }

    private static PricedItem taxed(PricedItem item, TaxRules rules) {
        if (rules.reason() == null) return item;
        return item.at(
                rules.included() ? Pricing.without(item.price(), item.taxPercent()) : item.price(), BigDecimal.ZERO);
    }

    private Discounts.Result discounts(
            CheckoutSession session,
            Channel channel,
            Map<PricedItem, Long> quantities,
            Delivery delivery,
            Catalog.Offer offer) {
        var lines = new ArrayList<Discounts.Line>();
        quantities.forEach((item, quantity) -> {
            if (!item.isFee())
                lines.add(new Discounts.Line(
                        item.sku(), item.category(), item.price().minor(), quantity));
        });
        var promotions = Discounts.of(
                new Discounts.Basket(
                        lines,
                        delivery.amountMinor(),
                        session.currency().getCurrencyCode(),
                        channel.id(),
                        session.discountCodes(),
                        clock.now()),
                Promotions.read(offer.promotions()));
        return PriceAdjustment.with(session.priceAdjustments(), lines, promotions, Money.step(session.currency()));
    }

    /** The same item by sku and by barcode is one line; each piece from a scale is its own. */
    private static Map<PricedItem, Long> bySku(
            Map<String, Long> wanted, Map<String, PricedItem> found, Channel channel) {
        var lines = new LinkedHashMap<String, PricedItem>();
        var quantities = new HashMap<String, Long>();
        wanted.forEach((code, quantity) -> {
            var item = found.get(code);
            if (item == null) throw unknown(code, channel);
            var line = item.line() == null ? item.sku() : code;
            lines.putIfAbsent(line, item);
            quantities.merge(line, quantity, Long::sum);
        });
        var result = new LinkedHashMap<PricedItem, Long>();
        lines.forEach((line, item) -> result.put(item, quantities.get(line)));
        return result;
    }

    /**
     * The option that was asked for, else the one chosen before if it is still there, else for a start what a rule prefers or
     * the cheapest that brings the goods to the buyer, so that nobody is asked without need.
     */
    private static Delivery delivery(
            CheckoutSession session,
            Channel channel,
            List<FulfillmentOption> options,
            @Nullable String asked,
            boolean empty) {
        var before = session.delivery();
        if (asked != null && !asked.isBlank()) {
            return options.stream()
                    .filter(option -> option.id().equals(asked))
                    .findFirst()
                    .map(option -> before.by(option, true))
                    .orElseThrow(() -> new ProblemException(
                                    ProblemType.UNKNOWN_FULFILLMENT_OPTION,
                                    "option \"%s\" cannot be chosen; choose one of %s"
                                            .formatted(
                                                    asked,
                                                    options.stream()
                                                            .map(FulfillmentOption::id)
                                                            .toList()))
                            .with(
                                    "fulfillment_options",
                                    options.stream().map(FulfillmentOption::id).toList()));
        }
        if (empty) return before.undecided();
        if (before.chosenByBuyer() && asked == null) {
            var still = options.stream()
                    .filter(option -> option.id().equals(before.optionId()))
                    .findFirst();
            if (still.isPresent()) return before.by(still.get(), true);
        }
        if (session.channelKind().isFaceToFace()) return before.undecided();
        return byArm(session, channel, options)
                .or(() -> options.stream()
                        .filter(option -> option.kind() != FulfillmentKind.PICKUP || option.preferred())
                        .findFirst())
                .map(option -> before.by(option, false))
                .orElse(before.undecided());
    }

    /** Whether one of several ways is now taken for a start; what a buyer was shown already stays. */
    private static boolean takesDefault(
            CheckoutSession session, List<FulfillmentOption> options, @Nullable String asked) {
        return options.size() > 1
                && (asked == null || asked.isBlank())
                && session.delivery().optionId() == null
                && !session.channelKind().isFaceToFace();
    }

    private static Optional<FulfillmentOption> byArm(
            CheckoutSession session, Channel channel, List<FulfillmentOption> options) {
        var kind = session.wanted(channel, Varied.DEFAULT_DELIVERY).delivery();
        return options.stream()
                .filter(it -> it.kind().name().toLowerCase(Locale.ROOT).equals(kind))
                .findFirst();
    }

    /** Work on a locked session that the caller may see. */
    <T> T locked(Principal by, UUID id, Function<CheckoutSession, T> then) {
        return work.write(by.merchantId(), () -> {
            var session = em.find(
                    CheckoutSession.class, new MerchantKey(by.merchantId(), id), LockModeType.PESSIMISTIC_WRITE);
            return then.apply(visible(by, id, session));
        });
    }

    /** Ends one change within the lock: revision, event, new expiry. */
    void record(CheckoutSession session, Principal by, @Nullable String type) {
        Traces.note(Detail.SESSION, session.id().toString());
        var ttl = session.deposit().minor() > 0
                ? settings.depositTtl()
                : session.isParked()
                        ? parking.ttl
                        : session.isWaitedFor() ? settings.recoveryTtl() : settings.sessionTtl();
        var told = session.close(clock.now(), ttl);
        events.record(new Fact(
                session.merchantId(),
                "session",
                session.id(),
                session.revision(),
                type != null ? type : String.valueOf(told.getOrDefault("type", "session.changed")),
                session.channelId(),
                session.channelKind().stored(),
                session.step().name().toLowerCase(Locale.ROOT),
                by.actor(),
                told));
        for (var exposure : session.takeNewExposures()) {
            exposures.record(
                    new Exposures.Place(
                            session.merchantId(),
                            session.id(),
                            session.channelId(),
                            session.channelKind().stored(),
                            session.step().name().toLowerCase(Locale.ROOT),
                            by.actor()),
                    exposure);
        }
    }

    /**
     * A buyer wanted to go on and was stopped. What was to be done has been undone; that it was tried is a fact all the same, and
     * counts for itself: it changes nothing of the session. Whoever waits for the answer does not wait for this.
     */
    void refused(Principal by, UUID id, ProblemType why) {
        try {
            work.apart(by.merchantId(), () -> {
                var session = em.find(CheckoutSession.class, new MerchantKey(by.merchantId(), id));
                if (session != null) recordRefusal(session, by, why);
                return null;
            });
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "that session " + id + " was refused is not told", e);
        }
    }

    private void recordRefusal(CheckoutSession session, Principal by, ProblemType why) {
        events.record(new Fact(
                session.merchantId(),
                "refusal",
                ids.next(),
                1,
                "session.refused",
                session.channelId(),
                session.channelKind().stored(),
                session.step().name().toLowerCase(Locale.ROOT),
                by.actor(),
                Map.of(
                        "session_id",
                        session.id(),
                        "problem",
                        why.name().toLowerCase(Locale.ROOT).replace('_', '-'))));
    }

    /** The buyer was sent a link to pay. Told apart, because it changes nothing of what they have seen. */
    void recordLink(CheckoutSession session, Principal by, UUID handoffId) {
        events.record(new Fact(
                session.merchantId(),
                "handoff",
                handoffId,
                1,
                "handoff.link_sent",
                session.channelId(),
                session.channelKind().stored(),
                session.step().name().toLowerCase(Locale.ROOT),
                by.actor(),
                Map.of("session_id", session.id())));
    }

    /** Lets a person in without a question; harmless to repeat. */
    Assistance letIn(CheckoutSession session, Principal by, Assistance.By how) {
        return session.assistance(it -> it.isOf(by.device()) && it.isAllowed()).orElseGet(() -> {
            var allowed = Assistance.of(ids.next(), by, Assistance.State.ALLOWED, how, clock.now());
            return record(session, by, allowed, "assistance.allowed");
        });
    }

    /** The help of this person is over, if there was any. */
    void endAssistance(CheckoutSession session, Principal by, String actor) {
        session.assistance(it -> it.isOf(actor) && it.isPresent())
                .ifPresent(it -> record(session, by, it.to(Assistance.State.ENDED, clock.now()), "assistance.ended"));
    }

    /**
     * Keeps who helps, within the lock. The event counts for itself and not as a revision: a buyer who is about to pay what
     * they have seen is not told that it is out of date, because somebody would like to help.
     */
    Assistance record(CheckoutSession session, Principal by, Assistance changed, String type) {
        var told = changed.toldOnce();
        session.assist(told);
        events.record(new Fact(
                session.merchantId(),
                "assistance",
                told.id(),
                told.told(),
                type,
                session.channelId(),
                session.channelKind().stored(),
                session.step().name().toLowerCase(Locale.ROOT),
                by.actor(),
                Map.of(
                        "session_id",
                        session.id(),
                        "helper",
                        told.actor(),
                        "by",
                        told.by().name().toLowerCase(Locale.ROOT))));
        return told;
    }

    Snapshot get(Principal by, UUID id) {
        return work.read(by.merchantId(), () -> {
            var session = em.find(CheckoutSession.class, new MerchantKey(by.merchantId(), id));
            return snapshot(by, visible(by, id, session));
        });
    }

    /** What has to be asked of this buyer as things are. */
    AskPlan plan(CheckoutSession session) {
        return plan(session, false);
    }

    /** The same, when something the customer has kept may be to pay. */
    AskPlan plan(CheckoutSession session, boolean savedTender) {
        var channel = channels.get(session.merchantId(), session.channelId());
        return session.plan(choices.of(session, channel), channel, savedTender);
    }

    /** @param by who is to see it */
    Snapshot snapshot(Principal by, CheckoutSession session) {
        if (session.paymentIntentId() != null || session.deposit().minor() > 0) {
            em.flush(); // the tenders are read from the tables
        }
        var channel = channels.get(session.merchantId(), session.channelId());
        return snapshot(by, session, channel, choices.of(session, channel));
    }

    private Snapshot snapshot(Principal by, CheckoutSession session, Channel channel, List<FulfillmentOption> options) {
        List<TenderView> tenders =
                session.paymentIntentId() == null && session.deposit().minor() == 0
                        ? List.of()
                        : payments.tenders(session.merchantId(), session.id());
        var attemptId = session.attemptId();
        var attempt = attemptId == null || !session.status().isPaying()
                ? null
                : payments.get(session.merchantId(), attemptId);
        return new Snapshot(
                session,
                channel,
                options,
                session.plan(options, channel),
                tenders,
                attempt,
                session.hidesBuyerFrom(by));
    }

    /** Newest first. */
    List<CheckoutSession> newest(
            UUID merchantId,
            @Nullable SessionStatus status,
            @Nullable String channelId,
            @Nullable UUID after,
            int limit) {
        return work.read(merchantId, () -> {
            var query = em.createQuery(
                            "select s from CheckoutSession s where s.merchantId = :merchant"
                                    + (status == null ? "" : " and s.status = :status")
                                    + (channelId == null ? "" : " and s.channelId = :channel")
                                    + (after == null ? "" : " and s.id < :after")
                                    + " order by s.id desc",
                            CheckoutSession.class)
                    .setParameter("merchant", merchantId)
                    .setMaxResults(limit);
            if (status != null) query.setParameter("status", status.stored());
            if (channelId != null) query.setParameter("channel", channelId);
            if (after != null) query.setParameter("after", after);
            return query.getResultList();
        });
    }

    /** Sessions whose time is over, money not moving. */
    List<UUID> expired(UUID merchantId, int limit) {
        return work.read(merchantId, () -> {
            List<?> rows = em.createNativeQuery("""
                            select session_id from checkout_session where merchant_id = ?1 and expires_at < ?2
                              and status in ('incomplete', 'ready_for_complete', 'requires_escalation')
                            order by expires_at limit ?3""")
                    .setParameter(1, merchantId)
                    .setParameter(2, clock.now())
                    .setParameter(3, limit)
                    .getResultList();
            return rows.stream().map(UUID.class::cast).toList();
        });
    }

    /** Its payment could not be taken back yet. Others come first until it is tried again; nothing of it has changed. */
    void restBeforeExpiry(Principal by, UUID id) {
        var now = clock.now();
        locked(by, id, session -> {
            if (!session.expiresAt().isAfter(now))
                session.expireFrom(now.plus(settings.resolverInterval().multipliedBy(REST)));
            return true;
        });
    }

    /** What is not yours is not there. */
    private static CheckoutSession visible(Principal by, UUID id, @Nullable CheckoutSession session) {
        var hidden = session == null
                || by.is(PrincipalKind.CLIENT_TOKEN) && !session.id().equals(by.sessionId())
                || by.is(PrincipalKind.REGISTER) && !session.channelId().equals(by.channelId());
        if (hidden || session == null) throw ProblemException.notFound("checkout session", id);
        return session;
    }

    /** The shopper's device and the merchant's people write one at a time; the merchant's own server may always. */
    static void guardHolder(Principal by, CheckoutSession session) {
        if (by.is(PrincipalKind.SECRET_KEY) || by.is(PrincipalKind.SYSTEM)) return;
        guardLetIn(by, session);
        var holder = session.holder();
        if (session.isHeldBy(by)) return;
        throw new ProblemException(
                        ProblemType.NOT_THE_HOLDER,
                        "this session is held in channel %s; take it over before you change it"
                                .formatted(holder.channelId()))
                .with("holder", holder);
    }

    /** Into what a buyer's own device holds, the buyer lets people in. */
    static void guardLetIn(Principal by, CheckoutSession session) {
        if (!session.isClosedTo(by)) return;
        throw new ProblemException(
                ProblemType.CONSENT_NEEDED,
                "the buyer holds this session: ask by assistance-requests whether you may help, or claim a code they say");
    }

    static void guardRevision(CheckoutSession session, @Nullable Long revision) {
        if (revision == null || revision == session.revision()) return;
        throw new ProblemException(
                ProblemType.REVISION_MISMATCH,
                "you have seen revision %d, the session is at %d".formatted(revision, session.revision()));
    }

    static void guardOpen(CheckoutSession session) {
        if (session.status().isOpen()) return;
        throw new ProblemException(
                ProblemType.ILLEGAL_TRANSITION,
                "the session is %s; its prices stay as they are"
                        .formatted(session.status().stored()));
    }

    static void guardNotPaying(CheckoutSession session) {
        if (!session.status().isPaying()) return;
        throw new ProblemException(
                        ProblemType.PAYMENT_IN_PROGRESS,
                        "wait for the payment that is under way, or take it back first")
                .retryAfter(2);
    }
}

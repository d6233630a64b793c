package onetill.session;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import onetill.access.Principal;
import onetill.access.PrincipalKind;
import onetill.access.Role;
import onetill.ask.Ask;
import onetill.ask.AskPlan;
import onetill.ask.Asks;
import onetill.ask.Situation;
import onetill.ask.Step;
import onetill.channel.AskPolicy;
import onetill.channel.Channel;
import onetill.channel.ChannelKind;
import onetill.customer.Customer;
import onetill.database.MerchantKey;
import onetill.database.NullableUuid;
import onetill.drawer.Drawer;
import onetill.encryption.BlindIndex;
import onetill.encryption.BlindIndexColumn;
import onetill.encryption.Field;
import onetill.encryption.Sealed;
import onetill.encryption.SealedJson;
import onetill.experiment.Arm;
import onetill.experiment.ArmValue;
import onetill.experiment.Exposure;
import onetill.experiment.Running;
import onetill.experiment.Varied;
import onetill.fulfillment.FulfillmentKind;
import onetill.fulfillment.FulfillmentOption;
import onetill.json.Json;
import onetill.money.Money;
import onetill.payment.Outcome;
import onetill.pricing.Totals;
import onetill.promotion.Discount;
import onetill.promotion.Discounts;
import onetill.reassurance.Reassured;
import onetill.runtime.Pseudonyms;
import onetill.tax.Taxes;
import org.jspecify.annotations.Nullable;

/** One buyer's way from the first line item to an order, the same for every channel and whoever helps. */
@Entity
@Table(name = "checkout_session")
@IdClass(MerchantKey.class)
public class CheckoutSession {

    /** What holds a session that a shopper's device holds, followed by its token's id. */
    static final String DEVICE = "client_token";

    /** What holds a session that was put aside. */
    private static final String NOBODY = "parked";

    /** Recognized, but by somebody who has passed the session on. */
    private static final String HANDED_ON = "handoff";

    /** So much of the help that is over is kept, to know who was told: not now. */
    private static final int ASSISTANCE_KEPT = 10;

    private static final String EMAIL = "buyer.email";
    private static final String PHONE = "buyer.phone";

    /** What a wallet can answer. */
    private static final List<String> WALLET_ASKS = List.of(EMAIL, PHONE, "fulfillment.address", "fulfillment.name");

    @Id
    @Column(name = "merchant_id")
    private UUID merchantId;

    @Id
    @Column(name = "session_id")
    private UUID id;

    @Column(name = "channel_id")
    private String channelId;

    @Column(name = "channel_kind")
    private String channelKind;

    @Column(name = "status")
    private String status;

    @Column(name = "step")
    private String step;

    @Column(name = "revision")
    private long revision;

    @Column(name = "currency")
    private String currency;

    @Column(name = "locale")
    private String locale;

    @Column(name = "country")
    private String country;

    @Column(name = "line_items")
    @Convert(converter = Documents.LineItems.class)
    private List<LineItem> lineItems;

    @Column(name = "buyer")
    @Convert(converter = SealedJson.class)
    private Sealed<Buyer> buyer;

    /** By which orders of the same buyer are found. */
    @Column(name = "email_index")
    @Convert(converter = BlindIndexColumn.class)
    private @Nullable BlindIndex emailIndex;

    /** By which a caller's sessions are found. */
    @Column(name = "phone_index")
    @Convert(converter = BlindIndexColumn.class)
    private @Nullable BlindIndex phoneIndex;

    /** Whether the buyer has agreed to be written to; the words are in the document. */
    @Column(name = "reminder_agreed")
    private boolean reminderAgreed;

    @Column(name = "fulfillment")
    @Convert(converter = SealedJson.class)
    private Sealed<Delivery> delivery;

    @Column(name = "totals")
    @Convert(converter = Documents.TotalsDocument.class)
    private List<Total> totals;

    @Column(name = "total_minor")
    private long totalMinor;

    @Column(name = "tender_type")
    private @Nullable String tenderType;

    @Column(name = "messages")
    @Convert(converter = Documents.MessagesDocument.class)
    private List<Message> messages;

    @Column(name = "taxes")
    @Convert(converter = Documents.TaxesDocument.class)
    private Taxes taxes;

    @Column(name = "discount_codes")
    @Convert(converter = Documents.CodesDocument.class)
    private List<String> discountCodes;

    @Column(name = "wallet_asks")
    @Convert(converter = Documents.CodesDocument.class)
    private List<String> walletAsks;

    @Column(name = "discounts")
    @Convert(converter = Documents.DiscountsDocument.class)
    private Discounts.Result discounts;

    @Convert(converter = NullableUuid.class)
    @Column(name = "offered_tender_id")
    private @Nullable UUID offeredTenderId;

    @Column(name = "offered_tender_label")
    private @Nullable String offeredTenderLabel;

    @Column(name = "customer_id")
    @Convert(converter = NullableUuid.class)
    private @Nullable UUID customerId;

    @Column(name = "recognized_by")
    private @Nullable String recognizedBy;

    /** Where somebody who is known by a device alone has had something sent before; see {@link Address#place()}. */
    @Column(name = "known_addresses")
    @Convert(converter = Documents.CodesDocument.class)
    private List<String> knownAddresses;

    @Column(name = "reminded_at")
    private @Nullable OffsetDateTime remindedAt;

    @Column(name = "recovered_at")
    private @Nullable OffsetDateTime recoveredAt;

    @Column(name = "assistance")
    @Convert(converter = Documents.AssistanceDocument.class)
    private List<Assistance> assistance;

    /** Which arms of experiments it was shown. What it was shown first stays. */
    @Column(name = "price_adjustments")
    @Convert(converter = Documents.PriceAdjustmentsDocument.class)
    private List<PriceAdjustment> priceAdjustments;

    @Column(name = "exposures")
    @Convert(converter = Documents.ExposuresDocument.class)
    private List<Exposure> exposures;

    /** Which trust messages its buyer was shown, by the ask beside which they stand. */
    @Column(name = "reassured")
    @Convert(converter = Documents.ReassuredDocument.class)
    private List<Reassured> reassured;

    @Column(name = "holder_channel_id")
    private String holderChannelId;

    @Column(name = "holder_actor")
    private String holderActor;

    @Column(name = "holder_fence")
    private long holderFence;

    @Column(name = "payment_intent_id")
    @Convert(converter = NullableUuid.class)
    private @Nullable UUID paymentIntentId;

    @Column(name = "attempt_id")
    @Convert(converter = NullableUuid.class)
    private @Nullable UUID attemptId;

    @Column(name = "submitted_run")
    @Convert(converter = NullableUuid.class)
    private @Nullable UUID submittedRun;

    @Column(name = "order_id")
    @Convert(converter = NullableUuid.class)
    private @Nullable UUID orderId;

    @Column(name = "order_number")
    private @Nullable String orderNumber;

    @Column(name = "parked_at")
    private @Nullable OffsetDateTime parkedAt;

    @Column(name = "parked_by")
    private @Nullable String parkedBy;

    @Column(name = "parked_label")
    private @Nullable String parkedLabel;

    @Column(name = "deposit_minor")
    private long depositMinor;

    /** What goods are worth here that come back for these; null where none do. */
    @Column(name = "exchange_credit_minor")
    private @Nullable Long exchangeCreditMinor;

    /** The order whose parcel its goods shall go along with; null where they go alone. */
    @Column(name = "adds_to_order_id")
    @Convert(converter = NullableUuid.class)
    private @Nullable UUID addsToOrderId;

    @Column(name = "tip_minor")
    private long tipMinor;

    @Column(name = "created_at")
    private OffsetDateTime createdAt;

    @Column(name = "updated_at")
    private OffsetDateTime updatedAt;

    @Column(name = "step_since")
    private OffsetDateTime stepSince;

    @Column(name = "expires_at")
    private OffsetDateTime expiresAt;

    /** Into whose drawer the cash of a sale that is over has gone. */
    @Transient
    private Drawer drawer = Drawer.OF_NOW;

    /** When a sale that is over was made. */
    @Transient
    private @Nullable OffsetDateTime takenAt;

    /** What has happened since the row was read, for the event that is written with it. */
    @Transient
    private final Map<String, Object> news = new LinkedHashMap<>();

    /** Those of the exposures that are not written down yet. */
    @Transient
    private final List<Exposure> newExposures = new ArrayList<>();

    @SuppressWarnings("NullAway.Init")
    protected CheckoutSession() {}

    CheckoutSession(UUID merchantId, UUID id, Channel channel, Locale locale, String holderActor, OffsetDateTime now) {
        this.merchantId = merchantId;
        this.id = id;
        this.channelId = channel.id();
        this.channelKind = channel.kind().stored();
        this.status = SessionStatus.INCOMPLETE.stored();
        this.step = Step.STARTED.name().toLowerCase(Locale.ROOT);
        this.revision = 0;
        this.currency = channel.currency().getCurrencyCode();
        this.locale = locale.toLanguageTag();
        this.country = channel.country();
        this.lineItems = List.of();
        this.buyer = sealed(Buyer.NOBODY);
        this.delivery = sealed(Delivery.OPEN);
        this.totals = List.of();
        this.messages = List.of();
        this.taxes = Taxes.NONE;
        this.discountCodes = List.of();
        this.walletAsks = List.of();
        this.knownAddresses = List.of();
        this.discounts = Discounts.Result.NONE;
        this.assistance = List.of();
        this.priceAdjustments = List.of();
        this.exposures = List.of();
        this.reassured = List.of();
        this.holderChannelId = channel.id();
        this.holderActor = holderActor;
        this.holderFence = 1;
        this.createdAt = now;
        this.updatedAt = now;
        this.stepSince = now;
        this.expiresAt = now;
    }

    // What buyers change. Only while the session is open; the table of states refuses the rest.

    private Sealed<Buyer> sealed(Buyer document) {
        return Sealed.of(Field.SESSION_BUYER.of(merchantId, id), document);
    }

    private Sealed<Delivery> sealed(Delivery document) {
        return Sealed.of(Field.SESSION_FULFILLMENT.of(merchantId, id), document);
    }

    private void meet(Buyer known) {
        if (known.equals(buyer())) return;
        buyer = sealed(known);
        emailIndex = BlindIndex.of(Field.SESSION_BUYER.of(merchantId, id), Json.write(known));
        phoneIndex = phoneIndex(known.phone());
        reminderAgreed = known.reminderConsent() != null;
    }

    /** The same number has the same index here as in {@link Customer}. */
    private @Nullable BlindIndex phoneIndex(@Nullable String number) {
        return number == null ? null : BlindIndex.of(Field.CUSTOMER_PHONE.of(merchantId, id), number);
    }

    private void deliver(Delivery known) {
        if (!known.equals(delivery())) delivery = sealed(known);
    }

    void speak(Locale language) {
        locale = language.toLanguageTag();
    }

    void know(Buyer given) {
        meet(buyer().with(given));
        walletAsks = walletAsks.stream()
                .filter(ask -> !answers(ask, given, Address.NONE))
                .toList();
    }

    /** The buyer's wallet has brought these answers. */
    void byWallet(Buyer contact, Address address) {
        walletAsks = WALLET_ASKS.stream()
                .filter(ask -> walletAsks.contains(ask) || answers(ask, contact, address))
                .toList();
    }

    private static boolean answers(String ask, Buyer contact, Address address) {
        return switch (ask) {
            case EMAIL -> contact.email() != null;
            case PHONE -> contact.phone() != null;
            default -> !address.known().isEmpty();
        };
    }

    /** The one saved tender that whoever holds the session's link may use. */
    void offer(UUID tenderId, String label) {
        offeredTenderId = tenderId;
        offeredTenderLabel = label;
    }

    void offerNothing() {
        offeredTenderId = null;
        offeredTenderLabel = null;
    }

    @Nullable
    UUID offeredTenderId() {
        return offeredTenderId;
    }

    @Nullable
    String offeredTenderLabel() {
        return offeredTenderLabel;
    }

    /** Whom the buyer may be: prices and promotions count on it, and nothing stored is shown. */
    void match(UUID customer) {
        if (customer.equals(customerId)) return;
        forgetCustomer();
        customerId = customer;
    }

    /** Whom a card that is known tells them to be, as for {@link #match}. */
    void matchByCard(UUID customer) {
        match(customer);
        news.put("customer_matched_by", "card");
    }

    /** Who the buyer has proven to be: what is known of them need not be asked. A device takes no better proof away. */
    void recognize(Customer customer, String by) {
        if (!customer.id().equals(customerId)) forgetCustomer();
        customerId = customer.id();
        if (provenCustomerId() == null || !by.equals(Who.DEVICE)) recognizedBy = by;
        knownAddresses = Who.DEVICE.equals(recognizedBy)
                ? customer.addresses().stream()
                        .map(Address::of)
                        .map(Address::place)
                        .toList()
                : List.of();
        meet(new Buyer(customer.email(), customer.name(), customer.phone()).with(buyer()));
        if (channelKind().isFaceToFace() || delivery().address().isBegun()) return;
        customer.addresses().stream().findFirst().map(Address::of).ifPresent(this::deliverTo);
    }

    /** Not them after all: nothing of theirs stays. */
    void forgetCustomer() {
        if (recognizedBy != null) {
            meet(Buyer.NOBODY);
            deliver(Delivery.OPEN);
            walletAsks = List.of();
        }
        customerId = null;
        recognizedBy = null;
        knownAddresses = List.of();
        offerNothing();
    }

    /** By what the buyer has proven to be the customer; null when they have not. */
    public @Nullable String recognizedBy() {
        return recognizedBy;
    }

    /** The customer whom the one that holds the session has proven to be; null for anybody else. */
    public @Nullable UUID provenCustomerId() {
        return recognizedBy == null || recognizedBy.equals(HANDED_ON) ? null : customerId;
    }

    void deliverTo(Address given) {
        deliver(delivery().to(given, country));
        walletAsks = walletAsks.stream()
                .filter(ask -> !answers(ask, Buyer.NOBODY, given))
                .toList();
        var to = delivery().address().country();
        if (to != null) country = to;
    }

    void need(LocalDate day) {
        deliver(delivery().neededBy(day));
    }

    void enter(List<String> codes) {
        discountCodes = codes.stream().map(Discounts::normalized).distinct().toList();
    }

    public Taxes taxes() {
        return taxes;
    }

    public List<String> discountCodes() {
        return discountCodes;
    }

    public Discounts.Result discounts() {
        return discounts;
    }

    /**
     * By what the uses of one buyer are counted; null when nothing is known of them. A guest is known by a pseudonym and, after a
     * space, by what was stored of guests in earlier versions.
     */
    @Nullable
    String customerKey(Pseudonyms pseudonyms) {
        if (customerId != null) return customerId.toString();
        var contact = contact();
        return contact == null ? null : pseudonyms.of("guest", merchantId + "\n" + contact) + " " + contact;
    }

    private @Nullable String contact() {
        var email = buyer().email();
        if (email != null) return email.toLowerCase(Locale.ROOT);
        var phone = buyer().phone();
        return phone == null ? null : phone.replaceAll("[^+0-9]", "");
    }

    List<PriceAdjustment> priceAdjustments() {
        return priceAdjustments;
    }

    void adjust(PriceAdjustment agreed) {
        var all = new ArrayList<>(priceAdjustments);
        all.removeIf(agreed::isOfTheSameAs);
        all.add(agreed);
        priceAdjustments = List.copyOf(all);
        news.put("price_adjustment", agreed.kind().name().toLowerCase(Locale.ROOT));
    }

    void withdraw(PriceAdjustment agreed) {
        priceAdjustments = priceAdjustments.stream()
                .filter(it -> !it.id().equals(agreed.id()))
                .toList();
        news.put("price_adjustment", "withdrawn");
    }

    /** The discounts whose uses are counted; what people have agreed to is in none of the merchant's promotions. */
    List<Discount> ofPromotions() {
        var agreed = priceAdjustments.stream().map(PriceAdjustment::id).toList();
        return discounts.applied().stream()
                .filter(it -> !agreed.contains(it.promotionId()))
                .toList();
    }

    /** What is left of each line after promotions, before anybody has let go of more. */
    long[] leftAfterPromotions() {
        var promotions = ofPromotions();
        var goods = lineItems.stream().filter(it -> !it.fee()).toList();
        var left = new long[goods.size()];
        for (var i = 0; i < left.length; i++) {
            var line = i;
            var off = promotions.stream().mapToLong(it -> it.lines().get(line)).sum();
            left[i] = Math.multiplyExact(
                            goods.get(i).unitPriceMinor(), goods.get(i).quantity())
                    - off;
        }
        return left;
    }

    void tip(long minor) {
        tipMinor = minor;
    }

    /** The buyer has added this on the device, as they paid. */
    void tipped(Money added) {
        if (added.minor() == 0) return;
        tipMinor = Math.addExact(tipMinor, added.minor());
        totals = Total.tipped(totals, tipMinor, added.minor());
        totalMinor = Math.addExact(totalMinor, added.minor());
        news.put("tip_minor", tipMinor);
    }

    /** Takes the new prices, and with them the lines and totals; keeps or renews the fulfillment option. */
    void price(List<LineItem> priced, Delivery chosen, Discounts.Result found, Totals amounts) {
        lineItems = List.copyOf(priced);
        discounts = found;
        taxes = amounts.taxes();
        deliver(chosen);
        var tip = new Money(tipMinor, currency());
        totals = Total.of(amounts, delivery().optionId() != null, tip);
        totalMinor = amounts.total().plus(tip).minor();
    }

    /** Rounds the total to what coins can pay, for a payment that ends in cash; 0 takes the rounding back. */
    void round(long differenceMinor) {
        var before = roundingMinor();
        if (before == differenceMinor) return;
        totals = Total.rounded(totals, differenceMinor);
        totalMinor = totalMinor - before + differenceMinor;
    }

    /** Somebody else has sold it, in their currency and country: nothing is left to ask. */
    void soldElsewhere(Currency theirs, String where, @Nullable UUID customer) {
        currency = theirs.getCurrencyCode();
        country = where;
        customerId = customer;
    }

    /** A till has sold it before we heard of it. */
    void soldBefore(Drawer into, OffsetDateTime when) {
        drawer = into;
        takenAt = when;
    }

    Drawer drawer() {
        return drawer;
    }

    @Nullable
    OffsetDateTime takenAt() {
        return takenAt;
    }

    /** All that was to be asked was asked elsewhere. */
    void filledElsewhere() {
        on(SessionEvent.FILLED);
        reach(Step.PAYMENT);
    }

    /** Something was changed; what is still asked decides whether the session is ready. */
    void changed(AskPlan plan) {
        messages = List.of();
        on(plan.onlyPaymentIsLeft() ? SessionEvent.FILLED : SessionEvent.CHANGED);
        reach(plan.step());
        tell(plan);
    }

    /** Asks what is still missing in a channel, and meets what is varied there about it. */
    void ask(List<FulfillmentOption> options, Channel channel) {
        if (plan(options, channel).canBeReordered()) expose(channel, Varied.ASKS_ORDER);
        var plan = plan(options, channel);
        changed(plan);
        if (plan.onlyPaymentIsLeft() && due().minor() > 0) expose(channel, Varied.DEFAULT_TENDER);
        if (TrustMessageView.mayDiffer(channel, plan)) expose(channel, Varied.TRUST_MESSAGE);
        if (isWaitedFor() && !lineItems.isEmpty()) expose(channel, Varied.RECOVERY_DELAY);
    }

    // What is varied. Whether a session is exposed never depends on the arm, or the arms could not be compared.

    /** From now on it is shown what an arm wants, if this is varied here. */
    void expose(Channel channel, Varied varied) {
        var experiment = channel.experiment(varied);
        if (experiment.isEmpty() || !experiment.get().takes(createdAt)) return;
        if (exposure(experiment.get()).isPresent()) return;
        var exposure = experiment.get().deal(customerId, id);
        var all = new ArrayList<>(exposures);
        all.add(exposure);
        exposures = List.copyOf(all);
        newExposures.add(exposure);
    }

    private Optional<Exposure> exposure(Running experiment) {
        return exposures.stream()
                .filter(it -> it.experimentId().equals(experiment.experimentId()))
                .findFirst();
    }

    /** What its arm wants here; as usual when it was shown none, or the experiment is over. */
    ArmValue wanted(Channel channel, Varied varied) {
        return channel.experiment(varied)
                .flatMap(it -> exposure(it).flatMap(shown -> it.arm(shown.arm())))
                .map(Arm::wants)
                .orElse(ArmValue.USUAL);
    }

    /** What the buyer was shown beside an ask, if anything was. */
    Optional<Reassured> reassured(String ask) {
        return reassured.stream().filter(it -> it.ask().equals(ask)).findFirst();
    }

    /** The buyer was shown something. */
    void reassured(Reassured shown) {
        var all = new ArrayList<>(reassured);
        all.add(shown);
        reassured = List.copyOf(all);
    }

    /** Those since the last change was closed. */
    List<Exposure> takeNewExposures() {
        var taken = List.copyOf(newExposures);
        newExposures.clear();
        return taken;
    }

    /** What is asked now and what is not: the funnel knows by it which question stopped whom, and which came twice. */
    private void tell(AskPlan plan) {
        news.put("asks", plan.asks().stream().map(Ask::id).toList());
        var spared = new LinkedHashMap<String, String>();
        plan.skipped().forEach(it -> spared.put(it.id(), it.reason().code()));
        news.put("skipped", spared);
    }

    /** The buyer has confirmed another total than it costs now. */
    void confirmedAnother(List<CostChange> changes) {
        news.put(
                "total_changed",
                changes.stream()
                        .map(it -> it.code().name().toLowerCase(Locale.ROOT))
                        .distinct()
                        .toList());
    }

    void say(Message message) {
        messages = List.of(message);
    }

    // The payment.

    /** Payment is reached: an attempt was created at the provider, asleep. */
    void prepare(UUID intent, UUID attempt) {
        paymentIntentId = intent;
        attemptId = attempt;
    }

    void submit(UUID intent, UUID attempt, String tender, @Nullable String consent, @Nullable UUID run) {
        pay(SessionEvent.SUBMITTED, intent, attempt, tender, consent);
        submittedRun = run;
    }

    void submitDeposit(UUID intent, UUID attempt, String tender, Money amount, UUID run) {
        news.put("amount_minor", amount.minor());
        pay(SessionEvent.DEPOSIT_SUBMITTED, intent, attempt, tender, null);
        submittedRun = run;
    }

    /** The request that submitted it last. */
    @Nullable
    UUID submittedRun() {
        return submittedRun;
    }

    private void pay(SessionEvent event, UUID intent, UUID attempt, String tender, @Nullable String consent) {
        on(event);
        if (consent != null) news.put("consent", consent);
        messages = List.of();
        paymentIntentId = intent;
        attemptId = attempt;
        tenderType = tender;
    }

    /** One tender is held; the next one is under way. */
    void tenderAuthorized(UUID next) {
        on(SessionEvent.TENDER_AUTHORIZED);
        attemptId = next;
        messages = List.of();
    }

    /** The provider was surely not asked; another one is. */
    void triedElsewhere(UUID next) {
        on(SessionEvent.UNANSWERED);
        attemptId = next;
    }

    /** A tender did not come about while others hold money: first that is let go, beginning with {@code held}. */
    void unwinding(Outcome outcome, UUID held) {
        on(SessionEvent.UNWINDING);
        tell(outcome);
        attemptId = held;
    }

    /** Nothing is held any more. */
    void unwound() {
        on(SessionEvent.ATTEMPT_WITHDRAWN);
        leavePayment();
    }

    /** A deposit is ours, and the session goes on. */
    void deposited(Money amount) {
        on(SessionEvent.DEPOSITED);
        messages = List.of();
        depositMinor = Math.addExact(depositMinor, amount.minor());
        news.put("amount_minor", amount.minor());
        leavePayment();
    }

    /** A deposit goes back. */
    void depositReturned(Money amount) {
        depositMinor = Math.subtractExact(depositMinor, amount.minor());
        news.put("type", "session.deposit_returned");
        news.put("amount_minor", amount.minor());
    }

    /** After a payment that came to nothing, or a deposit: what is still asked decides where the session stands. */
    void askAgain(AskPlan plan) {
        if (!plan.onlyPaymentIsLeft())
            status = status().on(SessionEvent.CHANGED).stored();
    }

    /** Money came that nobody waits for; it goes back. */
    void unexpectedMoney(UUID attempt, Money amount) {
        news.put("type", "session.payment_unexpected");
        news.put("attempt_id", attempt);
        news.put("amount_minor", amount.minor());
    }

    /** It has gone back. */
    void moneyReturned(UUID attempt, Money amount) {
        news.put("type", "session.payment_returned");
        news.put("attempt_id", attempt);
        news.put("amount_minor", amount.minor());
        if (!status().isPaying()) messages = List.of(Message.returned());
    }

    private void leavePayment() {
        attemptId = null;
        round(0);
    }

    /** Takes the provider's answer to the attempt under way. */
    void answered(Outcome outcome) {
        on(
                switch (outcome.result()) {
                    case AUTHORIZED, CAPTURED, PARTLY_CAPTURED, REFUNDED -> SessionEvent.AUTHORIZED;
                    case ACTION_REQUIRED ->
                        ((Outcome.ActionRequired) outcome).declined() == null
                                ? SessionEvent.ESCALATED
                                : SessionEvent.CARD_DECLINED;
                    case PENDING, ASKED, UNKNOWN -> SessionEvent.UNANSWERED;
                    case DECLINED, NOT_SENT -> SessionEvent.DECLINED;
                    case VOIDED -> SessionEvent.ATTEMPT_WITHDRAWN;
                });
        tell(outcome);
        if (status() == SessionStatus.READY_FOR_COMPLETE) leavePayment();
    }

    private void tell(Outcome outcome) {
        if (outcome instanceof Outcome.Declined declined) {
            say(Message.declined(declined));
            news.put("decline_code", declined.code());
        }
        if (outcome instanceof Outcome.ActionRequired waits && waits.declined() != null) {
            news.put("decline_code", waits.declined());
        }
        if (outcome.result() == Outcome.Result.NOT_SENT) say(Message.unavailable());
        if (outcome.result() == Outcome.Result.PENDING) say(Message.pending());
        if (outcome.result() == Outcome.Result.VOIDED) say(Message.withdrawn());
    }

    void completedBy(UUID order, String number) {
        orderId = order;
        orderNumber = number;
        reach(Step.PAID);
        if (recoveredAt != null) news.put("recovered", true);
        news.put("order_id", order);
        news.put("order_number", number);
    }

    void cancel() {
        on(SessionEvent.CANCELED);
    }

    void expire() {
        on(SessionEvent.EXPIRED);
    }

    /** It may not end before then. */
    void expireFrom(OffsetDateTime when) {
        expiresAt = when;
    }

    /** The buyer was written to, once and for all. */
    void remind(OffsetDateTime now) {
        remindedAt = now;
        news.put("type", "session.reminded");
    }

    boolean canBeReminded() {
        return status().isOpen() && remindedAt == null && buyer().reminderConsent() != null;
    }

    /** Whether it waits longer than others, because its buyer may come back. */
    boolean isWaitedFor() {
        return status().isOpen() && buyer().reminderConsent() != null;
    }

    /** The buyer came back by the link they were sent. */
    void recover(OffsetDateTime now) {
        if (recoveredAt == null) recoveredAt = now;
    }

    public @Nullable OffsetDateTime remindedAt() {
        return remindedAt;
    }

    /** The session goes on in another channel, which has tenders, prices and questions of its own. */
    void moveTo(Channel channel) {
        channelId = channel.id();
        channelKind = channel.kind().stored();
        if (!channel.takesTips()) tipMinor = 0;
        // What was agreed to face to face is not for a buyer who goes on alone.
        if (!channel.kind().isFaceToFace()) priceAdjustments = List.of();
    }

    /** The same request opened it before, and its device has a new token. */
    void renewDevice(String actor) {
        if (holderActor.startsWith(DEVICE)) holderActor = actor;
    }

    boolean isHeldBy(Principal by) {
        return holderActor.equals(by.device()) || holderActor.equals(DEVICE) && by.is(PrincipalKind.CLIENT_TOKEN);
    }

    boolean isHeldBy(String actor) {
        return holderActor.equals(actor);
    }

    /**
     * The pen moves; whoever held it before is recognized by the old fence. What was filled in stays, and who holds it now has
     * proven nothing: a link may have been passed on.
     */
    void handOver(String channel, String actor) {
        holderChannelId = channel;
        holderActor = actor;
        holderFence++;
        if (recognizedBy != null) recognizedBy = HANDED_ON;
        news.put("type", "session.handed_off");
        news.put("holder_channel_id", channel);
    }

    /** Put aside: nobody holds it until somebody takes it up. */
    void park(String actor, @Nullable String label, OffsetDateTime now) {
        parkedAt = now;
        parkedBy = actor;
        parkedLabel = label;
        holderActor = NOBODY;
        holderFence++;
        news.put("type", "session.parked");
    }

    boolean isParked() {
        return parkedAt != null;
    }

    void resume(String channel, String actor) {
        parkedAt = null;
        parkedBy = null;
        parkedLabel = null;
        holderChannelId = channel;
        holderActor = actor;
        holderFence++;
        news.put("type", "session.resumed");
        news.put("holder_channel_id", channel);
    }

    // Who helps. None of it is a change of the purchase: what the buyer has seen stays the newest revision.

    boolean isHeldByDevice() {
        return holderActor.startsWith(DEVICE);
    }

    /** Whether a person of the merchant's has to be let in by the buyer before they may do anything here. */
    boolean isClosedTo(Principal by) {
        return by.is(PrincipalKind.STAFF)
                && isHeldByDevice()
                && assistance(it -> it.isOf(by.device()) && it.isAllowed()).isEmpty();
    }

    /** Whether they may not even see who the buyer is. Managers answer for what goes on, and see all. */
    boolean hidesBuyerFrom(Principal by) {
        return isClosedTo(by) && !by.has(Role.MANAGER) && !by.has(Role.ADMIN);
    }

    List<Assistance> assistance() {
        return assistance;
    }

    /** The newest that fits. */
    Optional<Assistance> assistance(Predicate<Assistance> fits) {
        return assistance.stream().filter(fits).reduce((older, newer) -> newer);
    }

    /** Takes what is new or has changed in the place of what was; of one person only the newest is kept. */
    void assist(Assistance now) {
        var kept = new ArrayList<Assistance>();
        for (var each : assistance) {
            if (!each.id().equals(now.id()) && !each.isOf(now.actor())) kept.add(each);
        }
        while (kept.size() >= ASSISTANCE_KEPT && kept.removeIf(oldestThatIsOver(kept))) {
            /* until there is room, or only those are left who are here */
        }
        kept.add(now);
        assistance = List.copyOf(kept);
    }

    private static Predicate<Assistance> oldestThatIsOver(List<Assistance> all) {
        var oldest = all.stream().filter(it -> !it.isPresent()).findFirst();
        return it -> oldest.filter(it::equals).isPresent();
    }

    private void on(SessionEvent event) {
        status = status().on(event).stored();
        news.put("type", event.type());
    }

    private void reach(Step next) {
        if (step() == next) return;
        news.put("step_left", step);
        step = next.name().toLowerCase(Locale.ROOT);
    }

    /** Closes one change: the revision grows by one, the session lives on. Answers what the event has to tell. */
    Map<String, Object> close(OffsetDateTime now, Duration ttl) {
        revision++;
        if (news.containsKey("step_left")) {
            news.put("step_ms", Duration.between(stepSince, now).toMillis());
            stepSince = now;
        }
        updatedAt = now;
        expiresAt = now.plus(ttl);
        news.put("status", status);
        news.put("total_minor", totalMinor);
        news.put("currency", currency);
        news.put("costs", costs());
        news.put("basket", basket());
        news.put("country", country);
        if (delivery().optionId() != null)
            news.put("fulfillment_option", delivery().optionId());
        if (delivery().optionId() != null) news.put("option_chosen", delivery().chosenByBuyer());
        if (tenderType != null) news.put("tender", tenderType);
        var told = Map.copyOf(news);
        news.clear();
        return told;
    }

    /** Of what the total is made, apart from what is a part of the others. */
    private Map<String, Long> costs() {
        var costs = new LinkedHashMap<String, Long>();
        for (var each : totals) {
            if (each.included() || each.type() == Total.Type.TOTAL) continue;
            costs.put(each.type().name().toLowerCase(Locale.ROOT), each.amountMinor());
        }
        return costs;
    }

    /** Stays the same as long as the buyer wants the same: what then costs something else has become dearer or cheaper. */
    private String basket() {
        var wanted = lineItems.stream()
                .filter(it -> !it.fee())
                .map(it -> it.sku() + "*" + it.quantity())
                .sorted()
                .toList();
        return Integer.toHexString(Objects.hash(wanted, discountCodes));
    }

    /** What has to be asked of this buyer, given where this session could be delivered. */
    AskPlan plan(List<FulfillmentOption> options, Channel channel) {
        return plan(options, channel, false);
    }

    /** @param savedTender whether something the customer has kept is to pay for it */
    AskPlan plan(List<FulfillmentOption> options, Channel channel, boolean savedTender) {
        var first = wanted(channel, Varied.ASKS_ORDER).asks();
        return Asks.plan(situation(options, channel.asks(), savedTender), first == null ? List.of() : first);
    }

    private Situation situation(List<FulfillmentOption> options, AskPolicy policy, boolean savedTender) {
        var handedOver = channelKind().isFaceToFace();
        return new Situation(
                channelKind(),
                !lineItems.isEmpty(),
                onlyDigital(),
                lineItems.stream().anyMatch(LineItem::digital),
                handedOver && (delivery().kind() == null || delivery().kind() == FulfillmentKind.PICKUP),
                delivery().kind(),
                options.size(),
                buyer().email(),
                buyer().phone(),
                delivery().address().known(),
                country,
                due().format(locale()),
                due().minor() == 0,
                recognizedBy != null,
                Set.copyOf(walletAsks),
                lineItems.stream()
                        .map(LineItem::minAge)
                        .filter(Objects::nonNull)
                        .mapToInt(Integer::intValue)
                        .max()
                        .orElse(0),
                buyer().ageAtLeast() == null ? 0 : buyer().ageAtLeast(),
                isNewPlace(),
                savedTender,
                policy,
                buyer().acceptedTerms(),
                Boolean.TRUE.equals(buyer().digitalWaiver()));
    }

    /** Whether only a device is known, and the goods go where this customer has had nothing sent before. */
    private boolean isNewPlace() {
        var kind = delivery().kind();
        return Who.DEVICE.equals(recognizedBy)
                && kind != null
                && kind.needsAddress()
                && delivery().address().isBegun()
                && !knownAddresses.contains(delivery().address().place());
    }

    /** Whether a deposit that is still here was paid by something the customer has kept. */
    boolean isPaidAheadBySaved() {
        return depositMinor > 0 && tenderType != null && Submission.isKept(tenderType);
    }

    boolean onlyDigital() {
        return !lineItems.isEmpty() && lineItems.stream().allMatch(LineItem::digital);
    }

    public UUID merchantId() {
        return merchantId;
    }

    public UUID id() {
        return id;
    }

    public String channelId() {
        return channelId;
    }

    public ChannelKind channelKind() {
        return ChannelKind.of(channelKind);
    }

    public SessionStatus status() {
        return SessionStatus.of(status);
    }

    public Step step() {
        return Step.valueOf(step.toUpperCase(Locale.ROOT));
    }

    public long revision() {
        return revision;
    }

    public Currency currency() {
        return Currency.getInstance(currency);
    }

    public Locale locale() {
        return Locale.forLanguageTag(locale);
    }

    public String country() {
        return country;
    }

    public List<LineItem> lineItems() {
        return lineItems;
    }

    public Buyer buyer() {
        return buyer.open(Field.SESSION_BUYER.of(merchantId, id), Buyer.class);
    }

    public Delivery delivery() {
        return delivery.open(Field.SESSION_FULFILLMENT.of(merchantId, id), Delivery.class);
    }

    public List<Total> totals() {
        return totals;
    }

    public Money total() {
        return new Money(totalMinor, currency());
    }

    /** What was paid ahead. */
    public Money deposit() {
        return new Money(depositMinor, currency());
    }

    /** What is left to pay; never below zero. */
    public Money due() {
        return new Money(
                Math.max(0, totalMinor - depositMinor - exchangeCredit().minor()), currency());
    }

    /** Goods come back for these, and pay for them. */
    void exchangeFor(Money credit) {
        exchangeCreditMinor = credit.minor();
    }

    /** Its goods shall go along with those of an order. */
    void addTo(UUID order) {
        addsToOrderId = order;
    }

    @Nullable
    UUID addsToOrderId() {
        return addsToOrderId;
    }

    boolean isExchange() {
        return exchangeCreditMinor != null;
    }

    /** What goods that come back pay of the total. */
    public Money exchangeCredit() {
        var credit = exchangeCreditMinor == null ? 0 : exchangeCreditMinor;
        return new Money(Math.max(0, Math.min(credit, totalMinor - depositMinor)), currency());
    }

    public Money tip() {
        return new Money(tipMinor, currency());
    }

    /** By how much the total was rounded for cash. */
    long roundingMinor() {
        return totals.stream()
                .filter(it -> it.type() == Total.Type.ROUNDING)
                .mapToLong(Total::amountMinor)
                .sum();
    }

    public @Nullable String tenderType() {
        return tenderType;
    }

    public List<Message> messages() {
        return messages;
    }

    public @Nullable UUID customerId() {
        return customerId;
    }

    public Holder holder() {
        return new Holder(holderChannelId, holderActor.startsWith(DEVICE) ? DEVICE : holderActor, holderFence);
    }

    public @Nullable UUID paymentIntentId() {
        return paymentIntentId;
    }

    public @Nullable UUID attemptId() {
        return attemptId;
    }

    public @Nullable UUID orderId() {
        return orderId;
    }

    public @Nullable String orderNumber() {
        return orderNumber;
    }

    public OffsetDateTime createdAt() {
        return createdAt;
    }

    public OffsetDateTime updatedAt() {
        return updatedAt;
    }

    public OffsetDateTime expiresAt() {
        return expiresAt;
    }
}

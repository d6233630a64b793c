package onetill.order;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import onetill.access.CodeTries;
import onetill.access.Principal;
import onetill.access.PrincipalKind;
import onetill.access.Role;
import onetill.audit.Audit;
import onetill.audit.AuditAction;
import onetill.audit.Deed;
import onetill.channel.Channels;
import onetill.database.MerchantKey;
import onetill.database.Work;
import onetill.problem.ProblemException;
import onetill.problem.ProblemType;
import onetill.runtime.Clocks;
import onetill.runtime.Ids;
import onetill.runtime.Secrets;
import onetill.stock.Stock;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of the goods of orders: from the shelf to the buyer. All of an order's changes happen one after the other, under its lock:
 * of each line, what is handed over, open and canceled is never more than was bought.
 */
@ApplicationScoped
public class Fulfillments {

    /** Without letters and digits that sound or look alike. */
    private static final String CODE_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

    private static final int CODE_LENGTH = 6;
    private static final Duration CODE_WINDOW = Duration.ofMinutes(15);
    private static final int TRIES_OF_ONE = 5;
    private static final int TRIES_OF_ALL = 20;

    /** What happens at a counter, and so is for those who stand there. */
    private static final Set<FulfillmentEvent> AT_THE_COUNTER =
            Set.of(FulfillmentEvent.PICK, FulfillmentEvent.PACK, FulfillmentEvent.READY, FulfillmentEvent.COLLECT);

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    @Inject
    Work work;

    @Inject
    Orders orders;

    @Inject
    OrderMoney money;

    @Inject
    FulfillmentLines lines;

    @Inject
    RefundLines refundLines;

    @Inject
    Stock stock;

    @Inject
    Channels channels;

    @Inject
    CodeTries tries;

    @Inject
    Audit audit;

    @Inject
    Secrets secrets;

    @Inject
    Ids ids;

    @Inject
    Clocks clock;

    /**
     * What happened.
     *
     * @param tracking by which parcel; for what is shipped
     * @param code what the buyer has said at the counter
     * @param reason why it failed, or is handed out without the code
     * @param locationId where what was promised has arrived
     */
    public record Happened(
            FulfillmentEvent event,
            Fulfillment.@Nullable Tracking tracking,
            @Nullable String code,
            @Nullable String reason,
            @Nullable String locationId) {}

    /** So many of one line were canceled and are not given back yet. */
    @Schema(name = "RefundableLine")
    public record Refundable(int line, long quantity) {}

    /**
     * All fulfillments of an order.
     *
     * @param refundable what was canceled and is paid: a refund of these lines gives the money back
     */
    @Schema(name = "OrderFulfillments")
    public record OfOrder(
            List<FulfillmentView> data, @Nullable FulfillmentProgress fulfillmentStatus, List<Refundable> refundable) {}

    /** What is asked for in a work list. */
    public record Wanted(
            @Nullable String locationId, @Nullable FulfillmentStatus status, Fulfillment.@Nullable Kind kind) {}

    public OfOrder of(UUID merchantId, UUID orderId) {
        return work.read(merchantId, () -> of(orders.get(merchantId, orderId)));
    }

    private OfOrder of(Order order) {
        var all = all(order);
        return new OfOrder(
                views(order.merchantId(), all, Map.of(order.id(), order.number())),
                order.fulfillmentStatus(),
                refundable(order));
    }

    public FulfillmentView get(UUID merchantId, UUID orderId, UUID id) {
        return of(merchantId, orderId).data().stream()
                .filter(it -> it.id().equals(id))
                .findFirst()
                .orElseThrow(() -> ProblemException.notFound("fulfillment", id));
    }

    /** What buyers of this order may know of its goods. */
    public List<Fulfillment> all(Order order) {
        return em.createQuery(
                        "select f from Fulfillment f where f.merchantId = :merchant and f.orderId = :order order by f.id",
                        Fulfillment.class)
                .setParameter("merchant", order.merchantId())
                .setParameter("order", order.id())
                .getResultList();
    }

    /** What is in each of these fulfillments. */
    public Map<UUID, List<FulfillmentView.Line>> linesOf(UUID merchantId, List<Fulfillment> of) {
        return of.isEmpty()
                ? Map.of()
                : lines.views(merchantId, of.stream().map(Fulfillment::id).toList());
    }

    /** The oldest first: what is still to be done, or what is in one status. A till is shown what is at its place. */
    public List<FulfillmentView> workList(Principal by, Wanted wanted, @Nullable UUID after, int limit) {
        return work.read(by.merchantId(), () -> {
            var location = by.is(PrincipalKind.REGISTER) ? place(by) : wanted.locationId();
            var query = em.createQuery(
                            "select f from Fulfillment f where f.merchantId = :merchant and f.status in :statuses"
                                    + (location == null ? "" : " and f.locationId = :location")
                                    + (wanted.kind() == null ? "" : " and f.kind = :kind")
                                    + (after == null ? "" : " and f.id > :after") + " order by f.id",
                            Fulfillment.class)
                    .setParameter("merchant", by.merchantId())
                    .setParameter("statuses", statuses(wanted.status()))
                    .setMaxResults(limit);
            if (location != null) query.setParameter("location", location);
            if (wanted.kind() != null) query.setParameter("kind", wanted.kind().stored());
            if (after != null) query.setParameter("after", after);
            var found = query.getResultList();
            return views(by.merchantId(), found, numbers(by.merchantId(), found));
        });
    }

    private static List<String> statuses(@Nullable FulfillmentStatus one) {
        if (one != null) return List.of(one.stored());
        var open = new ArrayList<String>();
        for (var it : FulfillmentStatus.values()) if (it.isOpen()) open.add(it.stored());
        return open;
    }

    private Map<UUID, String> numbers(UUID merchantId, List<Fulfillment> of) {
        if (of.isEmpty()) return Map.of();
        var numbers = new HashMap<UUID, String>();
        em.createQuery(
                        "select o.id, o.number from Order o where o.merchantId = :merchant and o.id in :ids",
                        Object[].class)
                .setParameter("merchant", merchantId)
                .setParameter(
                        "ids", of.stream().map(Fulfillment::orderId).distinct().toList())
                .getResultList()
                .forEach(row -> numbers.put((UUID) row[0], (String) row[1]));
        return numbers;
    }

    private List<FulfillmentView> views(UUID merchantId, List<Fulfillment> of, Map<UUID, String> numbers) {
        var found = linesOf(merchantId, of);
        return of.stream()
                .map(it -> FulfillmentView.of(
                        it, numbers.getOrDefault(it.orderId(), ""), found.getOrDefault(it.id(), List.of())))
                .toList();
    }

    private FulfillmentView view(Order order, Fulfillment it) {
        return views(order.merchantId(), List.of(it), Map.of(order.id(), order.number()))
                .get(0);
    }

    /** What was canceled and paid, and did not go back: refunds count for what came back from buyers first. */
    private List<Refundable> refundable(Order order) {
        var isPaid = order.state() == OrderState.PAID
                || order.state() == OrderState.PARTIALLY_PAID
                || order.state() == OrderState.PARTIALLY_REFUNDED;
        if (!isPaid) return List.of();
        var returned = refundLines.returned(order);
        var refundable = new ArrayList<Refundable>();
        lines.counted(order).forEach((line, it) -> {
            var left = it.handedOver() + it.canceled() - returned.getOrDefault(line, 0L);
            var most = Math.min(it.canceled(), left);
            if (most > 0) refundable.add(new Refundable(line, most));
        });
        return refundable;
    }

    /**
     * Whether this is the code of a fulfillment that waits at the counter. Wrong ones are counted, whatever becomes of the request.
     *
     * @throws ProblemException WRONG_CODE, or TOO_MANY_TRIES after a few of them
     */
    public void checkCode(Principal by, UUID orderId, UUID id, String code) {
        var guard = new CodeTries.Guard("collection", "collection:" + id, CODE_WINDOW, TRIES_OF_ONE, TRIES_OF_ALL);
        var found = tries.counted(
                by,
                guard,
                () -> Optional.of(found(by.merchantId(), orderId, id)).filter(it -> isCode(it, code)));
        if (found.isEmpty()) {
            throw new ProblemException(
                    ProblemType.WRONG_CODE, "this is not the code of this fulfillment; ask the buyer to read it again");
        }
    }

    private static boolean isCode(Fulfillment it, String said) {
        var code = it.code();
        var written = said.strip().toUpperCase(Locale.ROOT);
        return code != null
                && MessageDigest.isEqual(
                        code.getBytes(StandardCharsets.UTF_8), written.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Something happened to goods.
     *
     * @throws ProblemException FULFILLMENT_STATE when it cannot, ORDER_NOT_PAID when nothing of the order's money is left,
     *     FORBIDDEN for those at a counter when it is nothing of theirs
     */
    public FulfillmentView happened(Principal by, UUID orderId, UUID id, Happened what) {
        return work.write(by.merchantId(), () -> {
            var order = orders.locked(by.merchantId(), orderId);
            var it = locked(by.merchantId(), orderId, id);
            guardPlace(by, it, what.event());
            it.status().on(it.kind(), what.event());
            apply(by, order, it, what);
            it.because(what.reason());
            it.on(what.event(), clock.now());
            counted(order);
            tell(order, it, "fulfillment." + it.status().stored(), by.actor());
            if (what.reason() != null) {
                audit.record(
                        by,
                        Deed.of(AuditAction.RECORD_FULFILLMENT_EVENT, orderId).because(what.reason()),
                        Map.of("fulfillment_id", id, "status", it.status().stored()));
            }
            var view = view(order, it);
            var isForServers = it.status() == FulfillmentStatus.READY_FOR_PICKUP && by.is(PrincipalKind.SECRET_KEY);
            return isForServers ? view.with(it.code()) : view;
        });
    }

    private void apply(Principal by, Order order, Fulfillment it, Happened what) {
        switch (what.event()) {
            case ALLOCATE -> arrive(it, what.locationId());
            case SHIP -> {
                guardMoney(order);
                if (what.tracking() != null) it.tracked(what.tracking());
            }
            case READY -> {
                guardMoney(order);
                it.collectedBy(secrets.fresh(CODE_LENGTH, CODE_ALPHABET));
            }
            case DISPATCH -> guardMoney(order);
            case COLLECT -> {
                guardMoney(order);
                guardCollector(by, it, what);
            }
            case FAIL -> guardNotReturned(order, it, what.reason());
            case PICK, PACK, DELIVER, CANCEL -> {
                /* nothing but the status changes */
            }
        }
    }

    private void arrive(Fulfillment it, @Nullable String location) {
        if (location == null) {
            throw ProblemException.invalid("location_id", "say at which location the goods have arrived");
        }
        guardLocation(it.merchantId(), location);
        inOrder(it).forEach((sku, quantity) -> {
            stock.giveBack(it.merchantId(), sku, null, quantity);
            stock.sellFrom(it.merchantId(), sku, location, quantity);
        });
        it.arrivedAt(location);
    }

    private void guardLocation(UUID merchantId, String location) {
        var isKnown = !em.createNativeQuery("select 1 from location where merchant_id = ?1 and location_id = ?2")
                .setParameter(1, merchantId)
                .setParameter(2, location)
                .getResultList()
                .isEmpty();
        if (!isKnown) throw ProblemException.invalid("location_id", "there is no location " + location);
    }

    /** By item, in one order, so that two changes never wait for each other. */
    private Map<String, Long> inOrder(Fulfillment it) {
        var bySku = new TreeMap<String, Long>();
        em.flush();
        lines.views(it.merchantId(), List.of(it.id()))
                .getOrDefault(it.id(), List.of())
                .forEach(line -> bySku.merge(line.sku(), line.quantity(), Long::sum));
        return bySku;
    }

    /** Nothing leaves for money that is not there any more. */
    private static void guardMoney(Order order) {
        if (order.state() != OrderState.VOIDED && order.state() != OrderState.REFUNDED) return;
        throw new ProblemException(
                ProblemType.ORDER_NOT_PAID,
                "order %s is %s: cancel what is open of it, or take a new order"
                        .formatted(order.number(), order.state().stored()));
    }

    /** The buyer says the code; or somebody answers for it. */
    private static void guardCollector(Principal by, Fulfillment it, Happened what) {
        if (what.code() != null) {
            if (isCode(it, what.code())) return;
            throw new ProblemException(ProblemType.WRONG_CODE, "this is not the code of this fulfillment");
        }
        if (by.is(PrincipalKind.REGISTER) && by.cashierId() == null) {
            throw ProblemException.invalid(
                    "code", "ask the buyer for the code; without it somebody has to be signed in at the register");
        }
        if (what.reason() == null || what.reason().isBlank()) {
            throw ProblemException.invalid(
                    "code", "send the code the buyer says, or a reason why it is handed out without");
        }
    }

    /** What buyers have brought back was with them, and so did not fail. */
    private void guardNotReturned(Order order, Fulfillment it, @Nullable String reason) {
        if (reason == null || reason.isBlank()) throw ProblemException.invalid("reason", "say why it did not arrive");
        var returned = refundLines.returned(order);
        var counted = lines.counted(order);
        lines.of(it).forEach((line, quantity) -> {
            var there = counted.getOrDefault(line, FulfillmentLines.Counted.NOTHING);
            if (returned.getOrDefault(line, 0L) <= there.handedOver() - quantity + there.canceled()) return;
            throw new ProblemException(
                    ProblemType.FULFILLMENT_STATE,
                    "of line %d, goods were given back already: what of this fulfillment was with the buyer did arrive"
                            .formatted(line));
        });
    }

    /** Those at a counter do what happens at their counter. */
    private void guardPlace(Principal by, Fulfillment it, FulfillmentEvent event) {
        if (by.is(PrincipalKind.SECRET_KEY) || by.is(PrincipalKind.SYSTEM)) return;
        var isManager = by.has(Role.MANAGER) || by.has(Role.ADMIN);
        if (by.is(PrincipalKind.STAFF) && isManager) return;
        if (!AT_THE_COUNTER.contains(event) || it.kind() != Fulfillment.Kind.PICKUP) {
            throw new ProblemException(
                    ProblemType.FORBIDDEN,
                    "at a counter what is picked up is prepared and handed out; managers do %s of what goes by %s"
                            .formatted(event.word(), it.kind().stored()));
        }
        if (by.is(PrincipalKind.REGISTER) && !Objects.equals(place(by), it.locationId())) {
            throw new ProblemException(
                    ProblemType.FORBIDDEN,
                    "this waits at %s, and not at the place of this till".formatted(it.locationId()));
        }
    }

    /** Where a till stands; one without a place has nothing to hand out. */
    private String place(Principal by) {
        var channel = Objects.requireNonNull(by.channelId(), "a till has a channel");
        var location = channels.get(by.merchantId(), channel).locationId();
        return location == null ? "" : location;
    }

    /** Puts a part of the open goods into a fulfillment of its own, at another location if one is named. */
    public OfOrder split(
            Principal by, UUID orderId, UUID id, List<RefundLines.Returned> wanted, @Nullable String location) {
        return work.write(by.merchantId(), () -> {
            var order = orders.locked(by.merchantId(), orderId);
            var it = locked(by.merchantId(), orderId, id);
            guardOpen(it, "split");
            var part = partOf(order, it, wanted);
            if (part.equals(it)) {
                throw ProblemException.invalid("lines", "nothing would be left; split off a part of them");
            }
            if (location != null && !location.equals(it.locationId())) move(part, location);
            tell(order, part, "fulfillment.split", by.actor());
            return of(order);
        });
    }

    private void move(Fulfillment part, String location) {
        guardLocation(part.merchantId(), location);
        inOrder(part).forEach((sku, quantity) -> {
            release(part, sku, quantity);
            stock.sellFrom(part.merchantId(), sku, location, quantity);
        });
        part.moveTo(location);
        em.flush();
    }

    private static void guardOpen(Fulfillment it, String what) {
        if (it.status().isOpen()) return;
        throw new ProblemException(
                        ProblemType.FULFILLMENT_STATE,
                        "what is %s cannot be %s any more".formatted(it.status().stored(), what))
                .with("fulfillment_status", it.status().stored());
    }

    /** The fulfillment itself when all of it is wanted; else a new one that has what was wanted. */
    private Fulfillment partOf(Order order, Fulfillment it, List<RefundLines.Returned> wanted) {
        var there = lines.of(it);
        var taken = FulfillmentLines.wanted(wanted, there);
        return taken.isEmpty() || taken.equals(there) ? it : takenOut(order, it, taken);
    }

    private Fulfillment takenOut(Order order, Fulfillment it, Map<Integer, Long> taken) {
        var part = it.part(order, ids.next(), clock.now());
        em.persist(part);
        lines.takeOut(it, taken);
        lines.put(part, taken);
        return part;
    }

    /**
     * Adds a fulfillment for what is in none: of orders from before they were kept, and of lines that came later.
     *
     * @throws ProblemException VALIDATION_FAILED when more is wanted of a line than is in none
     */
    public OfOrder add(
            Principal by,
            UUID orderId,
            Fulfillment.Kind kind,
            @Nullable String location,
            List<RefundLines.Returned> wanted) {
        if (kind.isAtOnce()) {
            throw ProblemException.invalid(
                    "kind", "is shipping, pickup or local_delivery; other goods are there already");
        }
        return work.write(by.merchantId(), () -> {
            var order = orders.locked(by.merchantId(), orderId);
            if (location != null) guardLocation(by.merchantId(), location);
            var taken = FulfillmentLines.wanted(wanted, unassigned(order));
            var added = new Fulfillment(order, ids.next(), kind, location, clock.now());
            em.persist(added);
            lines.put(added, taken);
            counted(order);
            tell(order, added, "fulfillment.added", by.actor());
            return of(order);
        });
    }

    /** What is in no fulfillment and did not come back. */
    private Map<Integer, Long> unassigned(Order order) {
        var counted = lines.counted(order);
        var returned = refundLines.returned(order);
        var left = new TreeMap<Integer, Long>();
        for (var line : orders.lines(order.merchantId(), order.id())) {
            var there = counted.getOrDefault(line.line(), FulfillmentLines.Counted.NOTHING);
            var back = Math.max(0, returned.getOrDefault(line.line(), 0L) - there.handedOver() - there.canceled());
            left.put(line.line(), line.quantity() - there.all() - back);
        }
        return left;
    }

    /**
     * What shall not be handed over any more.
     *
     * @param lines all of the fulfillment when empty
     * @param refund whether what was paid for it is given back at once
     */
    public record Cancellation(List<RefundLines.Returned> lines, String reason, boolean refund) {}

    /** Cancels what is open; what is on the shelf can be sold again. Within one transaction. */
    public OfOrder cancel(Principal by, UUID orderId, UUID id, Cancellation what) {
        return work.write(by.merchantId(), () -> {
            var order = orders.locked(by.merchantId(), orderId);
            canceled(by, order, id, what);
            return of(order);
        });
    }

    /**
     * The same, and gives back what was paid for it: decided together, so that neither is there without the other.
     *
     * @param requestId names the request, however often it comes
     */
    public OfOrder cancelAndRefund(Principal by, UUID orderId, UUID id, UUID requestId, Cancellation what) {
        var wanted = what.lines().isEmpty() ? allOf(by, orderId, id) : what.lines();
        money.refund(
                by,
                orderId,
                requestId,
                new OrderMoney.Wish(null, wanted, null, what.reason(), null),
                order -> canceled(by, order, id, new Cancellation(wanted, what.reason(), true)));
        return of(by.merchantId(), orderId);
    }

    private List<RefundLines.Returned> allOf(Principal by, UUID orderId, UUID id) {
        return work.read(
                by.merchantId(),
                () -> lines.of(found(by.merchantId(), orderId, id)).entrySet().stream()
                        .map(it -> new RefundLines.Returned(it.getKey(), it.getValue()))
                        .toList());
    }

    private void canceled(Principal by, Order order, UUID id, Cancellation what) {
        var it = locked(by.merchantId(), order.id(), id);
        it.status().on(it.kind(), FulfillmentEvent.CANCEL);
        var part = partOf(order, it, what.lines());
        cancel(order, part, what.reason(), true, by.actor());
        counted(order);
        audit.record(
                by,
                Deed.of(AuditAction.CANCEL_FULFILLMENT, order.id()).because(what.reason()),
                Map.of("fulfillment_id", part.id(), "lines", lines.of(part)));
    }

    private void cancel(Order order, Fulfillment it, @Nullable String reason, boolean isOnShelf, String actor) {
        if (isOnShelf) inOrder(it).forEach((sku, quantity) -> release(it, sku, quantity));
        it.because(reason);
        it.on(FulfillmentEvent.CANCEL, clock.now());
        em.flush();
        tell(order, it, "fulfillment.canceled", actor);
    }

    private void release(Fulfillment it, String sku, long quantity) {
        var isPromised = it.status() == FulfillmentStatus.BACKORDERED;
        if (isPromised || it.locationId() != null) {
            stock.giveBack(it.merchantId(), sku, isPromised ? null : it.locationId(), quantity);
        }
    }

    /** The money was let go: what is open stays here. Under the order's lock. */
    void cancelOpen(Order order, String actor) {
        var open = open(order);
        open.forEach(it -> cancel(order, it, null, true, actor));
        if (!open.isEmpty()) counted(order);
    }

    /**
     * Money of these lines goes back. As far as that is more than what was handed over or canceled, it is for goods that are still here,
     * and they stay: the least advanced first. Under the order's lock.
     *
     * @param requestId that of the refund; what came back as a return is counted into the stock by that
     */
    void refunded(Order order, UUID requestId, String actor) {
        var counted = lines.counted(order);
        var returned = refundLines.returned(order);
        var tooMany = new TreeMap<Integer, Long>();
        counted.forEach((line, it) -> {
            var more = Math.min(it.open(), returned.getOrDefault(line, 0L) - it.handedOver() - it.canceled());
            if (more > 0) tooMany.put(line, more);
        });
        if (tooMany.isEmpty()) return;
        var isOnShelf = em.createNativeQuery("select 1 from order_return where merchant_id = ?1 and request_id = ?2")
                .setParameter(1, order.merchantId())
                .setParameter(2, requestId)
                .getResultList()
                .isEmpty();
        for (var it : open(order)) stop(order, it, tooMany, new Stop(null, isOnShelf, actor));
        counted(order);
    }

    /** @param isOnShelf whether the goods are counted into the stock by it */
    private record Stop(@Nullable String reason, boolean isOnShelf, String actor) {}

    /** Cancels as many of each line as are too many, and counts them off. */
    private void stop(Order order, Fulfillment it, Map<Integer, Long> tooMany, Stop stop) {
        var there = lines.of(it);
        var taken = new LinkedHashMap<Integer, Long>();
        there.forEach((line, quantity) -> {
            var most = Math.min(quantity, tooMany.getOrDefault(line, 0L));
            if (most > 0) taken.put(line, most);
        });
        if (taken.isEmpty()) return;
        taken.forEach((line, quantity) -> tooMany.merge(line, -quantity, Long::sum));
        var part = taken.equals(there) ? it : takenOut(order, it, taken);
        cancel(order, part, stop.reason(), stop.isOnShelf(), stop.actor());
    }

    /**
     * How many of each line can still be edited out, under the order's lock: what nobody has picked yet, and with it what lies in no
     * fulfillment, such as the deposit on bottles.
     */
    Map<Integer, Long> editable(Order order) {
        var editable = new TreeMap<Integer, Long>();
        untouched(order)
                .forEach(it -> lines.of(it).forEach((line, quantity) -> editable.merge(line, quantity, Long::sum)));
        if (editable.isEmpty()) return editable;
        unassigned(order).forEach((line, quantity) -> {
            if (quantity > 0) editable.merge(line, quantity, Long::sum);
        });
        return editable;
    }

    private List<Fulfillment> untouched(Order order) {
        return open(order).stream().filter(it -> it.status().isUntouched()).toList();
    }

    /** So many of each line are edited out: what is on the shelf can be sold again. Under the order's lock. */
    void withdraw(Order order, Map<Integer, Long> removed, String reason, String actor) {
        var left = new TreeMap<>(removed);
        for (var it : untouched(order)) stop(order, it, left, new Stop(reason, true, actor));
        counted(order);
    }

    /** How many of each line wait to be sent, as long as nobody has picked any of them; else none. */
    Map<Integer, Long> waiting(Order order) {
        var isPicked = all(order).stream()
                .filter(it -> it.kind().isSent() && it.status() != FulfillmentStatus.CANCELED)
                .anyMatch(it -> !it.status().isUntouched());
        return isPicked ? Map.of() : sent(order);
    }

    /** How many of each line go to an address of the buyer's, or have gone there. */
    Map<Integer, Long> sent(Order order) {
        var sent = new TreeMap<Integer, Long>();
        for (var it : all(order)) {
            if (!it.kind().isSent() || it.status() == FulfillmentStatus.CANCELED) continue;
            lines.of(it).forEach((line, quantity) -> sent.merge(line, quantity, Long::sum));
        }
        return sent;
    }

    /**
     * Whether the goods can still go elsewhere: what nobody has picked, and what did not arrive and is with us again.
     *
     * @throws ProblemException FULFILLMENT_STATE when some are picked or on their way, or none are sent at all
     */
    void guardAddress(Order order) {
        var sent = all(order).stream()
                .filter(it -> it.kind().isSent() && it.status() != FulfillmentStatus.CANCELED)
                .toList();
        if (sent.isEmpty()) {
            throw new ProblemException(
                    ProblemType.FULFILLMENT_STATE,
                    "nothing of order %s is sent to an address".formatted(order.number()));
        }
        for (var it : sent) {
            if (it.status().isUntouched() || it.status() == FulfillmentStatus.DELIVERY_FAILED) continue;
            throw new ProblemException(
                            ProblemType.FULFILLMENT_STATE,
                            "the address can change while nothing is picked, or after it did not arrive; fulfillment %s is %s"
                                    .formatted(it.id(), it.status().stored()))
                    .with("fulfillment_status", it.status().stored());
        }
    }

    private List<Fulfillment> open(Order order) {
        return all(order).stream()
                .filter(it -> it.status().isOpen())
                .sorted(Comparator.comparing(Fulfillment::status)
                        .thenComparing(Fulfillment::id, Comparator.reverseOrder()))
                .toList();
    }

    private Fulfillment found(UUID merchantId, UUID orderId, UUID id) {
        return ofOrder(em.find(Fulfillment.class, new MerchantKey(merchantId, id)), orderId, id);
    }

    private Fulfillment locked(UUID merchantId, UUID orderId, UUID id) {
        return ofOrder(
                em.find(Fulfillment.class, new MerchantKey(merchantId, id), LockModeType.PESSIMISTIC_WRITE),
                orderId,
                id);
    }

    private static Fulfillment ofOrder(@Nullable Fulfillment found, UUID orderId, UUID id) {
        if (found == null || !found.orderId().equals(orderId)) throw ProblemException.notFound("fulfillment", id);
        return found;
    }

    private void counted(Order order) {
        var handedOver = 0L;
        var open = 0L;
        for (var it : lines.counted(order).values()) {
            handedOver += it.handedOver();
            open += it.open();
        }
        order.fulfilled(FulfillmentProgress.of(handedOver, open), clock.now());
    }

    private void tell(Order order, Fulfillment it, String type, String actor) {
        var told = new LinkedHashMap<String, Object>();
        told.put("fulfillment_id", it.id());
        told.put("kind", it.kind());
        told.put("status", it.status());
        if (it.locationId() != null) told.put("location_id", it.locationId());
        told.put(
                "lines",
                lines.of(it).entrySet().stream()
                        .map(line -> Map.of("line", line.getKey(), "quantity", line.getValue()))
                        .toList());
        var progress = order.fulfillmentStatus();
        if (progress != null) told.put("fulfillment_status", progress);
        orders.happened(order, type, actor, told);
    }
}

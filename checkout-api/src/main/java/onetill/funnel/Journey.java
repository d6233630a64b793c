package onetill.funnel;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import onetill.ask.Ask;
import onetill.funnel.Mark.Kind;
import onetill.funnel.Stay.Fate;
import org.jspecify.annotations.Nullable;

/**
 * One session's way through the funnel, folded from its events. The same events in the order of their numbers always give the same
 * journey, so that it can be thrown away and made anew.
 */
@JsonAutoDetect(
        fieldVisibility = Visibility.ANY,
        getterVisibility = Visibility.NONE,
        isGetterVisibility = Visibility.NONE,
        creatorVisibility = Visibility.ANY)
final class Journey {

    /** Journeys that were folded by other rules are made anew; see {@link Projection}. */
    static final int VERSION = 4;

    static final String PAID = "paid";

    /** In the order of the flow. */
    static final List<String> STEPS = List.of("started", "contact", "delivery", "payment", PAID);

    private static final int MOST_STAYS = 100;
    private static final int MOST_MARKS = 200;
    private static final int MOST_ATTRIBUTES = 20;
    private static final int LONGEST_VALUE = 60;
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}-[0-9a-f-]{27}");
    private static final Set<String> NO_ATTRIBUTES = Set.of(
            "type",
            "status",
            "step_left",
            "basket",
            "order_number",
            "consent",
            "currency",
            "attempt_id",
            "order_id",
            "option_chosen");

    private static final Comparator<Mark> IN_ORDER = Comparator.comparing(Mark::at);

    /** Why a question was not put, when the answer is why. */
    private static final Set<String> KNOWN = Set.of("known", "recognized", "wallet", "agreed");

    /** What became of a session. */
    enum Outcome {
        OPEN,
        COMPLETED,
        LOST;

        String stored() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final UUID sessionId;
    private long seq;
    private OffsetDateTime openedAt;
    private OffsetDateTime activeAt;
    private List<Stay> stays = new ArrayList<>();
    private List<Mark> marks = new ArrayList<>();

    /** Of what is told apart from the session's own events; it stays when those are folded anew. */
    private final List<Mark> otherMarks = new ArrayList<>();

    /** The arms of experiments it was shown, as attributes: told apart, too. */
    private final SortedMap<String, String> arms = new TreeMap<>();

    /** How the last call about it went, as an attribute: told apart, too. */
    private final SortedMap<String, String> calls = new TreeMap<>();

    /** What kinds of trust messages its buyer was shown: told apart, too. */
    private final SortedSet<String> reassured = new TreeSet<>();

    private String status = "incomplete";
    private long totalMinor;
    private String currency = "";
    private long depositMinor;
    private SortedSet<String> asked = new TreeSet<>();
    private SortedSet<String> answered = new TreeSet<>();
    private SortedSet<String> put = new TreeSet<>();
    private SortedMap<String, String> spared = new TreeMap<>();
    private SortedMap<String, Long> costs = new TreeMap<>();
    private @Nullable String basket;
    private @Nullable String option;
    private SortedMap<String, String> attributes = new TreeMap<>();
    private int handoffs;
    private boolean ended;
    private boolean givenUp;

    Journey(
            @JsonProperty("session_id") UUID sessionId,
            @JsonProperty("opened_at") OffsetDateTime openedAt,
            @JsonProperty("active_at") OffsetDateTime activeAt) {
        this.sessionId = sessionId;
        this.openedAt = openedAt;
        this.activeAt = activeAt;
    }

    static Journey of(Happened first) {
        return new Journey(first.sessionId(), first.at(), first.at());
    }

    /** Whether the event is the next one of its session; others have it folded anew. */
    boolean isNext(Happened event) {
        return !event.isOfSession() || event.seq() == seq + 1;
    }

    /** All of it once more, from the session's own events in their order. */
    void anew(List<Happened> ofSession) {
        seq = 0;
        stays = new ArrayList<>();
        marks = new ArrayList<>();
        status = "incomplete";
        depositMinor = 0;
        asked = new TreeSet<>();
        answered = new TreeSet<>();
        put = new TreeSet<>();
        spared = new TreeMap<>();
        costs = new TreeMap<>();
        basket = null;
        option = null;
        attributes = new TreeMap<>();
        handoffs = 0;
        ended = false;
        givenUp = false;
        var inOrder = ofSession.stream()
                .sorted(Comparator.comparingLong(Happened::seq))
                .toList();
        if (!inOrder.isEmpty()) activeAt = inOrder.get(0).at();
        inOrder.forEach(this::take);
        for (var mark : otherMarks) {
            if (isOfBuyer(mark.kind()) && mark.at().isAfter(activeAt)) activeAt = mark.at();
        }
    }

    private static boolean isOfBuyer(Kind kind) {
        return kind == Kind.REFUSED || kind == Kind.CALL_REQUESTED || kind == Kind.LINK_SENT;
    }

    void take(Happened event) {
        if (!event.isOfSession()) {
            takeOther(event);
            return;
        }
        if (seq == 0) openedAt = event.at();
        seq = event.seq();
        stay(event);
        asks(event);
        costs(event);
        describe(event);
        happened(event);
        status = event.data().containsKey("status") ? String.valueOf(event.text("status")) : status;
        if (event.data().containsKey("total_minor")) totalMinor = event.number("total_minor");
        if (event.data().containsKey("currency")) currency = String.valueOf(event.text("currency"));
        lives(event);
    }

    private void lives(Happened event) {
        if (!event.isActivity()) return;
        if (event.at().isAfter(activeAt)) activeAt = event.at();
        givenUp = false;
    }

    private void stay(Happened event) {
        var step = event.step();
        var channel = event.channelId();
        var kind = event.channelKind();
        if (step == null || channel == null || kind == null) return;
        var last = last();
        if (last != null && last.isAt(step, channel)) return;
        if (last != null) stays.set(stays.size() - 1, last.left(event.at()));
        if (stays.size() < MOST_STAYS || step.equals(PAID)) stays.add(new Stay(step, channel, kind, event.at(), null));
    }

    private void asks(Happened event) {
        var now = event.texts("asks");
        if (now == null) return;
        var skipped = event.map("skipped");
        if (skipped != null) {
            skipped.forEach((ask, why) -> {
                spared.put(String.valueOf(ask), String.valueOf(why));
                if (KNOWN.contains(String.valueOf(why)) && !asked.contains(String.valueOf(ask))) {
                    answered.add(String.valueOf(ask));
                }
            });
        }
        for (var ask : now) {
            put.add(ask);
            if (asked.contains(ask) || isAlwaysThere(ask)) continue;
            if (answered.remove(ask)) mark(Kind.ASKED_AGAIN, event, ask);
        }
        for (var ask : asked) {
            if (now.contains(ask) || isAlwaysThere(ask)) continue;
            answered.add(ask);
            mark(Kind.ANSWERED, event, ask);
        }
        asked = new TreeSet<>(now);
    }

    /** What to buy and by what to pay is not asked twice by asking it until it is done. */
    private static boolean isAlwaysThere(String ask) {
        return ask.equals(Ask.TENDER) || ask.equals("line_items");
    }

    /** What the buyer wants and how it is brought is theirs to choose; what else became dearer has come over them. */
    private void costs(Happened event) {
        var told = event.map("costs");
        if (told == null) return;
        var now = new TreeMap<String, Long>();
        told.forEach((name, minor) -> {
            if (minor instanceof Number number) now.put(String.valueOf(name), number.longValue());
        });
        var wanted = event.text("basket");
        var chosen = event.text("fulfillment_option");
        var goods = goods(now);
        if (basket != null && basket.equals(wanted)) {
            var added = extras(now) - extras(costs);
            if (added > 0 && !isOtherChoice(event, chosen)) dearer(Kind.COST_ADDED, event, added, goods);
            if (goods > goods(costs)) dearer(Kind.PRICE_MOVED, event, goods - goods(costs), goods);
        } else if (basket != null && goods > goods(costs)) {
            mark(Kind.BASKET_GREW, event, null);
        }
        costs = now;
        basket = wanted;
        option = chosen;
    }

    /** Whether the buyer took another way of delivery. One that their address left as the only one is not theirs to choose. */
    private boolean isOtherChoice(Happened event, @Nullable String chosen) {
        var byBuyer = !Boolean.FALSE.equals(event.data().get("option_chosen"));
        return byBuyer && option != null && !option.equals(chosen);
    }

    private static long goods(Map<String, Long> costs) {
        return costs.getOrDefault("subtotal", 0L) + costs.getOrDefault("discount", 0L);
    }

    private static long extras(Map<String, Long> costs) {
        return costs.getOrDefault("fulfillment", 0L) + costs.getOrDefault("tax", 0L);
    }

    private void dearer(Kind kind, Happened event, long minor, long ofMinor) {
        if (marks.size() < MOST_MARKS) marks.add(new Mark(kind, event.at(), null, minor, ofMinor));
    }

    private void describe(Happened event) {
        if (event.seq() == 1) {
            attributes.put("opened_by", event.actor().replaceFirst(":.*", ""));
        }
        event.data().forEach((name, value) -> {
            if (NO_ATTRIBUTES.contains(name) || !(value instanceof String || value instanceof Boolean)) return;
            var text = value.toString();
            if (text.length() > LONGEST_VALUE || ID.matcher(text).matches()) return;
            if (attributes.size() < MOST_ATTRIBUTES || attributes.containsKey(name)) attributes.put(name, text);
        });
    }

    private void happened(Happened event) {
        switch (event.type()) {
            case "session.submitted", "session.deposit_submitted" -> mark(Kind.SUBMITTED, event, null);
            case "session.declined" -> mark(Kind.DECLINED, event, event.text("decline_code"));
            case "session.escalated" -> mark(Kind.ESCALATED, event, null);
            case "session.unanswered" -> mark(Kind.UNANSWERED, event, null);
            case "session.attempt_withdrawn" -> mark(Kind.WITHDRAWN, event, null);
            case "session.deposited" -> depositMinor += event.number("amount_minor");
            case "session.deposit_returned" -> depositMinor -= event.number("amount_minor");
            case "session.handed_off" -> {
                handoffs++;
                mark(Kind.HANDED_OFF, event, event.text("holder_channel_id"));
            }
            case "session.canceled", "session.expired" -> end(event);
            default -> {
                /* what else happens says nothing of why somebody goes */
            }
        }
    }

    private void end(Happened event) {
        ended = true;
        var last = last();
        if (last != null) stays.set(stays.size() - 1, last.left(event.at()));
    }

    private void takeOther(Happened event) {
        if (event.type().equals("experiment.exposed")) {
            arms.putIfAbsent("experiment_" + event.text("experiment_id"), String.valueOf(event.text("arm")));
            return;
        }
        if (event.type().equals("call.wrapped_up")) {
            calls.put("call_reason", String.valueOf(event.text("call_reason")));
            return;
        }
        if (event.type().equals("session.reassured")) {
            reassured.add(String.valueOf(event.text("kind")));
            return;
        }
        var kind = switch (event.type()) {
            case "session.refused" -> Kind.REFUSED;
            case "session.loss_coded" -> Kind.AGENT_CODED;
            case "handoff.link_sent" -> Kind.LINK_SENT;
            case "call_request.requested", "call_request.requeued" -> Kind.CALL_REQUESTED;
            case "call_request.taken" -> Kind.CALL_TAKEN;
            case "call_request.canceled", "call_request.expired" -> Kind.CALL_OVER;
            default -> null;
        };
        if (kind == null || otherMarks.size() >= MOST_MARKS) return;
        var detail = kind == Kind.AGENT_CODED ? event.text("code") : event.text("problem");
        otherMarks.add(Mark.of(kind, event.at(), detail));
        otherMarks.sort(IN_ORDER); // they come in the order of the stream
        if (isOfBuyer(kind)) lives(event);
    }

    private void mark(Kind kind, Happened event, @Nullable String detail) {
        if (marks.size() < MOST_MARKS) marks.add(Mark.of(kind, event.at(), detail));
    }

    /** The buyer has rested for too long. Whatever they do next takes it back. */
    void giveUp() {
        if (mayBeGivenUp()) givenUp = true;
    }

    /** Not while money moves, not after a part was paid, and not after the end. */
    boolean mayBeGivenUp() {
        return outcome() == Outcome.OPEN
                && !stays.isEmpty()
                && depositMinor <= 0
                && !status.equals("complete_in_progress");
    }

    Outcome outcome() {
        if (status.equals("completed")) return Outcome.COMPLETED;
        return ended || givenUp ? Outcome.LOST : Outcome.OPEN;
    }

    /** Why, with its evidence; only of one that is lost. */
    @Nullable
    Finding finding() {
        return outcome() == Outcome.LOST ? Reasons.of(this) : null;
    }

    /** What became of each stay, in their order. */
    Fate fate(int index) {
        if (index < stays.size() - 1) return Fate.ADVANCED;
        return switch (outcome()) {
            case COMPLETED -> Fate.ADVANCED;
            case LOST -> Fate.LOST;
            case OPEN -> Fate.WAITING;
        };
    }

    /** All that happened on the way, in its order. */
    List<Mark> marks() {
        var all = new ArrayList<>(marks);
        all.addAll(otherMarks);
        all.sort(IN_ORDER);
        return all;
    }

    @Nullable
    Stay last() {
        return stays.isEmpty() ? null : stays.get(stays.size() - 1);
    }

    List<Stay> stays() {
        return stays;
    }

    UUID sessionId() {
        return sessionId;
    }

    long seq() {
        return seq;
    }

    OffsetDateTime openedAt() {
        return openedAt;
    }

    /** The last sign of life. */
    OffsetDateTime activeAt() {
        return activeAt;
    }

    long totalMinor() {
        return totalMinor;
    }

    /** What was not paid and would have been. */
    long openMinor() {
        return Math.max(0, totalMinor - Math.max(0, depositMinor));
    }

    String currency() {
        return currency;
    }

    Map<String, String> attributes() {
        if (arms.isEmpty() && reassured.isEmpty() && calls.isEmpty()) return attributes;
        var all = new TreeMap<>(attributes);
        all.putAll(arms);
        all.putAll(calls);
        if (!reassured.isEmpty()) all.put("reassured", String.join(" ", reassured));
        return all;
    }

    /** Questions that were put at least once. */
    Set<String> put() {
        return put;
    }

    /** Questions that did not have to be put, and why. */
    Map<String, String> spared() {
        return spared;
    }

    int handoffs() {
        return handoffs;
    }

    /** The problems that stopped the buyer. */
    List<String> errors() {
        return otherMarks.stream()
                .filter(it -> it.kind() == Kind.REFUSED)
                .map(it -> String.valueOf(it.detail()))
                .toList();
    }
}

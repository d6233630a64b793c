package onetill.funnel;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * From what happened on the way to the reason somebody went. Something can only be the reason while the buyer has not gone on
 * after it: each kind of evidence says by what it is overcome. The rules are in docs/funnel.md, in the same order.
 */
final class Reasons {

    /** Less than this part of the goods is not what anybody leaves for. */
    private static final int NOTABLE_PERCENT = 3;

    private static final int PERCENT = 100;
    private static final Duration LONG_SILENCE = Duration.ofSeconds(30);
    private static final Duration LONG_QUEUE = Duration.ofSeconds(60);
    private static final Set<String> NOT_CONFIRMED = Set.of(
            "authentication_required",
            "payment_intent_authentication_failure",
            "canceled_at_reader",
            "customer_canceled",
            "authentication_not_handled");

    /** No card was ever asked for: nobody has declined anything. */
    private static final Set<String> NOT_ASKED = Set.of("reader_busy", "reader_offline");

    /** Something that may be the reason. */
    private record Suspicion(LossReason reason, OffsetDateTime at, String evidence) {}

    private final Journey journey;
    private final Map<LossReason, Suspicion> open = new EnumMap<>(LossReason.class);
    private @Nullable String askedAgain;
    private @Nullable OffsetDateTime silentSince;
    private @Nullable OffsetDateTime linkSince;
    private @Nullable OffsetDateTime queuedSince;
    private @Nullable OffsetDateTime queuedUntil;

    private Reasons(Journey journey) {
        this.journey = journey;
    }

    /** The reason of one that is lost, and {@link LossReason#UNKNOWN} when nothing speaks for any. */
    static Finding of(Journey journey) {
        var reasons = new Reasons(journey);
        journey.marks().forEach(reasons::weigh);
        return reasons.finding();
    }

    private void weigh(Mark mark) {
        switch (mark.kind()) {
            case ANSWERED -> wentOn(mark);
            case BASKET_GREW -> overcome(LossReason.LATE_COST, LossReason.PRICE_MOVED);
            case SUBMITTED -> {
                open.keySet().removeIf(it -> it != LossReason.AGENT_CODED);
                silentSince = null;
                queuedSince = null;
                linkSince = null;
            }
            case ASKED_AGAIN -> {
                askedAgain = mark.detail();
                suspect(LossReason.ASKED_AGAIN, mark, "asked again " + mark.detail());
            }
            case COST_ADDED -> dearer(LossReason.LATE_COST, mark, "fulfillment or tax added %d to %d");
            case PRICE_MOVED -> dearer(LossReason.PRICE_MOVED, mark, "the same goods cost %d more, %d");
            case ESCALATED -> {
                answered(mark);
                suspect(LossReason.AUTHENTICATION_DROPPED, mark, "was to confirm the payment and did not");
            }
            case DECLINED -> declined(mark);
            case UNANSWERED -> silentSince = silentSince == null ? mark.at() : silentSince;
            case WITHDRAWN -> answered(mark);
            case LINK_SENT -> linkSince = mark.at();
            case HANDED_OFF -> {
                answered(mark);
                linkSince = null;
            }
            case REFUSED -> refused(mark);
            case CALL_REQUESTED -> {
                queuedSince = mark.at();
                queuedUntil = null;
            }
            case CALL_TAKEN -> queuedSince = null;
            case CALL_OVER -> queuedUntil = mark.at();
            case AGENT_CODED -> suspect(LossReason.AGENT_CODED, mark, "a person said " + mark.detail());
        }
    }

    /** The buyer answered something else after it: it was not what stopped them. */
    private void wentOn(Mark mark) {
        open.keySet().removeIf(it -> isOvercomeByGoingOn(it, mark));
        queuedSince = null;
    }

    private boolean isOvercomeByGoingOn(LossReason reason, Mark mark) {
        return switch (reason) {
            case LATE_COST, PRICE_MOVED, STOCK_LOST -> true;
            case ASKED_AGAIN -> Objects.equals(askedAgain, mark.detail());
            case AGENT_CODED, AUTHENTICATION_DROPPED, DECLINED, WAITED_TOO_LONG, QUEUE, UNKNOWN -> false;
        };
    }

    private void dearer(LossReason reason, Mark mark, String evidence) {
        if (mark.minor() * PERCENT < mark.ofMinor() * NOTABLE_PERCENT) return;
        suspect(reason, mark, evidence.formatted(mark.minor(), mark.ofMinor()));
    }

    private void declined(Mark mark) {
        answered(mark);
        overcome(LossReason.AUTHENTICATION_DROPPED, LossReason.DECLINED);
        var code = mark.detail();
        if (code == null) suspect(LossReason.WAITED_TOO_LONG, mark, "the provider could not be asked");
        else if (NOT_CONFIRMED.contains(code)) {
            suspect(LossReason.AUTHENTICATION_DROPPED, mark, "not confirmed: " + code);
        } else if (NOT_ASKED.contains(code)) {
            suspect(LossReason.WAITED_TOO_LONG, mark, "no card was asked for: " + code);
        } else suspect(LossReason.DECLINED, mark, "declined " + code);
    }

    /** The provider has answered at last; who waited long may have had enough, unless the answer says more. */
    private void answered(Mark mark) {
        var since = silentSince;
        silentSince = null;
        if (since == null || Duration.between(since, mark.at()).compareTo(LONG_SILENCE) < 0) return;
        suspect(LossReason.WAITED_TOO_LONG, mark, "no answer to the payment for " + seconds(since, mark.at()));
    }

    private void refused(Mark mark) {
        if ("out-of-stock".equals(mark.detail())) suspect(LossReason.STOCK_LOST, mark, "refused: out-of-stock");
        if ("provider-unavailable".equals(mark.detail())) {
            suspect(LossReason.WAITED_TOO_LONG, mark, "refused: provider-unavailable");
        }
    }

    private void suspect(LossReason reason, Mark mark, String evidence) {
        open.put(reason, new Suspicion(reason, mark.at(), evidence));
    }

    private void overcome(LossReason... reasons) {
        for (var reason : reasons) open.remove(reason);
    }

    private Finding finding() {
        unanswered();
        queued();
        linked();
        return open.values().stream()
                .max(Comparator.<Suspicion>comparingInt(it -> weight(it.reason()))
                        .thenComparing(Suspicion::at)
                        .thenComparing(Comparator.comparing(Suspicion::reason).reversed()))
                .map(it -> new Finding(it.reason(), evidence(it)))
                .orElse(Finding.NONE);
    }

    /** A person's word first, then what stopped them, then what they did not like; the latest of each. */
    private static int weight(LossReason reason) {
        if (reason == LossReason.AGENT_CODED) return 2;
        return reason.isStop() ? 1 : 0;
    }

    /** The one that decides, and what else speaks. */
    private List<String> evidence(Suspicion decisive) {
        return Stream.concat(
                        Stream.of(decisive),
                        open.values().stream()
                                .filter(it -> it != decisive)
                                .sorted(Comparator.comparing(Suspicion::at).reversed()))
                .map(Suspicion::evidence)
                .toList();
    }

    private void unanswered() {
        var since = silentSince;
        if (since == null) return;
        open.put(
                LossReason.WAITED_TOO_LONG,
                new Suspicion(LossReason.WAITED_TOO_LONG, since, "the payment was never answered"));
    }

    /** Whoever still waited when they were last seen, or gave up after a while. */
    private void queued() {
        var since = queuedSince;
        if (since == null) return;
        var until = queuedUntil;
        if (until != null && Duration.between(since, until).compareTo(LONG_QUEUE) < 0) return;
        open.put(
                LossReason.QUEUE,
                new Suspicion(
                        LossReason.QUEUE,
                        since,
                        until == null
                                ? "waited for a call that did not come"
                                : "waited for a call for " + seconds(since, until)));
    }

    /** A link to pay that somebody was sent, and no device has opened since. */
    private void linked() {
        var since = linkSince;
        if (since == null) return;
        open.put(
                LossReason.AUTHENTICATION_DROPPED,
                new Suspicion(LossReason.AUTHENTICATION_DROPPED, since, "was sent a link to pay and did not open it"));
    }

    private static String seconds(OffsetDateTime from, OffsetDateTime to) {
        return Duration.between(from, to).toSeconds() + " s";
    }
}

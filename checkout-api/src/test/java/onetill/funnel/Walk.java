package onetill.funnel;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Writes the events that a session's states would, for a buyer who does this and then that. */
final class Walk {

    static final OffsetDateTime NINE = OffsetDateTime.parse("2026-11-23T09:00:00Z");

    final UUID session;
    private final List<Happened> events = new ArrayList<>();
    private final Map<String, String> skipped = new LinkedHashMap<>();
    private List<String> asks;
    private OffsetDateTime now;
    private long seq;
    private String channel = "web";
    private String status = "incomplete";
    private String basket = "b1";
    private String option = "standard";
    private Boolean chosen;
    private String actor = "client_token:1";
    private long goods = 4_000;
    private long fulfillment = 490;
    private long tax;

    private Walk(UUID session, OffsetDateTime begin) {
        this.session = session;
        this.now = begin;
        this.asks = new ArrayList<>(List.of("buyer.email", "fulfillment.address", "payment.tender"));
    }

    static Walk opened() {
        return opened(UUID.randomUUID(), NINE);
    }

    static Walk opened(UUID session, OffsetDateTime begin) {
        var walk = new Walk(session, begin);
        walk.tell("session.opened");
        return walk;
    }

    /** A guest who has answered everything but the payment. */
    static Walk atPayment() {
        return opened().answers("buyer.email").answers("fulfillment.address");
    }

    Walk after(Duration time) {
        now = now.plus(time);
        return this;
    }

    Walk answers(String ask) {
        after(Duration.ofSeconds(8));
        asks.remove(ask);
        skipped.put(ask, "known");
        return tell("session.changed");
    }

    Walk isAsked(String ask) {
        asks.add(0, ask);
        skipped.remove(ask);
        return tell("session.changed");
    }

    /** Something that changes nothing of what is asked or what it costs. */
    Walk looks() {
        return after(Duration.ofSeconds(5)).tell("session.changed");
    }

    Walk deliveryRises(long minor) {
        fulfillment += minor;
        return tell("session.changed");
    }

    Walk taxRises(long minor) {
        tax += minor;
        return tell("session.changed");
    }

    Walk priceRises(long minor) {
        goods += minor;
        return tell("session.changed");
    }

    Walk buysMore(long minor) {
        goods += minor;
        basket += "+";
        return tell("session.changed");
    }

    Walk choosesOption(String id, long costs) {
        option = id;
        chosen = true;
        fulfillment = costs;
        return tell("session.changed");
    }

    /** Their address is given, and only this option goes there. */
    Walk livesWhereOnly(String id, long costs) {
        option = id;
        chosen = false;
        fulfillment = costs;
        return answers("fulfillment.address");
    }

    /** As events said it when they did not tell whose choice it was. */
    Walk hasOption(String id, long costs) {
        option = id;
        chosen = null;
        fulfillment = costs;
        return tell("session.changed");
    }

    Walk submits() {
        after(Duration.ofSeconds(20));
        status = "complete_in_progress";
        return tell("session.submitted");
    }

    Walk isDeclined(String code) {
        after(Duration.ofSeconds(2));
        status = "ready_for_complete";
        return tell("session.declined", code == null ? Map.of() : Map.of("decline_code", code));
    }

    Walk isEscalated() {
        after(Duration.ofSeconds(2));
        status = "requires_escalation";
        return tell("session.escalated");
    }

    /** In an app's sheet, which stays open. */
    Walk hasCardDeclined(String code) {
        after(Duration.ofSeconds(15));
        return tell("session.declined", Map.of("decline_code", code));
    }

    /** The provider is asked by ourselves whether the buyer has confirmed. */
    Walk isStillEscalated(Duration later) {
        after(later);
        actor = "system:onetill";
        return tell("session.escalated");
    }

    Walk isUnanswered() {
        after(Duration.ofSeconds(5));
        return tell("session.unanswered");
    }

    Walk withdraws() {
        status = "ready_for_complete";
        return tell("session.attempt_withdrawn");
    }

    Walk pays() {
        after(Duration.ofSeconds(2));
        status = "completed";
        return tell("session.completed");
    }

    Walk cancels() {
        status = "canceled";
        return tell("session.canceled");
    }

    Walk expires() {
        after(Duration.ofHours(2));
        status = "canceled";
        actor = "system";
        return tell("session.expired");
    }

    Walk movesTo(String to) {
        channel = to;
        return tell("session.handed_off", Map.of("holder_channel_id", to));
    }

    Walk isRefused(String problem) {
        return other("session.refused", Map.of("problem", problem));
    }

    Walk isSentLink() {
        after(Duration.ofSeconds(20));
        return other("handoff.link_sent", Map.of());
    }

    Walk callIs(String what) {
        return other("call_request." + what, Map.of());
    }

    Walk isCoded(String code) {
        return other("session.loss_coded", Map.of("code", code));
    }

    Walk isShown(UUID experiment, String arm) {
        return other("experiment.exposed", Map.of("experiment_id", experiment, "arm", arm));
    }

    Walk isReassured(String kind) {
        return other("session.reassured", Map.of("kind", kind, "ask", "payment.tender"));
    }

    private Walk other(String type, Map<String, Object> data) {
        events.add(new Happened(session, false, 1, type, null, null, null, actor, data, now));
        return this;
    }

    private Walk tell(String type) {
        return tell(type, Map.of());
    }

    private Walk tell(String type, Map<String, Object> more) {
        if (List.of("incomplete", "ready_for_complete").contains(status)) {
            status = asks.equals(List.of("payment.tender")) ? "ready_for_complete" : "incomplete";
        }
        var data = new LinkedHashMap<String, Object>(more);
        data.put("status", status);
        data.put("total_minor", goods + fulfillment + tax);
        data.put("currency", "EUR");
        data.put("costs", Map.of("subtotal", goods, "fulfillment", fulfillment, "tax", tax));
        data.put("basket", basket);
        data.put("country", "DE");
        data.put("fulfillment_option", option);
        if (chosen != null) data.put("option_chosen", chosen);
        if (type.equals("session.opened") || type.equals("session.changed")) {
            data.put("asks", List.copyOf(asks));
            data.put("skipped", Map.copyOf(skipped));
        }
        seq++;
        events.add(new Happened(session, true, seq, type, channel, kind(), step(), actor, data, now));
        return this;
    }

    private String kind() {
        return channel.startsWith("till") ? "pos" : channel;
    }

    private String step() {
        if (status.equals("completed")) return "paid";
        return switch (asks.get(0)) {
            case "buyer.email", "buyer.phone" -> "contact";
            case "fulfillment.address", "fulfillment.option" -> "delivery";
            default -> "payment";
        };
    }

    List<Happened> events() {
        return events;
    }

    Journey journey() {
        var journey = Journey.of(events.get(0));
        events.forEach(journey::take);
        return journey;
    }

    /** As it is when nothing more has come for long enough. */
    Journey givenUp() {
        var journey = journey();
        journey.giveUp();
        return journey;
    }
}

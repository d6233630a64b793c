package onetill.telephony;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import onetill.customer.PhoneNumbers;
import onetill.problem.ProblemException;
import onetill.problem.ProblemType;
import org.jspecify.annotations.Nullable;

/**
 * A status callback of Twilio's voice API, see
 * <a href="https://www.twilio.com/docs/voice/api/call-resource#statuscallback">its documentation</a>. The leg without a parent is the
 * caller's, and the call; a leg with one rings at an agent. That the caller's leg is "in progress" means that a machine has
 * answered, unless we have called; that an agent's leg is means that the agent has.
 */
record TwilioCallback(Map<String, List<String>> form) {

    private static final Pattern CLIENT = Pattern.compile("client:(.{1,200})");
    private static final Pattern SIP = Pattern.compile("sips?:([^@;]{1,40})@.*");
    private static final String INBOUND = "inbound";

    /** @return empty for what tells nothing about a call: a leg that ends while the call goes on */
    Optional<Told> told() {
        var sid = text("CallSid");
        var status = text("CallStatus");
        if (sid == null || status == null) {
            throw new ProblemException(
                    ProblemType.MALFORMED_REQUEST, "a status callback of Twilio has CallSid and CallStatus");
        }
        var type = type(status);
        if (type == null) return Optional.empty();
        var parent = text("ParentCallSid");
        var isInbound = parent != null || INBOUND.equals(text("Direction"));
        return Optional.of(new Told(
                sid + "/" + status + "/" + text("SequenceNumber"),
                parent == null ? sid : parent,
                type,
                isInbound ? PhoneCall.Direction.INBOUND : PhoneCall.Direction.OUTBOUND,
                number(isInbound ? text("From") : text("To")),
                parent == null ? null : part(CLIENT),
                parent == null ? null : extension(),
                type == CallEvent.Kind.ENDED ? ending(status) : null,
                at()));
    }

    private CallEvent.@Nullable Kind type(String status) {
        var isAgents = text("ParentCallSid") != null;
        return switch (status) {
            case "queued", "initiated", "ringing" -> CallEvent.Kind.RINGING;
            case "in-progress" ->
                isAgents || !INBOUND.equals(text("Direction")) ? CallEvent.Kind.ANSWERED : CallEvent.Kind.RINGING;
            case "completed", "busy", "no-answer", "failed", "canceled" -> isAgents ? null : CallEvent.Kind.ENDED;
            default -> null;
        };
    }

    private static CallEvent.Ending ending(String status) {
        return switch (status) {
            case "busy" -> CallEvent.Ending.BUSY;
            case "no-answer" -> CallEvent.Ending.NO_ANSWER;
            case "failed" -> CallEvent.Ending.FAILED;
            case "canceled" -> CallEvent.Ending.CANCELED;
            default -> CallEvent.Ending.COMPLETED;
        };
    }

    /** A withheld number is a word. */
    private static @Nullable String number(@Nullable String given) {
        return given != null && given.matches(PhoneNumbers.PATTERN) ? given : null;
    }

    private @Nullable String extension() {
        var bySip = part(SIP);
        if (bySip != null) return bySip;
        var to = text("To");
        return to == null || to.contains(":") ? null : to;
    }

    private @Nullable String part(Pattern pattern) {
        var to = text("To");
        var match = to == null ? null : pattern.matcher(to);
        return match != null && match.matches() ? match.group(1) : null;
    }

    /** RFC 1123, to the second; null for now. */
    private @Nullable OffsetDateTime at() {
        var stamp = text("Timestamp");
        try {
            return stamp == null ? null : OffsetDateTime.parse(stamp, DateTimeFormatter.RFC_1123_DATE_TIME);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private @Nullable String text(String name) {
        var values = form.get(name);
        return values == null || values.isEmpty() || values.get(0).isEmpty() ? null : values.get(0);
    }
}

package onetill.fulfillment;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a merchant prefers or leaves out, and when. All conditions that are given have to hold for an option.
 *
 * @param effect prefer: chosen for a start, and shown first; hide: not shown, as long as something else is
 * @param kinds of the option
 * @param channels where the buyer is
 * @param withinKm at most so far away; where the distance is not known, it does not hold
 * @param openNow whether the location is open at this moment
 * @param readyWithinMinutes pickup: it can be fetched that soon
 * @param arrivesWithinDays it is with the buyer after at most so many days
 * @param arrivesAfterDays it takes at least so many days
 * @param because the sentence for the buyer
 */
public record FulfillmentRule(
        @NotNull Effect effect,
        @Nullable @Size(max = 4) List<FulfillmentKind> kinds,
        @Nullable @Size(max = 100) List<String> channels,
        @Nullable @Positive BigDecimal withinKm,
        @Nullable Boolean openNow,
        @Nullable @PositiveOrZero Integer readyWithinMinutes,
        @Nullable @PositiveOrZero Integer arrivesWithinDays,
        @Nullable @PositiveOrZero Integer arrivesAfterDays,
        @NotBlank @Size(max = 200) String because) {

    /** What happens to an option for which a rule holds. */
    public enum Effect {
        @JsonProperty("prefer")
        PREFER,
        @JsonProperty("hide")
        HIDE
    }

    /** The options as the rules make them: the first rule that prefers one decides which, in their order else. */
    static List<FulfillmentOption> apply(
            List<FulfillmentRule> rules, List<FulfillmentOption> options, String channelId, Now now) {
        var shown = new ArrayList<>(options);
        for (var rule : rules) {
            if (rule.effect != Effect.HIDE) continue;
            var rest = shown.stream()
                    .filter(option -> !rule.holds(option, channelId, now))
                    .toList();
            if (!rest.isEmpty()) shown = new ArrayList<>(rest);
        }
        for (var rule : rules) {
            if (rule.effect != Effect.PREFER) continue;
            for (var i = 0; i < shown.size(); i++) {
                var option = shown.get(i);
                if (!rule.holds(option, channelId, now)) continue;
                shown.remove(i);
                shown.add(0, option.preferred(rule.because));
                return List.copyOf(shown);
            }
        }
        return List.copyOf(shown);
    }

    /** The moment, and the day it is at the merchant's. */
    record Now(OffsetDateTime moment, LocalDate today) {}

    private boolean holds(FulfillmentOption option, String channelId, Now now) {
        var distance = option.distanceKm();
        var ready = option.readyAt();
        var days = ChronoUnit.DAYS.between(now.today(), option.latest());
        return (kinds == null || kinds.contains(option.kind()))
                && (channels == null || channels.contains(channelId))
                && (withinKm == null || distance != null && distance.compareTo(withinKm) <= 0)
                && (openNow == null || openNow == option.openNow())
                && (readyWithinMinutes == null
                        || ready != null && !ready.isAfter(now.moment().plusMinutes(readyWithinMinutes)))
                && (arrivesWithinDays == null || days <= arrivesWithinDays)
                && (arrivesAfterDays == null || days >= arrivesAfterDays);
    }
}

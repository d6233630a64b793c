package onetill.funnel;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import onetill.event.Event;
import onetill.http.Table;
import onetill.json.Json;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One session from its beginning to where it stands, without anything about who its buyer is.
 *
 * @param reason why it was lost; null when it is not
 * @param evidence what that was seen by, the decisive first
 * @param asksPut questions that were put at least once
 * @param asksSkipped questions that did not have to be put, and why
 * @param errors problems that stopped the buyer
 */
@Schema(name = "SessionTimeline")
public record Timeline(
        UUID sessionId,
        String outcome,
        @Nullable String reason,
        List<String> evidence,
        long totalMinor,
        String currency,
        OffsetDateTime openedAt,
        OffsetDateTime activeAt,
        int handoffs,
        Set<String> asksPut,
        Map<String, String> asksSkipped,
        List<String> errors,
        Map<String, String> attributes,
        List<StayView> path,
        List<EventView> events)
        implements Table {

    /** @param fate advanced, waiting or lost */
    @Schema(name = "FunnelStay")
    public record StayView(
            String channelId,
            String step,
            OffsetDateTime enteredAt,
            @Nullable OffsetDateTime leftAt,
            @Nullable Long ms,
            String fate) {}

    @Schema(name = "TimelineEvent")
    public record EventView(
            OffsetDateTime occurredAt,
            String type,
            @Nullable String channelId,
            @Nullable String step,
            String actor,
            Map<String, Object> data) {

        static EventView of(Event event) {
            return new EventView(
                    event.occurredAt(), event.type(), event.channelId(), event.step(), event.actor(), event.data());
        }
    }

    static Timeline of(Journey journey, List<Event> events) {
        var finding = journey.finding();
        return new Timeline(
                journey.sessionId(),
                journey.outcome().stored(),
                finding == null ? null : finding.reason().stored(),
                finding == null ? List.of() : finding.evidence(),
                journey.totalMinor(),
                journey.currency(),
                journey.openedAt(),
                journey.activeAt(),
                journey.handoffs(),
                journey.put(),
                journey.spared(),
                journey.errors(),
                journey.attributes(),
                path(journey),
                events.stream().map(EventView::of).toList());
    }

    private static List<StayView> path(Journey journey) {
        var path = new ArrayList<StayView>();
        for (var stay : journey.stays()) {
            var length = stay.length();
            path.add(new StayView(
                    stay.channelId(),
                    stay.step(),
                    stay.enteredAt(),
                    stay.leftAt(),
                    length == null ? null : length.toMillis(),
                    journey.fate(path.size()).name().toLowerCase(Locale.ROOT)));
        }
        return path;
    }

    @Override
    public List<String> csvColumns() {
        return List.of("occurred_at", "type", "channel_id", "step", "actor", "data");
    }

    @Override
    public List<List<@Nullable Object>> csvRows() {
        return events.stream()
                .map(it -> Arrays.<@Nullable Object>asList(
                        it.occurredAt(), it.type(), it.channelId(), it.step(), it.actor(), Json.write(it.data())))
                .toList();
    }
}

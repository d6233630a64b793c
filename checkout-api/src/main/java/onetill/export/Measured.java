package onetill.export;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What may be told of a buyer. Made only by {@link #agreed}, so that nothing is in it that was not agreed to.
 *
 * @param ids by what browsers are known to those who measure
 * @param email null unless they have agreed to marketing measurement
 * @param phone null unless they have agreed to marketing measurement
 */
public record Measured(
        boolean analytics,
        boolean marketing,
        Map<BrowserId, String> ids,
        @Nullable String email,
        @Nullable String phone) {

    static final Measured NOBODY = new Measured(false, false, Map.of(), null, null);

    public Measured {
        ids = Map.copyOf(ids);
    }

    static Measured agreed(
            boolean analytics,
            boolean marketing,
            Map<BrowserId, String> known,
            @Nullable String email,
            @Nullable String phone) {
        var ids = new EnumMap<BrowserId, String>(BrowserId.class);
        known.forEach((id, value) -> {
            if (id.isForMarketing() ? marketing : analytics) ids.put(id, value);
        });
        return new Measured(analytics, marketing, ids, marketing ? email : null, marketing ? phone : null);
    }

    @Nullable
    String id(BrowserId id) {
        return ids.get(id);
    }
}

package onetill.orderstatus;

import com.fasterxml.jackson.core.type.TypeReference;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import onetill.channel.Channels;
import onetill.database.Work;
import onetill.json.Json;
import onetill.runtime.Clocks;

/** What each channel of a merchant tells its buyers. */
@ApplicationScoped
public class NoticePolicies {

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    @Inject
    Work work;

    @Inject
    Channels channels;

    @Inject
    Clocks clock;

    NoticePolicy of(UUID merchantId, String channelId) {
        return work.read(merchantId, () -> {
            var channel = channels.get(merchantId, channelId);
            List<?> rows = em.createNativeQuery(
                            "select cast(ways as text) from notice_policy where merchant_id = ?1 and channel_id = ?2")
                    .setParameter(1, merchantId)
                    .setParameter(2, channelId)
                    .getResultList();
            var ways = rows.isEmpty() ? Map.<NoticeKind, NoticeWay>of() : ways(String.valueOf(rows.get(0)));
            return new NoticePolicy(channel.kind(), ways);
        });
    }

    /** Replaces it. */
    NoticePolicy put(UUID merchantId, String channelId, Map<NoticeKind, NoticeWay> ways) {
        return work.write(merchantId, () -> {
            channels.get(merchantId, channelId);
            var written = new LinkedHashMap<String, NoticeWay>();
            ways.forEach((kind, way) -> written.put(kind.stored(), way));
            em.createNativeQuery("""
                            insert into notice_policy (merchant_id, channel_id, ways, updated_at)
                            values (?1, ?2, cast(?3 as jsonb), ?4)
                            on conflict (merchant_id, channel_id) do update set ways = excluded.ways, updated_at = excluded.updated_at""")
                    .setParameter(1, merchantId)
                    .setParameter(2, channelId)
                    .setParameter(3, Json.write(written))
                    .setParameter(4, clock.now())
                    .executeUpdate();
            return of(merchantId, channelId);
        });
    }

    private static Map<NoticeKind, NoticeWay> ways(String stored) {
        var ways = new LinkedHashMap<NoticeKind, NoticeWay>();
        Json.read(stored, new TypeReference<Map<String, NoticeWay>>() {})
                .forEach((kind, way) -> ways.put(NoticeKind.of(kind), way));
        return ways;
    }
}

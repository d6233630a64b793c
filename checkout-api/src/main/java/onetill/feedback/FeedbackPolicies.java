package onetill.feedback;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import onetill.channel.Channels;
import onetill.database.Work;
import onetill.runtime.Clocks;
import org.jspecify.annotations.Nullable;

/** What each channel of a merchant wants to know. */
@ApplicationScoped
public class FeedbackPolicies {

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    @Inject
    Work work;

    @Inject
    Channels channels;

    @Inject
    Clocks clock;

    FeedbackPolicy of(UUID merchantId, String channelId) {
        return work.read(merchantId, () -> {
            channels.get(merchantId, channelId);
            List<?> rows = em.createNativeQuery("""
                            select asks, question, review_after_seconds from feedback_policy
                            where merchant_id = ?1 and channel_id = ?2""")
                    .setParameter(1, merchantId)
                    .setParameter(2, channelId)
                    .getResultList();
            return rows.stream().findFirst().map(row -> policy((Object[]) row)).orElse(FeedbackPolicy.USUAL);
        });
    }

    /** Replaces it. Who bought before invitations were switched on is not invited. */
    FeedbackPolicy put(UUID merchantId, String channelId, FeedbackPolicy policy) {
        return work.write(merchantId, () -> {
            channels.get(merchantId, channelId);
            var after = policy.reviewAfter();
            em.createNativeQuery("""
                            insert into feedback_policy (merchant_id, channel_id, asks, question, review_after_seconds, review_since, updated_at)
                            values (?1, ?2, ?3, ?4, cast(?5 as bigint),
                                case when cast(?5 as bigint) is null then null else cast(?6 as timestamptz) end, ?6)
                            on conflict (merchant_id, channel_id) do update set asks = excluded.asks, question = excluded.question,
                                review_after_seconds = excluded.review_after_seconds, updated_at = excluded.updated_at,
                                review_since = case when excluded.review_after_seconds is null then null
                                    else coalesce(feedback_policy.review_since, excluded.review_since) end""")
                    .setParameter(1, merchantId)
                    .setParameter(2, channelId)
                    .setParameter(3, policy.asks())
                    .setParameter(4, policy.question())
                    .setParameter(5, after == null ? null : Long.toString(after.toSeconds()))
                    .setParameter(6, clock.now())
                    .executeUpdate();
            return of(merchantId, channelId);
        });
    }

    private static FeedbackPolicy policy(Object[] row) {
        return new FeedbackPolicy((Boolean) row[0], (String) row[1], duration(row[2]));
    }

    private static @Nullable Duration duration(@Nullable Object seconds) {
        return seconds == null ? null : Duration.ofSeconds(((Number) seconds).longValue());
    }
}

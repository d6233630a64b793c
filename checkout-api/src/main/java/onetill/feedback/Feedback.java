package onetill.feedback;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.UUID;
import onetill.access.Principal;
import onetill.access.PrincipalKind;
import onetill.database.MerchantKey;
import onetill.database.Work;
import onetill.encryption.Field;
import onetill.encryption.Keyring;
import onetill.event.Events;
import onetill.event.Fact;
import onetill.order.Order;
import onetill.order.Orders;
import onetill.problem.ProblemException;
import onetill.problem.ProblemType;
import onetill.runtime.Clocks;
import onetill.runtime.Ids;
import onetill.runtime.Times;
import onetill.session.CheckoutSession;
import org.jspecify.annotations.Nullable;

/** What buyers have said about their purchases: once for each order. Their words are encrypted; the event knows the score alone. */
@ApplicationScoped
public class Feedback {

    private static final String SELECT =
            "select order_id, channel_id, question, score, text, given_at from feedback where merchant_id = ?1";

    private static final ResourceBundle.Control NO_FALLBACK =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    @Inject
    Work work;

    @Inject
    Orders orders;

    @Inject
    FeedbackPolicies policies;

    @Inject
    Events events;

    @Inject
    Ids ids;

    @Inject
    Clocks clock;

    /**
     * An answer.
     *
     * @param score 1 (hard) to 5 (easy)
     * @param text why; null when nothing was written, or what was is forgotten
     */
    record Given(
            UUID orderId,
            String channelId,
            String question,
            int score,
            @Nullable String text,
            OffsetDateTime givenAt) {}

    /**
     * What a buyer is asked about an order.
     *
     * @param given null before they have answered
     */
    record Asked(
            Order order,
            boolean asks,
            String question,
            @Nullable Given given) {}

    /** How often each score was given in one week (from Monday, UTC) of a channel. */
    record Week(String channelId, LocalDate begins, List<Long> scores) {}

    /** A client token sees its own order only. */
    Asked ask(Principal by, UUID orderId) {
        var merchantId = by.merchantId();
        return work.read(merchantId, () -> {
            var order = orders.get(merchantId, orderId);
            if (by.is(PrincipalKind.CLIENT_TOKEN) && !order.sessionId().equals(by.sessionId())) {
                throw ProblemException.notFound("order", orderId);
            }
            var policy = policies.of(merchantId, order.channelId());
            var question = policy.question() == null ? usualQuestion(order) : policy.question();
            return new Asked(
                    order, policy.asks(), question, find(merchantId, orderId).orElse(null));
        });
    }

    private String usualQuestion(Order order) {
        var session = em.find(CheckoutSession.class, new MerchantKey(order.merchantId(), order.sessionId()));
        var locale = session == null ? Locale.ROOT : session.locale();
        return ResourceBundle.getBundle("onetill.feedback.texts", locale, NO_FALLBACK)
                .getString("question");
    }

    /**
     * Keeps an answer, within the caller's work.
     *
     * @throws ProblemException FEEDBACK_NOT_ASKED where the channel does not ask, FEEDBACK_GIVEN when there is one
     */
    Given give(Principal by, UUID orderId, int score, @Nullable String text) {
        var merchantId = by.merchantId();
        var asked = ask(by, orderId);
        var order = asked.order();
        if (!asked.asks()) {
            throw new ProblemException(
                    ProblemType.FEEDBACK_NOT_ASKED,
                    "channel %s asks for no feedback; do not show the question".formatted(order.channelId()));
        }
        var place = Field.FEEDBACK_TEXT.of(merchantId, orderId);
        var words = text == null || text.isBlank() ? null : text.strip();
        var kept = em.createNativeQuery("""
                        insert into feedback (merchant_id, order_id, session_id, channel_id, question, score, text, actor, given_at)
                        values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) on conflict do nothing""")
                .setParameter(1, merchantId)
                .setParameter(2, orderId)
                .setParameter(3, order.sessionId())
                .setParameter(4, order.channelId())
                .setParameter(5, asked.question())
                .setParameter(6, score)
                .setParameter(7, Keyring.current().sealIfAny(place, words))
                .setParameter(8, by.actor())
                .setParameter(9, clock.now())
                .executeUpdate();
        if (kept == 0) {
            throw new ProblemException(
                    ProblemType.FEEDBACK_GIVEN,
                    "order %s has its feedback; it is given once".formatted(order.number()));
        }
        tell(by, order, score);
        return find(merchantId, orderId).orElseThrow();
    }

    private void tell(Principal by, Order order, int score) {
        events.record(new Fact(
                order.merchantId(),
                "feedback",
                ids.next(),
                1,
                "feedback.given",
                order.channelId(),
                order.channelKind(),
                null,
                by.actor(),
                Map.of("session_id", order.sessionId(), "order_id", order.id(), "score", score)));
    }

    private Optional<Given> find(UUID merchantId, UUID orderId) {
        List<?> rows = em.createNativeQuery(SELECT + " and order_id = ?2")
                .setParameter(1, merchantId)
                .setParameter(2, orderId)
                .getResultList();
        return rows.stream().findFirst().map(row -> given(merchantId, (Object[]) row));
    }

    /** Newest first; after that of an order, if any. */
    List<Given> newest(UUID merchantId, @Nullable UUID afterOrder, int limit) {
        return work.read(merchantId, () -> {
            List<?> rows = em.createNativeQuery(SELECT + """
                             and (cast(?2 as uuid) is null or (given_at, order_id) <
                                 (select given_at, order_id from feedback where merchant_id = ?1 and order_id = cast(?2 as uuid)))
                            order by given_at desc, order_id desc limit ?3""")
                    .setParameter(1, merchantId)
                    .setParameter(2, afterOrder == null ? null : afterOrder.toString())
                    .setParameter(3, limit)
                    .getResultList();
            return rows.stream().map(row -> given(merchantId, (Object[]) row)).toList();
        });
    }

    List<Week> weeks(UUID merchantId, OffsetDateTime from, OffsetDateTime to) {
        return work.read(merchantId, () -> {
            List<?> rows = em.createNativeQuery("""
                            select channel_id, to_char(date_trunc('week', given_at at time zone 'UTC'), 'YYYY-MM-DD'),
                                count(*) filter (where score = 1), count(*) filter (where score = 2), count(*) filter (where score = 3),
                                count(*) filter (where score = 4), count(*) filter (where score = 5)
                            from feedback where merchant_id = ?1 and given_at >= ?2 and given_at < ?3
                            group by 1, 2 order by 2, 1""")
                    .setParameter(1, merchantId)
                    .setParameter(2, from)
                    .setParameter(3, to)
                    .getResultList();
            return rows.stream().map(row -> week((Object[]) row)).toList();
        });
    }

    /** Takes away why, of answers from before then; the scores stay. */
    int forgetTexts(UUID merchantId, OffsetDateTime before) {
        return work.write(
                merchantId,
                () -> em.createNativeQuery(
                                "update feedback set text = null where merchant_id = ?1 and given_at < ?2 and text is not null")
                        .setParameter(1, merchantId)
                        .setParameter(2, before)
                        .executeUpdate());
    }

    private static Week week(Object[] row) {
        return new Week(
                (String) row[0],
                LocalDate.parse(String.valueOf(row[1])),
                List.of(row).subList(2, row.length).stream()
                        .map(it -> ((Number) it).longValue())
                        .toList());
    }

    private static Given given(UUID merchantId, Object[] row) {
        var orderId = (UUID) row[0];
        return new Given(
                orderId,
                (String) row[1],
                (String) row[2],
                ((Number) row[3]).intValue(),
                Keyring.current().openIfAny(Field.FEEDBACK_TEXT.of(merchantId, orderId), row[4]),
                Times.of(row[5]));
    }
}

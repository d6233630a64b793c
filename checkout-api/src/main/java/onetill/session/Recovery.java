package onetill.session;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.text.MessageFormat;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import onetill.access.Principal;
import onetill.channel.Channels;
import onetill.database.Work;
import onetill.encryption.Keyring;
import onetill.notification.Medium;
import onetill.notification.Notifications;
import onetill.problem.ProblemException;
import onetill.runtime.Clocks;
import onetill.runtime.Settings;
import onetill.timer.RecurringWork;
import org.jspecify.annotations.Nullable;

/**
 * Writes to buyers who have left, with a link into the very session: only to those who agreed, once, where the channel wants it,
 * and not when they have bought meanwhile, wherever that was.
 */
@ApplicationScoped
public class Recovery implements RecurringWork {

    /** What the link of such a message is minted for. */
    static final String LINK = "recovery";

    private static final Logger LOG = Logger.getLogger(Recovery.class.getName());
    private static final ResourceBundle.Control NO_FALLBACK =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);
    private static final int BATCH = 50;

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    @Inject
    Work work;

    @Inject
    CheckoutSessions sessions;

    @Inject
    Channels channels;

    @Inject
    Handoffs handoffs;

    @Inject
    Notifications notifications;

    @Inject
    RecoveryConfig config;

    @Inject
    Settings settings;

    @Inject
    Clocks clock;

    @Override
    public Duration pause() {
        return config.interval;
    }

    @Override
    public void run(UUID merchantId) {
        for (var id : due(merchantId)) {
            try {
                remind(merchantId, id);
            } catch (ProblemException e) {
                LOG.log(Level.INFO, "the buyer of session {0} is not written to yet: {1}", new Object[] {id, e.detail()
                });
            }
        }
    }

    /** Sessions that have rested long enough, of buyers who have not bought since they were opened. */
    private List<UUID> due(UUID merchantId) {
        return work.read(merchantId, () -> {
            List<?> rows = em.createNativeQuery("""
                            select s.session_id from checkout_session s
                            join channel c on c.merchant_id = s.merchant_id and c.channel_id = s.channel_id
                            left join lateral (
                                select cast(an.arm -> 'value' ->> 'recovery_after_seconds' as bigint) as seconds
                                from experiment_exposure x
                                join experiment e on e.merchant_id = x.merchant_id and e.experiment_id = x.experiment_id,
                                    jsonb_array_elements(e.arms) as an(arm)
                                where x.merchant_id = s.merchant_id and x.session_id = s.session_id
                                  and e.varies = 'recovery_delay' and e.state = 'running' and an.arm ->> 'name' = x.arm
                                  and (e.channels is null or e.channels @> to_jsonb(s.channel_id))) varied on true
                            where s.merchant_id = ?1 and s.status in ('incomplete', 'ready_for_complete')
                              and s.reminded_at is null and s.reminder_agreed
                              and s.line_items <> '[]' and s.deposit_minor = 0
                              and s.updated_at <= cast(?2 as timestamptz)
                                  - coalesce(varied.seconds, c.recovery_after_seconds) * interval '1 second'
                              and not exists (select 1 from orders o where o.merchant_id = s.merchant_id
                                and o.placed_at >= s.created_at and (o.customer_id = s.customer_id
                                  or o.email_index = s.email_index or o.email_index is null
                                    and s.email_index is null and lower(o.buyer ->> 'email') = lower(s.buyer ->> 'email')))
                            order by s.updated_at limit ?3""")
                    .setParameter(1, merchantId)
                    .setParameter(2, clock.now())
                    .setParameter(3, BATCH)
                    .getResultList();
            return rows.stream().map(UUID.class::cast).toList();
        });
    }

    private void remind(UUID merchantId, UUID sessionId) {
        var system = Principal.system(merchantId);
        work.write(
                merchantId,
                () -> sessions.locked(system, sessionId, session -> {
                    var medium = medium(session);
                    if (!session.canBeReminded()
                            || medium == null
                            || hasBought(session)
                            || !due(merchantId).contains(sessionId)) return false;
                    var to = String.valueOf(
                            medium == Medium.EMAIL
                                    ? session.buyer().email()
                                    : session.buyer().phone());
                    session.remind(clock.now());
                    sessions.record(session, system, "session.reminded");
                    em.flush();
                    var link = handoffs.mint(system, sessionId, LINK, to, null, settings.recoveryTtl());
                    var merchant = channels.get(merchantId, session.channelId()).merchant();
                    var url = settings.publicUrl() + "/checkout/#" + link.token();
                    var texts = texts(session.locale());
                    notifications.write(
                            merchantId,
                            new Notifications.Wanted(
                                    medium,
                                    to,
                                    LINK,
                                    medium == Medium.EMAIL ? filled(texts, "email.subject", merchant) : null,
                                    filled(
                                            texts,
                                            medium.stored() + ".text",
                                            merchant,
                                            lines(session),
                                            session.total().format(session.locale()),
                                            url),
                                    link.expiresAt()));
                    return true;
                }));
    }

    /** Whether somebody with this address has: also while one of the two is not encrypted yet, or under another key. */
    private boolean hasBought(CheckoutSession session) {
        var email = session.buyer().email();
        if (email == null) return false;
        return !em.createNativeQuery("""
                        select 1 from orders where merchant_id = ?1 and placed_at >= ?2
                          and (email_index = any(string_to_array(?3, ' '))
                            or email_index is null and lower(buyer ->> 'email') = ?4)
                        limit 1""")
                .setParameter(1, session.merchantId())
                .setParameter(2, session.createdAt())
                .setParameter(3, Keyring.current().contactIndexes(session.merchantId(), email))
                .setParameter(4, email.toLowerCase(Locale.ROOT))
                .getResultList()
                .isEmpty();
    }

    /** How they can be reached; null when they cannot. */
    private @Nullable Medium medium(CheckoutSession session) {
        if (session.buyer().email() != null && notifications.isReady(Medium.EMAIL)) return Medium.EMAIL;
        return session.buyer().phone() != null && notifications.isReady(Medium.SMS) ? Medium.SMS : null;
    }

    private static String lines(CheckoutSession session) {
        return session.lineItems().stream()
                .filter(it -> !it.fee())
                .map(it -> "  %d x %s".formatted(it.quantity(), it.name()))
                .collect(Collectors.joining("\n"));
    }

    private static ResourceBundle texts(Locale locale) {
        return ResourceBundle.getBundle("onetill.session.recovery", locale, NO_FALLBACK);
    }

    private static String filled(ResourceBundle texts, String key, Object... arguments) {
        return new MessageFormat(texts.getString(key), texts.getLocale()).format(arguments);
    }
}

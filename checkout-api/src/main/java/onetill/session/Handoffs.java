package onetill.session;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import onetill.access.CodeTries;
import onetill.access.Credentials;
import onetill.access.Principal;
import onetill.access.PrincipalKind;
import onetill.audit.Audit;
import onetill.audit.AuditAction;
import onetill.audit.Changes;
import onetill.audit.Deed;
import onetill.channel.Channel;
import onetill.channel.ChannelKind;
import onetill.channel.Channels;
import onetill.database.Work;
import onetill.encryption.Field;
import onetill.encryption.Keyring;
import onetill.limit.RequestLimits;
import onetill.payment.saved.SavedTender;
import onetill.payment.saved.SavedTenders;
import onetill.problem.ProblemException;
import onetill.problem.ProblemType;
import onetill.runtime.Clocks;
import onetill.runtime.Ids;
import onetill.runtime.Secrets;
import org.jspecify.annotations.Nullable;

/**
 * Passes a session on: whoever shows the single-use token, or says the code, holds the pen from then on. Whoever held it before
 * sees the session and can take the pen back; a payment that waits for the buyer is taken back before it moves.
 */
@ApplicationScoped
public class Handoffs {

    /** What is minted for a buyer who shall pay on a device of their own. */
    public static final String PAY_LINK = "link";

    /** Without letters and digits that sound or look alike. */
    private static final String CODE_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

    private static final int CODE_LENGTH = 4;

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    @Inject
    Channels channels;

    @Inject
    CodeTries tries;

    @Inject
    RequestLimits limits;

    @Inject
    HandoffConfig config;

    @Inject
    Audit audit;

    @Inject
    Work work;

    @Inject
    CheckoutSessions sessions;

    @Inject
    Checkout checkout;

    @Inject
    SavedTenders savedTenders;

    @Inject
    Credentials credentials;

    @Inject
    Secrets secrets;

    @Inject
    Ids ids;

    @Inject
    Clocks clock;

    /** A token that was minted; it is shown once. */
    public record Minted(String token, OffsetDateTime expiresAt) {}

    /** The session in the hands of the device that showed the token. */
    public record Claimed(Snapshot snapshot, String clientToken) {}

    /** A token, and a code that may be spoken in its place. Both are shown once, and the first that is used ends both. */
    public record Offered(Minted link, String code, OffsetDateTime codeExpiresAt) {}

    /**
     * A token for the device that shall go on.
     *
     * @param toKind what it is sent to: {@link #PAY_LINK} has the event {@code handoff.link_sent}
     * @param sentTo the phone number or e-mail address it goes to, if any
     * @param savedTenderId the one saved tender of the session's customer that may be used there
     */
    public Minted mint(
            Principal by,
            UUID sessionId,
            String toKind,
            @Nullable String sentTo,
            @Nullable UUID savedTenderId,
            Duration life) {
        return mint(by, sessionId, toKind, sentTo, savedTenderId, life, null);
    }

    /** A token and a code, for whichever device or person shall go on. */
    public Offered offer(Principal by, UUID sessionId) {
        var code = freeCode(by.merchantId());
        var minted = mint(by, sessionId, "any", null, null, config.ttl, code);
        return new Offered(minted, code, clock.now().plus(config.codeTtl));
    }

    private Minted mint(
            Principal by,
            UUID sessionId,
            String toKind,
            @Nullable String sentTo,
            @Nullable UUID savedTenderId,
            Duration life,
            @Nullable String code) {
        var token = secrets.fresh("ho_");
        var now = clock.now();
        var expiresAt = now.plus(life);
        sessions.locked(by, sessionId, session -> {
            CheckoutSessions.guardHolder(by, session);
            if (savedTenderId != null) offered(session, savedTenderId);
            if (session.status() == SessionStatus.COMPLETED || session.status() == SessionStatus.CANCELED) {
                throw new ProblemException(
                        ProblemType.ILLEGAL_TRANSITION,
                        "a session that is %s is not passed on"
                                .formatted(session.status().stored()));
            }
            var id = ids.next();
            if (code != null) forgetUsed(session.merchantId(), hash(session.merchantId(), code));
            if (PAY_LINK.equals(toKind)) sessions.recordLink(session, by, id);
            return em.createNativeQuery("""
                            insert into handoff (merchant_id, handoff_id, session_id, token_hash, to_kind, sent_to, created_by,
                                                 created_at, expires_at, saved_tender_id, code_hash, code_expires_at)
                            values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, cast(?10 as uuid), ?11, cast(?12 as timestamptz))""")
                    .setParameter(1, session.merchantId())
                    .setParameter(2, id)
                    .setParameter(3, session.id())
                    .setParameter(4, Secrets.hash(token))
                    .setParameter(5, toKind)
                    .setParameter(
                            6, Keyring.current().sealIfAny(Field.HANDOFF_SENT_TO.of(session.merchantId(), id), sentTo))
                    .setParameter(7, by.actor())
                    .setParameter(8, now)
                    .setParameter(9, expiresAt)
                    .setParameter(10, savedTenderId == null ? null : savedTenderId.toString())
                    .setParameter(11, code == null ? null : hash(session.merchantId(), code))
                    .setParameter(
                            12, code == null ? null : now.plus(config.codeTtl).toString())
                    .executeUpdate();
        });
        return new Minted(token, expiresAt);
    }

    /** One that no other session of the merchant waits for. */
    private String freeCode(UUID merchantId) {
        return work.read(merchantId, () -> {
            var code = secrets.fresh(CODE_LENGTH, CODE_ALPHABET);
            while (byCode(merchantId, code).isPresent()) code = secrets.fresh(CODE_LENGTH, CODE_ALPHABET);
            return code;
        });
    }

    private void forgetUsed(UUID merchantId, String codeHash) {
        em.createNativeQuery("""
                        update handoff set code_hash = null
                        where merchant_id = ?1 and code_hash = ?2 and (claimed_at is not null or code_expires_at <= ?3)""")
                .setParameter(1, merchantId)
                .setParameter(2, codeHash)
                .setParameter(3, clock.now())
                .executeUpdate();
    }

    private static String hash(UUID merchantId, String code) {
        return Secrets.hash("handoff:" + merchantId + ":" + code);
    }

    /**
     * The device that shows the token goes on with the session.
     *
     * @param caller who shows it, null for anybody; one of another merchant's has no use for it
     * @param channelId where it goes on: on the web or in an app; null where it is
     */
    public Claimed claim(@Nullable Principal caller, String token, @Nullable String channelId) {
        var row = limits.guarded(() -> byToken(token)).orElseThrow(Handoffs::gone);
        var by = Principal.system((UUID) row[0]);
        if (caller != null && !by.merchantId().equals(caller.merchantId())) throw gone();
        var device = ids.next();
        return passing(by, (UUID) row[2], session -> {
            var taken = take(by.merchantId(), (UUID) row[1]);
            var offer = taken.savedTenderId();
            if (Recovery.LINK.equals(taken.kind())) session.recover(clock.now());
            var fresh = credentials.mintClientToken(by.merchantId(), device, session.id());
            credentials.moved(by.merchantId(), session.id(), device);
            if (channelId != null) sessions.move(session, forDevices(by, channelId));
            session.handOver(session.channelId(), CheckoutSession.DEVICE + ":" + device);
            if (offer == null) session.offerNothing();
            else session.offer(offer, offered(session, offer).label());
            sessions.record(session, by, "session.handed_off");
            return new Claimed(sessions.snapshot(by, session), fresh);
        });
    }

    private Optional<Object[]> byToken(String token) {
        List<?> rows = work.outsideMerchants(
                () -> em.createNativeQuery("select merchant_id, handoff_id, session_id from find_handoff(?1)")
                        .setParameter(1, Secrets.hash(token))
                        .getResultList());
        return rows.stream().map(Object[].class::cast).findFirst();
    }

    private Channel forDevices(Principal by, String channelId) {
        var channel = channels.get(by.merchantId(), channelId);
        if (isForDevices(channel)) return channel;
        throw ProblemException.invalid(
                "channel",
                "a shopper's device goes on in a web or app channel, and %s is none; name one".formatted(channelId));
    }

    private static boolean isForDevices(Channel channel) {
        return channel.kind().equals(ChannelKind.WEB) || channel.kind().equals(ChannelKind.IN_APP);
    }

    /**
     * A till or a person of the merchant's goes on with the session whose code a buyer has said.
     *
     * @param channelId where it goes on; of a till always its own
     */
    public Snapshot claimByCode(Principal by, String typed, @Nullable String channelId) {
        var code = typed.replaceAll("[\\s\\p{Pd}]", "").toUpperCase(Locale.ROOT);
        var found = tries.counted(by, config.guard(), () -> byCode(by.merchantId(), code))
                .orElseThrow(() -> new ProblemException(
                        ProblemType.NOT_FOUND, "no session waits for this code; ask for it again, or for a new one"));
        var channel = channel(by, channelId);
        return passing(Principal.system(by.merchantId()), found.sessionId(), session -> {
            take(by.merchantId(), found.handoffId());
            if (by.is(PrincipalKind.STAFF)) sessions.letIn(session, by, Assistance.By.CODE);
            return taken(by, session, channel, AuditAction.CLAIM_HANDOFF);
        });
    }

    /**
     * The pen, without anybody passing it on: by the buyer's own device, the till it is at, or a person of the merchant's
     * whom the buyer has let in.
     *
     * @throws ProblemException CONSENT_NEEDED for those whom the buyer has not
     */
    public Snapshot takePen(Principal by, UUID sessionId, @Nullable String channelId) {
        // Before a waiting payment is taken back: who must not see it gets a 404, who was not let in a 403.
        CheckoutSessions.guardLetIn(by, sessions.get(by, sessionId).session());
        var channel = by.is(PrincipalKind.CLIENT_TOKEN)
                ? forDevices(by, channelId == null ? origin(by.merchantId(), sessionId) : channelId)
                : channel(by, channelId);
        return passing(Principal.system(by.merchantId()), sessionId, session -> {
            CheckoutSessions.guardLetIn(by, session);
            return taken(by, session, channel, AuditAction.TAKE_PEN);
        });
    }

    /** The buyer's device has the pen again, where the session began if a device can go on there. */
    Snapshot takeBack(Principal device, UUID sessionId, Consumer<CheckoutSession> first) {
        var began = channels.get(device.merchantId(), origin(device.merchantId(), sessionId));
        return passing(Principal.system(device.merchantId()), sessionId, session -> {
            first.accept(session);
            return taken(device, session, isForDevices(began) ? began : null, AuditAction.TAKE_PEN);
        });
    }

    private Snapshot taken(Principal by, CheckoutSession session, @Nullable Channel channel, AuditAction action) {
        var before = Map.of(
                "channel_id", session.channelId(), "actor", session.holder().actor());
        if (channel != null) sessions.move(session, channel);
        session.handOver(session.channelId(), by.device());
        var shown = by.is(PrincipalKind.CLIENT_TOKEN) ? by.credential() : null;
        credentials.moved(session.merchantId(), session.id(), shown == null ? null : shown.id());
        sessions.record(session, by, "session.handed_off");
        var after = Map.of("channel_id", session.channelId(), "actor", by.actor());
        audit.recordOfStaff(by, Deed.of(action, session.id()), Changes.between(before, after));
        return sessions.snapshot(by, session);
    }

    /** Where the session began. */
    private String origin(UUID merchantId, UUID sessionId) {
        return work.read(merchantId, () -> (String) em.createNativeQuery(
                        "select channel_id from event where merchant_id = ?1 and aggregate_id = ?2 and seq = 1")
                .setParameter(1, merchantId)
                .setParameter(2, sessionId)
                .getSingleResult());
    }

    private @Nullable Channel channel(Principal by, @Nullable String channelId) {
        var own = by.channelId();
        if (own != null && channelId != null && !own.equals(channelId))
            throw ProblemException.notFound("channel", channelId);
        var wanted = channelId == null ? own : channelId;
        return wanted == null ? null : channels.get(by.merchantId(), wanted);
    }

    private record Found(UUID handoffId, UUID sessionId) {}

    private Optional<Found> byCode(UUID merchantId, String code) {
        List<?> rows = em.createNativeQuery("""
                        select handoff_id, session_id from handoff
                        where merchant_id = ?1 and code_hash = ?2 and claimed_at is null and code_expires_at > ?3""")
                .setParameter(1, merchantId)
                .setParameter(2, hash(merchantId, code))
                .setParameter(3, clock.now())
                .getResultList();
        return rows.stream()
                .map(Object[].class::cast)
                .map(row -> new Found((UUID) row[0], (UUID) row[1]))
                .findFirst();
    }

    /** A payment that waits for the buyer is taken back first; one that is on its way is waited for. */
    private <T> T passing(Principal system, UUID sessionId, Function<CheckoutSession, T> then) {
        if (checkout.get(system, sessionId).session().status() == SessionStatus.REQUIRES_ESCALATION) {
            checkout.withdraw(system, sessionId);
        }
        return sessions.locked(system, sessionId, session -> {
            if (session.status() == SessionStatus.COMPLETE_IN_PROGRESS) {
                throw new ProblemException(
                                ProblemType.PAYMENT_IN_PROGRESS, "a payment is on its way; try again in a moment")
                        .retryAfter(2);
            }
            return then.apply(session);
        });
    }

    private SavedTender offered(CheckoutSession session, UUID savedTenderId) {
        var customerId = session.customerId();
        if (customerId == null) throw ProblemException.notFound("saved tender", savedTenderId);
        return savedTenders.usable(session.merchantId(), customerId, savedTenderId);
    }

    /** What goes with it: the saved tender, if one does, and what it was sent for. */
    private record Taken(@Nullable UUID savedTenderId, String kind) {}

    private Taken take(UUID merchantId, UUID handoffId) {
        List<?> taken = em.createNativeQuery("""
                        update handoff set claimed_at = ?3 where merchant_id = ?1 and handoff_id = ?2 and claimed_at is null
                        returning cast(saved_tender_id as text), to_kind""")
                .setParameter(1, merchantId)
                .setParameter(2, handoffId)
                .setParameter(3, clock.now())
                .getResultList();
        if (taken.isEmpty()) throw gone();
        var row = (Object[]) taken.get(0);
        return new Taken(row[0] == null ? null : UUID.fromString(row[0].toString()), (String) row[1]);
    }

    private static ProblemException gone() {
        return new ProblemException(
                ProblemType.NOT_FOUND, "this link or code was used already or is too old; ask for a new one");
    }
}

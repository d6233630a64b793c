package onetill.telephony;

import com.fasterxml.jackson.core.type.TypeReference;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import onetill.access.Principal;
import onetill.audit.Audit;
import onetill.audit.AuditAction;
import onetill.audit.Deed;
import onetill.channel.ChannelKind;
import onetill.channel.Channels;
import onetill.database.Work;
import onetill.json.Json;
import onetill.problem.ProblemException;

/** The lists from which agents choose how a call went. */
@ApplicationScoped
public class CallReasons {

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    @Inject
    Work work;

    @Inject
    Channels channels;

    @Inject
    Audit audit;

    List<CallReason> of(UUID merchantId, String channelId) {
        channels.get(merchantId, channelId, ChannelKind.PHONE);
        return work.read(merchantId, () -> {
            List<?> rows = em.createNativeQuery(
                            "select cast(reasons as text) from call_reasons where merchant_id = ?1 and channel_id = ?2")
                    .setParameter(1, merchantId)
                    .setParameter(2, channelId)
                    .getResultList();
            return rows.stream()
                    .findFirst()
                    .map(it -> Json.read(it.toString(), new TypeReference<List<CallReason>>() {}))
                    .orElse(CallReason.USUAL);
        });
    }

    /** @throws ProblemException VALIDATION_FAILED when the channel has no such reason */
    CallReason get(UUID merchantId, String channelId, String code) {
        var all = of(merchantId, channelId);
        return all.stream().filter(it -> it.code().equals(code)).findFirst().orElseThrow(() -> {
            var codes = all.stream().map(CallReason::code).collect(Collectors.joining(", "));
            return ProblemException.invalid("reason", "is one of " + codes);
        });
    }

    List<CallReason> put(Principal by, String channelId, List<CallReason> reasons) {
        var codes = new HashSet<String>();
        for (var reason : reasons) {
            if (!codes.add(reason.code())) {
                throw ProblemException.invalid("data", "\"%s\" is there twice".formatted(reason.code()));
            }
        }
        of(by.merchantId(), channelId);
        return audit.change(
                by,
                Deed.of(AuditAction.PUT_CALL_REASONS, channelId),
                () -> new Listed(of(by.merchantId(), channelId)),
                () -> {
                    em.createNativeQuery("""
                        insert into call_reasons (merchant_id, channel_id, reasons) values (?1, ?2, cast(?3 as jsonb))
                        on conflict (merchant_id, channel_id) do update set reasons = excluded.reasons""")
                            .setParameter(1, by.merchantId())
                            .setParameter(2, channelId)
                            .setParameter(3, Json.write(reasons))
                            .executeUpdate();
                    return reasons;
                });
    }

    /** As the audit compares it. */
    record Listed(List<CallReason> data) {}
}

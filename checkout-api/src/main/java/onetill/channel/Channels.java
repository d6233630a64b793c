package onetill.channel;

import com.fasterxml.jackson.core.type.TypeReference;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import onetill.database.Work;
import onetill.experiment.Running;
import onetill.json.Json;
import onetill.pricing.CashRounding;
import onetill.problem.ProblemException;
import onetill.problem.ProblemType;
import onetill.reassurance.TrustMessage;
import onetill.tax.TaxRules;
import org.jspecify.annotations.Nullable;

/** The merchant's channels. */
@ApplicationScoped
public class Channels {

    private static final String SELECT = """
            select c.channel_id, c.kind, c.name, c.country, c.currency, c.locale, c.location_id, c.tenders, c.capture,
                   c.reader_ref, m.name as merchant, c.cash_rounding_minor, c.takes_tips, m.country as merchant_country,
                   c.prices_include_tax, c.tax_rounding, c.delivery_tax, c.stock_hold, c.tax_calculator, c.recovery_after_seconds,
                   c.ask_policy, c.trust_messages, c.reader_provider, c.tips_on_reader,
                   (select cast(jsonb_agg(jsonb_build_object('experiment_id', e.experiment_id, 'varies', e.varies,
                        'started_at', e.started_at, 'arms', e.arms)) as text)
                    from experiment e where e.merchant_id = c.merchant_id and e.state = 'running'
                      and (e.channels is null or e.channels @> to_jsonb(c.channel_id))) as experiments
            from channel c join merchant m on m.merchant_id = c.merchant_id where c.merchant_id = ?1""";

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    @Inject
    Work work;

    public List<Channel> all(UUID merchantId) {
        return work.read(merchantId, () -> {
            List<?> rows = em.createNativeQuery(SELECT + " order by c.channel_id")
                    .setParameter(1, merchantId)
                    .getResultList();
            return rows.stream().map(row -> channel((Object[]) row)).toList();
        });
    }

    public Channel get(UUID merchantId, String channelId) {
        return work.read(merchantId, () -> {
            List<?> rows = em.createNativeQuery(SELECT + " and c.channel_id = ?2")
                    .setParameter(1, merchantId)
                    .setParameter(2, channelId)
                    .getResultList();
            return rows.stream()
                    .findFirst()
                    .map(row -> channel((Object[]) row))
                    .orElseThrow(() -> ProblemException.notFound("channel", channelId));
        });
    }

    Channel change(UUID merchantId, String channelId, ChannelsResource.ChannelChange change) {
        return work.write(merchantId, () -> {
            get(merchantId, channelId);
            em.createNativeQuery("""
                            update channel set cash_rounding_minor = coalesce(cast(?3 as bigint), cash_rounding_minor),
                                takes_tips = coalesce(cast(?4 as boolean), takes_tips),
                                prices_include_tax = coalesce(cast(?5 as boolean), prices_include_tax),
                                tax_rounding = coalesce(?6, tax_rounding), delivery_tax = coalesce(?7, delivery_tax),
                                stock_hold = coalesce(?8, stock_hold),
                                recovery_after_seconds = nullif(coalesce(cast(?10 as bigint), recovery_after_seconds), 0),
                                ask_policy = coalesce(cast(?11 as jsonb), ask_policy),
                                tenders = coalesce(cast(?12 as jsonb), tenders),
                                trust_messages = coalesce(cast(?13 as jsonb), trust_messages),
                                reader_provider = coalesce(?14, reader_provider),
                                reader_ref = nullif(coalesce(?15, reader_ref), ''),
                                tips_on_reader = coalesce(cast(?16 as boolean), tips_on_reader),
                                tax_calculator = case ?9 when '' then tax_calculator when 'rates' then null else ?9 end
                            where merchant_id = ?1 and channel_id = ?2""")
                    .setParameter(1, merchantId)
                    .setParameter(2, channelId)
                    .setParameter(3, text(change.cashRoundingMinor()))
                    .setParameter(4, text(change.takesTips()))
                    .setParameter(5, text(change.pricesIncludeTax()))
                    .setParameter(6, change.taxRounding())
                    .setParameter(7, change.deliveryTax())
                    .setParameter(8, change.stockHold())
                    .setParameter(9, change.taxCalculator() == null ? "" : change.taxCalculator())
                    .setParameter(10, text(change.recoveryAfterSeconds()))
                    .setParameter(11, change.asks() == null ? null : Json.write(change.asks()))
                    .setParameter(12, change.tenders() == null ? null : Json.write(change.tenders()))
                    .setParameter(13, change.trustMessages() == null ? null : Json.write(change.trustMessages()))
                    .setParameter(14, change.readerProvider())
                    .setParameter(15, change.readerRef())
                    .setParameter(16, text(change.tipsOnReader()))
                    .executeUpdate();
            return get(merchantId, channelId);
        });
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    /** The channel, if an adapter of this kind may serve it. */
    public Channel get(UUID merchantId, String channelId, ChannelKind kind) {
        var channel = get(merchantId, channelId);
        if (!channel.kind().equals(kind)) {
            throw new ProblemException(
                    ProblemType.WRONG_CHANNEL_KIND,
                    "channel %s is of kind %s, this call is for %s"
                            .formatted(channelId, channel.kind().stored(), kind.stored()));
        }
        return channel;
    }

    private static Channel channel(Object[] row) {
        return new Channel(
                (String) row[0],
                ChannelKind.of((String) row[1]),
                (String) row[2],
                (String) row[10],
                (String) row[3],
                Currency.getInstance((String) row[4]),
                Locale.forLanguageTag((String) row[5]),
                (String) row[6],
                Json.read(row[7].toString(), new TypeReference<List<String>>() {}),
                "automatic".equals(row[8]),
                row[9] == null ? null : new Channel.CardReader((String) row[22], (String) row[9], (Boolean) row[23]),
                row[11] == null
                        ? CashRounding.smallest((String) row[3], (String) row[4])
                        : ((Number) row[11]).longValue(),
                (Boolean) row[12],
                (String) row[13],
                new TaxRules(
                        (Boolean) row[14],
                        "total".equals(row[15]),
                        "proportional".equals(row[16]),
                        (String) row[18],
                        null),
                "add".equals(row[17]),
                row[19] == null ? 0 : ((Number) row[19]).longValue(),
                Json.read(row[20].toString(), AskPolicy.class),
                Json.read(row[21].toString(), new TypeReference<List<TrustMessage>>() {}),
                row[24] == null ? List.of() : Json.read(row[24].toString(), new TypeReference<List<Running>>() {}));
    }
}

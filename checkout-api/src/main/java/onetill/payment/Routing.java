package onetill.payment;

import com.fasterxml.jackson.core.type.TypeReference;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import onetill.database.Work;
import onetill.json.Json;
import onetill.money.Money;
import onetill.runtime.Ids;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Which provider is asked for which payment: a list of rules, of which the first that fits decides. */
@ApplicationScoped
public class Routing {

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    @Inject
    Work work;

    @Inject
    Ids ids;

    /**
     * A payment as rules see it.
     *
     * @param country of the buyer, ISO 3166-1 alpha-2
     * @param cardBrand {@code visa}, as far as the page has told; null when nobody knows yet
     */
    public record Case(
            String channelId,
            String country,
            String tenderType,
            @Nullable String cardBrand,
            Money amount) {}

    /**
     * A rule; what it leaves out fits all.
     *
     * @param minAmountMinor from this amount on, in the minor unit of the currency
     * @param maxAmountMinor up to this amount
     * @param providers who is asked, the first first; the others when one surely was not reached
     */
    @Schema(name = "RoutingRule")
    public record Rule(
            @Nullable @Size(max = 100) String channelId,

            @Nullable @Pattern(regexp = "[A-Z]{2}", message = "is a country such as DE")
            String country,

            @Nullable @Pattern(regexp = "[A-Z]{3}", message = "is a currency such as EUR")
            String currency,

            @Nullable @Size(max = 40) String tenderType,
            @Nullable @Size(max = 40) String cardBrand,
            @Nullable @PositiveOrZero Long minAmountMinor,
            @Nullable @PositiveOrZero Long maxAmountMinor,
            @NotEmpty @Size(max = 10) List<String> providers) {

        boolean fits(Case payment) {
            var minor = payment.amount().minor();
            return fits(channelId, payment.channelId())
                    && fits(country, payment.country())
                    && fits(currency, payment.amount().currency().getCurrencyCode())
                    && fits(tenderType, payment.tenderType())
                    && (cardBrand == null || cardBrand.equals(lower(payment.cardBrand())))
                    && (minAmountMinor == null || minor >= minAmountMinor)
                    && (maxAmountMinor == null || minor <= maxAmountMinor);
        }

        private static boolean fits(@Nullable String wanted, String is) {
            return wanted == null || wanted.equals(is);
        }

        private static @Nullable String lower(@Nullable String brand) {
            return brand == null ? null : brand.toLowerCase(Locale.ROOT);
        }
    }

    /** The names of who is asked, in order; empty when no rule fits and any may be asked. */
    List<String> order(UUID merchantId, Case payment) {
        return all(merchantId).stream()
                .filter(rule -> rule.fits(payment))
                .findFirst()
                .map(Rule::providers)
                .orElse(List.of());
    }

    /** All rules of a merchant, the first that fits decides. */
    public List<Rule> all(UUID merchantId) {
        return work.read(merchantId, () -> {
            List<?> rows = em.createNativeQuery("""
                            select channel_id, country, currency, tender_type, card_brand, min_amount_minor,
                                   max_amount_minor, providers
                            from routing_rule where merchant_id = ?1 order by priority""").setParameter(1, merchantId).getResultList();
            return rows.stream().map(row -> rule((Object[]) row)).toList();
        });
    }

    /** Puts these rules in place of all there were. */
    public void replace(UUID merchantId, List<Rule> rules) {
        work.write(merchantId, () -> {
            em.createNativeQuery("delete from routing_rule where merchant_id = ?1")
                    .setParameter(1, merchantId)
                    .executeUpdate();
            for (var i = 0; i < rules.size(); i++) insert(merchantId, i, rules.get(i));
            return rules;
        });
    }

    private void insert(UUID merchantId, int priority, Rule rule) {
        em.createNativeQuery("""
                        insert into routing_rule (merchant_id, rule_id, priority, channel_id, country, currency, tender_type,
                                                  card_brand, min_amount_minor, max_amount_minor, providers)
                        values (?1, ?2, ?3, nullif(?4, ''), nullif(?5, ''), nullif(?6, ''), nullif(?7, ''), nullif(?8, ''),
                                cast(nullif(?9, '') as bigint), cast(nullif(?10, '') as bigint), cast(?11 as jsonb))""")
                .setParameter(1, merchantId)
                .setParameter(2, ids.next())
                .setParameter(3, priority)
                .setParameter(4, text(rule.channelId()))
                .setParameter(5, text(rule.country()))
                .setParameter(6, text(rule.currency()))
                .setParameter(7, text(rule.tenderType()))
                .setParameter(8, text(rule.cardBrand()))
                .setParameter(9, text(rule.minAmountMinor()))
                .setParameter(10, text(rule.maxAmountMinor()))
                .setParameter(11, Json.write(rule.providers()))
                .executeUpdate();
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    private static Rule rule(Object[] row) {
        return new Rule(
                (String) row[0],
                (String) row[1],
                (String) row[2],
                (String) row[3],
                (String) row[4],
                row[5] == null ? null : ((Number) row[5]).longValue(),
                row[6] == null ? null : ((Number) row[6]).longValue(),
                Json.read(row[7].toString(), new TypeReference<List<String>>() {}));
    }
}

package onetill.snapshot;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import onetill.channel.Channel;
import onetill.channel.Channels;
import onetill.database.Work;
import onetill.json.Json;
import onetill.runtime.Clocks;
import onetill.runtime.Secrets;
import onetill.runtime.Times;
import org.jspecify.annotations.Nullable;

/**
 * The versions of what a till needs to sell alone. A till that asks makes us look whether things are still as in the newest version, once in
 * a while; only when they are not there is another one. The whole content is read in one statement, so that it is of one moment.
 */
@ApplicationScoped
public class Snapshots {

    /** So many versions keep their content; of the others it is known that they were ours. */
    private static final int KEPT = 3;

    private static final String CONTENT = """
            select cast(jsonb_build_object(
                'items', (select coalesce(jsonb_agg(jsonb_build_object('sku', i.sku, 'name', i.name, 'category', i.category,
                        'tax_category', i.tax_category, 'digital', i.digital, 'weight_grams', i.weight_grams, 'min_age', i.min_age,
                        'fees', i.fees, 'group', i.item_group, 'variant', i.variant,
                        'barcodes', (select coalesce(jsonb_agg(b.barcode order by b.barcode), '[]') from item_barcode b
                            where b.merchant_id = ?1 and b.sku = i.sku),
                        'price_minor', (select p.amount_minor from item_price p
                            where p.merchant_id = ?1 and p.sku = i.sku and p.currency = ?2)) order by i.sku), '[]')
                    from item i where i.merchant_id = ?1 and i.active),
                'price_lists', (select coalesce(jsonb_agg(jsonb_build_object('id', l.price_list_id, 'priority', l.priority,
                        'starts_at', l.starts_at, 'ends_at', l.ends_at,
                        'prices', (select coalesce(jsonb_agg(jsonb_build_object('sku', p.sku, 'min_quantity', p.min_quantity,
                                'amount_minor', p.amount_minor) order by p.sku, p.min_quantity), '[]') from price_list_price p
                            where p.merchant_id = ?1 and p.price_list_id = l.price_list_id)) order by l.price_list_id), '[]')
                    from price_list l where l.merchant_id = ?1 and l.active and l.currency = ?2 and l.customer_group is null
                      and (l.channels is null or l.channels @> to_jsonb(cast(?3 as text))) and (l.ends_at is null or l.ends_at > ?5)),
                'promotions', (select coalesce(jsonb_agg(to_jsonb(p) - string_to_array('merchant_id used seq created_at customer_group limit_total limit_per_customer', ' ')
                        || jsonb_build_object('targets', (select coalesce(jsonb_agg(jsonb_build_object('kind', t.kind, 'value', t.value)
                            order by t.kind, t.value), '[]') from promotion_target t
                            where t.merchant_id = ?1 and t.promotion_id = p.promotion_id)) order by p.promotion_id), '[]')
                    from promotion p where p.merchant_id = ?1 and p.active and p.code is null and p.customer_group is null
                      and (p.currency is null or p.currency = ?2) and (p.channels is null or p.channels @> to_jsonb(cast(?3 as text)))
                      and (p.ends_at is null or p.ends_at > ?5)),
                'tax_rates', (select coalesce(jsonb_agg(jsonb_build_object('tax_category', r.tax_category, 'percent', r.percent,
                        'valid_from', r.valid_from) order by r.tax_category, r.valid_from), '[]')
                    from tax_rate r where r.merchant_id = ?1 and r.country = ?4 and r.region = '' and r.postal_prefix = ''),
                'scale_barcodes', (select coalesce(jsonb_agg(to_jsonb(s) - 'merchant_id' order by s.prefix), '[]')
                    from scale_barcode s where s.merchant_id = ?1)) as text)""";

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    @Inject
    Work work;

    @Inject
    Channels channels;

    @Inject
    SnapshotKeys keys;

    @Inject
    SnapshotConfig config;

    @Inject
    Clocks clock;

    /**
     * One version.
     *
     * @param body what was signed, byte for byte
     * @param signature a JWS with a detached payload
     */
    public record Snapshot(long version, byte[] body, String signature) {}

    /** What is said once before the rest. */
    private record Head(
            UUID merchantId,
            String channelId,
            long version,
            OffsetDateTime createdAt,
            String currency,
            String country,
            boolean pricesIncludeTax,
            String taxRounding,
            long cashRoundingMinor) {}

    private record Newest(long version, String digest, OffsetDateTime checkedAt) {}

    /** The newest version for the till of a channel; null when the caller has it already. */
    public @Nullable Snapshot of(UUID merchantId, String channelId, @Nullable Long known) {
        var newest = work.read(merchantId, () -> newest(merchantId, channelId));
        if (newest == null || newest.checkedAt().plus(config.maxAge).isBefore(clock.now())) {
            look(merchantId, channelId, newest);
        }
        return work.read(merchantId, () -> {
            var now = Objects.requireNonNull(newest(merchantId, channelId));
            return known != null && known == now.version() ? null : stored(merchantId, channelId, now.version());
        });
    }

    private void look(UUID merchantId, String channelId, @Nullable Newest newest) {
        var channel = channels.get(merchantId, channelId);
        var content = work.read(merchantId, () -> content(merchantId, channel));
        var digest = Secrets.hash(Json.write(head(merchantId, channel, 0, OffsetDateTime.MIN)) + content);
        if (newest != null && newest.digest().equals(digest)) {
            work.write(merchantId, () -> seen(merchantId, channelId, newest.version()));
            return;
        }
        var version = newest == null ? 1 : newest.version() + 1;
        var body = body(head(merchantId, channel, version, clock.now()), content);
        var signature = keys.sign(merchantId, body);
        work.write(merchantId, () -> keep(merchantId, channelId, new Snapshot(version, body, signature), digest));
    }

    private String content(UUID merchantId, Channel channel) {
        return String.valueOf(em.createNativeQuery(CONTENT)
                .setParameter(1, merchantId)
                .setParameter(2, channel.currency().getCurrencyCode())
                .setParameter(3, channel.id())
                .setParameter(4, channel.country())
                .setParameter(5, clock.now())
                .getSingleResult());
    }

    private static Head head(UUID merchantId, Channel channel, long version, OffsetDateTime now) {
        return new Head(
                merchantId,
                channel.id(),
                version,
                now,
                channel.currency().getCurrencyCode(),
                channel.country(),
                channel.taxes().included(),
                channel.taxes().perTotal() ? "total" : "line",
                channel.cashRoundingMinor());
    }

    private static byte[] body(Head head, String content) {
        var first = Json.write(head);
        return (first.substring(0, first.length() - 1) + "," + content.substring(1)).getBytes(StandardCharsets.UTF_8);
    }

    private @Nullable Newest newest(UUID merchantId, String channelId) {
        List<?> rows = em.createNativeQuery("""
                        select version, digest, checked_at from register_snapshot where merchant_id = ?1 and channel_id = ?2
                        order by version desc limit 1""")
                .setParameter(1, merchantId)
                .setParameter(2, channelId)
                .getResultList();
        if (rows.isEmpty()) return null;
        var row = (Object[]) rows.get(0);
        return new Newest(((Number) row[0]).longValue(), row[1].toString(), Times.of(row[2]));
    }

    private Snapshot stored(UUID merchantId, String channelId, long version) {
        var row = (Object[]) em.createNativeQuery("""
                        select body, signature from register_snapshot
                        where merchant_id = ?1 and channel_id = ?2 and version = ?3""")
                .setParameter(1, merchantId)
                .setParameter(2, channelId)
                .setParameter(3, version)
                .getSingleResult();
        return new Snapshot(version, unzipped((byte[]) row[0]), row[1].toString());
    }

    private int seen(UUID merchantId, String channelId, long version) {
        return em.createNativeQuery("""
                        update register_snapshot set checked_at = ?4 where merchant_id = ?1 and channel_id = ?2 and version = ?3""")
                .setParameter(1, merchantId)
                .setParameter(2, channelId)
                .setParameter(3, version)
                .setParameter(4, clock.now())
                .executeUpdate();
    }

    /** Of two nodes that saw a change at once one keeps it; what the other one saw besides is seen with the next look. */
    private int keep(UUID merchantId, String channelId, Snapshot made, String digest) {
        var now = clock.now();
        em.createNativeQuery("""
                        update register_snapshot set body = null
                        where merchant_id = ?1 and channel_id = ?2 and version <= ?3 and body is not null""")
                .setParameter(1, merchantId)
                .setParameter(2, channelId)
                .setParameter(3, made.version() - KEPT)
                .executeUpdate();
        return em.createNativeQuery("""
                        insert into register_snapshot (merchant_id, channel_id, version, digest, signature, body, created_at, checked_at)
                        values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?7) on conflict do nothing""")
                .setParameter(1, merchantId)
                .setParameter(2, channelId)
                .setParameter(3, made.version())
                .setParameter(4, digest)
                .setParameter(5, made.signature())
                .setParameter(6, zipped(made.body()))
                .setParameter(7, now)
                .executeUpdate();
    }

    private static byte[] zipped(byte[] bytes) {
        var out = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(out)) {
            zip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static byte[] unzipped(byte[] bytes) {
        try (var zip = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return zip.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

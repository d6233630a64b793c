package onetill.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.UUID;
import onetill.channel.ChannelKind;
import onetill.channel.Channels;
import onetill.database.Work;
import onetill.json.Json;
import onetill.problem.ProblemException;
import onetill.problem.ProblemType;
import org.jspecify.annotations.Nullable;

/** Which apps of which stores belong to a merchant's channels. */
@ApplicationScoped
public class StoreApps {

    private static final String COLUMNS =
            "select channel_id, store, app_id, environment, apple_app_id, push_audience, push_email from store_app where merchant_id = ?1";

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    @Inject
    Work work;

    @Inject
    Channels channels;

    private record Row(UUID merchantId, StoreApp app) {}

    /** All of a channel. */
    public List<StoreApp> of(UUID merchantId, String channelId) {
        return work.read(merchantId, () -> {
            channels.get(merchantId, channelId);
            return read(em.createNativeQuery(COLUMNS + " and channel_id = ?2 order by store")
                    .setParameter(1, merchantId)
                    .setParameter(2, channelId)
                    .getResultList());
        });
    }

    /**
     * The app of a channel.
     *
     * @throws ProblemException STORE_NOT_SET_UP when it has none in that store
     */
    public StoreApp get(UUID merchantId, String channelId, Store store) {
        channels.get(merchantId, channelId, ChannelKind.IN_APP);
        return of(merchantId, channelId).stream()
                .filter(it -> it.store() == store)
                .findFirst()
                .orElseThrow(() -> new ProblemException(
                        ProblemType.STORE_NOT_SET_UP,
                        "channel %s has no app in %s: set it with PUT /channels/%s/store-apps/%s"
                                .formatted(channelId, store.stored(), channelId, store.stored())));
    }

    /** Those of a store, in all channels. */
    public List<StoreApp> all(UUID merchantId, Store store) {
        return work.read(
                merchantId,
                () -> read(em.createNativeQuery(COLUMNS + " and store = ?2 order by environment, channel_id")
                        .setParameter(1, merchantId)
                        .setParameter(2, store.stored())
                        .getResultList()));
    }

    /** Puts an app in place of the one there was. */
    StoreApp put(UUID merchantId, StoreApp app) {
        return work.write(merchantId, () -> {
            channels.get(merchantId, app.channelId(), ChannelKind.IN_APP);
            guardFree(merchantId, app);
            em.createNativeQuery("""
                            insert into store_app (merchant_id, channel_id, store, app_id, environment, apple_app_id, push_audience,
                                                   push_email)
                            select cast(r.merchant_id as uuid), r.app ->> 'channel_id', r.app ->> 'store', r.app ->> 'app_id',
                                   r.app ->> 'environment', cast(r.app ->> 'apple_app_id' as bigint), r.app ->> 'push_audience',
                                   r.app ->> 'push_email'
                            from jsonb_to_record(cast(?1 as jsonb)) as r(merchant_id text, app jsonb)
                            on conflict (merchant_id, channel_id, store) do update set app_id = excluded.app_id,
                                environment = excluded.environment, apple_app_id = excluded.apple_app_id,
                                push_audience = excluded.push_audience, push_email = excluded.push_email""")
                    .setParameter(1, Json.write(new Row(merchantId, app)))
                    .executeUpdate();
            return app;
        });
    }

    private void guardFree(UUID merchantId, StoreApp app) {
        all(merchantId, app.store()).stream()
                .filter(it -> it.appId().equals(app.appId())
                        && it.environment() == app.environment()
                        && !it.channelId().equals(app.channelId()))
                .findFirst()
                .ifPresent(it -> {
                    throw ProblemException.invalid(
                            "app_id",
                            "%s in %s belongs to channel %s; take it from there first"
                                    .formatted(it.appId(), it.environment().stored(), it.channelId()));
                });
    }

    /** @return how many there were: one or none */
    int remove(UUID merchantId, String channelId, Store store) {
        return work.write(
                merchantId,
                () -> em.createNativeQuery(
                                "delete from store_app where merchant_id = ?1 and channel_id = ?2 and store = ?3")
                        .setParameter(1, merchantId)
                        .setParameter(2, channelId)
                        .setParameter(3, store.stored())
                        .executeUpdate());
    }

    private static List<StoreApp> read(List<?> rows) {
        return rows.stream().map(row -> app((Object[]) row)).toList();
    }

    private static StoreApp app(@Nullable Object[] row) {
        return new StoreApp(
                String.valueOf(row[0]),
                Store.of(String.valueOf(row[1])),
                String.valueOf(row[2]),
                StoreEnvironment.of(String.valueOf(row[3])),
                row[4] == null ? null : ((Number) row[4]).longValue(),
                (String) row[5],
                (String) row[6]);
    }
}

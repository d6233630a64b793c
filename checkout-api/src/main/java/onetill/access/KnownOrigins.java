package onetill.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.net.URI;
import java.util.UUID;
import onetill.database.Work;
import onetill.runtime.Settings;
import org.jspecify.annotations.Nullable;

/** The pages that publishable keys are for, by where they come from. */
@ApplicationScoped
public class KnownOrigins {

    private static final int LONGEST = 300;

    @PersistenceContext(unitName = "onetill")
    EntityManager em;

    @Inject
    Work work;

    @Inject
    Settings settings;

    /** Our own pages. */
    public boolean isOurs(String origin) {
        var ours = URI.create(settings.publicUrl());
        var port = ours.getPort() == -1 ? "" : ":" + ours.getPort();
        return origin.equalsIgnoreCase(ours.getScheme() + "://" + ours.getHost() + port);
    }

    /** Whether some key is for pages from there. */
    public boolean anywhere(String origin) {
        return isKnown(origin, null);
    }

    /** Whether this caller's page may come from there. */
    public boolean by(Principal by, String origin) {
        var shown = by.credential();
        var origins = shown == null ? null : shown.origins();
        if (by.is(PrincipalKind.PUBLISHABLE_KEY)) return origins == null || origins.contains(origin);
        return isKnown(origin, by.merchantId());
    }

    private boolean isKnown(String origin, @Nullable UUID merchantId) {
        if (origin.length() > LONGEST) return false;
        return (Boolean)
                work.outsideMerchants(() -> em.createNativeQuery("select is_known_origin(?1, cast(?2 as uuid))")
                        .setParameter(1, origin)
                        .setParameter(2, merchantId == null ? null : merchantId.toString())
                        .getSingleResult());
    }
}

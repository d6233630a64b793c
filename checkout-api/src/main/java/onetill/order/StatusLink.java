package onetill.order;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;
import onetill.runtime.Secrets;
import onetill.runtime.Settings;
import org.jspecify.annotations.Nullable;

/** Where the buyer of an order sees how it is with it: whoever has the link sees that, and nothing of who they are. */
@ApplicationScoped
public class StatusLink {

    /** How its token begins. */
    static final String TOKEN = "os_";

    @Inject
    Orders orders;

    @Inject
    Secrets secrets;

    @Inject
    Settings settings;

    /** Null for an order from before there were such links, until somebody {@link #made makes} it one. */
    public @Nullable String of(Order order) {
        var token = order.statusToken();
        return token == null ? null : url(token);
    }

    /** That of an order, which is given one if it has none. Within the caller's work. */
    public String made(UUID merchantId, UUID orderId) {
        var order = orders.locked(merchantId, orderId);
        var token = order.statusToken();
        if (token == null) {
            token = secrets.fresh(TOKEN);
            order.shownBy(token);
        }
        return url(token);
    }

    private String url(String token) {
        return settings.publicUrl() + "/api/v1/order-status/" + token;
    }
}

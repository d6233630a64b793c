package onetill.export;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import onetill.money.Money;
import onetill.recognition.Consents;
import onetill.runtime.Clocks;
import onetill.runtime.Secrets;
import onetill.webhook.Signatures;
import org.jspecify.annotations.Nullable;

/**
 * Any server that takes facts as JSON, signed as <a href="https://www.standardwebhooks.com">Standard Webhooks</a>: a customer data
 * platform, a data warehouse, a receiver there is no class for. It recognizes a fact by {@code event_id}, which is also in
 * the header {@code webhook-id}. People are hashes, as Meta wants them.
 */
@ApplicationScoped
public class MerchantServer implements Receiver {

    @Inject
    Clocks clock;

    @Override
    public String kind() {
        return "webhook";
    }

    @Override
    public Set<String> purposes() {
        return Set.of(Consents.ANALYTICS, Consents.MARKETING_MEASUREMENT);
    }

    @Override
    public Set<Occasion> occasions() {
        return EnumSet.allOf(Occasion.class);
    }

    @Override
    public List<Need> settings() {
        return List.of(Need.of("url", "https?://\\S{1,1990}", "the address to call, with https://"));
    }

    @Override
    public List<Need> credentials() {
        return List.of(Need.of(
                "signing_secret",
                "whsec_[A-Za-z0-9+/]{24,100}={0,2}",
                "whsec_ and 24 random bytes or more in base64; left out, one is made"));
    }

    @Override
    public Map<String, String> generated(Secrets secrets) {
        return Map.of("signing_secret", secrets.freshForSigning("whsec_"));
    }

    @Override
    public List<String> addresses(Map<String, String> settings) {
        var url = settings.get("url");
        return url == null ? List.of() : List.of(url);
    }

    @Override
    public Written write(Occurrence fact, Account account) {
        var body = document(fact);
        var secrets = List.of(account.credential("signing_secret"));
        return new Written.Letter(
                account.setting("url"), Signatures.headers(fact.id(), body, secrets, clock.now()), body);
    }

    /** A fact in our own words. */
    static String document(Occurrence fact) {
        var sale = fact.sale();
        return new Members()
                .with("event_id", fact.id().toString())
                .with("type", fact.occasion().stored())
                .with("occurred_at", fact.at())
                .with("channel", new Members().with("id", fact.channelId()).with("kind", fact.channelKind()))
                .with("session_id", fact.sessionId().toString())
                .with("order_id", sale == null ? null : sale.orderId().toString())
                .with("order_number", sale == null ? null : sale.number())
                .with("purchase_id", sale == null ? null : sale.purchaseId().toString())
                .with("currency", fact.value().currency().getCurrencyCode())
                .with("value_minor", fact.value().minor())
                .with("remaining_minor", sale == null ? null : sale.remaining().minor())
                .with("tax_minor", minor(fact.tax()))
                .with("shipping_minor", minor(fact.shipping()))
                .with("items", fact.items().stream().map(MerchantServer::item).toList())
                .with("consent", consent(fact.buyer()))
                .with("ids", ids(fact.buyer()))
                .with("user", user(fact.buyer()))
                .json();
    }

    private static @Nullable Long minor(@Nullable Money amount) {
        return amount == null ? null : amount.minor();
    }

    private static Map<String, Object> item(Occurrence.Item item) {
        return new Members()
                .with("sku", item.sku())
                .with("name", item.name())
                .with("quantity", item.quantity())
                .with("unit_price_minor", item.price().minor())
                .map();
    }

    private static Members consent(Measured buyer) {
        return new Members()
                .with(Consents.ANALYTICS, buyer.analytics())
                .with(Consents.MARKETING_MEASUREMENT, buyer.marketing());
    }

    private static Members ids(Measured buyer) {
        var ids = new Members();
        new TreeMap<>(buyer.ids()).forEach((id, value) -> ids.with(id.stored(), value));
        return ids;
    }

    private static Members user(Measured buyer) {
        return new Members()
                .with("email_sha256", Hashes.email(buyer.email()))
                .with("phone_sha256", Hashes.phone(buyer.phone()));
    }
}

package onetill.payment;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import onetill.access.Allow;
import onetill.payment.PreparesPayments.ClientConfig;
import onetill.runtime.Settings;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What our own pages have to know before anybody has signed in: nothing secret. */
@Path("client-config")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
@Tag(name = "Pages")
public class ClientConfigResource {

    @Inject
    Providers providers;

    @Inject
    Settings settings;

    @Schema(name = "ClientConfig")
    public record ConfigView(
            String name,
            @Nullable ProviderView provider,
            @Nullable SignIn signIn,
            @Nullable Store store) {}

    /** The provider whose fields the pages draw. */
    @Schema(name = "ClientProvider")
    public record ProviderView(String name, String publishableKey, String scriptUrl, boolean testMode) {
        static ProviderView of(ClientConfig config) {
            return new ProviderView(config.name(), config.publishableKey(), config.scriptUrl(), config.testMode());
        }
    }

    /** Where staff sign in, by OpenID Connect. */
    public record SignIn(URI issuer, String clientId) {}

    /** The small shop that comes along. */
    public record Store(String publishableKey) {}

    @GET
    @Allow(anyone = true)
    @Operation(operationId = "getClientConfig", summary = "Get what pages need to begin")
    public ConfigView get() {
        var provider = providers.with(PreparesPayments.class).map(it -> ProviderView.of(it.clientConfig()));
        var signIn = settings.oidcIssuer().map(issuer -> new SignIn(issuer, settings.oidcClientId()));
        var store = settings.storePublishableKey().map(Store::new);
        return new ConfigView("OneTill", provider.orElse(null), signIn.orElse(null), store.orElse(null));
    }
}

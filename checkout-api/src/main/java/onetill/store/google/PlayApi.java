package onetill.store.google;

import com.google.api.client.googleapis.json.GoogleJsonResponseException;
import com.google.api.client.http.HttpRequestInitializer;
import com.google.api.client.http.HttpResponseException;
import com.google.api.client.http.javanet.NetHttpTransport;
import com.google.api.client.json.gson.GsonFactory;
import com.google.api.services.androidpublisher.AndroidPublisher;
import com.google.api.services.androidpublisher.AndroidPublisherScopes;
import com.google.api.services.androidpublisher.model.InAppProduct;
import com.google.api.services.androidpublisher.model.ProductPurchase;
import com.google.api.services.androidpublisher.model.ProductPurchasesAcknowledgeRequest;
import com.google.api.services.androidpublisher.model.SubscriptionPurchaseV2;
import com.google.api.services.androidpublisher.model.SubscriptionPurchasesAcknowledgeRequest;
import com.google.auth.http.HttpCredentialsAdapter;
import com.google.auth.oauth2.ServiceAccountCredentials;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import onetill.problem.ProblemException;
import onetill.problem.ProblemType;

/** Google's publisher API, by Google's own client. No transaction is open while it is asked. */
@ApplicationScoped
public class PlayApi {

    private static final Logger LOG = Logger.getLogger(PlayApi.class.getName());
    private static final Set<Integer> UNKNOWN_THERE = Set.of(400, 404, 410);
    private static final Set<Integer> NOT_ALLOWED = Set.of(401, 403);
    private static final int SOON = 5;

    @Inject
    GooglePlayConfig config;

    private final Map<String, AndroidPublisher> clients = new ConcurrentHashMap<>();

    private interface Question<T> {

        T ask(AndroidPublisher google) throws IOException;
    }

    /** Nobody there knows this. */
    static final class NotThere extends Exception {

        private static final long serialVersionUID = 1L;

        NotThere(String message) {
            super(message);
        }
    }

    ProductPurchase product(String packageName, String productId, String token) throws NotThere {
        return ask(
                packageName,
                google -> google.purchases()
                        .products()
                        .get(packageName, productId, token)
                        .execute());
    }

    SubscriptionPurchaseV2 subscription(String packageName, String token) throws NotThere {
        return ask(
                packageName,
                google -> google.purchases()
                        .subscriptionsv2()
                        .get(packageName, token)
                        .execute());
    }

    /** What the store asks for a one-time product, by region. */
    InAppProduct listed(String packageName, String productId) throws NotThere {
        return ask(
                packageName,
                google -> google.inappproducts().get(packageName, productId).execute());
    }

    void acknowledge(String packageName, String productId, String token, boolean isSubscription) throws NotThere {
        ask(packageName, google -> {
            if (isSubscription) {
                google.purchases()
                        .subscriptions()
                        .acknowledge(packageName, productId, token, new SubscriptionPurchasesAcknowledgeRequest())
                        .execute();
            } else {
                google.purchases()
                        .products()
                        .acknowledge(packageName, productId, token, new ProductPurchasesAcknowledgeRequest())
                        .execute();
            }
            return true;
        });
    }

    private <T> T ask(String packageName, Question<T> question) throws NotThere {
        try {
            return question.ask(client(packageName));
        } catch (GoogleJsonResponseException e) {
            if (UNKNOWN_THERE.contains(e.getStatusCode())) {
                throw new NotThere("Google Play answers %d for %s".formatted(e.getStatusCode(), packageName));
            }
            if (NOT_ALLOWED.contains(e.getStatusCode())) {
                LOG.log(Level.SEVERE, "Google Play refuses our service account for {0}: {1}", new Object[] {
                    packageName, e.getStatusCode()
                });
                throw away("Google Play refuses the service account of this app; nothing was lost, ask again later");
            }
            throw silent(e);
        } catch (IOException e) {
            throw silent(e);
        }
    }

    private static ProblemException silent(IOException e) {
        var status = e instanceof HttpResponseException http ? http.getStatusCode() : 0;
        LOG.log(Level.WARNING, "Google Play does not answer: {0} {1}", new Object[] {
            e.getClass().getSimpleName(), status
        });
        return away("Google Play does not answer; nothing was lost, send it again");
    }

    private static ProblemException away(String detail) {
        return new ProblemException(ProblemType.PROVIDER_UNAVAILABLE, detail).retryAfter(SOON);
    }

    private AndroidPublisher client(String packageName) throws IOException {
        var known = clients.get(packageName);
        if (known != null) return known;
        try (var file = Files.newInputStream(config.credentialsOf(packageName))) {
            var account =
                    ServiceAccountCredentials.fromStream(file).createScoped(AndroidPublisherScopes.ANDROIDPUBLISHER);
            var made = new AndroidPublisher.Builder(
                            new NetHttpTransport(),
                            GsonFactory.getDefaultInstance(),
                            patient(new HttpCredentialsAdapter(account)))
                    .setRootUrl(config.root())
                    .setApplicationName("OneTill")
                    .build();
            clients.put(packageName, made);
            return made;
        }
    }

    private HttpRequestInitializer patient(HttpCredentialsAdapter signed) {
        return request -> {
            signed.initialize(request);
            request.setConnectTimeout((int) config.connectTimeout.toMillis());
            request.setReadTimeout((int) config.readTimeout.toMillis());
        };
    }
}

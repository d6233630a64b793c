package onetill.store.apple;

import com.apple.itunes.storekit.model.Environment;
import com.apple.itunes.storekit.model.JWSRenewalInfoDecodedPayload;
import com.apple.itunes.storekit.model.JWSTransactionDecodedPayload;
import com.apple.itunes.storekit.model.ResponseBodyV2DecodedPayload;
import com.apple.itunes.storekit.verification.SignedDataVerifier;
import com.apple.itunes.storekit.verification.VerificationException;
import com.apple.itunes.storekit.verification.VerificationStatus;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import onetill.problem.ProblemException;
import onetill.problem.ProblemType;
import onetill.store.StoreApp;

/**
 * What Apple has signed, for this app and in this environment; nothing else is believed. The whole chain of certificates comes
 * with each signature, so no network is asked. The library's environments Xcode and LocalTesting check no signature at all and
 * cannot be chosen here.
 */
@ApplicationScoped
public class AppStoreProofs {

    private static final Logger LOG = Logger.getLogger(AppStoreProofs.class.getName());

    @Inject
    AppStoreConfig config;

    private final Map<StoreApp, SignedDataVerifier> verifiers = new ConcurrentHashMap<>();

    private interface Check<T> {

        T of(SignedDataVerifier verifier) throws VerificationException;
    }

    /** @throws ProblemException PURCHASE_NOT_GENUINE */
    JWSTransactionDecodedPayload transaction(StoreApp app, String signed) {
        return checked(app, "transaction", it -> it.verifyAndDecodeTransaction(signed));
    }

    /** @throws ProblemException PURCHASE_NOT_GENUINE */
    JWSRenewalInfoDecodedPayload renewal(StoreApp app, String signed) {
        return checked(app, "renewal info", it -> it.verifyAndDecodeRenewalInfo(signed));
    }

    /** @throws ProblemException PURCHASE_NOT_GENUINE */
    ResponseBodyV2DecodedPayload notification(StoreApp app, String signed) {
        return checked(app, "notification", it -> it.verifyAndDecodeNotification(signed));
    }

    private <T> T checked(StoreApp app, String what, Check<T> check) {
        try {
            return check.of(verifiers.computeIfAbsent(app, this::verifier));
        } catch (VerificationException e) {
            throw refused(app, what, e.getStatus());
        } catch (ProblemException e) {
            throw e;
        } catch (RuntimeException e) { // the library's own for what is no JWS at all
            LOG.log(Level.FINE, "a signed " + what + " cannot be read", e);
            throw refused(app, what, VerificationStatus.VERIFICATION_FAILURE);
        }
    }

    private SignedDataVerifier verifier(StoreApp app) {
        var environment = switch (app.environment()) {
            case PRODUCTION -> Environment.PRODUCTION;
            case SANDBOX -> Environment.SANDBOX;
        };
        return new SignedDataVerifier(config.roots(), app.appId(), app.appleAppId(), environment, false);
    }

    private static ProblemException refused(StoreApp app, String what, VerificationStatus status) {
        LOG.log(Level.WARNING, "a signed {0} for {1} was refused: {2}", new Object[] {what, app.appId(), status});
        return new ProblemException(ProblemType.PURCHASE_NOT_GENUINE, why(app, what, status))
                .with("reason", status.name().toLowerCase(java.util.Locale.ROOT));
    }

    private static String why(StoreApp app, String what, VerificationStatus status) {
        return switch (status) {
            case INVALID_APP_IDENTIFIER ->
                "this %s is signed for another app than %s; compare bundle id and apple_app_id"
                        .formatted(what, app.appId());
            case INVALID_ENVIRONMENT ->
                "this %s is of another environment, and channel %s takes %s"
                        .formatted(what, app.channelId(), app.environment().stored());
            case INVALID_CERTIFICATE, INVALID_CHAIN, INVALID_CHAIN_LENGTH ->
                "this %s is signed with certificates that do not lead to Apple, or were not valid then".formatted(what);
            case VERIFICATION_FAILURE, OK ->
                "this %s does not fit its signature; send it as the store gave it, unchanged".formatted(what);
        };
    }
}

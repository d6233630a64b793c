package onetill.recognition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.converter.AttestedCredentialDataConverter;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.credential.CredentialRecordImpl;
import com.webauthn4j.data.AuthenticationData;
import com.webauthn4j.data.AuthenticationParameters;
import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.RegistrationData;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.attestation.statement.NoneAttestationStatement;
import com.webauthn4j.data.client.CollectedClientData;
import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.data.extension.authenticator.AuthenticationExtensionsAuthenticatorOutputs;
import com.webauthn4j.data.extension.client.AuthenticationExtensionsClientOutputs;
import com.webauthn4j.server.ServerProperty;
import com.webauthn4j.util.exception.WebAuthnException;
import com.webauthn4j.verifier.exception.MaliciousCounterValueException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import onetill.json.Json;
import onetill.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of authenticators, and whether their answers are good (https://www.w3.org/TR/webauthn-3/), by WebAuthn4J. No
 * attestation: which make an authenticator is says nothing about who buys. The user has to be verified, since a passkey
 * opens what is stored.
 */
@ApplicationScoped
public class WebAuthn {

    private static final List<COSEAlgorithmIdentifier> ALGORITHMS =
            List.of(COSEAlgorithmIdentifier.ES256, COSEAlgorithmIdentifier.EdDSA, COSEAlgorithmIdentifier.RS256);
    private static final List<PublicKeyCredentialParameters> PARAMETERS = ALGORITHMS.stream()
            .map(it -> new PublicKeyCredentialParameters(PublicKeyCredentialType.PUBLIC_KEY, it))
            .toList();

    @Inject
    PasskeyConfig config;

    private final ObjectConverter converter = new ObjectConverter();
    private final WebAuthnManager manager = WebAuthnManager.createNonStrictWebAuthnManager(converter);
    private final AttestedCredentialDataConverter keys = new AttestedCredentialDataConverter(converter);

    @SuppressWarnings("NullAway.Init")
    WebAuthn() {}

    /** An answer whose challenge names the question; nothing else of it is checked yet. */
    record Registration(RegistrationData data, String challenge) {}

    /** @param credentialId of whoever answers, base64url */
    record Assertion(AuthenticationData data, String challenge, String credentialId) {}

    /** What an authenticator has made. All texts are base64url. */
    public record Made(
            String credentialId, String publicKey, long signCount, boolean backupEligible, boolean backedUp) {}

    /** What is stored of it. */
    record Stored(UUID customerId, String publicKey, long signCount, boolean backupEligible, boolean backedUp) {}

    /** How often it has signed, as it says itself; 0 for those that do not count. */
    record Signed(long signCount, boolean backedUp) {}

    /** The answer is not that of the authenticator it claims to be of, or not to this question, or not from this page. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        private final boolean copied;

        Refused(Exception cause, boolean copied) {
            super(cause);
            this.copied = copied;
        }

        /** Right but for the counter, which went back: there are two of them. */
        boolean isCopied() {
            return copied;
        }
    }

    /** For {@code PublicKeyCredential.parseRequestOptionsFromJSON}; no credential is named, the buyer's device knows. */
    JsonNode toRecognize(String challenge) {
        var options = Json.MAPPER.createObjectNode().put("challenge", challenge).put("rpId", config.relyingPartyId());
        options.put("timeout", config.challengeTtl.toMillis()).put("userVerification", "required");
        options.putArray("allowCredentials");
        return options;
    }

    /** For {@code PublicKeyCredential.parseCreationOptionsFromJSON}. */
    JsonNode toRegister(String challenge, UUID customerId, String merchant, String name, List<String> known) {
        var options = Json.MAPPER.createObjectNode().put("challenge", challenge);
        options.putObject("rp").put("id", config.relyingPartyId()).put("name", merchant);
        options.putObject("user")
                .put("id", encoded(handle(customerId)))
                .put("name", name)
                .put("displayName", name);
        var accepted = options.putArray("pubKeyCredParams");
        ALGORITHMS.forEach(it -> accepted.addObject().put("type", "public-key").put("alg", it.getValue()));
        var excluded = options.putArray("excludeCredentials");
        known.forEach(it -> excluded.addObject().put("type", "public-key").put("id", it));
        ObjectNode selection = options.putObject("authenticatorSelection");
        selection.put("residentKey", "required").put("requireResidentKey", true).put("userVerification", "required");
        options.put("attestation", "none").put("timeout", config.challengeTtl.toMillis());
        return options;
    }

    /** @param credential as {@code PublicKeyCredential.toJSON()} gives it */
    Registration registration(String member, JsonNode credential) {
        try {
            var data = manager.parseRegistrationResponseJSON(credential.toString());
            if (data.getAttestationObject() == null) throw unreadable(member);
            return new Registration(data, challenge(member, data.getCollectedClientData()));
        } catch (WebAuthnException | IllegalArgumentException | NullPointerException e) {
            throw unreadable(member);
        }
    }

    /** @param credential as {@code PublicKeyCredential.toJSON()} gives it */
    Assertion assertion(String member, JsonNode credential) {
        try {
            var data = manager.parseAuthenticationResponseJSON(credential.toString());
            var id = data.getCredentialId();
            if (id == null || data.getAuthenticatorData() == null || data.getSignature() == null)
                throw unreadable(member);
            return new Assertion(data, challenge(member, data.getCollectedClientData()), encoded(id));
        } catch (WebAuthnException | IllegalArgumentException | NullPointerException e) {
            throw unreadable(member);
        }
    }

    private static String challenge(String member, @Nullable CollectedClientData client) {
        if (client == null || client.getChallenge() == null) throw unreadable(member);
        return encoded(client.getChallenge().getValue());
    }

    private static ProblemException unreadable(String member) {
        return ProblemException.invalid(
                member, "is not what an authenticator answers; send the result of credential.toJSON() as it is");
    }

    Made verified(Registration answer) throws Refused {
        try {
            var parameters = new RegistrationParameters(expected(answer.challenge()), PARAMETERS, true, true);
            manager.verify(answer.data(), parameters);
        } catch (WebAuthnException e) {
            throw new Refused(e, false);
        }
        var made = answer.data().getAttestationObject().getAuthenticatorData();
        var credential = made.getAttestedCredentialData();
        return new Made(
                encoded(credential.getCredentialId()),
                encoded(keys.convert(credential)),
                made.getSignCount(),
                made.isFlagBE(),
                made.isFlagBS());
    }

    Signed verified(Assertion answer, Stored stored) throws Refused {
        if (!java.util.Arrays.equals(answer.data().getUserHandle(), handle(stored.customerId()))) {
            throw new Refused(new IllegalArgumentException("another user"), false);
        }
        var credential = new CredentialRecordImpl(
                new NoneAttestationStatement(),
                true,
                stored.backupEligible(),
                stored.backedUp(),
                stored.signCount(),
                keys.convert(Base64.getUrlDecoder().decode(stored.publicKey())),
                new AuthenticationExtensionsAuthenticatorOutputs<>(),
                null,
                new AuthenticationExtensionsClientOutputs<>(),
                null);
        try {
            manager.verify(
                    answer.data(),
                    new AuthenticationParameters(expected(answer.challenge()), credential, null, true, true));
        } catch (WebAuthnException e) {
            throw new Refused(e, e instanceof MaliciousCounterValueException);
        }
        var said = answer.data().getAuthenticatorData();
        return new Signed(said.getSignCount(), said.isFlagBS());
    }

    private ServerProperty expected(String challenge) {
        Set<Origin> origins = config.origins().stream().map(Origin::new).collect(Collectors.toSet());
        return new ServerProperty(origins, config.relyingPartyId(), new DefaultChallenge(challenge));
    }

    /** The user handle: opaque, and the same for all passkeys of a customer. */
    private static byte[] handle(UUID customerId) {
        return ByteBuffer.allocate(16)
                .putLong(customerId.getMostSignificantBits())
                .putLong(customerId.getLeastSignificantBits())
                .array();
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}

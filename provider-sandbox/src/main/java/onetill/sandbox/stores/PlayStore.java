package onetill.sandbox.stores;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** What is bought at a Google Play that nobody pays, as the publisher API answers it. */
final class PlayStore {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();
    private static final Pattern PRODUCT = Pattern.compile(
            "/androidpublisher/v3/applications/([^/]+)/purchases/products/([^/]+)/tokens/([^/:]+)(:acknowledge)?");
    private static final Pattern SUBSCRIPTION =
            Pattern.compile("/androidpublisher/v3/applications/([^/]+)/purchases/subscriptionsv2/tokens/([^/:]+)");
    private static final Pattern SUBSCRIBED = Pattern.compile(
            "/androidpublisher/v3/applications/([^/]+)/purchases/subscriptions/([^/]+)/tokens/([^/:]+):acknowledge");
    private static final Pattern LISTED =
            Pattern.compile("/androidpublisher/v3/applications/([^/]+)/inappproducts/([^/]+)");
    private static final String ACCESS = "sandbox-access-token";
    private static final int RSA_BITS = 2048;

    private final KeyPair keys;
    private final Map<String, ObjectNode> products = new HashMap<>();
    private final Map<String, ObjectNode> subscriptions = new HashMap<>();
    private final Map<String, ObjectNode> listed = new HashMap<>();
    private int refusals;

    private final Supplier<String> ids;

    PlayStore(Supplier<String> ids) {
        this.ids = ids;
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(RSA_BITS);
            keys = generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no RSA", e);
        }
    }

    /** An answer; the body is JSON. */
    record Answer(int status, String body) {}

    /** What a service account's file says; its signature is not checked here. */
    String credentials(String tokenUri) {
        var pem = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(keys.getPrivate().getEncoded());
        return MAPPER.createObjectNode()
                .put("type", "service_account")
                .put("project_id", "sandbox")
                .put("private_key_id", "sandbox")
                .put("private_key", "-----BEGIN PRIVATE KEY-----\n" + pem + "\n-----END PRIVATE KEY-----\n")
                .put("client_email", "onetill@sandbox.iam.gserviceaccount.com")
                .put("client_id", "1")
                .put("token_uri", tokenUri)
                .toPrettyString();
    }

    static String accessToken() {
        return MAPPER.createObjectNode()
                .put("access_token", ACCESS)
                .put("token_type", "Bearer")
                .put("expires_in", 3600)
                .toString();
    }

    /** The public key, as a JSON Web Key Set. */
    String keySet() {
        var key = (RSAPublicKey) keys.getPublic();
        var set = MAPPER.createObjectNode();
        set.putArray("keys")
                .addObject()
                .put("kty", "RSA")
                .put("alg", "RS256")
                .put("use", "sig")
                .put("kid", "sandbox")
                .put("n", BASE64URL.encodeToString(unsigned(key.getModulus().toByteArray())))
                .put(
                        "e",
                        BASE64URL.encodeToString(
                                unsigned(key.getPublicExponent().toByteArray())));
        return set.toString();
    }

    private static byte[] unsigned(byte[] number) {
        return number[0] == 0 ? java.util.Arrays.copyOfRange(number, 1, number.length) : number;
    }

    /** The token that Pub/Sub sends with a push message. */
    String pushToken(String audience, String email, Instant now) {
        var claims = MAPPER.createObjectNode()
                .put("iss", "https://accounts.google.com")
                .put("aud", audience)
                .put("email", email)
                .put("email_verified", true)
                .put("sub", "1")
                .put("iat", now.getEpochSecond())
                .put("exp", now.getEpochSecond() + 3600);
        var signed =
                encoded("{\"alg\":\"RS256\",\"kid\":\"sandbox\",\"typ\":\"JWT\"}") + "." + encoded(claims.toString());
        try {
            var signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(keys.getPrivate());
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + BASE64URL.encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no RSA", e);
        }
    }

    private static String encoded(String text) {
        return BASE64URL.encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Somebody buys; or, with a {@code purchaseToken} that is known, the purchase changes.
     *
     * @param wanted members of Google's ProductPurchase or, with {@code lineItems}, SubscriptionPurchaseV2; what is left out is made
     *     up. {@code priceMicros} and {@code currency} are what the store lists a product for
     */
    synchronized ObjectNode buy(JsonNode wanted, Instant now) {
        var token = wanted.path("purchaseToken").asText(ids.get().replace("-", ""));
        var order = "GPA.%d".formatted(Math.abs((token + now).hashCode()));
        if (wanted.has("lineItems")) {
            var purchase = subscriptions.computeIfAbsent(
                    token,
                    it -> MAPPER.createObjectNode()
                            .put("kind", "androidpublisher#subscriptionPurchaseV2")
                            .put("regionCode", "DE")
                            .put("startTime", now.toString())
                            .put("subscriptionState", "SUBSCRIPTION_STATE_ACTIVE")
                            .put("latestOrderId", order)
                            .put("acknowledgementState", "ACKNOWLEDGEMENT_STATE_PENDING"));
            purchase.setAll((ObjectNode) wanted);
            purchase.remove("purchaseToken");
            return purchase.deepCopy().put("purchaseToken", token);
        }
        var productId = wanted.path("productId").asText("coins");
        var purchase = products.computeIfAbsent(
                token,
                it -> MAPPER.createObjectNode()
                        .put("kind", "androidpublisher#productPurchase")
                        .put("purchaseTimeMillis", Long.toString(now.toEpochMilli()))
                        .put("purchaseState", 0)
                        .put("consumptionState", 0)
                        .put("orderId", order)
                        .put("acknowledgementState", 0)
                        .put("quantity", 1)
                        .put("regionCode", "DE"));
        purchase.setAll((ObjectNode) wanted);
        purchase.put("productId", productId).remove("purchaseToken");
        var price = MAPPER.createObjectNode()
                .put("priceMicros", wanted.path("priceMicros").asText("4990000"))
                .put("currency", wanted.path("currency").asText("EUR"));
        purchase.remove("priceMicros");
        purchase.remove("currency");
        listed.computeIfAbsent(productId, it -> {
            var product = MAPPER.createObjectNode().put("sku", it).put("status", "active");
            product.set("defaultPrice", price);
            return product;
        });
        return purchase.deepCopy().put("purchaseToken", token);
    }

    /** The next so many acknowledgements fail. */
    synchronized void refuseAcknowledgements(int times) {
        refusals = times;
    }

    synchronized Answer answer(String method, String path, String authorization) {
        if (!("Bearer " + ACCESS).equals(authorization))
            return error(401, "Request had invalid authentication credentials.");
        var product = PRODUCT.matcher(path);
        if (product.matches()) {
            var purchase = products.get(product.group(3));
            var fits = purchase != null && purchase.path("productId").asText().equals(product.group(2));
            if (purchase == null || !fits) return error(404, "The purchase token was not found.");
            return product.group(4) == null ? found(method, purchase) : acknowledged(purchase, method, 1);
        }
        var subscription = SUBSCRIPTION.matcher(path);
        if (subscription.matches()) {
            var purchase = subscriptions.get(subscription.group(2));
            return purchase == null ? error(404, "The purchase token was not found.") : found(method, purchase);
        }
        var subscribed = SUBSCRIBED.matcher(path);
        if (subscribed.matches()) {
            var purchase = subscriptions.get(subscribed.group(3));
            if (purchase == null) return error(404, "The purchase token was not found.");
            return acknowledged(purchase, method, "ACKNOWLEDGEMENT_STATE_ACKNOWLEDGED");
        }
        var item = LISTED.matcher(path);
        if (item.matches()) {
            var product0 = listed.get(item.group(2));
            return product0 == null ? error(404, "No such product.") : found(method, product0);
        }
        return error(404, "The sandbox does not play " + path);
    }

    private static Answer found(String method, ObjectNode what) {
        return "GET".equals(method) ? new Answer(200, what.toString()) : error(405, "Method not allowed.");
    }

    private Answer acknowledged(ObjectNode purchase, String method, Object state) {
        if (!"POST".equals(method)) return error(405, "Method not allowed.");
        if (refusals > 0) {
            refusals--;
            return error(503, "The service is unavailable.");
        }
        purchase.set("acknowledgementState", MAPPER.valueToTree(state));
        return new Answer(200, "{}");
    }

    private static Answer error(int status, String message) {
        var body = MAPPER.createObjectNode();
        var error = body.putObject("error").put("code", status).put("message", message);
        error.putArray("errors")
                .addObject()
                .put("message", message)
                .put("domain", "global")
                .put("reason", "sandbox");
        return new Answer(status, body.toString());
    }

    /** What the sandbox knows of a purchase, with its token. */
    synchronized JsonNode purchase(String token) {
        var found = products.getOrDefault(token, subscriptions.get(token));
        return found == null ? MAPPER.missingNode() : found.deepCopy();
    }
}

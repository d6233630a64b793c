package onetill.sandbox.stores;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** What is bought at an App Store that nobody pays, and what it tells of it. */
final class AppleStore {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final long FIRST = 2_000_000_000_000_000L;

    private final AppleChain chain;
    private final AtomicLong last;
    private final Map<String, ObjectNode> transactions = new HashMap<>();

    private final Supplier<String> ids;

    AppleStore(AppleChain chain, Supplier<String> ids, Instant now) {
        this.chain = chain;
        this.ids = ids;
        this.last = new AtomicLong(FIRST + now.toEpochMilli());
    }

    /** The signed form of a transaction, and its id. */
    record Signed(String transactionId, String signed) {}

    /**
     * Somebody buys.
     *
     * @param wanted members of Apple's JWSTransactionDecodedPayload; what is left out is made up
     */
    synchronized Signed buy(JsonNode wanted, Instant now) {
        var id = Long.toString(last.incrementAndGet());
        var transaction = MAPPER.createObjectNode()
                .put("transactionId", id)
                .put("originalTransactionId", id)
                .put("bundleId", "com.example.app")
                .put("productId", "com.example.app.coins")
                .put("purchaseDate", now.toEpochMilli())
                .put("quantity", 1)
                .put("type", "Consumable")
                .put("inAppOwnershipType", "PURCHASED")
                .put("environment", "Sandbox")
                .put("storefront", "DEU")
                .put("transactionReason", "PURCHASE")
                .put("price", 4990)
                .put("currency", "EUR");
        transaction.put("originalPurchaseDate", now.toEpochMilli());
        transaction.setAll((ObjectNode) wanted);
        var name = transaction.path("transactionId").asText();
        transactions.put(name, transaction);
        return new Signed(name, signed(transaction, now));
    }

    /**
     * A server notification, version 2, about a transaction or about none.
     *
     * @param wanted {@code notificationType}, {@code subtype}, {@code transactionId}, {@code bundleId}, {@code environment},
     *     {@code appAppleId}, {@code gracePeriodExpiresDate}, {@code notificationUUID}, {@code signedDate}; all but the first may be
     *     left out
     */
    synchronized String tell(JsonNode wanted, Instant now) {
        var type = wanted.path("notificationType").asText();
        var at = wanted.path("signedDate").asLong(now.toEpochMilli());
        var data = MAPPER.createObjectNode();
        var id = wanted.path("transactionId");
        if (!id.isMissingNode()) {
            var transaction = transactions.get(id.asText());
            if (transaction == null) throw new NoSuchElementException("no transaction " + id.asText());
            if ("REFUND".equals(type) || "REVOKE".equals(type))
                transaction.put("revocationDate", at).put("revocationReason", 0);
            if ("REFUND_REVERSED".equals(type)) {
                transaction.remove("revocationDate");
                transaction.remove("revocationReason");
            }
            data.set("bundleId", transaction.path("bundleId"));
            data.set("environment", transaction.path("environment"));
            data.put("signedTransactionInfo", signed(transaction, Instant.ofEpochMilli(at)));
        }
        for (var name : new String[] {"bundleId", "environment", "appAppleId"}) {
            if (wanted.has(name)) data.set(name, wanted.get(name));
        }
        if (wanted.has("gracePeriodExpiresDate")) {
            var renewal = MAPPER.createObjectNode()
                    .put("environment", data.path("environment").asText())
                    .put("signedDate", at);
            renewal.set("gracePeriodExpiresDate", wanted.get("gracePeriodExpiresDate"));
            data.put("signedRenewalInfo", chain.sign(renewal));
        }
        var payload = MAPPER.createObjectNode()
                .put("notificationType", type)
                .put("notificationUUID", wanted.path("notificationUUID").asText(ids.get()))
                .put("version", "2.0")
                .put("signedDate", at);
        if (wanted.has("subtype")) payload.set("subtype", wanted.get("subtype"));
        payload.set("data", data);
        return chain.sign(payload);
    }

    private String signed(ObjectNode transaction, Instant at) {
        return chain.sign(transaction.deepCopy().put("signedDate", at.toEpochMilli()));
    }
}

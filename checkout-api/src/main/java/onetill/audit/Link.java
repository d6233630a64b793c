package onetill.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.TreeMap;
import java.util.UUID;
import onetill.runtime.Secrets;
import org.jspecify.annotations.Nullable;

/**
 * An entry as a link of its chain. Its hash is the SHA-256, in hex, of the hash before it, a line feed, and the canonical
 * JSON of all its members: names in alphabetical order, no spaces, times in UTC with six digits, numbers without exponents.
 *
 * @param day on which it was sealed
 * @param seq its place on that day, from 1 on without gaps
 * @param changes as they are stored
 */
record Link(
        UUID merchantId,
        LocalDate day,
        long seq,
        UUID id,
        OffsetDateTime occurredAt,
        String action,
        String actor,
        String resourceType,
        @Nullable String resourceId,
        @Nullable String requestId,
        @Nullable String reasonDigest,
        String changes) {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'");

    private static final JsonMapper CANONICAL = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    /** What the chain of a merchant begins with. */
    static String genesis(UUID merchantId) {
        return Secrets.hash("onetill audit " + merchantId);
    }

    /** What a reason is known by when its words are forgotten. */
    static String digest(String salt, String reason) {
        return Secrets.hash(salt + "\n" + reason);
    }

    String hash(String previous) {
        return Secrets.hash(previous + "\n" + canonical());
    }

    String canonical() {
        var members = new TreeMap<String, @Nullable Object>();
        members.put("merchant_id", merchantId.toString());
        members.put("day", day.toString());
        members.put("seq", seq);
        members.put("id", id.toString());
        members.put(
                "occurred_at", occurredAt.withOffsetSameInstant(ZoneOffset.UTC).format(TIME));
        members.put("action", action);
        members.put("actor", actor);
        members.put("resource_type", resourceType);
        members.put("resource_id", resourceId);
        members.put("request_id", requestId);
        members.put("reason_digest", reasonDigest);
        try {
            members.put("changes", CANONICAL.readValue(changes, JsonNode.class));
            return CANONICAL.writeValueAsString(members);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package onetill.access;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The form of a token, before anything in it is believed: three parts of plain base64url, not too long, no member twice, and no
 * header that wants to bring its own key.
 */
final class TokenForm {

    private static final int LONGEST = 8 * 1024;
    private static final Pattern THREE_PARTS = Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+");
    private static final Set<String> BRINGS_ITS_KEY = Set.of("jku", "jwk", "x5u", "crit");

    /** Two readers of {@code {"aud":"a","aud":"b"}} may see two different tokens. */
    private static final ObjectMapper STRICT = new ObjectMapper(JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build());

    private TokenForm() {}

    static boolean isSound(String token) {
        if (token.length() > LONGEST || !THREE_PARTS.matcher(token).matches()) return false;
        var parts = token.split("\\.");
        try {
            var header = members(parts[0]);
            members(parts[1]);
            return header.keySet().stream().noneMatch(BRINGS_ITS_KEY::contains);
        } catch (IOException | IllegalArgumentException e) {
            return false;
        }
    }

    private static Map<String, Object> members(String part) throws IOException {
        try (JsonParser parser = STRICT.createParser(Base64.getUrlDecoder().decode(part))) {
            Map<String, Object> members = parser.readValueAs(new TypeReference<Map<String, Object>>() {});
            if (members == null || parser.nextToken() != null)
                throw new IOException("this is more or less than an object");
            return members;
        }
    }
}

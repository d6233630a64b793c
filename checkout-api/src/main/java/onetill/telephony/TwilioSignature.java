package onetill.telephony;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * How Twilio signs a callback: HMAC-SHA1 under the account's auth token over the full URL, as it was given to Twilio, and after it each
 * parameter of the form, name and value, in the order of the names and with nothing between; in base64. As in
 * <a href="https://www.twilio.com/docs/usage/webhooks/webhooks-security">Twilio's documentation</a>, "Validating signatures from Twilio".
 * Of a parameter that comes several times its different values follow each other in their order, as in Twilio's own libraries.
 */
final class TwilioSignature {

    private static final String HMAC = "HmacSHA1";

    private TwilioSignature() {}

    static boolean fits(String signature, String authToken, String url, Map<String, List<String>> form) {
        return MessageDigest.isEqual(
                signature.getBytes(StandardCharsets.US_ASCII),
                of(authToken, url, form).getBytes(StandardCharsets.US_ASCII));
    }

    static String of(String authToken, String url, Map<String, List<String>> form) {
        var signed = new StringBuilder(url);
        SortedMap<String, List<String>> sorted = new TreeMap<>(form);
        sorted.forEach((name, values) ->
                new TreeSet<>(values).forEach(value -> signed.append(name).append(value)));
        try {
            var mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(authToken.getBytes(StandardCharsets.UTF_8), HMAC));
            return Base64.getEncoder()
                    .encodeToString(mac.doFinal(signed.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HMAC with SHA-1", e);
        }
    }
}

package onetill.client;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Tells what OneTill has sent from what somebody else made up, as Standard Webhooks says. */
public final class WebhookVerifier {

    private static final String ALGORITHM = "HmacSHA256";
    private static final String PREFIX = "whsec_";
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    private final byte[] key;
    private final Clock clock;

    /** @param secret of the endpoint, {@code whsec_…} */
    public WebhookVerifier(String secret) {
        this(secret, Clock.systemUTC());
    }

    WebhookVerifier(String secret, Clock clock) {
        if (!secret.startsWith(PREFIX)) throw new IllegalArgumentException("a webhook's secret begins with " + PREFIX);
        this.key = Base64.getDecoder().decode(secret.substring(PREFIX.length()));
        this.clock = clock;
    }

    /** It is not from OneTill, or too old to be believed: answer 400 and do nothing. */
    public static final class Refused extends Exception {

        private static final long serialVersionUID = 1;

        Refused(String why) {
            super(why);
        }
    }

    /**
     * @param header gives the first header of that name, in any case, or null
     * @param body as it came, unchanged
     */
    public WebhookMessage verified(Function<String, @Nullable String> header, String body) throws Refused {
        var id = said(header, "webhook-id");
        var timestamp = said(header, "webhook-timestamp");
        if (!timestamp.matches("\\d{1,12}")) throw new Refused("webhook-timestamp is no time");
        var expected = ("v1," + signature(id + "." + timestamp + "." + body)).getBytes(StandardCharsets.US_ASCII);
        var good = false;
        for (var each : said(header, "webhook-signature").split(" ")) {
            good |= MessageDigest.isEqual(expected, each.getBytes(StandardCharsets.US_ASCII));
        }
        if (!good) throw new Refused("the signature is not of this message and this secret");
        var age = Duration.between(Instant.ofEpochSecond(Long.parseLong(timestamp)), clock.instant());
        if (age.abs().compareTo(TOLERANCE) > 0) throw new Refused("the message is from another time");
        var told = Wire.read(body, WebhookMessage.Body.class);
        return new WebhookMessage(id, told.type(), told.timestamp(), told.data());
    }

    private static String said(Function<String, @Nullable String> header, String name) throws Refused {
        var value = header.apply(name);
        if (value == null || value.isBlank()) throw new Refused(name + " is missing");
        return value;
    }

    private String signature(String content) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return Base64.getEncoder().encodeToString(mac.doFinal(content.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("each JDK has " + ALGORITHM, e);
        }
    }
}

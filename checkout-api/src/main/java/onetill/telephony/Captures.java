package onetill.telephony;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import onetill.json.Json;
import onetill.problem.ProblemException;
import onetill.problem.ProblemType;
import onetill.runtime.Clocks;
import onetill.runtime.Ids;
import onetill.runtime.Settings;
import onetill.webhook.Egress;
import onetill.webhook.Signatures;
import onetill.webhook.Wire;

/**
 * What a telephony is told about the keys of a caller: to take them, to begin one field anew, to stop. Signed as its callbacks are, and
 * only to addresses that are public. Called with no transaction open.
 */
@ApplicationScoped
public class Captures {

    private static final Logger LOG = Logger.getLogger(Captures.class.getName());
    private static final int FIRST_GOOD = 200;
    private static final int FIRST_OTHER = 300;

    @Inject
    Egress egress;

    @Inject
    Wire wire;

    @Inject
    KeypadConfig config;

    @Inject
    Settings settings;

    @Inject
    Ids ids;

    @Inject
    Clocks clock;

    /** @throws ProblemException VALIDATION_FAILED for an address that may not be called */
    void check(String url) {
        try {
            egress.check(url);
        } catch (Egress.Refused e) {
            throw new ProblemException(ProblemType.WEBHOOK_URL_REFUSED, "capture_url: " + e.why())
                    .with("field", "capture_url");
        }
    }

    /** @throws ProblemException PROVIDER_UNAVAILABLE */
    void start(Connection connection, KeypadEntry entry, String providerCallId, String locale) {
        var told = command("keypad_entry.start", entry);
        told.put("call_id", providerCallId);
        told.put("amount_minor", entry.amountMinor());
        told.put("currency", entry.currency());
        told.put("locale", locale);
        told.put(
                "fields",
                Stream.of(KeypadField.Name.values())
                        .map(KeypadField.Name::stored)
                        .toList());
        told.put("callback_url", settings.publicUrl() + "/api/v1/webhooks/keypad/" + connection.id());
        told.put("expires_at", entry.expiresAt());
        tell(connection, told);
    }

    /** @throws ProblemException PROVIDER_UNAVAILABLE */
    void restart(Connection connection, KeypadEntry entry, KeypadField.Name field) {
        var told = command("keypad_entry.restart_field", entry);
        told.put("field", field.stored());
        tell(connection, told);
    }

    /** Whatever comes of it: what is typed after that is not taken. */
    void cancel(Connection connection, KeypadEntry entry) {
        try {
            tell(connection, command("keypad_entry.cancel", entry));
        } catch (ProblemException e) {
            LOG.log(Level.INFO, "the telephony was not told that keypad entry {0} is over", entry.id());
        }
    }

    private static Map<String, Object> command(String type, KeypadEntry entry) {
        var told = new LinkedHashMap<String, Object>();
        told.put("type", type);
        told.put("keypad_entry_id", entry.id());
        return told;
    }

    private void tell(Connection connection, Map<String, Object> told) {
        var url = connection.captureUrl();
        if (url == null) throw unavailable("it has no capture_url any more");
        var body = Json.write(told);
        var now = clock.now();
        try {
            var headers = Signatures.headers(ids.next(), body, connection.secrets(now), now);
            var answer = wire.exchange(egress.check(url), headers, body, config.timeout);
            if (answer.status() < FIRST_GOOD || answer.status() >= FIRST_OTHER) {
                throw unavailable("it answered " + answer.status());
            }
        } catch (Egress.Refused e) {
            throw unavailable(e.why());
        } catch (IOException e) {
            throw unavailable("it did not answer");
        }
    }

    private static ProblemException unavailable(String why) {
        return new ProblemException(
                ProblemType.PROVIDER_UNAVAILABLE,
                "the telephony does not take keys (%s); try again, or send a pay link".formatted(why));
    }
}

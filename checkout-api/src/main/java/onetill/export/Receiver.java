package onetill.export;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import onetill.runtime.Secrets;
import onetill.webhook.Egress;
import onetill.webhook.Wire;

/** A kind of those who measure: what it takes to tell it something, and how a fact is written for it. Found by CDI. */
public interface Receiver {

    /** Its name in the API: {@code ga4}. */
    String kind();

    /** Why no destination of this kind can be had here; empty when it can. */
    default Optional<String> missing() {
        return Optional.empty();
    }

    /** Which consents decide about what it is told. */
    Set<String> purposes();

    /** What it can be told of at all. */
    Set<Occasion> occasions();

    /** What a destination of this kind has to be set up with, and may be shown. */
    List<Need> settings();

    /** The same for secrets. */
    List<Need> credentials();

    /** How a fact is told, or why it is not. Reads nothing and asks nobody. */
    Written write(Occurrence occurrence, Account account);

    /**
     * Headers that have to be asked for elsewhere first. No transaction is open.
     *
     * @throws IOException when they cannot be had now
     */
    default Map<String, String> authorization(Account account) throws IOException, Egress.Refused {
        return Map.of();
    }

    /** What an answer means. */
    default Reading read(Wire.Answer answer, Account account) {
        return Reading.ofStatus(answer.status());
    }

    /** Credentials that are made here when the merchant gives none; shown once. */
    default Map<String, String> generated(Secrets secrets) {
        return Map.of();
    }

    /** Where calls go, if the merchant says so; looked at before it is kept. */
    default List<String> addresses(Map<String, String> settings) {
        return List.of();
    }

    /**
     * One value of a setup.
     *
     * @param help what it has to be: continues the sentence "settings.measurement_id is …"
     */
    record Need(String name, boolean required, Pattern form, String help) {

        static Need of(String name, String form, String help) {
            return new Need(name, true, Pattern.compile(form), help);
        }

        static Need optional(String name, String form, String help) {
            return new Need(name, false, Pattern.compile(form), help);
        }
    }

    /** @param taken whether the receiver has the fact now, by this call or an earlier one */
    record Reading(boolean taken, String words) {

        private static final int OK = 200;
        private static final int REDIRECT = 300;

        static Reading ofStatus(int status) {
            return new Reading(status >= OK && status < REDIRECT, "answered " + status);
        }
    }
}

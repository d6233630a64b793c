package onetill.export;

import java.util.Locale;
import java.util.Optional;
import onetill.runtime.Secrets;
import org.jspecify.annotations.Nullable;

/**
 * People as receivers match them: the SHA-256 of an address or number in one form. Each receiver has a form of its own. Empty where there
 * is nothing to hash.
 */
final class Hashes {

    private static final int FEWEST_DIGITS = 7;

    private Hashes() {}

    /** Without spaces around it, in small letters: the form Meta wants. */
    static Optional<String> email(@Nullable String email) {
        return normalized(email).map(Secrets::hash);
    }

    /** The same; of Gmail, which ignores them, without dots and without what follows a plus: the form Google wants. */
    static Optional<String> emailForGoogle(@Nullable String email) {
        return normalized(email).map(Hashes::withoutDotsOfGmail).map(Secrets::hash);
    }

    /** Digits with the country's code and nothing else: the form Meta wants. */
    static Optional<String> phone(@Nullable String phone) {
        return digits(phone).map(Secrets::hash);
    }

    /** E.164, with its plus: the form Google wants. */
    static Optional<String> phoneForGoogle(@Nullable String phone) {
        return digits(phone).map(it -> Secrets.hash("+" + it));
    }

    private static Optional<String> normalized(@Nullable String email) {
        if (email == null || !email.contains("@")) return Optional.empty();
        return Optional.of(email.strip().toLowerCase(Locale.ROOT));
    }

    private static String withoutDotsOfGmail(String email) {
        var at = email.lastIndexOf('@');
        var domain = email.substring(at + 1);
        if (!domain.equals("gmail.com") && !domain.equals("googlemail.com")) return email;
        var name = email.substring(0, at).replaceFirst("\\+.*", "").replace(".", "");
        return name + "@" + domain;
    }

    /** A number without its country's code would be somebody else's elsewhere. */
    private static Optional<String> digits(@Nullable String phone) {
        if (phone == null || !phone.strip().startsWith("+")) return Optional.empty();
        var digits = phone.replaceAll("[^0-9]", "");
        return digits.length() < FEWEST_DIGITS ? Optional.empty() : Optional.of(digits);
    }
}

package onetill.session;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import onetill.customer.PhoneNumbers;
import org.jspecify.annotations.Nullable;

/**
 * Who buys, as far as they said.
 *
 * @param vatId of a business in the European Union, with its country: DE123456789
 * @param ageAtLeast how old the buyer surely is: what they said, or what whoever serves them has seen; 0 takes it back
 * @param reminderConsent the words in which they have agreed to be written to once, should they leave before they have paid;
 *     an empty text takes it back
 * @param acceptedTerms where the terms are that they have agreed to; an empty text takes it back
 * @param digitalWaiver whether they have agreed that digital goods come at once, and the right of withdrawal ends with that
 */
public record Buyer(
        @Nullable @Email(message = "is not an e-mail address; write it like ada@example.com") @Size(max = 254)
        String email,

        @Nullable @Size(max = 200) String name,

        @Nullable @Pattern(regexp = PhoneNumbers.PATTERN, message = PhoneNumbers.HELP)
        String phone,

        @Nullable @Size(max = 200) String company,
        @Nullable @Size(max = 20) String vatId,
        @Nullable @PositiveOrZero @Max(150) Integer ageAtLeast,
        @Nullable @Size(max = 1000) String reminderConsent,
        @Nullable @Size(max = 500) String acceptedTerms,
        @Nullable Boolean digitalWaiver) {

    static final Buyer NOBODY = new Buyer(null, null, null);

    public Buyer(@Nullable String email, @Nullable String name, @Nullable String phone) {
        this(email, name, phone, null, null, null, null, null, null);
    }

    /** What is given anew replaces what was known; what is left out stays. An empty text forgets. */
    Buyer with(Buyer given) {
        return new Buyer(
                newer(given.email, email),
                newer(given.name, name),
                newer(given.phone, phone),
                newer(given.company, company),
                newer(given.vatId, vatId),
                given.ageAtLeast == null ? ageAtLeast : given.ageAtLeast,
                newer(given.reminderConsent, reminderConsent),
                newer(given.acceptedTerms, acceptedTerms),
                given.digitalWaiver == null ? digitalWaiver : given.digitalWaiver);
    }

    static @Nullable String newer(@Nullable String given, @Nullable String known) {
        if (given == null) return known;
        return given.isBlank() ? null : given.trim();
    }
}

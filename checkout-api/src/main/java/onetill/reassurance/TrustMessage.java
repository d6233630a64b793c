package onetill.reassurance;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Something that reassures a buyer who hesitates.
 *
 * @param kind what it is about
 * @param ask beside which question: {@code payment.tender}
 * @param afterSeconds how long the buyer may rest at the ask before it is shown; at once when absent
 * @param text what is said; {@code {delivery_date}} in it is replaced by the day the goods are there at the latest, and without such
 *     a day the message is not said
 * @param texts the same in other languages, by their tags: {@code de}
 */
@Schema(name = "TrustMessage")
public record TrustMessage(
        @NotNull TrustKind kind,
        @NotBlank @Size(max = 60) String ask,
        @Nullable @PositiveOrZero @Max(3600) Integer afterSeconds,
        @NotBlank @Size(max = 300) String text,

        @Nullable @Size(max = 50)
        Map<@Pattern(regexp = "[a-z]{2,3}(-[A-Za-z0-9]{2,8})*") String, @NotBlank @Size(max = 300) String> texts) {

    /** The ask that is answered by paying. */
    public static final String TENDER = "payment.tender";

    /** Beside which asks something can be said: all but the first, without which there is nothing to buy yet. The planner must not be known here. */
    public static final List<String> PLACES = List.of(
            "buyer.email",
            "buyer.phone",
            "buyer.age",
            "buyer.verification",
            "fulfillment.option",
            "fulfillment.address",
            "fulfillment.name",
            "consent.terms",
            "consent.digital_waiver",
            TENDER);

    /** Stands for the day in a text. */
    public static final String DELIVERY_DATE = "{delivery_date}";

    /** What is wrong with where it is to stand; null when nothing is. */
    public @Nullable String wrong() {
        return PLACES.contains(ask)
                ? null
                : "there is no ask \"%s\"; name one of %s".formatted(ask, String.join(", ", PLACES));
    }

    /** What is wrong with several that are to stand together; null when nothing is. */
    public static @Nullable String wrong(List<TrustMessage> messages) {
        var asks = new HashSet<String>();
        return messages.stream()
                .map(it -> asks.add(it.ask()) ? it.wrong() : "says two things beside \"%s\"".formatted(it.ask()))
                .flatMap(it -> Optional.ofNullable(it).stream())
                .findFirst()
                .orElse(null);
    }

    /**
     * What is said to this buyer; empty when it tells of a day that nobody knows.
     *
     * @param day when the goods are there at the latest; null when that is not known
     */
    public Optional<String> in(Locale locale, @Nullable LocalDate day) {
        var said = in(locale);
        if (!said.contains(DELIVERY_DATE)) return Optional.of(said);
        return Optional.ofNullable(day)
                .map(it -> said.replace(
                        DELIVERY_DATE,
                        DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                                .withLocale(locale)
                                .format(it)));
    }

    /** In the buyer's language, if it was written in it. */
    String in(Locale locale) {
        if (texts == null) return text;
        var ofLanguage = texts.getOrDefault(locale.getLanguage(), text);
        return texts.getOrDefault(locale.toLanguageTag(), ofLanguage);
    }
}

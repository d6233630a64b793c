package onetill.adapter.phone;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import onetill.money.Money;
import onetill.session.Address;
import onetill.session.SessionView;
import org.jspecify.annotations.Nullable;

/** What an agent reads out, in the language of the session: the goods, where they go and when, and what it costs. */
final class ReadBack {

    private ReadBack() {}

    static String of(SessionView session) {
        var locale = Locale.forLanguageTag(session.locale());
        var words = "de".equals(locale.getLanguage()) ? Words.DE : Words.EN;
        if (session.lineItems().isEmpty()) return words.nothing();
        var goods = session.lineItems().stream()
                .map(item -> item.quantity() + " " + words.times() + " " + item.name())
                .collect(Collectors.joining(", "));
        var total = Money.of(session.totalMinor(), session.currency()).format(locale);
        return words.sentence().formatted(goods, delivery(session, words, locale), total);
    }

    private static String delivery(SessionView session, Words words, Locale locale) {
        var fulfillment = session.fulfillment();
        var title = fulfillment.title();
        var latest = fulfillment.latest();
        if (title == null || latest == null) return "";
        var day = DateTimeFormatter.ofLocalizedDate(FormatStyle.FULL).withLocale(locale);
        var address = fulfillment.address();
        var to = address.line1() == null || address.city() == null
                ? ""
                : words.to().formatted(spoken(address));
        return words.delivery().formatted(title, to, when(fulfillment.earliest(), latest, words, day));
    }

    /** As it would be said: who, street, postal code and city. */
    private static String spoken(Address address) {
        var place = Stream.of(address.postalCode(), address.city())
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" "));
        return Stream.of(address.name(), address.line1(), address.line2(), place)
                .filter(it -> it != null && !it.isBlank())
                .collect(Collectors.joining(", "));
    }

    private static String when(@Nullable LocalDate earliest, LocalDate latest, Words words, DateTimeFormatter day) {
        if (earliest == null || earliest.equals(latest)) return words.on().formatted(day.format(latest));
        return words.between().formatted(day.format(earliest), day.format(latest));
    }

    /** The sentences of one language. */
    private record Words(
            String nothing, String times, String sentence, String delivery, String to, String on, String between) {

        static final Words EN = new Words(
                "Nothing has been ordered yet.",
                "times",
                "You are ordering %s. %sThe total is %s, including tax. Is that right?",
                "%s%s, %s. ",
                " to %s",
                "on %s",
                "between %s and %s");

        static final Words DE = new Words(
                "Es ist noch nichts bestellt.",
                "mal",
                "Sie bestellen %s. %sDas macht zusammen %s, inklusive Steuer. Ist das richtig?",
                "%s%s, %s. ",
                " an %s",
                "am %s",
                "zwischen %s und %s");
    }
}

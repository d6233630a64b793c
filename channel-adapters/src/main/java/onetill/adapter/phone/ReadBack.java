package onetill.adapter.phone;

import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import java.util.stream.Collectors;
import onetill.money.Money;
import onetill.session.SessionView;

/** What an agent reads out: the goods, where they go and when, and what it costs. */
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
                : words.to().formatted(address.line1(), address.city());
        return words.delivery().formatted(title, to, day.format(latest));
    }

    /** The sentences of one language. */
    private record Words(String nothing, String times, String sentence, String delivery, String to) {

        static final Words EN = new Words(
                "Nothing has been ordered yet.",
                "times",
                "You are ordering %s. %sThe total is %s, including tax. Is that right?",
                "%s%s, by %s. ",
                " to %s in %s");

        static final Words DE = new Words(
                "Es ist noch nichts bestellt.",
                "mal",
                "Sie bestellen %s. %sDas macht zusammen %s, inklusive Steuer. Ist das richtig?",
                "%s%s, bis %s. ",
                " an %s in %s");
    }
}

package onetill.orderstatus;

import java.text.MessageFormat;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import onetill.fulfillment.Week;
import onetill.money.Money;
import org.jspecify.annotations.Nullable;

/** The words about an order in a buyer's language, English where we do not have that; amounts and times as its locale writes them. */
final class Words {

    private static final ResourceBundle.Control NO_FALLBACK =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private static final Pattern LAST_DIGITS = Pattern.compile("(?i)(.+?) ending in (\\w+)");

    /** Kinds of tender whose type is a name that the label says again. */
    private static final List<String> OWN_NAMES = List.of("gift_card", "store_credit");

    private final Locale locale;
    private final ResourceBundle texts;

    Words(Locale locale) {
        this.locale = locale;
        this.texts = ResourceBundle.getBundle("onetill.orderstatus.page", locale, NO_FALLBACK);
    }

    /** The language of the words, as HTML names it. */
    String language() {
        return texts.getLocale().getLanguage().isEmpty()
                ? "en"
                : texts.getLocale().getLanguage();
    }

    String of(String key, Object... arguments) {
        return new MessageFormat(texts.getString(key), locale).format(arguments);
    }

    String money(long minor, String currency) {
        return new Money(minor, Currency.getInstance(currency)).format(locale);
    }

    String day(LocalDate day) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                .withLocale(locale)
                .format(day);
    }

    String day(OffsetDateTime at, String timeZone) {
        return day(at.atZoneSameInstant(ZoneId.of(timeZone)).toLocalDate());
    }

    String moment(OffsetDateTime at, String timeZone) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG, FormatStyle.SHORT)
                .withLocale(locale)
                .format(at.atZoneSameInstant(ZoneId.of(timeZone)));
    }

    /** When it is there; empty when nobody knows, and when it is there already. */
    String expected(OrderStatus.Part part) {
        if (!part.status().isOpen() && !isUnderWay(part)) return "";
        var earliest = part.earliest() == null ? part.latest() : part.earliest();
        var latest = part.latest() == null ? earliest : part.latest();
        if (earliest == null || latest == null) return "";
        return earliest.equals(latest)
                ? of("expected.day", day(latest))
                : of("expected.between", day(earliest), day(latest));
    }

    private static boolean isUnderWay(OrderStatus.Part part) {
        return switch (part.status()) {
            case SHIPPED, OUT_FOR_DELIVERY -> true;
            case BACKORDERED,
                    ALLOCATED,
                    PICKED,
                    PACKED,
                    READY_FOR_PICKUP,
                    DELIVERY_FAILED,
                    DELIVERED,
                    COLLECTED,
                    HANDED_OVER,
                    CANCELED -> false;
        };
    }

    String goods(OrderStatus.Goods goods) {
        return of("quantity", String.valueOf(goods.quantity()), goods.name());
    }

    String line(OrderStatus.Line line) {
        return of("quantity", String.valueOf(line.quantity()), line.name());
    }

    /** In one line. */
    String place(OrderStatus.@Nullable Place place) {
        if (place == null) return "";
        return address(place).collect(Collectors.joining(", "));
    }

    static Stream<String> address(OrderStatus.Place place) {
        var city = (place.postalCode() + " " + place.city()).strip();
        return Stream.of(place.name(), place.line1(), city).filter(it -> !it.isBlank());
    }

    /** One text for each day on which it is open. */
    List<String> hours(OrderStatus.@Nullable Place place) {
        var hours = place == null ? Map.<Week, List<List<LocalTime>>>of() : place.openingHours();
        var days = new ArrayList<String>();
        for (var day : Week.values()) {
            var spans = hours.getOrDefault(day, List.of());
            if (!spans.isEmpty()) days.add(weekday(day) + " " + spans(spans));
        }
        return days;
    }

    private String weekday(Week day) {
        return DayOfWeek.of(day.ordinal() + 1).getDisplayName(TextStyle.SHORT_STANDALONE, locale);
    }

    private String spans(List<List<LocalTime>> spans) {
        var time = DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT).withLocale(locale);
        return spans.stream()
                .map(it -> time.format(it.get(0)) + "–" + time.format(it.get(1)))
                .collect(Collectors.joining(", "));
    }

    /** Labels of tenders are kept in English; the digits say the same in every language. */
    String tender(String type, @Nullable String label) {
        var key = "tender." + type;
        var name = texts.getString(texts.containsKey(key) ? key : "tender.other");
        if (label == null || label.isBlank()) return name;
        var digits = LAST_DIGITS.matcher(label);
        if (!digits.matches()) return name;
        var brand = OWN_NAMES.contains(type) ? name : digits.group(1);
        return brand + " •••• " + digits.group(2);
    }
}

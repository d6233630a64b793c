package onetill.receipt;

import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import onetill.order.OrderState;
import onetill.session.Total;
import onetill.text.PlainText;

/** A receipt as lines of 42 columns. */
final class ReceiptText {

    static final int COLUMNS = 42;

    private static final Set<UnicodeScript> TWO_COLUMNS = Set.of(
            UnicodeScript.HAN,
            UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA,
            UnicodeScript.HANGUL,
            UnicodeScript.BOPOMOFO);

    private static final int FULL_WIDTH_FROM = 0xFF01;
    private static final int FULL_WIDTH_TO = 0xFF60;
    private static final int QUARTERS = 4;

    private final Receipt receipt;
    private final Wording words;
    private final StringBuilder text = new StringBuilder();

    ReceiptText(Receipt receipt) {
        this.receipt = receipt;
        this.words = new Wording(receipt);
    }

    String text() {
        header();
        lines();
        rule();
        totals();
        taxes();
        tenders();
        refunds();
        rule();
        if (receipt.cashier() != null) center(words.of("cashier", receipt.cashier()));
        center(words.of("thanks"));
        return text.toString();
    }

    private void header() {
        center(receipt.seller().merchant());
        words.address().forEach(this::center);
        text.append('\n');
        if (receipt.copy() > 0) {
            center("*** %s ***"
                    .formatted(words.of("copy", String.valueOf(receipt.copy())))
                    .toUpperCase(Locale.forLanguageTag(receipt.locale())));
            text.append('\n');
        }
        left(words.of("order", receipt.orderNumber()));
        left(words.moment(receipt.placedAt()));
        if (receipt.register() != null) left(words.of("till", receipt.register().name()));
        if (receipt.state() == OrderState.VOIDED) left(words.of("voided"));
        rule();
    }

    private void lines() {
        for (var line : receipt.lines()) {
            var letter = words.letter(line.taxPercent());
            pair(
                    line.quantity() + " x " + line.name(),
                    words.amount(line.totalMinor() + line.discountMinor()) + (letter.isEmpty() ? "" : " " + letter));
            if (line.quantity() > 1) {
                left("    " + line.quantity() + " x " + words.amount(line.unitPriceMinor()));
            }
            if (line.discountMinor() != 0) {
                pair(
                        "    " + words.of("discount"),
                        words.amount(-line.discountMinor()) + (letter.isEmpty() ? "" : "  "));
            }
        }
    }

    private void totals() {
        for (var total : shown(receipt.totals())) {
            pair(
                    words.of("totals." + total.type().name().toLowerCase(Locale.ROOT)),
                    total.type() == Total.Type.TOTAL
                            ? words.money(total.amountMinor())
                            : words.amount(total.amountMinor()));
        }
    }

    /** What leads from the lines to the total: tax that is in the prices stands in its own table, and a subtotal that is the total says nothing. */
    static List<Total> shown(List<Total> totals) {
        var shown = new ArrayList<>(totals.stream().filter(it -> !it.included()).toList());
        shown.removeIf(it -> it.type() == Total.Type.TAX && it.amountMinor() == 0);
        shown.removeIf(it -> it.type() == Total.Type.FULFILLMENT && it.amountMinor() == 0);
        if (shown.size() == 2) shown.removeIf(it -> it.type() == Total.Type.SUBTOTAL);
        return shown;
    }

    private void taxes() {
        if (!receipt.taxes().isEmpty()) {
            rule();
            quarters(words.of("tax.rate"), words.of("tax.base"), words.of("tax.tax"), words.of("tax.gross"));
            for (var tax : receipt.taxes()) {
                quarters(
                        (words.letter(tax.percent()) + " " + words.percent(tax.percent())).strip(),
                        words.amount(tax.baseMinor()),
                        words.amount(tax.taxMinor()),
                        words.amount(tax.baseMinor() + tax.taxMinor()));
            }
        }
        if (receipt.taxReason() != null) left(words.of("tax.reason." + receipt.taxReason()));
    }

    private void tenders() {
        if (!receipt.tenders().isEmpty()) rule();
        for (var tender : receipt.tenders()) {
            pair(words.tender(tender.type(), tender.label()), words.amount(tender.amountMinor()));
            if (tender.held()) left("    " + words.of("held"));
            if (tender.receivedMinor() != null) {
                pair("    " + words.of("received"), words.amount(tender.receivedMinor()));
            }
            if (tender.changeMinor() != null) pair("    " + words.of("change"), words.amount(tender.changeMinor()));
        }
    }

    private void refunds() {
        if (!receipt.refunds().isEmpty()) rule();
        for (var refund : receipt.refunds()) {
            pair(words.of("refund", words.moment(refund.refundedAt())), words.amount(-refund.amountMinor()));
            left("    " + words.tender(refund.type(), refund.label()));
        }
    }

    private void rule() {
        text.append("-".repeat(COLUMNS)).append('\n');
    }

    private void left(String words) {
        wrapped(printable(words), COLUMNS).forEach(it -> text.append(it).append('\n'));
    }

    private void center(String words) {
        for (var line : wrapped(printable(words), COLUMNS)) {
            text.append(" ".repeat((COLUMNS - width(line)) / 2)).append(line).append('\n');
        }
    }

    /** What belongs together stands in one line: the right side beside the last line of the left one. */
    private void pair(String left, String right) {
        var amount = printable(right);
        var lines = wrapped(printable(left), Math.max(1, COLUMNS - width(amount) - 1));
        for (var line : lines.subList(0, lines.size() - 1)) text.append(line).append('\n');
        var last = lines.get(lines.size() - 1);
        text.append(last)
                .append(" ".repeat(Math.max(1, COLUMNS - width(last) - width(amount))))
                .append(amount)
                .append('\n');
    }

    private void quarters(String... cells) {
        var column = COLUMNS / QUARTERS;
        for (var i = 0; i < QUARTERS; i++) {
            var cell = printable(cells[i]);
            var room = i == 0 ? COLUMNS - column * (QUARTERS - 1) : column;
            var pad = " ".repeat(Math.max(i == 0 ? 0 : 1, room - width(cell)));
            text.append(i == 0 ? cell + pad : pad + cell);
        }
        text.append('\n');
    }

    /** Spaces that do not break are other characters on a printer. */
    private static String printable(String words) {
        return PlainText.of(words).replace('\u00a0', ' ').replace('\u202f', ' ');
    }

    /** Between words where that is possible, and in the middle of a word that is too long. Never empty. */
    static List<String> wrapped(String words, int columns) {
        var lines = new ArrayList<String>();
        var rest = words.stripTrailing();
        while (width(rest) > columns) {
            var end = end(rest, columns);
            var space = rest.lastIndexOf(' ', end);
            var cut = space > 0 && !rest.substring(0, space).isBlank() ? space : end;
            lines.add(rest.substring(0, cut).stripTrailing());
            rest = rest.substring(cut).strip();
        }
        lines.add(rest);
        return lines;
    }

    /** How many chars fit; at least one character. */
    private static int end(String words, int columns) {
        var used = 0;
        var at = 0;
        while (at < words.length()) {
            var character = words.codePointAt(at);
            used += width(character);
            if (used > columns && at > 0) return at;
            at += Character.charCount(character);
        }
        return at;
    }

    static int width(String words) {
        return words.codePoints().map(ReceiptText::width).sum();
    }

    private static int width(int character) {
        var type = Character.getType(character);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) return 0;
        var isFull = character >= FULL_WIDTH_FROM && character <= FULL_WIDTH_TO;
        return isFull || TWO_COLUMNS.contains(UnicodeScript.of(character)) ? 2 : 1;
    }
}

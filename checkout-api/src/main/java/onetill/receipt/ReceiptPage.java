package onetill.receipt;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import onetill.order.OrderState;
import onetill.session.Total;
import onetill.text.PlainText;

/** A receipt as HTML for paper of 80 mm: a page that needs nothing but itself. */
final class ReceiptPage {

    private static final String STYLE = """
            @page{size:80mm auto;margin:4mm}
            *{box-sizing:border-box}
            body{width:72mm;max-width:100%;margin:0 auto;padding:2mm 0;color:#000;background:#fff;font:12px/1.35 system-ui,sans-serif}
            header,footer{text-align:center}
            h1{margin:0;font-size:16px}
            p{margin:4px 0;overflow-wrap:anywhere}
            .copy{margin:6px 0;padding:3px;border:2px solid #000;font-size:16px;font-weight:700;text-align:center;text-transform:uppercase}
            table{width:100%;margin-top:6px;padding-top:4px;border-top:1px dashed #000;border-collapse:separate;border-spacing:0}
            td,th{padding:1px 0;text-align:left;vertical-align:top;font-weight:400;overflow-wrap:anywhere}
            td+td,th+th{padding-left:6px;text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}
            .more{padding-left:10px}
            .sum{font-size:16px;font-weight:700}
            @media print{body{padding:0}}
            """;

    private final Receipt receipt;
    private final Wording words;
    private final StringBuilder page = new StringBuilder();

    ReceiptPage(Receipt receipt) {
        this.receipt = receipt;
        this.words = new Wording(receipt);
    }

    String html() {
        page.append("<!doctype html>\n<html lang=\"").append(words.language()).append("\">\n<head>\n");
        page.append("<meta charset=\"utf-8\">\n");
        page.append("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n<title>")
                .append(PlainText.html(words.of("receipt") + " " + receipt.orderNumber()))
                .append("</title>\n<style>")
                .append(STYLE)
                .append("</style>\n</head>\n<body>\n");
        header();
        lines();
        totals();
        taxes();
        tenders();
        refunds();
        page.append("<footer>\n");
        if (receipt.cashier() != null) paragraph(words.of("cashier", receipt.cashier()));
        paragraph(words.of("thanks"));
        return page.append("</footer>\n</body>\n</html>\n").toString();
    }

    private void header() {
        page.append("<header>\n<h1>")
                .append(PlainText.html(receipt.seller().merchant()))
                .append("</h1>\n");
        words.address().forEach(this::paragraph);
        page.append("</header>\n");
        if (receipt.copy() > 0) {
            page.append("<p class=\"copy\">")
                    .append(PlainText.html(words.of("copy", String.valueOf(receipt.copy()))))
                    .append("</p>\n");
        }
        paragraph(words.of("order", receipt.orderNumber()));
        paragraph(words.moment(receipt.placedAt()));
        if (receipt.register() != null) {
            paragraph(words.of("till", receipt.register().name()));
        }
        if (receipt.state() == OrderState.VOIDED) paragraph(words.of("voided"));
    }

    private void lines() {
        var rows = new ArrayList<String>();
        for (var line : receipt.lines()) {
            rows.add(row(
                    "",
                    line.quantity() + " × " + line.name(),
                    words.amount(line.totalMinor() + line.discountMinor()),
                    words.letter(line.taxPercent())));
            if (line.quantity() > 1) {
                rows.add(row("more", line.quantity() + " × " + words.amount(line.unitPriceMinor()), "", ""));
            }
            if (line.discountMinor() != 0) {
                rows.add(row("more", words.of("discount"), words.amount(-line.discountMinor()), ""));
            }
        }
        table(rows);
    }

    private void totals() {
        var rows = new ArrayList<String>();
        for (var total : ReceiptText.shown(receipt.totals())) {
            var isSum = total.type() == Total.Type.TOTAL;
            rows.add(row(
                    isSum ? "sum" : "",
                    words.of("totals." + total.type().name().toLowerCase(Locale.ROOT)),
                    isSum ? words.money(total.amountMinor()) : words.amount(total.amountMinor())));
        }
        table(rows);
    }

    private void taxes() {
        if (!receipt.taxes().isEmpty()) {
            var rows = new ArrayList<String>();
            rows.add("<tr><th>%s</th><th>%s</th><th>%s</th><th>%s</th></tr>\n"
                    .formatted(
                            PlainText.html(words.of("tax.rate")),
                            PlainText.html(words.of("tax.base")),
                            PlainText.html(words.of("tax.tax")),
                            PlainText.html(words.of("tax.gross"))));
            for (var tax : receipt.taxes()) {
                rows.add(row(
                        "",
                        (words.letter(tax.percent()) + " " + words.percent(tax.percent())).strip(),
                        words.amount(tax.baseMinor()),
                        words.amount(tax.taxMinor()),
                        words.amount(tax.baseMinor() + tax.taxMinor())));
            }
            table(rows);
        }
        if (receipt.taxReason() != null) paragraph(words.of("tax.reason." + receipt.taxReason()));
    }

    private void tenders() {
        var rows = new ArrayList<String>();
        for (var tender : receipt.tenders()) {
            rows.add(row("", words.tender(tender.type(), tender.label()), words.amount(tender.amountMinor())));
            if (tender.held()) rows.add(row("more", words.of("held"), ""));
            if (tender.receivedMinor() != null) {
                rows.add(row("more", words.of("received"), words.amount(tender.receivedMinor())));
            }
            if (tender.changeMinor() != null) {
                rows.add(row("more", words.of("change"), words.amount(tender.changeMinor())));
            }
        }
        table(rows);
    }

    private void refunds() {
        var rows = new ArrayList<String>();
        for (var refund : receipt.refunds()) {
            rows.add(row(
                    "", words.of("refund", words.moment(refund.refundedAt())), words.amount(-refund.amountMinor())));
            rows.add(row("more", words.tender(refund.type(), refund.label()), ""));
        }
        table(rows);
    }

    private void paragraph(String text) {
        page.append("<p>").append(PlainText.html(text)).append("</p>\n");
    }

    private void table(List<String> rows) {
        if (rows.isEmpty()) return;
        page.append("<table>\n");
        rows.forEach(page::append);
        page.append("</table>\n");
    }

    /** @param kind a class of the style; empty for none */
    private static String row(String kind, String... cells) {
        var row = new StringBuilder("<tr>");
        for (var i = 0; i < cells.length; i++) {
            row.append(kind.isEmpty() || i > 0 && "more".equals(kind) ? "<td>" : "<td class=\"" + kind + "\">")
                    .append(i == 0 ? "<bdi>" + PlainText.html(cells[i]) + "</bdi>" : PlainText.html(cells[i]))
                    .append("</td>");
        }
        return row.append("</tr>\n").toString();
    }
}

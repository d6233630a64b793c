package onetill.orderstatus;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import onetill.order.Fulfillment;
import onetill.order.OrderState;
import onetill.session.Total;
import onetill.text.PlainText;
import org.jspecify.annotations.Nullable;

/** How it is with an order, as a page for any screen: it needs nothing but itself. */
final class OrderStatusPage {

    /** Text on ground is 7:1 and more, what is beside it 4.5:1 and more, in the light and in the dark. */
    static final String STYLE = """
            :root{color-scheme:light dark;--ink:#1b1f24;--quiet:#57606a;--ground:#fff;--panel:#f4f6f8;--edge:#c7ced6;--accent:#0b57d0}
            @media(prefers-color-scheme:dark){:root{--ink:#f0f3f6;--quiet:#b1bac4;--ground:#111418;--panel:#1c2128;--edge:#444c56;--accent:#8ab4f8}}
            *{box-sizing:border-box}
            body{margin:0;color:var(--ink);background:var(--ground);font:1rem/1.5 system-ui,sans-serif;overflow-wrap:anywhere}
            main{max-width:42rem;margin:0 auto;padding:1.5rem 1rem 3rem}
            h1{margin:0;font-size:1.5rem;line-height:1.25}
            h2{margin:2rem 0 .5rem;font-size:1.125rem}
            h3{margin:0 0 .5rem;font-size:1rem}
            p{margin:.5rem 0}
            ul{margin:.5rem 0;padding-left:1.25rem}
            .quiet{color:var(--quiet)}
            .next{margin:1rem 0;padding:.75rem 1rem;border-left:.25rem solid var(--accent);background:var(--panel);font-weight:600}
            .part{margin:0 0 .75rem;padding:1rem;border:1px solid var(--edge);border-radius:.5rem;background:var(--panel)}
            dl{display:grid;grid-template-columns:minmax(7rem,max-content) 1fr;gap:.25rem 1rem;margin:.5rem 0 0}
            dt{color:var(--quiet)}
            dd{margin:0}
            .code{font-size:1.75rem;font-weight:700;letter-spacing:.15em}
            table{width:100%;border-collapse:collapse}
            th,td{padding:.375rem 0;text-align:left;font-weight:400;vertical-align:top;border-bottom:1px solid var(--edge)}
            td{padding-left:1rem;text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}
            .sum th,.sum td{font-weight:700}
            a{display:inline-block;min-height:1.5rem;padding:.125rem 0;color:var(--accent)}
            a:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
            @media(max-width:26rem){dl{grid-template-columns:1fr;gap:0}dd{margin-bottom:.5rem}}
            @media print{body{background:#fff;color:#000}}
            """;

    private final OrderStatus status;
    private final Words words;
    private final StringBuilder page = new StringBuilder();

    OrderStatusPage(OrderStatus status) {
        this.status = status;
        this.words = new Words(Locale.forLanguageTag(status.locale()));
    }

    String html() {
        begin(page, words, words.of("title", status.orderNumber()) + " – " + status.merchant());
        page.append("<h1>")
                .append(PlainText.html(words.of("title", status.orderNumber())))
                .append("</h1>\n");
        paragraph("quiet", words.of("placed", words.day(status.placedAt(), status.timeZone()), status.merchant()));
        paragraph("next", next());
        parts();
        goods();
        returns();
        refunds();
        page.append("<p>");
        link(status.receiptUrl(), words.of("receipt"));
        page.append("</p>\n");
        return end(page);
    }

    /** The top of a page of ours, up to what is in it. */
    static void begin(StringBuilder page, Words words, String title) {
        page.append("<!doctype html>\n<html lang=\"").append(words.language()).append("\">\n<head>\n");
        page.append("<meta charset=\"utf-8\">\n");
        page.append("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n");
        page.append("<meta name=\"robots\" content=\"noindex,nofollow\">\n");
        page.append("<meta name=\"referrer\" content=\"no-referrer\">\n");
        page.append("<title>").append(PlainText.html(title)).append("</title>\n<style>");
        page.append(STYLE).append("</style>\n</head>\n<body>\n<main>\n");
    }

    static String end(StringBuilder page) {
        return page.append("</main>\n</body>\n</html>\n").toString();
    }

    private String next() {
        return status.state() == OrderState.VOIDED
                ? words.of("voided")
                : words.of("next." + status.next().name().toLowerCase(Locale.ROOT));
    }

    private void parts() {
        if (status.fulfillments().isEmpty()) return;
        heading("fulfillments");
        status.fulfillments().forEach(this::part);
    }

    private void part(OrderStatus.Part part) {
        page.append("<section class=\"part\">\n<h3>")
                .append(PlainText.html(words.of("kind." + part.kind().name().toLowerCase(Locale.ROOT))))
                .append(": ")
                .append(PlainText.html(words.of("status." + part.status().stored())))
                .append("</h3>\n");
        list(part.lines());
        details(part);
        track(part.tracking());
        page.append("</section>\n");
    }

    private void details(OrderStatus.Part part) {
        var before = page.length();
        page.append("<dl>\n");
        var empty = page.length();
        detail("expected", words.expected(part));
        var tracking = part.tracking();
        if (tracking != null) {
            detail("carrier", Objects.requireNonNullElse(tracking.carrier(), ""));
            detail("tracking_number", Objects.requireNonNullElse(tracking.number(), ""));
        }
        place(part);
        if (page.length() == empty) page.setLength(before);
        else page.append("</dl>\n");
    }

    private void track(Fulfillment.@Nullable Tracking tracking) {
        var url = tracking == null ? null : tracking.url();
        if (url == null || !isWeb(url)) return;
        page.append("<p>");
        link(url, words.of("track"));
        page.append("</p>\n");
    }

    /** Nothing else is followed, whoever has written it there. */
    private static boolean isWeb(String url) {
        return url.startsWith("https://") || url.startsWith("http://");
    }

    private void place(OrderStatus.Part part) {
        detail("place", words.place(part.place()));
        detail("hours", String.join("; ", words.hours(part.place())));
        var ready = part.readyAt();
        if (ready != null && part.pickupCode() == null && part.status().isOpen()) {
            detail("ready", words.moment(ready, status.timeZone()));
        }
        var code = part.pickupCode();
        if (code == null) return;
        page.append("<dt>").append(PlainText.html(words.of("code"))).append("</dt><dd><span class=\"code\">");
        page.append(PlainText.html(code))
                .append("</span><br>")
                .append(PlainText.html(words.of("code.hint")))
                .append("</dd>\n");
    }

    private void goods() {
        heading("goods");
        page.append("<table>\n");
        for (var line : status.lines()) row("", words.line(line), line.totalMinor());
        for (var total : status.totals()) {
            var isSum = total.type() == Total.Type.TOTAL;
            var key = "totals." + total.type().name().toLowerCase(Locale.ROOT);
            row(
                    isSum ? "sum" : "",
                    words.of(total.type() == Total.Type.TAX && total.included() ? key + ".included" : key),
                    total.amountMinor());
        }
        page.append("</table>\n");
    }

    private void row(String kind, String label, long minor) {
        page.append(kind.isEmpty() ? "<tr>" : "<tr class=\"" + kind + "\">");
        page.append("<th scope=\"row\"><bdi>").append(PlainText.html(label)).append("</bdi></th><td>");
        page.append(PlainText.html(words.money(minor, status.currency()))).append("</td></tr>\n");
    }

    private void returns() {
        if (status.returns().isEmpty()) return;
        heading("returns");
        for (var back : status.returns()) {
            paragraph("quiet", words.day(back.returnedAt(), status.timeZone()));
            list(back.lines());
        }
    }

    private void refunds() {
        if (status.refunds().isEmpty()) return;
        heading("refunds");
        page.append("<table>\n");
        for (var refund : status.refunds()) {
            var means = words.tender(refund.type(), refund.label());
            row(
                    "",
                    refund.pending()
                            ? words.of("refund.pending", means)
                            : words.of("refund.on", means, words.day(refund.refundedAt(), status.timeZone())),
                    refund.amountMinor());
        }
        page.append("</table>\n");
    }

    private void heading(String key) {
        page.append("<h2>").append(PlainText.html(words.of(key))).append("</h2>\n");
    }

    private void list(List<OrderStatus.Goods> goods) {
        if (goods.isEmpty()) return;
        page.append("<ul>\n");
        goods.forEach(it ->
                page.append("<li><bdi>").append(PlainText.html(words.goods(it))).append("</bdi></li>\n"));
        page.append("</ul>\n");
    }

    private void detail(String key, String value) {
        if (value.isEmpty()) return;
        page.append("<dt>").append(PlainText.html(words.of(key))).append("</dt><dd>");
        page.append(PlainText.html(value)).append("</dd>\n");
    }

    private void paragraph(String kind, String text) {
        page.append("<p class=\"")
                .append(kind)
                .append("\">")
                .append(PlainText.html(text))
                .append("</p>\n");
    }

    private void link(String url, String text) {
        page.append("<a href=\"").append(PlainText.html(url)).append("\" rel=\"noreferrer noopener\">");
        page.append(PlainText.html(text)).append("</a>");
    }
}

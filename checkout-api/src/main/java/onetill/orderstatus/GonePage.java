package onetill.orderstatus;

import java.util.Locale;
import onetill.http.Printable;
import onetill.text.PlainText;

/** What somebody sees whose link leads nowhere: the same, whatever the reason. */
record GonePage(Locale locale) implements Printable {

    @Override
    public String html() {
        var words = new Words(locale);
        var page = new StringBuilder();
        OrderStatusPage.begin(page, words, words.of("gone.title"));
        page.append("<h1>").append(PlainText.html(words.of("gone.title"))).append("</h1>\n<p>");
        page.append(PlainText.html(words.of("gone.text"))).append("</p>\n");
        return OrderStatusPage.end(page);
    }

    @Override
    public String text() {
        var words = new Words(locale);
        return words.of("gone.title") + "\n" + words.of("gone.text") + "\n";
    }
}

package onetill.http;

/** An answer that can also be had on paper, by {@code Accept: text/html} and {@code Accept: text/plain}. */
public interface Printable {

    /** A page that needs nothing else: one style element, no script, nothing from elsewhere. */
    String html();

    /** Lines of text for simple printers. */
    String text();
}

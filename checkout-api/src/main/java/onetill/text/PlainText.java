package onetill.text;

/** Text of others in what we print, write and show: it stays text, whatever merchants call themselves and what they sell. */
public final class PlainText {

    private PlainText() {}

    /** The same in one line, without what a printer, a mail server or a browser would obey instead of showing it. */
    public static String of(String text) {
        var clean = new StringBuilder(text.length());
        text.codePoints().forEach(it -> {
            if (Character.isISOControl(it) || isLineEnd(it)) clean.append(' ');
            else if (!turnsText(it)) clean.appendCodePoint(it);
        });
        return clean.toString();
    }

    /** The same within HTML, in elements and in quoted attributes. */
    public static String html(String text) {
        return of(text).replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    private static boolean isLineEnd(int character) {
        var type = Character.getType(character);
        return type == Character.LINE_SEPARATOR || type == Character.PARAGRAPH_SEPARATOR;
    }

    /** The overrides and isolates of Unicode, by which what stands there reads as something else. */
    private static boolean turnsText(int character) {
        return character >= 0x202A && character <= 0x202E
                || character >= 0x2066 && character <= 0x2069
                || character == 0x200E
                || character == 0x200F;
    }
}

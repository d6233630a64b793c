package onetill.catalog;

/**
 * Numbers under bars. A GTIN of 8, 12, 13 or 14 digits ends with a check digit (GS1 General Specifications, section 7.9); a
 * UPC-A of 12 digits is the EAN-13 with a leading zero.
 */
public final class Barcodes {

    private static final int UPC = 12;
    private static final int TRIPLE = 3;
    private static final int TEN = 10;

    private Barcodes() {}

    /** As it is kept: without spaces, and a UPC-A as the EAN-13 it is. */
    public static String normalized(String barcode) {
        var code = barcode.replaceAll("[\\s-]", "");
        return code.matches("[0-9]{12}") && hasRightCheckDigit(code) ? "0" + code : code;
    }

    /** Whether it has the length of a GTIN and a wrong check digit: then somebody mistyped it. */
    public static boolean isMistyped(String barcode) {
        var code = barcode.replaceAll("[\\s-]", "");
        return code.matches("[0-9]{8}|[0-9]{12,14}") && !hasRightCheckDigit(code);
    }

    private static boolean hasRightCheckDigit(String code) {
        var sum = 0;
        for (var i = code.length() - 2; i >= 0; i--) {
            var weight = (code.length() - i) % 2 == 0 ? TRIPLE : 1;
            sum += Character.digit(code.charAt(i), TEN) * weight;
        }
        return (sum + Character.digit(code.charAt(code.length() - 1), TEN)) % TEN == 0 && code.length() >= UPC - 4;
    }
}

package onetill.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import onetill.order.OrderState;
import onetill.session.Total;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a receipt looks like, in its language and currency. */
class ReceiptTest {

    private static final UUID ID = new UUID(1, 1);
    private static final OffsetDateTime NOON = OffsetDateTime.parse("2026-11-30T11:05:00Z");
    private static final Receipt.Location MITTE =
            new Receipt.Location("mitte", "Mitte", "Torstr. 1", "10119", "Berlin", "DE");

    private final List<Receipt.Line> lines = new ArrayList<>();
    private final List<Total> totals = new ArrayList<>();
    private final List<Receipt.Tax> taxes = new ArrayList<>();
    private final List<Receipt.Tender> tenders = new ArrayList<>();
    private final List<Receipt.Refund> refunds = new ArrayList<>();
    private String merchant = "Tea House";
    private OrderState state = OrderState.PAID;
    private String taxReason;

    private Receipt receipt(String currency, String locale, int copy) {
        return new Receipt(
                ID,
                "1001",
                NOON,
                state,
                copy,
                currency,
                locale,
                new Receipt.Seller(merchant, MITTE, "Europe/Berlin"),
                new Receipt.Channel("till-1", "pos", "Till"),
                new Receipt.Register(ID, "At the door"),
                "Cara",
                lines,
                totals,
                totals.isEmpty() ? 0 : totals.get(totals.size() - 1).amountMinor(),
                taxes,
                taxReason,
                tenders,
                refunds);
    }

    private void sold(String name, long quantity, long unitMinor, long discountMinor, String percent) {
        lines.add(new Receipt.Line(
                lines.size() + 1,
                "SKU",
                name,
                quantity,
                unitMinor,
                discountMinor,
                unitMinor * quantity - discountMinor,
                percent == null ? null : new BigDecimal(percent),
                false));
    }

    private void total(Total.Type type, long minor) {
        totals.add(new Total(type, minor, false));
    }

    private void cash(long minor, long receivedMinor, Long roundingMinor) {
        tenders.add(
                new Receipt.Tender("cash", null, minor, false, receivedMinor, receivedMinor - minor, roundingMinor));
    }

    private void teaAndPotInGerman() {
        sold("Earl Grey", 2, 890, 100, "7");
        sold("Teekanne", 1, 4900, 0, "19");
        total(Total.Type.SUBTOTAL, 6680);
        total(Total.Type.DISCOUNT, -100);
        totals.add(new Total(Total.Type.TAX, 892, true));
        total(Total.Type.TOTAL, 6580);
        taxes.add(new Receipt.Tax(new BigDecimal("7"), 1570, 110, true));
        taxes.add(new Receipt.Tax(new BigDecimal("19"), 4118, 782, true));
        cash(6580, 7000, null);
    }

    @Test
    void is_told_in_42_columns_in_the_language_of_the_sale() {
        teaAndPotInGerman();

        var text = receipt("EUR", "de", 0).text();

        assertThat(text).isEqualTo("""
                                Tea House
                                  Mitte
                                Torstr. 1
                               10119 Berlin

                Bestellung 1001
                30.11.2026, 12:05
                Kasse At the door
                ------------------------------------------
                2 x Earl Grey                      17,80 A
                    2 x 8,90
                    Rabatt                         -1,00\s\s
                1 x Teekanne                       49,00 B
                ------------------------------------------
                Zwischensumme                        66,80
                Rabatt                               -1,00
                Summe                              65,80 €
                ------------------------------------------
                Steuersatz       Netto    Steuer    Brutto
                A 7 %            15,70      1,10     16,80
                B 19 %           41,18      7,82     49,00
                ------------------------------------------
                Bar                                  65,80
                    Gegeben                          70,00
                    Rückgeld                          4,20
                ------------------------------------------
                           Es bediente Sie Cara
                      Vielen Dank für Ihren Einkauf!
                """);
        assertThat(text.lines()).allMatch(it -> ReceiptText.width(it) <= ReceiptText.COLUMNS);
    }

    @ParameterizedTest
    @CsvSource({
        "EUR, en, 123456, '€1,234.56', '1,234.56'",
        "EUR, de, 123456, '1.234,56 €', '1.234,56'",
        "JPY, en, 123456, '¥123,456', '123,456'",
        "JPY, de, 1500, '1.500 ¥', '1.500'",
        "KWD, en, 1250, 'KWD1.250', '1.250'",
        "KWD, de, 1250, '1,250 KWD', '1,250'"
    })
    void amounts_have_the_decimals_of_their_currency(
            String currency, String locale, long minor, String money, String amount) {
        sold("Tea", 1, minor, 0, null);
        total(Total.Type.SUBTOTAL, minor);
        total(Total.Type.TOTAL, minor);

        var receipt = receipt(currency, locale, 0);

        assertThat(receipt.text().lines().map(it -> it.replaceAll(" +", " ")))
                .contains("1 x Tea " + amount)
                .anyMatch(it -> it.matches("(Total|Summe) .*") && it.endsWith(" " + money));
        assertThat(receipt.html().replace('\u00a0', ' ')).contains("<td>" + amount + "</td>", ">" + money + "</td>");
    }

    @Test
    void cash_that_coins_cannot_make_shows_what_it_was_rounded_by() {
        sold("Chocolate", 1, 1298, 0, null);
        total(Total.Type.SUBTOTAL, 1298);
        total(Total.Type.ROUNDING, 2);
        total(Total.Type.TOTAL, 1300);
        cash(1300, 2000, 2L);

        var text = receipt("CHF", "en", 0).text();

        assertThat(text.lines().map(it -> it.replaceAll(" +", " ")))
                .contains(
                        "Subtotal 12.98",
                        "Rounding 0.02",
                        "Total CHF13.00",
                        "Cash 13.00",
                        " Received 20.00",
                        " Change 7.00");
    }

    @Test
    void a_copy_says_so_and_the_original_does_not() {
        assertThat(receipt("EUR", "en", 0).html()).doesNotContain("class=\"copy\"");
        assertThat(receipt("EUR", "en", 0).text()).doesNotContainIgnoringCase("copy");
        assertThat(receipt("EUR", "en", 2).html()).contains("<p class=\"copy\">Copy no. 2</p>");
        assertThat(receipt("EUR", "de", 3).html()).contains("<p class=\"copy\">Kopie Nr. 3</p>", "<html lang=\"de\">");
        assertThat(receipt("EUR", "de", 3).text()).contains("*** KOPIE NR. 3 ***");
    }

    @Test
    void a_language_we_do_not_have_is_english_with_amounts_as_written_there() {
        total(Total.Type.TOTAL, 1250);

        var page = receipt("EUR", "fr-FR", 1).html();

        assertThat(page).contains("<html lang=\"en\">", "Copy no. 1");
        assertThat(page.replace('\u00a0', ' ')).contains("12,50 €");
    }

    @Test
    void names_are_text_whatever_they_are() {
        merchant = "<script>alert(1)</script>";
        sold("</style><img src=x onerror='alert(\"1\")'> & more", 1, 100, 0, null);
        sold("Tea\u001b\u0069\n\u202egnihtemos", 1, 100, 0, null);

        var page = receipt("EUR", "en", 0).html();
        var text = receipt("EUR", "en", 0).text();

        assertThat(page)
                .doesNotContain("<script", "<img", "\u001b", "\u202e")
                .contains(
                        "&lt;script&gt;alert(1)&lt;/script&gt;",
                        "&lt;/style&gt;&lt;img src=x onerror=&#39;alert(&quot;1&quot;)&#39;&gt; &amp; more");
        assertThat(page.indexOf("</style>")).isEqualTo(page.lastIndexOf("</style>"));
        assertThat(text).doesNotContain("\u001b", "\u202e").contains("1 x Tea i gnihtemos");
    }

    @Test
    void needs_nothing_from_elsewhere() {
        teaAndPotInGerman();

        assertThat(receipt("EUR", "de", 0).html())
                .startsWith("<!doctype html>")
                .contains("@page{size:80mm auto")
                .doesNotContain("http", "src=", "href=", "url(", "@import", "<script", "style=");
    }

    @Test
    void shows_how_it_was_paid_and_what_went_back() {
        state = OrderState.PARTIALLY_REFUNDED;
        tenders.add(new Receipt.Tender("card_present", "Visa ending in 4242", 1000, false, null, null, null));
        tenders.add(new Receipt.Tender("gift_card", "Gift card ending in WXYZ", 500, false, null, null, null));
        tenders.add(new Receipt.Tender("crypto", null, 250, true, null, null, null));
        refunds.add(new Receipt.Refund("card_present", "Visa ending in 4242", 300, NOON.plusDays(1)));

        var text = receipt("EUR", "de", 0).text();

        assertThat(text.lines().map(it -> it.replaceAll(" +", " ")))
                .contains(
                        "Karte Visa **** 4242 10,00",
                        "Geschenkkarte **** WXYZ 5,00",
                        "Zahlung 2,50",
                        " vorgemerkt, noch nicht abgebucht",
                        "Erstattet 01.12.2026, 12:05 -3,00");
        assertThat(text).doesNotContain("ending in");
    }

    @Test
    void who_owes_the_tax_instead_and_that_nothing_was_charged_is_said() {
        state = OrderState.VOIDED;
        taxReason = "reverse_charge";

        assertThat(receipt("EUR", "de", 0).html())
                .contains("Steuerschuldnerschaft des Leistungsempfängers", "Storniert: Es wurde nichts berechnet.");
        assertThat(receipt("EUR", "en", 0).text())
                .contains("Reverse charge: the buyer owes the tax.", "Canceled: nothing was charged.");
    }

    @Test
    void long_names_and_wide_characters_stay_within_the_paper() {
        sold("Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft", 1, 100, 0, null);
        sold("煎茶".repeat(30), 1, 123456789, 0, null);
        sold("a cup of very good tea from the highest garden of all", 12, 99999, 0, null);

        var text = receipt("JPY", "ja", 0).text();

        assertThat(text.lines()).allMatch(it -> ReceiptText.width(it) <= ReceiptText.COLUMNS);
        assertThat(text.replaceAll("\\s", "")).contains("煎茶".repeat(5), "aupt");
    }
}

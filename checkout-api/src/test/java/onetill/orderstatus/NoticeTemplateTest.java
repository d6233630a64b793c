package onetill.orderstatus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import onetill.notification.Medium;
import onetill.problem.ProblemException;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What buyers read, in our words and in the merchant's. */
class NoticeTemplateTest {

    static Stream<Arguments> each() {
        return Stream.of(NoticeKind.values())
                .flatMap(kind -> Stream.of(Locale.ENGLISH, Locale.GERMAN, Locale.forLanguageTag("de-AT"), Locale.FRENCH)
                        .flatMap(locale -> Stream.of(Medium.values()).map(it -> Arguments.of(kind, locale, it))));
    }

    private static NoticeTemplate.Words read(NoticeKind kind, Locale locale, Medium medium) {
        return NoticeTemplates.ours(kind, locale, medium).filled(Samples.values(kind, locale));
    }

    @ParameterizedTest
    @MethodSource("each")
    void our_words_can_be_said_of_each_kind_in_each_language(NoticeKind kind, Locale locale, Medium medium) {
        var template = NoticeTemplates.ours(kind, locale, medium);

        var words = read(kind, locale, medium);

        assertThat(template.wrong()).isEmpty();
        assertThat(words.text())
                .contains("Tea House", "1009", "https://shop.example/api/v1/order-status/os_example")
                .doesNotContain("{", "}", "null", "\n\n\n");
        assertThat(words.text().length()).isLessThan(medium == Medium.SMS ? 320 : 1_000);
        assertThat(words.subject() == null).isEqualTo(medium == Medium.SMS);
        if (words.subject() != null)
            assertThat(words.subject()).contains("1009").doesNotContain("{", "\n");
        assertThat(template.locale()).isEqualTo(locale.getLanguage().equals("de") ? "de" : "en");
    }

    @Test
    void a_parcel_says_who_carries_it_and_what_is_still_to_come() {
        assertThat(read(NoticeKind.SHIPPED, Locale.ENGLISH, Medium.EMAIL).text())
                .contains(
                        "  2 × Earl Grey",
                        "Carrier: DHL",
                        "Tracking number: 00340434",
                        "Where it is: https://carrier.example/track/00340434",
                        "Expected: December 2, 2026 to December 3, 2026",
                        "Still to come: 1 × Teapot")
                .doesNotContain("  1 × Teapot");
        assertThat(read(NoticeKind.SHIPPED, Locale.GERMAN, Medium.EMAIL).text())
                .contains("Sendungsnummer: 00340434", "Es folgt noch: 1 × Teapot", "2. Dezember 2026 bis");
    }

    @Test
    void what_is_not_known_is_not_said() {
        var values = new java.util.HashMap<>(Samples.values(NoticeKind.SHIPPED, Locale.ENGLISH));
        values.put("tracking_url", "");
        values.put("tracking_number", "");
        values.remove("carrier");
        values.put("remaining", "");

        var words = NoticeTemplates.ours(NoticeKind.SHIPPED, Locale.ENGLISH, Medium.EMAIL)
                .filled(values);

        assertThat(words.text())
                .contains("2 × Earl Grey", "order-status")
                .doesNotContain("Carrier", "Tracking", "Where it is", "Still to come", "\n\n\n");
    }

    @Test
    void who_picks_up_is_told_where_until_when_and_the_code() {
        assertThat(read(NoticeKind.READY_FOR_PICKUP, Locale.GERMAN, Medium.EMAIL)
                        .text())
                .contains(
                        "Wo: Tea House Mitte, Torstr. 1, 10119 Berlin",
                        "Öffnungszeiten: Mo 09:00–18:00; Sa 10:00–14:00",
                        "diesen Code: 7K4M2P");
        assertThat(read(NoticeKind.READY_FOR_PICKUP, Locale.ENGLISH, Medium.SMS).text())
                .contains("Code: 7K4M2P");
    }

    @Test
    void a_refund_says_how_much_and_to_where_and_no_more_of_a_card_than_its_last_digits() {
        assertThat(read(NoticeKind.REFUNDED, Locale.GERMAN, Medium.EMAIL).text())
                .contains("49,00 €", "Auf: Visa •••• 4242");
    }

    @Test
    void a_whole_order_that_is_canceled_names_all_of_it() {
        var order = Samples.order(NoticeKind.PLACED, Locale.ENGLISH);

        var values = Placeholders.of(order, new Occasion(NoticeKind.CANCELED, null));

        assertThat(values.get("lines")).isEqualTo("  2 × Earl Grey\n  1 × Teapot");
    }

    @ParameterizedTest
    @CsvSource({
        "placed, email, Subject, Hello {name}, {name} is not known here",
        "placed, email, Subject, {tracking_url}, {tracking_url} is not known here",
        "placed, email, {}, Hello, {} is not known here",
        "placed, email, Subject, { merchant }, not known here",
        "refunded, sms, , {pickup_code}, use {amount}",
        "placed, email, , Hello, an e-mail needs a subject",
        "placed, sms, Subject, Hello, a text message has no subject"
    })
    void what_could_not_be_filled_in_is_refused_with_what_can(
            String kind, String medium, String subject, String text, String why) {
        var template = new NoticeTemplate(
                NoticeKind.of(kind), "en", Medium.valueOf(medium.toUpperCase(Locale.ROOT)), subject, text);

        assertThat(template.wrong().orElse("")).contains(why);
        Assertions.assertThatThrownBy(template::checked)
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining(why);
    }

    @Test
    void a_text_message_that_nobody_would_pay_for_is_refused() {
        var template = new NoticeTemplate(NoticeKind.PLACED, "en", Medium.SMS, null, "x".repeat(601));

        assertThat(template.wrong()).hasValueSatisfying(it -> assertThat(it).contains("600"));
    }

    @Test
    void a_value_is_text_whatever_stands_in_it() {
        var template =
                new NoticeTemplate(NoticeKind.PLACED, "en", Medium.EMAIL, "{merchant}", "At {merchant} $1 \\ {total}");
        var hostile = Map.of("merchant", "{total}$0\\", "total", "1 €");

        assertThat(template.filled(hostile).text()).isEqualTo("At {total}$0\\ $1 \\ 1 €\n");
        assertThat(template.filled(hostile).subject()).isEqualTo("{total}$0\\");
        assertThat(template.filled(Map.of("merchant", "Tea\r\nBcc: all@example.com", "total", "1"))
                        .subject())
                .doesNotContain("\n", "\r");
    }

    @Test
    void a_kind_has_the_placeholders_that_its_samples_fill() {
        for (var kind : NoticeKind.values()) {
            var values = Samples.values(kind, Locale.ENGLISH);
            assertThat(kind.placeholders()).as(kind.stored()).containsAll(values.keySet());
        }
    }

    @Test
    void a_channel_tells_what_it_was_told_to_and_a_till_nothing() {
        var web = new NoticePolicy(onetill.channel.ChannelKind.WEB, Map.of(NoticeKind.COLLECTED, NoticeWay.NONE));
        var till = new NoticePolicy(onetill.channel.ChannelKind.POS, Map.of());

        assertThat(web.of(NoticeKind.PLACED)).isEqualTo(NoticeWay.EITHER);
        assertThat(web.of(NoticeKind.COLLECTED)).isEqualTo(NoticeWay.NONE);
        assertThat(till.of(NoticeKind.PLACED)).isEqualTo(NoticeWay.NONE);
        assertThat(NoticeWay.EITHER.of(true, true)).containsExactly(Medium.EMAIL);
        assertThat(NoticeWay.EITHER.of(false, true)).containsExactly(Medium.SMS);
        assertThat(NoticeWay.BOTH.of(true, true)).containsExactly(Medium.EMAIL, Medium.SMS);
        assertThat(NoticeWay.BOTH.of(false, true)).containsExactly(Medium.SMS);
        assertThat(NoticeWay.EMAIL.of(false, true)).isEqualTo(List.of());
        assertThat(NoticeWay.SMS.of(true, true)).containsExactly(Medium.SMS);
        assertThat(NoticeWay.NONE.of(true, true)).isEmpty();
    }

    @Test
    void what_is_let_go_is_told_of_once() {
        assertThat(Occasion.of("fulfillment.canceled", Map.of("state", "voided", "fulfillment_id", ID)))
                .isEmpty();
        assertThat(Occasion.of("order.voided", Map.of("state", "voided")))
                .hasValue(new Occasion(NoticeKind.CANCELED, null));
        assertThat(Occasion.of("order.voided", Map.of("state", "paid"))).isEmpty();
        assertThat(Occasion.of("fulfillment.canceled", Map.of("state", "paid", "fulfillment_id", ID)))
                .hasValueSatisfying(it -> assertThat(it.kind()).isEqualTo(NoticeKind.CANCELED));
        assertThat(Occasion.of("fulfillment.shipped", Map.of("fulfillment_id", ID)))
                .hasValueSatisfying(it -> assertThat(it.subject()).hasToString(ID));
        assertThat(Occasion.of("fulfillment.picked", Map.of("fulfillment_id", ID)))
                .isEmpty();
    }

    private static final String ID = "00000000-0000-0000-0000-000000000007";
}

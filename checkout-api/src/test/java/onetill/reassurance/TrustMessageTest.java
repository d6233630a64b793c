package onetill.reassurance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TrustMessageTest {

    private static TrustMessage beside(String ask, String text, @Nullable Map<String, String> texts) {
        return new TrustMessage(TrustKind.SECURE_PAYMENT, ask, null, text, texts);
    }

    @Test
    void is_said_in_the_buyers_language() {
        var message = beside("payment.tender", "Safe", Map.of("de", "Sicher", "de-CH", "Sichr"));

        assertThat(message.in(Locale.forLanguageTag("de-AT"))).isEqualTo("Sicher");
        assertThat(message.in(Locale.forLanguageTag("de-CH"))).isEqualTo("Sichr");
        assertThat(message.in(Locale.FRENCH)).isEqualTo("Safe");
    }

    @Test
    void tells_the_day_the_goods_are_there_and_nothing_when_nobody_knows_it() {
        var message = beside("payment.tender", "There by {delivery_date}", Map.of("de", "Bis {delivery_date} da"));
        var day = LocalDate.of(2026, 12, 3);

        assertThat(message.in(Locale.UK, day)).hasValue("There by 3 December 2026");
        assertThat(message.in(Locale.GERMANY, day)).hasValue("Bis 3. Dezember 2026 da");
        assertThat(message.in(Locale.UK, null)).isEmpty();
        assertThat(beside("payment.tender", "Safe", null).in(Locale.UK, null)).hasValue("Safe");
    }

    @Test
    void stands_beside_an_ask_there_is_and_alone() {
        var tender = beside("payment.tender", "Safe", null);

        assertThat(TrustMessage.wrong(List.of())).isNull();
        assertThat(TrustMessage.wrong(List.of(tender, beside("buyer.email", "No spam", null))))
                .isNull();
        assertThat(TrustMessage.wrong(List.of(tender, tender))).contains("two things", "payment.tender");
        assertThat(TrustMessage.wrong(List.of(beside("line_items", "x", null))))
                .contains("no ask \"line_items\"", "payment.tender");
    }
}

package onetill.telephony;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** By the example of Twilio's documentation and libraries. */
class TwilioSignatureTest {

    private static final String URL = "https://mycompany.com/myapp.php?foo=1&bar=2";
    private static final String TOKEN = "12345";
    private static final Map<String, List<String>> FORM = Map.of(
            "To", List.of("+18005551212"),
            "From", List.of("+14158675309"),
            "Digits", List.of("1234"),
            "CallSid", List.of("CA1234567890ABCDE"),
            "Caller", List.of("+14158675309"));

    @Test
    void fits_the_documented_example() {
        assertThat(TwilioSignature.of(TOKEN, URL, FORM)).isEqualTo("RSOYDt4T1cUTdK1PDd93/VVr8B8=");
        assertThat(TwilioSignature.fits("RSOYDt4T1cUTdK1PDd93/VVr8B8=", TOKEN, URL, FORM))
                .isTrue();
    }

    @Test
    void fits_no_other_form_url_or_token() {
        var other = new TreeMap<>(FORM);
        other.put("Digits", List.of("1235"));

        assertThat(TwilioSignature.fits("RSOYDt4T1cUTdK1PDd93/VVr8B8=", TOKEN, URL, other))
                .isFalse();
        assertThat(TwilioSignature.fits("RSOYDt4T1cUTdK1PDd93/VVr8B8=", TOKEN, URL + "3", FORM))
                .isFalse();
        assertThat(TwilioSignature.fits("RSOYDt4T1cUTdK1PDd93/VVr8B8=", "12346", URL, FORM))
                .isFalse();
        assertThat(TwilioSignature.fits("", TOKEN, URL, FORM)).isFalse();
    }

    @Test
    void takes_the_different_values_of_one_name_in_their_order() {
        var twice = Map.of("A", List.of("2", "1", "2"));

        assertThat(TwilioSignature.of(TOKEN, URL, twice)).isEqualTo(TwilioSignature.of(TOKEN, URL + "A1A2", Map.of()));
    }
}

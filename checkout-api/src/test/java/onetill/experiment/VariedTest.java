package onetill.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import onetill.json.Json;
import onetill.reassurance.TrustKind;
import onetill.reassurance.TrustMessage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class VariedTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ASKS_ORDER       | {\"asks\":[\"fulfillment.address\",\"buyer.email\"]}",
                "DEFAULT_TENDER   | {\"tender\":\"apple_pay\"}",
                "DEFAULT_DELIVERY | {\"delivery\":\"pickup\"}",
                "TRUST_MESSAGE    | {\"trust_message\":{\"kind\":\"return_policy\",\"ask\":\"payment.tender\",\"text\":\"30 days to return\"}}",
                "TRUST_MESSAGE    | {\"silent\":true}",
                "RECOVERY_DELAY   | {\"recovery_after_seconds\":3600}"
            })
    void takes_its_own_value_and_no_other(Varied varied, String json) {
        var value = Json.read(json, ArmValue.class);

        for (var each : Varied.values()) {
            assertThat(each.problem(value)).as(each + " " + json).matches(it -> (it == null) == (each == varied));
        }
    }

    @ParameterizedTest
    @EnumSource(Varied.class)
    void the_usual_is_always_right(Varied varied) {
        assertThat(varied.problem(ArmValue.USUAL)).isNull();
    }

    @Test
    void says_what_is_wrong() {
        assertThat(Varied.ASKS_ORDER.problem(asks("buyer.email", "payment.tender")))
                .contains("cannot be moved", "buyer.email");
        assertThat(Varied.ASKS_ORDER.problem(asks("buyer.email", "buyer.email")))
                .contains("twice");
        assertThat(Varied.RECOVERY_DELAY.problem(new ArmValue(null, null, null, null, null, 0L)))
                .contains("30 days");
        assertThat(Varied.TRUST_MESSAGE.problem(saying("buyer.shoe", null))).contains("no ask \"buyer.shoe\"");
        assertThat(Varied.TRUST_MESSAGE.problem(saying("buyer.email", true))).contains("silent");
    }

    private static ArmValue saying(String ask, @Nullable Boolean silent) {
        var message = new TrustMessage(TrustKind.QUALITY_MARK, ask, null, "x", null);
        return new ArmValue(null, null, null, message, silent, null);
    }

    private static ArmValue asks(String... ids) {
        return new ArmValue(List.of(ids), null, null, null, null, null);
    }

    /** The list is written once more here, because the planner must not be known; docs/asks.md is compared with it. */
    @Test
    void what_can_be_moved_is_what_is_asked() throws IOException {
        var documented = Files.readString(Path.of("../docs/asks.md")) + Files.readString(Path.of("../docs/api.md"));

        assertThat(Varied.MOVABLE).allSatisfy(ask -> assertThat(documented).contains("`" + ask + "`"));
    }
}

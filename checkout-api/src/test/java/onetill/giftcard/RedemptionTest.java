package onetill.giftcard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import onetill.giftcard.Entry.Kind;
import onetill.giftcard.Redemption.State;
import org.junit.jupiter.api.Test;

class RedemptionTest {

    private static final UUID ATTEMPT = UUID.randomUUID();

    @Test
    void without_entries_nothing_was_asked() {
        assertThat(Redemption.of(List.of()).state()).isEqualTo(State.NONE);
    }

    @Test
    void is_held_until_it_is_captured() {
        var redeemed = entry(Kind.REDEEM, -5000, "payment_attempt");

        assertThat(Redemption.of(List.of(redeemed)).state()).isEqualTo(State.HELD);
        assertThat(Redemption.of(List.of(redeemed)).refundableMinor()).isZero();

        var captured = Redemption.of(List.of(redeemed, entry(Kind.CAPTURE, 1000, "payment_attempt")));

        assertThat(captured.state()).isEqualTo(State.CAPTURED);
        assertThat(captured.capturedMinor()).isEqualTo(4000);
        assertThat(captured.refundableMinor()).isEqualTo(4000);
    }

    @Test
    void refunds_use_up_what_was_captured() {
        var redemption = Redemption.of(List.of(
                entry(Kind.REDEEM, -5000, "payment_attempt"),
                entry(Kind.CAPTURE, 0, "payment_attempt"),
                entry(Kind.RETURN, 3000, "refund"),
                entry(Kind.RETURN, 500, "refund")));

        assertThat(redemption.state()).isEqualTo(State.CAPTURED);
        assertThat(redemption.refundableMinor()).isEqualTo(1500);
    }

    @Test
    void what_was_taken_back_stays_so_whatever_is_asked_later() {
        var early = entry(Kind.RETURN, 0, "payment_attempt");

        assertThat(Redemption.of(List.of(early)).state()).isEqualTo(State.WITHDRAWN);
        assertThat(Redemption.of(List.of(early, entry(Kind.REDEEM, -1, "payment_attempt")))
                        .state())
                .isEqualTo(State.WITHDRAWN);
    }

    private static Entry entry(Kind kind, long amountMinor, String source) {
        var now = OffsetDateTime.parse("2026-11-23T10:00:00Z");
        return new Entry(UUID.randomUUID(), kind, amountMinor, ATTEMPT, source, "system:onetill", "payment", now);
    }
}

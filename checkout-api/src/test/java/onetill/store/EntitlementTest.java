package onetill.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.OffsetDateTime;
import onetill.store.Entitlement.Last;
import onetill.store.Entitlement.Said;
import onetill.store.Entitlement.State;
import org.junit.jupiter.api.Test;

/** What may be used follows from the last purchase and from what the store has said since. */
class EntitlementTest {

    private static final OffsetDateTime BOUGHT = OffsetDateTime.parse("2026-11-01T10:00:00Z");
    private static final OffsetDateTime NOW = BOUGHT.plusDays(10);
    private static final Last FOR_GOOD = new Last(false, BOUGHT, null);
    private static final Last A_MONTH = new Last(false, BOUGHT, BOUGHT.plusDays(30));

    @Test
    void what_was_bought_for_good_stays() {
        assertThat(Entitlement.state(FOR_GOOD, Said.NOTHING, NOW.plusYears(9))).isEqualTo(State.ACTIVE);
    }

    @Test
    void what_was_bought_for_a_month_ends_with_it() {
        assertThat(Entitlement.state(A_MONTH, Said.NOTHING, NOW)).isEqualTo(State.ACTIVE);
        assertThat(Entitlement.state(A_MONTH, Said.NOTHING, BOUGHT.plusDays(30)))
                .isEqualTo(State.EXPIRED);
    }

    @Test
    void money_that_went_back_takes_it_away() {
        assertThat(Entitlement.state(new Last(true, BOUGHT, null), Said.NOTHING, NOW))
                .isEqualTo(State.REVOKED);
    }

    @Test
    void what_a_family_does_not_share_any_more_is_taken_away() {
        assertThat(Entitlement.state(FOR_GOOD, new Said(null, BOUGHT.plusDays(1), null), NOW))
                .isEqualTo(State.REVOKED);
    }

    @Test
    void only_a_later_purchase_outdoes_the_end() {
        var ended = new Said(BOUGHT.plusDays(5), null, null);

        assertThat(Entitlement.state(A_MONTH, ended, NOW)).isEqualTo(State.EXPIRED);
        assertThat(Entitlement.state(new Last(false, BOUGHT.plusDays(6), BOUGHT.plusDays(36)), ended, NOW))
                .isEqualTo(State.ACTIVE);
    }

    @Test
    void a_time_of_grace_runs_on_after_the_end() {
        var grace = new Said(null, null, BOUGHT.plusDays(40));

        assertThat(Entitlement.state(A_MONTH, grace, BOUGHT.plusDays(35))).isEqualTo(State.ACTIVE);
        assertThat(Entitlement.until(A_MONTH, grace)).isEqualTo(BOUGHT.plusDays(40));
        assertThat(Entitlement.until(A_MONTH, new Said(null, null, BOUGHT.plusDays(3))))
                .isEqualTo(BOUGHT.plusDays(30));
    }
}

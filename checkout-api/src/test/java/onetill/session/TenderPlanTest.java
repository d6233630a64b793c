package onetill.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Currency;
import java.util.List;
import java.util.Locale;
import onetill.channel.Channel;
import onetill.channel.ChannelKind;
import onetill.money.Money;
import onetill.payment.Means;
import onetill.payment.Payments;
import onetill.problem.ProblemException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TenderPlanTest {

    private static final Money DUE = Money.of(1002, "CHF");

    @Test
    void one_tender_takes_it_all() {
        assertThat(plan(share(card(), null)).parts()).containsExactly(new Payments.Part(card(), DUE));
    }

    @Test
    void the_one_without_an_amount_takes_what_the_others_leave() {
        var plan = plan(share(card(), 700L), share(new Means.Saved("cus_1", "pm_2", null), null));

        assertThat(plan.parts()).extracting(part -> part.amount().minor()).containsExactly(700L, 302L);
        assertThat(plan.label()).isEqualTo("card+saved");
    }

    @Test
    void only_the_part_in_coins_is_rounded() {
        var plan = plan(share(card(), 500L), share(new Means.Cash(1000), null));

        assertThat(plan.parts()).extracting(part -> part.amount().minor()).containsExactly(500L, 500L);
        assertThat(plan.roundingMinor()).isEqualTo(-2);
    }

    @Test
    void coins_must_reach_what_they_have_to_pay() {
        assertThatThrownBy(() -> plan(share(new Means.Cash(999), null)))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("1000 is due");
    }

    @Test
    void what_does_not_add_up_is_refused() {
        assertThatThrownBy(() -> plan(share(card(), 700L))).hasMessageContaining("cover 700, 1002 is due");
        assertThatThrownBy(() -> plan(share(card(), 1002L), share(card(), null)))
                .hasMessageContaining("already");
        assertThatThrownBy(() -> plan(share(card(), null), share(card(), null))).hasMessageContaining("only one");
    }

    @Test
    void a_tender_the_channel_does_not_take_is_refused() {
        assertThatThrownBy(() -> plan(share(new Means.Reader("tmr_1", "till-1", null, false), null)))
                .hasMessageContaining("not card_present");
    }

    @Test
    void nothing_due_needs_no_tender() {
        var plan = TenderPlan.of(Money.of(0, "CHF"), List.of(), channel());

        assertThat(plan.parts()).extracting(Payments.Part::means).containsExactly(new Means.NothingDue());
    }

    private static TenderPlan plan(Submission.Share... shares) {
        return TenderPlan.of(DUE, List.of(shares), channel());
    }

    private static Submission.Share share(Means means, @Nullable Long amount) {
        return new Submission.Share(means, amount);
    }

    private static Means card() {
        return new Means.PaymentMethod("pm_1", "http://localhost/");
    }

    private static Channel channel() {
        return new Channel(
                "till-1",
                ChannelKind.POS,
                "Till",
                "Shop",
                "CH",
                Currency.getInstance("CHF"),
                Locale.ENGLISH,
                null,
                List.of("card", "saved", "cash"),
                true,
                null,
                5,
                false,
                "CH",
                onetill.tax.TaxRules.USUAL,
                false,
                0,
                onetill.channel.AskPolicy.NONE,
                List.of(),
                List.of());
    }
}

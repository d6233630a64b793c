package onetill.giftcard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.OffsetDateTime;
import java.util.UUID;
import onetill.money.Money;
import onetill.runtime.Secrets;
import org.junit.jupiter.api.Test;

class GiftCardTest {

    private static final OffsetDateTime NOW = OffsetDateTime.parse("2026-11-23T10:00:00Z");
    private static final Money FIFTY = Money.of(5000, "EUR");

    private final GiftCard card = card(NOW.plusDays(1));

    private static GiftCard card(OffsetDateTime expiresAt) {
        var issue = new GiftCard.Issue(GiftCardKind.GIFT_CARD, FIFTY, null, expiresAt, "sold");
        var code = GiftCardCode.fresh(new Secrets());
        var card = new GiftCard(UUID.randomUUID(), UUID.randomUUID(), issue, code, "staff:max", NOW);
        card.topUp(FIFTY);
        return card;
    }

    @Test
    void pays_all_that_is_on_it_and_not_a_cent_more() {
        assertThat(card.refusal(FIFTY, NOW)).isNull();
        assertThat(card.refusal(Money.of(5001, "EUR"), NOW)).isEqualTo("insufficient_balance");
        assertThatThrownBy(() -> card.take(Money.of(5001, "EUR"))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void says_why_it_does_not_pay() {
        assertThat(card.refusal(Money.of(1, "CHF"), NOW)).isEqualTo("wrong_currency");
        assertThat(card.refusal(FIFTY, NOW.plusDays(1))).isEqualTo("expired");

        card.disable();

        assertThat(card.refusal(FIFTY, NOW)).isEqualTo("disabled");
    }

    @Test
    void never_gets_back_more_than_was_taken() {
        card.take(Money.of(3000, "EUR"));

        card.putBack(Money.of(3000, "EUR"));

        assertThat(card.balance()).isEqualTo(FIFTY);
        assertThatThrownBy(() -> card.putBack(Money.of(1, "EUR"))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void initial_less_balance_is_what_was_redeemed_through_top_ups_and_expiry() {
        card.take(Money.of(2000, "EUR"));
        card.topUp(Money.of(1000, "EUR"));
        assertThat(card.initial().minus(card.balance())).isEqualTo(Money.of(2000, "EUR"));

        var left = card.bookOut();
        assertThat(left).isEqualTo(Money.of(4000, "EUR"));
        assertThat(card.initial().minus(card.balance())).isEqualTo(Money.of(2000, "EUR"));

        card.putBack(Money.of(2000, "EUR"));
        assertThat(card.initial()).isEqualTo(card.balance());
    }

    @Test
    void without_an_end_it_never_expires() {
        assertThat(card(null).isExpired(NOW.plusYears(100))).isFalse();
    }
}

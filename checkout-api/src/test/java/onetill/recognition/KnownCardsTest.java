package onetill.recognition;

import static org.assertj.core.api.Assertions.assertThat;

import onetill.recognition.KnownCards.Card;
import org.junit.jupiter.api.Test;

class KnownCardsTest {

    private static final Card VISA = new Card("stripe", "fp1", "Visa ending in 4242");

    @Test
    void the_same_card_has_the_same_hash_whatever_it_is_called() {
        assertThat(KnownCards.hash("key", new Card("stripe", "fp1", null))).isEqualTo(KnownCards.hash("key", VISA));
    }

    @Test
    void another_merchant_another_card_or_another_provider_has_another_one() {
        var hash = KnownCards.hash("key", VISA);

        assertThat(KnownCards.hash("other", VISA)).isNotEqualTo(hash);
        assertThat(KnownCards.hash("key", new Card("stripe", "fp2", null))).isNotEqualTo(hash);
        assertThat(KnownCards.hash("key", new Card("adyen", "fp1", null))).isNotEqualTo(hash);
        assertThat(hash).hasSize(64).doesNotContain("fp1");
    }
}

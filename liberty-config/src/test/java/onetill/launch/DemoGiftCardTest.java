package onetill.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import onetill.giftcard.GiftCardCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoGiftCardTest {

    @TempDir
    Path home;

    @Test
    void its_code_is_one_the_server_understands_and_finds_by_the_same_hash() {
        for (var i = 0; i < 200; i++) {
            var card = DemoGiftCard.fresh();

            var understood = GiftCardCode.typed(card.code());

            assertThat(understood.printed()).isEqualTo(card.code());
            assertThat(understood.hash(DemoMerchant.ID)).isEqualTo(card.hash(DemoMerchant.ID));
        }
    }

    @Test
    void stays_the_same_as_long_as_the_file_is_there_and_never_ends_up_in_a_log() throws Exception {
        var file = new DemoEnvFile(home.resolve("demo.env"));

        var first = DemoGiftCard.kept(file);

        assertThat(DemoGiftCard.kept(file)).isEqualTo(first);
        assertThat(Files.readAllLines(file.file())).contains("GIFT_CARD_CODE=" + first.code());
        assertThat(first.toString()).doesNotContain(first.code());
    }
}

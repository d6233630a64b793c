package onetill.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyringTest {

    private static final UUID MERCHANT = UUID.randomUUID();
    private static final UUID CUSTOMER = UUID.randomUUID();
    private static final Place EMAIL = Field.CUSTOMER_EMAIL.of(MERCHANT, CUSTOMER);
    private static final String OLD = "k1:" + key(1);
    private static final String NEW = "k2:" + key(2);

    private final Keyring keyring = Keyring.of(OLD);

    @Test
    void gives_back_what_was_encrypted_and_shows_nothing_of_it() {
        var stored = keyring.seal(EMAIL, "ada@example.com");

        assertThat(stored).startsWith("enc1:k1:").doesNotContain("@", "example", "ada@");
        assertThat(keyring.open(EMAIL, stored)).isEqualTo("ada@example.com");
        assertThat(keyring.seal(EMAIL, "ada@example.com")).as("another time").isNotEqualTo(stored);
    }

    @Test
    void keeps_any_text_also_none_at_all_and_one_that_looks_encrypted() {
        for (var text : new String[] {"", "Ä–ł 中 😀\u0000\n\"", "enc1:k1:" + "A".repeat(60)}) {
            assertThat(keyring.open(EMAIL, keyring.seal(EMAIL, text))).isEqualTo(text);
            assertThat(keyring.open(EMAIL, keyring.sealJson(EMAIL, text))).isEqualTo(text);
        }
    }

    @Test
    void reads_what_is_from_before_as_it_is() {
        assertThat(keyring.open(EMAIL, "ada@example.com")).isEqualTo("ada@example.com");
        assertThat(keyring.open(EMAIL, "{\"email\":\"ada@example.com\"}")).isEqualTo("{\"email\":\"ada@example.com\"}");
        assertThat(keyring.open(EMAIL, "enc1:of course")).isEqualTo("enc1:of course");
    }

    @Test
    void finds_each_changed_byte() {
        var stored = keyring.seal(EMAIL, "ada@example.com");
        var at = "enc1:k1:".length();
        var bytes = Base64.getUrlDecoder().decode(stored.substring(at));
        for (var i = 0; i < bytes.length; i++) {
            var changed = bytes.clone();
            changed[i] ^= 1;
            var forged = stored.substring(0, at)
                    + Base64.getUrlEncoder().withoutPadding().encodeToString(changed);
            assertThatThrownBy(() -> keyring.open(EMAIL, forged))
                    .as("byte %d", i)
                    .isInstanceOf(Unreadable.class);
        }
        assertThatThrownBy(() -> keyring.open(EMAIL, stored.substring(0, stored.length() - 4)))
                .isInstanceOf(Unreadable.class);
    }

    @Test
    void reads_nothing_that_was_copied_from_elsewhere() {
        var stored = keyring.seal(EMAIL, "ada@example.com");

        assertThatThrownBy(() -> keyring.open(Field.CUSTOMER_EMAIL.of(MERCHANT, UUID.randomUUID()), stored))
                .as("another row")
                .isInstanceOf(Unreadable.class);
        assertThatThrownBy(() -> keyring.open(Field.CUSTOMER_NAME.of(MERCHANT, CUSTOMER), stored))
                .as("another column")
                .isInstanceOf(Unreadable.class);
        assertThatThrownBy(() -> keyring.open(Field.CUSTOMER_EMAIL.of(UUID.randomUUID(), CUSTOMER), stored))
                .as("another merchant")
                .isInstanceOf(Unreadable.class);
    }

    @Test
    void reads_what_older_keys_encrypted_and_encrypts_under_the_first() {
        var stored = keyring.seal(EMAIL, "ada@example.com");
        var rotated = Keyring.of(NEW + ", " + OLD);

        assertThat(rotated.open(EMAIL, stored)).isEqualTo("ada@example.com");
        assertThat(rotated.seal(EMAIL, "x")).startsWith("enc1:k2:").startsWith(rotated.mark());
        assertThatThrownBy(() -> Keyring.of(NEW).open(EMAIL, stored))
                .isInstanceOf(Unreadable.class)
                .hasMessageContaining("no key named k1")
                .extracting(it -> it.getMessage().replace(CUSTOMER.toString(), ""))
                .asString()
                .doesNotContain("ada");
        assertThatThrownBy(() -> Keyring.of("k1:" + key(3)).open(EMAIL, stored))
                .as("another key of the same name")
                .isInstanceOf(Unreadable.class);
    }

    @Test
    void finds_a_contact_however_it_is_written_and_in_its_merchant_only() {
        assertThat(keyring.index(EMAIL, "Ada@Example.com"))
                .isEqualTo(keyring.contactIndexes(MERCHANT, "ada@example.COM"))
                .isNotEqualTo(keyring.contactIndexes(UUID.randomUUID(), "ada@example.com"))
                .isNotEqualTo(keyring.contactIndexes(MERCHANT, "eda@example.com"));
        assertThat(keyring.index(Field.CUSTOMER_PHONE.of(MERCHANT, CUSTOMER), "+493012345"))
                .isEqualTo(keyring.contactIndexes(MERCHANT, "+49 (30) 123-45"));
        assertThat(keyring.index(Field.ORDER_BUYER.of(MERCHANT, 1), "{\"email\":\"ada@example.com\",\"name\":null}"))
                .as("in a document")
                .isEqualTo(keyring.contactIndexes(MERCHANT, "ada@example.com"));
        assertThat(keyring.index(Field.ORDER_BUYER.of(MERCHANT, 1), "{\"name\":\"Ada\"}"))
                .isNull();
        assertThat(keyring.index(Field.CUSTOMER_NAME.of(MERCHANT, CUSTOMER), "Ada"))
                .isNull();
        assertThat(keyring.contactIndexes(MERCHANT, null)).isEmpty();
    }

    @Test
    void finds_by_older_keys_too_until_all_is_under_the_first() {
        var old = keyring.contactIndexes(MERCHANT, "ada@example.com");

        var both = Keyring.of(NEW + "," + OLD)
                .contactIndexes(MERCHANT, "ada@example.com")
                .split(" ");

        assertThat(both).hasSize(2).endsWith(old);
        assertThat(both[0]).isEqualTo(Keyring.of(NEW).contactIndexes(MERCHANT, "ada@example.com"));
    }

    @Test
    void knows_an_address_whatever_the_order_of_its_parts_and_tells_customers_apart() {
        var place = Field.CUSTOMER_ADDRESS.of(MERCHANT, CUSTOMER, UUID.randomUUID());
        var other = Field.CUSTOMER_ADDRESS.of(MERCHANT, UUID.randomUUID(), UUID.randomUUID());
        var written = "{\"line1\":\"Torstr. 1\",\"city\":\"Berlin\"}";

        assertThat(keyring.index(place, written))
                .isEqualTo(keyring.addressIndexes(place, "{\"city\":\"Berlin\",\"line1\":\"Torstr. 1\"}"))
                .isNotEqualTo(keyring.index(other, written));
    }

    /** RFC 5869, test case 3: no salt, no info, and the first 32 of its 42 bytes. */
    @Test
    void derives_keys_as_the_standard_says() {
        var derived = Keyring.hkdf(HexFormat.of().parseHex("0b".repeat(22)), "");

        assertThat(HexFormat.of().formatHex(derived))
                .isEqualTo("8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " , ", "k1", "k1:c2hvcnQ=", "K 1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=", "secretpart"
            })
    void refuses_a_setting_that_is_no_keyring_and_repeats_nothing_of_it(String setting) {
        assertThatThrownBy(() -> Keyring.of(setting))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("DATA_KEYS")
                .hasMessageContaining("openssl rand -base64 32")
                .hasMessageNotContaining("c2hvcnQ")
                .hasMessageNotContaining("secretpart");
    }

    @Test
    void refuses_two_keys_of_one_name() {
        assertThatThrownBy(() -> Keyring.of(OLD + "," + OLD)).hasMessageContaining("two keys are named k1");
    }

    @Test
    void shows_no_key_when_it_is_written_out() {
        assertThat(keyring).hasToString("keyring of [k1]");
    }

    private static String key(int fill) {
        var bytes = new byte[32];
        Arrays.fill(bytes, (byte) fill);
        return Base64.getEncoder().encodeToString(bytes);
    }
}

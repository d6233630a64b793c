package onetill.export;

import static org.assertj.core.api.Assertions.assertThat;

import onetill.runtime.Secrets;
import org.junit.jupiter.api.Test;

class HashesTest {

    /** The example of Meta's documentation. */
    @Test
    void the_published_example_comes_out() {
        assertThat(Hashes.email("John_Smith@gmail.com"))
                .hasValue("62a14e44f765419d10fea99367361a727c12365e2520f32218d505ed9aa0f62f");
    }

    @Test
    void an_address_is_one_address_however_it_is_written() {
        assertThat(Hashes.email(" ADA@Example.COM ")).isEqualTo(Hashes.email("ada@example.com"));
        assertThat(Hashes.emailForGoogle("A.da+tea@GoogleMail.com")).hasValue(Secrets.hash("ada@googlemail.com"));
        assertThat(Hashes.emailForGoogle("a.da+tea@example.com")).hasValue(Secrets.hash("a.da+tea@example.com"));
    }

    @Test
    void a_number_has_its_country() {
        assertThat(Hashes.phone("+1 (650) 555-1212")).hasValue(Secrets.hash("16505551212"));
        assertThat(Hashes.phoneForGoogle("+1 (650) 555-1212")).hasValue(Secrets.hash("+16505551212"));
        assertThat(Hashes.phone("030 12345678")).isEmpty();
    }

    @Test
    void nothing_known_is_nothing_hashed() {
        assertThat(Hashes.email(null)).isEmpty();
        assertThat(Hashes.email("ada")).isEmpty();
        assertThat(Hashes.phone("+49")).isEmpty();
    }
}

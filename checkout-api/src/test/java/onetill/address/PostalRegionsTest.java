package onetill.address;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostalRegionsTest {

    @ParameterizedTest
    @CsvSource({
        "US, 10001, NY",
        "US, 06510-1234, CT",
        "US, 90210, CA",
        "US, 02139, MA",
        "US, 05501, MA",
        "US, 20500, DC",
        "US, 22201, VA",
        "US, 73301, TX",
        "US, 73008, OK",
        "US, 99501, AK",
        "US, 96910, GU",
        "US, 00901, PR",
        "US, 59801, MT",
        "US, 83001, WY",
        "CA, k1a 0b1, ON",
        "CA, H2Y 1C6, QC",
        "CA, V6B 1A1, BC",
        "AU, 2000, NSW",
        "AU, 2601, ACT",
        "AU, 0800, NT",
        "AU, 2899, NSW",
        "AU, 3000, VIC",
        "BR, 01310-100, SP",
        "BR, 70040-010, DF",
        "BR, 72800-000, GO",
        "BR, 69300-000, RR",
        "MX, 06600, CMX",
        "MX, 44100, JAL",
        "MX, 97000, YUC"
    })
    void a_postal_code_tells_its_region(String country, String code, String region) {
        assertThat(PostalRegions.of(country, code)).contains(region);
    }

    @ParameterizedTest
    @CsvSource({"US, 00001", "US, 04", "US, ''", "CA, X0A 0H0", "CA, W1A 1A1", "DE, 10119", "US, ABC", "MX, 17000"})
    void what_a_code_does_not_tell_stays_to_be_asked(String country, String code) {
        assertThat(PostalRegions.of(country, code)).isEmpty();
    }

    /** Each first three digits of a ZIP code belong to one state at most, and to all of the fifty. */
    @Test
    void all_states_are_there() {
        var regions = new java.util.TreeSet<String>();
        for (var prefix = 0; prefix < 1000; prefix++) {
            PostalRegions.of("US", "%03d01".formatted(prefix)).ifPresent(regions::add);
        }

        assertThat(regions)
                .contains(
                        ("AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC "
                                        + "SD TN TX UT VT VA WA WV WI WY DC PR VI GU AA AE AP")
                                .split(" "))
                .hasSize(57);
    }
}

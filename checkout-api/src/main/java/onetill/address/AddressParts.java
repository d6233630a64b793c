package onetill.address;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Which parts of an address a country needs. After the address data that Google keeps for its own forms (libaddressinput) and
 * the Universal Postal Union's list of countries without postal codes; a region is asked only where mail or tax depends on it.
 */
public final class AddressParts {

    private static final Set<String> WITH_REGION = Set.of("AE", "AU", "BR", "CA", "CN", "HK", "IN", "JP", "MX", "US");
    /** The city is the country, or a part of the first line. */
    private static final Set<String> WITHOUT_CITY = Set.of("GI", "HK", "JP", "MC", "MO", "SG", "VA");

    private static final Set<String> WITHOUT_POSTAL_CODE = Set.of(
            ("AE AG AO AW BF BI BJ BO BS BW BZ CD CF CG CI CK CM CW DJ DM ER FJ GA GD GH GM GQ GY HK IE JM KI KM KN KP LY ML MO MR MW NR NU "
                            + "QA RW SB SC SL SR SS ST SX SY TD TG TK TL TO TV UG VU YE ZW")
                    .split(" "));

    private AddressParts() {}

    /** Their names in the API, in the order in which they are asked; the country itself comes last. */
    public static List<String> needed(String country) {
        var parts = new ArrayList<>(List.of("name", "line1"));
        if (!WITHOUT_POSTAL_CODE.contains(country)) parts.add("postal_code");
        if (!WITHOUT_CITY.contains(country)) parts.add("city");
        if (WITH_REGION.contains(country)) parts.add("region");
        parts.add("country");
        return List.copyOf(parts);
    }
}

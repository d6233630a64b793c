package onetill.session;

import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import onetill.address.PostalRegions;
import onetill.runtime.Secrets;
import org.jspecify.annotations.Nullable;

/** Where something is delivered. Countries are ISO 3166-1 alpha-2. */
public record Address(
        @Nullable @Size(max = 200) String name,
        @Nullable @Size(max = 200) String line1,
        @Nullable @Size(max = 200) String line2,
        @Nullable @Size(max = 20) String postalCode,
        @Nullable @Size(max = 100) String city,
        @Nullable @Size(max = 100) String region,

        @Nullable @Pattern(regexp = "[A-Z]{2}", message = "is a country code of two capital letters, such as DE")
        String country) {

    static final Address NONE = new Address(null, null, null, null, null, null, null);

    Address with(Address given) {
        return new Address(
                Buyer.newer(given.name, name),
                Buyer.newer(given.line1, line1),
                Buyer.newer(given.line2, line2),
                Buyer.newer(given.postalCode, postalCode),
                Buyer.newer(given.city, city),
                Buyer.newer(given.region, region),
                Buyer.newer(given.country, country));
    }

    /** The same as all there is: what it leaves out is not there, rather than as it was before. */
    Address whole() {
        return new Address(
                said(name), said(line1), said(line2), said(postalCode), said(city), said(region), said(country));
    }

    private static String said(@Nullable String part) {
        return part == null ? "" : part;
    }

    /** An address that was kept. */
    static Address of(Map<String, String> parts) {
        return new Address(
                parts.get("name"),
                parts.get("line1"),
                parts.get("line2"),
                parts.get("postal_code"),
                parts.get("city"),
                parts.get("region"),
                parts.get("country"));
    }

    /** What is kept of it for the next time. */
    Map<String, String> kept() {
        var kept = known();
        put(kept, "line2", line2);
        return kept;
    }

    /**
     * With the region that the postal code tells, where one of them is new and nobody has said the region. A region of another
     * country is forgotten.
     */
    Address located(Address given, Address before, String countryOfSession) {
        var in = country == null ? countryOfSession : country;
        var moved = given.country != null && !given.country.equals(before.country == null ? in : before.country);
        if (given.region != null || given.postalCode == null && !moved) return this;
        var told = postalCode == null ? null : PostalRegions.of(in, postalCode).orElse(null);
        return new Address(name, line1, line2, postalCode, city, told == null && !moved ? region : told, country);
    }

    /** The place without the person, however it is written, as a hash: the same for the same place. The region is told by the rest. */
    String place() {
        return Secrets.hash(Stream.of(line1, line2, postalCode, city, country)
                .map(it -> it == null ? "" : it.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", ""))
                .collect(Collectors.joining("|", "place:", "")));
    }

    /** Whether the buyer has said where to, beyond the country. */
    boolean isBegun() {
        return line1 != null || postalCode != null || city != null;
    }

    /** The parts that are known, by their names in the API. */
    Map<String, String> known() {
        var known = new LinkedHashMap<String, String>();
        put(known, "name", name);
        put(known, "line1", line1);
        put(known, "postal_code", postalCode);
        put(known, "city", city);
        put(known, "region", region);
        put(known, "country", country);
        return known;
    }

    private static void put(Map<String, String> known, String name, @Nullable String value) {
        if (value != null) known.put(name, value);
    }
}

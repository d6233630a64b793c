package onetill.address;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The state or province that a postal code lies in, so that nobody has to choose it from a list. Regions are the second half of
 * their ISO 3166-2 codes. Only where whole ranges of codes belong to one region: the first three digits of a ZIP code (United
 * States Postal Service, labeling list L002; single places beyond a border, such as 06390, follow their post office), the first letter in Canada (Canada Post), ranges in Australia (Australia Post),
 * Brazil (Correios) and Mexico (Correos). What lies in no range stays to be asked.
 */
public final class PostalRegions {

    /** The ranges of one country: from their first number to their last. */
    private record Ranges(int digits, NavigableMap<Integer, Range> byStart) {

        Optional<String> of(String code) {
            var numbers = code.replaceAll("[^0-9]", "");
            if (numbers.length() < digits) return Optional.empty();
            var number = Integer.parseInt(numbers.substring(0, digits));
            var range = byStart.floorEntry(number);
            return range == null || number > range.getValue().last()
                    ? Optional.empty()
                    : Optional.of(range.getValue().region());
        }
    }

    private record Range(int last, String region) {}

    private static final Map<String, Ranges> BY_RANGE =
            Map.of("US", ranges(3, """
            NY 5 100-149|PR 6-7 9|VI 8|MA 10-27 55|RI 28-29|NH 30-38|ME 39-49|VT 50-54 56-59|CT 60-69|NJ 70-89|AE 90-98|PA 150-196
            DE 197-199|DC 200 202-205 569|VA 201 220-246|MD 206-219|WV 247-268|NC 270-289|SC 290-299|GA 300-319 398-399|FL 320-339 341-349
            AA 340|AL 350-369|TN 370-385|MS 386-397|KY 400-427|OH 430-459|IN 460-479|MI 480-499|IA 500-528|WI 530-549|MN 550-567
            SD 570-577|ND 580-588|MT 590-599|IL 600-629|MO 630-658|KS 660-679|NE 680-693|LA 700-714|AR 716-729|OK 730-732 734-749
            TX 733 750-799 885|CO 800-816|WY 820-831|ID 832-838|UT 840-847|AZ 850-865|NM 870-884|NV 889-898|CA 900-961|AP 962-966
            HI 967-968|GU 969|OR 970-979|WA 980-994|AK 995-999"""), "AU", ranges(4, """
            NSW 1000-2599 2619-2899 2921-2999|ACT 200-299 2600-2618 2900-2920|VIC 3000-3999 8000-8999|QLD 4000-4999 9000-9999
            SA 5000-5999|WA 6000-6999|TAS 7000-7999|NT 800-999"""), "BR", ranges(3, """
            SP 10-199|RJ 200-289|ES 290-299|MG 300-399|BA 400-489|SE 490-499|PE 500-569|AL 570-579|PB 580-589|RN 590-599|CE 600-639
            PI 640-649|MA 650-659|PA 660-688|AP 689|AM 690-692 694-698|RR 693|AC 699|DF 700-727 730-736|GO 728-729 737-767|RO 768-769
            TO 770-779|MT 780-788|MS 790-799|PR 800-879|SC 880-899|RS 900-999"""), "MX", ranges(2, """
            CMX 0-16|AGU 20|BCN 21-22|BCS 23|CAM 24|COA 25-27|COL 28|CHP 29-30|CHH 31-33|DUR 34-35|GUA 36-38|GRO 39-41|HID 42-43
            JAL 44-49|MEX 50-57|MIC 58-61|MOR 62|NAY 63|NLE 64-67|OAX 68-71|PUE 72-75|QUE 76|ROO 77|SLP 78-79|SIN 80-82|SON 83-85
            TAB 86|TAM 87-89|TLA 90|VER 91-96|YUC 97|ZAC 98-99"""));

    /** X is shared by the Northwest Territories and Nunavut. */
    private static final Map<Character, String> CANADA =
            letters("A NL|B NS|C PE|E NB|G QC|H QC|J QC|K ON|L ON|M ON|N ON|P ON|R MB|S SK|T AB|V BC|Y YT");

    private PostalRegions() {}

    /** The region, as in {@code CA} or {@code NSW}; empty when the code alone does not tell. */
    public static Optional<String> of(String country, String postalCode) {
        var code = postalCode.strip().toUpperCase(Locale.ROOT);
        if (code.isEmpty()) return Optional.empty();
        if (country.equals("CA")) return Optional.ofNullable(CANADA.get(code.charAt(0)));
        return Optional.ofNullable(BY_RANGE.get(country)).flatMap(ranges -> ranges.of(code));
    }

    /** Whether postal codes of this country tell their region. */
    public static boolean isKnownFor(String country) {
        return country.equals("CA") || BY_RANGE.containsKey(country);
    }

    private static Ranges ranges(int digits, String written) {
        var byStart = new TreeMap<Integer, Range>();
        for (var region : written.split("[|\\n]")) {
            var parts = region.strip().split(" ");
            for (var i = 1; i < parts.length; i++) {
                var ends = parts[i].split("-");
                byStart.put(Integer.valueOf(ends[0]), new Range(Integer.parseInt(ends[ends.length - 1]), parts[0]));
            }
        }
        return new Ranges(digits, byStart);
    }

    private static Map<Character, String> letters(String written) {
        var byLetter = new HashMap<Character, String>();
        for (var pair : written.split("\\|")) byLetter.put(pair.charAt(0), pair.substring(2));
        return Map.copyOf(byLetter);
    }
}

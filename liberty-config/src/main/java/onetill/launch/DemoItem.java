package onetill.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Something the demo merchant sells, as a line of demo/items.csv says it.
 *
 * @param pricesMinor by currency
 * @param stock by location; nothing where it is not counted
 */
record DemoItem(
        String sku,
        String name,
        String description,
        String category,
        String taxCategory,
        boolean digital,
        Optional<String> barcode,
        Map<String, Long> pricesMinor,
        Map<String, Long> stock) {

    private static final String FILE = "/demo/items.csv";
    private static final String HEADER =
            "sku,name,description,category,tax_category,digital,barcode,eur_minor,usd_minor,"
                    + "stock_berlin_mitte,stock_hamburg";

    static List<DemoItem> all() {
        try (var csv = DemoItem.class.getResourceAsStream(FILE)) {
            if (csv == null) {
                throw new IllegalStateException(FILE + " is not in the launcher; build it again.");
            }
            var lines = new String(csv.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            if (!lines.get(0).equals(HEADER)) {
                throw new IllegalStateException(FILE + " must begin with " + HEADER);
            }
            return lines.stream().skip(1).map(DemoItem::of).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static DemoItem of(String line) {
        var values = fields(line);
        return new DemoItem(
                values.get(0),
                values.get(1),
                values.get(2),
                values.get(3),
                values.get(4),
                Boolean.parseBoolean(values.get(5)),
                Optional.of(values.get(6)).filter(it -> !it.isEmpty()),
                numbers("EUR", values.get(7), "USD", values.get(8)),
                numbers("berlin-mitte", values.get(9), "hamburg", values.get(10)));
    }

    String imageUrl() {
        return "/demo/images/" + sku + ".svg";
    }

    private static Map<String, Long> numbers(String first, String one, String second, String other) {
        var numbers = new TreeMap<String, Long>();
        if (!one.isEmpty()) {
            numbers.put(first, Long.valueOf(one));
        }
        if (!other.isEmpty()) {
            numbers.put(second, Long.valueOf(other));
        }
        return numbers;
    }

    /** The values of a line; one with a comma in it stands between quotes, and a quote in it is doubled. */
    static List<String> fields(String line) {
        var fields = new ArrayList<String>();
        var field = new StringBuilder();
        var quoted = false;
        for (var at = 0; at < line.length(); at++) {
            var c = line.charAt(at);
            if (c == '"' && quoted && at + 1 < line.length() && line.charAt(at + 1) == '"') {
                field.append(line.charAt(++at));
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                fields.add(field.toString());
                field.setLength(0);
            } else {
                field.append(c);
            }
        }
        fields.add(field.toString());
        return fields;
    }
}

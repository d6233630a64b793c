package onetill.catalog;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import onetill.catalog.CatalogResource.PutItem;
import onetill.json.Json;
import onetill.json.Misread;
import onetill.problem.ProblemException;
import onetill.text.CheckedText;
import onetill.text.Texts;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.DuplicateHeaderMode;
import org.jspecify.annotations.Nullable;

/** Reads items from files, row by row, and never stops at a row that is wrong. */
final class ItemFile {

    private static final String PRICE = "price.";
    private static final String VARIANT = "variant.";
    private static final String STORE = "store.";
    private static final String FEE = "fee.";
    private static final int BOM = 0xFEFF;
    private static final List<String> COLUMNS = List.of(
            "sku",
            "name",
            "description",
            "image_url",
            "category",
            "tax_category",
            "digital",
            "active",
            "weight_grams",
            "min_age",
            "group",
            "barcodes");

    private ItemFile() {}

    /**
     * One row.
     *
     * @param number from 1, without the line of names
     * @param item null when the row cannot be read; then {@code wrong} says why
     */
    record Row(
            long number,
            String sku,
            @Nullable PutItem item,
            @Nullable String wrong) {}

    /** One JSON object per line, as {@code GET /catalog/items} answers them. */
    static void lines(InputStream in, Consumer<Row> to) throws IOException {
        var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        var number = 0L;
        for (var line = reader.readLine(); line != null; line = reader.readLine()) {
            if (line.isBlank()) continue;
            number++;
            try {
                var item = item(line);
                to.accept(new Row(number, String.valueOf(item.sku()), item, null));
            } catch (JsonProcessingException e) {
                var why = e.getCause() instanceof ProblemException problem
                        ? problem.detail()
                        : Misread.of(e).text();
                to.accept(new Row(number, "", null, why));
            }
        }
    }

    private static PutItem item(String line) throws IOException {
        try (var checked = new CheckedText(Json.MAPPER.createParser(line))) {
            var item = Json.MAPPER.readValue(checked, PutItem.class);
            if (item == null) throw new JsonParseException(checked, "this is not an item but null");
            return item;
        }
    }

    /** Names of columns in the first line, separated by commas or, as some spreadsheets do, by semicolons. */
    static void csv(InputStream in, Consumer<Row> to) throws IOException {
        var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        skipMark(reader);
        var format = CSVFormat.RFC4180
                .builder()
                .setDelimiter(delimiter(reader))
                .setHeader()
                .setDuplicateHeaderMode(DuplicateHeaderMode.DISALLOW)
                .setSkipHeaderRecord(true)
                .setTrim(true)
                .setIgnoreEmptyLines(true)
                .get();
        try (var parser = format.parse(reader)) {
            guardColumns(parser.getHeaderNames());
            var number = 0L;
            for (var record : parser) {
                number++;
                to.accept(row(number, record));
            }
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid("body", "the first line has to name the columns: " + e.getMessage());
        } catch (UncheckedIOException | CSVException e) {
            var cause = e.getCause(); // the parser's iterator wraps it in words that name classes
            var why = cause == null ? e.getMessage() : cause.getMessage();
            throw ProblemException.invalid("body", "this is not CSV as RFC 4180 has it: " + why);
        }
    }

    /** The names of columns of a file with all these members. */
    static List<String> names(Items.Members members) {
        var names = new ArrayList<>(COLUMNS);
        members.currencies().forEach(it -> names.add(PRICE + it));
        members.variants().forEach(it -> names.add(VARIANT + it));
        members.stores().forEach(it -> names.add(STORE + it));
        members.fees().forEach(it -> names.add(FEE + it));
        return names;
    }

    static List<@Nullable Object> cells(Items.ItemRow item, Items.Members members) {
        var cells = new ArrayList<@Nullable Object>();
        cells.add(item.sku());
        cells.add(item.name());
        cells.add(item.description());
        cells.add(item.imageUrl());
        cells.add(item.category());
        cells.add(item.taxCategory());
        cells.add(item.digital());
        cells.add(item.active());
        cells.add(item.weightGrams());
        cells.add(item.minAge());
        cells.add(item.group());
        cells.add(String.join(" ", item.barcodes()));
        members.currencies().forEach(it -> cells.add(item.prices().get(it)));
        members.variants().forEach(it -> cells.add(item.variant().get(it)));
        members.stores().forEach(it -> cells.add(item.storeProductIds().get(it)));
        members.fees().forEach(it -> cells.add(item.fees().get(it)));
        return cells;
    }

    private static void skipMark(Reader reader) throws IOException {
        reader.mark(1);
        if (reader.read() != BOM) reader.reset();
    }

    private static char delimiter(BufferedReader reader) throws IOException {
        reader.mark(8_192);
        var head = new char[8_191];
        var read = reader.read(head);
        reader.reset();
        var first =
                read < 0 ? "" : new String(head, 0, read).lines().findFirst().orElse("");
        return first.contains(";") && !first.contains(",") ? ';' : ',';
    }

    private static void guardColumns(List<String> names) {
        for (var needed : List.of("sku", "name")) {
            if (!names.contains(needed)) throw ProblemException.invalid("body", "there is no column " + needed);
        }
        for (var name : names) {
            var known = COLUMNS.contains(name)
                    || name.startsWith(PRICE)
                    || name.startsWith(VARIANT)
                    || name.startsWith(STORE)
                    || name.startsWith(FEE);
            if (!known) {
                throw ProblemException.invalid(
                        "body",
                        "there is a column \"%s\"; known are %s, price.EUR, variant.size, store.app_store, fee.BOTTLE"
                                .formatted(name, COLUMNS.stream().sorted().toList()));
            }
        }
    }

    private static Row row(long number, CSVRecord record) {
        var sku = record.isSet("sku") ? record.get("sku") : "";
        if (!record.isConsistent()) {
            return new Row(
                    number,
                    Texts.isWhole(sku) ? sku : "",
                    null,
                    "it has %d columns, not as many as the first line".formatted(record.size()));
        }
        try {
            record.toMap().forEach((name, cell) -> Texts.check(name, name, cell));
            return new Row(number, sku, item(sku, record.toMap()), null);
        } catch (ProblemException e) {
            return new Row(number, Texts.isWhole(sku) ? sku : "", null, e.detail());
        } catch (IllegalArgumentException | ArithmeticException e) {
            return new Row(number, sku, null, e.getMessage());
        }
    }

    private static PutItem item(String sku, Map<String, String> cells) {
        var prices = new LinkedHashMap<String, Long>();
        var variant = new LinkedHashMap<String, String>();
        var stores = new LinkedHashMap<String, String>();
        var fees = new LinkedHashMap<String, Integer>();
        cells.forEach((name, cell) -> {
            if (cell.isEmpty()) return;
            if (name.startsWith(PRICE)) prices.put(name.substring(PRICE.length()), number(name, cell));
            if (name.startsWith(VARIANT)) variant.put(name.substring(VARIANT.length()), cell);
            if (name.startsWith(STORE)) stores.put(name.substring(STORE.length()), cell);
            if (name.startsWith(FEE)) fees.put(name.substring(FEE.length()), Math.toIntExact(number(name, cell)));
        });
        var weight = text(cells, "weight_grams");
        var age = text(cells, "min_age");
        return new PutItem(
                sku,
                cells.getOrDefault("name", ""),
                text(cells, "description"),
                text(cells, "image_url"),
                text(cells, "category"),
                text(cells, "tax_category"),
                flag(cells, "digital"),
                flag(cells, "active"),
                weight == null ? null : number("weight_grams", weight),
                age == null ? null : Math.toIntExact(number("min_age", age)),
                text(cells, "group"),
                variant,
                stores,
                fees,
                barcodes(text(cells, "barcodes")),
                prices);
    }

    private static List<String> barcodes(@Nullable String cell) {
        if (cell == null) return List.of();
        var barcodes = new ArrayList<String>();
        for (var barcode : cell.split("[|\\s]+")) {
            if (!barcode.isEmpty()) barcodes.add(barcode);
        }
        return barcodes;
    }

    private static @Nullable String text(Map<String, String> cells, String name) {
        var cell = cells.get(name);
        return cell == null || cell.isEmpty() ? null : cell;
    }

    private static @Nullable Boolean flag(Map<String, String> cells, String name) {
        var cell = text(cells, name);
        if (cell == null) return null;
        if (cell.equalsIgnoreCase("true") || cell.equalsIgnoreCase("false")) return Boolean.valueOf(cell);
        throw new IllegalArgumentException("%s is \"%s\", not true or false".formatted(name, cell));
    }

    private static long number(String name, String cell) {
        try {
            return Long.parseLong(cell);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "%s is \"%s\", not a whole number; amounts are in minor units".formatted(name, cell));
        }
    }
}

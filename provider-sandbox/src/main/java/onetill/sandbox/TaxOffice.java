package onetill.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Taxes of baskets, and the record of what was sold. The rates are simplified: one standard and one reduced rate for some
 * countries of Europe, the state's own rate for some states of the USA.
 */
final class TaxOffice {

    static final String CALCULATION = "tax.calculation";
    static final String TRANSACTION = "tax.transaction";

    private static final String LINES = "sandbox.tax_lines";
    private static final Duration KEPT = Duration.ofDays(90);
    private static final String GOODS = "txcd_99999999";
    private static final String SHIPPING = "txcd_92010001";
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final String HOME = "DE";

    /** Standard, then reduced: for books and food. */
    private static final Map<String, String[]> EUROPE = Map.of(
            "DE", new String[] {"19", "7"},
            "AT", new String[] {"20", "10"},
            "FR", new String[] {"20", "5.5"},
            "NL", new String[] {"21", "9"},
            "BE", new String[] {"21", "6"},
            "IT", new String[] {"22", "10"},
            "ES", new String[] {"21", "10"},
            "PL", new String[] {"23", "8"});

    /** The state's rate, and whether delivery is taxed. */
    private static final Map<String, String[]> STATES = Map.of(
            "CA", new String[] {"7.25", ""},
            "NY", new String[] {"4", "delivery"},
            "TX", new String[] {"6.25", "delivery"},
            "WA", new String[] {"6.5", "delivery"},
            "OR", new String[] {"0", ""});

    private final Core core;

    TaxOffice(Core core) {
        this.core = core;
    }

    private record Rate(BigDecimal percent, String reason) {}

    /** Where goods go. */
    private record Destination(String country, String state, boolean isReverseCharge) {

        Rate rate(String code) {
            if (isReverseCharge) return new Rate(BigDecimal.ZERO, "reverse_charge");
            var delivery = SHIPPING.equals(code);
            var reduced = code.startsWith("txcd_35") || code.startsWith("txcd_40");
            var european = EUROPE.get(country);
            if (european != null) {
                return new Rate(
                        new BigDecimal(european[reduced ? 1 : 0]), reduced ? "reduced_rated" : "standard_rated");
            }
            var american = "US".equals(country) ? STATES.get(state) : null;
            if (american == null) return new Rate(BigDecimal.ZERO, "not_collecting");
            var exempt = code.startsWith("txcd_40") || delivery && american[1].isEmpty();
            return exempt
                    ? new Rate(BigDecimal.ZERO, "product_exempt")
                    : new Rate(new BigDecimal(american[0]), "standard_rated");
        }

        String type() {
            return "US".equals(country) ? "sales_tax" : "vat";
        }
    }

    ObjectNode calculate(ObjectNode params) {
        var to = destination(params);
        var calculation = core.create("Tax.Calculation", CALCULATION, "taxcalc_");
        Core.copy(params, calculation, "currency");
        var details = calculation.putObject("customer_details");
        var given = params.path("customer_details");
        details.set("address", address(given.path("address")));
        details.put("address_source", given.path("address_source").asText("shipping"))
                .put("taxability_override", given.path("taxability_override").asText("none"))
                .putNull("ip_address");
        details.set("tax_ids", given.path("tax_ids").isArray() ? given.get("tax_ids") : Nodes.MAPPER.createArrayNode());
        var sums = new LinkedHashMap<String, ObjectNode>();
        var lines = Nodes.MAPPER.createArrayNode();
        for (var line : params.path("line_items")) lines.add(taxed(line, lines.size(), to, sums));
        if (params.has("shipping_cost")) {
            var cost = (ObjectNode) params.get("shipping_cost");
            var shipping = calculation.putObject("shipping_cost");
            Core.copy(cost, shipping, "amount");
            apply(shipping, cost, cost.path("tax_code").asText(SHIPPING), to, sums);
            shipping.remove("tax_breakdown");
        }
        var breakdown = calculation.putArray("tax_breakdown");
        sums.values().forEach(breakdown::add);
        var exclusive = sum(breakdown, false);
        calculation
                .put("tax_amount_exclusive", exclusive)
                .put("tax_amount_inclusive", sum(breakdown, true))
                .put(
                        "amount_total",
                        total(lines) + calculation.at("/shipping_cost/amount").asLong() + exclusive)
                .put("tax_date", params.path("tax_date").asLong(core.now()))
                .put("expires_at", core.now() + KEPT.toSeconds());
        var kept =
                Nodes.object().put("id", linesOf(Nodes.text(calculation, "id"))).put("object", LINES);
        kept.set("data", lines);
        core.store.add(kept);
        var answer = calculation.deepCopy();
        var expand = params.path("expand").toString();
        if (expand.contains("line_items")) {
            var all = lines(Nodes.text(calculation, "id"));
            if (!expand.contains("tax_breakdown")) {
                all.get("data").forEach(line -> ((ObjectNode) line).remove("tax_breakdown"));
            }
            answer.set("line_items", all);
        }
        return answer;
    }

    ObjectNode lines(String calculation) {
        core.get(CALCULATION, calculation);
        var all = Nodes.object().put("object", "list").put("has_more", false);
        all.put("url", "/v1/tax/calculations/%s/line_items".formatted(calculation));
        all.set("data", core.get(LINES, linesOf(calculation)).get("data").deepCopy());
        return all;
    }

    private static String linesOf(String calculation) {
        return "lines_of_" + calculation;
    }

    /** Stripe refuses addresses by which nobody can tell whose tax it is. */
    private static Destination destination(ObjectNode params) {
        var details = params.path("customer_details");
        var country = details.at("/address/country").asText("");
        var state = details.at("/address/state").asText("");
        if (country.isEmpty() || "US".equals(country) && state.isEmpty()) {
            throw Rejection.invalid(
                    "customer_tax_location_invalid",
                    "customer_details[address]",
                    "The customer's location cannot be told from this address: send a country, and a state for the USA.");
        }
        var business = false;
        for (var id : details.path("tax_ids")) business |= "eu_vat".equals(Nodes.text(id, "type"));
        return new Destination(country, state, business && !HOME.equals(country) && EUROPE.containsKey(country));
    }

    private static ObjectNode address(JsonNode given) {
        var address = Nodes.object();
        for (var member : new String[] {"city", "country", "line1", "line2", "postal_code", "state"}) {
            address.put(member, given.path(member).asText(null));
        }
        return address;
    }

    private ObjectNode taxed(JsonNode given, int index, Destination to, Map<String, ObjectNode> sums) {
        var line = Nodes.object().put("id", core.id("tax_li_")).put("object", "tax.calculation_line_item");
        line.put("livemode", false).putNull("product").putNull("metadata");
        if (!given.has("amount")) throw Rejection.missing("line_items[%d][amount]".formatted(index));
        line.set("amount", given.get("amount"));
        line.put("quantity", given.path("quantity").asLong(1))
                .put("reference", given.path("reference").asText("L" + (index + 1)));
        apply(line, (ObjectNode) given, given.path("tax_code").asText(GOODS), to, sums);
        return line;
    }

    private static void apply(
            ObjectNode taxed, ObjectNode given, String code, Destination to, Map<String, ObjectNode> sums) {
        var inclusive = "inclusive".equals(given.path("tax_behavior").asText("exclusive"));
        var amount = given.path("amount").asLong();
        if (!code.matches("txcd_[0-9]{8}")) throw Rejection.noSuch("tax code", code, "tax_code");
        var rate = to.rate(code);
        var tax = tax(amount, rate.percent(), inclusive);
        var base = inclusive ? amount - tax : amount;
        taxed.put("amount_tax", tax)
                .put("tax_behavior", inclusive ? "inclusive" : "exclusive")
                .put("tax_code", code);
        var jurisdiction = Nodes.object()
                .put("country", to.country())
                .put("level", to.state().isEmpty() ? "country" : "state");
        jurisdiction.put("display_name", to.state().isEmpty() ? to.country() : to.state());
        jurisdiction.put("state", to.state().isEmpty() ? null : to.state());
        var part = taxed.putArray("tax_breakdown").addObject();
        part.put("amount", tax).put("sourcing", "destination").put("taxability_reason", rate.reason());
        part.put("taxable_amount", base).set("jurisdiction", jurisdiction);
        part.putObject("tax_rate_details")
                .put("display_name", to.type())
                .put("percentage_decimal", rate.percent().toPlainString())
                .put("tax_type", to.type());
        var sum = sums.computeIfAbsent(rate.percent() + rate.reason() + inclusive, it -> blank(rate, to, inclusive));
        sum.put("amount", sum.path("amount").asLong() + tax);
        sum.put("taxable_amount", sum.path("taxable_amount").asLong() + base);
    }

    private static ObjectNode blank(Rate rate, Destination to, boolean inclusive) {
        var sum = Nodes.object().put("amount", 0).put("inclusive", inclusive).put("taxable_amount", 0);
        sum.put("taxability_reason", rate.reason());
        sum.putObject("tax_rate_details")
                .put("country", to.country())
                .put("percentage_decimal", rate.percent().toPlainString())
                .put("state", to.state().isEmpty() ? null : to.state())
                .put("tax_type", to.type())
                .put("rate_type", "percentage")
                .putNull("flat_amount");
        return sum;
    }

    private static long tax(long amount, BigDecimal percent, boolean inclusive) {
        var parts = inclusive ? HUNDRED.add(percent) : HUNDRED;
        return BigDecimal.valueOf(amount)
                .multiply(percent)
                .divide(parts, 0, RoundingMode.HALF_UP)
                .longValueExact();
    }

    private static long sum(ArrayNode breakdown, boolean inclusive) {
        var sum = 0L;
        for (var part : breakdown) {
            if (part.path("inclusive").asBoolean() == inclusive)
                sum += part.path("amount").asLong();
        }
        return sum;
    }

    private static long total(ArrayNode lines) {
        var total = 0L;
        for (var line : lines) total += line.path("amount").asLong();
        return total;
    }

    /** What was calculated was sold. */
    ObjectNode record(ObjectNode params) {
        var calculation = core.named(CALCULATION, params, "calculation");
        var transaction = begin(params, "transaction");
        Core.copy(calculation, transaction, "currency", "customer_details", "shipping_cost", "tax_date");
        var lines = transaction.putObject("line_items");
        lines.put("object", "list").put("has_more", false);
        lines.put("url", "/v1/tax/transactions/%s/line_items".formatted(Nodes.text(transaction, "id")));
        var data = lines.putArray("data");
        for (var line : lines(Nodes.text(calculation, "id")).path("data")) {
            var sold = (ObjectNode) line.deepCopy();
            sold.remove("tax_breakdown");
            data.add(sold.put("object", "tax.transaction_line_item")
                    .put("type", "transaction")
                    .putNull("reversal"));
        }
        return told(transaction, params);
    }

    /** What was sold was given back, all or a part. */
    ObjectNode reverse(ObjectNode params) {
        var original = core.named(TRANSACTION, params, "original_transaction");
        if (!original.path("reversal").isNull() && original.has("reversal")) {
            throw Rejection.invalid("", "original_transaction", "A reversal cannot be reversed.");
        }
        var partial = "partial".equals(Nodes.text(params, "mode"));
        if (partial && params.path("flat_amount").asLong() >= 0) {
            throw Rejection.invalid("", "flat_amount", "The flat_amount of a partial reversal is negative.");
        }
        var reversal = begin(params, "reversal");
        Core.copy(original, reversal, "currency", "customer_details", "tax_date");
        reversal.putObject("reversal").put("original_transaction", Nodes.text(original, "id"));
        reversal.putNull("shipping_cost");
        var lines = reversal.putObject("line_items");
        lines.put("object", "list").put("has_more", false);
        lines.put("url", "/v1/tax/transactions/%s/line_items".formatted(Nodes.text(reversal, "id")));
        var data = lines.putArray("data");
        if (!partial) {
            for (var line : original.at("/line_items/data")) {
                var back = (ObjectNode) line.deepCopy();
                back.put("id", core.id("tax_li_"))
                        .put("type", "reversal")
                        .put("amount", -line.path("amount").asLong())
                        .put("amount_tax", -line.path("amount_tax").asLong());
                back.putObject("reversal").put("original_line_item", Nodes.text(line, "id"));
                data.add(back);
            }
        }
        return told(reversal, params);
    }

    private ObjectNode begin(ObjectNode params, String type) {
        var reference = Nodes.text(params, "reference");
        if (reference.isEmpty()) throw Rejection.missing("reference");
        for (var known : core.store.all(TRANSACTION)) {
            if (reference.equals(Nodes.text(known, "reference"))) {
                throw Rejection.state(
                        "resource_already_exists", "The reference %s was used before.".formatted(reference));
            }
        }
        var transaction = core.create("Tax.Transaction", TRANSACTION, "tax_");
        transaction.put("reference", reference).put("type", type).put("posted_at", core.now());
        Core.mergeMetadata(transaction, params.get("metadata"));
        return transaction;
    }

    private static ObjectNode told(ObjectNode transaction, ObjectNode params) {
        if (params.path("expand").toString().contains("line_items")) return transaction;
        var answer = transaction.deepCopy();
        answer.remove("line_items");
        return answer;
    }
}

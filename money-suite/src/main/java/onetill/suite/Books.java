package onetill.suite;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Everything so far, days later: disputes have come, money was paid out, and the clearing account of all merchants together is
 * the balance the provider shows. It moves the provider's clock, so nothing can come after it.
 */
final class Books {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private Books() {}

    static List<Finding> all(World world) {
        return List.of(run(world));
    }

    private static Finding run(World world) {
        var shop = Shop.open(world);
        var began = System.nanoTime();
        var order = order(shop, "pm_card_visa");
        shop.server().post("/orders/" + order + "/refunds", "{\"amount_minor\":100,\"reason\":\"suite\"}");
        order(shop, "pm_card_createDispute");
        var wrong = new ArrayList<String>();
        Until.isTrue(PATIENCE, () -> balance(shop, "disputes") > 0);
        if (balance(shop, "disputes") <= 0) wrong.add("the dispute is not in the books");

        world.atControl().plain("POST", "/clock", "{\"advance\":\"P3D\"}");
        shop.server().plain("POST", "/reconciliations", null);
        Until.isTrue(PATIENCE, () -> {
            shop.server().plain("POST", "/reconciliations", null);
            return balance(shop, "bank") != 0 && differences(shop).isEmpty();
        });

        if (balance(shop, "bank") == 0) wrong.add("nothing was paid out");
        if (balance(shop, "provider_fees") <= 0) wrong.add("there are no fees");
        wrong.addAll(differences(shop));
        for (var row : shop.rows("select * from check_break where merchant_id = ? and explained_at is null")) {
            wrong.add("a break nobody explained: " + row);
        }
        return new Finding(
                "fees, a dispute and a payout in the books", true, Duration.ofNanos(System.nanoTime() - began), wrong);
    }

    /** What all merchants' clearing and the provider's own balance say about each currency, where they differ. */
    private static List<String> differences(Shop shop) {
        var there = new HashMap<String, Long>();
        var balance = shop.world.atProvider().get("/v1/balance").body();
        add(there, balance.path("available"));
        add(there, balance.path("pending"));
        var here = new HashMap<String, Long>();
        for (var row : shop.rows("""
                select currency, sum(amount_minor) as minor from check_ledger
                where account = 'psp_clearing:stripe' and cast(? as uuid) is not null group by currency""")) {
            here.put(row.text("currency"), row.number("minor"));
        }
        var currencies = new HashSet<>(there.keySet());
        currencies.addAll(here.keySet());
        var wrong = new ArrayList<String>();
        for (var currency : currencies) {
            long books = here.getOrDefault(currency, 0L);
            long provider = there.getOrDefault(currency, 0L);
            if (books != provider) {
                wrong.add("I4 the provider owes us %d %s, our books say %d".formatted(provider, currency, books));
            }
        }
        return wrong;
    }

    private static void add(Map<String, Long> sums, JsonNode balances) {
        for (var each : balances) {
            sums.merge(
                    each.path("currency").asText().toUpperCase(Locale.ROOT),
                    each.path("amount").asLong(),
                    Long::sum);
        }
    }

    private static long balance(Shop shop, String account) {
        return shop.rows("select sum(amount_minor) as minor from check_ledger where merchant_id = ? and account = '"
                        + account + "'")
                .get(0)
                .number("minor");
    }

    private static String order(Shop shop, String method) {
        var paid = shop.server()
                .post(Scenario.complete(shop, Scenario.open(shop, "web"), Scenario.card(method))
                        .call());
        if (paid.text("/order/id").isEmpty()) throw new IllegalStateException("no order: " + paid);
        return paid.text("/order/id");
    }
}

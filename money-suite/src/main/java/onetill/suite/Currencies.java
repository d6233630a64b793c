package onetill.suite;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The same purchase with no, two and three decimals: the amounts at the provider are those of the session. */
final class Currencies {

    private Currencies() {}

    static List<Finding> all(World world) {
        return List.of("JPY", "EUR", "KWD").stream()
                .map(currency -> run(world, currency))
                .toList();
    }

    private static Finding run(World world, String currency) {
        var shop = Shop.open(world, currency, 1);
        var began = System.nanoTime();
        var wrong = new ArrayList<String>();
        var session = Scenario.open(shop, "web");
        var paid = shop.server()
                .post(Scenario.complete(shop, session, Scenario.card("pm_card_visa"))
                        .call());
        var expected = shop.price() + shop.price() / 2;
        if (paid.number("/total_minor") != expected) wrong.add("total is not %d: %s".formatted(expected, paid));
        var intent = world.atProvider().get("/v1/payment_intents/" + paid.text("/tenders/0/provider_ref"));
        if (intent.number("/amount_received") != expected) wrong.add("the provider took another amount: " + intent);
        if (!intent.text("/currency").equalsIgnoreCase(currency)) wrong.add("in another currency: " + intent);
        var part = expected / 10 * 10 / 2 / 10 * 10;
        var refunded = shop.server()
                .post(
                        "/orders/" + paid.text("/order/id") + "/refunds",
                        "{\"amount_minor\":%d,\"reason\":\"suite\"}".formatted(part));
        if (!refunded.isSuccess()) wrong.add("not refunded: " + refunded);
        wrong.addAll(new Oracle(shop).settled());
        return new Finding(
                "purchase and refund in " + currency, true, Duration.ofNanos(System.nanoTime() - began), wrong);
    }
}

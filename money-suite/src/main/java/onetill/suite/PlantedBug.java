package onetill.suite;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/** Bugs of the kind others have had, put into a copy of the product on purpose: the suite is worth what it finds of them. */
enum PlantedBug {
    A_NEW_KEY_FOR_EACH_CALL(
            "payment/Authorization",
            "return merchantId + \":\" + attemptId + \":\" + operation;",
            "return merchantId + \":\" + attemptId + \":\" + operation + UUID.randomUUID();",
            fault(
                    Scenario.WEB_CARD,
                    "\"method\":\"POST\",\"path\":\"/v1/payment_intents\",\"times\":2,\"effect\":\"reset_after\"")),
    SILENCE_TAKEN_FOR_A_DECLINE(
            "payment/stripe/StripeProvider",
            "            return new Outcome.Unknown(describe(e));\n        }\n    }\n\n    private Outcome read(",
            "            return new Outcome.Declined(null, \"timeout\", Retry.SAME_TENDER, null);\n        }\n    }\n\n    private Outcome read(",
            fault(
                    Scenario.WEB_CARD,
                    "\"method\":\"POST\",\"path\":\"/v1/payment_intents\",\"times\":2,\"effect\":\"reset_after\"")),
    A_REFUND_UNDER_A_NEW_KEY(
            "payment/Payments",
            "return attempt.merchantId() + \":\" + refundId + \":refund\";",
            "return UUID.randomUUID() + \":refund\";",
            fault(
                    Scenario.REFUND,
                    "\"method\":\"POST\",\"path\":\"/v1/refunds\",\"times\":2,\"effect\":\"reset_after\"")),
    THE_OTHER_TENDER_IS_KEPT(
            "session/Settlement",
            "held.forEach(it -> payments.unwanted(it, \"another_tender_declined\"));\n        session.unwinding(outcome, held.get(0).id());\n        return held;",
            "session.answered(outcome);\n        free(session);\n        return List.of();",
            plain(Scenario.TILL_SPLIT_DECLINED)),
    HELD_MONEY_IS_FORGOTTEN(
            "session/Settlement",
            "due.forEach(payments::captureSoon);\n        return due;",
            "return List.of();",
            plain(Scenario.TILL_SPLIT)),
    A_REFUND_NOT_IN_THE_BOOKS(
            "order/Orders",
            "postings.refund(attempt, refund.id(), refund.amount(), refund.shiftId());",
            "",
            plain(Scenario.REFUND)),
    STOCK_IS_NOT_RELEASED(
            "session/Settlement", "holds.unpaid(session);\n        if", "if", plain(Scenario.WEB_CARD_DECLINED)),
    STOCK_WITHOUT_A_CONDITION(
            "stock/Stock",
            "and sku = ?2 and available >= ?3 and (?4 = '' or",
            "and sku = ?2 and (available >= ?3 or true) and (?4 = '' or",
            world -> race(world, "buy the last three pieces")),
    THE_KEY_IS_IGNORED(
            "idempotency/Once",
            "var claim = claim(by, operation, key, request);\n        work.beforeNextWrite",
            "var claim = claim(by, operation, key == null ? null : key + System.nanoTime(), request);\n        work.beforeNextWrite",
            world -> race(world, "ring up one sale under one key")),
    TWO_DECIMALS_FOR_ALL(
            "payment/stripe/StripeProvider",
            ".setAmount(authorization.amount().minor())",
            ".setAmount(authorization.amount().major().movePointRight(2).longValue())",
            world -> Currencies.all(world).stream()
                    .flatMap(it -> it.violations().stream())
                    .toList()),
    NOBODY_ASKS_AGAIN(
            "payment/Resolver",
            "due(merchantId).forEach(this::resolve);",
            "",
            fault(
                    Scenario.WEB_CARD,
                    "\"method\":\"POST\",\"path\":\"/v1/payment_intents\",\"times\":2,\"effect\":\"reset_before\"")),
    A_REQUEST_THAT_COMES_AGAIN_BEGINS_ANEW(
            "idempotency/Once",
            "return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));",
            "return UUID.nameUUIDFromBytes((name + System.nanoTime()).getBytes(StandardCharsets.UTF_8));",
            world -> race(world, "repeat a sale whose answer died with its node")),
    REFUNDS_WITHOUT_A_LOCK(
            "order/OrderMoney",
            "        var order = orders.locked(by.merchantId(), orderId);\n        var before = begunRefunds(",
            "        var order = orders.get(by.merchantId(), orderId);\n        var before = begunRefunds(",
            new String[] {
                ".map(it -> payments.locked(order.merchantId(), it.id()))\n                .toList();\n        var lastFirst"
            },
            new String[] {".toList();\n        var lastFirst"},
            world -> race(world, "refund one order"));

    private final String file;
    private final String[] right;
    private final String[] wrong;
    private final Function<World, List<String>> experiment;

    PlantedBug(String file, String right, String wrong, Function<World, List<String>> experiment) {
        this(file, right, wrong, new String[0], new String[0], experiment);
    }

    PlantedBug(
            String file,
            String right,
            String wrong,
            String[] moreRight,
            String[] moreWrong,
            Function<World, List<String>> experiment) {
        this.file = file;
        this.right = with(right, moreRight);
        this.wrong = with(wrong, moreWrong);
        this.experiment = experiment;
    }

    private static String[] with(String first, String[] more) {
        var all = new String[more.length + 1];
        all[0] = first;
        System.arraycopy(more, 0, all, 1, more.length);
        return all;
    }

    /** Where in the sources the bug is put. */
    String file() {
        return file;
    }

    /** What stands there, each once. */
    List<String> right() {
        return List.of(right);
    }

    /** Builds the product with this bug, runs it, and tells what the suite finds wrong; nothing means it is blind. */
    List<String> tryToFind(Path build) throws IOException {
        try (var mutant = new Mutant(build, "onetill/" + file + ".java", right, wrong);
                var own = new OwnWorld(mutant.build())) {
            return experiment.apply(own.world());
        }
    }

    /** Events are lost as well: they would repair what many a bug breaks, which is their purpose. */
    private static Function<World, List<String>> fault(Scenario scenario, String rule) {
        return world -> {
            var faults = new Faults(world);
            world.atControl().plain("POST", "/faults", "{\"event\":\"**\",\"effect\":\"lose\"}");
            return faults.run(new Faults.Fault(scenario, rule)).violations();
        };
    }

    private static Function<World, List<String>> plain(Scenario scenario) {
        return world -> {
            var shop = Shop.open(world);
            var prepared = scenario.prepare(shop);
            world.node(prepared.credential()).post(prepared.call());
            return new Oracle(shop).settled();
        };
    }

    private static List<String> race(World world, String name) {
        return new Races(world, 16).named(name).violations();
    }
}

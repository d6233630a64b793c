package onetill.suite;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.function.Function;
import onetill.suite.Http.Answer;
import onetill.suite.Http.Post;

/** Many at once who want the same thing. */
final class Races {

    private static final int LAST = 3;

    private final World world;
    private final int racers;

    Races(World world, int racers) {
        this.world = world;
        this.racers = racers;
    }

    private Map<String, Function<Shop, List<String>>> races() {
        var races = new LinkedHashMap<String, Function<Shop, List<String>>>();
        races.put("complete one session under many keys", this::manyKeys);
        races.put("complete one session under one key", this::oneKey);
        races.put("ring up one sale under one key", this::oneSale);
        races.put("ring up one sale again when its lease is over", this::leaseOver);
        races.put("repeat a sale whose answer died with its node", this::answerLost);
        races.put("buy the last three pieces", this::lastPieces);
        races.put("refund one order", this::refunds);
        races.put("capture one order", this::captures);
        races.put("webhooks against refresh", this::webhooks);
        races.put("cancel against complete", this::cancelOrComplete);
        races.put("the last cent of a gift card", this::lastCent);
        return races;
    }

    /** All races there are, each in a shop of its own. */
    List<Finding> all() {
        return races().keySet().stream().map(this::named).toList();
    }

    Finding named(String name) {
        var race = Objects.requireNonNull(races().get(name), name);
        var shop = Shop.open(world, "EUR", LAST);
        var began = System.nanoTime();
        var wrong = new ArrayList<>(race.apply(shop));
        wrong.addAll(new Oracle(shop).settled());
        return new Finding(racers + " × " + name, true, Duration.ofNanos(System.nanoTime() - began), wrong);
    }

    private List<String> oneSale(Shop shop) {
        var call = Scenario.TILL_CASH.prepare(shop).call();
        var answers = new ArrayList<>(together(i -> () -> shop.server().post(call)));
        answers.add(shop.server().post(call));
        return orders(shop, answers, 1);
    }

    /** The provider is slow, the till loses patience and sends the very same sale again and again. */
    private List<String> leaseOver(Shop shop) {
        var rule =
                "{\"method\":\"POST\",\"path\":\"/v1/payment_intents\",\"effect\":\"timeout_after\",\"ms\":7000,\"times\":2}";
        shop.world.atControl().plain("POST", "/faults", rule);
        try {
            var call = Scenario.sale(shop, Scenario.card("pm_card_visa")).call();
            var first = new Thread(() -> shop.server().post(call));
            first.start();
            var answers = new ArrayList<Answer>();
            Until.isTrue(Oracle.CONVERGENCE, () -> {
                answers.add(shop.server().post(call));
                return !answers.get(answers.size() - 1).isOpen();
            });
            first.join();
            return orders(shop, List.of(shop.server().post(call)), 1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            shop.world.atControl().plain("DELETE", "/faults", null);
        }
    }

    /** All is done but the answer is not kept: what a node leaves behind that dies at the very end. */
    private List<String> answerLost(Shop shop) {
        var call = Scenario.sale(shop, Scenario.card("pm_card_visa")).call();
        var first = shop.server().post(call);
        if (!first.isSuccess()) throw new IllegalStateException("no sale: " + first);
        shop.change("""
                update idempotency set state = 'running', body = null, lease_until = now() - interval '1 second'
                where merchant_id = ?""");
        var answers = new ArrayList<>(together(i -> () -> shop.server().post(call)));
        answers.add(first);
        Until.isTrue(Oracle.CONVERGENCE, () -> {
            answers.add(shop.server().post(call));
            return !answers.get(answers.size() - 1).isOpen();
        });
        return orders(shop, answers, 1);
    }

    private List<String> manyKeys(Shop shop) {
        var call = Scenario.WEB_CARD.prepare(shop).call();
        var answers = together(i -> () -> shop.server().post(call.path(), call.body()));
        return orders(shop, answers, 1);
    }

    private List<String> oneKey(Shop shop) {
        var call = Scenario.WEB_CARD.prepare(shop).call();
        var answers = together(i -> () -> shop.server().post(call));
        return orders(shop, answers, 1);
    }

    private List<String> lastPieces(Shop shop) {
        var calls = new ArrayList<Post>();
        for (var i = 0; i < racers; i++) {
            var opened = shop.server()
                    .post(
                            "/checkout-sessions",
                            "{\"channel\":\"till-1\",\"line_items\":[{\"sku\":\"%s\",\"quantity\":1}]}"
                                    .formatted(Shop.RARE));
            var session = new Answer(201, opened.body().path("session"));
            calls.add(Scenario.complete(shop, session, Scenario.card("pm_card_visa"))
                    .call());
        }
        var answers = together(i -> () -> shop.server().post(calls.get(i)));
        return orders(shop, answers, LAST);
    }

    private List<String> refunds(Shop shop) {
        var paid = shop.server().post(Scenario.WEB_CARD.prepare(shop).call());
        var total = paid.number("/total_minor");
        var path = "/orders/" + paid.text("/order/id") + "/refunds";
        var body = "{\"amount_minor\":%d,\"reason\":\"race\"}".formatted(total / 4);
        var answers = together(i -> () -> shop.server().post(path, body));
        var wrong = notAnswered(answers);
        var done = answers.stream().filter(Answer::isSuccess).count();
        if (done != 4) wrong.add("four refunds of a quarter were right, %d went through".formatted(done));
        return wrong;
    }

    private List<String> captures(Shop shop) {
        var call = Scenario.CAPTURE.prepare(shop).call();
        var answers = together(i -> () -> shop.server().post(call.path(), call.body()));
        return notAnswered(answers);
    }

    private List<String> webhooks(Shop shop) {
        var prepared = Scenario.WEB_BANK_PAGE.prepare(shop);
        var events = world.atProvider()
                .get("/v1/events?limit=20&type=payment_intent.succeeded")
                .body()
                .path("data");
        var answers = together(i -> () -> {
            if (i % 2 == 0 || events.isEmpty()) return shop.server().post(prepared.call());
            var event = events.get(i % Math.min(events.size(), 2)).path("id").asText();
            return world.atControl().plain("POST", "/events/" + event + "/deliver", "{\"times\":2}");
        });
        return notAnswered(answers);
    }

    private List<String> cancelOrComplete(Shop shop) {
        var call = Scenario.WEB_CARD.prepare(shop).call();
        var cancel = call.path().replaceFirst("/complete$", "/cancel");
        var answers = together(i -> () -> i % 2 == 0
                ? shop.server().post(call.path(), call.body())
                : shop.server().plain("POST", cancel, null));
        return notAnswered(answers);
    }

    private List<String> lastCent(Shop shop) {
        var issued = shop.server()
                .post(
                        "/gift-cards",
                        "{\"amount_minor\":%d,\"currency\":\"%s\",\"kind\":\"gift_card\",\"reason\":\"race\"}"
                                .formatted(shop.price(), shop.currency));
        if (issued.status() == 404) return List.of("there are no gift cards here: " + issued);
        var code = issued.body().findValue("code");
        if (code == null) return List.of("no gift card was issued: " + issued);
        var tender = "{\"type\":\"gift_card\",\"code\":\"%s\"}".formatted(code.asText());
        var calls = new ArrayList<Post>();
        for (var i = 0; i < racers; i++)
            calls.add(Scenario.complete(shop, Scenario.open(shop, "till-1"), tender)
                    .call());
        var answers = together(i -> () -> shop.server().post(calls.get(i)));
        var wrong = notAnswered(answers);
        var paid =
                answers.stream().filter(it -> !it.text("/order/id").isEmpty()).count();
        if (paid != 1) wrong.add("one card for one sale paid %d".formatted(paid));
        return wrong;
    }

    /** Exactly so many orders, and whoever was told of one was told of one that is there. */
    private static List<String> orders(Shop shop, List<Answer> answers, int expected) {
        var wrong = notAnswered(answers);
        var told = answers.stream()
                .map(it -> it.text("/order/id"))
                .filter(it -> !it.isEmpty())
                .distinct()
                .toList();
        if (told.size() > expected) wrong.add("told of %d orders, %d are right".formatted(told.size(), expected));
        for (var id : told) {
            if (!shop.server().get("/orders/" + id).isSuccess())
                wrong.add("I7 told of an order that is not there: " + id);
        }
        var there = shop.rows("select count(*) as n from orders where merchant_id = ?")
                .get(0)
                .number("n");
        if (there != expected) wrong.add("%d orders, %d are right".formatted(there, expected));
        return wrong;
    }

    private static List<String> notAnswered(List<Answer> answers) {
        var wrong = new ArrayList<String>();
        for (var answer : answers) {
            if (answer.status() == 0 || answer.status() == 500) wrong.add("not answered properly: " + answer);
        }
        return wrong;
    }

    private List<Answer> together(Function<Integer, Callable<Answer>> racer) {
        var start = new CyclicBarrier(racers);
        var threads = Executors.newFixedThreadPool(racers);
        try {
            var futures = new ArrayList<java.util.concurrent.Future<Answer>>();
            for (var i = 0; i < racers; i++) {
                var mine = racer.apply(i);
                futures.add(threads.submit(() -> {
                    start.await();
                    return mine.call();
                }));
            }
            var answers = new ArrayList<Answer>();
            for (var future : futures) answers.add(future.get());
            return answers;
        } catch (InterruptedException | java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            threads.shutdownNow();
        }
    }
}

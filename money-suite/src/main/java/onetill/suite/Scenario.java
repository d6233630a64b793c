package onetill.suite;

import java.net.URI;
import java.util.List;
import java.util.function.Function;
import onetill.suite.Http.Answer;
import onetill.suite.Http.Post;

/** One way money moves: what leads up to it is done on a healthy node, then comes the one call under test. */
enum Scenario {
    WEB_CARD(shop -> complete(shop, open(shop, "web"), card("pm_card_visa"))),
    WEB_CARD_DECLINED(shop -> complete(shop, open(shop, "web"), card("pm_card_chargeDeclined"))),
    WEB_BANK_PAGE(shop -> {
        var waiting = shop.server()
                .post(complete(shop, open(shop, "web"), card("pm_card_threeDSecure2Required"))
                        .call());
        var page = URI.create(waiting.text("/payment/action/url"));
        shop.world
                .atProvider()
                .post("/pages-api" + page.getPath().replaceFirst("/pages", ""), "{\"outcome\":\"complete\"}");
        return refresh(shop, waiting.text("/id"));
    }),
    APP_SHEET(shop -> new Prepared(shop.serverKey(), Post.of("/channels/app/payment-sheets", buying(shop)))),
    APP_CONFIRMED(shop -> {
        var sheet = shop.server().post("/channels/app/payment-sheets", buying(shop));
        shop.world
                .atProvider()
                .post(
                        "/v1/payment_intents/%s/confirm".formatted(sheet.text("/payment_intent_id")),
                        "payment_method=pm_card_visa&return_url=app://back");
        return refresh(shop, sheet.text("/session/id"));
    }),
    TILL_CASH(shop -> sale(shop, "{\"type\":\"cash\",\"received_minor\":10000}")),
    TILL_READER(shop -> sale(shop, "{\"type\":\"card_present\"}")),
    TILL_SPLIT(shop -> complete(
            shop,
            open(shop, "till-1"),
            "%s,%s,{\"type\":\"cash\",\"received_minor\":100000}"
                    .formatted(
                            part(card("pm_card_visa"), shop.price() / 4),
                            part(card("pm_card_mastercard"), shop.price() / 4)))),
    TILL_SPLIT_DECLINED(shop -> complete(
            shop,
            open(shop, "till-1"),
            "%s,%s".formatted(part(card("pm_card_visa"), shop.price() / 4), card("pm_card_chargeDeclined")))),
    TILL_GIFT_AND_CARD(shop -> complete(
            shop, open(shop, "till-1"), "%s,%s".formatted(gift(shop, shop.price() / 4), card("pm_card_visa")))),
    TILL_GIFT_AND_DECLINED(shop -> complete(
            shop,
            open(shop, "till-1"),
            "%s,%s".formatted(gift(shop, shop.price() / 4), card("pm_card_chargeDeclined")))),
    PHONE_SAVED(shop -> {
        var call = shop.server()
                .post(
                        "/channels/phone/calls",
                        "{\"caller_number\":\"%s\",%s"
                                .formatted(shop.phone(), buying(shop).substring(1)));
        var session = call.body().path("session");
        return new Prepared(
                shop.serverKey(),
                Post.of(
                        "/channels/phone/calls/%s/charges"
                                .formatted(session.path("id").asText()),
                        """
                        {"revision":%d,"confirmed_total_minor":%d,"saved_tender_id":"%s","consent":{"text":"Charge the Visa","given":true}}""".formatted(
                                        session.path("revision").asLong(),
                                        session.path("total_minor").asLong(),
                                        shop.savedTender)));
    }),
    DEPOSIT(shop -> {
        var session = open(shop, "till-1");
        return new Prepared(
                shop.serverKey(),
                Post.of(
                        "/checkout-sessions/%s/deposits".formatted(session.text("/id")),
                        "{\"revision\":%d,\"amount_minor\":%d,\"tender\":%s}"
                                .formatted(session.number("/revision"), shop.price() / 2, card("pm_card_visa"))));
    }),
    CAPTURE(shop -> new Prepared(shop.serverKey(), Post.of("/orders/" + order(shop, "reserve") + "/captures", "{}"))),
    VOID(shop -> new Prepared(shop.serverKey(), Post.of("/orders/" + order(shop, "reserve") + "/void", "{}"))),
    REFUND(shop -> new Prepared(
            shop.serverKey(),
            Post.of(
                    "/orders/" + order(shop, "web") + "/refunds",
                    "{\"amount_minor\":%d,\"reason\":\"suite\"}".formatted(shop.price() / 4))));

    /** Those that complete a checkout in a channel. */
    static final List<Scenario> COMPLETIONS = List.of(
            WEB_CARD,
            WEB_BANK_PAGE,
            APP_SHEET,
            APP_CONFIRMED,
            TILL_CASH,
            TILL_READER,
            TILL_SPLIT,
            TILL_GIFT_AND_CARD,
            PHONE_SAVED);

    private final Function<Shop, Prepared> preparation;

    Scenario(Function<Shop, Prepared> preparation) {
        this.preparation = preparation;
    }

    /** The call under test, and who makes it. */
    record Prepared(String credential, Post call) {}

    Prepared prepare(Shop shop) {
        return preparation.apply(shop);
    }

    static Answer open(Shop shop, String channel) {
        var opened = shop.server()
                .untilAnswered(Post.of(
                        "/checkout-sessions",
                        "{\"channel\":\"%s\",%s".formatted(channel, buying(shop).substring(1))));
        if (!opened.isSuccess()) throw new IllegalStateException("no session: " + opened);
        return new Answer(opened.status(), opened.body().path("session"));
    }

    private static String buying(Shop shop) {
        return """
                {"line_items":[{"sku":"%s","quantity":1}],"buyer":{"email":"ada@example.com"},"fulfillment":{"address":{"name":"Ada",
                "line1":"Torstr. 1","postal_code":"10119","city":"Berlin"}}}""".formatted(Shop.TEA);
    }

    static Prepared complete(Shop shop, Answer session, String tenders) {
        return new Prepared(
                shop.serverKey(),
                Post.of(
                        "/checkout-sessions/%s/complete".formatted(session.text("/id")),
                        "{\"revision\":%d,\"confirmed_total_minor\":%d,\"tenders\":[%s]}"
                                .formatted(session.number("/revision"), session.number("/total_minor"), tenders)));
    }

    static String card(String method) {
        return "{\"type\":\"card\",\"payment_method\":\"%s\"}".formatted(method);
    }

    /** A new gift card with more on it than is taken. */
    static String gift(Shop shop, long amountMinor) {
        var issued = shop.server()
                .untilAnswered(Post.of(
                        "/gift-cards",
                        "{\"amount_minor\":%d,\"currency\":\"%s\",\"reason\":\"suite\"}"
                                .formatted(amountMinor * 2, shop.currency)));
        if (!issued.isSuccess()) throw new IllegalStateException("no gift card: " + issued);
        return part("{\"type\":\"gift_card\",\"code\":\"%s\"}".formatted(issued.text("/code")), amountMinor);
    }

    static String part(String tender, long amountMinor) {
        return tender.replaceFirst("\\}$", ",\"amount_minor\":" + amountMinor + "}");
    }

    static Prepared sale(Shop shop, String tender) {
        return new Prepared(
                shop.serverKey(),
                Post.of(
                        "/channels/till-1/sales",
                        "{\"line_items\":[{\"sku\":\"%s\",\"quantity\":1}],\"tender\":%s}"
                                .formatted(Shop.TEA, tender)));
    }

    private static Prepared refresh(Shop shop, String session) {
        return new Prepared(
                shop.serverKey(), Post.of("/checkout-sessions/%s/payment/refresh".formatted(session), "{}"));
    }

    private static String order(Shop shop, String channel) {
        var paid = shop.server()
                .untilAnswered(complete(shop, open(shop, channel), card("pm_card_visa"))
                        .call());
        if (paid.text("/order/id").isEmpty()) throw new IllegalStateException("no order: " + paid);
        return paid.text("/order/id");
    }
}

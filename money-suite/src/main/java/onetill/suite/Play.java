package onetill.suite;

import java.net.URI;
import java.util.ArrayList;
import onetill.suite.Http.Answer;

/** Plays steps on one session of a shop and on the order it becomes. */
final class Play {

    final Shop shop;
    private final String id;

    Play(Shop shop, String channel) {
        this.shop = shop;
        this.id = Scenario.open(shop, channel).text("/id");
    }

    Answer play(Sequences.Step step) {
        var session = shop.server().get("/checkout-sessions/" + id);
        var path = "/checkout-sessions/" + id;
        var order = "/orders/" + session.text("/order/id");
        if (step instanceof Sequences.Step.Change change)
            return shop.server()
                    .plain(
                            "PATCH",
                            path,
                            "{\"line_items\":[{\"sku\":\"TEA\",\"quantity\":%d}]}".formatted(change.quantity()));
        if (step instanceof Sequences.Step.Deposit deposit)
            return shop.server()
                    .post(
                            path + "/deposits",
                            "{\"revision\":%d,\"amount_minor\":%d,\"tender\":%s}"
                                    .formatted(
                                            session.number("/revision"),
                                            part(session.number("/due_minor"), deposit.percent()),
                                            Scenario.card(deposit.method())));
        if (step instanceof Sequences.Step.ReturnDeposit)
            return shop.server()
                    .post(path + "/deposits/" + session.text("/tenders/0/id") + "/return", "{\"reason\":\"suite\"}");
        if (step instanceof Sequences.Step.Complete complete)
            return shop.server()
                    .post(
                            path + "/complete",
                            "{\"revision\":%d,\"confirmed_total_minor\":%d,\"tenders\":[%s]}"
                                    .formatted(
                                            session.number("/revision"),
                                            session.number("/total_minor"),
                                            tenders(session.number("/due_minor"), complete)));
        if (step instanceof Sequences.Step.BankSays says) return bank(session, path, says.yes());
        if (step instanceof Sequences.Step.Withdraw)
            return shop.server().plain("POST", path + "/payment/withdraw", null);
        if (step instanceof Sequences.Step.Cancel) return shop.server().plain("POST", path + "/cancel", null);
        if (step instanceof Sequences.Step.Capture capture)
            return shop.server()
                    .post(
                            order + "/captures",
                            "{\"amount_minor\":%d,\"final\":%s}"
                                    .formatted(
                                            part(session.number("/total_minor"), capture.percent()),
                                            capture.isFinal()));
        if (step instanceof Sequences.Step.VoidOrder) return shop.server().post(order + "/void", "{}");
        if (step instanceof Sequences.Step.Refund refund)
            return shop.server()
                    .post(
                            order + "/refunds",
                            "{\"amount_minor\":%d,\"reason\":\"suite\"}"
                                    .formatted(part(session.number("/total_minor"), refund.percent())));
        if (step instanceof Sequences.Step.RefundLine line)
            return shop.server()
                    .post(
                            order + "/refunds",
                            "{\"lines\":[{\"line\":1,\"quantity\":%d}],\"reason\":\"suite\"}"
                                    .formatted(line.quantity()));
        throw new IllegalArgumentException(String.valueOf(step));
    }

    private static long part(long amount, int percent) {
        return Math.max(1, amount * percent / 100);
    }

    private static String tenders(long due, Sequences.Step.Complete complete) {
        var tenders = new ArrayList<String>();
        var left = due;
        for (var method : complete.methods()) {
            var isLast = tenders.size() == complete.methods().size() - 1 && !complete.restInCash();
            var amount = isLast ? left : part(left, complete.percent());
            tenders.add(Scenario.part(Scenario.card(method), Math.max(1, amount)));
            left -= amount;
        }
        if (complete.restInCash()) tenders.add("{\"type\":\"cash\",\"received_minor\":1000000}");
        return String.join(",", tenders);
    }

    private Answer bank(Answer session, String path, boolean yes) {
        var url = session.text("/payment/action/url");
        if (url.isEmpty()) return session;
        var page = URI.create(url).getPath().replaceFirst("/pages", "");
        shop.world.atProvider().post("/pages-api" + page, "{\"outcome\":\"%s\"}".formatted(yes ? "complete" : "fail"));
        return shop.server().plain("POST", path + "/payment/refresh", null);
    }
}

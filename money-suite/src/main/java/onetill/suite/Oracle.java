package onetill.suite;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What must be true of a shop after every crash, race and fault, computed from the provider's own records wherever money
 * is concerned. The numbers are those of the invariants in ARCHITECTURE.md.
 */
final class Oracle {

    /** How long anything may be on its way. */
    static final Duration CONVERGENCE = Duration.ofSeconds(60);

    private final Shop shop;

    Oracle(Shop shop) {
        this.shop = shop;
    }

    /** What the provider says about one payment. */
    private record Charge(
            String ref, String attempt, String currency, long received, long refunded, long held, String status) {

        long kept() {
            return received - refunded;
        }
    }

    /** Waits until nothing is on its way, then checks; what is still on its way after a minute is a violation too. */
    List<String> settled() {
        var last = new ArrayList<String>();
        Until.isTrue(CONVERGENCE, () -> {
            last.clear();
            last.addAll(check());
            return last.isEmpty();
        });
        return last;
    }

    List<String> check() {
        var charges = charges();
        var wrong = new ArrayList<String>();
        wrong.addAll(onTheirWay());
        wrong.addAll(money(charges));
        wrong.addAll(orders(charges));
        wrong.addAll(ledger(charges));
        wrong.addAll(stock());
        wrong.addAll(events());
        wrong.addAll(credit());
        return wrong;
    }

    /** All payments of this merchant at the provider, whether we know of them or not. */
    private List<Charge> charges() {
        var found = new ArrayList<Charge>();
        var page = "";
        while (true) {
            var answer = shop.world
                    .atProvider()
                    .untilAnswered(
                            "/v1/payment_intents/search?limit=100&expand[]=data.latest_charge&query=metadata%5B'merchant_id'%5D%3A'"
                                    + shop.merchantId + "'" + (page.isEmpty() ? "" : "&page=" + page));
            if (!answer.isSuccess()) throw new IllegalStateException("the provider cannot be asked: " + answer);
            for (var intent : answer.body().path("data")) {
                found.add(new Charge(
                        intent.path("id").asText(),
                        intent.at("/metadata/attempt_id").asText(),
                        intent.path("currency").asText().toUpperCase(java.util.Locale.ROOT),
                        intent.path("amount_received").asLong(),
                        intent.at("/latest_charge/amount_refunded").asLong(),
                        intent.path("amount_capturable").asLong(),
                        intent.path("status").asText()));
            }
            if (!answer.body().path("has_more").asBoolean()) return found;
            page = answer.text("/next_page");
        }
    }

    /** I10: nothing is on its way. A payment that waits for the buyer is not. */
    private List<String> onTheirWay() {
        var wrong = new ArrayList<String>();
        for (var row : shop.rows("""
                select session_id, status from checkout_session where merchant_id = ? and status = 'complete_in_progress'""")) {
            wrong.add("I10 session is on its way: " + row);
        }
        for (var row : shop.rows("""
                select attempt_id, state, unwanted_for from payment_attempt where merchant_id = ? and (
                    state in ('sent', 'unknown') or unwanted_at is not null
                    and state in ('requires_action', 'pending', 'authorized', 'captured'))""")) {
            wrong.add("I10 attempt is on its way: " + row);
        }
        for (var row : shop.rows("""
                select a.attempt_id, o.number from payment_attempt a
                join orders o on o.merchant_id = a.merchant_id and o.session_id = a.reference
                where a.merchant_id = ? and a.state = 'authorized' and a.capture_now and a.unwanted_at is null""")) {
            wrong.add("I10 held money that should be taken: " + row);
        }
        for (var row : shop.rows("""
                select a.attempt_id, a.provider_ref, s.status from payment_attempt a
                join checkout_session s on s.merchant_id = a.merchant_id and s.session_id = a.reference
                where a.merchant_id = ? and a.state = 'authorized' and a.unwanted_at is null
                  and s.status in ('incomplete', 'ready_for_complete', 'canceled')""")) {
            wrong.add("I2 money is held for a session that does not pay: " + row);
        }
        for (var row : shop.rows(
                "select refund_id, state from refund where merchant_id = ? and state in ('sent', 'unknown')")) {
            wrong.add("I10 refund is on its way: " + row);
        }
        for (var row : shop.rows(
                "select capture_id, state from capture where merchant_id = ? and state in ('sent', 'unknown')")) {
            wrong.add("I10 capture is on its way: " + row);
        }
        return wrong;
    }

    /** I1 and I2: each charge is one attempt's, says the same there, and no tender was charged twice. */
    private List<String> money(List<Charge> charges) {
        var wrong = new ArrayList<String>();
        var ours = new HashMap<String, Row>();
        for (var row : shop.rows("""
                select p.*, a.tender_id from check_payment p
                join payment_attempt a on a.merchant_id = p.merchant_id and a.attempt_id = p.attempt_id
                where p.merchant_id = ?""")) {
            ours.put(row.text("attempt_id"), row);
        }
        var chargedTenders = new HashSet<String>();
        for (var charge : charges) {
            var row = ours.get(charge.attempt());
            var moves = charge.kept() > 0 || charge.held() > 0;
            if (row == null) {
                if (moves) wrong.add("I2 the provider has money for an attempt that is not ours: " + charge);
                continue;
            }
            if (moves && !charge.ref().equals(row.text("psp_ref"))) {
                wrong.add("I2 the provider has money we do not know of: " + charge + " against " + row);
            }
            if (charge.ref().equals(row.text("psp_ref")) && charge.received() != row.number("captured_minor")) {
                wrong.add("I2 captured differs: " + charge + " against " + row);
            }
            if (charge.ref().equals(row.text("psp_ref")) && charge.refunded() != row.number("refunded_minor")) {
                wrong.add("I2 refunded differs: " + charge + " against " + row);
            }
            if (charge.held() > 0 && !"authorized".equals(row.text("state"))) {
                wrong.add("I2 the provider holds money for an attempt that is over: " + charge + " against " + row);
            }
            if (charge.kept() > 0 && !chargedTenders.add(row.text("tender_id"))) {
                wrong.add("I1 a tender was charged twice: " + charge);
            }
        }
        return wrong;
    }

    /** I3 and I6: a paid order has its money, money has its order, and each completed session one order. */
    private List<String> orders(List<Charge> charges) {
        var kept = new HashMap<String, Long>();
        charges.forEach(charge -> kept.merge(charge.attempt(), charge.received(), Long::sum));
        var paid = new HashMap<String, Long>();
        var wrong = new ArrayList<String>();
        for (var row : shop.rows("""
                select p.attempt_id, p.session_id, p.psp, p.captured_minor, p.refunded_minor, p.order_id, a.unwanted_at, a.deposit,
                       s.status
                from check_payment p
                join payment_attempt a on a.merchant_id = p.merchant_id and a.attempt_id = p.attempt_id
                join checkout_session s on s.merchant_id = p.merchant_id and s.session_id = p.session_id
                where p.merchant_id = ?""")) {
            if (row.has("unwanted_at")) continue;
            var taken = "stripe".equals(row.text("psp"))
                    ? kept.getOrDefault(row.text("attempt_id"), 0L)
                    : row.number("captured_minor");
            paid.merge(row.text("session_id"), taken, Long::sum);
            var open = row.is("deposit") && !"canceled".equals(row.text("status"));
            if (taken > row.number("refunded_minor") && !row.has("order_id") && !open) {
                wrong.add("I2 money without an order: " + row);
            }
        }
        Set<String> numbers = new HashSet<>();
        for (var row : shop.rows("select * from check_order where merchant_id = ?")) {
            var taken = paid.getOrDefault(row.text("session_id"), 0L);
            var full = taken == row.number("total_minor");
            if ("paid".equals(row.text("state")) && !full)
                wrong.add("I3 paid without its money: " + row + " has " + taken);
            if ("authorized".equals(row.text("state")) && taken > 0) {
                wrong.add("I3 money was taken for an order that does not say so: " + row + " has " + taken);
            }
            if ("voided".equals(row.text("state")) && taken > 0) wrong.add("I3 voided with money: " + row);
            if (!numbers.add(row.text("number"))) wrong.add("I6 two orders with one number: " + row);
        }
        for (var row : shop.rows("""
                select s.session_id, s.state, s.order_id, o.number from check_session s
                full join check_order o on o.merchant_id = s.merchant_id and o.session_id = s.session_id
                where coalesce(s.merchant_id, o.merchant_id) = ?
                  and (s.state = 'completed') is distinct from (o.order_id is not null)""")) {
            wrong.add("I6 session and order disagree: " + row);
        }
        return wrong;
    }

    /** I4: each posting is balanced, and what the provider owes us is what it has taken and not given back. */
    private List<String> ledger(List<Charge> charges) {
        var wrong = new ArrayList<String>();
        for (var row : shop.rows("""
                select tx_id, currency, sum(amount_minor) from check_ledger where merchant_id = ?
                group by tx_id, currency having sum(amount_minor) <> 0""")) {
            wrong.add("I4 unbalanced: " + row);
        }
        var atProvider = new HashMap<String, Long>();
        charges.forEach(charge -> atProvider.merge(charge.currency(), charge.kept(), Long::sum));
        var inBooks = new HashMap<String, Long>();
        for (var row : shop.rows("""
                select currency, sum(case when debit_account = 'psp_clearing:stripe' then amount_minor else -amount_minor end) as kept
                from ledger_entry where merchant_id = ? and 'psp_clearing:stripe' in (debit_account, credit_account)
                  and not array['provider_fees', 'disputes', 'bank'] && array[debit_account, credit_account]
                group by currency""")) {
            inBooks.put(row.text("currency"), row.number("kept"));
        }
        var currencies = new HashSet<>(atProvider.keySet());
        currencies.addAll(inBooks.keySet());
        for (var currency : currencies) {
            long there = atProvider.getOrDefault(currency, 0L);
            long here = inBooks.getOrDefault(currency, 0L);
            if (there != here)
                wrong.add("I4 the provider has %d %s, the books say %d".formatted(there, currency, here));
        }
        return wrong;
    }

    /** I5: nothing is sold that was not there, and nothing stays aside for nobody. What was canceled before it left is not sold any more. */
    private List<String> stock() {
        var wrong = new ArrayList<String>();
        for (var row : shop.rows("""
                select s.* from check_stock s where s.merchant_id = ? and (
                    s.initial <> s.available + s.held + s.sold or s.available < 0 or s.held < 0 or s.sold < 0)""")) {
            wrong.add("I5 stock does not add up: " + row);
        }
        for (var row : shop.rows("""
                select h.* from stock_hold h join checkout_session c on c.merchant_id = h.merchant_id and c.session_id = h.session_id
                where h.merchant_id = ? and c.status in ('completed', 'canceled', 'incomplete', 'ready_for_complete')""")) {
            wrong.add("I5 held for nobody: " + row);
        }
        for (var row : shop.rows("""
                select l.sku, sum(l.quantity - coalesce(c.quantity, 0)) as ordered, max(s.sold) as sold from order_line l
                join (select merchant_id, sku, sum(sold) as sold from stock group by merchant_id, sku) s
                    on s.merchant_id = l.merchant_id and s.sku = l.sku
                left join (select g.merchant_id, g.order_id, g.line, sum(g.quantity) as quantity from fulfillment_line g
                        join fulfillment f on f.merchant_id = g.merchant_id and f.fulfillment_id = g.fulfillment_id
                        where f.status = 'canceled' group by g.merchant_id, g.order_id, g.line) c
                    on c.merchant_id = l.merchant_id and c.order_id = l.order_id and c.line = l.line
                where l.merchant_id = ? group by l.sku having sum(l.quantity - coalesce(c.quantity, 0)) <> max(s.sold)""")) {
            wrong.add("I5 sold is not what was ordered: " + row);
        }
        return wrong;
    }

    /** I9: the events of each thing are numbered without a gap, and all go out. */
    private List<String> events() {
        var wrong = new ArrayList<String>();
        for (var row : shop.rows("""
                select aggregate, count(*), max(seq) from check_outbox where merchant_id = ?
                group by aggregate having count(*) <> max(seq) or min(seq) <> 1""")) {
            wrong.add("I9 events with gaps: " + row);
        }
        for (var row : shop.rows("select event_id from check_outbox where merchant_id = ? and state <> 'published'")) {
            wrong.add("I9 an event waits: " + row);
        }
        return wrong;
    }

    /** I8: no coupon is used too often, no gift card has less than nothing or more than it was given. */
    private List<String> credit() {
        var wrong = new ArrayList<String>();
        for (var row : shop.rows("select * from check_coupon where merchant_id = ? and used > max_uses")) {
            wrong.add("I8 coupon used too often: " + row);
        }
        for (var row : shop.rows(
                "select * from check_giftcard where merchant_id = ? and (balance < 0 or balance > initial)")) {
            wrong.add("I8 gift card out of range: " + row);
        }
        for (var row : shop.rows("""
                select g.gift_card_id, g.balance_minor, sum(e.amount_minor) as entries from gift_card g
                join gift_card_entry e on e.merchant_id = g.merchant_id and e.gift_card_id = g.gift_card_id
                where g.merchant_id = ? group by g.merchant_id, g.gift_card_id having g.balance_minor <> sum(e.amount_minor)""")) {
            wrong.add("I8 a gift card's balance is not the sum of its entries: " + row);
        }
        for (var row : shop.rows("""
                select a.attempt_id, a.state, a.captured_minor, a.authorized_minor, a.refunded_minor,
                       coalesce(-sum(e.amount_minor), 0) as used
                from payment_attempt a
                left join gift_card_entry e on e.merchant_id = a.merchant_id and e.attempt_id = a.attempt_id
                where a.merchant_id = ? and a.provider = 'gift_card' and a.state not in ('sent', 'unknown')
                group by a.merchant_id, a.attempt_id
                having coalesce(-sum(e.amount_minor), 0) <> case when a.state = 'authorized' then a.authorized_minor
                    else a.captured_minor - a.refunded_minor end""")) {
            wrong.add("I8 a gift card gave another amount than the payment has: " + row);
        }
        return wrong;
    }
}

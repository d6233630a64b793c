package onetill.suite;

import java.util.ArrayList;
import java.util.List;

/** What requests have brought about in a shop: one request may bring about each of these once. */
record Effects(long orders, long refunds, long captures, long deposits) {

    static Effects of(Shop shop) {
        var row = shop.rows("""
                        select (select count(*) from orders o where o.merchant_id = m.id) as orders,
                               (select count(distinct request_id) from refund r where r.merchant_id = m.id) as refunds,
                               (select count(distinct request_id) from capture c where c.merchant_id = m.id) as captures,
                               (select count(*) from payment_attempt a where a.merchant_id = m.id and a.deposit
                                  and a.captured_minor > 0) as deposits
                        from (select cast(? as uuid) as id) m""").get(0);
        return new Effects(row.number("orders"), row.number("refunds"), row.number("captures"), row.number("deposits"));
    }

    /** Whatever one request has done more than once. */
    List<String> since(Effects before) {
        var wrong = new ArrayList<String>();
        if (orders - before.orders > 1) wrong.add("I7 one request made %d orders".formatted(orders - before.orders));
        if (refunds - before.refunds > 1)
            wrong.add("I7 one request made %d refunds".formatted(refunds - before.refunds));
        if (captures - before.captures > 1) wrong.add("I7 one request made several captures");
        if (deposits - before.deposits > 1) wrong.add("I7 one request made several deposits");
        return wrong;
    }
}

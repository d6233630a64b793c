package onetill.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * How many events a second are folded, and how long reports take beside few and beside many. No test: it is run by name, with
 * {@code -Dfunnel.events=…} that are folded and {@code -Dfunnel.times=…} as often as their journeys are copied then.
 */
@Timeout(7200)
class FunnelMeasurement extends ShopTest {

    private static final int EVENTS_PER_SESSION = 6;
    private static final int SESSIONS = Integer.getInteger("funnel.events", 120_000) / EVENTS_PER_SESSION;
    private static final int TIMES = Integer.getInteger("funnel.times", 49);
    private static final int CALLS = 20;
    private static final double NANOS_IN_MS = 1e6;

    @Test
    void of_folding_and_reporting() throws Exception {
        var began = System.nanoTime();
        write();
        var written = (System.nanoTime() - began) / NANOS_IN_MS / 1_000;
        var seconds = fold();
        System.out.printf(
                "folded %,d events in %.1f s: %,.0f a second; PostgreSQL alone had taken %.1f s to write them, ratio %.1f%n",
                SESSIONS * EVENTS_PER_SESSION,
                seconds,
                SESSIONS * EVENTS_PER_SESSION / seconds,
                written,
                seconds / written);
        var few = reports();

        shop.run("""
                insert into funnel_session select merchant_id, gen_random_uuid(), opened_at, active_at, entered_at, channel_id, step, outcome,
                    may_be_given_up, reason, total_minor, currency, attributes, path, journey
                from funnel_session, generate_series(1, %d) where merchant_id = ?""".formatted(TIMES));
        shop.run("update funnel_count set n = n * %1$d, minor = minor * %1$d where merchant_id = ?"
                .formatted(TIMES + 1));
        try (var connection = Shop.owner();
                var statement = connection.createStatement()) {
            statement.execute("vacuum analyze funnel_session");
            statement.execute("vacuum analyze funnel_count");
        }
        var many = reports();

        System.out.printf(
                "%n| report | p95 beside %,d sessions (%,d events) | beside %,d (%,d) | ratio |%n|---|---|---|---|%n",
                SESSIONS,
                SESSIONS * EVENTS_PER_SESSION,
                SESSIONS * (TIMES + 1L),
                SESSIONS * EVENTS_PER_SESSION * (TIMES + 1L));
        many.forEach((report, ms) -> System.out.printf(
                "| `%s` | %.0f ms | %.0f ms | %.1f |%n", report, few.get(report), ms, ms / few.get(report)));
    }

    /** Histories as the states write them: most buy, some are declined, some leave; over ninety days and four channels. */
    private void write() {
        shop.run("""
                insert into event (merchant_id, event_id, aggregate_type, aggregate_id, seq, type, channel_id, channel_kind, step, actor, data,
                                   occurred_at, position)
                select m, gen_random_uuid(), 'session', cast(md5(m || '/' || s) as uuid), e, case e when 1 then 'session.opened'
                           when 2 then 'session.changed' when 3 then 'session.changed' when 4 then 'session.submitted'
                           when 5 then case when s %% 5 = 0 then 'session.declined' else 'session.escalated' end
                           else case when s %% 5 < 2 then 'session.canceled' else 'session.completed' end end,
                       channel, channel, case e when 1 then 'contact' when 2 then 'delivery' when 6 then case when s %% 5 < 2 then 'payment'
                           else 'paid' end else 'payment' end, 'client_token:1',
                       jsonb_build_object('status', case e when 6 then case when s %% 5 < 2 then 'canceled' else 'completed' end
                               when 5 then case when s %% 5 = 0 then 'ready_for_complete' else 'requires_escalation' end
                               when 4 then 'complete_in_progress' else 'incomplete' end,
                           'total_minor', 2000 + s %% 7919, 'currency', 'EUR', 'basket', 'b', 'country', (array['DE','AT','CH','FR','NL'])[1 + s %% 5],
                           'costs', jsonb_build_object('subtotal', 1510 + s %% 7919, 'fulfillment', 490), 'fulfillment_option', 'standard')
                         || case when e = 1 then '{"asks":["buyer.email","fulfillment.address","payment.tender"],"skipped":{"billing.address":"same_as_delivery"}}'
                               when e = 2 then '{"asks":["fulfillment.address","payment.tender"],"skipped":{"buyer.email":"known"}}'
                               when e = 3 then '{"asks":["payment.tender"],"skipped":{"buyer.email":"known","fulfillment.address":"known"}}'
                               when e = 5 and s %% 5 = 0 then '{"decline_code":"do_not_honor"}' else '{}' end::jsonb,
                       now() - interval '90 days' + s * interval '90 days' / %d + e * (1 + s %% 60) * interval '1 second',
                       (select last_position from event_relay) + (s - 1) * 6 + e
                from (select cast(? as uuid) as m) m, generate_series(1, %d) s, generate_series(1, 6) e,
                     lateral (select (array['web','app','till-1','phone'])[1 + s %% 4] as channel) c""".formatted(SESSIONS, SESSIONS));
        shop.run("update event_relay set last_position = last_position + %d where cast(? as uuid) is not null"
                .formatted(SESSIONS * EVENTS_PER_SESSION));
    }

    private double fold() throws InterruptedException {
        var began = System.nanoTime();
        while (shop.rows("select 1 from funnel_position p where merchant_id = ? and position ="
                        + " (select max(position) from event e where e.merchant_id = p.merchant_id)")
                .isEmpty()) {
            Thread.sleep(200);
        }
        return (System.nanoTime() - began) / NANOS_IN_MS / 1_000;
    }

    private Map<String, Double> reports() {
        var today = LocalDate.now(ZoneOffset.UTC);
        var quarter = "?from=%s&to=%s".formatted(today.minusDays(89), today);
        var month = "?from=%s&to=%s".formatted(today.minusDays(31), today);
        var week = "?from=%s&to=%s".formatted(today.minusDays(7), today);
        var p95 = new LinkedHashMap<String, Double>();
        for (var report : Map.ofEntries(
                        Map.entry("funnel, 7 days", "funnel" + week),
                        Map.entry("funnel, 89 days", "funnel" + quarter),
                        Map.entry("funnel by hour, 31 days", "funnel" + month + "&by=hour"),
                        Map.entry("funnel by country, 7 days", "funnel" + week + "&by=country"),
                        Map.entry("funnel by country, 31 days", "funnel" + month + "&by=country"),
                        Map.entry("times, 89 days", "times" + quarter),
                        Map.entry("paths, 89 days", "paths" + quarter),
                        Map.entry("friction, 89 days", "friction" + quarter),
                        Map.entry(
                                "sessions of one reason, 89 days",
                                "sessions" + quarter + "&outcome=lost&reason=declined"),
                        Map.entry("live", "live"))
                .entrySet()
                .stream()
                .sorted(Map.Entry.comparingByKey())
                .toList()) {
            p95.put(report.getKey(), p95(report.getValue()));
        }
        return p95;
    }

    private double p95(String path) {
        var times = new double[CALLS];
        for (var i = -2; i < CALLS; i++) {
            var began = System.nanoTime();
            var answer = shop.server().get("/reports/" + path);
            assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
            if (i >= 0) times[i] = Duration.ofNanos(System.nanoTime() - began).toNanos() / NANOS_IN_MS;
        }
        Arrays.sort(times);
        return times[(int) Math.ceil(CALLS * 0.95) - 1];
    }
}

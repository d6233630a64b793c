package onetill.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import onetill.it.Caller.Answer;
import org.junit.jupiter.api.Test;

/** The books, the provider's list, and what becomes of the differences between them. */
class LedgerIT extends ShopTest {

    @Test
    void an_order_is_in_the_books_down_to_the_fee() {
        var order = paid("pm_card_visa");

        Await.until(() -> kinds(order).contains("fee"));

        var books = books(order);
        assertThat(books.at("/entries")).hasSize(2);
        var fee = entry(books, "fee");
        assertThat(fee.path("debit_account").asText()).isEqualTo("provider_fees");
        assertThat(fee.path("credit_account").asText()).isEqualTo("psp_clearing:stripe");
        assertThat(fee.path("amount_minor").asLong()).isEqualTo(172); // 2.9 % of 49.00 and 30
        assertThat(fee.path("source_ref").asText()).startsWith("txn_");
        assertThat(balances(books))
                .containsOnly(
                        Map.entry("psp_clearing:stripe", 4728L),
                        Map.entry("provider_fees", 172L),
                        Map.entry("sales", -4900L));
    }

    @Test
    void a_refund_follows_the_sale_and_what_both_sides_say_is_the_same() {
        var order = paid("pm_card_visa");
        shop.server().post("/orders/" + order + "/refunds", "{\"amount_minor\":890,\"reason\":\"damaged\"}");

        Await.until(() -> kinds(order).containsAll(List.of("capture", "fee", "refund")));

        assertThat(reconciled().at("/data/0/open_breaks").asInt()).isZero();
        assertThat(breaks("")).isEmpty();
        assertThat(balances(books(order)).get("psp_clearing:stripe")).isEqualTo(4900 - 172 - 890);
    }

    @Test
    void books_that_say_something_else_are_a_break_until_they_agree() {
        paid("pm_card_visa");
        shop.run("update payment_attempt set captured_minor = 4910, authorized_minor = 4910 where merchant_id = ?");

        reconciled();
        var open = breaks("?state=open");
        assertThat(open).hasSize(1);
        assertThat(open.get(0).path("kind").asText()).isEqualTo("amount_differs");
        assertThat(open.get(0).path("here_minor").asLong()).isEqualTo(4910);
        assertThat(open.get(0).path("there_minor").asLong()).isEqualTo(4900);
        reconciled();
        assertThat(breaks("")).as("the same difference is one break").hasSize(1);

        shop.run("update payment_attempt set captured_minor = 4900, authorized_minor = 4900 where merchant_id = ?");
        reconciled();

        assertThat(breaks("?state=open")).isEmpty();
        assertThat(breaks("").get(0).path("explanation").asText()).contains("equal");
        assertThat(breaks("").get(0).path("explained_by").asText()).isEqualTo("system");
    }

    @Test
    void money_given_back_behind_our_back_is_found_and_a_person_explains_it() {
        paid("pm_card_visa");
        var refund = Caller.atProvider(
                "/v1/refunds",
                "amount=100&payment_intent="
                        + shop.one("select provider_ref from payment_attempt where merchant_id = ?"));
        assertThat(refund.path("status").asText()).as(refund.toString()).isEqualTo("succeeded");

        reconciled();
        var open = breaks("?state=open");
        assertThat(open).hasSize(1);
        assertThat(open.get(0).path("kind").asText()).isEqualTo("refund_differs");
        var explained = shop.server()
                .postWithoutKey(
                        "/reconciliation-breaks/" + open.get(0).path("id").asText() + "/explain",
                        "{\"explanation\":\"refunded in the dashboard\"}");

        assertThat(explained.status()).as(explained.body().toString()).isEqualTo(200);
        assertThat(explained.text("explanation")).isEqualTo("refunded in the dashboard");
        assertThat(explained.text("explained_by")).isNotEqualTo("system");
        assertThat(shop.one(
                        "select count(*) from event where merchant_id = ? and type = 'reconciliation_break.explained'"))
                .isEqualTo(1L);
    }

    @Test
    void a_payment_with_our_reference_that_we_never_made_is_found() {
        var ref = straying(UUID.randomUUID().toString(), 700);

        reconciled();

        var open = breaks("?state=open");
        assertThat(open).hasSize(1);
        assertThat(open.get(0).path("kind").asText()).isEqualTo("missing_here");
        assertThat(open.get(0).path("provider_ref").asText()).isEqualTo(ref);
        assertThat(open.get(0).path("there_minor").asLong()).isEqualTo(700);
    }

    @Test
    void a_second_charge_for_the_same_attempt_goes_back_by_itself() {
        var order = paid("pm_card_visa");
        var attempt = shop.one("select attempt_id from payment_attempt where merchant_id = ?")
                .toString();

        var second = straying(attempt, 4900);

        Await.until(() -> Caller.atProvider("/v1/payment_intents/" + second + "?expand[]=latest_charge")
                        .at("/latest_charge/amount_refunded")
                        .asLong()
                == 4900);
        Await.until(() -> breaks("?state=open").isEmpty() && !breaks("").isEmpty());
        assertThat(breaks("").get(0).path("kind").asText()).isEqualTo("duplicate_charge");
        assertThat(breaks("").get(0).path("explanation").asText()).contains("re_");
        reconciled();
        assertThat(breaks("")).as("reading the list finds it settled").hasSize(1);
        assertThat(Caller.atProvider("/v1/refunds?payment_intent=" + second).path("data"))
                .hasSize(1);
        assertThat(shop.server().get("/orders/" + order).text("state")).isEqualTo("paid");
        assertThat(balances(books(order)).get("unexpected_payments")).isZero();
    }

    @Test
    void a_dispute_is_listed_and_in_the_books_and_goes_away_when_it_is_won() {
        var order = paid("pm_card_createDispute");
        Await.until(() -> !disputes().isEmpty());

        var dispute = disputes().get(0);
        assertThat(dispute.path("state").asText()).isEqualTo("needs_response");
        assertThat(dispute.path("reason").asText()).isEqualTo("fraudulent");
        assertThat(dispute.path("amount_minor").asLong()).isEqualTo(4900);
        assertThat(dispute.path("respond_by").asText()).isNotEmpty();
        Await.until(() -> kinds(order).contains("dispute"));
        assertThat(balances(books(order)).get("disputes")).isEqualTo(4900L);

        Caller.atProvider(
                "/v1/disputes/" + dispute.path("provider_ref").asText(),
                "evidence[uncategorized_text]=winning_evidence");

        Await.until(() -> "won".equals(disputes().get(0).path("state").asText()));
        Await.until(() -> balances(books(order)).get("disputes") == 0);
        assertThat(balances(books(order)).get("psp_clearing:stripe")).isEqualTo(4728);
        assertThat(shop.rows(
                        "select type from event where merchant_id = ? and aggregate_type = 'dispute' order by seq"))
                .extracting(it -> it.get("type"))
                .containsExactly("dispute.opened", "dispute.won");
        assertThat(shop.server().get("/disputes?state=open").body().path("data"))
                .isEmpty();
    }

    @Test
    void all_accounts_add_up_and_all_entries_come_as_csv() {
        paid("pm_card_visa");
        Await.until(() -> !shop.rows("select 1 from ledger_entry where merchant_id = ? and kind = 'fee'")
                .isEmpty());

        var accounts = shop.server().get("/ledger/accounts").body().path("data");
        var csv = Caller.text("/ledger/export", shop.secretKey);
        var first = shop.server().get("/ledger/entries?limit=1").body();
        var second = shop.server()
                .get("/ledger/entries?cursor=" + first.path("next_cursor").asText());

        var sum = 0L;
        for (var account : accounts) sum += account.path("amount_minor").asLong();
        assertThat(accounts).hasSize(3);
        assertThat(sum).isZero();
        assertThat(csv.headers().firstValue("Content-Type").orElse("")).startsWith("text/csv");
        var lines = csv.body().split("\r\n");
        assertThat(lines).hasSize(3);
        assertThat(lines[0]).startsWith("id,tx_id,posted_at,debit_account");
        assertThat(lines[1]).contains(",psp_clearing:stripe,sales,4900,EUR,capture,payment_attempt,pi_");
        assertThat(first.path("data")).hasSize(1);
        assertThat(second.body().path("data")).hasSize(1);
        assertThat(shop.server().get("/ledger/entries?account=sales").body().path("data"))
                .hasSize(1);
        assertThat(shop.server().get("/ledger/entries?from=yesterday").status()).isEqualTo(422);
    }

    @Test
    void the_books_are_not_for_tills_and_not_for_other_merchants() {
        var order = paid("pm_card_visa");

        for (var path : List.of("/ledger/entries", "/ledger/accounts", "/reconciliation-breaks", "/disputes")) {
            assertThat(shop.till().get(path).status()).as(path).isEqualTo(403);
        }
        var other = Shop.open();
        assertThat(other.server().get("/orders/" + order + "/ledger").status()).isEqualTo(404);
        assertThat(other.server().get("/ledger/entries").body().path("data")).isEmpty();
        assertThat(other.server()
                        .postWithoutKey(
                                "/reconciliation-breaks/" + UUID.randomUUID() + "/explain", "{\"explanation\":\"x\"}")
                        .status())
                .isEqualTo(404);
    }

    private String straying(String attempt, long amount) {
        return Caller.atProvider(
                        "/v1/payment_intents",
                        "amount=%d&currency=eur&confirm=true&payment_method=pm_card_visa&payment_method_types[]=card&metadata[merchant_id]=%s&metadata[session_id]=%s&metadata[attempt_id]=%s"
                                .formatted(amount, shop.merchantId, UUID.randomUUID(), attempt))
                .path("id")
                .asText();
    }

    private String paid(String method) {
        var sale = shop.till()
                .post(
                        "/channels/till-1/sales",
                        "{\"line_items\":[{\"sku\":\"POT\"}],\"tender\":{\"type\":\"card\",\"payment_method\":\"%s\"}}"
                                .formatted(method));
        assertThat(sale.status()).as(sale.body().toString()).isEqualTo(201);
        return sale.body().at("/order/id").asText();
    }

    private JsonNode books(String order) {
        var answer = shop.server().get("/orders/" + order + "/ledger");
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        return answer.body();
    }

    private List<String> kinds(String order) {
        var kinds = new ArrayList<String>();
        books(order).path("entries").forEach(it -> kinds.add(it.path("kind").asText()));
        return kinds;
    }

    private static JsonNode entry(JsonNode books, String kind) {
        for (var entry : books.path("entries"))
            if (kind.equals(entry.path("kind").asText())) return entry;
        throw new AssertionError("no " + kind + " in " + books);
    }

    private static Map<String, Long> balances(JsonNode books) {
        var balances = new java.util.HashMap<String, Long>();
        books.path("balances")
                .forEach(it -> balances.put(
                        it.path("account").asText(), it.path("amount_minor").asLong()));
        return balances;
    }

    /** Reads and compares, and reads once more should somebody else just have been at it. */
    private JsonNode reconciled() {
        var before = String.valueOf(shop.rowsOfAll("select read_at from provider_statement"));
        var answer = new Answer[1];
        Await.until(() -> {
            answer[0] = shop.server().postWithoutKey("/reconciliations", null);
            return !before.equals(String.valueOf(shop.rowsOfAll("select read_at from provider_statement")));
        });
        assertThat(answer[0].status()).as(answer[0].body().toString()).isEqualTo(200);
        return answer[0].body();
    }

    private List<JsonNode> breaks(String query) {
        return list("/reconciliation-breaks" + query);
    }

    private List<JsonNode> disputes() {
        return list("/disputes");
    }

    private List<JsonNode> list(String path) {
        var found = new ArrayList<JsonNode>();
        shop.server().get(path).body().path("data").forEach(found::add);
        return found;
    }
}

package onetill.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Collectors;
import onetill.launch.SecondNode;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Facts on the topic of a real broker, which is away for a while. The other node has no Kafka, and leaves them alone. */
class KafkaIT extends ShopTest {

    private static final String DESTINATION = "{\"kind\":\"kafka\",\"settings\":{}}";
    private static final List<String> SETTINGS = List.of("EXPORT_INTERVAL", "EXPORT_CONSENT_WAIT");

    private static KafkaBroker broker;
    private static SecondNode node;

    @BeforeAll
    static void startBrokerAndNode() throws Exception {
        broker = new KafkaBroker();
        broker.start();
        var settings = new HashMap<String, String>();
        for (var name : SETTINGS) settings.put(name, System.getenv(name));
        settings.put("EXPORT_RETRIES", "PT0.5S" + ",PT1S".repeat(60));
        settings.put("KAFKA_SERVERS", broker.servers());
        settings.put("KAFKA_CLIENT_ID", "onetill-test");
        node = SecondNode.start(settings);
    }

    @AfterAll
    static void stopThem() throws Exception {
        if (node != null) node.close();
        broker.close();
    }

    @Test
    void each_fact_is_on_the_topic_once_and_in_order_though_the_broker_was_away() {
        var here = shop.server().post("/export-destinations", DESTINATION);
        assertThat(here.status()).isEqualTo(422);
        assertThat(here.text("detail")).contains("KAFKA_SERVERS");
        var made = shop.server().at(node.publicDoor()).post("/export-destinations", DESTINATION);
        assertThat(made.status()).as(made.body().toString()).isEqualTo(201);
        var destination = made.body().findValue("id").asText();

        refund(bought(), 100);
        Await.until(() -> pending(destination) == 0 && ofThisShop().size() == 4);
        broker.stop();
        var order = bought();
        Await.until(() -> triedInVain(destination));
        broker.start();
        refund(order, 200);

        Await.until(() -> pending(destination) == 0 && ofThisShop().size() >= 8);
        var records = ofThisShop();
        assertThat(records.stream().map(it -> header(it, "event_id")).distinct())
                .as("0 lost")
                .hasSize(8);
        records.stream().collect(Collectors.groupingBy(ConsumerRecord::key)).forEach((session, facts) -> {
            assertThat(facts.stream().map(it -> header(it, "type")).distinct())
                    .containsExactly("checkout_begun", "payment_info_added", "purchase", "refund");
            for (var fact : facts) {
                assertThat(fact.value()).contains("\"session_id\":\"" + session + "\"");
                assertThat(fact.value()).contains(header(fact, "event_id"));
                assertThat(fact.value()).doesNotContain("@example.com", "Torstr");
            }
        });
        System.out.printf("kafka: %d facts, %d records%n", 8, records.size());
    }

    private List<ConsumerRecord<String, String>> ofThisShop() {
        var merchant = String.valueOf(shop.one("select merchant_id from merchant where merchant_id = ?"));
        return broker.all().stream()
                .filter(it -> header(it, "merchant_id").equals(merchant))
                .toList();
    }

    private static String header(ConsumerRecord<String, String> fact, String name) {
        return new String(fact.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private long pending(String destination) {
        return (long) shop.one("select count(*) from export_delivery where merchant_id = ? and state = 'pending'"
                + " and destination_id = '" + destination + "'");
    }

    private boolean triedInVain(String destination) {
        return !shop.rows(
                        "select 1 from export_delivery where merchant_id = ? and state = 'pending' and last_answer is not null"
                                + " and destination_id = '" + destination + "'")
                .isEmpty();
    }

    private String bought() {
        var opened = shop.server().post("/checkout-sessions", """
                {"channel":"web","line_items":[{"sku":"TEA","quantity":2}],"buyer":{"email":"ada@example.com"},
                 "fulfillment":{"address":{"name":"Ada","line1":"Torstr. 1","postal_code":"10119","city":"Berlin"}}}""");
        var path = "/checkout-sessions/" + opened.body().at("/session/id").asText();
        for (var purpose : List.of("analytics", "marketing_measurement")) {
            shop.server().post(path + "/consents", "{\"purpose\":\"%s\",\"text\":\"Yes, do\"}".formatted(purpose));
        }
        JsonNode session = shop.server().get(path).body();
        var paid = shop.server()
                .post(
                        path + "/complete",
                        "{\"revision\":%d,\"confirmed_total_minor\":%d,\"tender\":{\"type\":\"card\",\"payment_method\":\"pm_card_visa\"}}"
                                .formatted(
                                        session.path("revision").asLong(),
                                        session.path("total_minor").asLong()));
        assertThat(paid.text("status")).as(paid.body().toString()).isEqualTo("completed");
        return "/orders/" + paid.body().at("/order/id").asText();
    }

    private void refund(String order, long minor) {
        var given =
                shop.server().post(order + "/refunds", "{\"amount_minor\":%d,\"reason\":\"damaged\"}".formatted(minor));
        assertThat(given.status()).as(given.body().toString()).isEqualTo(201);
    }
}

package onetill.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import onetill.launch.SecondNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Live updates on two servers with one database. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StreamsIT extends ShopTest {

    private static SecondNode second;

    private String id;
    private String clientToken;
    private String path;

    @BeforeAll
    static void startAnother() throws Exception {
        second = SecondNode.start(
                Map.of("STREAMS_PER_SESSION", "3", "STREAMS_CHECK", "PT1S", "STREAMS_HEARTBEAT", "PT1S"));
    }

    @AfterAll
    static void stopTheOther() throws Exception {
        if (second != null) second.close();
    }

    @BeforeEach
    void openSession() {
        var opened =
                shop.server().post("/checkout-sessions", "{\"channel\":\"web\",\"line_items\":[{\"sku\":\"TEA\"}]}");
        id = opened.body().at("/session/id").asText();
        clientToken = opened.text("client_token");
        path = "/checkout-sessions/" + id + "/events";
    }

    @Test
    @Order(1)
    void what_happens_on_one_node_is_told_on_the_other_once_and_in_order() throws Exception {
        try (var there = Stream.open(second.publicDoor(), path, clientToken, "0");
                var everything = Stream.open(second.publicDoor(), "/events", shop.secretKey, "0")) {
            change(20);

            Await.until(() -> there.events().size() >= 21 && everything.events().size() >= 21);
            change(1);
            Await.until(() -> there.events().size() >= 22 && everything.events().size() >= 22);

            assertThat(there.seqs()).isEqualTo(upTo(22));
            assertThat(everything.seqs()).isEqualTo(upTo(22));
        }
    }

    @Test
    @Order(2)
    void who_was_away_goes_on_at_another_node_where_they_were() throws Exception {
        String seen;
        try (var here = Stream.open(Application.publicDoor(), path, clientToken, "0")) {
            change(2);
            Await.until(() -> here.events().size() >= 3);
            seen = here.events().get(2).id();
        }
        change(3);

        try (var there = Stream.open(second.publicDoor(), path, clientToken, seen)) {
            Await.until(() -> there.events().size() >= 3);
            change(2);
            Await.until(() -> there.events().size() >= 5);

            assertThat(there.seqs()).containsExactly(4L, 5L, 6L, 7L, 8L);
        }
    }

    @Test
    @Order(3)
    void one_who_has_gone_and_one_who_does_not_read_hurt_nobody() throws Exception {
        var gone = Stream.open(Application.publicDoor(), path, clientToken, null);
        try (var deaf = Stream.deaf(Application.publicDoor(), path, clientToken);
                var here = Stream.open(Application.publicDoor(), path, clientToken, "0")) {
            gone.close();

            change(10);

            Await.until(() -> here.events().size() >= 11);
            assertThat(here.seqs()).isEqualTo(upTo(11));
            assertThat(deaf.hasEnded()).isFalse();
        }
    }

    @Test
    @Order(4)
    void who_looks_at_a_session_is_known_at_all_nodes_until_they_leave() throws Exception {
        try (var buyer = Stream.open(Application.publicDoor(), path, clientToken, null)) {
            Await.until(() -> buyer.kinds().equals(List.of("buyer")));
            try (var server = Stream.open(second.publicDoor(), path, shop.secretKey, null)) {
                Await.until(() -> buyer.kinds().equals(List.of("buyer", "server")));
                Await.until(() -> server.kinds().equals(List.of("buyer", "server")));
                assertThat(buyer.lastPresence().id()).as("it has no position").isEmpty();
                assertThat(buyer.lastPresence().data()).doesNotContain(shop.secretKey, clientToken);
                var asked = Caller.with(clientToken).get("/checkout-sessions/" + id + "/participants");
                assertThat(asked.status()).isEqualTo(200);
                assertThat(asked.body().path("data").findValuesAsText("kind")).containsExactly("buyer", "server");
                assertThat(asked.body().at("/data/0/channel_id").asText()).isEqualTo("web");
            }
            Await.until(() -> buyer.kinds().equals(List.of("buyer")));
        }
        var strangers = Shop.open().server().get("/checkout-sessions/" + id + "/participants");
        assertThat(strangers.status()).isEqualTo(404);
    }

    @Test
    @Order(5)
    void a_stream_ends_soon_after_its_credential() throws Exception {
        try (var buyer = Stream.open(second.publicDoor(), path, clientToken, null);
                var server = Stream.open(second.publicDoor(), path, shop.secretKey, null)) {
            shop.run("update credential set revoked_at = now() where merchant_id = ? and kind = 'client_token'");

            Await.until(buyer::hasEnded);

            change(1);
            Await.until(() -> server.events().size() == 1);
            assertThat(server.hasEnded()).isFalse();
        }
    }

    @Test
    @Order(6)
    void a_till_is_told_that_the_session_has_left_it() throws Exception {
        var opened = shop.till().post("/checkout-sessions", "{\"channel\":\"till-1\"}");
        id = opened.body().at("/session/id").asText();
        try (var till = Stream.open(second.publicDoor(), "/checkout-sessions/" + id + "/events", shop.register, null)) {
            var taken = shop.server().post("/checkout-sessions/" + id + "/holder", "{\"channel\":\"web\"}");
            assertThat(taken.status()).as(taken.body().toString()).isEqualTo(200);

            Await.until(till::hasEnded);

            var heard = till.events(); // that the session was opened may have got its position only now
            assertThat(heard.get(heard.size() - 1).type()).isEqualTo("session.handed_off");
            assertThat(heard.size()).isLessThanOrEqualTo(2);
            assertThat(shop.till().get("/checkout-sessions/" + id).status()).isEqualTo(404);
        }
    }

    @Test
    @Order(7)
    void a_stream_ends_with_the_person_the_till_and_the_key_it_was_opened_by() throws Exception {
        var tills = new Tills(shop);
        var register = tills.enrolled().text("credential");
        var till = Caller.with(register);
        var cashier = Tills.signIn(till, tills.person("Cara", "cashier", "4711"), "4711")
                .text("token");
        var sale = till.post("/checkout-sessions", "{\"channel\":\"till-1\"}")
                .body()
                .at("/session/id")
                .asText();
        var there = "/checkout-sessions/" + sale + "/events";
        var key = tills.admin().post("/api-keys", "{\"kind\":\"secret_key\",\"label\":\"Wall\"}");
        try (var person = Stream.open(second.publicDoor(), there, cashier, null);
                var device = Stream.open(second.publicDoor(), there, register, null);
                var wall = Stream.open(second.publicDoor(), "/events", key.text("secret"), null)) {
            assertThat(List.of(person.status(), device.status(), wall.status())).allMatch(it -> it.contains("200"));

            till.send("DELETE", "/registers/current/cashier", null, Map.of());
            Await.until(person::hasEnded);
            assertThat(device.hasEnded()).isFalse();

            var enrolled =
                    tills.manager().get("/registers").body().at("/data/0/id").asText();
            tills.manager().postWithoutKey("/registers/" + enrolled + "/revoke", null);
            Await.until(device::hasEnded);
            assertThat(wall.hasEnded()).isFalse();

            tills.admin()
                    .postWithoutKey("/api-keys/" + key.body().at("/api_key/id").asText() + "/revoke", null);
            Await.until(wall::hasEnded);
        }
    }

    @Test
    @Order(8)
    void more_streams_than_a_session_may_have_are_a_problem_that_says_so() throws Exception {
        try (var one = Stream.open(second.publicDoor(), path, clientToken, null);
                var two = Stream.open(second.publicDoor(), path, clientToken, null);
                var three = Stream.open(second.publicDoor(), path, clientToken, null);
                var tooMany = Stream.open(second.publicDoor(), path, clientToken, null)) {
            assertThat(one.status() + two.status() + three.status()).doesNotContain("429");
            assertThat(tooMany.status()).contains("429");
        }
    }

    @Test
    @Order(9)
    void those_at_a_node_that_died_are_gone_when_its_lease_ends() throws Exception {
        try (var buyer = Stream.open(Application.publicDoor(), path, clientToken, null);
                var server = Stream.open(second.publicDoor(), path, shop.secretKey, null)) {
            Await.until(() -> buyer.kinds().equals(List.of("buyer", "server")));

            second.kill();

            Await.until(server::hasEnded);
            Await.until(() -> buyer.kinds().equals(List.of("buyer")));
        }
    }

    private void change(int times) {
        for (var i = 0; i < times; i++) {
            var changed = shop.server()
                    .patch("/checkout-sessions/" + id, "{\"locale\":\"%s\"}".formatted(i % 2 == 0 ? "de" : "en"));
            assertThat(changed.status()).as(changed.body().toString()).isEqualTo(200);
        }
    }

    private static List<Long> upTo(long last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }
}

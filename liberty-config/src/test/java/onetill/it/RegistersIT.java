package onetill.it;

import static onetill.it.Tills.TILL;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import onetill.it.Caller.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A device becomes a till by a code, people sign in there by a PIN, and what happens there names both. */
class RegistersIT extends ShopTest {

    private static final String SALE = """
            {"line_items":[{"sku":"TEA"}],"tender":{"type":"cash","received_minor":1000}}""";

    private Tills tills;

    @BeforeEach
    void findTills() {
        tills = new Tills(shop);
    }

    @Test
    void a_device_becomes_the_till_of_its_channel_by_a_code_that_is_good_once() {
        var created = tills.created();
        var code = created.text("code");
        assertThat(code).matches("[2-9A-HJ-NP-Z]{8}");
        assertThat(created.body().at("/register/state").asText()).isEqualTo("waiting");

        var enrolled =
                Tills.enroll(code.substring(0, 4) + "-" + code.substring(4).toLowerCase(java.util.Locale.ROOT));

        assertThat(enrolled.status()).as(enrolled.body().toString()).isEqualTo(201);
        assertThat(enrolled.text("credential")).startsWith("rg_");
        assertThat(enrolled.body().at("/register/location_id").asText()).isEqualTo("mitte");
        var till = Caller.with(enrolled.text("credential"));
        assertThat(sell(till, TILL).status()).isEqualTo(201);
        assertThat(sell(till, "phone").status()).as("another channel").isNotEqualTo(201);
        assertThat(till.post("/checkout-sessions", "{\"channel\":\"web\"}").status())
                .as("another channel")
                .isEqualTo(404);
        assertThat(till.get("/registers/current").body().at("/register/state").asText())
                .isEqualTo("enrolled");
        assertThat(Tills.enroll(code).status()).as("again").isEqualTo(404);
        var id = created.body().at("/register/id").asText();
        Await.until(() -> !tills.manager()
                .get("/registers/" + id)
                .body()
                .path("last_seen_at")
                .isNull());
        assertThat(shop.rows("select * from register where merchant_id = ?").toString())
                .doesNotContain(code);
    }

    @Test
    void another_device_takes_the_place_of_the_one_before() {
        var first = Caller.with(tills.enrolled().text("credential"));
        assertThat(sell(first, TILL).status()).isEqualTo(201);

        var second = Caller.with(tills.enrolled().text("credential"));

        assertThat(first.get("/channels").status()).as("the device of before").isEqualTo(401);
        assertThat(sell(second, TILL).status()).isEqualTo(201);
        assertThat(tills.manager().get("/registers").body().path("data").findValuesAsText("state"))
                .containsExactly("enrolled", "revoked");
    }

    @Test
    void a_register_that_is_lost_is_let_in_no_more_and_neither_is_who_was_at_it() {
        var enrolled = tills.enrolled();
        var till = Caller.with(enrolled.text("credential"));
        var cara = tills.person("Cara", "cashier", "4711");
        var atTill = Caller.with(Tills.signIn(till, cara, "4711").text("token"));
        assertThat(atTill.get("/registers/current").status()).isEqualTo(200);
        var path = "/registers/" + enrolled.body().at("/register/id").asText() + "/revoke";

        assertThat(tills.manager()
                        .postWithoutKey(path, null)
                        .body()
                        .path("state")
                        .asText())
                .isEqualTo("revoked");

        assertThat(till.get("/channels").status()).isEqualTo(401);
        assertThat(atTill.get("/channels").status()).isEqualTo(401);
        assertThat(Shop.open().staff("eve", "admin").postWithoutKey(path, null).status())
                .isEqualTo(404);
    }

    @Test
    void only_who_may_makes_registers_and_only_for_tills() {
        var wish = "{\"channel_id\":\"%s\",\"name\":\"Mine\"}";
        assertThat(shop.staff("cara", "cashier")
                        .post("/registers", wish.formatted(TILL))
                        .status())
                .isEqualTo(403);
        assertThat(shop.till().post("/registers", wish.formatted(TILL)).status())
                .isEqualTo(403);
        assertThat(tills.manager().post("/registers", wish.formatted("web")).text("type"))
                .isEqualTo("/problems/wrong-channel-kind");
        assertThat(tills.manager().post("/registers", wish.formatted("nowhere")).status())
                .isEqualTo(404);
        shop.run("update register set code_expires_at = now() where merchant_id = ?");
        var late = tills.created();
        shop.run("update register set code_expires_at = now() where merchant_id = ?");
        assertThat(Tills.enroll(late.text("code")).status()).isEqualTo(404);
    }

    @Test
    void what_happens_at_a_till_names_the_person_and_sessions_stay_when_people_change() {
        var till = Caller.with(tills.enrolled().text("credential"));
        var cara = tills.person("Cara", "cashier", "4711");
        var carl = tills.person("Carl", "cashier", "8152");
        assertThat(till.get("/staff-members").body().path("data").findValuesAsText("name"))
                .containsExactly("Cara", "Carl");
        assertThat(till.get("/staff-members").body().toString().replaceAll("[0-9a-f-]{36}", ""))
                .doesNotContain("4711", "hash");
        var asCara = Caller.with(Tills.signIn(till, cara, "4711").text("token"));
        var opened = asCara.post(
                "/checkout-sessions", "{\"channel\":\"%s\",\"line_items\":[{\"sku\":\"TEA\"}]}".formatted(TILL));
        assertThat(opened.status()).as(opened.body().toString()).isEqualTo(201);
        var path = "/checkout-sessions/" + opened.body().at("/session/id").asText();

        var asCarl = Caller.with(Tills.signIn(asCara, carl, "8152").text("token"));
        var paid = asCarl.post(
                path + "/complete",
                "{\"revision\":1,\"confirmed_total_minor\":890,\"tender\":{\"type\":\"cash\",\"received_minor\":1000}}");

        assertThat(paid.text("status")).as(paid.body().toString()).isEqualTo("completed");
        assertThat(asCara.get(path).status()).as("signed out by the next").isEqualTo(401);
        assertThat(till.get(path).status()).as("the register itself").isEqualTo(200);
        var actors = shop.rows("""
                select type, actor from event where merchant_id = ? and type in ('session.opened', 'order.placed', 'cashier.signed_in')
                order by event_id""");
        assertThat(actors.toString())
                .contains("type=session.opened, actor=register:till-1/cashier:" + cara)
                .contains("type=order.placed, actor=register:till-1/cashier:" + carl)
                .contains("type=cashier.signed_in, actor=register:till-1/cashier:" + carl);
        assertThat(asCarl.get("/registers/current").body().at("/cashier/name").asText())
                .isEqualTo("Carl");
        assertThat(asCarl.send("DELETE", "/registers/current/cashier", null, Map.of())
                        .status())
                .isEqualTo(204);
        assertThat(asCarl.get(path).status()).isEqualTo(401);
    }

    @Test
    void a_person_at_a_till_may_there_what_the_till_may() {
        var till = Caller.with(tills.enrolled().text("credential"));
        var max = tills.person("Max", "manager", "4711");

        var atTill = Caller.with(Tills.signIn(till, max, "4711").text("token"));

        assertThat(atTill.get("/orders").status()).isEqualTo(403);
        assertThat(atTill.get("/registers").status()).isEqualTo(403);
        assertThat(atTill.post("/staff-members", "{\"name\":\"Eve\",\"roles\":[\"admin\"]}")
                        .status())
                .isEqualTo(403);
        assertThat(Tills.signIn(shop.server(), max, "4711").status())
                .as("not at a register")
                .isEqualTo(403);
    }

    @Test
    void five_wrong_PINs_and_it_rests_at_this_register_and_for_this_person_alone() {
        var till = Caller.with(tills.enrolled().text("credential"));
        var cara = tills.person("Cara", "cashier", "4711");
        var carl = tills.person("Carl", "cashier", "8152");
        for (var i = 0; i < 5; i++) {
            var wrong = Tills.signIn(till, cara, "000" + i);
            assertThat(wrong.status()).isEqualTo(422);
            assertThat(wrong.text("type")).isEqualTo("/problems/wrong-pin");
            assertThat(wrong.text("detail")).contains("5", "15 minutes");
        }

        var right = Tills.signIn(till, cara, "4711");

        assertThat(right.status()).as("the right one, too late").isEqualTo(429);
        assertThat(right.text("type")).isEqualTo("/problems/too-many-tries");
        assertThat(Integer.parseInt(right.header("Retry-After"))).isBetween(1, 900);
        assertThat(Tills.signIn(till, carl, "8152").status())
                .as("somebody else")
                .isEqualTo(201);
        assertThat(Tills.signIn(shop.till(), cara, "4711").status())
                .as("the same till by another credential")
                .isEqualTo(429);
    }

    @Test
    void who_no_longer_works_here_is_signed_out_and_cannot_come_back() {
        var till = Caller.with(tills.enrolled().text("credential"));
        var cara = tills.person("Cara", "cashier", "4711");
        var atTill = Caller.with(Tills.signIn(till, cara, "4711").text("token"));
        assertThat(atTill.get("/channels").status()).isEqualTo(200);

        tills.manager().patch("/staff-members/" + cara, "{\"active\":false}");

        assertThat(atTill.get("/channels").status()).isEqualTo(401);
        assertThat(Tills.signIn(till, cara, "4711").text("type")).isEqualTo("/problems/wrong-pin");
        assertThat(Tills.signIn(till, "00000000-0000-7000-8000-000000000000", "4711")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void a_PIN_is_set_by_oneself_or_by_who_may_and_is_stored_slow_and_salted() {
        var added =
                tills.admin().post("/staff-members", "{\"name\":\"Max\",\"roles\":[\"manager\"],\"subject\":\"max\"}");
        var max = added.text("id");
        var cara = tills.person("Cara", "cashier", "4711");
        var carl = tills.person("Carl", "cashier", "4711");

        assertThat(Tills.setPin(tills.manager(), max, "8152").status())
                .as("oneself")
                .isEqualTo(204);
        assertThat(Tills.setPin(tills.manager(), cara, "8152").status())
                .as("a manager for a cashier")
                .isEqualTo(204);
        assertThat(Tills.setPin(shop.staff("mia", "manager"), max, "8152").status())
                .as("a manager for another")
                .isEqualTo(403);
        assertThat(Tills.setPin(shop.staff("carl", "cashier"), cara, "8152").status())
                .as("a cashier for another")
                .isEqualTo(403);
        assertThat(Tills.setPin(shop.server(), cara, "8152").status())
                .as("a server")
                .isEqualTo(403);
        for (var weak : new String[] {"1234", "4321", "7777", "123", "123456789", "12a4"}) {
            assertThat(Tills.setPin(tills.admin(), carl, weak).status())
                    .as(weak)
                    .isEqualTo(422);
        }
        assertThat(tills.manager()
                        .post("/staff-members", "{\"name\":\"Eve\",\"roles\":[\"admin\"]}")
                        .status())
                .as("nobody gives out more than they have")
                .isEqualTo(403);
        var hashes = shop.rows("select pin_hash from staff_member where merchant_id = ?");
        assertThat(hashes.toString()).contains("pbkdf2-sha512$210000$").doesNotContain("$8152", "$4711");
        assertThat(hashes).doesNotHaveDuplicates();
    }

    private static Answer sell(Caller till, String channel) {
        return till.post("/channels/" + channel + "/sales", SALE);
    }
}

package onetill.it;

import static org.assertj.core.api.Assertions.assertThat;

import onetill.it.Caller.Answer;

/** Registers and the people at them, made as a manager makes them. */
final class Tills {

    static final String TILL = "till-1";

    private final Shop shop;

    Tills(Shop shop) {
        this.shop = shop;
    }

    Caller manager() {
        return shop.staff("max", "manager");
    }

    Caller admin() {
        return shop.staff("ada", "admin");
    }

    Answer created() {
        var created =
                manager().post("/registers", "{\"channel_id\":\"%s\",\"name\":\"Till at the door\"}".formatted(TILL));
        assertThat(created.status()).as(created.body().toString()).isEqualTo(201);
        return created;
    }

    static Answer enroll(String code) {
        return Caller.nobody().postWithoutKey("/register-enrollments", "{\"code\":\"%s\"}".formatted(code));
    }

    Answer enrolled() {
        var enrolled = enroll(created().text("code"));
        assertThat(enrolled.status()).as(enrolled.body().toString()).isEqualTo(201);
        return enrolled;
    }

    /** @return the id of somebody who has a PIN */
    String person(String name, String role, String pin) {
        var added = admin().post("/staff-members", "{\"name\":\"%s\",\"roles\":[\"%s\"]}".formatted(name, role));
        assertThat(added.status()).as(added.body().toString()).isEqualTo(201);
        var id = added.text("id");
        assertThat(setPin(admin(), id, pin).status()).isEqualTo(204);
        return id;
    }

    static Answer setPin(Caller by, String id, String pin) {
        return by.send("PUT", "/staff-members/" + id + "/pin", "{\"pin\":\"%s\"}".formatted(pin), java.util.Map.of());
    }

    static Answer signIn(Caller register, String id, String pin) {
        return register.postWithoutKey(
                "/registers/current/cashier", "{\"staff_member_id\":\"%s\",\"pin\":\"%s\"}".formatted(id, pin));
    }

    static Answer approve(Caller register, String id, String pin, String action, String sessionId) {
        var session = sessionId == null ? "null" : "\"" + sessionId + "\"";
        return register.postWithoutKey(
                "/registers/current/approvals",
                "{\"staff_member_id\":\"%s\",\"pin\":\"%s\",\"action\":\"%s\",\"reason\":\"scratched\",\"session_id\":%s}"
                        .formatted(id, pin, action, session));
    }
}

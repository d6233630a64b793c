package onetill.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import onetill.access.Role;
import onetill.it.Caller.Answer;
import org.junit.jupiter.api.Test;

/** The table of access, asked cell by cell: each operation by each kind of caller and each role. */
class AccessIT extends ShopTest {

    /** It answers as long as somebody listens; its streams have tests of their own. */
    private static final String STREAM = "GET /events";

    @Test
    void each_cell_of_the_table_is_what_the_server_does() {
        var callers = new LinkedHashMap<String, Caller>();
        var may = new LinkedHashMap<String, Predicate<Endpoint>>();
        callers.put("secret_key", shop.server());
        callers.put("publishable_key", Caller.with(shop.publishableKey));
        callers.put("client_token", Caller.with(clientToken()));
        callers.put("register", shop.till());
        for (var kind : AccessTableTest.KINDS) may.put(lower(kind), it -> it.lets(kind));
        for (var role : Role.values()) {
            callers.put(lower(role), shop.staff("somebody", lower(role)));
            may.put(lower(role), it -> it.lets(role));
        }
        var wrong = new ArrayList<String>();
        var asked = 0;
        for (var endpoint : Endpoint.all()) {
            for (var caller : callers.entrySet()) {
                var allowed = may.get(caller.getKey()).test(endpoint);
                if (allowed && endpoint.operation().equals(STREAM)) continue;
                var answer = ask(caller.getValue(), endpoint);
                asked++;
                if (isRefused(answer) == allowed || answer.status() >= 500) {
                    wrong.add("%s by %s: %s %s"
                            .formatted(endpoint.operation(), caller.getKey(), answer.status(), answer.body()));
                }
            }
        }

        System.out.printf("table of access: %d cells asked, %d not as written%n", asked, wrong.size());
        assertThat(wrong).isEmpty();
        assertThat(asked).isGreaterThan(800);
    }

    private String clientToken() {
        return shop.server().post("/checkout-sessions", "{\"channel\":\"web\"}").text("client_token");
    }

    /** About things that are not there, with a body that says nothing: only who asks can be the reason for a 401 or 403. */
    private static Answer ask(Caller caller, Endpoint endpoint) {
        var path = endpoint.path()
                .replace("{channel}", "nowhere")
                .replaceAll("\\{\\w+}", UUID.randomUUID().toString());
        var body = endpoint.method().equals("GET") ? null : "{}";
        return caller.send(
                endpoint.method(),
                path,
                body,
                Map.of("Idempotency-Key", UUID.randomUUID().toString()));
    }

    private static boolean isRefused(Answer answer) {
        return answer.status() == 401
                || answer.status() == 403 && answer.text("detail").startsWith("a caller of kind");
    }

    private static String lower(Enum<?> name) {
        return name.name().toLowerCase(Locale.ROOT);
    }
}

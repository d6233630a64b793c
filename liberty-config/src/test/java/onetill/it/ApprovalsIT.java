package onetill.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import onetill.it.Caller.Answer;
import onetill.staff.trial.TrialResource;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a cashier may not do alone, a manager agrees to: once, for one thing, with a reason. */
@ExtendWith(ArquillianExtension.class)
class ApprovalsIT {

    private Shop shop;
    private Tills tills;
    private Caller till;
    private String max;
    private Caller cashier;

    @Deployment(testable = false)
    static WebArchive application() {
        return Application.war().addPackage(TrialResource.class.getPackage());
    }

    @BeforeEach
    void open() {
        shop = Shop.open();
        tills = new Tills(shop);
        till = Caller.with(tills.enrolled().text("credential"));
        max = tills.person("Max", "manager", "8152");
        cashier = Caller.with(Tills.signIn(till, tills.person("Cara", "cashier", "4711"), "4711")
                .text("token"));
    }

    @Test
    void an_approval_is_used_once_by_the_call_that_needs_it() {
        var session = UUID.randomUUID().toString();

        var given = Tills.approve(cashier, max, "8152", "price_override", null);
        var used = use(cashier, given, "price_override", session);

        assertThat(given.status()).as(given.body().toString()).isEqualTo(201);
        assertThat(given.body().at("/manager/name").asText()).isEqualTo("Max");
        assertThat(used.status()).as(used.body().toString()).isEqualTo(200);
        assertThat(used.text("staff_member_id")).isEqualTo(max);
        assertThat(used.text("reason")).isEqualTo("scratched");
        assertThat(use(cashier, given, "price_override", session).text("type"))
                .as("again")
                .isEqualTo("/problems/approval-not-valid");
        var kept = shop.rows("select used_by, cast(used_for as text) from approval where merchant_id = ?");
        assertThat(kept.toString()).contains("register:till-1/cashier:", session);
    }

    @Test
    void an_approval_is_for_one_action_one_register_and_its_session() {
        var session = UUID.randomUUID().toString();
        var given = Tills.approve(cashier, max, "8152", "discount", session);

        assertThat(use(cashier, given, "price_override", session).status())
                .as("another action")
                .isEqualTo(422);
        assertThat(use(cashier, given, "discount", UUID.randomUUID().toString()).status())
                .as("another session")
                .isEqualTo(422);
        assertThat(use(shop.till(), given, "discount", session).status())
                .as("another register")
                .isEqualTo(422);
        assertThat(use(Shop.open().till(), given, "discount", session).status())
                .as("another merchant")
                .isEqualTo(422);
        assertThat(Caller.with(given.text("token")).get("/channels").status())
                .as("as a credential")
                .isEqualTo(401);
        assertThat(use(till, given, "discount", session).status())
                .as("the register, also without a cashier")
                .isEqualTo(200);
    }

    @Test
    void only_a_manager_agrees_and_only_for_minutes() {
        var carl = tills.person("Carl", "cashier", "9374");
        assertThat(Tills.approve(cashier, carl, "9374", "discount", null).status())
                .isEqualTo(403);
        assertThat(Tills.approve(cashier, max, "1111", "discount", null).text("type"))
                .isEqualTo("/problems/wrong-pin");
        assertThat(Tills.approve(shop.server(), max, "8152", "discount", null).status())
                .isEqualTo(403);
        var given = Tills.approve(cashier, max, "8152", "discount", null);

        shop.run("update approval set expires_at = now() where merchant_id = ?");

        assertThat(use(cashier, given, "discount", UUID.randomUUID().toString()).status())
                .isEqualTo(422);
    }

    @Test
    void a_manager_who_left_has_agreed_to_nothing() {
        var given = Tills.approve(cashier, max, "8152", "discount", null);
        tills.admin().patch("/staff-members/" + max, "{\"active\":false}");

        assertThat(use(cashier, given, "discount", UUID.randomUUID().toString()).status())
                .isEqualTo(422);
    }

    private static Answer use(Caller by, Answer given, String action, String session) {
        return by.postWithoutKey(
                "/trial-overrides",
                "{\"session_id\":\"%s\",\"action\":\"%s\",\"approval\":\"%s\"}"
                        .formatted(session, action, given.text("token")));
    }
}

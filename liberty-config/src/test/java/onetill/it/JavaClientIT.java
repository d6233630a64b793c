package onetill.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import onetill.client.Address;
import onetill.client.Buyer;
import onetill.client.Change;
import onetill.client.Completion;
import onetill.client.FulfillmentChoice;
import onetill.client.LineChoice;
import onetill.client.NewPaymentSheet;
import onetill.client.NewRefund;
import onetill.client.NewSession;
import onetill.client.OneTill;
import onetill.client.ProblemException;
import onetill.client.Session;
import onetill.client.SessionStatus;
import onetill.client.TenderChoice;
import onetill.client.WebhookVerifier;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The Java client against the real server: what it sends is taken, and what it reads is there. */
@ExtendWith(ArquillianExtension.class)
class JavaClientIT {

    private static final FulfillmentChoice HOME =
            FulfillmentChoice.to(Address.of("Ada", "Torstr. 1", "10119", "Berlin"));

    private Shop shop;
    private OneTill till;

    @Deployment(testable = false)
    static WebArchive application() {
        return Application.war();
    }

    @BeforeEach
    void open() {
        shop = Shop.open();
        till = OneTill.at(Application.publicDoor(), shop.secretKey);
    }

    @AfterEach
    void money_and_books_agree() {
        shop.run("delete from webhook_endpoint where merchant_id = ?");
        shop.close();
    }

    @Test
    void buys_and_gives_a_part_back() {
        var opened = till.open(NewSession.in("web", new LineChoice(Shop.TEA, 2)));
        assertThat(opened.session().asks())
                .extracting(Session.Ask::id)
                .containsExactly("buyer.email", "fulfillment.address", "payment.tender");
        assertThat(till.as(opened.clientToken()).session(opened.session().id()).status())
                .isEqualTo(SessionStatus.INCOMPLETE);

        var named =
                till.change(opened.session().id(), opened.session().revision(), Change.of(Buyer.of("ada@example.com")));
        var ready = till.change(named.id(), named.revision(), Change.of(HOME));
        var paid = paid(ready);

        assertThat(ready.status()).isEqualTo(SessionStatus.READY_FOR_COMPLETE);
        assertThat(paid.payment().state()).isEqualTo("paid");
        var order = till.order(paid.order().id());
        assertThat(order.state()).isEqualTo("paid");
        assertThat(order.lines()).hasSize(1);
        assertThat(till.refund(order.id(), NewRefund.of(500, "Dented tin")).refunds())
                .singleElement()
                .satisfies(it -> assertThat(it.amountMinor()).isEqualTo(500));
    }

    @Test
    void tells_a_decline_as_a_message_and_a_change_of_somebody_else_as_a_problem() {
        var session = till.open(NewSession.in("web", new LineChoice(Shop.TEA, 1))
                        .forBuyer(Buyer.of("ada@example.com"))
                        .to(HOME))
                .session();

        var declined = till.complete(
                session.id(),
                Completion.of(session, TenderChoice.cardOfServer("pm_card_visa_chargeDeclinedInsufficientFunds")));
        var problem = catchThrowableOfType(
                ProblemException.class,
                () -> till.change(session.id(), session.revision(), Change.of(Buyer.of("eve@example.com"))));

        assertThat(declined.status()).isEqualTo(SessionStatus.READY_FOR_COMPLETE);
        assertThat(declined.messages()).isNotEmpty();
        assertThat(problem.is("revision-mismatch")).isTrue();
        assertThat(problem.detail()).isNotBlank();
        assertThat(problem.session())
                .hasValueSatisfying(it -> assertThat(it.revision()).isGreaterThan(session.revision()));
    }

    @Test
    void opens_once_under_one_key() {
        var key = UUID.randomUUID().toString();

        var first = till.open(NewSession.in("web", new LineChoice(Shop.TEA, 1)), key);
        var again = till.open(NewSession.in("web", new LineChoice(Shop.TEA, 1)), key);

        assertThat(again.session().id()).isEqualTo(first.session().id());
    }

    @Test
    void prepares_the_sheet_of_an_app() {
        var sheet = till.paymentSheet(
                "app", NewPaymentSheet.of(List.of(new LineChoice(Shop.TEA, 1)), Buyer.of("ada@example.com"), HOME));

        assertThat(sheet.session().payment().action().type()).isEqualTo("confirm_in_app");
        assertThat(sheet.paymentIntentClientSecret()).startsWith(sheet.paymentIntentId());
        assertThat(sheet.toString()).doesNotContain(sheet.clientToken());
    }

    @Test
    void follows_a_session_from_its_beginning() {
        var paid = bought();

        var types = new ArrayList<String>();
        try (var events = till.events(paid.id())) {
            while (!types.contains("session.completed")) types.add(events.next().type());
        }

        assertThat(types).startsWith("session.opened").contains("session.submitted");
    }

    @Test
    void knows_what_the_server_has_signed() throws Exception {
        record Told(Map<String, List<String>> headers, String body) {}
        var told = new CopyOnWriteArrayList<Told>();
        var receiver = receiver((headers, body) -> told.add(new Told(headers, body)));
        try {
            var made = till.addWebhookEndpoint(
                    URI.create("http://127.0.0.1:%d/hooks"
                            .formatted(receiver.getAddress().getPort())),
                    List.of("order.placed"));
            var paid = bought();
            Await.until(() -> !told.isEmpty());

            var headers = told.get(0).headers();
            var message = new WebhookVerifier(made.secret())
                    .verified(
                            name -> String.join(",", headers.get(name)),
                            told.get(0).body());

            assertThat(message.type()).isEqualTo("order.placed");
            assertThat(message.data().aggregateId()).isEqualTo(paid.order().id());
            till.removeWebhookEndpoint(made.endpoint().id());
        } finally {
            receiver.stop(0);
        }
    }

    private interface Heard {
        void hear(Map<String, List<String>> headers, String body);
    }

    private static HttpServer receiver(Heard heard) throws IOException {
        var receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/hooks", exchange -> {
            heard.hear(
                    exchange.getRequestHeaders(),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        receiver.start();
        return receiver;
    }

    private Session bought() {
        return paid(till.open(NewSession.in("web", new LineChoice(Shop.TEA, 1))
                        .forBuyer(Buyer.of("ada@example.com"))
                        .to(HOME))
                .session());
    }

    /** Webhooks and the resolver may be faster than we are. */
    private Session paid(Session ready) {
        var session = till.complete(ready.id(), Completion.of(ready, TenderChoice.cardOfServer("pm_card_visa")));
        var deadline = System.nanoTime() + 60_000_000_000L;
        while (session.status().isUnderWay() && System.nanoTime() < deadline) session = till.refresh(ready.id());
        assertThat(session.status()).isEqualTo(SessionStatus.COMPLETED);
        return session;
    }
}

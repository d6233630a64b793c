package onetill.payment.nexo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import onetill.json.Json;
import onetill.money.Money;
import onetill.payment.Authorization;
import onetill.payment.Means;
import onetill.payment.Outcome.ActionRequired;
import onetill.payment.Outcome.Captured;
import onetill.payment.Outcome.Declined;
import onetill.payment.Outcome.Result;
import onetill.payment.ReaderState;
import onetill.payment.RefundOutcome.State;
import onetill.runtime.Clocks;
import onetill.runtime.Ids;
import onetill.sandbox.nexo.NexoSandbox;
import onetill.sandbox.nexo.NexoSandboxConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Over real HTTP, against simulated terminals; what a terminal has in its own books is the truth. */
class NexoProviderTest {

    private static final String POI = "P400-1";
    private static final Money TOTAL = Money.of(2270, "EUR");

    private NexoSandbox sandbox;
    private NexoProvider provider;

    @BeforeEach
    void start() throws IOException {
        sandbox = NexoSandbox.start(NexoSandboxConfig.inMemory());
        provider = provider(sandbox.baseUrl() + NexoSandbox.PATH);
        // The first request of all takes longer than a till would wait.
        for (var i = 0; i < 100 && provider.look(POI).state() != ReaderState.IDLE; i++) {
            assertThat(sandbox.terminal(POI).path("busy").asBoolean()).isFalse();
        }
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private static NexoProvider provider(String url) {
        var config = new NexoConfig();
        config.url = Optional.of(url);
        config.user = Optional.of("sale");
        config.password = Optional.of("nexo_sandbox");
        config.connectTimeout = Duration.ofSeconds(1);
        config.answerTimeout = Duration.ofMillis(300);
        config.lostAfter = Duration.ofSeconds(30);
        config.check();
        var provider = new NexoProvider();
        provider.config = config;
        provider.clock = new Clocks();
        provider.ids = new Ids();
        provider.connect();
        return provider;
    }

    private static Authorization sale(boolean tips) {
        return new Authorization(
                UUID.randomUUID(),
                UUID.randomUUID(),
                UUID.randomUUID(),
                TOTAL,
                true,
                new Means.Reader(POI, "till-1", "nexo", tips),
                null,
                OffsetDateTime.now());
    }

    /** A person waits until the terminal asks them. */
    private void act(String what, String details) throws IOException {
        if (!"network".equals(what)) awaitAsking();
        sandbox.act(POI, what, Json.MAPPER.readValue(details, ObjectNode.class));
    }

    /** The message may still be on its way when the till has waited long enough. */
    private void awaitAsking() {
        for (var i = 0; i < 600 && !sandbox.terminal(POI).path("busy").asBoolean(); i++) {
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        assertThat(sandbox.terminal(POI).path("busy").asBoolean()).isTrue();
    }

    private long paid() {
        return sandbox.terminal(POI).path("payments").size();
    }

    private Captured pay(Authorization sale) throws IOException {
        provider.authorize(sale);
        act("present", "{}");
        return (Captured) provider.lookUp(sale);
    }

    @Test
    void a_buyer_takes_their_time_and_is_asked_about_until_the_card_was_there() throws IOException {
        var sale = sale(false);

        var waiting = (ActionRequired) provider.authorize(sale);
        awaitAsking();
        var still = (ActionRequired) provider.lookUp(sale.known(waiting.providerRef()));
        act("present", "{}");
        var paid = (Captured) provider.lookUp(sale.known(waiting.providerRef()));

        assertThat(waiting.action().type()).isEqualTo("present_card");
        assertThat(still.action().readerState()).isEqualTo(ReaderState.WAITING_FOR_CARD);
        assertThat(paid.amount()).isEqualTo(TOTAL);
        assertThat(paid.label()).isEqualTo("Visa ending in 1111");
        assertThat(sandbox.terminal(POI).at("/payments/0/sale_reference").asText())
                .isEqualTo(sale.attemptId().toString());
    }

    @Test
    void an_answer_that_was_lost_is_found_again_and_nothing_is_paid_twice() throws IOException {
        var sale = sale(false);
        sandbox.faults().add("{\"method\":\"POST\",\"path\":\"/nexo/Payment\",\"effect\":\"reset_after\"}");
        provider.authorize(sale);
        act("present", "{}");

        assertThat(provider.lookUp(sale)).isInstanceOf(Captured.class);
        assertThat(provider.lookUp(sale)).isInstanceOf(Captured.class);
        assertThat(paid()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"decline, generic_decline", "wrong_pin, incorrect_pin"})
    void a_card_that_is_refused_is_a_decline(String card, String code) throws IOException {
        var sale = sale(false);
        provider.authorize(sale);
        act("present", "{\"card\":\"" + card + "\"}");

        assertThat(provider.lookUp(sale))
                .isInstanceOfSatisfying(
                        Declined.class, it -> assertThat(it.code()).isEqualTo(code));
    }

    @Test
    void a_cancel_on_the_device_is_told() throws IOException {
        var sale = sale(false);
        provider.authorize(sale);
        act("cancel", "{}");

        assertThat(provider.lookUp(sale))
                .isInstanceOfSatisfying(
                        Declined.class, it -> assertThat(it.code()).isEqualTo("canceled_at_reader"));
    }

    @Test
    void an_abort_leaves_the_terminal_free_for_the_next_sale() {
        var sale = sale(false);
        provider.authorize(sale);
        awaitAsking();

        assertThat(provider.stop(sale).result()).isEqualTo(Result.VOIDED);
        assertThat(provider.look(POI).state()).isEqualTo(ReaderState.IDLE);
        assertThat(provider.authorize(sale(false)).result()).isEqualTo(Result.ACTION_REQUIRED);
    }

    @Test
    void an_abort_that_came_too_late_is_uncertain_until_the_terminal_tells() throws IOException {
        var sale = sale(false);
        provider.authorize(sale);
        act("insert", "{}");

        var uncertain = (ActionRequired) provider.stop(sale);
        act("present", "{}");

        assertThat(uncertain.action().readerState()).isEqualTo(ReaderState.UNCERTAIN);
        assertThat(provider.lookUp(sale)).isInstanceOf(Captured.class);
        assertThat(paid()).isEqualTo(1);
    }

    @Test
    void a_terminal_that_is_busy_with_another_till_is_left_to_it() throws IOException {
        var first = sale(false);
        provider.authorize(first);
        awaitAsking();

        var second = provider.authorize(sale(false));
        act("present", "{}");

        assertThat(second)
                .isInstanceOfSatisfying(
                        Declined.class, it -> assertThat(it.code()).isEqualTo("reader_busy"));
        assertThat(provider.lookUp(first)).isInstanceOf(Captured.class);
        assertThat(provider.look(POI).state()).isEqualTo(ReaderState.IDLE);
    }

    @Test
    void a_terminal_that_cannot_be_reached_has_taken_nothing() throws IOException {
        act("network", "{\"connected\":false}");

        assertThat(provider.authorize(sale(false)))
                .isInstanceOfSatisfying(
                        Declined.class, it -> assertThat(it.code()).isEqualTo("reader_offline"));
        assertThat(provider.look(POI).state()).isEqualTo(ReaderState.OFFLINE);
    }

    @Test
    void a_gateway_that_is_away_has_taken_nothing() throws IOException {
        int nobody;
        try (var socket = new ServerSocket(0)) {
            nobody = socket.getLocalPort();
        }

        assertThat(provider("http://localhost:" + nobody + "/nexo").authorize(sale(false)))
                .isInstanceOfSatisfying(
                        Declined.class, it -> assertThat(it.code()).isEqualTo("reader_offline"));
    }

    @Test
    void a_terminal_that_loses_its_network_after_the_card_is_asked_until_it_is_back() throws IOException {
        var sale = sale(false);
        provider.authorize(sale);
        awaitAsking();
        act("network", "{\"connected\":false}");
        act("present", "{}");

        assertThat(provider.lookUp(sale).result()).isEqualTo(Result.UNKNOWN);
        act("network", "{\"connected\":true}");
        assertThat(provider.lookUp(sale)).isInstanceOf(Captured.class);
    }

    @Test
    void what_never_arrived_is_uncertain_for_a_while_and_then_surely_lost() {
        var sale = sale(false);
        var old = new Authorization(
                sale.merchantId(),
                sale.attemptId(),
                sale.reference(),
                TOTAL,
                true,
                sale.means(),
                null,
                OffsetDateTime.now().minusMinutes(1));

        assertThat(provider.lookUp(sale).result()).isEqualTo(Result.ACTION_REQUIRED);
        assertThat(provider.lookUp(old))
                .isInstanceOfSatisfying(
                        Declined.class, it -> assertThat(it.code()).isEqualTo("never_arrived"));
    }

    @Test
    void a_tip_is_a_part_of_what_is_taken_where_it_was_asked_for() throws IOException {
        var sale = sale(true);
        provider.authorize(sale);
        act("present", "{\"tip\":2.30}");

        var paid = (Captured) provider.lookUp(sale);

        assertThat(paid.tipMinor()).isEqualTo(230);
        assertThat(paid.amount()).isEqualTo(Money.of(2500, "EUR"));
    }

    @Test
    void money_goes_back_once_for_each_key_and_never_more_than_was_taken() throws IOException {
        var sale = sale(false);
        var paid = sale.known(pay(sale).providerRef());
        var some = Money.of(2000, "EUR");

        assertThat(provider.refund(paid, some, "r1", "damaged").state()).isEqualTo(State.REFUNDED);
        assertThat(provider.lookUpRefund(paid, some, "r1", "damaged").state()).isEqualTo(State.REFUNDED);
        assertThat(provider.refund(paid, some, "r2", "damaged").state()).isEqualTo(State.DECLINED);
        assertThat(sandbox.terminal(POI).at("/payments/0/reversed").asDouble()).isEqualTo(20.0);
    }

    @Test
    void a_reversal_whose_answer_was_lost_is_found_and_not_made_twice() throws IOException {
        var sale = sale(false);
        var paid = sale.known(pay(sale).providerRef());
        sandbox.faults()
                .add("{\"method\":\"POST\",\"path\":\"/nexo/Reversal\",\"effect\":\"reset_after\",\"times\":1}");

        assertThat(provider.refund(paid, TOTAL, "r1", "damaged").state()).isEqualTo(State.UNKNOWN);
        assertThat(provider.lookUpRefund(paid, TOTAL, "r1", "damaged").state()).isEqualTo(State.REFUNDED);
        assertThat(sandbox.terminal(POI).at("/payments/0/reversed").asDouble()).isEqualTo(22.7);
    }

    @Test
    void a_reversal_that_met_a_busy_terminal_is_made_later() throws IOException {
        var sale = sale(false);
        var paid = sale.known(pay(sale).providerRef());
        var next = sale(false);
        provider.authorize(next);
        awaitAsking();

        assertThat(provider.refund(paid, TOTAL, "r1", "damaged").state()).isEqualTo(State.UNKNOWN);
        provider.stop(next);
        assertThat(provider.lookUpRefund(paid, TOTAL, "r1", "damaged").state()).isEqualTo(State.REFUNDED);
        assertThat(sandbox.terminal(POI).at("/payments/0/reversed").asDouble()).isEqualTo(22.7);
    }

    @Test
    void a_wrong_password_is_no_payment_and_not_unknown() {
        provider.config.password = Optional.of("other");
        provider.connect();

        assertThat(provider.authorize(sale(false)))
                .isInstanceOfSatisfying(
                        Declined.class, it -> assertThat(it.code()).isEqualTo("provider_configuration"));
    }

    @Test
    void only_terminals_bound_to_nexo_are_taken() {
        assertThat(provider.takes(new Means.Reader("tmr_1", "till-1", "stripe", false)))
                .isFalse();
        assertThat(provider.takes(new Means.Reader(POI, "till-1", "nexo", false)))
                .isTrue();
    }
}

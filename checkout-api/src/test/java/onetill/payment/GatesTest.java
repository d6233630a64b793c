package onetill.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import onetill.money.Money;
import onetill.payment.fake.FakeProvider;
import onetill.runtime.Settings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GatesTest {

    private static final Outcome SILENCE = new Outcome.Unknown("timeout");
    private static final Outcome PAID = new Outcome.Captured("fake_1", Money.of(100, "EUR"), null);

    private final PaymentProvider provider = new FakeProvider();
    private final Gates gates = new Gates();

    @BeforeEach
    void narrow() {
        gates.settings = new Settings() {
            @Override
            public int providerCallsMax() {
                return 1;
            }

            @Override
            public Duration providerRest() {
                return Duration.ofMinutes(5);
            }
        };
    }

    @Test
    void a_provider_that_goes_silent_is_left_alone_for_a_while() {
        for (var i = 0; i < 20; i++) gates.pass(provider, () -> SILENCE);

        assertThat(gates.isOpen(provider)).isFalse();
        assertThat(gates.pass(provider, () -> PAID)).isInstanceOf(Outcome.NotSent.class);
    }

    @Test
    void declines_are_answers() {
        for (var i = 0; i < 50; i++) {
            gates.pass(provider, () -> new Outcome.Declined(null, "do_not_honor", Outcome.Retry.ANOTHER_TENDER, null));
        }

        assertThat(gates.isOpen(provider)).isTrue();
        assertThat(gates.pass(provider, () -> PAID)).isEqualTo(PAID);
    }

    @Test
    void more_calls_than_allowed_are_not_made_at_all() throws Exception {
        var inside = new CountDownLatch(1);
        var enough = new CountDownLatch(1);
        var slow = Executors.newSingleThreadExecutor();
        try {
            var first = slow.submit(() -> gates.pass(provider, () -> {
                inside.countDown();
                try {
                    enough.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return PAID;
            }));
            inside.await();

            assertThat(gates.pass(provider, () -> PAID)).isInstanceOf(Outcome.NotSent.class);

            enough.countDown();
            assertThat(first.get()).isEqualTo(PAID);
            assertThat(gates.pass(provider, () -> PAID)).isEqualTo(PAID);
        } finally {
            slow.shutdownNow();
        }
    }
}

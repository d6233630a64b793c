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

    private static final Means CARD = new Means.PaymentMethod("pm_1", "http://localhost/");

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
        for (var i = 0; i < 20; i++) gates.pass(provider, CARD, () -> SILENCE);

        assertThat(gates.isOpen(provider, CARD)).isFalse();
        assertThat(gates.pass(provider, CARD, () -> PAID)).isInstanceOf(Outcome.NotSent.class);
    }

    @Test
    void declines_are_answers() {
        for (var i = 0; i < 50; i++) {
            gates.pass(
                    provider,
                    CARD,
                    () -> new Outcome.Declined(null, "do_not_honor", Outcome.Retry.ANOTHER_TENDER, null));
        }

        assertThat(gates.isOpen(provider, CARD)).isTrue();
        assertThat(gates.pass(provider, CARD, () -> PAID)).isEqualTo(PAID);
    }

    @Test
    void a_device_that_is_silent_does_not_close_the_door_of_another() {
        var terminals = new FakeProvider() {
            @Override
            public String door(Means means) {
                return means instanceof Means.Reader reader ? name() + reader.readerRef() : name();
            }
        };
        var dead = new Means.Reader("P400-1", "till-1", "nexo", false);
        var other = new Means.Reader("P400-2", "till-2", "nexo", false);
        for (var i = 0; i < 20; i++) gates.pass(terminals, dead, () -> SILENCE);

        assertThat(gates.isOpen(terminals, dead)).isFalse();
        assertThat(gates.isOpen(terminals, other)).isTrue();
        assertThat(gates.pass(terminals, other, () -> PAID)).isEqualTo(PAID);
    }

    @Test
    void more_calls_than_allowed_are_not_made_at_all() throws Exception {
        var inside = new CountDownLatch(1);
        var enough = new CountDownLatch(1);
        var slow = Executors.newSingleThreadExecutor();
        try {
            var first = slow.submit(() -> gates.pass(provider, CARD, () -> {
                inside.countDown();
                try {
                    enough.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return PAID;
            }));
            inside.await();

            assertThat(gates.pass(provider, CARD, () -> PAID)).isInstanceOf(Outcome.NotSent.class);

            enough.countDown();
            assertThat(first.get()).isEqualTo(PAID);
            assertThat(gates.pass(provider, CARD, () -> PAID)).isEqualTo(PAID);
        } finally {
            slow.shutdownNow();
        }
    }
}

package onetill.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What could not be written did not happen, and does not ride along with the next request. */
class FailedWriteTest {

    private static final SandboxConfig CONFIG = SandboxConfig.inMemory();
    private static final String PAYING = "amount=2500&currency=eur&payment_method_types[]=card&confirm=true";

    @TempDir
    Path folder;

    private final AtomicLong ids = new AtomicLong();

    private String post(Api api, String path, String form) {
        var request = new Api.Request("POST", path, Form.read(form), CONFIG.secretKey(), null, "req_1");
        return api.answer(request).body();
    }

    private Core core(Store store, Clock clock) {
        return new Core(new Contract(), store, clock, prefix -> prefix + ids.incrementAndGet(), false);
    }

    private static Api api(Core core) {
        return new Api(core, CONFIG, "http://sandbox", delivery -> {});
    }

    @Test
    void of_a_decline_nothing_remains() throws IOException {
        var store = new Store(folder);
        var core = core(store, Clock.systemUTC());
        var api = api(core);
        store.close();

        assertThatThrownBy(
                        () -> post(api, "/v1/payment_intents", PAYING + "&payment_method=pm_card_visa_chargeDeclined"))
                .isInstanceOf(UncheckedIOException.class);

        for (var i = 1; i <= ids.get(); i++) assertThat(store.find("pi_" + i)).isNull();
    }

    @Test
    void of_an_expired_authorization_nothing_remains() throws IOException {
        var start = Instant.parse("2026-11-23T00:00:00Z");
        var first = new Store(folder);
        var held = post(
                api(core(first, Clock.fixed(start, ZoneOffset.UTC))),
                "/v1/payment_intents",
                PAYING + "&payment_method=pm_card_visa&capture_method=manual");
        var id = Nodes.text(Nodes.parse(held), "id");
        first.close();
        var store = new Store(folder);
        var api = api(core(store, Clock.fixed(start.plus(Duration.ofDays(8)), ZoneOffset.UTC)));
        store.close();

        assertThatThrownBy(api::tick).isInstanceOf(UncheckedIOException.class);

        assertThat(Nodes.text(store.find(id), "status")).isEqualTo("requires_capture");
    }
}

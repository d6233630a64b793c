package onetill.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Requests made from the OpenAPI document, good ones and spoiled ones, to each operation by each kind of caller: no answer is an
 * error of ours, and each is as the document says. {@code -Dfuzz.requests=20000} makes it a long run, {@code -Dfuzz.seed} repeats one.
 */
class FuzzIT extends ShopTest {

    private static final int REQUESTS = Integer.getInteger("fuzz.requests", 1_500);

    /** The same in each build, so that a build fails by a change and not by luck; long runs take others. */
    private static final long SEED = Long.getLong("fuzz.seed", 188_653_150);

    @Test
    @Timeout(3_600)
    void every_answer_is_as_documented_whatever_is_asked() {
        System.out.printf("fuzz: -Dfuzz.seed=%d -Dfuzz.requests=%d%n", SEED, REQUESTS);
        var began = System.nanoTime();
        var fuzzer = new Fuzzer(ApiDocument.served(), SEED);

        var findings = fuzzer.run(REQUESTS);

        System.out.printf(
                "fuzz: %d requests in %d s, %s%n",
                REQUESTS, Duration.ofNanos(System.nanoTime() - began).toSeconds(), fuzzer.told());
        System.out.println("fuzz: slowest: " + fuzzer.slowest());
        System.out.println("fuzz: never done: " + fuzzer.neverDone());
        assertThat(findings)
                .as(
                        "findings of seed %d:%n%s",
                        SEED, findings.stream().map(Object::toString).collect(Collectors.joining("\n")))
                .isEmpty();
    }
}

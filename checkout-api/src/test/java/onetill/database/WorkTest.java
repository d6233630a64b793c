package onetill.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.persistence.PersistenceException;
import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import onetill.runtime.Chance;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WorkTest {

    private static final UUID MERCHANT = new UUID(0, 1);

    private final AtomicInteger begun = new AtomicInteger();
    private boolean inside;

    private final Work work = new Work() {
        @Override
        void enter(UUID merchantId) {
            begun.incrementAndGet();
        }
    };

    @BeforeEach
    void connect() {
        work.chance = new Chance(() -> 0);
        work.transactions = new Transactions() {
            @Override
            <T> T run(Supplier<T> inner) {
                return inner.get();
            }

            @Override
            boolean isInside() {
                return inside;
            }
        };
    }

    private Supplier<String> givenUp(int times, String state) {
        var left = new AtomicInteger(times);
        return () -> {
            if (left.getAndDecrement() > 0) throw new PersistenceException(new SQLException("given up", state));
            return "done";
        };
    }

    @Test
    void what_the_database_gave_up_is_done_anew() {
        assertThat(work.write(MERCHANT, givenUp(2, "40P01"))).isEqualTo("done");

        assertThat(begun).hasValue(3);
    }

    @Test
    void the_claim_of_a_key_comes_along_each_time() {
        var claims = new AtomicInteger();
        work.beforeNextWrite(claims::incrementAndGet);

        work.write(MERCHANT, givenUp(1, "40001"));
        work.write(MERCHANT, givenUp(0, ""));

        assertThat(claims).hasValue(2);
    }

    @Test
    void an_answer_that_is_missing_is_asked_for_outside_and_the_work_begins_anew() {
        var answered = new AtomicInteger();
        Supplier<String> needing = () -> {
            if (answered.get() == 0) throw new AskFirst(answered::incrementAndGet);
            return "done";
        };

        assertThat(work.write(MERCHANT, needing)).isEqualTo("done");
        assertThat(work.read(MERCHANT, needing)).isEqualTo("done");
        assertThat(begun).hasValue(3);
        assertThat(answered).hasValue(1);

        answered.set(0);
        inside = true;
        assertThatThrownBy(() -> work.write(MERCHANT, needing)).isInstanceOf(AskFirst.class);
        assertThat(answered).as("nobody is asked while a transaction is open").hasValue(0);
    }

    @Test
    void an_answer_that_never_comes_ends_the_work() {
        assertThatThrownBy(() -> work.read(MERCHANT, () -> {
                    throw new AskFirst(() -> {});
                }))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void it_ends_after_three_tries() {
        assertThatThrownBy(() -> work.write(MERCHANT, givenUp(3, "40001"))).isInstanceOf(PersistenceException.class);

        assertThat(begun).hasValue(3);
    }

    @Test
    void other_failures_and_work_inside_other_work_are_not_repeated() {
        assertThatThrownBy(() -> work.write(MERCHANT, givenUp(1, "23505"))).isInstanceOf(PersistenceException.class);
        assertThat(begun).hasValue(1);

        inside = true;
        assertThatThrownBy(() -> work.write(MERCHANT, givenUp(1, "40001"))).isInstanceOf(PersistenceException.class);
        assertThat(begun).hasValue(2);
    }
}

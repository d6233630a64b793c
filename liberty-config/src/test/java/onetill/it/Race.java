package onetill.it;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import onetill.it.Caller.Answer;

/** Many who ask for the same at the same moment. */
final class Race {

    private Race() {}

    /** @param racer is given its number, from zero, and asks */
    static List<Answer> of(int racers, IntFunction<Answer> racer) throws Exception {
        var start = new CyclicBarrier(racers);
        var threads = Executors.newFixedThreadPool(racers);
        try {
            var futures = new ArrayList<Future<Answer>>();
            for (var i = 0; i < racers; i++) {
                var number = i;
                futures.add(threads.submit(() -> {
                    start.await();
                    return racer.apply(number);
                }));
            }
            var answers = new ArrayList<Answer>();
            for (var future : futures) answers.add(future.get());
            return answers;
        } finally {
            threads.shutdownNow();
        }
    }
}

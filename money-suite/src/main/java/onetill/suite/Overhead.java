package onetill.suite;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How much longer a completion takes than the provider's own call, which it contains: measured in turns, in one run. */
final class Overhead {

    private static final int WARM_UP = 60;

    private Overhead() {}

    /** The medians of so many pairs, in a line for people. */
    static String measure(World world, int pairs) {
        var shop = Shop.open(world);
        var ours = new ArrayList<Long>();
        var theirs = new ArrayList<Long>();
        for (var i = 0; i < WARM_UP + pairs; i++) {
            var prepared = Scenario.WEB_CARD.prepare(shop);
            var complete = nanos(() -> shop.server().post(prepared.call()));
            var direct = nanos(
                    () -> world.atProvider()
                            .post(
                                    "/v1/payment_intents",
                                    "amount=1000&currency=eur&payment_method=pm_card_visa&confirm=true&capture_method=manual&payment_method_types[]=card"));
            if (i < WARM_UP) continue;
            ours.add(complete);
            theirs.add(direct);
        }
        return String.format(
                Locale.ROOT,
                "complete with a card: median %.1f ms, the provider's call alone %.1f ms, ours on top %.1f ms (%d pairs)",
                median(ours),
                median(theirs),
                median(ours) - median(theirs),
                pairs);
    }

    private static long nanos(Runnable call) {
        var began = System.nanoTime();
        call.run();
        return System.nanoTime() - began;
    }

    private static double median(List<Long> nanos) {
        return nanos.stream().sorted().toList().get(nanos.size() / 2) / 1e6;
    }
}

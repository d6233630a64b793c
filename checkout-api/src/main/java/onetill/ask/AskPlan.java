package onetill.ask;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import onetill.ask.Ask.Skipped;

/** What has to be asked, in the order of the flow, and what need not be. */
public record AskPlan(List<Ask> asks, List<Skipped> skipped) {

    /** Whether only the payment itself is left: then the session is ready for complete. */
    public boolean onlyPaymentIsLeft() {
        return asks.stream().allMatch(ask -> ask.id().equals(Ask.TENDER));
    }

    /** Whether there is more than one question whose place could be another. */
    public boolean canBeReordered() {
        return asks.stream().filter(ask -> !isAtItsPlace(ask)).count() > 1;
    }

    private static boolean isAtItsPlace(Ask ask) {
        return ask.id().equals(Ask.TENDER) || ask.step() == Step.STARTED;
    }

    /** The same with these first; the beginning and the tender stay where they are. */
    AskPlan inOrder(List<String> first) {
        if (first.isEmpty()) return this;
        return new AskPlan(
                asks.stream()
                        .sorted(Comparator.comparingInt(ask -> place(ask, first)))
                        .toList(),
                skipped);
    }

    private static int place(Ask ask, List<String> first) {
        if (ask.step() == Step.STARTED) return -1;
        if (ask.id().equals(Ask.TENDER)) return first.size() + 1;
        var named = first.indexOf(ask.id());
        return named < 0 ? first.size() : named;
    }

    /** One of them, while it stands. */
    public Optional<Ask> ask(String id) {
        return asks.stream().filter(it -> it.id().equals(id)).findFirst();
    }

    /** The first step that still asks something. */
    public Step step() {
        return asks.stream().map(Ask::step).findFirst().orElse(Step.PAYMENT);
    }
}

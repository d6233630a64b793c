package onetill.ask;

import java.util.List;
import java.util.Optional;
import onetill.ask.Ask.Skipped;

/** What has to be asked, in the order of the flow, and what need not be. */
public record AskPlan(List<Ask> asks, List<Skipped> skipped) {

    /** Whether only the payment itself is left: then the session is ready for complete. */
    public boolean onlyPaymentIsLeft() {
        return asks.stream().allMatch(ask -> ask.id().equals(Ask.TENDER));
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

package onetill.session;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import onetill.ask.AskPlan;
import onetill.channel.Channel;
import onetill.experiment.Arm;
import onetill.experiment.ArmValue;
import onetill.experiment.Varied;
import onetill.fulfillment.FulfillmentOption;
import onetill.reassurance.Reassured;
import onetill.reassurance.TrustKind;
import onetill.reassurance.TrustMessage;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What the merchant says to a buyer who hesitates, in the buyer's language.
 *
 * @param kind what it is about
 * @param ask beside which question it is shown
 * @param afterSeconds how long the buyer may rest there before it is shown; 0 for at once
 * @param shownAt when this buyer was shown it, on whatever device; it need not be shown again
 */
@Schema(name = "TrustMessageView")
public record TrustMessageView(
        TrustKind kind,
        String ask,
        int afterSeconds,
        String text,
        @Nullable OffsetDateTime shownAt) {

    /**
     * Whether some arm of the experiment in this channel says something else than the others beside what is asked now: all meet it then,
     * also those who read nothing.
     */
    static boolean mayDiffer(Channel channel, AskPlan plan) {
        return channel.experiment(Varied.TRUST_MESSAGE).stream()
                .flatMap(it -> it.arms().stream())
                .map(Arm::wants)
                .anyMatch(it -> isAsked(plan, it.trustMessage())
                        || it.silent() != null
                                && channel.trustMessages().stream().anyMatch(said -> isAsked(plan, said)));
    }

    private static boolean isAsked(AskPlan plan, @Nullable TrustMessage said) {
        return said != null && plan.ask(said.ask()).isPresent();
    }

    /** Those that belong beside what is asked. */
    static List<TrustMessageView> of(Snapshot snapshot) {
        var session = snapshot.session();
        return said(session.wanted(snapshot.channel(), Varied.TRUST_MESSAGE), snapshot.channel()).stream()
                .filter(it -> isAsked(snapshot.plan(), it))
                .flatMap(it -> of(it, snapshot).stream())
                .toList();
    }

    /** What the channel says, or what the arm of an experiment has it say. */
    private static List<TrustMessage> said(ArmValue wanted, Channel channel) {
        if (wanted.silent() != null) return List.of();
        var ofArm = wanted.trustMessage();
        if (ofArm == null) return channel.trustMessages();
        var all = new ArrayList<>(channel.trustMessages());
        all.removeIf(it -> it.ask().equals(ofArm.ask()));
        all.add(ofArm);
        return all;
    }

    private static Optional<TrustMessageView> of(TrustMessage said, Snapshot snapshot) {
        var session = snapshot.session();
        var after = said.afterSeconds() == null ? 0 : said.afterSeconds();
        var shownAt = session.reassured(said.ask()).map(Reassured::shownAt).orElse(null);
        return said.in(session.locale(), day(snapshot))
                .map(text -> new TrustMessageView(said.kind(), said.ask(), after, text, shownAt));
    }

    /** When the goods are there at the latest: by the way the buyer chose, or by the quickest there is. */
    private static @Nullable LocalDate day(Snapshot snapshot) {
        var chosen = snapshot.session().delivery().optionId();
        return snapshot.options().stream()
                .filter(it -> chosen == null || it.id().equals(chosen))
                .map(FulfillmentOption::latest)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }
}

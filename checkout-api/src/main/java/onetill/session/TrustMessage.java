package onetill.session;

import java.util.List;
import onetill.ask.AskPlan;
import onetill.channel.Channel;
import onetill.experiment.Varied;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What the merchant says to a buyer who hesitates, in the buyer's language.
 *
 * @param ask beside which question it is shown
 * @param afterSeconds how long the buyer may rest there before it is shown; 0 for at once
 */
@Schema(name = "TrustMessage")
public record TrustMessage(String ask, int afterSeconds, String text) {

    /** Whether any arm of the experiment in this channel says something beside what is asked now: all meet it then, also those who read nothing. */
    static boolean mayBeShown(Channel channel, AskPlan plan) {
        return channel.experiment(Varied.TRUST_MESSAGE).stream()
                .flatMap(it -> it.arms().stream())
                .map(arm -> arm.wants().trustMessage())
                .anyMatch(it -> it != null && plan.ask(it.ask()).isPresent());
    }

    /** Those that belong beside what is asked. */
    static List<TrustMessage> of(Snapshot snapshot) {
        var session = snapshot.session();
        var said = session.wanted(snapshot.channel(), Varied.TRUST_MESSAGE).trustMessage();
        if (said == null || snapshot.plan().ask(said.ask()).isEmpty()) return List.of();
        var after = said.afterSeconds();
        return List.of(new TrustMessage(said.ask(), after == null ? 0 : after, said.in(session.locale())));
    }
}

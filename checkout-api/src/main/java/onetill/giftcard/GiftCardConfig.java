package onetill.giftcard;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Duration;
import onetill.access.CodeTries;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How gift cards are guarded and how long they are good for. */
@Dependent
public class GiftCardConfig {

    /** Wrong codes are counted in windows of this length. */
    @Inject
    @ConfigProperty(name = "gift.card.tries.window", defaultValue = "PT10M")
    Duration window;

    /** So many wrong codes may one caller try in a window. */
    @Inject
    @ConfigProperty(name = "gift.card.tries.per.caller", defaultValue = "10")
    int triesPerCaller;

    /** So many wrong codes may all callers of a merchant try in a window. */
    @Inject
    @ConfigProperty(name = "gift.card.tries.per.merchant", defaultValue = "200")
    int triesPerMerchant;

    /** How long money can be spent that comes back to a card that has expired. */
    @Inject
    @ConfigProperty(name = "gift.card.refund.validity", defaultValue = "P365D")
    Duration refundValidity;

    /** How often each node looks for cards that have expired. */
    @Inject
    @ConfigProperty(name = "gift.card.expiry.interval", defaultValue = "PT1M")
    Duration expiryInterval;

    CodeTries.Guard guard() {
        return new CodeTries.Guard("gift card", window, triesPerCaller, triesPerMerchant);
    }
}

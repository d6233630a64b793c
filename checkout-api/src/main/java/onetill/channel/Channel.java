package onetill.channel;

import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import onetill.experiment.Running;
import onetill.experiment.Varied;
import onetill.reassurance.TrustMessage;
import onetill.tax.TaxRules;
import org.jspecify.annotations.Nullable;

/**
 * A configured place of sale: the web shop, one till, the phone desk.
 *
 * @param merchant who sells, as buyers know them
 * @param country where it sells from, ISO 3166-1 alpha-2
 * @param locationId the shop it stands in; null for channels without a place
 * @param tenders the types of tender it takes: card, saved, cash, card_present
 * @param captureNow whether money is taken at once or authorized first and captured later
 * @param reader the card reader of a till
 * @param cashRoundingMinor the smallest amount that is paid in coins, in minor units; 1 is no rounding
 * @param takesTips whether buyers may add a tip
 * @param merchantCountry where the merchant is established
 * @param taxes how tax is computed here
 * @param holdsWhenChosen whether goods are kept aside as soon as they are chosen, rather than from the submit
 * @param recoverySeconds how long after a buyer has left they are written to, if they agreed to it; 0 for never
 * @param asks what the merchant wants to be asked here beyond what an order needs
 * @param trustMessages what is said to buyers who linger at a question, one for each at most
 * @param experiments what is varied here now
 */
public record Channel(
        String id,
        ChannelKind kind,
        String name,
        String merchant,
        String country,
        Currency currency,
        Locale locale,
        @Nullable String locationId,
        List<String> tenders,
        boolean captureNow,
        @Nullable CardReader reader,
        long cashRoundingMinor,
        boolean takesTips,
        String merchantCountry,
        TaxRules taxes,
        boolean holdsWhenChosen,
        long recoverySeconds,
        AskPolicy asks,
        List<TrustMessage> trustMessages,
        List<Running> experiments) {

    /**
     * A card reader that this server drives.
     *
     * @param provider who drives it: {@code stripe} or {@code nexo}
     * @param ref as the provider names it
     * @param tips whether it asks buyers for a tip
     */
    public record CardReader(String provider, String ref, boolean tips) {}

    public boolean offers(String tenderType) {
        return tenders.contains(tenderType);
    }

    /** The same with nothing varied. */
    public Channel asUsual() {
        return new Channel(
                id,
                kind,
                name,
                merchant,
                country,
                currency,
                locale,
                locationId,
                tenders,
                captureNow,
                reader,
                cashRoundingMinor,
                takesTips,
                merchantCountry,
                taxes,
                holdsWhenChosen,
                recoverySeconds,
                asks,
                trustMessages,
                List.of());
    }

    /** The one experiment that varies this here, if one does. */
    public Optional<Running> experiment(Varied varies) {
        return experiments.stream().filter(it -> it.varies() == varies).findFirst();
    }
}

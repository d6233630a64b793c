package onetill.client;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** With what the buyer pays; one of {@link Session.Channel#tenders()}. */
public record TenderChoice(
        String type,
        @Nullable String confirmationToken,
        @Nullable String paymentMethod,
        @Nullable UUID savedTenderId,
        @Nullable Long receivedMinor,
        @Nullable String code) {

    /** A card, by the token the provider's fields in a page have made of it. */
    public static TenderChoice card(String confirmationToken) {
        return new TenderChoice("card", confirmationToken, null, null, null, null);
    }

    /** A card, by what the provider has made of it for a server. */
    public static TenderChoice cardOfServer(String paymentMethod) {
        return new TenderChoice("card", null, paymentMethod, null, null, null);
    }

    public static TenderChoice saved(UUID savedTenderId) {
        return new TenderChoice("saved", null, null, savedTenderId, null, null);
    }

    public static TenderChoice giftCard(String code) {
        return new TenderChoice("gift_card", null, null, null, null, code);
    }

    @Override
    public String toString() {
        return type;
    }
}

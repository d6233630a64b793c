package onetill.payment;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * With what a tender is paid. Stored with the attempt, so that the very same call can be repeated after a crash; it
 * holds references of the provider and never a card number.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "means")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Means.ConfirmationToken.class, name = "confirmation_token"),
    @JsonSubTypes.Type(value = Means.Wallet.class, name = "wallet"),
    @JsonSubTypes.Type(value = Means.PaymentMethod.class, name = "payment_method"),
    @JsonSubTypes.Type(value = Means.Saved.class, name = "saved"),
    @JsonSubTypes.Type(value = Means.Reader.class, name = "reader"),
    @JsonSubTypes.Type(value = Means.Sheet.class, name = "sheet"),
    @JsonSubTypes.Type(value = Means.ProviderData.class, name = "provider_data"),
    @JsonSubTypes.Type(value = Means.Local.class, name = "local"),
    @JsonSubTypes.Type(value = Means.Cash.class, name = "cash"),
    @JsonSubTypes.Type(value = Means.GiftCard.class, name = "gift_card"),
    @JsonSubTypes.Type(value = Means.StoreCredit.class, name = "store_credit"),
    @JsonSubTypes.Type(value = Means.StorePurchase.class, name = "store_purchase"),
    @JsonSubTypes.Type(value = Means.NothingDue.class, name = "nothing_due"),
    @JsonSubTypes.Type(value = Means.Undecided.class, name = "undecided"),
})
public sealed interface Means {

    /** The type of tender, as channels offer it. */
    String tenderType();

    /** What it takes to undo a payment by these means; several tenders are asked for in this order. */
    default Undo undo() {
        return Undo.RELEASE;
    }

    /** Whether it is taken the moment it is given, even where cards are only held until the goods leave. */
    default boolean takenAtOnce() {
        return false;
    }

    /** From the cheapest to the dearest way back. */
    enum Undo {
        /** A row of our own. */
        OUR_OWN,
        /** The provider lets a held amount go. */
        RELEASE,
        /** The same, after somebody has stood at a reader. */
        PRESENT_AGAIN,
        /** Coins and notes back over the counter. */
        HAND_BACK,
        /** It cannot be held, only taken and given back; at most one such tender in a session. */
        REFUND
    }

    /** What the buyer entered in the provider's own fields, to be confirmed by this server. */
    record ConfirmationToken(String token, String returnUrl) implements Means {
        @Override
        public String tenderType() {
            return "card";
        }
    }

    /**
     * What a wallet on the buyer's device has signed, as the provider's token, to be confirmed by this server.
     *
     * @param wallet {@code apple_pay} or {@code google_pay}, which hold cards, or {@code link}, which is a method of its own
     */
    record Wallet(String wallet, String token, String returnUrl) implements Means {

        /** Whether the provider sees a card. Not named "is…": it would be stored as a part of it, and then refused when it is read. */
        public boolean holdsCard() {
            return !wallet.equals("link");
        }

        @Override
        public String tenderType() {
            return wallet;
        }
    }

    /** A payment method the provider made for one use. */
    record PaymentMethod(String id, String returnUrl) implements Means {
        @Override
        public String tenderType() {
            return "card";
        }
    }

    /**
     * What the customer agreed to keep.
     *
     * @param returnUrl where the customer comes back to from the bank; null when the customer is not at a device
     */
    record Saved(
            String customerRef, String methodRef, @Nullable String returnUrl) implements Means {
        @Override
        public String tenderType() {
            return "saved";
        }
    }

    /**
     * A card reader driven by the server.
     *
     * @param readerRef as who drives it names it
     * @param label as people call it
     * @param provider who drives it; null for Stripe, as those kept before there were others
     * @param tips whether it asks the buyer for a tip, which then is held and taken beyond the amount
     */
    record Reader(String readerRef, String label, @Nullable String provider, boolean tips) implements Means {

        public static final String STRIPE = "stripe";

        /** Whether this is who drives it. */
        public boolean drivenBy(String name) {
            return name.equals(provider == null ? STRIPE : provider);
        }

        public Reader withoutTips() {
            return tips ? new Reader(readerRef, label, provider, false) : this;
        }

        @Override
        public String tenderType() {
            return "card_present";
        }

        @Override
        public Undo undo() {
            return Undo.PRESENT_AGAIN;
        }
    }

    /** The payment sheet of an app, which confirms by itself what was fixed here. */
    record Sheet(@Nullable String customerRef) implements Means {
        @Override
        public String tenderType() {
            return "card";
        }
    }

    /**
     * What a provider's own fields on the page collected, in its own form: encrypted, or references of the provider.
     *
     * @param provider whose fields these were; nobody else can read them
     * @param json passed on as it came
     */
    record ProviderData(String provider, String json, String returnUrl) implements Means {
        @Override
        public String tenderType() {
            return "card";
        }
    }

    /**
     * A method of one country or region, by the bank of the buyer: iDEAL, a SEPA debit. It cannot be held, only taken.
     *
     * @param tenderType {@code ideal} or {@code sepa_debit}
     * @param token what the buyer entered in the provider's own fields, with the mandate; null where a redirect asks
     * @param methodRef a method the provider made for a server, whose mandate was given elsewhere; null with a token
     */
    record Local(
            String tenderType,
            @Nullable String token,
            @Nullable String methodRef,
            String returnUrl) implements Means {
        @Override
        public Undo undo() {
            return Undo.REFUND;
        }

        @Override
        public boolean takenAtOnce() {
            return true;
        }
    }

    record Cash(long receivedMinor) implements Means {
        @Override
        public String tenderType() {
            return "cash";
        }

        @Override
        public Undo undo() {
            return Undo.HAND_BACK;
        }

        @Override
        public boolean takenAtOnce() {
            return true;
        }
    }

    /**
     * A gift card of our own; its code is not kept.
     *
     * @param last4 the end of the code, for people
     */
    record GiftCard(UUID giftCardId, String last4) implements Means {
        @Override
        public String tenderType() {
            return "gift_card";
        }

        @Override
        public Undo undo() {
            return Undo.OUR_OWN;
        }
    }

    /** What the merchant owes a customer. */
    record StoreCredit(UUID giftCardId) implements Means {
        @Override
        public String tenderType() {
            return "store_credit";
        }

        @Override
        public Undo undo() {
            return Undo.OUR_OWN;
        }
    }

    /**
     * Paid to an app store before anybody told us; only the store gives it back.
     *
     * @param tenderType whose: {@code app_store} or {@code google_play}
     * @param transactionId the store's name for this one payment
     */
    record StorePurchase(String tenderType, String transactionId) implements Means {
        @Override
        public Undo undo() {
            return Undo.REFUND;
        }

        @Override
        public boolean takenAtOnce() {
            return true;
        }
    }

    /** The total is zero. */
    record NothingDue() implements Means {
        @Override
        public String tenderType() {
            return "none";
        }

        @Override
        public Undo undo() {
            return Undo.OUR_OWN;
        }

        @Override
        public boolean takenAtOnce() {
            return true;
        }
    }

    /** Payment is reached, the buyer has not chosen yet. */
    record Undecided() implements Means {
        @Override
        public String tenderType() {
            return "card";
        }
    }
}

package onetill.payment;

import java.time.OffsetDateTime;
import onetill.money.Money;
import org.jspecify.annotations.Nullable;

/** What a provider says about an attempt; silence is one of the answers. */
public sealed interface Outcome {

    Result result();

    /** The provider's name for the number of the card, the same whenever it pays here; null for what is no card. */
    default @Nullable String cardFingerprint() {
        return null;
    }

    /** What the buyer added on the device, a part of what is held or taken, in minor units. */
    default long tipMinor() {
        return 0;
    }

    enum Result {
        AUTHORIZED,
        PARTLY_CAPTURED,
        CAPTURED,
        ACTION_REQUIRED,
        PENDING,
        DECLINED,
        VOIDED,
        REFUNDED,
        ASKED,
        NOT_SENT,
        UNKNOWN
    }

    /** Whether another try makes sense, and with what. */
    enum Retry {
        SAME_TENDER,
        ANOTHER_TENDER,
        NEVER
    }

    /**
     * The money is held for us.
     *
     * @param captureBefore when the provider lets it go if nobody takes it; null when it does not say
     */
    record Authorized(
            String providerRef,
            Money amount,
            @Nullable String label,
            @Nullable OffsetDateTime captureBefore,
            @Nullable String cardFingerprint,
            long tipMinor)
            implements Outcome {
        public Authorized(
                String providerRef, Money amount, @Nullable String label, @Nullable OffsetDateTime captureBefore) {
            this(providerRef, amount, label, captureBefore, null, 0);
        }

        public Authorized(String providerRef, Money amount, @Nullable String label) {
            this(providerRef, amount, label, null);
        }

        @Override
        public Result result() {
            return Result.AUTHORIZED;
        }
    }

    /** A part of what is held was taken; the rest is still held. */
    record PartlyCaptured(String providerRef, Money soFar) implements Outcome {
        @Override
        public Result result() {
            return Result.PARTLY_CAPTURED;
        }
    }

    /** The money is ours. */
    record Captured(
            String providerRef,
            Money amount,
            @Nullable String label,
            @Nullable String cardFingerprint,
            long tipMinor) implements Outcome {
        public Captured(String providerRef, Money amount, @Nullable String label) {
            this(providerRef, amount, label, null, 0);
        }

        @Override
        public Result result() {
            return Result.CAPTURED;
        }
    }

    /**
     * The buyer has to do something first.
     *
     * @param declined the provider's reason why what the buyer showed last could not pay, while they may still show something else for
     *     this very payment; null when nothing was declined since
     */
    record ActionRequired(
            String providerRef, Action action, @Nullable String declined) implements Outcome {
        public ActionRequired(String providerRef, Action action) {
            this(providerRef, action, null);
        }

        @Override
        public Result result() {
            return Result.ACTION_REQUIRED;
        }
    }

    /** A slow method: neither paid nor refused until then, and nothing is wrong. */
    record Pending(String providerRef, OffsetDateTime until) implements Outcome {
        @Override
        public Result result() {
            return Result.PENDING;
        }
    }

    /**
     * No money moved.
     *
     * @param code the provider's reason, for our records; what the buyer is told never repeats it blindly
     * @param card by what the provider knows the same card again, whoever shows it; null when it does not say
     */
    record Declined(
            @Nullable String providerRef,
            String code,
            Retry retry,
            @Nullable String label,
            @Nullable String card) implements Outcome {
        public Declined(@Nullable String providerRef, String code, Retry retry, @Nullable String label) {
            this(providerRef, code, retry, label, null);
        }

        @Override
        public Result result() {
            return Result.DECLINED;
        }
    }

    /** The attempt was taken back; the provider has confirmed it. */
    record Voided(String providerRef) implements Outcome {
        @Override
        public Result result() {
            return Result.VOIDED;
        }
    }

    /** Captured money that nobody waits for any more was given back. */
    record Refunded(Money amount) implements Outcome {
        @Override
        public Result result() {
            return Result.REFUNDED;
        }
    }

    /**
     * The provider took the request and will tell by a webhook what came of it. Until then nothing is known to have
     * changed, and the attempt stays as it is.
     */
    record Asked(String providerRef) implements Outcome {
        @Override
        public Result result() {
            return Result.ASKED;
        }
    }

    /**
     * The provider was surely not asked: we know it is away, or too many wait for it. Only for the first call of an attempt,
     * and the only proof after which another provider may be tried.
     */
    record NotSent(String cause) implements Outcome {
        @Override
        public Result result() {
            return Result.NOT_SENT;
        }
    }

    /** The money may or may not have moved. Never tried again blindly; looked up instead. */
    record Unknown(String cause) implements Outcome {
        @Override
        public Result result() {
            return Result.UNKNOWN;
        }
    }
}

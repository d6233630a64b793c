package onetill.payment;

import java.time.OffsetDateTime;
import onetill.money.Money;
import org.jspecify.annotations.Nullable;

/** What a provider says about an attempt; silence is one of the answers. */
public sealed interface Outcome {

    Result result();

    enum Result {
        AUTHORIZED,
        CAPTURED,
        ACTION_REQUIRED,
        PENDING,
        DECLINED,
        VOIDED,
        UNKNOWN
    }

    /** Whether another try makes sense, and with what. */
    enum Retry {
        SAME_TENDER,
        ANOTHER_TENDER,
        NEVER
    }

    /** The money is held for us. */
    record Authorized(
            String providerRef, Money amount, @Nullable String label) implements Outcome {
        @Override
        public Result result() {
            return Result.AUTHORIZED;
        }
    }

    /** The money is ours. */
    record Captured(
            String providerRef, Money amount, @Nullable String label) implements Outcome {
        @Override
        public Result result() {
            return Result.CAPTURED;
        }
    }

    /** The buyer has to do something first. */
    record ActionRequired(String providerRef, Action action) implements Outcome {
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
     */
    record Declined(
            @Nullable String providerRef,
            String code,
            Retry retry,
            @Nullable String label) implements Outcome {
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

    /** The money may or may not have moved. Never tried again blindly; looked up instead. */
    record Unknown(String cause) implements Outcome {
        @Override
        public Result result() {
            return Result.UNKNOWN;
        }
    }
}

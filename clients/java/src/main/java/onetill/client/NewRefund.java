package onetill.client;

import org.jspecify.annotations.Nullable;

/** Money to give back, and why. Without an amount all that is left. */
public record NewRefund(@Nullable Long amountMinor, String reason) {

    public static NewRefund of(long amountMinor, String reason) {
        return new NewRefund(amountMinor, reason);
    }

    public static NewRefund ofAll(String reason) {
        return new NewRefund(null, reason);
    }
}

package onetill.telephony;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import onetill.funnel.LossCode;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What an agent may say about how a call went.
 *
 * @param label for people
 * @param lossCode why the session of such a call is lost, if it is; null where that says nothing about it
 */
@Schema(name = "CallReason")
public record CallReason(
        @NotNull @Pattern(regexp = "[a-z_]{1,40}", message = "is made of small letters and _")
        String code,

        @NotBlank @Size(max = 80) String label,
        @Nullable LossCode lossCode) {

    /** What a channel has until it says something else. */
    static final List<CallReason> USUAL = List.of(
            new CallReason("sale", "Sale", null),
            new CallReason("question", "Question", LossCode.ONLY_ASKED),
            new CallReason("no_stock", "Not in stock", LossCode.NOT_IN_STOCK),
            new CallReason("price", "Too expensive", LossCode.TOO_EXPENSIVE),
            new CallReason("delivery", "Delivery too slow", LossCode.DELIVERY_TOO_SLOW),
            new CallReason("payment_failed", "Payment failed", LossCode.PAYMENT_NOT_POSSIBLE),
            new CallReason("callback", "Call back later", LossCode.WANTS_TO_THINK),
            new CallReason("after_sales", "About an earlier order", null),
            new CallReason("wrong_number", "Wrong number", null),
            new CallReason("other", "Something else", LossCode.OTHER));
}

package onetill.experiment;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What an arm wants: the one member that belongs to what its experiment varies. Without any, all is as usual.
 *
 * @param asks asks_order: the asks that come first, in this order; all others follow as usual, the tender always last
 * @param tender default_tender: the type of tender that is offered first
 * @param delivery default_delivery: the kind of fulfillment that is taken for a start, where there is one
 * @param trustMessage trust_message: what is said beside an ask
 * @param recoveryAfterSeconds recovery_delay: how long after they have left buyers are written to
 */
@Schema(name = "ExperimentArmValue")
public record ArmValue(
        @Nullable @Size(min = 1, max = 20) List<@NotNull String> asks,

        @Nullable @Pattern(regexp = "[a-z_]{2,40}", message = "is not a type of tender, such as card or apple_pay")
        String tender,

        @Nullable @Pattern(regexp = "shipping|local_delivery|pickup", message = "is shipping, local_delivery or pickup")
        String delivery,

        @Nullable @Valid TrustMessage trustMessage,
        @Nullable Long recoveryAfterSeconds) {

    /** As usual: what a control does. */
    public static final ArmValue USUAL = new ArmValue(null, null, null, null, null);

    /**
     * Something that reassures a buyer who hesitates.
     *
     * @param ask beside which question: {@code payment.tender}
     * @param afterSeconds how long the buyer may rest at the ask before it is shown; at once when absent
     * @param text what is said
     * @param texts the same in other languages, by their tags: {@code de}
     */
    @Schema(name = "ExperimentTrustMessage")
    public record TrustMessage(
            @NotBlank @Size(max = 60) String ask,
            @Nullable @PositiveOrZero Integer afterSeconds,
            @NotBlank @Size(max = 300) String text,

            @Nullable @Size(max = 50)
            Map<@Pattern(regexp = "[a-z]{2,3}(-[A-Za-z0-9]{2,8})*") String, @NotBlank @Size(max = 300) String> texts) {

        /** In the buyer's language, if it was written in it. */
        public String in(Locale locale) {
            if (texts == null) return text;
            var ofLanguage = texts.getOrDefault(locale.getLanguage(), text);
            return texts.getOrDefault(locale.toLanguageTag(), ofLanguage);
        }
    }
}

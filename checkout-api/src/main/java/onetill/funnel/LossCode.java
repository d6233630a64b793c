package onetill.funnel;

import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a person may say about why a buyer did not buy. */
@Schema(name = "LossCode")
public enum LossCode {
    TOO_EXPENSIVE,
    DELIVERY_TOO_SLOW,
    NOT_IN_STOCK,
    PAYMENT_NOT_POSSIBLE,
    WANTS_TO_THINK,
    BOUGHT_ELSEWHERE,
    ONLY_ASKED,
    CONNECTION_LOST,
    OTHER;

    public String stored() {
        return name().toLowerCase(Locale.ROOT);
    }
}

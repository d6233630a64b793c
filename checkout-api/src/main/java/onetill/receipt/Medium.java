package onetill.receipt;

import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How a receipt is handed out. */
@Schema(name = "ReceiptMedium")
public enum Medium {
    PRINT,
    EMAIL;

    String stored() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Medium of(String stored) {
        return valueOf(stored.toUpperCase(Locale.ROOT));
    }
}

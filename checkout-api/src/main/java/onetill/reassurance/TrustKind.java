package onetill.reassurance;

import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a trust message is about: pages draw a sign for it, and reports count by it. */
@Schema(name = "TrustKind")
public enum TrustKind {
    RETURN_POLICY,
    QUALITY_MARK,
    /** When the goods are there; its text may hold {@link TrustMessage#DELIVERY_DATE}. */
    DELIVERY_DATE,
    SECURE_PAYMENT,
    PRICE_GUARANTEE,
    /** That somebody can be asked: pages that let buyers be called draw a button for it. */
    CALL_ME;

    public String stored() {
        return name().toLowerCase(Locale.ROOT);
    }
}

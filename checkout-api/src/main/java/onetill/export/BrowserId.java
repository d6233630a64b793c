package onetill.export;

import java.util.Locale;
import onetill.recognition.Consents;

/** By what a browser is known to one of those who measure, and the consent under which that is kept. */
public enum BrowserId {
    /** Google Analytics: the last two numbers of the cookie {@code _ga}. */
    GA_CLIENT_ID(Consents.ANALYTICS),
    /** Google Analytics: when its session began, from the cookie {@code _ga_…}. */
    GA_SESSION_ID(Consents.ANALYTICS),
    /** Google Ads: the click that led here. */
    GCLID(Consents.MARKETING_MEASUREMENT),
    /** Google Ads: the same for clicks from an app to the web. */
    GBRAID(Consents.MARKETING_MEASUREMENT),
    /** Google Ads: the same for clicks from the web to an app. */
    WBRAID(Consents.MARKETING_MEASUREMENT),
    /** Meta: the cookie {@code _fbp}. */
    FBP(Consents.MARKETING_MEASUREMENT),
    /** Meta: the cookie {@code _fbc}, the click that led here. */
    FBC(Consents.MARKETING_MEASUREMENT),
    /** Meta wants it of each website event. */
    USER_AGENT(Consents.MARKETING_MEASUREMENT),
    /** Meta wants it of each website event: the page, without what is secret in its address. */
    PAGE_URL(Consents.MARKETING_MEASUREMENT);

    private final String purpose;

    BrowserId(String purpose) {
        this.purpose = purpose;
    }

    String purpose() {
        return purpose;
    }

    boolean isForMarketing() {
        return purpose.equals(Consents.MARKETING_MEASUREMENT);
    }

    static BrowserId of(String stored) {
        return valueOf(stored.toUpperCase(Locale.ROOT));
    }

    String stored() {
        return name().toLowerCase(Locale.ROOT);
    }
}

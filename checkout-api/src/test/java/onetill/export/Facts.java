package onetill.export;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import onetill.money.Money;
import org.jspecify.annotations.Nullable;

/** A buyer of two packets of tea and a pot, and what may be told of them. */
final class Facts {

    static final UUID EVENT = UUID.fromString("019ab0de-6f3c-7d4e-9a77-2f8f64b1c001");
    static final UUID PURCHASE = UUID.fromString("019ab0de-6f3c-7d4e-9a77-2f8f64b1c002");
    static final UUID SESSION = UUID.fromString("019ab0de-6f3c-7d4e-9a77-2f8f64b1c003");
    static final UUID ORDER = UUID.fromString("019ab0de-6f3c-7d4e-9a77-2f8f64b1c004");
    static final OffsetDateTime AT = OffsetDateTime.parse("2026-11-23T09:00:01.234567Z");

    static final Map<BrowserId, String> IDS = Map.of(
            BrowserId.GA_CLIENT_ID,
            "908899769.1600020018",
            BrowserId.GA_SESSION_ID,
            "1700000000",
            BrowserId.GCLID,
            "Cj0KCQ",
            BrowserId.FBP,
            "fb.1.1596403881668.1116446470",
            BrowserId.USER_AGENT,
            "Mozilla/5.0",
            BrowserId.PAGE_URL,
            "https://shop.example/checkout");

    static final Measured EVERYTHING = agreed(true, true);
    static final Measured NOTHING = agreed(false, false);

    private Facts() {}

    static Measured agreed(boolean analytics, boolean marketing) {
        return Measured.agreed(analytics, marketing, IDS, " Ada.L+tea@GMail.com ", "+49 30 12345678");
    }

    static Measured known(Map<BrowserId, String> ids, @Nullable String email) {
        return Measured.agreed(true, true, ids, email, null);
    }

    static Occurrence begun(Measured buyer) {
        return fact(Occasion.CHECKOUT_BEGUN, euros(6680), null, "web", buyer);
    }

    static Occurrence purchase(Measured buyer) {
        return purchase("web", buyer);
    }

    static Occurrence purchase(String channelKind, Measured buyer) {
        return fact(
                Occasion.PURCHASE,
                euros(7170),
                new Occurrence.Sale(ORDER, "1001", EVENT, euros(7170)),
                channelKind,
                buyer);
    }

    static Occurrence refund(long minor, long remaining, Measured buyer) {
        return fact(
                Occasion.REFUND,
                euros(minor),
                new Occurrence.Sale(ORDER, "1001", PURCHASE, euros(remaining)),
                "web",
                buyer);
    }

    private static Occurrence fact(
            Occasion occasion, Money value, Occurrence.@Nullable Sale sale, String channelKind, Measured buyer) {
        var isPurchase = occasion == Occasion.PURCHASE;
        return new Occurrence(
                EVENT,
                occasion,
                AT,
                SESSION,
                "shop",
                channelKind,
                value,
                isPurchase ? euros(900) : null,
                isPurchase ? euros(490) : null,
                occasion == Occasion.REFUND
                        ? List.of()
                        : List.of(
                                new Occurrence.Item("TEA", "tea", 2, euros(890)),
                                new Occurrence.Item("POT", "pot", 1, euros(4900))),
                sale,
                buyer);
    }

    static Money euros(long minor) {
        return Money.of(minor, "EUR");
    }

    static ExportConfig config() {
        var config = new ExportConfig();
        config.ga4Url = "https://ga.example";
        config.metaUrl = "https://meta.example/v25.0";
        config.googleAdsUrl = "https://ads.example/v26";
        config.googleTokenUrl = "https://token.example";
        return config;
    }
}

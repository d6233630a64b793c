package onetill.screens;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a page may load and whom it may talk to (Content-Security-Policy): itself, the payment provider on the
 * checkout, the issuer of the staff's tokens in the admin and at the desk. Nothing inline but the style that the build put there.
 *
 * @param providerScript where the payment provider's script comes from
 * @param issuer who says which person of the staff this is
 */
record ContentPolicy(URI providerScript, Optional<URI> issuer) {

    private static final String SELF = "'self'";
    private static final String NONE = "'none'";
    private static final String STRIPE = "https://js.stripe.com";
    /** What Stripe asks for beside the origin of its script. */
    private static final List<String> STRIPE_FRAMES = List.of("https://*.js.stripe.com", "https://hooks.stripe.com");

    /** Stripe's own frame holds Google's in it. */
    private static final String GOOGLE_PAY = "https://pay.google.com";

    private static final List<String> STRIPE_CALLS = List.of("https://api.stripe.com");

    /** Where people of the merchant sign in. */
    private static final List<String> STAFF = List.of("/admin", "/desk");

    String forPage(String page, List<String> styleHashes) {
        var scripts = new ArrayList<>(List.of(SELF));
        var frames = new ArrayList<String>();
        var calls = new ArrayList<>(List.of(SELF));
        if (page.equals("/checkout")) {
            var provider = origin(providerScript);
            scripts.add(provider);
            frames.add(provider);
            calls.add(provider);
            if (provider.equals(STRIPE)) {
                scripts.add("https://*.js.stripe.com");
                frames.addAll(STRIPE_FRAMES);
                calls.addAll(STRIPE_CALLS);
            }
        }
        if (STAFF.contains(page)) issuer.map(ContentPolicy::origin).ifPresent(calls::add);
        var styles = new ArrayList<>(List.of(SELF));
        styles.addAll(styleHashes);

        var policy = new LinkedHashMap<String, List<String>>();
        policy.put("default-src", List.of(NONE));
        policy.put("script-src", scripts);
        policy.put("style-src", styles);
        policy.put("img-src", List.of(SELF, "https:", "data:"));
        policy.put("connect-src", calls);
        policy.put("frame-src", frames.isEmpty() ? List.of(NONE) : frames);
        policy.put("form-action", List.of(SELF));
        policy.put("base-uri", List.of(NONE));
        policy.put("object-src", List.of(NONE));
        policy.put("frame-ancestors", List.of(NONE));
        return written(policy);
    }

    /** Of answers of the API, parts of pages and errors: should one of them ever be shown as a page, it can do nothing. */
    static String ofWhatIsNoPage(List<String> styleHashes) {
        var policy = new LinkedHashMap<String, List<String>>();
        policy.put("default-src", List.of(NONE));
        if (!styleHashes.isEmpty()) policy.put("style-src", styleHashes);
        policy.put("form-action", List.of(NONE));
        policy.put("base-uri", List.of(NONE));
        policy.put("frame-ancestors", List.of(NONE));
        return written(policy);
    }

    /** A worker asks for files of its own page, and loads no scripts. */
    static String ofWorker() {
        var policy = new LinkedHashMap<String, List<String>>();
        policy.put("default-src", List.of(NONE));
        policy.put("connect-src", List.of(SELF));
        return written(policy);
    }

    /** Who may ask for payment on the checkout beside the page itself: the frames of the provider. */
    String permissions(String page) {
        if (!page.equals("/checkout")) return Permissions.NONE;
        var provider = origin(providerScript);
        var frames = new ArrayList<>(List.of(provider));
        if (provider.equals(STRIPE)) {
            frames.addAll(STRIPE_FRAMES);
            frames.add(GOOGLE_PAY);
        }
        return Permissions.withPayment(frames);
    }

    /** Wallets open windows of their own from the checkout and talk to them; no other page opens any. */
    static String opener(String page) {
        return page.equals("/checkout") ? "same-origin-allow-popups" : "same-origin";
    }

    private static String written(Map<String, List<String>> policy) {
        return policy.entrySet().stream()
                .map(it -> it.getKey() + " " + String.join(" ", it.getValue()))
                .collect(Collectors.joining("; "));
    }

    private static String origin(URI uri) {
        return uri.getScheme() + "://" + uri.getRawAuthority();
    }
}

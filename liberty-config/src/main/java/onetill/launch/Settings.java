package onetill.launch;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** How this start was asked to be, checked before anything is started. docs/settings.md lists all of it. */
record Settings(
        Environment environment,
        Path home,
        String httpHost,
        int httpPort,
        int managementPort,
        URI publicUrl,
        Database database,
        Provider provider,
        SignIn signIn,
        boolean demo) {

    /** Where the data is kept. */
    sealed interface Database {
        /** A PostgreSQL of our own, for this machine. */
        record Embedded(int port) implements Database {}

        /** A database somebody looks after. */
        record External(String url, String user, String password, String ownerUser, String ownerPassword)
                implements Database {}
    }

    /** Who moves the money. */
    sealed interface Provider {
        /** A Stripe-shaped server of our own: no money moves. */
        record Sandbox(int port) implements Provider {}

        /** Stripe itself, in test or live mode. */
        record Stripe(String apiKey, URI base, String publishableKey, String webhookSecret, String scriptUrl)
                implements Provider {
            boolean live() {
                return apiKey.contains("_live_");
            }
        }
    }

    /** Who says which person of the staff this is. */
    sealed interface SignIn {
        /** An OpenID Connect issuer of our own in which one picks who to be. */
        record Demo(int port) implements SignIn {}

        /** The merchant's own. */
        record External(String issuer) implements SignIn {}
    }

    private static final Pattern DATA_KEYS = Pattern.compile(
            "\\s*[a-z0-9][a-z0-9_-]{0,31}:[A-Za-z0-9+/_-]{43}=?\\s*(,\\s*[a-z0-9][a-z0-9_-]{0,31}:[A-Za-z0-9+/_-]{43}=?\\s*)*");
    private static final Pattern RATIO = Pattern.compile("0(\\.\\d{1,6})?|1(\\.0{1,6})?");
    private static final URI STRIPE = URI.create("https://api.stripe.com");
    private static final String STRIPE_SCRIPT = "https://js.stripe.com/dahlia/stripe.js";
    private static final List<String> TIMES = List.of(
            "SESSION_TTL",
            "RESOLVER_INTERVAL",
            "ATTEMPT_BUDGET",
            "RELAY_INTERVAL",
            "STREAMS_HEARTBEAT",
            "STREAMS_CHECK",
            "STREAMS_RETRY",
            "PRESENCE_INTERVAL",
            "PRESENCE_TTL",
            "IDEMPOTENCY_LEASE",
            "PAY_LINK_TTL",
            "DEPOSIT_TTL",
            "AUTHORIZATION_WARNING",
            "UNKNOWN_ALARM",
            "RECONCILIATION_INTERVAL",
            "SAVED_TENDER_WARNING",
            "SAVED_TENDER_INTERVAL",
            "TENDER_SETUP_TTL",
            "HANDOFF_TTL",
            "RECOVERY_TTL",
            "RECOVERY_INTERVAL",
            "NOTIFICATION_INTERVAL",
            "NOTIFICATION_TIMEOUT",
            "NOTIFICATION_KEPT",
            "VERIFICATION_TTL",
            "VERIFICATION_WINDOW",
            "DEVICE_TTL",
            "HANDOFF_CODE_TTL",
            "CLIENT_TOKEN_TTL",
            "CLIENT_TOKEN_GRACE",
            "KEY_ROTATION_OVERLAP",
            "KEY_USE_INTERVAL",
            "ENROLLMENT_TTL",
            "PIN_TRIES_WINDOW",
            "CASHIER_TTL",
            "APPROVAL_TTL",
            "OIDC_CLOCK_SKEW",
            "OIDC_TOKEN_MAX_AGE",
            "OIDC_KEYS_TTL",
            "CATALOG_IMPORT_INTERVAL",
            "TAX_PAUSE",
            "TAX_REPORT_INTERVAL",
            "STOCK_HOLD_TTL",
            "STOCK_HOLD_INTERVAL",
            "RECONCILIATION_GRACE",
            "RECONCILIATION_FIRST",
            "DATA_KEYS_INTERVAL",
            "PROVIDER_REST");

    static Settings read(Environment environment) {
        TIMES.forEach(environment::positiveDuration);
        environment.durationOrZero("HSTS_MAX_AGE");
        if (environment.number("DB_POOL_MAX", 20) < 2) {
            throw new WrongSetting("DB_POOL_MAX must be at least 2.");
        }
        if (environment.number("DB_SILENCE_SECONDS", 20) < 1) {
            throw new WrongSetting("DB_SILENCE_SECONDS must be at least 1.");
        }
        for (var seats : List.of("STREAMS_PER_CREDENTIAL", "STREAMS_PER_SESSION", "STREAMS_PER_NODE")) {
            if (environment.number(seats, 1) < 1) throw new WrongSetting(seats + " must be at least 1.");
        }
        checkDataKeys(environment);
        checkTraces(environment);
        var httpPort = environment.port("HTTP_PORT", 9080);
        var provider = provider(environment);
        var live = provider instanceof Provider.Stripe stripe && stripe.live();
        var settings = new Settings(
                environment,
                Path.of(environment.text("ONETILL_HOME").orElse(".onetill"))
                        .toAbsolutePath()
                        .normalize(),
                environment.text("HTTP_HOST").orElse("127.0.0.1"),
                httpPort,
                environment.port("MANAGEMENT_PORT", 9090),
                environment.address("PUBLIC_URL", "http://localhost:" + httpPort),
                database(environment),
                provider,
                signIn(environment),
                demo(environment, live));
        if (settings.managementPort == httpPort) {
            throw new WrongSetting("MANAGEMENT_PORT must differ from HTTP_PORT, and both are %d.".formatted(httpPort));
        }
        if (live && settings.signIn instanceof SignIn.Demo) {
            throw new WrongSetting("OIDC_ISSUER must be set when STRIPE_API_KEY is a live key,"
                    + " because in the demo's sign-in everybody may be the admin.");
        }
        if (live
                && environment
                        .text("WEBHOOK_ALLOW_PRIVATE_NETWORKS")
                        .orElse("false")
                        .equals("true")) {
            throw new WrongSetting("WEBHOOK_ALLOW_PRIVATE_NETWORKS must not be true when STRIPE_API_KEY is a live key,"
                    + " because merchants could then call what is behind your walls.");
        }
        if (!settings.demo && settings.signIn instanceof SignIn.Demo) {
            throw new WrongSetting(
                    "OIDC_ISSUER must be set when DEMO is false, because the demo's sign-in goes with it.");
        }
        return settings;
    }

    String publicUrlWithoutSlash() {
        return publicUrl.toString().replaceAll("/+$", "");
    }

    int publicPort() {
        return publicUrl.getPort() > 0 ? publicUrl.getPort() : "https".equals(publicUrl.getScheme()) ? 443 : 80;
    }

    /** They are written once and read for years: what is wrong with them is said before anything is stored. */
    private static void checkDataKeys(Environment environment) {
        var keys = environment.text("DATA_KEYS");
        if (keys.isPresent() && !DATA_KEYS.matcher(keys.get()).matches()) {
            throw new WrongSetting(
                    "DATA_KEYS must be written like k2:key,k1:key, each with a name and 32 random bytes in"
                            + " base64 (openssl rand -base64 32), and is not.");
        }
    }

    /** The server would make spans of its own then, past the application's list of what may leave. */
    private static void checkTraces(Environment environment) {
        environment.text("TRACES_ENDPOINT").ifPresent(it -> environment.address("TRACES_ENDPOINT", it));
        if (environment.text("OTEL_SDK_DISABLED").isPresent()) {
            throw new WrongSetting(
                    "OTEL_SDK_DISABLED must not be set: traces are on when TRACES_ENDPOINT says where to, and off otherwise.");
        }
        var ratio = environment.text("TRACES_RATIO");
        if (ratio.isPresent() && !RATIO.matcher(ratio.get()).matches()) {
            throw new WrongSetting("TRACES_RATIO must be from 0 to 1, like 0.05, and is '%s'.".formatted(ratio.get()));
        }
    }

    private static Database database(Environment environment) {
        var url = environment.text("DB_URL");
        if (url.isEmpty()) {
            return new Database.Embedded(environment.port("DB_PORT", 9432));
        }
        if (!url.get().startsWith("jdbc:postgresql:")) {
            throw new WrongSetting("DB_URL must begin with jdbc:postgresql: and does not.");
        }
        var because = "DB_URL names a database of yours";
        var external = new Database.External(
                withParameters(url.get()),
                environment.required("DB_USER", because),
                environment.required("DB_PASSWORD", because),
                environment.required("DB_OWNER_USER", because),
                environment.required("DB_OWNER_PASSWORD", because));
        environment.required(
                "DATA_KEYS",
                because
                        + " in which secrets and people's data are stored encrypted. Make a key by `openssl rand -base64 32`,"
                        + " set DATA_KEYS=k1:<key> and keep a copy elsewhere, for without it they are lost");
        return external;
    }

    private static Provider provider(Environment environment) {
        var apiKey = environment.text("STRIPE_API_KEY");
        if (apiKey.isEmpty()) {
            return new Provider.Sandbox(environment.port("SANDBOX_PORT", 9180));
        }
        var base = environment.address("STRIPE_API_BASE", STRIPE.toString());
        var because = "STRIPE_API_KEY is set";
        var stripe = new Provider.Stripe(
                apiKey.get(),
                base,
                environment.required("STRIPE_PUBLISHABLE_KEY", because),
                environment.required("STRIPE_WEBHOOK_SECRET", because),
                environment.text("STRIPE_SCRIPT_URL").orElse(STRIPE_SCRIPT));
        if (stripe.live() && !base.equals(STRIPE)) {
            throw new WrongSetting(
                    "STRIPE_API_BASE must be %s (or left out) when STRIPE_API_KEY is a live key, and is %s."
                            .formatted(STRIPE, base));
        }
        return stripe;
    }

    private static SignIn signIn(Environment environment) {
        return environment.text("OIDC_ISSUER").isEmpty()
                ? new SignIn.Demo(environment.port("ISSUER_PORT", 9280))
                : new SignIn.External(environment.address("OIDC_ISSUER", "").toString());
    }

    private static boolean demo(Environment environment, boolean live) {
        var demo = environment.text("DEMO").orElse(live ? "false" : "true");
        if (demo.equals("true") && live) {
            throw new WrongSetting("DEMO must not be true when STRIPE_API_KEY is a live key.");
        }
        if (!demo.equals("true") && !demo.equals("false")) {
            throw new WrongSetting("DEMO must be true or false, and is '%s'.".formatted(demo));
        }
        return demo.equals("true");
    }

    /** What the application counts on: JSON columns take text, and many inserts travel as one. */
    static String withParameters(String url) {
        var complete = new StringBuilder(url);
        for (var parameter :
                List.of("reWriteBatchedInserts=true", "stringtype=unspecified", "ApplicationName=onetill")) {
            var name = parameter.substring(0, parameter.indexOf('=') + 1);
            if (!url.contains(name)) {
                complete.append(complete.indexOf("?") < 0 ? '?' : '&').append(parameter);
            }
        }
        return complete.toString();
    }
}

package onetill.limit;

/** Settings for tests: no limit but those that are named. */
final class LimitConfigs {

    private LimitConfigs() {}

    static LimitConfig open() {
        var config = new LimitConfig();
        config.trustedProxies = "none";
        return read(config);
    }

    static LimitConfig read(LimitConfig config) {
        config.requestsPerAddress = "0";
        config.requestsPerSession = "0";
        config.requestsPerPrincipal = "0";
        config.requestsPerKey = "0";
        config.wrongCredentialsPerAddress = "0";
        config.paymentsPerAddress = "0";
        config.paymentsPerSession = "0";
        config.paymentsPerCustomer = "0";
        config.paymentsRecognizedPerAddress = "0";
        config.paymentsPerPrincipal = "0";
        config.paymentsPerKey = "0";
        config.declinesPerCard = "0";
        config.codesPerAddress = "0";
        config.hintsPerSession = "0";
        config.read();
        return config;
    }
}

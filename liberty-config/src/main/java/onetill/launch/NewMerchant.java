package onetill.launch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Currency;
import java.util.HexFormat;
import java.util.Locale;
import java.util.UUID;

/**
 * Makes a merchant, a web channel and the first secret key, for whoever runs an installation of their own: before there is a
 * merchant nobody can be let in to make one. Everything else is done by the API.
 */
public final class NewMerchant {

    private static final String USAGE = """
            new-merchant <name> <country> <currency> <time zone>
            for example: ./run new-merchant "Leaf & Kettle" DE EUR Europe/Berlin
            The database is that of DB_URL (with DB_OWNER_USER and DB_OWNER_PASSWORD), or our own while OneTill runs.""";

    private static final int SHOWN_OF_THE_END = 4;

    private NewMerchant() {}

    /** A merchant and their first key, which is known here and now only. */
    public record Made(UUID merchantId, String secretKey) {}

    @SuppressWarnings("SystemExitOutsideMain")
    public static void main(String[] arguments) {
        try (var connection = owner(new Environment(System.getenv()))) {
            if (arguments.length != 4) throw new WrongSetting(USAGE);
            var made = make(connection, arguments[0], arguments[1], arguments[2], arguments[3]);
            System.out.println("MERCHANT_ID=" + made.merchantId());
            System.out.println("SECRET_KEY=" + made.secretKey());
            Main.say(
                    "Keep the key now: it is shown once. Staff tokens name the merchant in merchant_id, or OIDC_MERCHANT_ID does.");
        } catch (WrongSetting e) {
            Main.say(e.sentence());
            System.exit(2);
        } catch (IOException | SQLException e) {
            Main.say("The merchant could not be made: " + e.getMessage());
            System.exit(1);
        }
    }

    /** @throws WrongSetting for what is no country, currency or time zone */
    public static Made make(Connection owner, String name, String country, String currency, String zone)
            throws SQLException {
        check(name, country, currency, zone);
        var made = new Made(UUID.randomUUID(), "sk_" + Secrets.random());
        owner.setAutoCommit(false);
        run(
                owner,
                "insert into merchant (merchant_id, name, country, time_zone) values (?, ?, ?, ?)",
                made.merchantId(),
                name,
                country,
                zone);
        run(owner, """
                insert into channel (merchant_id, channel_id, kind, name, country, currency, locale, tenders)
                values (?, 'web', 'web', 'Web shop', ?, ?, 'en', '["card"]')""", made.merchantId(), country, currency);
        run(
                owner,
                """
                insert into credential (merchant_id, credential_id, kind, secret_hash, label, preview, created_by, revision)
                values (?, ?, 'secret_key', ?, 'first key', ?, 'new-merchant', 0)""",
                made.merchantId(),
                UUID.randomUUID(),
                hash(made.secretKey()),
                "sk_…" + made.secretKey().substring(made.secretKey().length() - SHOWN_OF_THE_END));
        owner.commit();
        return made;
    }

    private static void check(String name, String country, String currency, String zone) {
        if (name.isBlank()) throw new WrongSetting("The merchant needs a name.\n" + USAGE);
        if (!Arrays.asList(Locale.getISOCountries()).contains(country)) {
            throw new WrongSetting("'%s' is no country; write two capital letters, like DE.".formatted(country));
        }
        try {
            Currency.getInstance(currency);
            ZoneId.of(zone);
        } catch (IllegalArgumentException e) {
            throw new WrongSetting("'%s' is no currency; write three capital letters, like EUR.".formatted(currency));
        } catch (DateTimeException e) {
            throw new WrongSetting("'%s' is no time zone; write it like Europe/Berlin.".formatted(zone));
        }
    }

    private static Connection owner(Environment environment) throws SQLException, IOException {
        var url = environment.text("DB_URL");
        if (url.isPresent()) {
            var because = "DB_URL names a database of yours";
            return EmbeddedDatabase.dataSource(
                            Settings.withParameters(url.get()),
                            environment.required("DB_OWNER_USER", because),
                            environment.required("DB_OWNER_PASSWORD", because))
                    .getConnection();
        }
        var secrets = Path.of(environment.text("ONETILL_HOME").orElse(".onetill"), "secrets.properties");
        if (!Files.exists(secrets)) {
            throw new WrongSetting("There is no %s: start OneTill first, or set DB_URL.".formatted(secrets));
        }
        var password = new Secrets(secrets).of(Roles.OWNER + "_password");
        return EmbeddedDatabase.dataSource(
                        EmbeddedDatabase.url(environment.port("DB_PORT", 9432)), Roles.OWNER, password)
                .getConnection();
    }

    private static void run(Connection connection, String sql, Object... values) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            for (var i = 0; i < values.length; i++) statement.setObject(i + 1, values[i]);
            statement.executeUpdate();
        }
    }

    private static String hash(String key) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("each JDK has SHA-256", e);
        }
    }
}

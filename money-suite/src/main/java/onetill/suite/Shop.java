package onetill.suite;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A merchant of the suite's own in a running OneTill: two goods, a channel of each kind, a till with a card reader. */
final class Shop {

    /** Counted, 10,000 of it. */
    static final String TEA = "TEA";
    /** Counted; how many there are is said when the shop is opened. */
    static final String RARE = "RARE";

    private static final String PHONE = "+493012345678";

    final World world;
    final UUID merchantId = UUID.randomUUID();
    final String currency;
    final String reader;
    final String savedTender;
    private final String secretKey = "sk_" + UUID.randomUUID();
    private final String register = "rg_" + UUID.randomUUID();

    private Shop(World world, String currency, String reader, String savedTender) {
        this.world = world;
        this.currency = currency;
        this.reader = reader;
        this.savedTender = savedTender;
    }

    static Shop open(World world) {
        return open(world, "EUR", 1);
    }

    /** @param rare how many of {@link #RARE} there are */
    static Shop open(World world, String currency, int rare) {
        var provider = world.atProvider();
        var location = provider.post(
                        "/v1/terminal/locations",
                        "display_name=Suite&address[line1]=Torstr. 1&address[city]=Berlin&address[country]=DE&address[postal_code]=10119")
                .text("/id");
        var reader = provider.post(
                        "/v1/terminal/readers", "registration_code=simulated-wpe&label=till-1&location=" + location)
                .text("/id");
        var customer = provider.post("/v1/customers", "name=Ada").text("/id");
        var method = provider.post("/v1/payment_methods/pm_card_visa/attach", "customer=" + customer)
                .text("/id");
        var shop = new Shop(world, currency, reader, UUID.randomUUID().toString());
        shop.build(customer, method, rare);
        return shop;
    }

    Http server() {
        return world.node(secretKey);
    }

    String serverKey() {
        return secretKey;
    }

    String registerKey() {
        return register;
    }

    String phone() {
        return PHONE;
    }

    private void build(String customerRef, String methodRef, int rare) {
        run("insert into merchant (merchant_id, name, country, time_zone) values (?, 'Suite', 'DE', 'Europe/Berlin')");
        run("insert into location values (?, 'mitte', 'Mitte', 'Torstr. 1', '10119', 'Berlin', 'DE', 'Europe/Berlin')");
        channel("web", "web", "automatic");
        channel("reserve", "web", "manual");
        channel("app", "in_app", "automatic");
        channel("till-1", "pos", "automatic");
        channel("phone", "phone", "automatic");
        item(TEA, price(), 10_000);
        item(RARE, price(), rare);
        run("insert into tax_rate values (?, 'DE', 'standard', 19)");
        run(
                "insert into fulfillment_option (merchant_id, option_id, kind, title) values (?, 'standard', 'shipping', 'Standard')");
        run(
                "insert into fulfillment_rate (merchant_id, option_id, rate_no, currency, country, amount_minor) values (?, 'standard', 1, '%s', 'DE', %d)"
                        .formatted(currency, price() / 2));
        credential("secret_key", secretKey, "null");
        credential("register", register, "'till-1'");
        var customer = UUID.randomUUID();
        run(
                "insert into customer (merchant_id, customer_id, name, phone, provider, provider_ref) values (?, '%s', 'Ada', '%s', 'stripe', '%s')"
                        .formatted(customer, PHONE, customerRef));
        run(
                "insert into saved_tender (merchant_id, saved_tender_id, customer_id, provider, provider_ref, label, consent_text, consented_at) values (?, '%s', '%s', 'stripe', '%s', 'Visa', 'yes', now())"
                        .formatted(savedTender, customer, methodRef));
    }

    /** About ten euros in each currency; in three decimals the last digit is 0, as card networks want it. */
    long price() {
        return switch (currency) {
            case "JPY" -> 1_600;
            case "KWD" -> 3_440;
            default -> 1_000;
        };
    }

    private void channel(String id, String kind, String capture) {
        var location = "pos".equals(kind) ? "'mitte'" : "null";
        var readerRef = "pos".equals(kind) ? "'" + reader + "'" : "null";
        run("""
                insert into channel (merchant_id, channel_id, kind, name, country, currency, locale, location_id, tenders, capture, reader_ref)
                values (?, '%s', '%s', '%s', 'DE', '%s', 'en', %s, '["card","saved","cash","card_present","gift_card"]', '%s', %s)""".formatted(id, kind, id, currency, location, capture, readerRef));
    }

    private void item(String sku, long price, int stock) {
        run("insert into item (merchant_id, sku, name, tax_category, digital) values (?, '%s', '%s', 'standard', false)"
                .formatted(sku, sku));
        run("insert into item_price values (?, '%s', '%s', %d)".formatted(sku, currency, price));
        run(
                "insert into stock (merchant_id, sku, location_id, initial, available, held, sold) values (?, '%s', 'mitte', %d, %d, 0, 0)"
                        .formatted(sku, stock, stock));
    }

    private void credential(String kind, String secret, String channel) {
        run(
                "insert into credential (merchant_id, credential_id, kind, secret_hash, label, channel_id) values (?, '%s', '%s', '%s', 'suite', %s)"
                        .formatted(UUID.randomUUID(), kind, hash(secret), channel));
    }

    /** One statement for this merchant, whose id is its first parameter. */
    void run(String sql) {
        try (var connection = world.connect();
                var statement = connection.prepareStatement(sql)) {
            statement.setObject(1, merchantId);
            statement.execute();
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** The rows of a query for this merchant, whose id is its first parameter. */
    List<Row> rows(String sql) {
        try (var connection = world.connect();
                var statement = connection.prepareStatement(sql)) {
            statement.setObject(1, merchantId);
            var found = statement.executeQuery();
            var rows = new ArrayList<Row>();
            while (found.next()) {
                var row = new LinkedHashMap<String, @Nullable Object>();
                for (var i = 1; i <= found.getMetaData().getColumnCount(); i++) {
                    row.put(found.getMetaData().getColumnLabel(i), found.getObject(i));
                }
                rows.add(new Row(row));
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** Changes rows of this merchant, whose id is the statement's parameter, as only the database's owner can. */
    void change(String sql) {
        try (var connection = world.connect();
                var statement = connection.prepareStatement(sql)) {
            statement.setObject(1, merchantId);
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private static String hash(String secret) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

package onetill.it;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A merchant made for one test class: four channels, a few items, its own keys. */
final class Shop {

    static final String TEA = "TEA";
    static final String TEA_BARCODE = "2000000000015";
    static final String POT = "POT";
    static final String BOOK = "E-BOOK";
    static final String RARE = "RARE";
    static final String SAMPLE = "SAMPLE";
    static final String PHONE = "+493012345678";

    private static final Queue<Shop> OPEN = new ConcurrentLinkedQueue<>();
    private static final ThreadLocal<Connection> OWNERS = new ThreadLocal<>();

    final UUID merchantId = UUID.randomUUID();
    final String secretKey = "sk_" + UUID.randomUUID();
    final String publishableKey = "pk_" + UUID.randomUUID();
    final String register = "rg_" + UUID.randomUUID();
    String reader;
    String savedTenderId;

    static Shop open() {
        var shop = new Shop();
        shop.reader = reader();
        shop.build();
        OPEN.add(shop);
        return shop;
    }

    Caller server() {
        return Caller.with(secretKey);
    }

    Caller till() {
        return Caller.with(register);
    }

    /** Somebody who works here: ada the admin, max the manager, cara the cashier, alex the agent. */
    Caller staff(String person) {
        return staff(
                person,
                Map.of("ada", "admin", "max", "manager", "cara", "cashier", "alex", "agent")
                        .get(person));
    }

    /** Somebody of the merchant's, signed in at the issuer. */
    Caller staff(String subject, String... roles) {
        return Caller.with(TestIssuer.running().token(merchantId, subject, roles));
    }

    private static String reader() {
        var location = Caller.atProvider(
                "/v1/terminal/locations",
                "display_name=Shop&address[line1]=Torstr. 1&address[city]=Berlin&address[country]=DE&address[postal_code]=10119");
        var reader = Caller.atProvider(
                "/v1/terminal/readers",
                "registration_code=simulated-wpe&label=till-1&location="
                        + location.path("id").asText());
        return reader.path("id").asText();
    }

    private void build() {
        run(
                "insert into merchant (merchant_id, name, country, time_zone) values (?, 'Test shop', 'DE', 'Europe/Berlin')");
        run("insert into location values (?, 'mitte', 'Mitte', 'Torstr. 1', '10119', 'Berlin', 'DE', 'Europe/Berlin')");
        channel("web", "web", "[\"card\"]", "automatic");
        channel("reserve", "web", "[\"card\"]", "manual");
        channel("app", "in_app", "[\"card\"]", "automatic");
        channel("till-1", "pos", "[\"cash\",\"card_present\",\"card\"]", "automatic");
        run("update channel set takes_tips = true where merchant_id = ? and channel_id = 'till-1'");
        channel("phone", "phone", "[\"card\",\"saved\"]", "automatic");
        item(TEA, 890, "reduced", false);
        item(POT, 4900, "standard", false);
        item(BOOK, 1200, "reduced", true);
        item(RARE, 9900, "standard", false);
        item(SAMPLE, 0, "standard", true);
        run("insert into item_barcode values (?, '" + TEA_BARCODE + "', '" + TEA + "')");
        run("insert into tax_rate values (?, 'DE', 'standard', 19)");
        run("insert into tax_rate values (?, 'DE', 'reduced', 7)");
        rate("standard", "shipping", "'DE'", "null", 490);
        rate("pickup-mitte", "pickup", "null", "'mitte'", 0);
        rate("digital", "digital", "null", "null", 0);
        stock(TEA, 10_000);
        stock(POT, 10_000);
        stock(RARE, 1);
        credential("secret_key", secretKey, "null");
        credential("publishable_key", publishableKey, "null");
        credential("register", register, "'till-1'");
        customer();
    }

    private void customer() {
        var customer = Caller.atProvider("/v1/customers", "name=Ada").path("id").asText();
        var method = Caller.atProvider("/v1/payment_methods/pm_card_visa/attach", "customer=" + customer)
                .path("id")
                .asText();
        var customerId = UUID.randomUUID();
        var tender = UUID.randomUUID();
        run(
                "insert into customer (merchant_id, customer_id, name, phone, provider, provider_ref) values (?, '%s', 'Ada', '%s', 'stripe', '%s')"
                        .formatted(customerId, PHONE, customer));
        run("insert into saved_tender values (?, '%s', '%s', 'stripe', '%s', 'Visa ending in 4242', 'yes', now())"
                .formatted(tender, customerId, method));
        savedTenderId = tender.toString();
    }

    private void channel(String id, String kind, String tenders, String capture) {
        var location = "pos".equals(kind) ? "'mitte'" : "null";
        var readerRef = "pos".equals(kind) ? "'" + reader + "'" : "null";
        run("insert into channel values (?, '%s', '%s', '%s', 'DE', 'EUR', 'en', %s, '%s', '%s', %s)"
                .formatted(id, kind, id, location, tenders, capture, readerRef));
    }

    private void item(String sku, long price, String tax, boolean digital) {
        run("insert into item (merchant_id, sku, name, tax_category, digital) values (?, '%s', '%s', '%s', %s)"
                .formatted(sku, sku.toLowerCase(java.util.Locale.ROOT), tax, digital));
        run("insert into item_price values (?, '%s', 'EUR', %d)".formatted(sku, price));
    }

    private void rate(String id, String kind, String country, String location, long amount) {
        run(
                "insert into fulfillment_option (merchant_id, option_id, kind, title, location_id) values (?, '%s', '%s', '%s', %s)"
                        .formatted(id, kind, id, location));
        run(
                "insert into fulfillment_rate (merchant_id, option_id, rate_no, currency, country, amount_minor, min_days, max_days) values (?, '%s', 1, 'EUR', %s, %d, 1, 2)"
                        .formatted(id, country, amount));
    }

    private void stock(String sku, long quantity) {
        run("insert into stock (merchant_id, sku, location_id, initial, available) values (?, '%s', 'mitte', %d, %d)"
                .formatted(sku, quantity, quantity));
    }

    private void credential(String kind, String secret, String channel) {
        run(
                "insert into credential (merchant_id, credential_id, kind, secret_hash, label, channel_id) values (?, '%s', '%s', '%s', 'test', %s)"
                        .formatted(UUID.randomUUID(), kind, hash(secret), channel));
    }

    /** One statement for this merchant, whose id is its first parameter, as the owner of the tables. */
    void run(String sql) {
        try (var statement = ownersOwn().prepareStatement(sql)) {
            statement.setObject(1, merchantId);
            statement.execute();
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** The rows of a query for this merchant, whose id is its first parameter. */
    List<Map<String, Object>> rows(String sql) {
        try (var statement = ownersOwn().prepareStatement(sql)) {
            statement.setObject(1, merchantId);
            var found = statement.executeQuery();
            var rows = new java.util.ArrayList<Map<String, Object>>();
            while (found.next()) {
                var row = new java.util.LinkedHashMap<String, Object>();
                for (var i = 1; i <= found.getMetaData().getColumnCount(); i++) {
                    row.put(found.getMetaData().getColumnLabel(i), found.getObject(i));
                }
                rows.add(row);
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** The rows of a query that is about no merchant. */
    List<Map<String, Object>> rowsOfAll(String sql) {
        return rows(sql + " where cast(? as uuid) is not null");
    }

    Object one(String sql) {
        return rows(sql).get(0).values().iterator().next();
    }

    /** One connection of each thread that stays: opening one takes longer than most of what is asked by it. */
    private static Connection ownersOwn() throws SQLException {
        var connection = OWNERS.get();
        if (connection == null || connection.isClosed()) {
            connection = owner();
            OWNERS.set(connection);
        }
        return connection;
    }

    static Connection owner() throws SQLException {
        return DriverManager.getConnection(
                System.getenv("DB_URL"), System.getenv("DB_OWNER_USER"), System.getenv("DB_OWNER_PASSWORD"));
    }

    static Connection application() throws SQLException {
        return DriverManager.getConnection(
                System.getenv("DB_URL"), System.getenv("DB_USER"), System.getenv("DB_PASSWORD"));
    }

    private static String hash(String secret) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** An answer may still be on its way to the books; it arrives. */
    private void awaitSameAmount(Object providerRef) {
        var query = "select captured_minor from payment_attempt where merchant_id = ? and provider_ref = '"
                + providerRef + "'";
        Await.until(() -> Caller.atProvider("/v1/payment_intents/" + providerRef)
                        .path("amount_received")
                        .asLong()
                == (long) one(query));
    }

    /** What stores have proven is the evidence of their money: each payment has one order, and the books owe just that. */
    private void auditStores() {
        var wrongPurchases = rows("""
                select p.transaction_id from store_purchase p
                left join orders o on o.merchant_id = p.merchant_id and o.order_id = p.order_id
                left join payment_attempt a on a.merchant_id = p.merchant_id and a.reference = o.session_id
                  and a.provider = p.store and a.provider_ref = p.transaction_id
                where p.merchant_id = ? and (a.attempt_id is null or o.total_minor <> p.price_minor or o.currency <> p.currency
                  or a.captured_minor <> p.price_minor
                  or (o.state = 'refunded') <> (p.state = 'refunded' and p.price_minor > 0))""");
        org.assertj.core.api.Assertions.assertThat(wrongPurchases)
                .as("store purchases that are not as their orders")
                .isEmpty();
        var unproven = rows("""
                select a.attempt_id from payment_attempt a where a.merchant_id = ? and a.provider in ('app_store', 'google_play')
                  and not exists (select 1 from store_purchase p where p.merchant_id = a.merchant_id and p.store = a.provider
                    and p.transaction_id = a.provider_ref)""");
        org.assertj.core.api.Assertions.assertThat(unproven)
                .as("store money without proof")
                .isEmpty();
        var wrongBooks = rows("""
                select store, currency, sum(proven), sum(booked) from (
                    select merchant_id, store, currency, case state when 'purchased' then price_minor else 0 end as proven, 0 as booked
                    from store_purchase
                    union all
                    select merchant_id, replace(account, 'store_receivable:', ''), currency, 0, amount_minor from check_ledger
                    where account like 'store_receivable:%') as both_sides
                where merchant_id = ? group by store, currency having sum(proven) <> sum(booked)""");
        org.assertj.core.api.Assertions.assertThat(wrongBooks)
                .as("receivables from stores that differ from what they have proven")
                .isEmpty();
    }

    /** Looks at everything a last time; from then on the server does nothing on its own, for it or its neighbors. */
    void close() {
        try {
            audit();
        } finally {
            for (var open = OPEN.poll(); open != null; open = OPEN.poll()) {
                open.run("update merchant set closed_at = now() where merchant_id = ?");
            }
        }
    }

    /** The books balance, orders and money agree, and the provider's own records say the same. */
    void audit() {
        var wrongOrders = rows("""
                select o.number from orders o where o.merchant_id = ? and o.state = 'paid' and o.total_minor <> (
                    select coalesce(sum(a.captured_minor), 0) from payment_attempt a
                    where a.merchant_id = o.merchant_id and a.reference = o.session_id and a.unwanted_at is null)""");
        org.assertj.core.api.Assertions.assertThat(wrongOrders)
                .as("paid orders without their money")
                .isEmpty();
        var unbalanced = rows(
                "select tx_id from check_ledger where merchant_id = ? group by tx_id, currency having sum(amount_minor) <> 0");
        org.assertj.core.api.Assertions.assertThat(unbalanced)
                .as("unbalanced postings")
                .isEmpty();
        var wrongStock = rows("""
                select s.sku from stock s where s.merchant_id = ? and (
                    initial <> available + held + sold or held <> (
                        select coalesce(sum(h.quantity), 0) from stock_hold h
                        join checkout_session c on c.merchant_id = h.merchant_id and c.session_id = h.session_id
                        where h.merchant_id = s.merchant_id and h.sku = s.sku and h.location_id = s.location_id and h.bucket = s.bucket
                          and (c.status in ('complete_in_progress', 'requires_escalation') or h.expires_at is not null)))""");
        org.assertj.core.api.Assertions.assertThat(wrongStock)
                .as("stock that does not add up")
                .isEmpty();
        var gaps = rows("""
                select aggregate_id from event where merchant_id = ?
                group by aggregate_id having count(*) <> max(seq) or min(seq) <> 1""");
        org.assertj.core.api.Assertions.assertThat(gaps).as("events with gaps").isEmpty();
        var wrongShifts = rows("""
                select shift_id from check_shift where merchant_id = ? and closed_at is not null and in_drawer_minor <> 0
                union all
                select s.shift_id from check_shift s where s.merchant_id = ? and s.closed_at is not null and s.expected_minor <> (
                    select sum(case when e.debit_account = 'cash_drawer' then e.amount_minor else -e.amount_minor end) from ledger_entry e
                    where e.shift_id = s.shift_id and e.kind not in ('over_short', 'counted'))""".replace("s.merchant_id = ?", "s.merchant_id = '" + merchantId + "'"));
        org.assertj.core.api.Assertions.assertThat(wrongShifts)
                .as("closed shifts that are not what the ledger says")
                .isEmpty();
        auditStores();
        for (var row : rows("""
                select provider_ref, captured_minor, state from payment_attempt
                where merchant_id = ? and provider = 'stripe' and provider_ref is not null""")) {
            var intent = Caller.atProvider("/v1/payment_intents/" + row.get("provider_ref"));
            if (intent.path("amount_received").asLong() != (long) row.get("captured_minor")) {
                awaitSameAmount(row.get("provider_ref"));
            }
        }
    }
}

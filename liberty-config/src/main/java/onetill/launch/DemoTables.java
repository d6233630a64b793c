package onetill.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import onetill.launch.DemoMerchant.AtProvider;
import onetill.launch.DemoMerchant.Customer;
import onetill.launch.DemoProvider.SavedCard;
import org.jspecify.annotations.Nullable;

/** The demo merchant's rows. Everything in here may be run again at any time. */
final class DemoTables {

    private static final String FIXED = "/demo/merchant.sql";

    private final Connection connection;

    DemoTables(Connection connection) {
        this.connection = connection;
    }

    AtProvider atProvider() throws SQLException {
        try (var query = connection.prepareStatement("""
                select c.reader_ref, p.provider_ref, s.provider_ref, s.label, screen.reader_ref
                from channel c
                left join channel screen on screen.merchant_id = c.merchant_id and screen.channel_id = ?
                left join customer p on p.merchant_id = c.merchant_id and p.customer_id = ?
                left join saved_tender s on s.merchant_id = c.merchant_id and s.saved_tender_id = ?
                where c.merchant_id = ? and c.channel_id = ?""")) {
            var greta = DemoMerchant.GRETA;
            set(query, DemoMerchant.SCREEN, greta.id(), greta.savedTenderId(), DemoMerchant.ID, DemoMerchant.TILL);
            var row = query.executeQuery();
            if (!row.next()) {
                return new AtProvider(null, null, null);
            }
            var complete = row.getString(2) != null && row.getString(3) != null;
            var card = complete ? new SavedCard(row.getString(2), row.getString(3), row.getString(4)) : null;
            return new AtProvider(row.getString(1), row.getString(5), card);
        }
    }

    /** Its locations, channels, tax rates and fulfillment rates too. */
    void putMerchant() throws SQLException {
        try (var sql = DemoTables.class.getResourceAsStream(FIXED);
                var statement = connection.createStatement()) {
            if (sql == null) {
                throw new IllegalStateException(FIXED + " is not in the launcher; build it again.");
            }
            var text = new String(sql.readAllBytes(), StandardCharsets.UTF_8);
            statement.execute(text.replace("${merchant}", DemoMerchant.ID.toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void putItems(List<DemoItem> items) throws SQLException {
        try (var item = connection.prepareStatement("""
                        insert into item (merchant_id, sku, name, description, image_url, category, tax_category, digital)
                        values (?, ?, ?, ?, ?, ?, ?, ?)
                        on conflict (merchant_id, sku) do update set name = excluded.name,
                            description = excluded.description, image_url = excluded.image_url,
                            category = excluded.category, tax_category = excluded.tax_category,
                            digital = excluded.digital""");
                var barcode = connection.prepareStatement("""
                        insert into item_barcode (merchant_id, barcode, sku) values (?, ?, ?)
                        on conflict (merchant_id, barcode) do update set sku = excluded.sku""");
                var price = connection.prepareStatement("""
                        insert into item_price (merchant_id, sku, currency, amount_minor) values (?, ?, ?, ?)
                        on conflict (merchant_id, sku, currency) do update set amount_minor = excluded.amount_minor""");
                var stock = connection.prepareStatement("""
                        insert into stock (merchant_id, sku, location_id, initial, available) values (?, ?, ?, ?, ?)
                        on conflict do nothing""")) {
            for (var it : items) {
                set(item, DemoMerchant.ID, it.sku(), it.name(), it.description(), it.imageUrl(), it.category());
                item.setString(7, it.taxCategory());
                item.setBoolean(8, it.digital());
                item.addBatch();
                if (it.barcode().isPresent()) {
                    add(barcode, DemoMerchant.ID, it.barcode().get(), it.sku());
                }
                for (var each : it.pricesMinor().entrySet()) {
                    add(price, DemoMerchant.ID, it.sku(), each.getKey(), each.getValue());
                }
                for (var each : it.stock().entrySet()) {
                    add(stock, DemoMerchant.ID, it.sku(), each.getKey(), each.getValue(), each.getValue());
                }
            }
            for (var statement : List.of(item, barcode, price, stock)) {
                statement.executeBatch();
            }
        }
    }

    /** What is in demo.env works, also with a new database; what was in an earlier demo.env works no longer. */
    void putCredentials(DemoKeys keys) throws SQLException {
        try (var revoke = connection.prepareStatement("""
                        update credential set revoked_at = now()
                        where merchant_id = ? and label like 'demo.env %' and revoked_at is null""");
                var insert = connection.prepareStatement("""
                        insert into credential (merchant_id, credential_id, kind, secret_hash, label, channel_id, preview)
                        values (?, ?, ?, ?, ?, ?, ?)
                        on conflict (secret_hash) do update set revoked_at = null, preview = excluded.preview""")) {
            set(revoke, DemoMerchant.ID);
            revoke.executeUpdate();
            for (var key : keys.keys()) {
                var label = "demo.env " + key.name();
                add(
                        insert,
                        DemoMerchant.ID,
                        UUID.randomUUID(),
                        key.kind(),
                        key.hash(),
                        label,
                        key.channelId(),
                        key.preview());
            }
            insert.executeBatch();
        }
    }

    void putCustomer(Customer customer, @Nullable SavedCard card) throws SQLException {
        try (var insert = connection.prepareStatement("""
                        insert into customer (merchant_id, customer_id, name, email, phone) values (?, ?, ?, ?, ?)
                        on conflict do nothing""");
                var update = connection.prepareStatement("""
                        update customer set provider = 'stripe', provider_ref = ?
                        where merchant_id = ? and customer_id = ?""");
                var saved = connection.prepareStatement("""
                        insert into saved_tender (merchant_id, saved_tender_id, customer_id, provider, provider_ref, label,
                            consent_text, consented_at)
                        values (?, ?, ?, 'stripe', ?, ?, 'Leaf & Kettle may keep my card for orders I place by phone.', now())
                        on conflict (merchant_id, saved_tender_id) do update set
                            provider_ref = excluded.provider_ref, label = excluded.label""")) {
            set(insert, DemoMerchant.ID, customer.id(), customer.name(), customer.email(), customer.phone());
            insert.executeUpdate();
            if (card == null) {
                return;
            }
            set(update, card.customer(), DemoMerchant.ID, customer.id());
            update.executeUpdate();
            set(saved, DemoMerchant.ID, customer.savedTenderId(), customer.id(), card.paymentMethod(), card.label());
            saved.executeUpdate();
        }
    }

    void putReader(String till, @Nullable String reader) throws SQLException {
        try (var update = connection.prepareStatement(
                "update channel set reader_ref = ? where merchant_id = ? and channel_id = ?")) {
            set(update, reader, DemoMerchant.ID, till);
            update.executeUpdate();
        }
    }

    /** A register that waits for a browser; the codes of earlier starts that nobody used are good no longer. */
    void putRegister(DemoTillCode code) throws SQLException {
        try (var forget = connection.prepareStatement("""
                        delete from register where merchant_id = ? and channel_id = ? and created_by = 'system:onetill'
                            and enrolled_at is null""");
                var insert = connection.prepareStatement("""
                        insert into register (merchant_id, register_id, name, channel_id, location_id, code_hash, code_expires_at,
                            created_by, created_at)
                        select merchant_id, ?, name, channel_id, location_id, ?, now() + interval '30 days', 'system:onetill', now()
                        from channel where merchant_id = ? and channel_id = ?""")) {
            set(forget, DemoMerchant.ID, DemoMerchant.SCREEN);
            forget.executeUpdate();
            set(insert, UUID.randomUUID(), code.hash(), DemoMerchant.ID, DemoMerchant.SCREEN);
            insert.executeUpdate();
        }
    }

    /** With its entry and what the books say of it; what was spent stays spent. An earlier code of it works no longer. */
    void putGiftCard(DemoGiftCard card) throws SQLException {
        var minor = DemoGiftCard.AMOUNT_MINOR;
        try (var insert = connection.prepareStatement("""
                        insert into gift_card (merchant_id, gift_card_id, kind, code_hash, last4, initial_minor, balance_minor,
                            currency, state, created_by, reason, created_at, seq)
                        values (?, ?, 'gift_card', ?, ?, ?, ?, ?, 'active', 'system:onetill', 'to try', now(), 0)
                        on conflict (merchant_id, gift_card_id) do update set
                            code_hash = excluded.code_hash, last4 = excluded.last4""");
                var entry = connection.prepareStatement("""
                        insert into gift_card_entry (merchant_id, entry_id, gift_card_id, kind, amount_minor, source_type,
                            source_id, actor, reason, created_at)
                        values (?, ?, ?, 'issue', ?, 'gift_card', ?, 'system:onetill', 'to try', now())
                        on conflict do nothing""");
                var books = connection.prepareStatement("""
                        insert into ledger_entry (merchant_id, entry_id, tx_id, debit_account, credit_account, amount_minor,
                            currency, source_type, source_id, kind, posted_at)
                        values (?, ?, ?, 'gift_cards_issued', 'gift_card_liability', ?, ?, 'gift_card', ?, 'issue', now())
                        on conflict do nothing""")) {
            var id = DemoGiftCard.ID;
            var currency = DemoGiftCard.CURRENCY;
            set(insert, DemoMerchant.ID, id, card.hash(DemoMerchant.ID), card.last4(), minor, minor, currency);
            insert.executeUpdate();
            set(entry, DemoMerchant.ID, id, id, minor, id.toString());
            entry.executeUpdate();
            set(books, DemoMerchant.ID, id, id, minor, currency, id);
            books.executeUpdate();
        }
    }

    private static void add(PreparedStatement statement, @Nullable Object... values) throws SQLException {
        set(statement, values);
        statement.addBatch();
    }

    private static void set(PreparedStatement statement, @Nullable Object... values) throws SQLException {
        for (var at = 0; at < values.length; at++) {
            statement.setObject(at + 1, values[at]);
        }
    }
}

package onetill.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import onetill.giftcard.GiftCardCode;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rows themselves, in a schema of their own, and the sandbox as provider. */
class DemoMerchantIT {

    private static final String SCHEMA = "demo_merchant_it";
    private static final URI NOBODY = URI.create("http://localhost:1");

    private static DataSource owner;
    private static URI sandbox;

    @TempDir
    Path home;

    @BeforeAll
    static void migrate() throws Exception {
        TestSurroundings.start();
        sandbox = URI.create("http://localhost:" + Integer.getInteger("it.sandbox.port"));
        var url = EmbeddedDatabase.url(Integer.getInteger("it.db.port")) + "&currentSchema=" + SCHEMA
                + ",public"; // where extensions are
        owner = EmbeddedDatabase.dataSource(url, Roles.OWNER, System.getenv("DB_OWNER_PASSWORD"));
        Flyway.configure()
                .dataSource(owner)
                .schemas(SCHEMA)
                .locations("classpath:db/migration")
                .placeholders(Map.of("app_role", Roles.APPLICATION, "check_role", Roles.AUDITOR))
                .load()
                .migrate();
    }

    @Test
    void is_there_with_keys_items_a_reader_and_a_customer_who_can_pay() throws Exception {
        var keys = seed(sandbox);

        assertThat(keys.keys()).allSatisfy(it -> assertThat(kindOf(it)).contains(it.kind()));
        assertThat(number("select count(*) from item")).isEqualTo(60);
        assertThat(text("select reader_ref from channel where channel_id = 'till-1'"))
                .startsWith("tmr_")
                .isEqualTo(line("READER_ID_TILL_1"));
        assertThat(text("select provider_ref from customer where phone = '" + line("CALLER_NUMBER") + "'"))
                .startsWith("cus_");
        assertThat(text("select provider_ref from saved_tender")).startsWith("pm_");
    }

    @Test
    void keeps_what_was_sold_and_what_the_provider_has() throws Exception {
        seed(sandbox);
        change("update stock set available = available - 1, sold = sold + 1 where sku = 'CER-CUP-ROSE'");
        change("update item set name = 'Old name' where sku = 'CER-CUP-ROSE'");
        var sold = number("select sum(sold) from stock");
        var reader = line("READER_ID_TILL_1");

        seed(sandbox);

        assertThat(number("select sum(sold) from stock")).isEqualTo(sold).isPositive();
        assertThat(line("READER_ID_TILL_1")).isEqualTo(reader);
        assertThat(text("select name from item where sku = 'CER-CUP-ROSE'")).isEqualTo("Cup Rose");
        change("update stock set available = available + 1, sold = sold - 1 where sku = 'CER-CUP-ROSE'");
    }

    @Test
    void gives_out_one_gift_card_that_keeps_what_is_left_on_it() throws Exception {
        seed(sandbox);
        change("update gift_card set balance_minor = 1200");
        var code = GiftCardCode.typed(line("GIFT_CARD_CODE"));

        seed(sandbox);

        assertThat(text("select code_hash from gift_card")).isEqualTo(code.hash(DemoMerchant.ID));
        assertThat(number("select balance_minor from gift_card")).isEqualTo(1200);
        assertThat(number("select sum(amount_minor) from gift_card_entry")).isEqualTo(5000);
        assertThat(number("select sum(amount_minor) from check_ledger where account = 'gift_card_liability'"))
                .isEqualTo(-5000);
    }

    @Test
    void has_a_till_for_a_browser_with_people_and_a_reader_and_each_start_gives_it_another_code() throws Exception {
        seed(sandbox);
        var first = new DemoTillCode(line(DemoTillCode.NAME));

        seed(sandbox);

        var second = new DemoTillCode(line(DemoTillCode.NAME));
        assertThat(second.code()).matches("[2-9A-HJ-NP-Z]{8}").isNotEqualTo(first.code());
        assertThat(number("select count(*) from find_register_enrollment('%s')".formatted(first.hash())))
                .isZero();
        assertThat(number("select count(*) from find_register_enrollment('%s')".formatted(second.hash())))
                .isEqualTo(1);
        assertThat(text("select reader_ref from channel where channel_id = 'till-2'"))
                .startsWith("tmr_")
                .isNotEqualTo(line("READER_ID_TILL_1"));
        assertThat(number("select count(*) from staff_member where pin_hash is not null"))
                .isEqualTo(2);
    }

    @Test
    void puts_the_old_keys_out_of_use_when_their_file_is_gone() throws Exception {
        var before = seed(sandbox);
        Files.delete(home.resolve("demo.env"));

        var after = seed(sandbox);

        assertThat(before.keys()).allSatisfy(it -> assertThat(kindOf(it)).isEmpty());
        assertThat(after.keys()).allSatisfy(it -> assertThat(kindOf(it)).isPresent());
    }

    @Test
    void gives_the_keys_of_the_file_to_a_new_database() throws Exception {
        var before = seed(sandbox);
        change("delete from credential");

        assertThat(seed(sandbox)).isEqualTo(before);
        assertThat(before.keys()).allSatisfy(it -> assertThat(kindOf(it)).isPresent());
    }

    @Test
    void sells_for_cash_while_the_provider_is_silent_and_forgets_no_reader() throws Exception {
        seed(sandbox);
        var reader = line("READER_ID_TILL_1");

        var keys = seed(NOBODY);

        assertThat(keys.keys()).allSatisfy(it -> assertThat(kindOf(it)).isPresent());
        assertThat(text("select reader_ref from channel where channel_id = 'till-1'"))
                .isEqualTo(reader);
    }

    private DemoKeys seed(URI provider) throws Exception {
        return DemoMerchant.seed(owner, home, provider, System.getenv("STRIPE_API_KEY"));
    }

    private String line(String name) throws Exception {
        return new DemoEnvFile(home.resolve("demo.env")).value(name).orElseThrow();
    }

    /** As the server asks it. */
    private static Optional<String> kindOf(DemoKeys.Key key) {
        try (var connection = owner.getConnection();
                var query = connection.prepareStatement("select kind from find_credential(?, 86400)")) {
            query.setString(1, key.hash());
            var rows = query.executeQuery();
            return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static long number(String query) throws SQLException {
        return Long.parseLong(text(query));
    }

    private static String text(String query) throws SQLException {
        try (var connection = owner.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return String.valueOf(rows.getString(1));
        }
    }

    private static void change(String sql) throws SQLException {
        try (var connection = owner.getConnection();
                var statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }
}

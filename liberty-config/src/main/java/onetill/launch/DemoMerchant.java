package onetill.launch;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;
import onetill.launch.DemoProvider.SavedCard;
import org.jspecify.annotations.Nullable;

/**
 * The merchant of the demonstration: a shop for tea and what belongs to it. Made at the first start and brought up to
 * date at each later one; orders and stock stay as they are.
 */
final class DemoMerchant {

    static final UUID ID = UUID.fromString("0190a000-0000-7000-8000-000000000001");
    /** That of the tour and of curl, whose key is in demo.env. */
    static final String TILL = "till-1";
    /** That of the screen, which a browser becomes by a code. */
    static final String SCREEN = "till-2";

    /** Somebody who has ordered by phone before. Her number is one of those that are never given to anybody. */
    static final Customer GRETA = new Customer(
            UUID.fromString("0190a000-0000-7000-8000-000000000002"),
            UUID.fromString("0190a000-0000-7000-8000-000000000003"),
            "Greta Lind",
            "greta@example.com",
            "+493023125042");

    private DemoMerchant() {}

    record Customer(UUID id, UUID savedTenderId, String name, String email, String phone) {}

    /** What the provider has for the merchant; a part is missing as long as it could not be had. */
    record AtProvider(
            @Nullable String reader,
            @Nullable String screensReader,
            @Nullable SavedCard card) {}

    /** Asks the provider first and then writes everything at once, so that no transaction waits for a network. */
    static DemoKeys seed(DataSource owner, Path home, URI stripeBase, String stripeApiKey)
            throws SQLException, IOException, InterruptedException {
        var file = new DemoEnvFile(home.resolve("demo.env"));
        var keys = DemoKeys.kept(file, ID);
        var giftCard = DemoGiftCard.kept(file);
        var code = DemoTillCode.fresh();
        try (var connection = owner.getConnection()) {
            var tables = new DemoTables(connection);
            var there = ask(new DemoProvider(stripeBase, stripeApiKey), tables.atProvider());
            connection.setAutoCommit(false);
            tables.putMerchant();
            tables.putItems(DemoItem.all());
            tables.putCredentials(keys);
            tables.putCustomer(GRETA, there.card());
            tables.putReader(TILL, there.reader());
            tables.putReader(SCREEN, there.screensReader());
            tables.putRegister(code);
            tables.putGiftCard(giftCard);
            connection.commit();
            if (there.reader() != null) {
                file.put("READER_ID_TILL_1", there.reader());
            }
        }
        file.put(DemoTillCode.NAME, code.code());
        file.put("MERCHANT_ID", ID.toString());
        file.put("CALLER_NUMBER", GRETA.phone());
        return keys;
    }

    /** A demo without a reader is still a demo: what cannot be had is told, and what was known is kept. */
    private static AtProvider ask(DemoProvider provider, AtProvider known) throws InterruptedException {
        var reader = known.reader();
        var screensReader = known.screensReader();
        try {
            reader = provider.reader(TILL, known.reader());
            screensReader = provider.reader(SCREEN, known.screensReader());
        } catch (IOException e) {
            Main.say("The demo's tills may have no card reader: %s. Cash works; start again for the reader."
                    .formatted(e.getMessage()));
        }
        var card = known.card();
        try {
            card = provider.savedCard(GRETA.name(), GRETA.email(), known.card());
        } catch (IOException e) {
            Main.say("The demo's caller may have no saved card: %s. Pay links work; start again for the card."
                    .formatted(e.getMessage()));
        }
        return new AtProvider(reader, screensReader, card);
    }
}

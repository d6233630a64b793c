package onetill.launch;

import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;

/** The merchant of the demonstration. */
final class DemoMerchant {

    private static final UUID ID = UUID.fromString("0190a000-0000-7000-8000-000000000001");

    private DemoMerchant() {}

    static DemoKeys seed(DataSource owner, Path home, URI stripeBase, String stripeApiKey) throws SQLException {
        return new DemoKeys(ID);
    }
}

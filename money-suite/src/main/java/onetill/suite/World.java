package onetill.suite;

import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * A OneTill and what stands around it, as far as the suite can reach it.
 *
 * @param api the API of a node that is never harmed
 * @param databaseUrl the database, for merchants of the suite's own and for the {@code check_*} views
 * @param provider the address of a provider that speaks Stripe's API
 * @param control where the provider's faults and clock are set
 */
record World(
        URI api, String databaseUrl, String owner, String password, URI provider, String providerKey, URI control) {

    Connection connect() throws SQLException {
        return DriverManager.getConnection(databaseUrl, owner, password);
    }

    Http node(String credential) {
        return new Http(api, credential);
    }

    Http atProvider() {
        return new Http(provider, providerKey);
    }

    Http atControl() {
        return new Http(control, "");
    }
}

package onetill.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.annotation.Resource;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Runs inside the server: what the application itself sees. */
@ExtendWith(ArquillianExtension.class)
class DatabaseRoleIT {

    @Deployment
    static WebArchive application() {
        return Application.war();
    }

    @Resource(lookup = "jdbc/onetill")
    DataSource database;

    @Test
    void is_one_that_owns_nothing_and_cannot_pass_the_walls_between_merchants() throws SQLException {
        var query =
                "select current_user, rolsuper or rolbypassrls or rolcreaterole from pg_roles where rolname = current_user";

        try (var connection = database.getConnection();
                var found = connection.createStatement().executeQuery(query)) {
            found.next();

            assertEquals("onetill_app", found.getString(1));
            assertEquals(false, found.getBoolean(2));
        }
    }
}

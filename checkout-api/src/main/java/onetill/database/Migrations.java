package onetill.database;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import java.util.Map;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.ConfigProvider;
import org.flywaydb.core.Flyway;

/** Brings the schema to this version at the start, as the role that owns it; the application itself owns nothing. */
@Singleton
@Startup
@DependsOn("KeyringCheck")
@TransactionManagement(TransactionManagementType.BEAN)
public class Migrations {

    @Resource(lookup = "jdbc/onetill-owner")
    DataSource owner;

    @PostConstruct
    void migrate() {
        var config = ConfigProvider.getConfig();
        Flyway.configure(getClass().getClassLoader())
                .dataSource(owner)
                .locations("classpath:db/migration")
                .placeholders(Map.of(
                        "app_role", config.getValue("db.user", String.class),
                        "check_role",
                                config.getOptionalValue("db.check.role", String.class)
                                        .orElse("onetill_check")))
                .load()
                .migrate();
    }
}

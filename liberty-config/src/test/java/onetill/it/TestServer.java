package onetill.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;

/** The folder of the server the tests run on: the production server.xml, and what Arquillian needs besides. */
final class TestServer {

    private TestServer() {}

    static void prepare() throws IOException {
        var build = Path.of(System.getProperty("it.build"), "target", "usr");
        var user = Path.of(System.getProperty("it.usr"));
        deleteFolder(user.resolve("servers"));
        var server = user.resolve("servers").resolve(System.getProperty("it.server"));
        copy(build.resolve("servers/onetill/server.xml"), server.resolve("server.xml"));
        try (var drivers = Files.list(build.resolve("shared/resources/jdbc"))) {
            for (var driver : drivers.toList()) {
                copy(driver, user.resolve("shared/resources/jdbc").resolve(driver.getFileName()));
            }
        }
        var overrides = server.resolve("configDropins/overrides/it.xml");
        Files.createDirectories(overrides.getParent());
        Files.writeString(overrides, """
                <server>
                  <featureManager><feature>localConnector-1.0</feature></featureManager>
                  <config updateTrigger="polled" monitorInterval="500ms"/>
                </server>
                """);
    }

    /** Work areas hold the jars of the last build, and all builds have the same time stamps. */
    private static void deleteFolder(Path folder) throws IOException {
        if (!Files.exists(folder)) return;
        try (var all = Files.walk(folder)) {
            for (var each : all.sorted(Comparator.reverseOrder()).toList()) Files.delete(each);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
}

package onetill.it;

import java.net.URI;
import java.nio.file.Path;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The application under test. Never a list of classes: what is not in the real WAR must be missing here too. */
public final class Application {

    private Application() {}

    public static WebArchive war() {
        var file =
                Path.of(System.getProperty("it.build"), "target", "onetill.war").toFile();
        return ShrinkWrap.create(ZipImporter.class, "onetill.war")
                .importFrom(file)
                .as(WebArchive.class);
    }

    public static URI publicDoor() {
        return URI.create("http://127.0.0.1:" + System.getenv("HTTP_PORT"));
    }

    public static URI managementDoor() {
        return URI.create("http://127.0.0.1:" + System.getenv("MANAGEMENT_PORT"));
    }
}

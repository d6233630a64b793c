package onetill.it;

import io.openliberty.arquillian.managed.WLPManagedContainer;
import java.util.Set;
import org.jboss.arquillian.container.spi.client.container.DeploymentException;
import org.jboss.arquillian.container.spi.client.protocol.metadata.ProtocolMetaData;
import org.jboss.shrinkwrap.api.Archive;
import org.jboss.shrinkwrap.api.ArchivePath;
import org.jspecify.annotations.Nullable;

/**
 * The server keeps an application from one test class to the next and deploys anew only what has other contents. All classes of
 * tests use the WAR that was built, and each deployment of it costs more than most of their tests.
 */
public final class OneDeployment extends WLPManagedContainer {

    private @Nullable Archive<?> deployed;
    private @Nullable ProtocolMetaData where;

    @Override
    public ProtocolMetaData deploy(Archive<?> archive) throws DeploymentException {
        var before = deployed;
        var there = where;
        if (before != null && there != null && contents(before).equals(contents(archive))) return there;
        if (before != null) {
            deployed = null;
            super.undeploy(before);
        }
        var now = super.deploy(archive);
        deployed = archive;
        where = now;
        return now;
    }

    /** Paths are enough: what lies at them comes from the same build. */
    private static Set<ArchivePath> contents(Archive<?> archive) {
        return archive.getContent().keySet();
    }

    /** Waits for the next deployment; the server takes the last one along when it ends. */
    @Override
    public void undeploy(Archive<?> archive) {}
}

package onetill.it;

import io.openliberty.arquillian.managed.WLPManagedContainer;
import onetill.launch.TestSurroundings;
import org.jboss.arquillian.container.spi.client.container.DeployableContainer;
import org.jboss.arquillian.container.spi.event.container.BeforeSetup;
import org.jboss.arquillian.core.api.annotation.Observes;
import org.jboss.arquillian.core.spi.LoadableExtension;

/** Starts what the server needs before Arquillian starts the server: its folder, a database and the sandbox. */
public final class Surroundings implements LoadableExtension {

    @Override
    public void register(ExtensionBuilder builder) {
        builder.observer(Observer.class);
        builder.override(DeployableContainer.class, WLPManagedContainer.class, OneDeployment.class);
    }

    public static final class Observer {

        public void start(@Observes BeforeSetup event) throws Exception {
            TestServer.prepare();
            TestSurroundings.start();
        }
    }
}

package onetill.export;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.spi.Connector;
import org.eclipse.microprofile.reactive.messaging.spi.OutgoingConnectorFactory;
import org.eclipse.microprofile.reactive.streams.operators.ReactiveStreams;
import org.eclipse.microprofile.reactive.streams.operators.SubscriberBuilder;

/** Where a channel leads that must lead somewhere and has nobody at its end. Nothing is sent there: {@link KafkaTopic#missing}. */
@ApplicationScoped
@Connector(Nowhere.NAME)
public class Nowhere implements OutgoingConnectorFactory {

    static final String NAME = "onetill-nowhere";

    @Override
    public SubscriberBuilder<? extends Message<?>, Void> getSubscriberBuilder(Config config) {
        return ReactiveStreams.<Message<?>>builder().ignore();
    }
}

package onetill.tracing;

import io.opentelemetry.api.OpenTelemetry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;

/** Brings what the server has made of our settings; one that does nothing when traces are off. */
@ApplicationScoped
class ServersTracer {

    void take(@Observes @Initialized(ApplicationScoped.class) Object started, OpenTelemetry telemetry) {
        Traces.by(telemetry);
    }
}

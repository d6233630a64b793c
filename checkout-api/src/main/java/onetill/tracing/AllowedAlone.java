package onetill.tracing;

import io.opentelemetry.sdk.autoconfigure.spi.AutoConfigurationCustomizer;
import io.opentelemetry.sdk.autoconfigure.spi.AutoConfigurationCustomizerProvider;

/** Puts {@link AllowedSpans} before whatever exporter was configured. Found by OpenTelemetry when the application starts. */
public final class AllowedAlone implements AutoConfigurationCustomizerProvider {

    @Override
    public void customize(AutoConfigurationCustomizer configuration) {
        configuration.addSpanExporterCustomizer((exporter, settings) -> new AllowedSpans(exporter));
    }
}

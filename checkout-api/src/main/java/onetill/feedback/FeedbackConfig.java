package onetill.feedback;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How often it is looked for buyers to be invited, and how long their words are kept. */
@Dependent
public class FeedbackConfig {

    @Inject
    @ConfigProperty(name = "review.interval", defaultValue = "PT1M")
    Duration interval;

    /** How long it is kept why somebody gave a score; the scores stay. */
    @Inject
    @ConfigProperty(name = "feedback.text.kept", defaultValue = "P365D")
    Duration textKept;
}

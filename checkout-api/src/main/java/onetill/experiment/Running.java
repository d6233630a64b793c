package onetill.experiment;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An experiment under way, as far as a checkout has to know it.
 *
 * @param arms the control first; they stay as they are until it is stopped
 */
public record Running(UUID experimentId, Varied varies, OffsetDateTime startedAt, List<Arm> arms) {

    /** Whether a session of this age may be dealt an arm: one that was there before has shown its buyer the usual already. */
    public boolean takes(OffsetDateTime openedAt) {
        return !openedAt.isBefore(startedAt);
    }

    /** The arm that was noted; empty when there is none of this name. */
    public Optional<Arm> arm(String name) {
        return arms.stream().filter(it -> it.name().equals(name)).findFirst();
    }

    /**
     * Deals an arm: always the same to the same customer, wherever they buy, and to the same session of somebody nobody knows.
     *
     * @param customerId null while nobody knows who it is
     */
    public Exposure deal(@Nullable UUID customerId, UUID sessionId) {
        var unit = unit(customerId == null ? "session:" + sessionId : "customer:" + customerId);
        return new Exposure(experimentId, varies, arm(unit).name(), unit);
    }

    /**
     * Who is dealt an arm, under a name that means something in this experiment only: other experiments deal independently, and
     * nobody is known by it.
     */
    private UUID unit(String who) {
        try {
            var hash = MessageDigest.getInstance("SHA-256")
                    .digest((experimentId + "\n" + who).getBytes(StandardCharsets.UTF_8));
            var bytes = ByteBuffer.wrap(hash);
            return new UUID(bytes.getLong(), bytes.getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private Arm arm(UUID unit) {
        var all = arms.stream().mapToInt(Arm::share).sum();
        var place = Long.remainderUnsigned(unit.getMostSignificantBits(), all);
        for (var arm : arms) {
            if (place < arm.share()) return arm;
            place -= arm.share();
        }
        throw new IllegalStateException("no arm for " + place + " of " + all);
    }
}

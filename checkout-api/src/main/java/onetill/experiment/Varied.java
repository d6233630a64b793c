package onetill.experiment;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import onetill.reassurance.TrustMessage;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What an experiment can vary. One experiment for each of them runs at a time, so that none sees the effect of another like it. */
@Schema(name = "ExperimentVaries")
public enum Varied {
    /** In which order buyers are asked. */
    ASKS_ORDER {
        @Override
        @Nullable
        Object of(ArmValue value) {
            return value.asks();
        }

        @Override
        @Nullable
        String wrong(ArmValue value) {
            var asks = value.asks();
            if (asks == null) return null;
            if (new HashSet<>(asks).size() < asks.size()) return "names an ask twice";
            return asks.stream()
                    .filter(it -> !MOVABLE.contains(it))
                    .findFirst()
                    .map(it -> "\"%s\" cannot be moved; name some of %s".formatted(it, String.join(", ", MOVABLE)))
                    .orElse(null);
        }
    },
    /** Which tender is offered first. */
    DEFAULT_TENDER {
        @Override
        @Nullable
        Object of(ArmValue value) {
            return value.tender();
        }
    },
    /** Which way of delivery is taken before the buyer chooses. */
    DEFAULT_DELIVERY {
        @Override
        @Nullable
        Object of(ArmValue value) {
            return value.delivery();
        }
    },
    /** What is said beside a question. */
    TRUST_MESSAGE {
        @Override
        @Nullable
        Object of(ArmValue value) {
            return value.trustMessage() == null ? value.silent() : value.trustMessage();
        }

        @Override
        @Nullable
        String wrong(ArmValue value) {
            var message = value.trustMessage();
            if (message == null) return null;
            return value.silent() == null ? message.wrong() : "is silent and says something";
        }
    },
    /** How long after they have left buyers are written to. */
    RECOVERY_DELAY {
        @Override
        @Nullable
        Object of(ArmValue value) {
            return value.recoveryAfterSeconds();
        }

        @Override
        @Nullable
        String wrong(ArmValue value) {
            var seconds = value.recoveryAfterSeconds();
            return seconds == null || seconds >= 1 && seconds <= LONGEST_DELAY
                    ? null
                    : "it is 1 to %d seconds (30 days)".formatted(LONGEST_DELAY);
        }
    };

    /** Asks that can stand elsewhere: not the first, without which there is nothing to ask, and not the last, which pays. */
    static final List<String> MOVABLE = TrustMessage.PLACES.stream()
            .filter(it -> !it.equals(TrustMessage.TENDER))
            .toList();

    private static final long LONGEST_DELAY = 30L * 24 * 3600;

    /** The member of a value that belongs to this. */
    abstract @Nullable Object of(ArmValue value);

    /** What is wrong with that member; null when nothing is. */
    @Nullable
    String wrong(ArmValue value) {
        return null;
    }

    /** The same, also of members that have no place here. */
    @Nullable
    String problem(ArmValue value) {
        var others = Stream.of(values())
                .filter(it -> it != this)
                .map(it -> it.of(value))
                .anyMatch(Objects::nonNull);
        return others ? "has a member that belongs to other experiments than %s".formatted(stored()) : wrong(value);
    }

    public String stored() {
        return name().toLowerCase(Locale.ROOT);
    }
}

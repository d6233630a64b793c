package onetill.export;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import onetill.problem.ProblemException;
import onetill.problem.ProblemType;
import onetill.webhook.Egress;

/** All kinds of receivers, and whether a destination of a kind is set up as it has to be. */
@ApplicationScoped
public class Receivers {

    @Inject
    @Any
    Instance<Receiver> all;

    @Inject
    Egress egress;

    /** The receiver of this kind, where it can be reached from this node. */
    Optional<Receiver> find(String kind) {
        return known(kind).filter(it -> it.missing().isEmpty());
    }

    private Optional<Receiver> known(String kind) {
        return all.stream().filter(it -> it.kind().equals(kind)).findFirst();
    }

    /** @throws ProblemException VALIDATION_FAILED when there is no such kind, or none here */
    Receiver of(String kind) {
        var receiver = known(kind)
                .orElseThrow(() -> ProblemException.invalid(
                        "kind",
                        "there is no \"%s\"; it is one of %s"
                                .formatted(
                                        kind,
                                        all.stream()
                                                .filter(it -> it.missing().isEmpty())
                                                .map(Receiver::kind)
                                                .sorted()
                                                .collect(Collectors.joining(", ")))));
        receiver.missing().ifPresent(why -> {
            throw ProblemException.invalid("kind", why);
        });
        return receiver;
    }

    /** Looks addresses up, so it is called with no transaction open. */
    void checkAddresses(Receiver receiver, Map<String, String> settings) {
        for (var address : receiver.addresses(settings)) {
            try {
                egress.check(address);
            } catch (Egress.Refused e) {
                throw new ProblemException(ProblemType.WEBHOOK_URL_REFUSED, "settings.url: " + e.why())
                        .with("field", "settings.url");
            }
        }
    }

    static void checkSettings(Receiver receiver, Map<String, String> settings) {
        check("settings", receiver.settings(), settings);
    }

    static void checkCredentials(Receiver receiver, Map<String, String> credentials) {
        check("credentials", receiver.credentials(), credentials);
    }

    /** The values themselves are not repeated: they may be secrets. */
    private static void check(String of, List<Receiver.Need> needs, Map<String, String> given) {
        var byName = new LinkedHashMap<String, Receiver.Need>();
        needs.forEach(it -> byName.put(it.name(), it));
        for (var name : given.keySet()) {
            if (byName.containsKey(name)) continue;
            throw ProblemException.invalid(
                    of, "there is no \"%s\" here; give %s".formatted(name, String.join(", ", byName.keySet())));
        }
        for (var need : needs) {
            var value = given.get(need.name());
            var fits = value == null
                    ? !need.required()
                    : need.form().matcher(value).matches();
            if (fits) continue;
            var field = of + "." + need.name();
            throw ProblemException.invalid(field, "%s is %s".formatted(field, need.help()));
        }
    }
}

package onetill.store.apple;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Logger;
import onetill.problem.ProblemException;
import onetill.problem.ProblemType;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Whose signatures are Apple's. Roots that cannot be read are told when somebody first needs them, and nothing is believed. */
@ApplicationScoped
public class AppStoreConfig {

    private static final Logger LOG = Logger.getLogger(AppStoreConfig.class.getName());
    private static final String APPLES = "AppleRootCA-G3.pem";

    /** A PEM or DER file, or a folder of them; absent is Apple's own root. */
    @Inject
    @ConfigProperty(name = "app.store.roots")
    Optional<String> roots = Optional.empty();

    private List<byte[]> certificates = List.of();
    private String trouble = "";

    @SuppressWarnings("NullAway.Init")
    public AppStoreConfig() {}

    /** With these roots, for tests. */
    static AppStoreConfig of(String roots) {
        var config = new AppStoreConfig();
        config.roots = Optional.of(roots);
        config.read();
        return config;
    }

    @PostConstruct
    void read() {
        var found = new ArrayList<byte[]>();
        try {
            if (roots.isEmpty()) {
                try (var apples = AppStoreConfig.class.getResourceAsStream(APPLES)) {
                    add(found, java.util.Objects.requireNonNull(apples, APPLES));
                }
            } else {
                for (var file : files(Path.of(roots.get()))) {
                    try (var content = Files.newInputStream(file)) {
                        add(found, content);
                    }
                }
            }
        } catch (IOException | CertificateException e) {
            trouble = "APP_STORE_ROOTS cannot be read: " + e;
            LOG.severe(trouble);
            return;
        }
        if (found.isEmpty()) {
            trouble = "APP_STORE_ROOTS has no certificate: " + roots.orElse("");
            LOG.severe(trouble);
        }
        certificates = List.copyOf(found);
    }

    private static List<Path> files(Path given) throws IOException {
        if (!Files.isDirectory(given)) return List.of(given);
        try (var all = Files.list(given)) {
            return all.filter(it -> it.toString().matches(".*\\.(pem|cer|crt|der)"))
                    .sorted()
                    .toList();
        }
    }

    private static void add(List<byte[]> found, InputStream content) throws CertificateException {
        for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(content)) {
            found.add(each.getEncoded());
        }
    }

    /**
     * As the library takes them; read once by each.
     *
     * @throws ProblemException STORE_NOT_SET_UP when the setting is wrong
     */
    Set<InputStream> roots() {
        if (!trouble.isEmpty()) throw new ProblemException(ProblemType.STORE_NOT_SET_UP, trouble);
        var all = new LinkedHashSet<InputStream>();
        certificates.forEach(it -> all.add(new ByteArrayInputStream(it)));
        return all;
    }
}

package onetill.encryption;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Without keys nothing starts: neither is the schema touched nor a request taken. */
@Singleton
@Startup
public class KeyringCheck {

    private static final Logger LOG = Logger.getLogger(KeyringCheck.class.getName());

    @PostConstruct
    void check() {
        try {
            var keyring = Keyring.configured();
            LOG.log(Level.INFO, "stored data is encrypted under {0}; known keys: {1}", new Object[] {
                keyring.first(), keyring.names()
            });
        } catch (IllegalStateException e) {
            LOG.log(Level.SEVERE, "OneTill does not start: {0}", e.getMessage());
            throw e;
        }
    }
}

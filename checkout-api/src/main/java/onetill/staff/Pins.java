package onetill.staff;

import static java.nio.charset.StandardCharsets.US_ASCII;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import onetill.problem.ProblemException;
import onetill.runtime.Secrets;

/**
 * PINs as they are stored: salted and slow (PBKDF2 of the JDK), with the parameters beside the hash, so that they can grow and
 * old ones stay good. A PIN of four digits is guessed by whoever has the table all the same; what protects it is that it opens
 * nothing but an enrolled register, and that there only a few tries are allowed.
 */
@ApplicationScoped
public class Pins {

    private static final String SCHEME = "pbkdf2-sha512";
    private static final String ALGORITHM = "PBKDF2WithHmacSHA512";
    /** What OWASP advises for this algorithm. */
    private static final int ITERATIONS = 210_000;

    private static final int BITS = 256;
    private static final int SALT = 22;
    private static final String SALT_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final String UP = "01234567890";

    @Inject
    Secrets secrets;

    /** @throws ProblemException VALIDATION_FAILED for what is no PIN, or the first that anybody would try */
    static void guard(String pin) {
        if (!pin.matches("[0-9]{4,8}")) throw ProblemException.invalid("pin", "a PIN is four to eight digits");
        var down = new StringBuilder(UP).reverse().toString();
        if (pin.chars().distinct().count() == 1 || UP.contains(pin) || down.contains(pin)) {
            throw ProblemException.invalid("pin", "this PIN is the first that anybody would try; choose another");
        }
    }

    String hash(String pin) {
        var salt = secrets.fresh(SALT, SALT_ALPHABET);
        return String.join("$", SCHEME, String.valueOf(ITERATIONS), salt, derived(pin, salt, ITERATIONS));
    }

    static boolean matches(String pin, String stored) {
        var parts = stored.split("\\$");
        if (parts.length != 4 || !SCHEME.equals(parts[0])) return false;
        return MessageDigest.isEqual(
                derived(pin, parts[2], Integer.parseInt(parts[1])).getBytes(US_ASCII), parts[3].getBytes(US_ASCII));
    }

    private static String derived(String pin, String salt, int iterations) {
        try {
            var spec = new PBEKeySpec(pin.toCharArray(), salt.getBytes(US_ASCII), iterations, BITS);
            var key =
                    SecretKeyFactory.getInstance(ALGORITHM).generateSecret(spec).getEncoded();
            return Base64.getEncoder().withoutPadding().encodeToString(key);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("each JDK has " + ALGORITHM, e);
        }
    }
}

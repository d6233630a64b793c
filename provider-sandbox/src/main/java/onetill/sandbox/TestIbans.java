package onetill.sandbox;

import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Stripe's test account numbers for SEPA debits, and how a debit of each ends. */
final class TestIbans {

    static final int SLOW_SECONDS = 3;

    private static final Pattern SHAPE = Pattern.compile("[A-Z]{2}\\d{2}[A-Z0-9]{11,30}");
    private static final BigInteger CHECK = BigInteger.valueOf(97);
    private static final String NO_MONEY = "insufficient_funds";

    /**
     * An account.
     *
     * @param failure why its bank does not pay; empty when it does
     */
    record Account(String iban, String failure, int seconds) {

        String fingerprint() {
            return "fp" + Integer.toHexString(iban.hashCode()) + "iban";
        }

        String country() {
            return iban.substring(0, 2);
        }

        String last4() {
            return iban.substring(iban.length() - 4);
        }

        String bankCode() {
            return iban.substring(4, 12);
        }
    }

    private static final List<Account> ALL = Stream.of(
                    Stream.of(
                                    "DE89370400440532013000",
                                    "AT611904300234573201",
                                    "FR1420041010050500013M02606",
                                    "NL39RABO0300065264",
                                    "BE62510007547061",
                                    "ES0700120345030000067890",
                                    "IT40S0542811101000000123456")
                            .map(it -> new Account(it, "", 0)),
                    Stream.of("DE08370400440532013003", "AT321904300235473204", "FR3020041010050500013M02609")
                            .map(it -> new Account(it, "", SLOW_SECONDS)),
                    Stream.of("DE62370400440532013001", "AT861904300235473202", "FR8420041010050500013M02607")
                            .map(it -> new Account(it, NO_MONEY, 0)),
                    Stream.of("DE78370400440532013004", "AT051904300235473205")
                            .map(it -> new Account(it, NO_MONEY, SLOW_SECONDS)),
                    Stream.of(new Account("DE65370400440000343434", "charge_exceeds_source_limit", 0)))
            .flatMap(Function.identity())
            .toList();

    private static final Map<String, Account> BY_IBAN = by(Account::iban);
    private static final Map<String, Account> BY_FINGERPRINT = by(Account::fingerprint);

    private TestIbans() {}

    private static Map<String, Account> by(Function<Account, String> name) {
        return ALL.stream().collect(Collectors.toMap(name, Function.identity()));
    }

    static List<Account> all() {
        return ALL;
    }

    static @Nullable Account byIban(String iban) {
        return BY_IBAN.get(compact(iban));
    }

    static Account byFingerprint(String fingerprint) {
        var account = BY_FINGERPRINT.get(fingerprint);
        if (account == null) throw new IllegalStateException("no test account has the fingerprint " + fingerprint);
        return account;
    }

    /** Whether the number could be one at all: its shape and its two check digits. */
    static boolean isValid(String iban) {
        var compact = compact(iban);
        if (!SHAPE.matcher(compact).matches()) return false;
        var digits = (compact.substring(4) + compact.substring(0, 4))
                .chars()
                .mapToObj(it -> Integer.toString(Character.digit(it, 36)))
                .collect(Collectors.joining());
        return new BigInteger(digits).mod(CHECK).equals(BigInteger.ONE);
    }

    private static String compact(String iban) {
        return iban.replace(" ", "").toUpperCase(Locale.ROOT);
    }
}

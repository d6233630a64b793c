package onetill.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Properties;
import java.util.function.Supplier;

/** Passwords and keys nobody has to think of: made at the first start, kept in a file only we can read. */
final class Secrets {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Path file;
    private final Properties kept = new Properties();

    Secrets(Path file) throws IOException {
        this.file = file;
        if (Files.exists(file)) {
            try (var reader = Files.newBufferedReader(file)) {
                kept.load(reader);
            }
        }
    }

    static String random() {
        var bytes = new byte[24];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** 256 bits, as keys for encryption are written. */
    static String randomKey() {
        var bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    String of(String name) throws IOException {
        return of(name, Secrets::random);
    }

    String of(String name, Supplier<String> fresh) throws IOException {
        var known = kept.getProperty(name);
        if (known != null) {
            return known;
        }
        var secret = fresh.get();
        kept.setProperty(name, secret);
        save();
        return secret;
    }

    /** Written beside and moved over, so that a crash leaves the old file or the new one and never half of one. */
    private void save() throws IOException {
        var fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        Files.createFile(fresh);
        Home.privateToUs(fresh, "rw-------");
        try (var writer = Files.newBufferedWriter(fresh)) {
            kept.store(writer, "Made by OneTill. Delete the whole folder to start from nothing.");
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}

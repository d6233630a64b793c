package onetill.screens;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A file of the build, with its brotli twin where there is one. */
record PageFile(byte[] content, byte @Nullable [] brotli) {

    private static final String ROOT = "/META-INF/resources";
    private static final Pattern STYLE = Pattern.compile("<style>(.*?)</style>", Pattern.DOTALL);
    private static final int TAG_LENGTH = 22;

    static Optional<PageFile> read(PagePath path) {
        if (path.file().contains("..") || path.file().endsWith(".br")) return Optional.empty();
        var content = bytes(path.file());
        return content == null ? Optional.empty() : Optional.of(new PageFile(content, bytes(path.file() + ".br")));
    }

    private static byte @Nullable [] bytes(String file) {
        try (var stream = PageFile.class.getResourceAsStream(ROOT + file)) {
            return stream == null ? null : stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String entityTag() {
        return "\"" + sha256(content).substring(0, TAG_LENGTH) + "\"";
    }

    /** The styles that stand in a page itself, as a Content-Security-Policy names them. */
    List<String> styleHashes() {
        return STYLE.matcher(new String(content, UTF_8))
                .results()
                .map(style -> "'sha256-" + sha256(style.group(1).getBytes(UTF_8)) + "'")
                .toList();
    }

    private static String sha256(byte[] bytes) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}

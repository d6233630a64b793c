package onetill.sandbox;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterOutputStream;

/** A text held small: kept answers and events are seldom asked for, and together they would be most of the memory. */
final class Packed {

    private final byte[] bytes;

    Packed(String text) {
        var small = new ByteArrayOutputStream();
        write(new DeflaterOutputStream(small), text.getBytes(StandardCharsets.UTF_8));
        bytes = small.toByteArray();
    }

    String text() {
        var large = new ByteArrayOutputStream();
        write(new InflaterOutputStream(large), bytes);
        return large.toString(StandardCharsets.UTF_8);
    }

    private static void write(OutputStream through, byte[] bytes) {
        try (through) {
            through.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

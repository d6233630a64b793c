package onetill.suite;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A tap in front of the payment provider. A message is one HTTP request; its answer is there with its first byte. */
final class ProviderTap extends Tap {

    ProviderTap(int targetPort) throws IOException {
        super(targetPort);
    }

    @Override
    void forward(InputStream node, OutputStream target, Link link) throws IOException {
        while (true) {
            var head = head(node);
            var body = node.readNBytes(contentLength(head));
            link.message();
            target.write(head);
            target.write(body);
            target.flush();
        }
    }

    private static byte[] head(InputStream from) throws IOException {
        var head = new ByteArrayOutputStream();
        var newlines = 0;
        while (newlines < 2) {
            var next = from.read();
            if (next < 0) throw new EOFException();
            head.write(next);
            if (next == '\n') newlines++;
            else if (next != '\r') newlines = 0;
        }
        return head.toByteArray();
    }

    private static int contentLength(byte[] head) {
        for (var line : new String(head, StandardCharsets.ISO_8859_1).split("\r\n")) {
            if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                return Integer.parseInt(line.substring(line.indexOf(':') + 1).strip());
            }
        }
        return 0;
    }

    @Override
    void back(InputStream target, OutputStream node, Link link) throws IOException {
        var buffer = new byte[16_384];
        while (true) {
            var read = target.read(buffer);
            if (read < 0) return;
            link.answered();
            node.write(buffer, 0, read);
            node.flush();
        }
    }
}

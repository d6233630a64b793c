package onetill.suite;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * A tap in front of PostgreSQL. A message is a round trip: what ends with Sync or is a simple query; its answer ends with
 * ReadyForQuery. The frames are those of PostgreSQL's documentation, "Frontend/Backend Protocol", version 3; the connections are not
 * encrypted ({@code sslmode=disable}).
 */
final class DatabaseTap extends Tap {

    private static final byte PASSWORD = 'p';
    private static final byte TERMINATE = 'X';

    DatabaseTap(int targetPort) throws IOException {
        super(targetPort);
    }

    @Override
    void forward(InputStream node, OutputStream target, Link link) throws IOException {
        var in = new DataInputStream(node);
        var out = new DataOutputStream(target);
        var length = in.readInt();
        var startup = new byte[length - 4];
        in.readFully(startup);
        out.writeInt(length);
        out.write(startup);
        out.flush();
        var whole = new ByteArrayOutputStream();
        var frames = new DataOutputStream(whole);
        while (true) {
            var type = in.readByte();
            length = in.readInt();
            var body = new byte[length - 4];
            in.readFully(body);
            frames.writeByte(type);
            frames.writeInt(length);
            frames.write(body);
            if (!isEnd(type)) continue;
            if (type != PASSWORD && type != TERMINATE) link.message();
            whole.writeTo(target);
            target.flush();
            whole.reset();
        }
    }

    /** What is answered before more is said; everything else is kept until then, so that no half of it arrives. */
    private static boolean isEnd(byte type) {
        return type == 'S' || type == 'Q' || type == PASSWORD || type == TERMINATE;
    }

    @Override
    void back(InputStream target, OutputStream node, Link link) throws IOException {
        var in = new DataInputStream(target);
        var out = new DataOutputStream(node);
        while (true) {
            var type = in.readByte();
            var length = in.readInt();
            var body = new byte[length - 4];
            in.readFully(body);
            if (type == 'Z') link.answered();
            out.writeByte(type);
            out.writeInt(length);
            out.write(body);
            if (in.available() == 0) out.flush();
        }
    }
}

package onetill.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import onetill.problem.ProblemException;
import onetill.problem.ProblemType;

/**
 * A body that is given up when it is too large or too slow. The server waits for each part only so long; this counts them all together, so that
 * who sends one byte now and then does not hold a thread for ever.
 */
final class BoundedBody extends FilterInputStream {

    private final int largest;
    private final Duration time;
    private final long began = System.nanoTime();
    private long read;

    BoundedBody(InputStream in, int largest, Duration time) {
        super(in);
        this.largest = largest;
        this.time = time;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (System.nanoTime() - began > time.toNanos()) throw tooSlow();
        try {
            var now = super.read(into, offset, length);
            read += Math.max(0, now);
            if (read > largest) throw BodyFilter.tooLarge(largest);
            return now;
        } catch (SocketTimeoutException e) {
            throw tooSlow();
        }
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private ProblemException tooSlow() {
        return new ProblemException(
                ProblemType.REQUEST_TIMEOUT,
                "the body did not arrive within %d seconds; send it again".formatted(time.toSeconds()));
    }
}

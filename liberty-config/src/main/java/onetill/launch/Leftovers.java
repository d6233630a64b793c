package onetill.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What a killed start left running. A launcher that dies by "kill -9" cannot stop its children, which then hold the
 * ports and the data; so each child is written down, and the next start ends those that are still there.
 */
final class Leftovers {

    private final Home home;

    Leftovers(Home home) {
        this.home = home;
    }

    /** The start time is kept too: a process id is used again, and we end no stranger. */
    void remember(String name, ProcessHandle process) throws IOException {
        Files.writeString(note(name), process.pid() + " " + started(process));
    }

    void forget(String name) throws IOException {
        Files.deleteIfExists(note(name));
    }

    void end(String name) throws IOException, InterruptedException {
        end(name, ProcessHandle::destroy);
    }

    void end(String name, Stop gently) throws IOException, InterruptedException {
        if (!Files.exists(note(name))) {
            return;
        }
        var words = Files.readString(note(name)).strip().split(" ", 2);
        var found = ProcessHandle.of(Long.parseLong(words[0]))
                .filter(it -> started(it).equals(words[1]));
        if (found.isPresent() && found.get().isAlive()) {
            Main.say("Ending the " + name + " that an earlier start left behind (process " + words[0] + ").");
            gently.stop(found.get());
            if (!gone(found.get(), Duration.ofSeconds(20))) {
                found.get().destroyForcibly();
                gone(found.get(), Duration.ofSeconds(5));
            }
        }
        forget(name);
    }

    interface Stop {
        void stop(ProcessHandle process) throws IOException, InterruptedException;
    }

    static boolean gone(ProcessHandle process, Duration within) throws InterruptedException {
        try {
            process.onExit().get(within.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String started(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toString).orElse("unknown");
    }

    private Path note(String name) {
        return home.file(name + ".pid");
    }
}

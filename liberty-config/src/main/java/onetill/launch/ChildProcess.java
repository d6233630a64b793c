package onetill.launch;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A part that is a process of its own: asked to end, and made to end if it takes too long. */
record ChildProcess(String name, Process process, Duration patience, Leftovers leftovers) implements Part {

    static ChildProcess start(String name, ProcessBuilder command, Duration patience, Leftovers leftovers)
            throws IOException {
        var process = command.start();
        leftovers.remember(name, process.toHandle());
        return new ChildProcess(name, process, patience, leftovers);
    }

    @Override
    public CompletableFuture<?> ended() {
        return process.onExit();
    }

    @Override
    public void stop() throws IOException, InterruptedException {
        process.destroy();
        if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            Main.say("The " + name + " did not stop within " + patience.toSeconds() + " seconds and is ended.");
            process.destroyForcibly().waitFor();
        }
        leftovers.forget(name);
    }
}

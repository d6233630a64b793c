package onetill.suite;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** One OneTill server process that can be killed and started again. */
final class Node implements AutoCloseable {

    private static final Duration START = Duration.ofMinutes(5);

    private final Path build;
    private final Path user;
    private final Path output;
    private final Map<String, String> environment;
    private @Nullable Process process;

    /**
     * @param build the folder of liberty-config, where the server is
     * @param user the folder with the server's configuration and application
     */
    Node(Path build, Path user, Path output, Map<String, String> environment) {
        this.build = build;
        this.user = user;
        this.output = output;
        this.environment = new LinkedHashMap<>(environment);
    }

    void start() throws IOException {
        Files.createDirectories(output);
        var command = new ProcessBuilder(build.resolve("runtime/wlp/bin/server").toString(), "run", "onetill");
        command.redirectErrorStream(true);
        command.redirectOutput(
                ProcessBuilder.Redirect.appendTo(output.resolve("node.log").toFile()));
        command.environment().put("JAVA_HOME", System.getProperty("java.home"));
        command.environment().put("WLP_USER_DIR", user.toString());
        command.environment().put("WLP_OUTPUT_DIR", output.toString());
        command.environment().putAll(environment);
        process = command.start();
    }

    void awaitReady() {
        var health = new Http(URI.create("http://127.0.0.1:" + environment.get("MANAGEMENT_PORT")), "");
        var isReady = new AtomicBoolean();
        Until.isTrue(START, () -> {
            isReady.set(health.get("/health/ready").status() == 200);
            return isReady.get() || !isAlive();
        });
        if (!isReady.get()) throw new IllegalStateException("the node did not become ready:\n" + lastOfLog());
    }

    private String lastOfLog() {
        try {
            var lines = Files.readAllLines(log());
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
        } catch (IOException e) {
            return "it has no log: " + e;
        }
    }

    /** As if the power had gone: no signal can be caught, nothing is flushed. */
    void kill() {
        var running = process;
        if (running == null) return;
        running.descendants().forEach(ProcessHandle::destroyForcibly);
        running.destroyForcibly();
        Until.isTrue(Duration.ofMinutes(1), () -> !isAlive(running));
    }

    private boolean isAlive() {
        var running = process;
        return running != null && isAlive(running);
    }

    /** The process that was meant: by now there may be its successor. */
    private static boolean isAlive(Process running) {
        return running.isAlive() || running.descendants().anyMatch(ProcessHandle::isAlive);
    }

    URI api() {
        return URI.create("http://127.0.0.1:" + environment.get("HTTP_PORT") + "/api/v1");
    }

    Path log() {
        return output.resolve("node.log");
    }

    @Override
    public void close() {
        var running = process;
        if (running == null) return;
        running.destroy();
        Until.isTrue(Duration.ofSeconds(40), () -> !isAlive());
        kill();
    }
}

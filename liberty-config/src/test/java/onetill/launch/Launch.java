package onetill.launch;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** The launcher as a process, started as ./run starts it, on ports and in a folder of its own. */
final class Launch implements AutoCloseable {

    private static final Set<String> PASSED_ON = Set.of("PATH", "HOME", "TMPDIR", "LANG");

    final Map<String, String> settings = new LinkedHashMap<>();
    private final Path home;
    private final Path output;
    private Process process;

    Launch(Path home) throws IOException {
        this.home = home;
        this.output = home.resolve("output.log");
        Files.createDirectories(home);
        for (var name : List.of("HTTP_PORT", "MANAGEMENT_PORT", "DB_PORT", "SANDBOX_PORT", "ISSUER_PORT")) {
            settings.put(name, Integer.toString(freePort()));
        }
        settings.put("ONETILL_HOME", home.toString());
        settings.put("JVM_ARGS", "-XX:TieredStopAtLevel=1"); // a test server does not live long
    }

    Launch start() throws IOException {
        var build = Path.of(System.getProperty("it.build"));
        var command = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                build.resolve("target/classes") + ":" + build.resolve("target/launcher") + "/*",
                "onetill.launch.Main",
                build.toString());
        command.environment().keySet().retainAll(PASSED_ON);
        command.environment().putAll(settings);
        command.redirectErrorStream(true).redirectOutput(output.toFile());
        process = command.start();
        return this;
    }

    Launch awaitReady() throws Exception {
        until("ready", () -> said("Ready after") || !process.isAlive());
        if (!process.isAlive()) {
            throw new AssertionError("the launcher ended with " + process.exitValue() + ":\n" + output());
        }
        return this;
    }

    Launch terminate() {
        process.destroy();
        return this;
    }

    Launch kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
        return this;
    }

    int awaitEnd() throws Exception {
        if (!process.waitFor(120, TimeUnit.SECONDS)) {
            throw new AssertionError("the launcher does not end:\n" + output());
        }
        return process.exitValue();
    }

    /** The children as the launcher wrote them down: server, database, provider sandbox. */
    ProcessHandle child(String name) throws IOException {
        var pid = Files.readString(home.resolve(name + ".pid")).split(" ")[0];
        return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    }

    List<ProcessHandle> children() throws IOException {
        var found = new ArrayList<ProcessHandle>();
        for (var name : List.of(Server.NAME, Sandbox.NAME, EmbeddedDatabase.NAME)) {
            if (Files.exists(home.resolve(name + ".pid"))) {
                found.add(child(name));
            }
        }
        return found;
    }

    int port(String name) {
        return Integer.parseInt(settings.get(name));
    }

    boolean said(String words) {
        return output().contains(words);
    }

    String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            return "";
        }
    }

    static void until(String what, BooleanSupplier happened) throws InterruptedException {
        var deadline = System.nanoTime() + Duration.ofSeconds(360).toNanos();
        while (!happened.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not " + what + " within 360 seconds");
            }
            Thread.sleep(200);
        }
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() throws Exception {
        if (process != null && process.isAlive()) {
            terminate().awaitEnd();
        }
        for (var child : children()) {
            child.destroyForcibly();
        }
    }
}

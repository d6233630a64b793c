package onetill.launch;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** The Stripe-shaped server, in a process of its own as Stripe would be. */
final class Sandbox {

    static final String NAME = "provider sandbox";

    private Sandbox() {}

    static ProcessBuilder command(Home home, Map<String, String> variables) throws IOException {
        Files.createDirectories(home.file("logs"));
        var command = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+ExitOnOutOfMemoryError", // half alive it would answer some and hang others
                "-Dsun.net.httpserver.nodelay=true", // without it each answer takes 40 ms
                "-cp",
                System.getProperty("java.class.path"),
                "onetill.sandbox.Main");
        command.redirectErrorStream(true);
        command.redirectOutput(home.file("logs/sandbox.log").toFile());
        command.environment().putAll(variables);
        return command;
    }

    static void awaitListening(ChildProcess child, int port) throws IOException, InterruptedException {
        var deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (System.nanoTime() < deadline) {
            if (!child.process().isAlive()) {
                throw new IOException("the provider sandbox ended with code "
                        + child.process().exitValue() + "; its log is logs/sandbox.log in ONETILL_HOME");
            }
            try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return;
            } catch (IOException e) {
                Thread.sleep(100);
            }
        }
        throw new IOException("the provider sandbox does not listen on port " + port);
    }
}

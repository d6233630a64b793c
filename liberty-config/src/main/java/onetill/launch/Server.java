package onetill.launch;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;

/** Open Liberty with the application in it. */
record Server(ChildProcess child, URI management) {

    static final String NAME = "server";

    /** A request may wait 15 s for a provider; after 20 s we do not wait for anybody. */
    static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final Duration READY_WITHIN = Duration.ofSeconds(300);

    /**
     * @param build the folder that holds the unpacked server and what the build has put together for it
     */
    static ProcessBuilder command(Path build, Home home, Map<String, String> variables) {
        var wlp = build.resolve("runtime/wlp");
        var user = build.resolve("target/usr");
        if (!Files.exists(wlp.resolve("bin/server")) || !Files.exists(user.resolve("servers/onetill/server.xml"))) {
            throw new WrongSetting("There is no server in %s: build it first, with mvn package.".formatted(build));
        }
        var command = new ProcessBuilder(wlp.resolve("bin/server").toString(), "run", "onetill").inheritIO();
        if (isAnotherBuild(user.resolve("servers/onetill/apps/onetill.war"), home.file("server.build"))) {
            command.command().add("--clean");
        }
        command.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        var environment = command.environment();
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("WLP_USER_DIR", user.toString());
        environment.put("WLP_OUTPUT_DIR", home.file("server").toString());
        environment.putAll(variables);
        return command;
    }

    /**
     * The server keeps the jars it has unpacked by their time stamps, and a reproducible build gives all builds the same
     * one: without a clean start, a new build would run the code of the one before.
     */
    private static boolean isAnotherBuild(Path application, Path remembered) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(application));
            var build = HexFormat.of().formatHex(digest);
            if (Files.exists(remembered) && Files.readString(remembered).equals(build)) return false;
            Files.writeString(remembered, build);
            return true;
        } catch (IOException | NoSuchAlgorithmException e) {
            return true;
        }
    }

    /** Ready means: the application has started, its migrations are done and its database answers. */
    void awaitReady() throws IOException, InterruptedException {
        var client =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
        var request = HttpRequest.newBuilder(management.resolve("/health/ready"))
                .timeout(Duration.ofSeconds(10))
                .build();
        var deadline = System.nanoTime() + READY_WITHIN.toNanos();
        while (System.nanoTime() < deadline) {
            if (!child.process().isAlive()) {
                throw new IOException(
                        "the server ended with code " + child.process().exitValue() + " before it was ready");
            }
            if (answers(client, request)) {
                return;
            }
            Thread.sleep(250);
        }
        throw new IOException("the server was not ready within " + READY_WITHIN.toSeconds() + " seconds");
    }

    private static boolean answers(HttpClient client, HttpRequest request) throws InterruptedException {
        try {
            return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }
}

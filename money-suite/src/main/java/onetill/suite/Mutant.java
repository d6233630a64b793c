package onetill.suite;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;

/** A copy of what was built, with one source file changed and compiled again. The build itself is not touched. */
final class Mutant implements AutoCloseable {

    private final Path folder;

    /**
     * @param build the folder of liberty-config
     * @param source the file below checkout-api's sources
     * @param right what stands there; it has to stand there once
     * @param wrong what it becomes
     */
    Mutant(Path build, String source, String[] right, String[] wrong) throws IOException {
        var real = build.toAbsolutePath().normalize();
        folder = Files.createTempDirectory("onetill-mutant");
        Files.createSymbolicLink(folder.resolve("runtime"), real.resolve("runtime"));
        Files.createDirectories(folder.resolve("target"));
        for (var same : List.of("classes", "launcher")) {
            Files.createSymbolicLink(folder.resolve("target/" + same), real.resolve("target/" + same));
        }
        copy(real.resolve("target/usr"), folder.resolve("target/usr"));
        var war = folder.resolve("target/usr/servers/onetill/apps/onetill.war");
        var libraries = unpack(war);
        var sources = real.resolveSibling("checkout-api").resolve("src/main/java");
        var classes = compile(sources, source, right, wrong, libraries, real);
        replace(war, libraries, classes);
    }

    /** A folder like liberty-config's. */
    Path build() {
        return folder;
    }

    private Path unpack(Path war) throws IOException {
        var libraries = Files.createDirectories(folder.resolve("lib"));
        try (var zip = FileSystems.newFileSystem(war);
                var jars = Files.list(zip.getPath("WEB-INF/lib"))) {
            for (var jar : jars.toList()) {
                Files.copy(jar, libraries.resolve(jar.getFileName().toString()));
            }
        }
        return libraries;
    }

    private Path compile(Path sources, String source, String[] right, String[] wrong, Path libraries, Path real)
            throws IOException {
        var text = Files.readString(sources.resolve(source));
        for (var i = 0; i < right.length; i++) {
            if (text.indexOf(right[i]) < 0 || text.indexOf(right[i]) != text.lastIndexOf(right[i])) {
                throw new IllegalStateException("not once in " + source + ": " + right[i]);
            }
            text = text.replace(right[i], wrong[i]);
        }
        var changed = folder.resolve("src").resolve(source);
        Files.createDirectories(changed.getParent());
        Files.writeString(changed, text);
        var classes = Files.createDirectories(folder.resolve("classes"));
        var arguments = List.of(
                "-nowarn",
                "-proc:none",
                "-parameters",
                "-g",
                "--release",
                "17",
                "-classpath",
                classPath(libraries, real),
                "-d",
                classes.toString(),
                changed.toString());
        var compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler.run(null, OutputStream.nullOutputStream(), System.err, arguments.toArray(String[]::new)) != 0) {
            throw new IllegalStateException("the mutant of " + source + " does not compile");
        }
        return classes;
    }

    private static String classPath(Path libraries, Path real) throws IOException {
        var jars = new ArrayList<Path>();
        try (var ours = Files.list(libraries)) {
            jars.addAll(ours.toList());
        }
        try (var api = Files.walk(real.resolve("runtime/wlp/dev/api"), java.nio.file.FileVisitOption.FOLLOW_LINKS)) {
            api.filter(it -> it.toString().endsWith(".jar"))
                    .sorted(Comparator.reverseOrder()) // the newest of several versions first
                    .forEach(jars::add);
        }
        return jars.stream().map(Path::toString).collect(Collectors.joining(":"));
    }

    private static void replace(Path war, Path libraries, Path classes) throws IOException {
        Path checkout;
        try (var all = Files.list(libraries)) {
            checkout = all.filter(it -> it.getFileName().toString().startsWith("checkout-api"))
                    .findFirst()
                    .orElseThrow();
        }
        try (var jar = FileSystems.newFileSystem(checkout);
                var changed = Files.walk(classes)) {
            for (var each : changed.filter(Files::isRegularFile).toList()) {
                write(each, jar.getPath(classes.relativize(each).toString()));
            }
        }
        try (var zip = FileSystems.newFileSystem(URI.create("jar:" + war.toUri()), Map.of())) {
            write(checkout, zip.getPath("WEB-INF/lib/" + checkout.getFileName()));
        }
    }

    private static void write(Path from, Path to) throws IOException {
        try (InputStream in = Files.newInputStream(from)) {
            Files.deleteIfExists(to);
            Files.copy(in, to);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var all = Files.walk(from)) {
            for (var each : all.toList()) {
                if (from.relativize(each).toString().contains("workarea")) continue;
                var target = to.resolve(from.relativize(each).toString());
                if (Files.isDirectory(each)) Files.createDirectories(target);
                else Files.copy(each, target);
            }
        }
    }

    @Override
    public void close() throws IOException {
        try (var all = Files.walk(folder)) {
            for (var each : all.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(each);
        }
    }
}

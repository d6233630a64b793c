package onetill.it;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import onetill.access.Allow;
import onetill.access.PrincipalKind;
import onetill.access.Role;

/**
 * One operation of the API, as its resource class declares it.
 *
 * @param base the path of its class
 * @param path of the operation below {@code /api/v1}, with its variables in braces
 */
record Endpoint(String method, String base, String path, Set<PrincipalKind> kinds, Set<Role> roles, boolean anyone) {

    /** Of all resources in the jars that the WAR is made of, in the order of their paths. */
    static List<Endpoint> all() {
        return resources()
                .flatMap(Endpoint::of)
                .sorted(Comparator.comparing(Endpoint::path).thenComparing(Endpoint::method))
                .toList();
    }

    /** The classes that declare operations. */
    private static Stream<Class<?>> resources() {
        return Stream.of("onetill/http/ApiApplication.class", "onetill/adapter/web/HostedCheckoutResource.class")
                .flatMap(Endpoint::classesBeside);
    }

    String operation() {
        return method + " " + path;
    }

    boolean lets(PrincipalKind kind) {
        return anyone || kinds.contains(kind);
    }

    boolean lets(Role role) {
        return anyone || roles.contains(role);
    }

    /** All resources of the jar or folder that a class comes from. */
    private static Stream<Class<?>> classesBeside(String known) {
        try {
            var found = Endpoint.class.getClassLoader().getResource(known);
            if (found == null) throw new IllegalStateException(known + " is not there");
            var written = found.toURI().toString();
            if (written.startsWith("jar:")) {
                var jar = URI.create(written.substring(0, written.indexOf('!')));
                try (var opened = FileSystems.newFileSystem(jar, Map.of())) {
                    return named(opened.getPath("/"));
                }
            }
            var below = written.substring(0, written.length() - known.length());
            return named(java.nio.file.Path.of(URI.create(below)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (java.net.URISyntaxException | FileSystemNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Stream<Class<?>> named(java.nio.file.Path root) throws IOException {
        try (var files = Files.walk(root)) {
            return files
                    .map(file -> root.relativize(file).toString())
                    .filter(file -> file.startsWith("onetill/") && file.endsWith("Resource.class"))
                    .map(file ->
                            file.substring(0, file.length() - ".class".length()).replace('/', '.'))
                    .<Class<?>>map(Endpoint::named)
                    .toList()
                    .stream();
        }
    }

    private static Class<?> named(String name) {
        try {
            return Class.forName(name, false, Endpoint.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Stream<Endpoint> of(Class<?> resource) {
        var base = resource.getAnnotation(Path.class);
        if (base == null) return Stream.empty();
        return Arrays.stream(resource.getDeclaredMethods()).flatMap(it -> of(base.value(), it));
    }

    /** The methods that answer requests. */
    static Stream<Method> methods() {
        return resources().flatMap(it -> Arrays.stream(it.getDeclaredMethods())).filter(it -> verb(it).isPresent());
    }

    private static Optional<String> verb(Method method) {
        return Arrays.stream(method.getAnnotations())
                .map(it -> it.annotationType().getAnnotation(HttpMethod.class))
                .filter(it -> it != null)
                .map(HttpMethod::value)
                .findFirst();
    }

    private static Stream<Endpoint> of(String base, Method method) {
        var verb = verb(method);
        if (verb.isEmpty()) return Stream.empty();
        var below = method.getAnnotation(Path.class);
        var path = joined(base, below == null ? "" : below.value());
        var allow = method.getAnnotation(Allow.class);
        if (allow == null) return Stream.of(new Endpoint(verb.get(), joined(base), path, Set.of(), Set.of(), false));
        return Stream.of(new Endpoint(
                verb.get(), joined(base), path, Set.of(allow.value()), Set.of(allow.staff()), allow.anyone()));
    }

    private static String joined(String... parts) {
        return Stream.of(parts)
                .map(part -> part.replaceAll("^/|/$", "").replaceAll("\\{(\\w+)[^}]*}", "{$1}"))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("/", "/", ""));
    }

    /** The paths of all classes. */
    static Set<String> bases() {
        return all().stream().map(Endpoint::base).collect(Collectors.toSet());
    }

    /** Whether a request for it would also fit a class of that path. */
    boolean isBelow(String other) {
        var pattern = other.replaceAll("\\{\\w+}", "[^/]+");
        return path.replaceAll("[{}]", "").matches(pattern + "(/.*)?");
    }
}

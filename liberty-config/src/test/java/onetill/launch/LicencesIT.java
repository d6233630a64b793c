package onetill.launch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** What we ship is known, and everybody may use it as we do. Reads what was built, not what was meant to be. */
class LicencesIT {

    private static final Set<String> ALLOWED =
            Set.of("0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "ISC", "MIT", "PostgreSQL");
    private static final Set<String> OURS = Set.of("admin-ui", "channel-adapters", "checkout-api", "provider-sandbox");
    private static final Pattern ROW = Pattern.compile("\\| `([^`]+)` \\| ([^|]+) \\| [a-z, ]+ \\|");
    private static final Pattern JAR = Pattern.compile("(.+?)-\\d[\\w.]*(-SNAPSHOT|-jre)?\\.jar");

    private final Path module = Path.of(System.getProperty("it.build"));

    @Test
    void everything_that_is_shipped_is_listed_and_nothing_else() throws IOException {
        var shipped = new TreeSet<>(jars());
        shipped.addAll(packages().keySet());

        assertThat(listed().keySet())
                .as("docs/licences.md lists what is in the WAR, beside the launcher and in the pages")
                .isEqualTo(shipped);
    }

    @Test
    void nothing_is_shipped_under_a_licence_that_asks_for_ours() throws IOException {
        assertThat(listed())
                .isNotEmpty()
                .allSatisfy((component, licence) -> assertThat(isAllowed(licence))
                        .as("%s: %s", component, licence)
                        .isTrue());
    }

    @Test
    void the_pages_are_made_of_what_their_packages_say() throws IOException {
        var listed = listed();

        packages()
                .forEach(
                        (name, licence) -> assertThat(listed.get(name)).as(name).isEqualTo(licence));
    }

    @Test
    void the_bill_of_materials_has_each_jar_of_the_server_with_licence_hash_and_address() throws IOException {
        var bill = bill("server");

        assertThat(bill.keySet()).isEqualTo(jarsOfTheServer());
        bill.forEach((jar, about) -> {
            assertThat(about.path("purl").asText())
                    .as(jar)
                    .isEqualTo("pkg:maven/%s/%s@%s?type=jar"
                            .formatted(
                                    about.path("group").asText(),
                                    about.path("name").asText(),
                                    about.path("version").asText()));
            if (!about.path("group").asText().equals("onetill")) {
                assertThat(about.path("hashes")).as(jar).isNotEmpty();
            }
            assertThat(licences(about)).as(jar).isNotEmpty().noneMatch(String::isBlank);
        });
    }

    @Test
    void the_bill_of_materials_of_the_pages_has_each_package_under_the_licence_that_is_listed() throws IOException {
        var listed = packages();
        var bill = bill("pages");

        assertThat(bill.keySet()).isEqualTo(listed.keySet());
        bill.forEach((name, about) -> {
            assertThat(licences(about)).as(name).containsExactly(listed.get(name));
            assertThat(about.path("purl").asText())
                    .as(name)
                    .startsWith("pkg:npm/")
                    .contains("@");
            assertThat(about.at("/hashes/0/alg").asText()).as(name).isEqualTo("SHA-512");
        });
    }

    /** By the name of the jar, or of the package. */
    private Map<String, JsonNode> bill(String of) throws IOException {
        try (var war = war()) {
            var entry = war.getEntry("META-INF/sbom/%s.cdx.json".formatted(of));
            assertThat(entry)
                    .as(
                            "the WAR has a bill of materials of its %s; without a network (mvn -o) that of the server is not made",
                            of)
                    .isNotNull();
            var bill = new ObjectMapper().readTree(war.getInputStream(entry));
            assertThat(bill.path("specVersion").asText()).isEqualTo("1.6");
            var parts = new TreeMap<String, JsonNode>();
            for (var part : bill.path("components")) {
                var name = part.path("name").asText();
                var group = part.path("group").asText();
                var isJar = part.path("purl").asText().startsWith("pkg:maven/");
                parts.put(
                        isJar
                                ? name + "-" + part.path("version").asText() + ".jar"
                                : group.isEmpty() ? name : group + "/" + name,
                        part);
            }
            return parts;
        }
    }

    private static List<String> licences(JsonNode part) {
        var all = new ArrayList<String>();
        for (var choice : part.path("licenses")) {
            var licence = choice.path("license");
            all.add(choice.path("expression")
                    .asText(licence.path("id").asText(licence.path("name").asText())));
        }
        return all;
    }

    @Test
    void what_is_not_allowed_is_found_out() {
        assertThat(isAllowed("MIT OR CC0-1.0")).isTrue();
        assertThat(isAllowed("GPL-3.0-only OR MIT")).isTrue();
        for (var licence :
                new String[] {"GPL-3.0-only", "AGPL-3.0-only", "LGPL-2.1-only", "MIT AND GPL-2.0-only", "", "UNKNOWN"
                }) {
            assertThat(isAllowed(licence)).as(licence).isFalse();
        }
    }

    /** An SPDX expression of the simple kind: one of several, each of several. */
    private static boolean isAllowed(String expression) {
        return Arrays.stream(expression.split(" OR "))
                .anyMatch(choice -> Arrays.stream(choice.split(" AND ")).allMatch(it -> ALLOWED.contains(it.strip())));
    }

    private Map<String, String> listed() throws IOException {
        var rows = new TreeMap<String, String>();
        for (var line : Files.readAllLines(module.resolve("../docs/licences.md"))) {
            var row = ROW.matcher(line);
            if (row.matches()) rows.put(row.group(1), row.group(2).strip());
        }
        return rows;
    }

    private Set<String> jars() throws IOException {
        var files = new TreeSet<>(jarsOfTheServer());
        try (var launcher = Files.list(module.resolve("target/launcher"))) {
            launcher.forEach(it -> files.add(it.getFileName().toString()));
        }
        var components = new TreeSet<String>();
        for (var file : files) {
            var name = JAR.matcher(file);
            assertThat(name.matches()).as(file).isTrue();
            if (!OURS.contains(name.group(1))) components.add(name.group(1));
        }
        return components;
    }

    private ZipFile war() throws IOException {
        return new ZipFile(module.resolve("target/onetill.war").toFile());
    }

    private Set<String> jarsOfTheServer() throws IOException {
        try (var war = war()) {
            return war.stream()
                    .map(it -> it.getName())
                    .filter(it -> it.startsWith("WEB-INF/lib/") && it.endsWith(".jar"))
                    .map(it -> it.substring("WEB-INF/lib/".length()))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    /** What is bundled into the pages, with the licence that npm has written down; tools of the build are not shipped. */
    private Map<String, String> packages() throws IOException {
        var lock = new ObjectMapper().readTree(Files.readString(module.resolve("../admin-ui/package-lock.json")));
        var packages = new TreeMap<String, String>();
        lock.path("packages").fields().forEachRemaining(it -> {
            var about = it.getValue();
            if (it.getKey().isEmpty()
                    || about.path("dev").asBoolean()
                    || about.path("optional").asBoolean()) return;
            var name = it.getKey().substring(it.getKey().lastIndexOf("node_modules/") + "node_modules/".length());
            packages.put(name, about.path("license").asText("UNKNOWN").replaceAll("^\\((.*)\\)$", "$1"));
        });
        return packages;
    }
}

package onetill.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The keys of the demonstration as lines of NAME=value, for people and for "source". */
record DemoEnvFile(Path file) {

    Optional<String> value(String name) throws IOException {
        return lines().stream()
                .filter(it -> it.startsWith(name + "="))
                .map(it -> it.substring(name.length() + 1))
                .findFirst();
    }

    void put(String name, String value) throws IOException {
        var lines = new ArrayList<>(lines());
        lines.removeIf(it -> it.startsWith(name + "="));
        lines.add(name + "=" + value);
        if (!Files.exists(file)) {
            Files.createFile(file);
        }
        Home.privateToUs(file, "rw-------");
        Files.write(file, lines);
    }

    private List<String> lines() throws IOException {
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }
}

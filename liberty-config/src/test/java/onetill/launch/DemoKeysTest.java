package onetill.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import onetill.launch.DemoKeys.Key;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoKeysTest {

    @TempDir
    Path home;

    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = home.resolve("demo.env");
    }

    @Test
    void are_long_and_random_and_only_ours_to_read() throws Exception {
        var keys = kept().toList();

        assertThat(keys)
                .extracting(Key::value)
                .satisfiesExactly(
                        it -> assertThat(it).matches("sk_demo_[A-Za-z0-9_-]{43}"),
                        it -> assertThat(it).matches("pk_demo_[A-Za-z0-9_-]{43}"),
                        it -> assertThat(it).matches("rg_demo_[A-Za-z0-9_-]{43}"));
        assertThat(Files.readAllLines(file))
                .contains("SECRET_KEY=" + keys.get(0).value());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void stay_the_same_as_long_as_the_file_is_there() throws Exception {
        var first = kept().map(Key::value).toList();

        assertThat(kept().map(Key::value)).isEqualTo(first);
    }

    @Test
    void are_new_when_the_file_is_gone() throws Exception {
        var first = kept().map(Key::hash).toList();
        Files.delete(file);

        assertThat(kept().map(Key::hash)).doesNotContainAnyElementsOf(first);
    }

    @Test
    void are_mended_one_by_one_and_leave_other_lines_alone() throws Exception {
        Files.write(file, List.of("BASE_URL=http://localhost:9080", "SECRET_KEY=", "PUBLISHABLE_KEY=pk_mine"));

        var keys = kept().toList();

        assertThat(keys.get(0).value()).startsWith("sk_demo_");
        assertThat(keys.get(1).value()).isEqualTo("pk_mine");
        assertThat(Files.readAllLines(file))
                .contains("BASE_URL=http://localhost:9080")
                .doesNotContain("SECRET_KEY=");
    }

    @Test
    void include_that_of_the_demo_store_once_it_has_one() throws Exception {
        Files.write(file, List.of("STORE_PUBLISHABLE_KEY=pk_store"));

        assertThat(kept())
                .extracting(Key::name, Key::kind, Key::value)
                .contains(tuple("STORE_PUBLISHABLE_KEY", "publishable_key", "pk_store"));
    }

    @Test
    void are_known_to_the_database_by_their_hash_and_to_logs_by_their_name() {
        var key = new Key("SECRET_KEY", "secret_key", null, "abc");

        assertThat(key.hash()).isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(new DemoKeys(DemoMerchant.ID, List.of(key)).toString())
                .doesNotContain("abc")
                .contains("SECRET_KEY");
    }

    private Stream<Key> kept() throws Exception {
        return DemoKeys.kept(new DemoEnvFile(file), DemoMerchant.ID).keys().stream();
    }
}

package onetill.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class VisitorTest {

    private static final Networks PROXIES = Networks.parse("10.0.0.0/8, fd00::/8");

    @Test
    void is_the_peer_when_nobody_is_trusted() {
        assertThat(client("203.0.113.9", Networks.parse(""), "198.51.100.1")).isEqualTo("203.0.113.9");
    }

    @Test
    void is_the_peer_when_a_stranger_invents_headers() {
        assertThat(client("203.0.113.9", PROXIES, "198.51.100.1", "10.0.0.1")).isEqualTo("203.0.113.9");
    }

    @Test
    void is_whom_the_last_trusted_proxy_saw_and_not_what_that_one_said() {
        assertThat(client("10.0.0.1", PROXIES, "198.51.100.1", "203.0.113.9", "10.0.0.2"))
                .isEqualTo("203.0.113.9");
    }

    @Test
    void is_the_proxy_when_it_tells_nothing_that_is_an_address() {
        assertThat(client("10.0.0.1", PROXIES, "unknown")).isEqualTo("10.0.0.1");
        assertThat(client("10.0.0.1", PROXIES, "localhost")).isEqualTo("10.0.0.1");
        assertThat(client("10.0.0.1", PROXIES, "999.1.1.1")).isEqualTo("10.0.0.1");
        assertThat(client("10.0.0.1", PROXIES)).isEqualTo("10.0.0.1");
    }

    @Test
    void may_come_with_a_port() {
        assertThat(client("10.0.0.1", PROXIES, "203.0.113.9:4711")).isEqualTo("203.0.113.9");
        assertThat(client("fd00::1", PROXIES, "[2001:db8:1:2:3::4]:4711")).isEqualTo("2001:db8:1:2:0:0:0:0/64");
    }

    @Test
    void has_64_bits_when_it_has_ipv6_and_is_ipv4_when_it_is_within_it() {
        assertThat(client("2001:db8:1:2:3:4:5:6", PROXIES)).isEqualTo("2001:db8:1:2:0:0:0:0/64");
        assertThat(client("2001:db8:1:2:ffff::", PROXIES)).isEqualTo("2001:db8:1:2:0:0:0:0/64");
        assertThat(client("::ffff:203.0.113.9", PROXIES)).isEqualTo("203.0.113.9");
    }

    @Test
    void is_read_from_forwarded_before_x_forwarded_for() {
        var visitor = new Visitor();
        visitor.config = new LimitConfig();
        visitor.config.trustedProxies = "10.0.0.0/8";
        LimitConfigs.read(visitor.config);

        visitor.cameFrom(
                "10.0.0.1", List.of("for=198.51.100.1, For=\"[2001:db8::7]:1\";proto=https"), List.of("192.0.2.1"));

        assertThat(visitor.address()).isEqualTo("2001:db8:0:0:0:0:0:0/64");
    }

    @Test
    void says_what_is_wrong_with_a_list_of_proxies() {
        assertThatThrownBy(() -> Networks.parse("10.0.0.0/33")).hasMessageContaining("0 to 32");
        assertThatThrownBy(() -> Networks.parse("proxy.local")).hasMessageContaining("proxy.local is no address");
    }

    private static String client(String peer, Networks trusted, String... hops) {
        return Visitor.client(peer, List.of(hops), trusted)
                .map(Networks::subscriber)
                .orElseThrow();
    }
}

package onetill.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EgressTest {

    private static final String PUBLIC = "93.184.215.14";

    private static Egress egress(boolean privateToo, Egress.Names names) {
        var egress = new Egress(names);
        egress.config = new WebhookConfig();
        egress.config.allowPrivateNetworks = privateToo;
        return egress;
    }

    private static Egress.Names always(String... addresses) {
        return host -> {
            var all = new InetAddress[addresses.length];
            for (var i = 0; i < all.length; i++) all[i] = InetAddress.getByName(addresses[i]);
            return all;
        };
    }

    @Test
    void leads_to_the_address_that_was_looked_at_and_says_the_name() throws Exception {
        var target = egress(false, always(PUBLIC)).check("https://shop.example:8443/hooks?x=1");

        assertThat(target.address().getHostAddress()).isEqualTo(PUBLIC);
        assertThat(target.port()).isEqualTo(8443);
        assertThat(target.tls()).isTrue();
        assertThat(target.host()).isEqualTo("shop.example");
        assertThat(target.hostHeader()).isEqualTo("shop.example:8443");
        assertThat(target.pathAndQuery()).isEqualTo("/hooks?x=1");
    }

    @Test
    void an_address_in_place_of_a_name_is_as_good_when_it_is_public() throws Exception {
        var target = egress(false, InetAddress::getAllByName).check("https://[2606:4700:4700::1111]/");

        assertThat(target.address()).isEqualTo(InetAddress.getByName("2606:4700:4700::1111"));
        assertThat(target.hostHeader()).isEqualTo("[2606:4700:4700::1111]");
    }

    @Test
    void asks_for_a_name_once_so_that_a_second_answer_changes_nothing() throws Exception {
        var asked = new AtomicInteger();
        Egress.Names rebinding =
                host -> new InetAddress[] {InetAddress.getByName(asked.getAndIncrement() == 0 ? PUBLIC : "127.0.0.1")};
        var egress = egress(false, rebinding);

        var target = egress.check("https://rebinding.example/");

        assertThat(asked).hasValue(1);
        assertThat(target.address().getHostAddress()).isEqualTo(PUBLIC);
        assertThatThrownBy(() -> egress.check("https://rebinding.example/"))
                .as("the next call is looked at anew")
                .isInstanceOf(Egress.Refused.class);
    }

    @Test
    void one_address_that_is_not_public_spoils_the_name() {
        assertThatThrownBy(() -> egress(false, always(PUBLIC, "10.0.0.1")).check("https://mixed.example/"))
                .isInstanceOf(Egress.Refused.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://127.0.0.1/",
                "https://2130706433/",
                "https://127.1/",
                "https://localhost/",
                "https://[::1]/",
                "https://[::ffff:169.254.169.254]/",
                "https://[fe80::1]/",
                "https://169.254.169.254/latest/meta-data",
                "https://0.0.0.0/"
            })
    void refuses_every_way_to_write_an_address_of_our_own(String url) {
        assertThatThrownBy(() -> egress(false, InetAddress::getAllByName).check(url))
                .isInstanceOf(Egress.Refused.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://shop.example/",
                "ftp://shop.example/",
                "file:///etc/passwd",
                "//shop.example/",
                "shop.example",
                "https:///path",
                "https://user:pass@shop.example/",
                "https://user@shop.example/",
                "https://shop.example./",
                "https://shop.example:0/",
                "https://shop.example:99999/",
                "https://shop.example/#part",
                "https://shop.example/a b",
                "https://shop.example/\r\nX: y",
                "not a url",
                ""
            })
    void refuses_what_is_not_a_plain_https_address(String url) {
        assertThatThrownBy(() -> egress(false, always(PUBLIC)).check(url)).isInstanceOf(Egress.Refused.class);
    }

    @Test
    void a_name_nobody_knows_is_refused() {
        Egress.Names nobody = host -> {
            throw new UnknownHostException(host);
        };

        assertThatThrownBy(() -> egress(false, nobody).check("https://nowhere.example/"))
                .isInstanceOf(Egress.Refused.class);
    }

    @Test
    void a_developer_may_call_his_own_machine() throws Exception {
        var target = egress(true, always("127.0.0.1")).check("http://localhost:1234");

        assertThat(target.tls()).isFalse();
        assertThat(target.port()).isEqualTo(1234);
        assertThat(target.pathAndQuery()).isEqualTo("/");
    }

    @Test
    void even_a_developer_puts_no_credentials_into_an_address() {
        assertThatThrownBy(() -> egress(true, always("127.0.0.1")).check("http://a:b@localhost/"))
                .isInstanceOf(Egress.Refused.class);
    }
}

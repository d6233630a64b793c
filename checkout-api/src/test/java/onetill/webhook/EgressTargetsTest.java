package onetill.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way we know to have a server call what it should not, and what the merchant is told about it. */
class EgressTargetsTest {

    /** Names somebody made who knows where our things are. */
    private static final Map<String, String> NAMES = Map.of(
            "localhost", "127.0.0.1",
            "127.0.0.1.nip.example", "127.0.0.1",
            "metadata.google.internal", "169.254.169.254",
            "inside.example", "10.20.30.40",
            "six.example", "fd00::1",
            "mapped.example", "::ffff:192.168.0.1",
            "nat64.example", "64:ff9b::a9fe:a9fe",
            "public.example", "93.184.215.14",
            "xn--bcher-kva.example", "93.184.215.14");

    private final Egress egress = egress();

    private static Egress egress() {
        var egress = new Egress(EgressTargetsTest::resolve);
        egress.config = new WebhookConfig();
        return egress;
    }

    /** Literals as Java reads them, names as they were made; the network is not asked. */
    private static InetAddress[] resolve(String host) throws UnknownHostException {
        var named = NAMES.get(host.toLowerCase(Locale.ROOT));
        if (named != null) return new InetAddress[] {InetAddress.getByName(named)};
        if (!host.contains(":") && !host.matches("[0-9.]+")) throw new UnknownHostException(host);
        return InetAddress.getAllByName(host);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "loopback, https://127.0.0.1/, not public",
        "loopback, https://127.1.2.3:8443/, not public",
        "a name for it, https://localhost/, not public",
        "a name for it in capitals, https://LOCALHOST/, not public",
        "a public name for it, https://127.0.0.1.nip.example/, not public",
        "unspecified, https://0.0.0.0/, not public",
        "private, https://10.0.0.1/, not public",
        "private, https://172.16.0.1/, not public",
        "private, https://172.31.255.255/, not public",
        "private, https://192.168.1.1/admin, not public",
        "a name for it, https://inside.example/, not public",
        "carrier-grade NAT, https://100.64.0.1/, not public",
        "link-local, https://169.254.0.1/, not public",
        "metadata of clouds, https://169.254.169.254/latest/meta-data/, not public",
        "metadata by name, https://metadata.google.internal/computeMetadata/v1/, not public",
        "metadata of a cloud, https://100.100.100.200/, not public",
        "metadata of a cloud, https://192.0.0.192/, not public",
        "services of a cloud, https://168.63.129.16/, not public",
        "benchmarks, https://198.18.0.1/, not public",
        "documentation, https://203.0.113.7/, not public",
        "multicast, https://224.0.0.1/, not public",
        "reserved, https://240.0.0.1/, not public",
        "broadcast, https://255.255.255.255/, not public",
        "loopback in IPv6, https://[::1]/, not public",
        "in long, https://[0:0:0:0:0:0:0:1]/, not public",
        "unspecified in IPv6, https://[::]/, not public",
        "mapped, https://[::ffff:127.0.0.1]/, not public",
        "mapped in hexadecimal, https://[::ffff:7f00:1]/, not public",
        "mapped metadata, https://[::ffff:a9fe:a9fe]/, not public",
        "a name for a mapped one, https://mapped.example/, not public",
        "compatible, https://[::127.0.0.1]/, not public",
        "translated, https://[::ffff:0:127.0.0.1]/, not public",
        "NAT64, https://[64:ff9b::7f00:1]/, not public",
        "NAT64 with dots, https://[64:ff9b::169.254.169.254]/, not public",
        "local NAT64, https://[64:ff9b:1::a00:1]/, not public",
        "a name for NAT64, https://nat64.example/, not public",
        "6to4, https://[2002:7f00:1::]/, not public",
        "6to4 of metadata, https://[2002:a9fe:a9fe::1]/, not public",
        "Teredo, https://[2001:0:a00:1::1]/, not public",
        "unique local, https://[fd12:3456::1]/, not public",
        "a name for it, https://six.example/, not public",
        "metadata in IPv6, https://[fd00:ec2::254]/, not public",
        "link-local in IPv6, https://[fe80::1]/, not public",
        "site-local, https://[fec0::1]/, not public",
        "multicast in IPv6, https://[ff02::1]/, not public",
        "one number, https://2130706433/, four decimal numbers",
        "one hexadecimal number, https://0x7f000001/, four decimal numbers",
        "one octal number, https://017700000001/, four decimal numbers",
        "two parts, https://127.1/, four decimal numbers",
        "three parts, https://10.0.1/, four decimal numbers",
        "octal parts, https://0177.0.0.1/, four decimal numbers",
        "leading zeros, https://010.0.0.1/, four decimal numbers",
        "hexadecimal parts, https://0x7f.0x0.0x0.0x1/, four decimal numbers",
        "one hexadecimal part, https://127.0.0.0x1/, four decimal numbers",
        "too large, https://256.256.256.256/, four decimal numbers",
        "zero, https://0/, four decimal numbers",
        "with a port, https://2130706433:8443/, four decimal numbers",
        "a dot at the end, https://127.0.0.1./, four decimal numbers",
        "digits of another script, https://①②⑦.⓪.⓪.①/, no host",
        "a wide dot, https://127。0。0。1/, no host",
        "no host, https:///etc/passwd, no host",
        "a user, https://public.example@127.0.0.1/, credentials",
        "an empty user, https://@127.0.0.1/, credentials",
        "a user that looks like a host, https://public.example:443@10.0.0.1:8443/, credentials",
        "a hidden user, https://public.example%40127.0.0.1/, four decimal numbers",
        "a backslash, https://public.example\\@127.0.0.1/, not a URL",
        "two at signs, https://a@public.example@127.0.0.1/, four decimal numbers",
        "a fragment, https://public.example#@127.0.0.1/, fragment",
        "a line break, 'https://public.example/\r\nHost: 127.0.0.1', not a URL",
        "a tab, 'https://public.example\t.evil/', not a URL",
        "mail, https://public.example:25/, port",
        "a shell, https://public.example:22/, port",
        "plain HTTP by port, https://public.example:80/, port",
        "no port, https://public.example:0/, port",
        "too large a port, https://public.example:65536/, port",
        "a negative port, https://public.example:-1/, no host",
        "no TLS, http://public.example/, https://",
        "a file, file:///etc/passwd, https://",
        "gopher, gopher://127.0.0.1:6379/_INFO, https://",
        "ftp, ftp://public.example/, https://",
        "a script, javascript:alert(1), https://",
        "within a jar, jar:https://public.example!/, https://",
        "no scheme, //127.0.0.1/, https://",
        "nobody, https://nobody.example/, cannot be found"
    })
    void is_refused_in_words(String kind, String url, String why) {
        assertThatThrownBy(() -> egress.check(url))
                .isInstanceOf(Egress.Refused.class)
                .hasMessageContaining(why);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://public.example/",
                "HTTPS://public.example:443/hooks?a=b",
                "https://public.example:8443/",
                "https://xn--bcher-kva.example/",
                "https://93.184.215.14/",
                "https://[2606:4700:4700::1111]:1024/"
            })
    void is_called(String url) throws Exception {
        assertThat(PublicAddresses.isPublic(egress.check(url).address())).isTrue();
    }
}

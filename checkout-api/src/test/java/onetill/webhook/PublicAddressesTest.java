package onetill.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PublicAddressesTest {

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "unspecified, 0.0.0.0",
        "this network, 0.1.2.3",
        "private, 10.0.0.1",
        "private, 10.255.255.255",
        "private, 172.16.0.1",
        "private, 172.31.255.255",
        "private, 192.168.1.1",
        "carrier-grade NAT, 100.64.0.1",
        "carrier-grade NAT, 100.127.255.255",
        "a cloud's metadata, 100.100.100.200",
        "loopback, 127.0.0.1",
        "loopback, 127.255.255.254",
        "link-local, 169.254.1.1",
        "a cloud's metadata, 169.254.169.254",
        "a cloud's metadata, 192.0.0.192",
        "a cloud's services, 168.63.129.16",
        "documentation, 192.0.2.1",
        "documentation, 198.51.100.1",
        "documentation, 203.0.113.1",
        "6to4 relays, 192.88.99.1",
        "benchmarks, 198.18.0.1",
        "benchmarks, 198.19.255.255",
        "multicast, 224.0.0.1",
        "multicast, 239.255.255.255",
        "reserved, 240.0.0.1",
        "broadcast, 255.255.255.255",
        "unspecified, ::",
        "loopback, ::1",
        "IPv4-mapped, ::ffff:127.0.0.1",
        "IPv4-mapped, ::ffff:10.0.0.1",
        "IPv4-compatible, ::10.0.0.1",
        "NAT64, 64:ff9b::7f00:1",
        "NAT64, 64:ff9b:1::a00:1",
        "6to4, 2002:7f00:1::",
        "Teredo, 2001:0:4136:e378::1",
        "documentation, 2001:db8::1",
        "documentation, 3fff::1",
        "discard, 100::1",
        "segment routing, 5f00::1",
        "unique local, fc00::1",
        "a cloud's metadata, fd00:ec2::254",
        "link-local, fe80::1",
        "site-local, fec0::1",
        "multicast, ff02::1",
        "unassigned, 4000::1"
    })
    void these_are_not_public(String kind, String address) throws Exception {
        assertThat(PublicAddresses.isPublic(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "126.255.255.255",
                "128.0.0.1",
                "169.253.255.255",
                "172.15.255.255",
                "172.32.0.0",
                "192.169.0.0",
                "198.17.255.255",
                "198.20.0.0",
                "223.255.255.255",
                "168.63.129.17",
                "2606:4700:4700::1111",
                "2a00:1450:4001::1",
                "2001:4860:4860::8888"
            })
    void these_are(String address) throws Exception {
        assertThat(PublicAddresses.isPublic(InetAddress.getByName(address))).isTrue();
    }
}

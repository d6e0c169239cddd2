import Testing

@testable import Service

@Suite struct ListenAddressTests {
    @Test(
        "what is an address",
        arguments: [
            ("127.0.0.1:8080", "127.0.0.1", 8080), ("localhost:0", "localhost", 0), ("[::1]:8080", "::1", 8080),
            ("0.0.0.0:65535", "0.0.0.0", 65535), ("[fe80::1%eth0]:1", "fe80::1%eth0", 1), ("a-b_c.d:1", "a-b_c.d", 1),
        ])
    func addresses(text: String, host: String, port: Int) throws {
        let address = try #require(ListenAddress(text))
        #expect(address.host == host && address.port == port)
        #expect(address.description == text)
    }

    @Test(
        "what is none",
        arguments: [
            "", ":", ":8080", "8080", "host", "host:", "host:x", "host:-1", "host:+1", "host:65536",
            "host:99999999999999999999",
            "::1:8080", "[::1]", "[]:80", "[host]x:80", "ho st:80", "host:8 0", "http://host:80", "[host:80", "é:80",
        ])
    func others(text: String) { #expect(ListenAddress(text) == nil) }
}

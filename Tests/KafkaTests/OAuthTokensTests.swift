import Foundation
import Testing

@testable import Kafka

@Suite struct OAuthTokensTests {
    private static let now: Int64 = 1_750_000_000_000

    private func claims(_ token: String) throws -> [String: Any] {
        let parts = token.split(separator: ".", omittingEmptySubsequences: false)
        let bytes = OAuthTokens.decoded(Array(parts[1].utf8)[...])
        return try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
    }

    private func file(_ text: String) throws -> String {
        let path = FileManager.default.temporaryDirectory.appending(path: "chiso-token-\(UUID().uuidString)").path
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        return path
    }

    @Test func unsignedTokensSayWhatTheyAreTold() throws {
        let token = try OAuthTokens.token(from: "principal=chiso scope=a,b lifeSeconds=60", now: Self.now)
        #expect(token.principal == "chiso" && token.end == Self.now + 60_000)
        let claims = try claims(token.text)
        #expect(claims["sub"] as? String == "chiso" && claims["scope"] as? [String] == ["a", "b"])
        #expect(claims["exp"] as? Int == Int(Self.now / 1000) + 60 && token.text.hasSuffix("."))
        for wrong in ["", "scope=a", "principal=a\"b", "principal=a lifeSeconds=soon", "principal=a lifeSeconds=0"] {
            #expect(throws: OAuthTokens.Failure.self) { try OAuthTokens.token(from: wrong, now: Self.now) }
        }
    }

    @Test func tokensAreReadFromFilesAndReadAgainInTime() throws {
        let header = OAuthTokens.encoded(#"{"alg":"RS256"}"#)
        func token(_ claims: String) -> String { header + "." + OAuthTokens.encoded(claims) + ".c2ln" }
        let end = Self.now / 1000 + 100
        let path = try file(token(#"{"sub" : "system:x","exp": \#(end)}"#) + "\n")
        defer { try? FileManager.default.removeItem(atPath: path) }
        let read = try OAuthTokens.token(from: "file:" + path, now: Self.now)
        #expect(read.text == token(#"{"sub" : "system:x","exp": \#(end)}"#))
        #expect(read.principal == "system:x" && read.end == end * 1000)
        let failure = #expect(throws: OAuthTokens.Failure.self) {
            try OAuthTokens.token(from: "file:" + path, now: end * 1000)
        }
        #expect(failure?.reason.contains("has expired") == true)
        // Long-lived ones, and those that are no JWT, are read again after ten minutes.
        for text in [token(#"{"exp":9999999999}"#), "opaque-token", token("{}"), "a.%%%.c"] {
            try text.write(toFile: path, atomically: true, encoding: .utf8)
            let read = try OAuthTokens.token(from: "file:" + path, now: Self.now)
            #expect(read == OAuthTokens.Token(text: text, end: Self.now + 600_000, principal: "chiso"))
        }
        try "\n".write(toFile: path, atomically: true, encoding: .utf8)
        for source in ["file:" + path, "file:/nowhere/token"] {
            let failure = #expect(throws: OAuthTokens.Failure.self) {
                try OAuthTokens.token(from: source, now: Self.now)
            }
            #expect(failure?.reason.contains("sasl.oauthbearer.token_file") == true)
        }
    }

    @Test func base64ComesBack() {
        for count in 0..<20 {
            let text = String("Số liệu thống kê 2025".prefix(count))
            #expect(OAuthTokens.decoded(Array(OAuthTokens.encoded(text).utf8)[...]) == Array(text.utf8))
        }
    }

    @Test func theLibrarySeesNoneOfOurProperties() throws {
        let base = ["sasl.mechanism": "OAUTHBEARER"]
        func take(_ more: [String: String]) throws -> (String?, [String: String]) {
            var properties = base.merging(more) { $1 }
            return (try OAuthTokens.take(from: &properties), properties)
        }
        for name in ["sasl.oauthbearer.token_file", "sasl.oauthbearer.token.file"] {
            let (source, left) = try take([name: "/run/token"])
            #expect(source == "file:/run/token" && left == base)
        }
        let unsigned = try take([
            "enable.sasl.oauthbearer.unsecure.jwt": "true", "sasl.oauthbearer.config": "principal=x",
        ])
        #expect(unsigned.0 == "principal=x" && unsigned.1 == base)
        #expect(try take(["sasl.oauthbearer.method": "oidc"]).0 == nil)
        #expect(try take(["sasl.mechanism": "PLAIN"]).0 == nil)
        #expect(throws: KafkaError.self) { try take([:]) }
    }

    /// A client that cannot have a token says so, and goes on.
    @Test func aMissingTokenIsAnErrorEvent() async throws {
        try await onThread {
            var client = ClientConfiguration(bootstrapServers: "127.0.0.1:1")
            client.properties = [
                "security.protocol": "sasl_plaintext", "sasl.mechanism": "OAUTHBEARER",
                "sasl.oauthbearer.token_file": "/nowhere/token",
            ]
            let producer = try Producer(ProducerConfiguration(client: client))
            let deadline = ContinuousClock.now + .seconds(30)
            var messages: [String] = []
            while !messages.contains(where: { $0.contains("/nowhere/token") }) {
                try #require(ContinuousClock.now < deadline, "\(messages)")
                for event in try producer.poll(timeout: .milliseconds(50)).others {
                    if case .error(let error) = event { messages.append(error.message) }
                }
            }
            producer.close(timeout: .zero)
        }
    }
}

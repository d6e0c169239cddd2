import Foundation
import Testing

/// The Kafka client that shares no code with chiso's.
struct PythonClient {
    let servers: String

    /// A record as the client saw it.
    struct Record: Decodable {
        let topic: String
        let partition: Int
        let offset: Int
        let timestamp: Int
        let key: String?
        let value: Value?
        let headers: [[Value?]]

        /// A text, or bytes that are none.
        enum Value: Decodable, Equatable {
            case text(String)
            case bytes(Data)

            init(from decoder: any Decoder) throws {
                if let text = try? decoder.singleValueContainer().decode(String.self) {
                    self = .text(text)
                } else {
                    let coded = try decoder.singleValueContainer().decode([String: String].self)["base64"] ?? ""
                    self = .bytes(Data(base64Encoded: coded) ?? Data())
                }
            }

            var text: String? { if case .text(let text) = self { text } else { nil } }
        }

        /// The headers by name; they are unique in everything chiso writes.
        var headersByName: [String: String] {
            headers.reduce(into: [:]) { all, header in
                if let name = header.first??.text, let value = header.last??.text { all[name] = value }
            }
        }

        /// The JSON of the value.
        func object() throws -> [String: Any] {
            try #require(
                try JSONSerialization.jsonObject(with: Data((value?.text ?? "").utf8)) as? [String: Any])
        }
    }

    private static let script = BuiltBinary.fixtures.appendingPathComponent("peers/client.py").path

    /// Produces records given as JSON objects: key, value or null, headers.
    func produce(_ records: [[String: Any]], to topic: String) async throws {
        let lines = try records.reduce(into: Data()) { lines, record in
            lines += try JSONSerialization.data(withJSONObject: record) + Data("\n".utf8)
        }
        let run = try await BuiltBinary.run(
            BuiltBinary.python, [Self.script, "produce", servers, topic], input: lines)
        try #require(run.status == 0, "\(run.errors)")
    }

    /// Consumes so many records.
    func consume(_ topics: [String], until count: Int, seconds: Int = 40) async throws -> [Record] {
        let run = try await BuiltBinary.run(
            BuiltBinary.python,
            [Self.script, "consume", servers] + topics + ["--until", "\(count)", "--seconds", "\(seconds)"])
        try #require(run.status == 0, "\(run.errors)")
        return try run.lines.map { try JSONDecoder().decode(Record.self, from: Data($0.utf8)) }
    }
}

/// Undoing a dead letter: the record as it was before it failed, to be put on the raw topic once more.
public enum Requeue {
    /// Why a letter cannot be, or shall not be, put back.
    public enum Refusal: String, Sendable, CaseIterable {
        /// Some of the record is missing.
        case truncated
        /// It has failed as often as is allowed.
        case attempts
        /// It does not say where it came from: no worker wrote it.
        case foreign
    }

    /// Why a letter is not put back; nil if it may be.
    /// - Parameter maximumAttempts: letters that failed so often stay.
    public static func refusal(_ details: DeadLetterDetails, maximumAttempts: Int) -> Refusal? {
        if !details.isComplete { return .foreign }
        if details.isTruncated { return .truncated }
        return details.attempt >= maximumAttempts ? .attempts : nil
    }

    /// The headers of the record as it was before it failed, and behind them the number of attempts, from which the
    /// worker counts on.
    ///
    /// An `id` that the letter has added goes, with one exception: a bare body with neither key nor `id` is called by
    /// the place it was read from. That changes with every requeue, so the first place stays its `id`, and its events
    /// keep theirs.
    public static func headers(_ headers: [DeadLetter.Header], key: [UInt8]?) -> [DeadLetter.Header] {
        let details = DeadLetterDetails(headers)
        var result = original(headers)
        if isCalledByPlace(result, key), let topic = details.topic, let partition = details.partition,
            let offset = details.offset
        {
            result.append(DeadLetter.Header(name: "id", value: Array("\(topic)/\(partition)/\(offset)".utf8)))
        }
        result.append(DeadLetter.Header(name: "dlq-attempt", value: Array(String(details.attempt).utf8)))
        return result
    }

    /// A letter's headers without those that it has added.
    static func original(_ headers: [DeadLetter.Header]) -> [DeadLetter.Header] {
        var result: [DeadLetter.Header] = []
        var isOwn = false
        for header in headers {
            if header.name.hasPrefix("dlq-") {
                isOwn = true
            } else if !(isOwn && header.name == "id") {
                result.append(header)
            }
        }
        return result
    }

    private static func isCalledByPlace(_ headers: [DeadLetter.Header], _ key: [UInt8]?) -> Bool {
        guard key?.isEmpty ?? true else { return false }
        let named = { (name: String) in headers.last { $0.name.lowercased() == name && $0.value != nil }?.value }
        guard named("id")?.isEmpty ?? true else { return false }
        return String(decoding: named("content-type") ?? [], as: UTF8.self).lowercased()
            .drop { $0 == " " || $0 == "\t" }.hasPrefix("text/")
    }
}

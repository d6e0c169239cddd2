/// A librdkafka property on which the guarantees rest, and which therefore cannot be passed through.
public struct RefusedProperty: Sendable, Hashable {
    /// librdkafka's name of the property.
    public let name: String
    /// What it is fixed to or who sets it, and why, as the end of a sentence.
    public let reason: String

    /// Every refused property, aliases included, sorted by name.
    public static let all: [RefusedProperty] = [
        RefusedProperty(name: "acks", reason: "it is fixed to all: an acknowledged event must survive a broker"),
        RefusedProperty(
            name: "auto.commit.enable", reason: "offsets are committed only after their events are delivered"),
        RefusedProperty(
            name: "enable.auto.commit", reason: "offsets are committed only after their events are delivered"),
        RefusedProperty(
            name: "enable.auto.offset.store", reason: "offsets are committed only after their events are delivered"),
        RefusedProperty(
            name: "enable.idempotence", reason: "it is fixed to true: retries must neither repeat nor reorder events"),
        RefusedProperty(
            name: "isolation.level", reason: "it is fixed to read_committed: aborted records must not be read"),
        RefusedProperty(
            name: "partition.assignment.strategy",
            reason: "it is fixed to cooperative-sticky: members with different strategies cannot share a group"),
        RefusedProperty(
            name: "request.required.acks",
            reason: "it is fixed to all: an acknowledged event must survive a broker"),
        RefusedProperty(
            name: "transactional.id", reason: "it is derived from the group and the worker's name, to fence rightly"),
    ]

    /// The reason why a property is refused, or nil if it passes.
    public static func reason(for name: String) -> String? {
        all.first { $0.name == name }?.reason
    }

    /// Throws, naming the property and the reason, if one of the properties is refused.
    static func check(_ properties: [String: String]) throws(KafkaError) {
        for name in properties.keys.sorted() {
            if let reason = reason(for: name) {
                throw KafkaError(.invalidArgument, "remove the property \(name): \(reason)")
            }
        }
    }
}

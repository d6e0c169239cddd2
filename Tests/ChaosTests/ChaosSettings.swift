import Foundation

@testable import Service

/// How workers under test are run: the one place that knows the settings' names.
enum ChaosSettings {
    /// What workers promise on a real cluster.
    static let strictestDelivery = Configuration.Delivery.exactlyOnce.rawValue

    /// On the embedded broker, which keeps no transactions.
    static let embeddedDelivery = Configuration.Delivery.atLeastOnce.rawValue

    static func isExactlyOnce(_ delivery: String) -> Bool { delivery == strictestDelivery }

    /// A worker that stands still for longer has its transaction aborted by the cluster.
    static let transactionTimeout = Duration.seconds(8)

    /// What librdkafka is to tell of itself, for whoever looks for the cause of a failure: `cgrp,fetch,msg`.
    static let debug = ProcessInfo.processInfo.environment["CHISO_CHAOS_DEBUG"]

    /// What `--set` is given.
    static func worker(_ name: String, _ cluster: ChaosCluster, delivery: String) -> [String: String] {
        var settings = names(cluster)
        let own = [
            "kafka.session.timeout.ms": "\(ChaosRun.sessionTimeout.components.seconds * 1000)",
            "kafka.heartbeat.interval.ms": "500",
            // A group waits so long for a member that was killed while it joined.
            "kafka.max.poll.interval.ms": "20000",
            "kafka.message.max.bytes": "\(ChaosInput.recordBytes)",
            // Else a broken connection rests for up to ten seconds, which only makes runs longer.
            "kafka.reconnect.backoff.max.ms": "500",
            "delivery": delivery,
            // Small batches, so that workers are caught at every stage of many.
            "batch.records": "8", "lanes": "2", "limits.article_bytes": "\(ChaosInput.articleBytes)",
            "http.listen": "off", "worker_name": name,
        ]
        settings.merge(own) { _, own in own }
        if let debug {
            settings.merge(["kafka.debug": debug, "log.level": "debug"]) { _, own in own }
        }
        if isExactlyOnce(delivery) {
            settings["kafka.transaction.timeout.ms"] = "\(transactionTimeout.components.seconds * 1000)"
        }
        return settings
    }

    /// Where the cluster is and what things are called there.
    static func names(_ cluster: ChaosCluster) -> [String: String] {
        [
            "kafka.bootstrap.servers": cluster.servers,
            // The embedded broker sleeps so long over every empty fetch.
            "kafka.fetch.wait.max.ms": "50",
            "topics.raw": cluster.topic(.raw), "topics.events": cluster.topic(.events),
            "topics.articles": cluster.topic(.manifests), "topics.dead_letter": cluster.topic(.deadLetters),
            "group_id": cluster.group,
        ]
    }
}

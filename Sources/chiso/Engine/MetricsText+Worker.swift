import Events
import Kafka
import Pipeline
import Service

extension MetricsText {
    /// What is running.
    mutating func write(build versions: Versions) {
        begin("chiso_build_info", .gauge, "What is running; the value is always 1.")
        sample(
            1,
            [
                ("version", ProgramVersion.own), ("extractor", versions.extractor), ("catalogue", versions.catalogue),
                ("librdkafka", Kafka.libraryVersion),
            ])
    }

    /// The worker's own figures.
    mutating func write(_ counts: WorkerSnapshot, isAlive: Bool, isReady: Bool) {
        writeArticles(counts)
        writeDelivery(counts)
        writeLag(counts)
        write("chiso_stalled", .gauge, "1 while there is work and nothing of it gets done.", isAlive ? 0 : 1)
        write("chiso_ready", .gauge, "1 while the group is joined and brokers are reachable.", isReady ? 1 : 0)
    }

    private mutating func writeArticles(_ counts: WorkerSnapshot) {
        count("chiso_articles_consumed_total", "Raw records polled.", counts.consumed)
        count("chiso_consumed_bytes_total", "Bytes of their keys and values.", counts.consumedBytes)
        count(
            "chiso_articles_processed_total", "Raw records that were read: their fate is decided, not yet delivered.",
            counts.processed)
        count("chiso_articles_published_total", "Articles whose events and manifest are delivered.", counts.articles)
        count("chiso_events_published_total", "Indicator events delivered.", counts.events)
        count("chiso_deletions_published_total", "Withdrawn articles whose manifest is delivered.", counts.deletions)
        begin("chiso_dead_letters_total", .counter, "Dead letters delivered, by their dlq-error.")
        for (reason, count) in counts.deadLetters.sorted(by: { $0.key < $1.key }) {
            sample(Double(count), [("reason", reason)])
        }
        count("chiso_key_mismatches_total", "Raw records whose key is not their article's id.", counts.keyMismatches)
        count("chiso_unreadable_dates_total", "Raw records with a date that is none.", counts.unreadableDates)
    }

    private mutating func writeDelivery(_ counts: WorkerSnapshot) {
        begin(
            "chiso_stage_duration_seconds", .histogram,
            "Time in a stage: queue is a batch from poll to delivery, process one article in a lane, publish a segment "
                + "of a batch, commit a commit in the background.")
        for stage in counts.stages.byName { histogram(stage.durations, [("stage", stage.name)]) }
        begin("chiso_transaction_duration_seconds", .histogram, "Transactions, from beginning to outcome.")
        histogram(counts.transactions, [])
        count(
            "chiso_transactions_aborted_total", "Transactions aborted; what they held was sent again.",
            counts.transactionsAborted)
        count(
            "chiso_producers_renewed_total", "Producers given up, fenced or out of sequence, and made anew.",
            counts.producersRenewed)
        count("chiso_batches_total", "Batches delivered whole.", counts.batches)
        count("chiso_resent_records_total", "Output records sent again after a failure.", counts.resent)
        count("chiso_commits_total", "Commits that the group took.", counts.commits)
        count("chiso_commit_failures_total", "Commits that failed and were made again.", counts.commitFailures)
        count("chiso_pauses_total", "Times the consumer paused because the stages were full.", counts.pauses)
        count("chiso_rebalances_total", "Changes of the assignment.", counts.rebalances)
    }

    private mutating func writeLag(_ counts: WorkerSnapshot) {
        write("chiso_in_flight_articles", .gauge, "Raw records polled and not yet delivered.", Double(counts.inFlight))
        write("chiso_in_flight_bytes", .gauge, "Their bytes.", Double(counts.inFlightBytes))
        write("chiso_assigned_partitions", .gauge, "Partitions owned.", Double(counts.assignedPartitions))
        begin("chiso_consumer_lag", .gauge, "Records still to be polled, of each partition owned.")
        for (place, lag) in counts.lag.sorted(by: { $0.key < $1.key }) {
            guard let slash = place.lastIndex(of: "/") else { continue }
            sample(
                Double(lag),
                [("topic", String(place[..<slash])), ("partition", String(place[place.index(after: slash)...]))])
        }
    }

    private mutating func count(_ name: String, _ help: String, _ value: UInt64) {
        write(name, .counter, help, Double(value))
    }

    private mutating func histogram(_ durations: DurationHistogram, _ labels: Labels) {
        histogram(
            bounds: DurationHistogram.boundsInSeconds, counts: durations.counts, sum: durations.sum, labels)
    }

    /// What the system says of the process, by the names that Prometheus' own clients use.
    mutating func write(_ figures: ProcessFigures) {
        write("process_resident_memory_bytes", .gauge, "Memory in use.", figures.residentBytes)
        write("process_cpu_seconds_total", .counter, "Processor time of all threads.", figures.cpuSeconds)
        write("process_start_time_seconds", .gauge, "Start, in seconds since 1970.", figures.startTime)
    }
}

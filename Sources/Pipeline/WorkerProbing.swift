import Kafka

extension Worker {
    /// Asks leaders how far their partitions reach, one after the other, on a thread of its own: for the lag, to learn
    /// whether brokers answer, and because each question wakes librdkafka 2.0.2's fetcher, which otherwise sleeps for a
    /// second whenever its queue was full.
    func probe(until end: Ending) {
        var turn = 0
        var consumed: UInt64 = 0
        while !end.isReached {
            let before = consumed
            consumed = counters.current.consumed
            let lag = vitals.lag { $0.lags.values.reduce(0, +) }
            let places = vitals.lag { $0.owned }
            if life.update({ $0.state == .running }), vitals.isWorthAsking {
                learnStarts()
                // A member without partitions asks all the same, to know of the brokers.
                let place = places.isEmpty ? TopicPartition(options.topics.raw, 0) : places[turn % places.count]
                turn += 1
                ask(place)
            }
            let isBusy = lag > 0 || consumed != before || vitals.lag { $0.hasUnknownEnds && $0.needingStart.isEmpty }
            // Where there is nothing to read each partition is asked about every two seconds, while they are not many.
            let round = min(.seconds(1), Self.idleRound / max(1, places.count))
            end.wait(for: isBusy ? Self.shortestPause : max(Self.shortestPause, round))
        }
    }

    private func ask(_ place: TopicPartition) {
        vitals.note(.asked)
        do {
            let marks = try consumer.queryWatermarks(place, timeout: Self.questionTimeout)
            vitals.note(.answered)
            vitals.lag { $0.setWatermarks(place, marks) }
        } catch {
            vitals.lag { $0.missAnswer(place) }
            switch error.code {
            case .timedOut, .transport, .allBrokersDown, .closed: vitals.note(.unanswered)
            // Whatever else is wrong, a broker said so, or did when it described the topic.
            default: vitals.note(.answered)
            }
        }
    }

    /// Asks where the group stands in partitions of which nothing was read yet.
    private func learnStarts() {
        let places = vitals.lag { $0.needingStart }
        guard !places.isEmpty else { return }
        if let committed = try? consumer.committed(places, timeout: Self.questionTimeout) {
            vitals.lag { $0.setCommitted(committed) }
        }
    }

    private static let shortestPause = Duration.milliseconds(50)
    private static let idleRound = Duration.seconds(2)
    private static let questionTimeout = Duration.seconds(2)
}

/// A record of a topic, told apart from another that stands at the same offset after the topic was made anew.
struct RecordPlace: Sendable, Hashable {
    /// A hash of the topic's name that is the same in every process.
    var topic: UInt64
    var partition: Int32
    var offset: Int64
    /// The record's, in milliseconds since 1970; -1 where it has none.
    var timestamp: Int64

    init(topic: UInt64, partition: Int32, offset: Int64, timestamp: Int64) {
        self.topic = topic
        self.partition = partition
        self.offset = offset
        self.timestamp = timestamp
    }

    init(topic: String, partition: Int32, offset: Int64, timestamp: Int64?) {
        self.init(
            topic: Self.hash(topic), partition: partition, offset: offset, timestamp: timestamp ?? -1)
    }

    /// FNV-1a.
    static func hash(_ text: String) -> UInt64 {
        text.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    }
}

/// Which records are suspected of ending the process, and what is to be done with them.
///
/// A record that was in hand when the process ended is a suspect, as are those that other lanes had in hand. Suspects
/// are run one at a time, with nothing else in hand: if the process ends then, the record did it, and it is condemned to
/// be a dead letter unseen. One that comes through is suspected no more. So a kill from outside costs nobody anything
/// but a run alone, unless it hits the very same record while it runs so.
struct CrashMarks: Sendable, Equatable {
    /// What is known of a record.
    enum Mark: UInt8, Sendable, CaseIterable, Comparable {
        /// It is in hand, beside others.
        case together = 1
        /// It was in hand when the process ended.
        case suspect
        /// It is in hand, and nothing else is.
        case alone
        /// It ended the process.
        case condemned

        static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
    }

    /// How a record is to be processed.
    enum Treatment: Sendable, CaseIterable {
        case ordinary
        /// With nothing else in hand.
        case alone
        /// Not at all: it becomes a dead letter.
        case condemned
    }

    /// How many suspects are kept; of more the newest. A process leaves one a lane behind, so it takes many deaths.
    static let most = 1024

    /// Suspects and condemned, in the order in which they became so.
    private(set) var kept: [(place: RecordPlace, mark: Mark)] = []
    /// The partitions whose start is known.
    private var begun: Set<RecordPlace> = []

    /// - Parameter marks: what an earlier process left behind, the oldest first.
    init(after marks: [(place: RecordPlace, mark: Mark)]) {
        for (place, mark) in marks {
            let now: Mark = mark >= .alone ? .condemned : .suspect
            if let index = kept.firstIndex(where: { $0.place == place }) {
                kept[index].mark = max(kept[index].mark, now)
            } else {
                kept.append((place, now))
            }
        }
        kept.removeFirst(max(0, kept.count - Self.most))
    }

    /// Whether every record is an ordinary one.
    var isEmpty: Bool { kept.isEmpty }

    /// How to process a record.
    func treatment(of place: RecordPlace) -> Treatment {
        switch kept.first(where: { $0.place == place })?.mark {
        case nil: .ordinary
        case .condemned, .alone: .condemned
        case .suspect, .together: .alone
        }
    }

    /// A suspect has come through. One that is condemned stays so until its offset is committed, lest it be read again.
    mutating func survived(_ place: RecordPlace) {
        kept.removeAll { $0.place == place && $0.mark == .suspect }
    }

    /// The first record of a partition that this process has polled: what stands before is committed and never read
    /// again. Later calls change nothing.
    /// - Returns: whether anything is kept no more.
    mutating func begin(at first: RecordPlace) -> Bool {
        let partition = RecordPlace(topic: first.topic, partition: first.partition, offset: 0, timestamp: 0)
        guard begun.insert(partition).inserted else { return false }
        let before = kept.count
        kept.removeAll {
            $0.place.topic == first.topic && $0.place.partition == first.partition && $0.place.offset < first.offset
        }
        return kept.count < before
    }

    static func == (left: Self, right: Self) -> Bool {
        left.begun == right.begun && left.kept.elementsEqual(right.kept) { $0.place == $1.place && $0.mark == $1.mark }
    }
}

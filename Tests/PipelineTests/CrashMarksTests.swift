import Foundation
import TestSupport
import Testing

@testable import Pipeline

private func place(_ offset: Int64, partition: Int32 = 0, timestamp: Int64? = 5) -> RecordPlace {
    RecordPlace(topic: "articles.raw", partition: partition, offset: offset, timestamp: timestamp)
}

@Suite struct CrashMarksTests {
    /// Every mark an earlier process can leave, and what becomes of the record.
    @Test(arguments: [
        (CrashMarks.Mark.together, CrashMarks.Treatment.alone), (.suspect, .alone), (.alone, .condemned),
        (.condemned, .condemned),
    ])
    func oneMark(mark: CrashMarks.Mark, expected: CrashMarks.Treatment) {
        let marks = CrashMarks(after: [(place(7), mark)])
        #expect(marks.treatment(of: place(7)) == expected)
        for other in [place(6), place(8), place(7, partition: 1), place(7, timestamp: 6), place(7, timestamp: nil)] {
            #expect(marks.treatment(of: other) == .ordinary)
        }
        #expect(
            marks.treatment(of: RecordPlace(topic: "articles", partition: 0, offset: 7, timestamp: 5)) == .ordinary)
    }

    /// A suspect that runs alone has two marks; the worse counts, in either order.
    @Test(arguments: CrashMarks.Mark.allCases, CrashMarks.Mark.allCases)
    func twoMarks(first: CrashMarks.Mark, second: CrashMarks.Mark) {
        let marks = CrashMarks(after: [(place(7), first), (place(7), second)])
        #expect(marks.kept.count == 1)
        #expect(marks.treatment(of: place(7)) == (max(first, second) >= .alone ? .condemned : .alone))
    }

    @Test func whoComesThroughIsSuspectedNoMore() {
        var marks = CrashMarks(after: [(place(7), .together), (place(8), .together), (place(9), .alone)])
        marks.survived(place(7))
        #expect(marks.treatment(of: place(7)) == .ordinary && marks.treatment(of: place(8)) == .alone)
        marks.survived(place(9))
        #expect(marks.treatment(of: place(9)) == .condemned)
        #expect(!marks.isEmpty)
    }

    @Test func whatIsCommittedIsForgotten() {
        let found: [(place: RecordPlace, mark: CrashMarks.Mark)] = [
            (place(7), .alone), (place(9), .together), (place(3, partition: 1), .together),
        ]
        var marks = CrashMarks(after: found)
        let same = marks.begin(at: place(7))
        #expect(!same && marks.kept.count == 3)
        // Only where a process begins to read is known to be committed.
        let later = marks.begin(at: place(100))
        #expect(!later && marks.kept.count == 3)
        var others = CrashMarks(after: found)
        let forgets = others.begin(at: place(8))
        #expect(forgets && others.kept.map(\.place) == [place(9), place(3, partition: 1)])
    }

    @Test func theOldestGiveWay() {
        let count = Int64(CrashMarks.most) + 5
        let marks = CrashMarks(after: (0..<count).map { (place($0), .together) })
        #expect(marks.kept.count == CrashMarks.most && marks.kept.first?.place == place(5))
    }

    /// Lives of a worker over some records of which some end it: whatever was in hand, and however often it is killed
    /// from outside between two records, exactly those that end it are condemned, each after two deaths.
    @Test(arguments: 0..<50)
    func exactlyThePoisonIsCondemned(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let poison = Set((0..<3).map { _ in Int64.random(in: 0..<40, using: &random) })
        var left: [(place: RecordPlace, mark: CrashMarks.Mark)] = []
        var fates: [Int64: CrashMarks.Treatment] = [:]
        var deaths = 0
        lives: while true {
            try #require(deaths <= 2 * poison.count)
            var marks = CrashMarks(after: left)
            var next: Int64 = 0
            while next < 40 {
                let hand = (next..<min(40, next + .random(in: 1...3, using: &random))).map { $0 }
                for offset in hand where marks.treatment(of: place(offset)) != .ordinary {
                    let treatment = marks.treatment(of: place(offset))
                    fates[offset] = treatment
                    if treatment == .alone, poison.contains(offset) {
                        left = marks.kept + [(place(offset), .alone)]
                        deaths += 1
                        continue lives
                    }
                    marks.survived(place(offset))
                }
                let ordinary = hand.filter { marks.treatment(of: place($0)) == .ordinary }
                for offset in ordinary where fates[offset] == nil { fates[offset] = .ordinary }
                if ordinary.contains(where: { poison.contains($0) && fates[$0] != .condemned }) {
                    left = marks.kept + ordinary.map { (place($0), .together) }
                    deaths += 1
                    continue lives
                }
                next += Int64(hand.count)
            }
            break
        }
        #expect(Set(fates.filter { $0.value == .condemned }.keys) == poison)
        #expect(fates.count == 40)
    }
}

@Suite struct CrashMarkFileTests {
    private final class Folder: Sendable {
        let path = FileManager.default.temporaryDirectory.appending(path: "chiso-marks-\(UUID().uuidString)").path
        var file: String { path + "/" + CrashMarkFile.name }
        deinit { try? FileManager.default.removeItem(atPath: path) }
    }

    @Test func marksOutliveTheProcess() throws {
        let folder = Folder()
        do {
            let file = try CrashMarkFile(directory: folder.path)
            #expect(file.found.isEmpty && !file.wasUnreadable)
            file.mark(lane: 0, place(1), .together)
            file.mark(lane: 1, place(-1, partition: -2, timestamp: nil), .alone)
            file.mark(lane: 2, place(.max, timestamp: .min), .together)
            file.mark(lane: 3, place(4), .together)
            file.clear(lane: 3)
        }
        let again = try CrashMarkFile(directory: folder.path)
        #expect(
            again.found.map(\.place) == [
                place(1), place(-1, partition: -2, timestamp: nil), place(.max, timestamp: .min),
            ])
        #expect(again.found.map(\.mark) == [.together, .alone, .together])
    }

    @Test func keptMarksComeFirstAndLanesAreEmptied() throws {
        let folder = Folder()
        do {
            let file = try CrashMarkFile(directory: folder.path)
            file.mark(lane: 0, place(1), .together)
            file.keep(CrashMarks(after: [(place(8), .alone), (place(9), .together)]), emptyingLanes: false)
        }
        do {
            let file = try CrashMarkFile(directory: folder.path)
            #expect(file.found.map(\.place) == [place(8), place(9), place(1)])
            file.keep(CrashMarks(after: file.found), emptyingLanes: true)
        }
        let file = try CrashMarkFile(directory: folder.path)
        #expect(file.found.map(\.mark) == [.condemned, .suspect, .suspect])
        file.keep(CrashMarks(after: []), emptyingLanes: true)
    }

    @Test func twoWorkersCannotShareAFolder() throws {
        let folder = Folder()
        let first = try CrashMarkFile(directory: folder.path)
        let error = #expect(throws: CrashMarkFile.Failure.self) { try CrashMarkFile(directory: folder.path) }
        #expect(error?.description.contains("in use by another worker") == true)
        withExtendedLifetime(first) {}
    }

    @Test func aFolderThatCannotBeIsOneClearLine() throws {
        for path in ["/proc/none/here", "/dev/null"] {
            let error = #expect(throws: CrashMarkFile.Failure.self) { try CrashMarkFile(directory: path) }
            #expect(error?.description.contains("state_dir") == true)
        }
    }

    /// Whatever is in the file, a worker starts; what is not whole counts as nothing.
    @Test func tornAndForeignFilesStopNobody() throws {
        let folder = Folder()
        var random = SeededGenerator(seed: 11)
        do {
            let file = try CrashMarkFile(directory: folder.path)
            for lane in 0..<8 { file.mark(lane: lane, place(Int64(lane)), .together) }
        }
        let whole = try Data(contentsOf: URL(filePath: folder.file))
        for round in 0..<60 {
            var bytes = whole
            switch round % 4 {
            case 0: bytes = bytes.prefix(Int.random(in: 0..<bytes.count, using: &random))
            case 1:
                for _ in 0..<200 {
                    bytes[Int.random(in: 64..<1000, using: &random)] = .random(in: 0...255, using: &random)
                }
            case 2: bytes = Data((0..<5000).map { _ in .random(in: 0...255, using: &random) })
            default: bytes.append(7)
            }
            try bytes.write(to: URL(filePath: folder.file))
            let file = try CrashMarkFile(directory: folder.path)
            for (place, mark) in file.found { #expect((0..<8).contains(place.offset) && mark == .together) }
            #expect(file.wasUnreadable == (round % 4 != 1 && !bytes.isEmpty))
        }
    }
}

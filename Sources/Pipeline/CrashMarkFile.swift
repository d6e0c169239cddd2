import Glibc

/// The file in which a worker marks the records in hand: a slot a lane, and behind them the suspects of earlier deaths.
///
/// Slots are written with one system call each and not forced to the disk: the system keeps what a process has written,
/// however that process ends, and when the machine itself goes down no record is to blame. A slot that was being written
/// at that moment fails its checksum and counts as empty, which is right: the record had not been begun.
final class CrashMarkFile: Sendable {
    /// Why the folder cannot be used.
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    /// Lanes there is room for; more share the last slot, and the suspicion is then on one of them.
    static let lanes = 256
    static let name = "crash-marks"

    private static let slotBytes = 40
    private static let header = Array("chiso crash marks 1\n".utf8)
    private static let headerBytes = 64
    private static let size = headerBytes + (lanes + CrashMarks.most) * slotBytes

    private let descriptor: Int32
    /// What an earlier process left behind, the oldest first.
    let found: [(place: RecordPlace, mark: CrashMarks.Mark)]
    /// Whether there was a file that could not be read, and was begun anew.
    let wasUnreadable: Bool

    /// Opens the file in a folder, which is made where it is missing, and locks it for as long as this lives.
    init(directory: String) throws(Failure) {
        if mkdir(directory, 0o750) != 0, errno != EEXIST {
            throw Failure(description: "cannot make state_dir `\(directory)`: \(Self.reason)")
        }
        let path = directory + "/" + Self.name
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o640)
        guard descriptor >= 0 else {
            throw Failure(description: "cannot write in state_dir: `\(path)`: \(Self.reason)")
        }
        guard Self.lock(descriptor) else {
            close(descriptor)
            throw Failure(
                description: "state_dir `\(directory)` is in use by another worker: give every worker its own")
        }
        let bytes = Self.readAll(descriptor)
        let isOurs = bytes.count == Self.size && bytes.starts(with: Self.header)
        wasUnreadable = !bytes.isEmpty && !isOurs
        // What is kept is older than what was in hand.
        let slots = Array(Self.lanes..<Self.lanes + CrashMarks.most) + Array(0..<Self.lanes)
        found = isOurs ? slots.compactMap { Self.read(bytes[Self.range(of: $0)]) } : []
        self.descriptor = descriptor
        guard isOurs || begin() else {
            close(descriptor)
            throw Failure(description: "cannot write in state_dir: `\(path)`: \(Self.reason)")
        }
    }

    deinit { close(descriptor) }

    /// A worker that is just ending, or a child that it has just begun, may hold the lock for a moment longer.
    private static func lock(_ descriptor: Int32) -> Bool {
        for _ in 0..<40 {
            if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return true }
            usleep(50_000)
        }
        return false
    }

    /// Marks a record as in hand.
    func mark(lane: Int, _ place: RecordPlace, _ mark: CrashMarks.Mark) {
        write(slot: min(lane, Self.lanes - 1), place, mark)
    }

    /// Nothing is in a lane's hand.
    func clear(lane: Int) { clear(slot: min(lane, Self.lanes - 1)) }

    /// Writes down what is kept, and empties the lanes' slots of the process before.
    func keep(_ marks: CrashMarks, emptyingLanes: Bool) {
        for (index, kept) in marks.kept.prefix(CrashMarks.most).enumerated() {
            write(slot: Self.lanes + index, kept.place, kept.mark)
        }
        for index in min(marks.kept.count, CrashMarks.most)..<CrashMarks.most { clear(slot: Self.lanes + index) }
        if emptyingLanes { for lane in 0..<Self.lanes { clear(slot: lane) } }
    }

    private func write(slot: Int, _ place: RecordPlace, _ mark: CrashMarks.Mark) {
        let (sum, low) = Self.packed(place, mark)
        let fields = (sum, low, place.topic, UInt64(bitPattern: place.offset), UInt64(bitPattern: place.timestamp))
        // A write that fails leaves the record unmarked, as without a state_dir; it must not stop the worker.
        withUnsafeBytes(of: fields) { _ = pwrite(descriptor, $0.baseAddress, $0.count, Self.position(of: slot)) }
    }

    private func clear(slot: Int) {
        let nothing: (UInt64, UInt64) = (0, 0)
        withUnsafeBytes(of: nothing) { _ = pwrite(descriptor, $0.baseAddress, $0.count, Self.position(of: slot)) }
    }

    private func begin() -> Bool {
        var bytes = [UInt8](repeating: 0, count: Self.size)
        bytes.replaceSubrange(0..<Self.header.count, with: Self.header)
        guard ftruncate(descriptor, 0) == 0 else { return false }
        return bytes.withUnsafeBytes { pwrite(descriptor, $0.baseAddress, $0.count, 0) } == Self.size
    }

    /// Mark and partition in one number, and the sum over all.
    private static func packed(_ place: RecordPlace, _ mark: CrashMarks.Mark) -> (sum: UInt64, low: UInt64) {
        let low = UInt64(mark.rawValue) << 32 | UInt64(UInt32(bitPattern: place.partition))
        var sum: UInt64 = 0xcbf2_9ce4_8422_2325
        mix(low, into: &sum)
        mix(place.topic, into: &sum)
        mix(UInt64(bitPattern: place.offset), into: &sum)
        mix(UInt64(bitPattern: place.timestamp), into: &sum)
        return (sum, low)
    }

    private static func mix(_ number: UInt64, into sum: inout UInt64) {
        sum = (sum ^ number) &* 0x9E37_79B9_7F4A_7C15
        sum ^= sum >> 29
    }

    private static func read(_ slot: ArraySlice<UInt8>) -> (place: RecordPlace, mark: CrashMarks.Mark)? {
        let numbers = (0..<5).map { index in
            slot.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: index * 8, as: UInt64.self) }
        }
        guard let mark = CrashMarks.Mark(rawValue: UInt8(truncatingIfNeeded: numbers[1] >> 32)) else { return nil }
        let place = RecordPlace(
            topic: numbers[2], partition: Int32(truncatingIfNeeded: numbers[1]),
            offset: Int64(bitPattern: numbers[3]), timestamp: Int64(bitPattern: numbers[4]))
        guard packed(place, mark) == (numbers[0], numbers[1]) else { return nil }
        return (place, mark)
    }

    private static func range(of slot: Int) -> Range<Int> {
        let start = headerBytes + slot * slotBytes
        return start..<start + slotBytes
    }

    private static func position(of slot: Int) -> Int { headerBytes + slot * slotBytes }

    /// The whole file, and a little more where it is longer than it should be.
    private static func readAll(_ descriptor: Int32) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: size + 1)
        var count = 0
        while count < bytes.count {
            let got = bytes.withUnsafeMutableBytes {
                pread(descriptor, $0.baseAddress?.advanced(by: count), $0.count - count, count)
            }
            if got < 0, errno == EINTR { continue }
            if got <= 0 { break }
            count += got
        }
        return Array(bytes[..<count])
    }

    private static var reason: String { String(cString: strerror(errno)) }
}

import Foundation
import Kafka
import Testing

/// Keeps an embedded broker's partitions full while a worker reads them, and counts what comes out of each.
///
/// The broker keeps 5 MiB of a partition and drops the oldest without a word: so a partition is given more only when
/// what it gave is read, by the manifests that came back.
final class BacklogRun {
    struct Report {
        var faults: [String] = []
        var duration = Duration.zero
        /// Records that waited, at most.
        var mostLag = 0
        var idleMegabytes = 0
        var mostMegabytes = 0
        /// The longest time without any manifest, from the first on; but for the refusal.
        var longestStall = Duration.zero
        /// From the end of the refusal to the next manifest.
        var recovery = Duration.zero
    }

    /// What is put in.
    struct Load: Sendable, CustomStringConvertible, CustomTestStringConvertible {
        let articles: Int
        let bodyBytes: Int
        /// In each article.
        let figures: Int
        /// How long the broker takes no output, halfway.
        var refusal = Duration.zero

        /// Records of one partition that are put in and have not come out: some 3.5 MB.
        var window: Int { max(2, 3_500_000 / (bodyBytes + 200)) }
        var description: String {
            let text = "\(articles) articles of \(bodyBytes) bytes with \(figures) figures"
            return refusal == .zero ? text : "\(text), no output taken for \(refusal)"
        }
        var testDescription: String { description }
    }

    private static let partitions: Int32 = 32

    private let load: Load
    private var articles: Int { load.articles }
    private let cluster: ChaosCluster
    private let producer: Producer
    /// By partition of the raw topic: put in, come out.
    private var sent = [Int](repeating: 0, count: Int(partitions))
    private var seen = [Int](repeating: 0, count: Int(partitions))
    /// By partition and number: whether its manifest is there.
    private var out = [[Bool]](repeating: [], count: Int(partitions))
    private var report = Report()
    private let body: [UInt8]
    private var refusalEnd: ContinuousClock.Instant?

    init(_ load: Load) throws {
        self.load = load
        body = Self.text(load)
        cluster = try ChaosCluster(brokers: 1, partitions: Self.partitions)
        producer = try cluster.producer()
    }

    func run() throws -> Report {
        defer {
            producer.close(timeout: .seconds(2))
            cluster.embedded?.close()
        }
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("chiso-lag-" + UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let reader = try cluster.reader([.manifests])
        defer { reader.close(timeout: .seconds(5)) }
        // Nothing is set that would bound its memory: the defaults must.
        let worker = try WorkerProcess(
            name: "worker", folder: folder,
            settings: ChaosSettings.names(cluster).merging(["http.listen": "off"]) { own, _ in own })
        report.idleMegabytes = try idle(worker)
        let start = ContinuousClock.now
        var last = start
        let deadline = start + .seconds(120) + .milliseconds((2 + load.figures * 8 + load.bodyBytes / 500) * articles)
        while seen.reduce(0, +) < articles, ContinuousClock.now < deadline, !worker.hasEnded() {
            try refill()
            let before = seen.reduce(0, +)
            if let batch = try reader.poll(maximumRecords: 4_000, timeout: .milliseconds(5)) {
                for record in batch { count(LoggedRecord(record)) }
            }
            report.mostLag = max(report.mostLag, sent.reduce(0, +) - before)
            try refuse(now: before >= articles / 2)
            guard seen.reduce(0, +) > before else { continue }
            if let end = refusalEnd, last < end {
                if ContinuousClock.now > end { report.recovery = .now - end }
            } else if before > 0 {
                report.longestStall = max(report.longestStall, .now - last)
            }
            last = .now
        }
        report.duration = .now - start
        report.mostMegabytes = (worker.memory("VmHWM") ?? 0) / 1024
        if seen.reduce(0, +) != articles {
            report.faults.append("\(seen.reduce(0, +)) of \(articles) came out\n\(worker.logTail())")
        }
        worker.signal(SIGTERM)
        let end = ContinuousClock.now + .seconds(40)
        while !worker.hasEnded(), ContinuousClock.now < end { Thread.sleep(forTimeInterval: 0.02) }
        if worker.ending != .exit(0) { report.faults.append("the worker ended: \(worker.ending as Any)") }
        let committed = try cluster.committed().values.reduce(0, +)
        if committed != Int64(articles) { report.faults.append("\(committed) of \(articles) are committed") }
        return report
    }

    /// What a worker takes that has its tables and its group and nothing to do, in MB.
    private func idle(_ worker: WorkerProcess) throws -> Int {
        let deadline = ContinuousClock.now + .seconds(60)
        while !worker.logTail().contains("partitions assigned") {
            guard ContinuousClock.now < deadline, !worker.hasEnded() else {
                throw ChaosCluster.Failure("the worker did not join\n\(worker.logTail())")
            }
            Thread.sleep(forTimeInterval: 0.05)
        }
        return (worker.memory("VmRSS") ?? 0) / 1024
    }

    /// Has the broker take no output for some time: the stages fill, and the worker pauses in the midst of its backlog.
    private func refuse(now isDue: Bool) throws {
        guard load.refusal > .zero, isDue, let broker = cluster.embedded else { return }
        let end = refusalEnd ?? .now + load.refusal
        refusalEnd = end
        guard ContinuousClock.now < end else { return }
        while try broker.pendingFailures(.produce, on: 1) < 8 {
            try broker.fail(.produce, on: 1, with: .notEnoughReplicas)
        }
    }

    /// Fills every partition up to its window.
    private func refill() throws {
        for event in try producer.poll().deliveries where event.error != nil {
            report.faults.append("the producer of this test: \(event.error as Any)")
        }
        var total = sent.reduce(0, +)
        for partition in sent.indices {
            while total < articles, sent[partition] - seen[partition] < load.window {
                let id = "p\(partition)-\(sent[partition])"
                let value = Array(#"{"id":"\#(id)","published_at":"2025-01-06","body":""#.utf8) + body
                do throws(KafkaError) {
                    try producer.produce(
                        OutgoingRecord(
                            topic: cluster.topic(.raw), partition: Int32(partition), key: Array(id.utf8),
                            value: value + Array(#""}"#.utf8)))
                } catch { return }
                sent[partition] += 1
                out[partition].append(false)
                total += 1
            }
        }
    }

    /// A partition's articles must come out as they were put in, none left out.
    private func count(_ manifest: LoggedRecord) {
        let id = manifest.key.map { String(decoding: $0.prefix { $0 != UInt8(ascii: "#") }, as: UTF8.self) } ?? ""
        let parts = id.dropFirst().split(separator: "-").compactMap { Int($0) }
        guard parts.count == 2, seen.indices.contains(parts[0]) else {
            report.faults.append("a manifest of nobody: \(id)")
            return
        }
        guard parts[1] < out[parts[0]].count, !out[parts[0]][parts[1]] else {
            report.faults.append("\(id) came out twice, or was never put in")
            return
        }
        out[parts[0]][parts[1]] = true
        seen[parts[0]] += 1
    }

    /// A newspaper's prose with few figures, since to read one costs more than to read a page without.
    private static func text(_ load: Load) -> [UInt8] {
        let sentences = [
            "Trong khuôn khổ chương trình làm việc, đoàn công tác đã đến thăm và tặng quà các hộ gia đình chính sách.",
            "Lãnh đạo địa phương nhấn mạnh vai trò của người dân trong việc giữ gìn nếp sống văn minh và đoàn kết.",
            "Nhiều doanh nghiệp cho biết họ sẽ tiếp tục đầu tư vào công nghệ để nâng cao chất lượng sản phẩm.",
            "Các chuyên gia khuyến nghị cần có thêm thời gian để đánh giá đầy đủ tác động của chính sách mới.",
        ]
        var text: [UInt8] = []
        for figure in 0..<load.figures { text += Array("Năm 2024, GDP của Việt Nam tăng \(figure + 2)%. ".utf8) }
        var index = 0
        while text.count < load.bodyBytes {
            text += Array((sentences[index % sentences.count] + " ").utf8)
            index += 1
        }
        return text
    }
}

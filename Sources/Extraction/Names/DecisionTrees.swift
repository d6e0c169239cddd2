/// Boosted decision trees over small numbers: what is learned of names (`naming.tsv`) and choices (`choosing_*.tsv`).
///
/// Each tree asks of one feature after another whether it is at most some number, and ends in a gain; the gains of all
/// trees together are the odds. Gains are whole thousandths, so that the sum is the same on every machine.
///
/// Most of an article's time is spent here, so several rows go down a tree side by side: a processor waits for no single
/// row's next question, nor guesses its answer, and a tree is fetched once for all rows.
struct DecisionTrees: Sendable {
    /// A question: the feature, the number below which the answer is yes, and where in the tree its yes and no stand.
    /// An end says no to every row and names itself.
    private typealias Node = SIMD4<UInt16>

    private var nodes: [Node] = []
    /// Of each end, its gain.
    private var gains: [Int32] = []
    private var roots: [Int] = []

    var isEmpty: Bool { roots.isEmpty }

    /// Takes over a tree: its questions (`feature≤bound` written `feature:bound`) and gains in the order of reading.
    mutating func read(_ line: some StringProtocol, feature: (String) -> Int?) -> Bool {
        let root = nodes.count
        // The questions whose no is still to come, and how many ends the tree still needs.
        var open: [Int] = []
        var missing = 1
        for part in line.utf8.split(separator: UInt8(ascii: " ")) {
            guard missing > 0, nodes.count - root < UInt16.max else { return false }
            if let colon = part.firstIndex(of: UInt8(ascii: ":")) {
                guard let feature = feature(String(decoding: part[..<colon], as: UTF8.self)),
                    let bound = UInt8(String(decoding: part[part.index(after: colon)...], as: UTF8.self))
                else { return false }
                open.append(nodes.count)
                missing += 1
                nodes.append(Node(UInt16(feature), UInt16(bound) + 1, UInt16(nodes.count - root) + 1, 0))
                gains.append(0)
            } else {
                guard let gain = Int32(String(decoding: part, as: UTF8.self)) else { return false }
                let own = UInt16(nodes.count - root)
                nodes.append(Node(0, 0, own, own))
                gains.append(gain)
                missing -= 1
                if let question = open.popLast() { nodes[question][3] = UInt16(nodes.count - root) }
            }
        }
        guard missing == 0 else { return false }
        roots.append(root)
        return true
    }

    /// After so many trees, odds below `hopeless` are left at that: most words are far from any name.
    private static let early = 60
    private static let hopeless: Int32 = -4_300

    /// The odds that rows of features have, in thousandths of the natural logarithm.
    ///
    /// - Parameters:
    ///   - starts: where each row begins.
    ///   - rows: at least as many bytes from each start as there are features.
    ///   - givesUp: on rows that are far from any chance early on.
    func odds(of starts: [Int], in rows: [UInt8], givesUp: Bool = false) -> [Int32] {
        var sums = [Int32](repeating: 0, count: starts.count)
        var active = Array(starts.indices)
        rows.withUnsafeBufferPointer { rows in
            nodes.withUnsafeBytes { nodes in
                guard let rows = rows.baseAddress,
                    let nodes = nodes.baseAddress?.assumingMemoryBound(to: UInt16.self)
                else { return }
                for (number, root) in roots.enumerated() {
                    if givesUp, number == DecisionTrees.early {
                        active.removeAll { sums[$0] < DecisionTrees.hopeless }
                    }
                    for first in stride(from: 0, to: active.count, by: 4) {
                        // Where fewer than four are left, the last one goes along more than once.
                        let last = active.count - 1
                        let places = (
                            active[first], active[min(first + 1, last)], active[min(first + 2, last)],
                            active[min(first + 3, last)]
                        )
                        let ends = DecisionTrees.descend(
                            nodes + root * 4,
                            (
                                rows + starts[places.0], rows + starts[places.1], rows + starts[places.2],
                                rows + starts[places.3]
                            ))
                        sums[places.0] &+= gains[root + ends.0]
                        if first + 1 <= last { sums[places.1] &+= gains[root + ends.1] }
                        if first + 2 <= last { sums[places.2] &+= gains[root + ends.2] }
                        if first + 3 <= last { sums[places.3] &+= gains[root + ends.3] }
                    }
                }
            }
        }
        return sums
    }

    private typealias Four<Value> = (Value, Value, Value, Value)

    /// The ends that four rows come to in one tree.
    @inline(__always)
    private static func descend(_ tree: UnsafePointer<UInt16>, _ rows: Four<UnsafePointer<UInt8>>) -> Four<Int> {
        func next(_ index: Int, _ row: UnsafePointer<UInt8>) -> Int {
            // The answer is part of an address, so that there is no jump to be guessed.
            let node = tree + index &* 4
            let isNo = row[Int(node[0])] < node[1] ? 0 : 1
            return Int(node[2 &+ isNo])
        }
        var at = (0, 0, 0, 0)
        while true {
            let then = (next(at.0, rows.0), next(at.1, rows.1), next(at.2, rows.2), next(at.3, rows.3))
            if then == at { return at }
            at = then
        }
    }
}

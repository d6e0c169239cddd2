/// Boosted decision trees over small numbers: the learned part of naming (`naming.tsv`).
///
/// Each tree asks of one feature after another whether it is at most some number, and ends in a gain; the gains of all
/// trees together are the odds. Gains are whole thousandths, so that the sum is the same on every machine.
struct DecisionTrees: Sendable {
    /// A question, or the gain at the end of a way. The yes of a question follows it; its no stands at `no`.
    private struct Node {
        var feature: UInt16
        var bound: UInt8
        /// Of an end, its gain.
        var no: Int32
    }

    private static let end = UInt16.max
    private var nodes: [Node] = []
    private var roots: [Int32] = []

    var isEmpty: Bool { roots.isEmpty }

    /// Takes over a tree: its questions (`feature≤bound` written `feature:bound`) and gains in the order of reading.
    mutating func read(_ line: some StringProtocol, feature: (String) -> Int?) -> Bool {
        let root = Int32(nodes.count)
        // The questions whose no is still to come, and how many ends the tree still needs.
        var open: [Int] = []
        var missing = 1
        for part in line.utf8.split(separator: UInt8(ascii: " ")) {
            guard missing > 0 else { return false }
            if let colon = part.firstIndex(of: UInt8(ascii: ":")) {
                guard let feature = feature(String(decoding: part[..<colon], as: UTF8.self)),
                    let bound = UInt8(String(decoding: part[part.index(after: colon)...], as: UTF8.self))
                else { return false }
                open.append(nodes.count)
                missing += 1
                nodes.append(Node(feature: UInt16(feature), bound: bound, no: 0))
            } else {
                guard let gain = Int32(String(decoding: part, as: UTF8.self)) else { return false }
                nodes.append(Node(feature: DecisionTrees.end, bound: 0, no: gain))
                missing -= 1
                if let question = open.popLast() { nodes[question].no = Int32(nodes.count) }
            }
        }
        guard missing == 0 else { return false }
        roots.append(root)
        return true
    }

    /// After so many trees, odds below `hopeless` are left at that: most words are far from any name.
    private static let early = 60
    private static let hopeless: Int32 = -4_300

    /// The odds that a row of features has, in thousandths of the natural logarithm.
    ///
    /// - Parameter givesUp: on rows that are far from any chance early on.
    func odds(_ row: UnsafePointer<UInt8>, givesUp: Bool = false) -> Int32 {
        var sum: Int32 = 0
        nodes.withUnsafeBufferPointer { nodes in
            for (number, root) in roots.enumerated() {
                if givesUp, number == DecisionTrees.early, sum < DecisionTrees.hopeless { break }
                var index = Int(root)
                var node = nodes[index]
                while node.feature != DecisionTrees.end {
                    index = row[Int(node.feature)] <= node.bound ? index + 1 : Int(node.no)
                    node = nodes[index]
                }
                sum &+= node.no
            }
        }
        return sum
    }
}

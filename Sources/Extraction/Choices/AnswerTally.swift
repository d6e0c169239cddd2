/// What the rules have answered so far, in a field and in the paragraph at hand.
struct AnswerTally<Value: Hashable> {
    private var ofField: [Value: Int] = [:]
    private var ofBlock: [Value: Int] = [:]
    private var inField = 0
    private var inBlock = 0
    /// The paragraph at hand.
    private(set) var block = -1
    /// The answer counted last.
    private(set) var last: Value?

    /// A sentence of a paragraph comes next.
    mutating func enter(block: Int) {
        guard block != self.block else { return }
        self.block = block
        ofBlock = [:]
        inBlock = 0
    }

    mutating func count(_ answer: Value) {
        ofField[answer, default: 0] += 1
        ofBlock[answer, default: 0] += 1
        inField += 1
        inBlock += 1
        last = answer
    }

    /// How many of the field's figures have the answer, as a feature.
    func shareOfField(_ answer: Value) -> UInt8 { ChoiceFeature.share(ofField[answer] ?? 0, of: inField) }

    /// The same of the paragraph's figures.
    func shareOfBlock(_ answer: Value) -> UInt8 { ChoiceFeature.share(ofBlock[answer] ?? 0, of: inBlock) }
}

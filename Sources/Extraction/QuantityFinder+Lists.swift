import Observation
import Vietnamese

/// Scale and unit given once for several figures.
extension QuantityFinder {
    /// `cá ngừ 387 triệu, mực và bạch tuộc 274 triệu USD`: a scaled number with nothing to count takes the currency of the
    /// next of the same scale.
    private func shareCurrency(_ this: inout Quantity, _ next: Quantity, _ limits: Range<Int>) {
        guard this.kind == .count, this.unit == "count", this.scale > 0, this.scale == next.scale,
            next.kind == .currency, view.listJoint(this.after, in: limits)
        else { return }
        let gap = this.after..<next.tokens.lowerBound
        guard gap.count <= 7, !gap.contains(where: { view.scan.cue(at: $0) != nil }) else { return }
        this.unit = next.unit
        this.kind = .currency
        this.grounds.unit = Note(.nextFigure, next.tokens)
    }

    /// `TP. Hồ Chí Minh 7,86, Bắc Ninh 5,2 và Hà Nội 4,1 tỷ USD`: only a joint and a name stand between two figures.
    private func joinsByName(_ start: Int, _ end: Int, _ limits: Range<Int>) -> Bool {
        guard view.listJoint(start, in: limits), end - start <= 7 else { return false }
        return (start + 1..<end).allSatisfy { index in
            view.scan.tokens[index].traits.contains(.capital) || view.scan.tokens[index].kind == .sign
                || view.word(index, in: limits) == view.words.và
        } && (start + 1..<end).contains { view.scan.longest(Category.place, at: $0) != nil }
    }

    /// `430,14 và 409,61 tỷ USD`, `15, 20 và 25%`: scale and unit given once, at the end, belong to each.
    func distribute(_ quantities: inout [Quantity], from first: Int, _ limits: Range<Int>) {
        guard quantities.count > first + 1 else { return }
        for index in stride(from: quantities.count - 2, through: first, by: -1) {
            shareCurrency(&quantities[index], quantities[index + 1], limits)
            let next = quantities[index + 1]
            var this = quantities[index]
            let joint = this.after
            guard this.kind == .count, this.unit == "count", this.scale == 0, this.upper == nil, this.total == nil,
                !this.isWords, next.kind != .count || next.scale > 0, next.kind != .rank, next.kind != .duration,
                next.tokens.lowerBound > joint,
                (view.listJoint(joint, in: limits) && next.tokens.lowerBound == joint + 1)
                    || (this.value.exponent < 0 && joinsByName(joint, next.tokens.lowerBound, limits))
                    || (this.value.exponent < 0 && view.scan.hasCue(.versus, at: joint)
                        && next.tokens.lowerBound == joint + 2)
            else { continue }
            // `8,6 so với 6,4 triệu đồng` joins as well; a plain whole number before a unit of its own (`52 và 15%`) is no list unless decimals say so.
            guard next.kind != .count || this.value.exponent < 0 else { continue }
            this.value = this.value.scaled(byPowerOfTen: next.scale)
            this.scale = next.scale
            this.unit = next.unit
            this.kind = next.kind
            this.grounds.unit = Note(.nextFigure, next.tokens)
            if next.scale != 0 { this.grounds.value = this.grounds.unit }
            quantities[index] = this
        }
    }
}

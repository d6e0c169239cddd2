import Observation
import Vietnamese

/// What a table's columns take over from the line above the title and from the columns beside them.
extension TableReader {
    /// `Đơn vị: tỷ đồng` above the title.
    func unitLine(above table: Table, _ reader: TableHeaderReader) -> TableHeader.Unit? {
        guard let title = table.caption else { return nil }
        let block = view.scan.sentences[title].block
        guard let above = (max(0, title - 3)..<title).last(where: { view.scan.sentences[$0].block < block }) else {
            return nil
        }
        let line = view.scan.sentences[above]
        if case .cell = field.blocks[line.block].kind { return nil }
        let start = line.tokens.lowerBound
        guard line.tokens.count <= 10,
            (start..<min(start + 2, line.tokens.upperBound)).contains(where: {
                view.scan.longest(Category.numbering, at: $0)?.entry.value == 1
            })
        else { return nil }
        return reader.read(line.tokens).unit
    }

    /// `Tăng trưởng GDP 2023 (%) | Dự báo 2024 (%)`, `Ước giải ngân (tỷ đồng) | Tỷ lệ giải ngân (%)`: a column goes on
    /// with what the one before it measures, or measures a part of the same estimate.
    func goOn(_ column: inout TableHeader?, _ header: TableHeader, after level: TableHeader) {
        // `Dự báo 2025 (%)`: nothing but what the figures are.
        let isBare = header.name.isEmpty || header.status != nil && header.phrase.words <= 2
        if isBare, level.isChange, !level.name.isEmpty, !header.isChange, level.unit?.kind == .share,
            header.unit?.kind == .share
        {
            column?.isChange = true
        }
        if header.status == nil, header.unit?.kind == .share, level.status == .estimate, !level.name.isEmpty,
            header.name.hasSuffix(level.name)
        {
            column?.status = .estimate
        }
    }
}

import Article
import Testing

@testable import Extraction

/// Texts of a size or shape that no editor would pass, read to the end.
@Suite struct ExtremesTests {
    @Test(
        "reads on, whatever the size",
        arguments: [
            ("a million digits", "Doanh thu đạt ", "1", 1_000_000),
            ("a million brackets", "Doanh thu đạt ", "(", 1_000_000),
            ("one sentence of 5 MB", "Báo cáo ", "nêu rõ các kết quả quan trọng ", 140_000),
            ("a million dots and commas", "Doanh thu đạt ", "1.2,", 250_000), ("one word", "", "đ", 1_000_000),
        ])
    func extremes(name: String, before: String, piece: String, count: Int) throws {
        let tail = ". Doanh thu đạt 5 tỷ đồng."
        let found = try TestReader.read(before + String(repeating: piece, count: count) + tail)
        #expect(found.last?.surface == "5 tỷ đồng", "\(name): \(found.count)")
    }

    /// Texts that once ended the process, cut down to what did it.
    @Test("reads on where others fell", arguments: ["n tạo việc làm cho--9"])
    func mended(text: String) throws {
        let found = try TestReader.read("Doanh thu đạt 5 tỷ đồng.", title: text)
        #expect(found.last?.surface == "5 tỷ đồng")
    }

    @Test("nested tables")
    func nestedTables() throws {
        let depth = 120
        let body =
            String(repeating: "<table><tr><th>Tỉnh</th><th>Tỷ lệ (%)</th></tr><tr><td>Hà Nội</td><td>5", count: depth)
            + String(repeating: "</td></tr></table>", count: depth) + "<p>Doanh thu đạt 5 tỷ đồng.</p>"
        let found = try TestReader.read(body, contentType: .html)
        #expect(found.last?.surface == "5 tỷ đồng")
    }
}

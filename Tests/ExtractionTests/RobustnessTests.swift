import Article
import TestSupport
import Testing

@testable import Extraction

/// No input crashes the reader.
@Suite struct RobustnessTests {

    static let pieces = [
        "tăng", "giảm", "đạt", "so với", "năm 2024", "quý I/2025", "cùng kỳ", "5", "1.234,5", "%", "tỷ đồng", "triệu",
        "và",
        ",", ".", ";", ":", "(", ")", "thứ", "/", "-", "–", "từ", "đến", "lên", "xuống", "Hà Nội", "Bộ Tài chính",
        "lần lượt", "gấp đôi", "một nửa", "hai phần ba", "trăm linh", "rưỡi", "người", "hồ sơ", "mục tiêu", "ước", "\n",
        "|", "\"", "“", "”", "âm", "31/12", "24/7", "99999999999999999999", "0", "1tr5", "4G", "điểm", "bậc", "lần",
        "năm",
        "tháng", "ngày", "trên", "trong", "tổng số", "tỷ lệ", "của", "là", "có", "\u{301}", "😀", "km2", "/10.000 dân",
    ]

    @Test("random sentences of the grammar's own words", arguments: 0..<40 as Range<UInt64>)
    func fuzz(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        var body = ""
        for _ in 0..<400 {
            body += Self.pieces.randomElement(using: &generator) ?? ""
            if generator.next() % 8 != 0 { body += " " }
        }
        let reads = try TestReader.read(body)
        #expect(!reads.isEmpty)
        for read in reads {
            #expect(!read.surface.isEmpty)
            #expect(!read.observation.indicator.isEmpty)
        }
    }
}

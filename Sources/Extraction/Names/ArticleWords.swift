import Article
import Catalogue

/// The words of an article: how often each stands in it, and which its title has.
struct ArticleWords {
    private var counts: [UInt64: UInt8] = [:]
    private var titleWords: Set<UInt64> = []
    /// What the title says, in pieces between its signs and figures.
    private(set) var title: [NamePhrase] = []

    init() {}

    init(_ document: Document) {
        for field in document.fields {
            if field.name == .title, title.isEmpty { title = ArticleWords.pieces(field.text) }
            field.text.withUnsafeBufferPointer { text in
                var scanner = WordScanner(text)
                while let word = scanner.next() {
                    if field.name == .title {
                        titleWords.insert(word)
                    } else if counts[word, default: 0] < 30 {
                        counts[word, default: 0] += 1
                    }
                }
            }
        }
    }

    /// Pieces of more are no part of a name, nor are words alone.
    private static let lengths = 2...14
    private static let mostPieces = 4

    private static func pieces(_ text: [UInt8]) -> [NamePhrase] {
        String(decoding: text, as: UTF8.self)
            .split { !$0.isLetter && $0 != " " }
            .compactMap { piece in
                var phrase = NamePhrase().with(text: piece.split(separator: " ").joined(separator: " "))
                phrase.words = phrase.hashes.count
                return lengths.contains(phrase.words) ? phrase : nil
            }
            .prefix(mostPieces).map { $0 }
    }

    /// How often a word stands in the body, up to 30.
    func count(_ word: UInt64) -> UInt8 { counts[word] ?? 0 }

    func isInTitle(_ word: UInt64) -> Bool { titleWords.contains(word) }
}

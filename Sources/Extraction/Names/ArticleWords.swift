import Article
import Catalogue

/// The words of an article: how often each stands in it, and which its title has.
struct ArticleWords {
    private var counts: [UInt64: UInt8] = [:]
    private var title: Set<UInt64> = []

    init() {}

    init(_ document: Document) {
        for field in document.fields {
            field.text.withUnsafeBufferPointer { text in
                var scanner = WordScanner(text)
                while let word = scanner.next() {
                    if field.name == .title {
                        title.insert(word)
                    } else if counts[word, default: 0] < 30 {
                        counts[word, default: 0] += 1
                    }
                }
            }
        }
    }

    /// How often a word stands in the body, up to 30.
    func count(_ word: UInt64) -> UInt8 { counts[word] ?? 0 }

    func isInTitle(_ word: UInt64) -> Bool { title.contains(word) }
}

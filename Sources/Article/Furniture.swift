/// Which class and id names say that an element is page furniture: advertisements, comments, sharing, related news.
///
/// A name is cut into words at hyphens, underscores, digits and camel case. It counts when one of `names` stands in
/// it as whole words and every other word is `neutral`: `box-comment` and `adsTop` are furniture; `share-price`,
/// `social-security`, `loading`, `roads` and `header-title` are not.
enum Furniture {
    private static let names = """
        ad ads adv advert adverts advertise advertisement advertisements advertising adsense adzone sponsor sponsored
        quangcao quang-cao qc banner banners taboola outbrain mgid
        comment comments cmt binhluan binh-luan ykien y-kien y-kien-ban-doc
        share shares sharing sharethis addthis chiase chia-se social socials fb-like fb-comments fb-share zalo-share
        related relate relates relatednews lienquan lien-quan tinlienquan tin-lien-quan bai-lien-quan tinkhac tin-khac
        xemthem xem-them docthem doc-them cung-chuyen-muc cungchuyenmuc
        recommend recommends recommended recommendation recommendations goiy goi-y dexuat de-xuat
        most-read mostread most-view most-viewed most-popular docnhieu doc-nhieu xem-nhieu tin-moi tinmoi tin-noi-bat
        breadcrumb breadcrumbs menu submenu navbar nav navigation sidebar widget widgets
        popup modal lightbox overlay subscribe subscription newsletter dang-ky-nhan-tin
        tags taglist hashtag hashtags tu-khoa author-box authorbox author-bio
        copyright ban-quyen toolbar toolbox pagination paging pager rating ratings vote voting votes poll
        weather thoitiet thoi-tiet ticker marquee hotline login signin signup cookie cookies consent
        footer site-header search-form search-box
        """

    private static let neutral = """
        box boxes block blocks list lists wrap wrapper container area section bar item items inner outer group groups
        button buttons btn btns link links icon icons zone slot unit code left right top bottom mid middle center
        mobile desktop pc tablet web fixed sticky float fb facebook zalo twitter plugin frame iframe module
        box-news news tin bai viet post posts article articles detail page site col row cols full small large big
        title head heading header form clearfix cf v x js
        """

    private static let namePhrases = Set(names.split(whereSeparator: \.isWhitespace).map { words(of: Array($0.utf8)) })
    private static let neutralWords = Set(
        neutral.split(whereSeparator: \.isWhitespace).flatMap { words(of: Array($0.utf8)) })
    private static let longestPhrase = namePhrases.reduce(0) { max($0, $1.count) }
    /// Longer names are generated, and longer lists of them too.
    private static let longestName = 64
    private static let mostNames = 32

    /// Whether any of the names in a class or id attribute says so.
    static func isNamed(_ attribute: UnsafeBufferPointer<UInt8>) -> Bool {
        for name in attribute.split(maxSplits: mostNames, whereSeparator: Ascii.isSpace).prefix(mostNames)
        where name.count <= longestName && isFurniture(words(of: Array(name))) {
            return true
        }
        return false
    }

    private static func isFurniture(_ words: [[UInt8]]) -> Bool {
        for start in words.indices {
            for end in start + 1...min(words.count, start + longestPhrase)
            where namePhrases.contains(Array(words[start..<end])) {
                let rest = words[..<start] + words[end...]
                if rest.allSatisfy({ neutralWords.contains($0) || namePhrases.contains([$0]) }) { return true }
            }
            if start + 1 > words.count { break }
        }
        return false
    }

    /// The words of a name in small letters.
    private static func words(of name: [UInt8]) -> [[UInt8]] {
        var words: [[UInt8]] = []
        var word: [UInt8] = []
        var wasLower = false
        for byte in name {
            let isLetter = Ascii.isLetter(byte) || byte >= 0x80
            if !isLetter || (wasLower && Ascii.isUpper(byte)) {
                if !word.isEmpty { words.append(word) }
                word = []
            }
            if isLetter { word.append(Ascii.lowered(byte)) }
            wasLower = Ascii.isLower(byte)
        }
        if !word.isEmpty { words.append(word) }
        return words
    }
}

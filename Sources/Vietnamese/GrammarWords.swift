/// The words that the grammar itself knows, as numbers: numerals and the calendar. What a statistician may want to
/// edit stands in resource files instead.
public struct GrammarWords: Sendable {
    /// `không` to `chín` with their variants after `mươi` (`mốt`, `tư`, `lăm`); −1 for any other word.
    let units: [WordID: Int64]
    /// Powers of ten: `chục`, `trăm`, `nghìn`, `ngàn`, `vạn`, `triệu`, `tỷ`, `tỉ`.
    let scales: [WordID: Int]
    /// The lowest number above any of these words, so that most words are settled by one comparison.
    let ceiling: WordID

    let mười, mươi, trăm, linh, lẻ, rưỡi, nửa, phần, một, năm, bốn, tư, hai: WordID
    let hàng, vài, mấy, dăm, số, lệ, trọng, suất, tỷ, tỉ, giá, k, tr: WordID
    let ngày, tháng, quý, học, kỳ, đầu, cuối, giữa, hết, đến, tới, từ, nay, ngoái, qua, này, trước, sau: WordID
    let giai, đoạn, thời, nhiệm, mùng, mồng, cùng, vừa, hiện, và, rồi, khóa, tuổi, kể, tính, cả, niên, liền, kế: WordID
    let tiên, sang, tiếp, theo, hôm, thường: WordID

    /// Adds the words to a vocabulary.
    public init(_ vocabulary: inout Vocabulary) {
        func word(_ text: String) -> WordID { vocabulary.intern(text) }
        units = [
            word("không"): 0, word("một"): 1, word("mốt"): 1, word("hai"): 2, word("ba"): 3, word("bốn"): 4,
            word("tư"): 4, word("năm"): 5, word("lăm"): 5, word("nhăm"): 5, word("sáu"): 6, word("bảy"): 7,
            word("bẩy"): 7, word("tám"): 8, word("chín"): 9,
        ]
        scales = [
            word("chục"): 1, word("trăm"): 2, word("nghìn"): 3, word("ngàn"): 3, word("vạn"): 4, word("triệu"): 6,
            word("tỷ"): 9, word("tỉ"): 9,
        ]
        mười = word("mười")
        mươi = word("mươi")
        trăm = word("trăm")
        linh = word("linh")
        lẻ = word("lẻ")
        rưỡi = word("rưỡi")
        nửa = word("nửa")
        phần = word("phần")
        một = word("một")
        năm = word("năm")
        bốn = word("bốn")
        tư = word("tư")
        hai = word("hai")
        hàng = word("hàng")
        vài = word("vài")
        mấy = word("mấy")
        dăm = word("dăm")
        số = word("số")
        lệ = word("lệ")
        trọng = word("trọng")
        suất = word("suất")
        tỷ = word("tỷ")
        tỉ = word("tỉ")
        giá = word("giá")
        k = word("k")
        tr = word("tr")
        ceiling = WordID(vocabulary.count) + 1
        ngày = word("ngày")
        tháng = word("tháng")
        quý = word("quý")
        học = word("học")
        kỳ = word("kỳ")
        đầu = word("đầu")
        cuối = word("cuối")
        giữa = word("giữa")
        hết = word("hết")
        đến = word("đến")
        tới = word("tới")
        từ = word("từ")
        nay = word("nay")
        ngoái = word("ngoái")
        qua = word("qua")
        này = word("này")
        trước = word("trước")
        sau = word("sau")
        giai = word("giai")
        đoạn = word("đoạn")
        thời = word("thời")
        nhiệm = word("nhiệm")
        mùng = word("mùng")
        mồng = word("mồng")
        cùng = word("cùng")
        vừa = word("vừa")
        hiện = word("hiện")
        và = word("và")
        rồi = word("rồi")
        khóa = word("khóa")
        tuổi = word("tuổi")
        kể = word("kể")
        tính = word("tính")
        cả = word("cả")
        niên = word("niên")
        liền = word("liền")
        kế = word("kế")
        tiên = word("tiên")
        sang = word("sang")
        tiếp = word("tiếp")
        theo = word("theo")
        hôm = word("hôm")
        thường = word("thường")
    }
}

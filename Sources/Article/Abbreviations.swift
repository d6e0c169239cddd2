/// Words whose full stop ends no sentence, without that stop, as Vietnamese newspapers write them.
///
/// Single capital letters (`Q.`, `P.`, `N.V.A`) need no entry; words that are as often the last of a sentence
/// (`v.v.`) have none either: what follows them decides.
enum Abbreviations {
    private static let words = """
        TP Tp tp TX Tx TT Tt ĐT Đt đt KP Kp
        GS PGS TS Ts ThS Ths THS CN KS BS Bs BSCK BSCKI BSCKII DS LS Ls NSND NSƯT NGND NGƯT TTND TTƯT KTS Kts TSKH
        GS.TS PGS.TS GS-TS PGS-TS GS.TSKH PGS.TSKH TS.BS ThS.BS BS.CKI BS.CKII TS.LS GS.BS PGS.BS
        Mr Mrs Ms Dr Prof St Jr Sr No Vol Fig Co Corp Inc Ltd
        tr Tr trg vd VD Vd v.d NXB Nxb nxb tk TK cf vs viz ct Ct đ/c Đ/c stt STT BCH UB
        """
    private static let table: Set<[UInt8]> = Set(words.utf8.split { Ascii.isSpace($0) }.map(Array.init))

    /// No abbreviation of the table is longer.
    static let longest = 12

    static func contains(_ word: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        word.count <= longest && table.contains(Array(word))
    }
}

import Catalogue
import Observation
import Testing

@Suite struct GazetteerTests {
    let gazetteer: Gazetteer

    init() throws { gazetteer = try shipped.get().gazetteer }

    private func areas(_ form: String) -> Set<String> {
        Set(gazetteer.forms(written: form).map { gazetteer.places[$0.place].area })
    }

    @Test(
        arguments: [
            ("TP. Hồ Chí Minh", "Hồ Chí Minh"), ("TP.HCM", "Hồ Chí Minh"), ("TPHCM", "Hồ Chí Minh"),
            ("TP Hồ Chí Minh", "Hồ Chí Minh"), ("thành phố Hồ Chí Minh", "Hồ Chí Minh"),
            ("Thừa Thiên - Huế", "Huế"), ("Thừa Thiên Huế", "Huế"), ("TT-Huế", "Huế"),
            ("Bà Rịa – Vũng Tàu", "Bà Rịa - Vũng Tàu"), ("BR-VT", "Bà Rịa - Vũng Tàu"), ("Thanh Hoá", "Thanh Hóa"),
            ("Khánh Hoà", "Khánh Hòa"), ("Đắc Lắc", "Đắk Lắk"), ("Đăk Lăk", "Đắk Lắk"), ("Bắc Cạn", "Bắc Kạn"),
            ("Qui Nhơn", "Bình Định/Quy Nhơn"), ("Thuỷ Nguyên", "Hải Phòng/Thủy Nguyên"),
            ("Sầm Sơn", "Thanh Hóa/Sầm Sơn"), ("Quận 1", "Hồ Chí Minh/Quận 1"), ("quận 01", "Hồ Chí Minh/Quận 1"),
            ("Xuân Hương – Đà Lạt", "Lâm Đồng/Xuân Hương - Đà Lạt"), ("ĐBSCL", "Đồng bằng sông Cửu Long"),
            ("thế giới", "World"), ("Xin-ga-po", "SG"), ("Mỹ", "US"), ("Hoa Kỳ", "US"), ("Liên bang Nga", "RU"),
            ("In-đô-nê-xi-a", "ID"), ("cả nước", "VN"), ("Phi-líp-pin", "PH"),
            ("châu Á – Thái Bình Dương", "châu Á - Thái Bình Dương"),
        ])
    func namesAPlace(form: String, area: String) {
        #expect(areas(form).contains(area), "\(form) is \(areas(form))")
    }

    @Test(arguments: ["Hòa Bình", "Tân Tiến", "Hai Bà Trưng", "Châu Thành", "Hồ Chí Minh", "Anh", "Vinh"])
    func needsAWordBefore(form: String) throws {
        let forms = gazetteer.forms(written: form)
        try #require(!forms.isEmpty)
        let parts = forms.filter { gazetteer.places[$0.place].kind != .province || form == "Hồ Chí Minh" }
        #expect(parts.allSatisfy { !$0.isSafeBare })
    }

    @Test(arguments: ["Sầm Sơn", "Hạ Long", "Cẩm Phả", "Sơn La", "Việt Nam", "Trung Quốc", "ASEAN", "Phú Quốc"])
    func standsAlone(form: String) {
        #expect(gazetteer.forms(written: form).contains { $0.isSafeBare })
    }

    @Test func ambiguousNamesAreKnown() {
        #expect(gazetteer.isAmbiguous("Châu Thành"))
        #expect(gazetteer.isAmbiguous("Hòa Bình"))
        #expect(!gazetteer.isAmbiguous("Hà Nội"))
        #expect(!gazetteer.isAmbiguous("no such place"))
    }

    @Test func aSafeFormOfADistrictNamesOneAreaPerMap() {
        for form in gazetteer.forms where form.isSafeBare && gazetteer.places[form.place].kind == .district {
            let others = gazetteer.forms(written: form.text).filter {
                gazetteer.places[$0.place].area != gazetteer.places[form.place].area
                    && gazetteer.places[$0.place].vintages == gazetteer.places[form.place].vintages
            }
            #expect(others.isEmpty, "\(form.text)")
        }
    }

    @Test func formsAreSortedAndPointAtPlaces() {
        let forms = gazetteer.forms
        #expect(zip(forms, forms.dropFirst()).allSatisfy { ($0.text, $0.place) < ($1.text, $1.place) })
        #expect(forms.allSatisfy { gazetteer.places.indices.contains($0.place) && !$0.text.isEmpty })
        let parents = gazetteer.places.compactMap(\.parent).map { gazetteer.places[$0].kind }
        #expect(parents.allSatisfy { $0 == .province })
        #expect(gazetteer.places.count { $0.kind == .province } == 63)
        #expect(gazetteer.places.count { $0.kind == .province && $0.vintages == .both } == 34)
        #expect(gazetteer.places.count { $0.kind == .country } == 249)
    }

    @Test func typeWordsComeLongestFirst() {
        let lengths = gazetteer.typeWords.map(\.utf8.count)
        #expect(lengths == lengths.sorted(by: >))
        #expect(Set(gazetteer.typeWords).isSuperset(of: ["huyện", "quận", "thị xã", "thành phố", "xã", "đặc khu"]))
    }
}

import Observation
import Testing

@testable import Catalogue

@Suite struct AreaCodeTests {
    let gazetteer: Gazetteer
    let before = CivilDate(year: 2025, month: 6, day: 30)
    let after = CivilDate(year: 2025, month: 7, day: 1)

    init() throws { gazetteer = try shipped.get().gazetteer }

    /// The seven codes that changed province: the code, who had it, who has it.
    @Test(
        arguments: [
            ("15", "Yên Bái", "Lào Cai", "10"), ("24", "Bắc Giang", "Bắc Ninh", "27"),
            ("44", "Quảng Bình", "Quảng Trị", "45"), ("52", "Bình Định", "Gia Lai", "64"),
            ("80", "Long An", "Tây Ninh", "72"), ("82", "Tiền Giang", "Đồng Tháp", "87"),
            ("91", "Kiên Giang", "An Giang", "89"),
        ])
    func aCodeThatChangedProvince(code: String, old: String, new: String, newWas: String) {
        let until = Vintage.untilJune2025
        #expect(gazetteer.areaCode(of: old, on: before) == AreaCode(code: code, vintage: until, current: code))
        #expect(gazetteer.areaCode(of: old, on: after) == AreaCode(code: code, vintage: until, current: code))
        #expect(gazetteer.areaCode(of: new, on: before) == AreaCode(code: newWas, vintage: until, current: code))
        #expect(
            gazetteer.areaCode(of: new, on: after) == AreaCode(code: code, vintage: .sinceJuly2025, current: code))
        #expect(gazetteer.areaCode(of: new, on: nil) == AreaCode(code: nil, vintage: nil, current: code))
    }

    @Test func everyProvinceHasCodesUnderEveryForm() {
        var seen: Set<String> = []
        for form in gazetteer.forms where gazetteer.places[form.place].kind == .province {
            let place = gazetteer.places[form.place]
            let was = gazetteer.areaCode(of: place.area, on: before)
            #expect(was.code == place.code && was.vintage == .untilJune2025 && was.current?.count == 2)
            let now = gazetteer.areaCode(of: place.area, on: after)
            let goesOn = place.vintages == .both
            #expect(now.vintage == (goesOn ? .sinceJuly2025 : .untilJune2025), "\(place.area)")
            if goesOn { #expect(now.code == now.current) }
            seen.insert(place.area)
        }
        #expect(seen.count == 63)
    }

    @Test func exactlySevenCodesChangedProvince() {
        let provinces = gazetteer.places.filter { $0.kind == .province }
        var changed: Set<String> = []
        for place in provinces where place.vintages == .both {
            let now = gazetteer.areaCode(of: place.area, on: after).code
            if provinces.contains(where: { $0.area != place.area && $0.code == now }), let now { changed.insert(now) }
        }
        #expect(changed == ["15", "24", "44", "52", "80", "82", "91"])
    }

    @Test(arguments: ["Thanh Hóa/Sầm Sơn", "Tây Nguyên", "ASEAN", "World", "TH", "Atlantis", ""])
    func noProvinceNoCode(area: String) {
        #expect(gazetteer.areaCode(of: area, on: after) == .none)
    }

    @Test func theCountryIsItsOwnCode() {
        for day in [before, after, nil] {
            #expect(gazetteer.areaCode(of: "VN", on: day) == AreaCode(code: "VN", vintage: nil, current: "VN"))
        }
    }

    @Test func withoutADateACodeIsGivenOnlyWhereBothMapsAgree() {
        #expect(gazetteer.areaCode(of: "Hà Nội", on: nil) == AreaCode(code: "01", vintage: nil, current: "01"))
        #expect(
            gazetteer.areaCode(of: "Bắc Kạn", on: nil)
                == AreaCode(code: "06", vintage: .untilJune2025, current: "19"))
    }

    @Test("a province that was only renamed goes by its name as of the article, with the same code")
    func renamed() throws {
        let gazetteer = try Catalogue().gazetteer
        let (before, after) = (CivilDate.first(ofMonth: 12, year: 2024), CivilDate.first(ofMonth: 1, year: 2025))
        #expect(gazetteer.name(of: "Huế", on: before) == "Thừa Thiên Huế")
        #expect(gazetteer.name(of: "Huế/A Lưới", on: before) == "Thừa Thiên Huế/A Lưới")
        #expect(gazetteer.name(of: "Huế", on: after) == "Huế")
        #expect(gazetteer.name(of: "Huế", on: nil) == "Huế")
        #expect(gazetteer.name(of: "Hà Nội", on: before) == "Hà Nội")
        #expect(
            gazetteer.areaCode(of: "Thừa Thiên Huế", on: before) == gazetteer.areaCode(of: "Huế", on: before))
    }
}

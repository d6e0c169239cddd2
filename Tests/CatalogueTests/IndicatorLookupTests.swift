import Catalogue
import Foundation
import Observation
import Testing

/// What the look-up makes of labels as articles and the extractor word them: tables of what must be found, and of
/// labels near to one that must not.
@Suite struct IndicatorLookupTests {
    let index: IndicatorIndex

    init() throws { index = try shipped.get().indicators }

    /// A label with its unit and, where it is not a level, its measure: `GDP [percent change]`.
    private func lookup(_ text: String) throws -> Indicator? {
        let parts = text.split(separator: "[")
        let unit = try #require(parts.last).dropLast().split(separator: " ").map(String.init)
        let measures: [String: Observation.Measure] = ["change": .change, "multiple": .multiple]
        return index.lookup(
            label: String(parts[0]), unit: unit[0], measure: unit.count > 1 ? try #require(measures[unit[1]]) : .level)
    }

    @Test func noNameIsThatOfTwoIndicatorsOfOneUnit() {
        var owners: [String: String] = [:]
        for indicator in index.all {
            for name in Set(([indicator.labelVi] + indicator.aliases).map { $0.lowercased() }) {
                let other = owners.updateValue(indicator.code, forKey: "\(name) [\(indicator.unit)]")
                #expect(other == nil, "\(name) is \(other ?? "") and \(indicator.code)")
            }
        }
    }

    @Test(
        arguments: [
            // Goal words, auxiliaries and light verbs at the edges.
            "mục tiêu tăng trưởng kinh tế [percent change] economy.gdp",
            "chỉ tiêu tăng trưởng GRDP [percent change] economy.grdp",
            "tiện ích trên ứng dụng VNeID cung cấp [count] vneid.utilities",
            // A capital I that a scanner took for an l.
            "tiện ích trên ứng dụng VNelD cung cấp [count] vneid.utilities",
            "dịch vụ công trực tuyến đang được cung cấp [count] dvc.services_provided",
            "Chỉ số Chuyển đổi số cấp tỉnh (DTI) có chuyển biến [rank] dti.province_rank",
            "hồ sơ tiếp nhận trực tuyến [count] dvc.online_dossiers",
            "hồ sơ tiếp nhận trực tuyến [percent] dvc.online_filing_share",
            "kim ngạch xuất khẩu ước đạt [USD] trade.exports", "tỷ lệ hộ nghèo còn [percent] living.poverty_rate",
            "phấn đấu thu ngân sách nhà nước đạt [VND] budget.revenue",
            "tỷ lệ thất nghiệp duy trì ở mức [percent] labour.unemployment_rate",
            "lực lượng lao động hiện có [count] labour.force", "GDP năm nay [percent change] economy.gdp",
            "độ che phủ rừng duy trì [percent] agriculture.forest_cover",
            "doanh nghiệp thành lập mới tiếp tục tăng [percent change] economy.enterprises_registered",
            // A rank under the name of the index, a score and a rank under one name.
            "Chỉ số Chuyển đổi số cấp tỉnh (DTI) [rank] dti.province_rank",
            "Chỉ số Chuyển đổi số cấp tỉnh (DTI) [rank change] dti.province_rank",
            "Chỉ số Chuyển đổi số cấp tỉnh (DTI) [point] dti.province_score",
            "vị trí chỉ số PCI [rank] governance.pci_rank", "chỉ số PCI [point] governance.pci_score",
            "thứ hạng chỉ số cải cách hành chính [rank] governance.par_rank",
            "PAR INDEX [percent] governance.par_index", "PAR INDEX [point] governance.par_index",
            "SIPAS [rank] governance.sipas_rank", "PAPI [rank] governance.papi_rank",
            "chỉ số đổi mới sáng tạo toàn cầu [rank] governance.gii_rank",
            "chỉ số an toàn thông tin mạng toàn cầu [rank] governance.gci_rank",
            "bảng xếp hạng chỉ số phát triển Chính phủ điện tử [rank] egov.egdi_rank",
            // A figure that leaves out what it is a rate of, and one that says it.
            "GDP bình quân đầu người [USD] economy.gdp_per_capita",
            "GDP bình quân đầu người [VND/{person}] economy.gdp_per_capita",
            "thu nhập bình quân của người lao động [VND/mo] labour.average_income",
            "bác sĩ [count/10000{person}] health.doctors_per_10000", "bác sĩ [count] health.doctors",
            "tổng tỷ suất sinh [count/{woman}] population.fertility_rate",
            "giá bán lẻ điện bình quân [VND/kW.h] prices.electricity",
            "năng suất lao động [VND/{person}] economy.labour_productivity",
            // Abbreviations stand for their words.
            "CPI [percent change] prices.cpi", "IIP [percent change] industry.production_index",
            "FDI thực hiện [USD] investment.fdi_disbursed", "PMI [point] industry.pmi",
            "hộ gia đình dùng cáp quang [percent] infrastructure.fibre_household_share",
            // Sister indicators.
            "kim ngạch xuất khẩu cà phê [USD] trade.coffee_exports", "xuất khẩu cà phê [t] trade.coffee_exports_volume",
            "kim ngạch xuất khẩu gạo [USD] trade.rice_exports", "xuất khẩu sang Mỹ [USD] trade.exports_to_us",
            "kim ngạch nhập khẩu từ Trung Quốc [USD] trade.imports_from_china",
            "nhóm hàng ăn và dịch vụ ăn uống [percent change] prices.cpi_food",
            "giá trị giao dịch thanh toán qua mã QR [percent change] payment.qr_value",
            "số lượng giao dịch thanh toán qua mã QR [percent change] payment.qr_transactions",
            "vốn đầu tư nước ngoài cấp mới [USD] investment.fdi_new",
            "dự án đầu tư nước ngoài cấp mới [count] investment.fdi_new_projects",
            "xã đạt chuẩn nông thôn mới [percent] rural.new_rural_commune_share",
            "xã đạt chuẩn nông thôn mới [count] rural.new_rural_communes",
            "tỷ lệ hộ nghèo đồng bào dân tộc thiểu số [percent] living.ethnic_poverty_rate",
            "số hồ sơ TTHC đã giải quyết [count] governance.dossiers_handled",
        ])
    func findsWhatTheLabelNames(row: String) throws {
        let (label, code) = try #require(
            row.range(of: "] ", options: .backwards).map {
                (String(row[..<row.index(after: $0.lowerBound)]), String(row[$0.upperBound...]))
            })
        let found = try lookup(label)
        #expect(found?.code == code, "\(label): \(found?.code ?? "nothing")")
    }

    /// The catalogue has something wider, narrower or of the same words, but not this.
    @Test(
        arguments: [
            "kim ngạch xuất khẩu gạo sang Cuba [USD]", "kim ngạch xuất khẩu cà phê sang Hoa Kỳ [USD]",
            "kim ngạch xuất khẩu sang Cuba [USD]", "kim ngạch xuất khẩu của tỉnh sang Lào [USD]",
            "kim ngạch nhập khẩu từ Brazil [USD]", "kim ngạch xuất khẩu vải thiều [USD]",
            "tỷ trọng máy vi tính, sản phẩm điện tử và linh kiện trong tổng kim ngạch xuất khẩu [percent]",
            "doanh nghiệp thành lập mới của huyện [count]", "doanh nghiệp thành lập mới do phụ nữ làm chủ [count]",
            "doanh nghiệp thành lập mới ngành bất động sản [count]", "doanh nghiệp phản hồi khảo sát PCI [count]",
            "doanh nghiệp không thể vay nếu thiếu tài sản thế chấp [percent]", "kinh tế thế giới [percent change]",
            "kinh tế ASEAN-5 [percent change]", "kinh tế ban đêm [percent change]", "GDP của Trung Quốc [USD]",
            "GDP [VND/{person}]", "tín dụng ngành thép [VND]", "tín dụng của Agribank [VND]",
            "lãi suất cho vay mua nhà ở xã hội [percent]", "giá cổ phiếu HLD [VND]", "giá vàng nhẫn trơn Bảo Tín [VND]",
            "vốn đầu tư của Việt Nam sang Lào [USD]", "vốn đầu tư nước ngoài cấp mới của Singapore [USD]",
            "tỷ trọng của Singapore trong vốn đầu tư nước ngoài cấp mới [percent]",
            "vốn FDI đăng ký cấp mới tại huyện Thái Thụy [USD]", "vốn đầu tư công giải ngân bình quân mỗi tháng [VND]",
            "địa phương giải ngân trên 50% [count]", "ngưỡng tỷ lệ giải ngân vốn đầu tư công [percent]",
            "thu ngân sách từ đấu giá biển số [VND]", "thu ngân sách của xã [VND]",
            "học sinh lớp 9 tự chủ nghề [count]",
            "thuê bao băng rộng di động của Viettel [count]", "trạm 5G so với trạm 4G [percent]",
            "trạm 5G lắp mới bằng năng lượng mặt trời [count]", "vốn đầu tư cho 5G [VND]",
            "doanh thu [VND]", "lợi nhuận trước thuế mảng kem [VND]", "xếp hạng thị phần sữa tươi [rank]",
            "tỉnh, thành phố được xếp hạng chỉ số chuyển đổi số (DTI) [count]",
            "địa phương thuộc nhóm PAPI cao nhất [count]",
            "khoảng cách điểm PCI giữa địa phương cao nhất và thấp nhất [point]", "xếp hạng bóng đá nam [rank]",
            "vị trí việc làm [count]", "vị trí [rank]", "mục tiêu [percent]", "chỉ số [point]", "ước đạt [USD]",
            "thành viên mỗi tổ công nghệ số cộng đồng [count]", "hồ sơ [count]", "hồ sơ dự thầu [count]",
            "hồ sơ giải quyết bình quân mỗi ngày [count]", "hồ sơ khách hàng vay vốn [count]",
            "bộ, cơ quan ngang bộ được xếp hạng PAR INDEX [count]", "dân số Hà Nội so với cả nước [percent]",
            "lượt khách quốc tế từ Nga và các nước SNG [count]", "lượt khách tham quan đền Hùng [count]",
            "cơ sở lưu trú xếp hạng 5 sao tại Sa Pa [count]", "diện tích lúa bị ngập do bão số 3 [har]",
            "sản lượng cá ngừ đại dương khai thác [t]",
            "diện tích cà phê tái canh đạt chuẩn [percent]", "nhiệm vụ được giao [count]",
            "người chết vì tai nạn giao thông ở Thái Lan trong dịp Songkran [count]",
            "thời gian trả kết quả thủ tục khai sinh liên thông [d]", "điện tiêu thụ của Trung tâm Dữ liệu [kW.h]",
            "giá bình quân [percent change]", "vốn đăng ký [USD]", "điện thoại di động [percent change]",
            "tỷ lệ hồ sơ trực tuyến toàn trình [count]", "thôn, bản chưa có sóng 4G [count]",
            "giáo viên tin học còn thiếu [count]", "bệnh viện trễ hạn dùng bệnh án điện tử [percent]",
        ])
    func leavesNullWhatItOnlyHasWider(row: String) throws {
        let found = try lookup(row)
        #expect(found == nil, "\(row): \(found?.code ?? "")")
    }
}

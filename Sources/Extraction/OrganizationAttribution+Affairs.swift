import Vietnamese

/// What an office does for itself, and what a company only says of the country.
extension OrganizationAttribution {
    /// `hồ sơ`, `thủ tục`, `biên chế`, `kinh phí` before or right behind a figure: paperwork, staff and money of an office's
    /// own, not of what it governs.
    func isAffair(_ quantity: Quantity, _ limits: Range<Int>) -> Bool {
        // `61 địa phương đã số hóa`: others' paperwork.
        if view.role(.scope, at: quantity.after) != nil
            || view.scan.longest(Category.placeType, at: quantity.after) != nil
        {
            return false
        }
        for index in limits.lowerBound..<min(limits.upperBound, quantity.after + 6) {
            if view.role(.nation, at: index) != nil { return false }
            if index >= quantity.after, view.scan.tokens[index].kind != .word { break }
            if view.role(.affair, at: index) != nil { return true }
        }
        return false
    }

    /// A verb or noun of saying, planning or ordering.
    func reports(at index: Int) -> Bool {
        // `kế hoạch vốn`.
        if view.role(.affair, at: index) != nil { return false }
        if view.role(.says, at: index) != nil || view.role(.report, at: index) != nil { return true }
        if view.phrase(.says, at: index) != nil || view.phrase(.reports, at: index) != nil { return true }
        return view.scan.cue(at: index).map { $0.cue == .target || $0.cue == .forecast } ?? false
    }

    /// `UOB nâng dự báo tăng trưởng GDP lên 6,4%`: what a bank forecasts for the country is not its own.
    func isForecast(_ quantity: Quantity, _ limits: Range<Int>) -> Bool {
        guard quantity.kind == .share || quantity.kind == .point else { return false }
        let isMacro = limits.contains {
            view.scan.has(Category.scene, SceneWord.macro.rawValue, at: $0) || view.role(.nation, at: $0) != nil
        }
        return isMacro && limits.contains { view.role(.says, at: $0) != nil || view.scan.hasCue(.forecast, at: $0) }
    }
}

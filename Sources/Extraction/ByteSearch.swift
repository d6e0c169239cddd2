extension String {
    /// Whether some text that is not empty stands in it, byte for byte.
    ///
    /// `contains` with a string goes through Foundation's search wherever the module imports it, which costs more than
    /// all the rest of naming a figure.
    func holds(_ part: String) -> Bool {
        let bytes = utf8
        let wanted = part.utf8
        guard let first = wanted.first else { return false }
        var start = bytes.startIndex
        var left = bytes.count - wanted.count
        while left >= 0 {
            if bytes[start] == first, bytes[start...].starts(with: wanted) { return true }
            bytes.formIndex(after: &start)
            left -= 1
        }
        return false
    }
}

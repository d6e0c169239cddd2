import Glibc

/// What the system says of this process.
public struct ProcessFigures: Sendable, Equatable {
    /// Bytes of memory in use.
    public var residentBytes: Double
    /// Seconds of processor time, all threads together.
    public var cpuSeconds: Double
    /// Seconds since 1970.
    public var startTime: Double

    /// As of now; nil where `/proc` cannot be read.
    public static func current() -> ProcessFigures? {
        guard let own = try? FileBytes.read("/proc/self/stat", limit: 1 << 16),
            let system = try? FileBytes.read("/proc/stat", limit: 16 << 20)
        else { return nil }
        return ProcessFigures(
            stat: String(decoding: own, as: UTF8.self), system: String(decoding: system, as: UTF8.self),
            ticks: Double(sysconf(Int32(_SC_CLK_TCK))), pageBytes: Double(sysconf(Int32(_SC_PAGESIZE))))
    }

    /// - Parameters:
    ///   - stat: `/proc/self/stat`.
    ///   - system: `/proc/stat`, for the time of the boot.
    ///   - ticks: clock ticks a second.
    ///   - pageBytes: bytes a page.
    init?(stat: String, system: String, ticks: Double, pageBytes: Double) {
        // The program's name may hold blanks and brackets; the fields after its last bracket are numbers, the first of
        // them the third of the file.
        guard let end = stat.lastIndex(of: ")") else { return nil }
        let fields = stat[stat.index(after: end)...].split(separator: " ")
        func field(_ number: Int) -> Double? { number - 3 < fields.count ? Double(fields[number - 3]) : nil }
        let boot = system.split(separator: "\n").first { $0.hasPrefix("btime ") }?.split(separator: " ").last
        guard let user = field(14), let kernel = field(15), let start = field(22), let pages = field(24), ticks > 0,
            let boot, let bootTime = Double(boot)
        else { return nil }
        residentBytes = pages * pageBytes
        cpuSeconds = (user + kernel) / ticks
        startTime = bootTime + start / ticks
    }
}

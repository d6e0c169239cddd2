import Testing

@testable import Service

@Suite struct MetricsTextTests {
    @Test("lines as the format wants them, with labels and help escaped")
    func lines() {
        var text = MetricsText()
        text.write("a_total", .counter, "Of a\nand \\b \"c\".", 3)
        text.begin("b", .gauge, "Of b.")
        text.sample(0.25, [("x", "1\\2"), ("y", "\"é\"\n")])
        text.sample(-1, [("x", "")])
        text.sample(.infinity)
        #expect(
            text.text == #"""
                # HELP a_total Of a\nand \\b "c".
                # TYPE a_total counter
                a_total 3
                # HELP b Of b.
                # TYPE b gauge
                b{x="1\\2",y="\"é\"\n"} 0.25
                b{x=""} -1
                b +Inf

                """#)
    }

    @Test("buckets hold all that is below their bound, the last all there is")
    func histogram() {
        var text = MetricsText()
        text.begin("d_seconds", .histogram, "Of d.")
        text.histogram(bounds: [0.5, 1], counts: [2, 0, 3], sum: 9.5, [("s", "x")])
        #expect(
            text.text == """
                # HELP d_seconds Of d.
                # TYPE d_seconds histogram
                d_seconds_bucket{s="x",le="0.5"} 2
                d_seconds_bucket{s="x",le="1"} 2
                d_seconds_bucket{s="x",le="+Inf"} 5
                d_seconds_sum{s="x"} 9.5
                d_seconds_count{s="x"} 5

                """)
    }

    @Test(
        "numbers", arguments: [(0, "0"), (1e15, "1000000000000000"), (0.0001, "0.0001"), (2.5, "2.5"), (.nan, "NaN")])
    func numbers(value: Double, text: String) { #expect(MetricsText.number(value) == text) }

    @Test("the system's figures of a process, whatever it is called")
    func figures() {
        let stat =
            "42 (a b) c) S 1 42 42 0 -1 4194304 100 0 0 0 150 50 0 0 20 0 9 0 1000 99999 256 18446744073709551615"
        let system = "cpu 1 2 3\nbtime 1700000000\nprocesses 5\n"
        let figures = ProcessFigures(stat: stat, system: system, ticks: 100, pageBytes: 4096)
        #expect(figures?.residentBytes == 1_048_576)
        #expect(figures?.cpuSeconds == 2.0)
        #expect(figures?.startTime == 1_700_000_010)
        #expect(ProcessFigures(stat: "42 (x) S 1", system: system, ticks: 100, pageBytes: 4096) == nil)
        #expect(ProcessFigures(stat: stat, system: "cpu 1", ticks: 100, pageBytes: 4096) == nil)
        #expect((ProcessFigures.current()?.residentBytes ?? 0) > 1e6)
    }
}

"""Tests of the scorer: python3 -m unittest discover -s Tests/Evaluation"""
import unittest

import evaluate


def annotation(start, end, **fields):
    return {"in": "body", "start": start, "end": end, "surface": "", "value": 1, "unit": "%", "measure": "level",
            "status": "actual", "qualifier": "exact", "indicator": "tỷ lệ hộ nghèo", "time_period": "2024",
            "ref_area": "VN", **fields}


def event(start, end, **fields):
    own = annotation(start, end, **fields)
    return {**own, "field": own["in"], "start_offset": start, "end_offset": end}


def figures(observations, events):
    document = {"article": {"id": "a"}, "observations": observations}
    return evaluate.score([document], {"a": events}, lambda line: None).figures()


class Values(unittest.TestCase):
    def test_periods_of_the_same_days_are_the_same(self):
        for one, other in [
            ("2024", "2024-01/2024-12"), ("2024", "2024-01-01/P1Y"), ("2024-Q1", "2024-01/2024-03"),
            ("2023-S2", "2023-07-01/P6M"), ("2024-02", "2024-02-01/2024-02-29"), ("2024-12-31", "2024-12-31/P1D"),
            ("2023/2024", "2023-01-01/P24M"), ("", None), ("target", "target"),
        ]:
            self.assertEqual(evaluate.period(one), evaluate.period(other), (one, other))

    def test_other_periods_are_not(self):
        for one, other in [
            ("2024", "2025"), ("2024-Q1", "2024-S1"), ("2024-01", "2024-01-01"), ("2024", None), ("2024", "target"),
            ("2024-13", "2024-12"), ("2024-02-30", "2024-02-29"),
        ]:
            self.assertNotEqual(evaluate.period(one), evaluate.period(other), (one, other))

    def test_labels_are_compared_by_their_telling_words(self):
        def f1(gold, given):
            return evaluate.label_f1({"indicator": gold}, {"indicator": given})
        self.assertEqual(f1("tỷ lệ hộ nghèo", "số hộ nghèo"), 1)
        self.assertEqual(f1("tỷ lệ hộ nghèo", "Hộ Nghe\u0300o"), 1)
        self.assertAlmostEqual(f1("hộ nghèo", "hộ cận nghèo"), 0.8)
        self.assertEqual(f1("tỷ lệ", "số lượng"), 0)
        self.assertEqual(f1("hộ nghèo", None), 0)
        self.assertEqual(evaluate.label_f1({"indicator": "a", "indicator_code": "c"}, {"indicator_code": "c"}), 1)

    def test_half_of_an_organization_is_enough(self):
        def same(gold, given):
            return evaluate.is_same("organization", {"organization": gold}, {"organization": given})
        self.assertTrue(same("Bộ Tài chính", "Tài chính"))
        self.assertFalse(same("Ngân hàng Nhà nước", "Ngân sách"))
        self.assertFalse(same(None, "Bộ Tài chính"))
        self.assertTrue(same(None, None))


class Scores(unittest.TestCase):
    def test_a_perfect_reading_scores_one(self):
        table = figures([annotation(0, 3), annotation(5, 8)], [event(0, 3), event(5, 8)])
        self.assertEqual({value for value in table.values() if value is not None}, {1})

    def test_missed_and_extra_figures_cost(self):
        table = figures([annotation(0, 3), annotation(5, 8), annotation(10, 13)], [event(0, 3), event(20, 23)])
        self.assertEqual((table["detect_precision"], table["detect_recall"]), (1 / 2, 1 / 3))
        self.assertAlmostEqual(table["detect_f1"], 2 / 5)

    def test_optional_annotations_cost_nothing(self):
        optional = annotation(5, 8, optional=True)
        for events in ([event(0, 3)], [event(0, 3), event(5, 8, value=7)]):
            self.assertEqual(figures([annotation(0, 3), optional], events)["core_f1"], 1)

    def test_the_longest_overlap_wins(self):
        self.assertEqual(evaluate.pairs([annotation(0, 10)], [event(0, 2), event(2, 10)]), {0: 1})
        self.assertEqual(evaluate.pairs([annotation(0, 3, **{"in": "title"})], [event(0, 3)]), {})
        self.assertEqual(evaluate.pairs([annotation(0, 3)], [event(3, 5)]), {})

    def test_a_wrong_field_costs_where_it_should(self):
        table = figures([annotation(0, 3, status="target")], [event(0, 4)])
        self.assertEqual((table["detect_f1"], table["core_f1"], table["full_f1"]), (1, 1, 0))
        self.assertEqual((table["surface"], table["status"], table["status_f1"]), (0, 0, 0))
        table = figures([annotation(0, 3)], [event(0, 3, value=1.1)])
        self.assertEqual((table["detect_f1"], table["core_f1"], table["value"]), (1, 0, 0))

    def test_codes_are_measured_where_the_annotation_has_them(self):
        right, wrong = {"indicator_code": "a.b"}, {"indicator_code": "a.c"}
        table = figures([annotation(0, 3, **right), annotation(5, 8, **right), annotation(9, 10)],
                        [event(0, 3, **right), event(5, 8), event(9, 10, **wrong)])
        self.assertEqual((table["indicator_code"], table["indicator_code_f1"]), (1 / 2, 1 / 2))
        table = figures([annotation(0, 3)], [event(0, 3, **wrong)])
        self.assertEqual((table["indicator_code"], table["indicator_code_f1"]), (None, None))


class Floors(unittest.TestCase):
    def test_a_figure_below_its_floor_is_named_with_both_figures(self):
        self.assertEqual(
            evaluate.below({"dev": {"unit": 0.95, "value": 0.9}}, {"dev": {"unit": 0.9412, "value": 0.9}}),
            ["dev: unit is 0.9412, below its floor 0.9500"])

    def test_a_figure_that_vanished_is_named(self):
        for measured in ({}, {"dev": {}}, {"dev": {"unit": None}}):
            self.assertEqual(len(evaluate.below({"dev": {"unit": 0.95}}, measured)), 1)

    def test_floors_are_raised_and_never_lowered(self):
        measured = {name: {"unit": 0.98, "detect_recall": 1.0, "organization_f1": None} for name in evaluate.SHIPPED}
        floors = evaluate.raised({"dev": {"unit": 0.99}}, measured)
        self.assertEqual(floors["dev"], {"unit": 0.99})
        self.assertEqual(floors["more, seen"], {"unit": 0.975})


if __name__ == "__main__":
    unittest.main()

"""Which of the values that an article offers for a field is that of a figure: trees that rank them (see learn.py)."""
import lightgbm
import numpy

import evaluate

# What chiso chooses → the file of the trees.
CHOICES = {"period": "choosing_periods", "area": "choosing_areas", "movement": "choosing_movements",
           "status": "choosing_statuses"}
# By how much a value must be likelier than the rules' answer, as in Extraction/Choices. Set by what it does to figures not
# learned from and to real articles, on which rules are better than on those written to learn from.
MARGINS = {"period": 0.25, "area": 0.75, "movement": 0, "status": 0}
TREES = 300
RANKING = {"objective": "lambdarank", "lambdarank_truncation_level": 3, "num_leaves": 31, "learning_rate": 0.05,
           "min_data_in_leaf": 30, "feature_fraction": 0.4, "bagging_fraction": 0.6, "bagging_freq": 1, "lambda_l2": 2.0,
           "max_bin": 255, "seed": 1, "deterministic": True, "force_row_wise": True, "verbose": -1}


def fields(choice, value):
    """The fields of an event that a value stands for."""
    if choice == "movement":
        measure, _, direction = value.partition(" ")
        return {"measure": measure, "direction": direction or None}
    return {{"period": "time_period", "area": "ref_area", "status": "status"}[choice]: value or None}


def are_right(choice, gold, values):
    """Value by value whether it is what the annotation says."""
    return numpy.array([all(evaluate.is_same(field, gold, event) for field in event)
                        for event in (fields(choice, value) for value in values)])


def grow(choice, figures):
    """Trees that rank the values a field may have."""
    rows = numpy.concatenate([rows for _, _, _, rows, _ in figures])
    right = numpy.concatenate([are_right(choice, gold, values) for _, gold, values, _, _ in figures])
    groups = [len(values) for _, _, values, _, _ in figures]
    return lightgbm.train(RANKING, lightgbm.Dataset(rows, label=right.astype(int), group=groups), TREES)


def report(choice, figures, part, models):
    """What share of the figures the rules read rightly, and what share trees do that were grown on other parts."""
    rules, chosen, possible = [], [], []
    for own, model in enumerate(models):
        unseen = [figure for figure in figures if part[figure[0]] == own]
        if not unseen:
            continue
        odds = model.predict(numpy.concatenate([rows for _, _, _, rows, _ in unseen]))
        ends = numpy.cumsum([len(values) for _, _, values, _, _ in unseen])
        for (_, gold, values, _, rule), mine in zip(unseen, numpy.split(odds, ends[:-1])):
            right = are_right(choice, gold, values)
            rules.append(bool(are_right(choice, gold, [rule])[0]))
            best = mine.argmax()
            if rule in values and mine[best] - mine[values.index(rule)] < MARGINS[choice]:
                best = values.index(rule)
            chosen.append(right[best])
            possible.append(right.any())
    print(f"{choice}: figures {len(rules)}  by rules {numpy.mean(rules):.4f}  chosen {numpy.mean(chosen):.4f}  "
          f"among the choices {numpy.mean(possible):.4f}", flush=True)

"""Which of the periods and places that an article names are those of its figures: trees that rank them (see learn.py)."""
import lightgbm
import numpy

import evaluate

# What chiso chooses → the field of an annotation, the file of the trees.
CHOICES = {"period": ("time_period", "choosing_periods"), "area": ("ref_area", "choosing_areas")}
TREES = 300
RANKING = {"objective": "lambdarank", "lambdarank_truncation_level": 3, "num_leaves": 31, "learning_rate": 0.05,
           "min_data_in_leaf": 30, "feature_fraction": 0.4, "bagging_fraction": 0.6, "bagging_freq": 1, "lambda_l2": 2.0,
           "max_bin": 255, "seed": 1, "deterministic": True, "force_row_wise": True, "verbose": -1}


def are_right(choice, gold, values):
    """Value by value whether it is what the annotation says."""
    field = CHOICES[choice][0]
    return numpy.array([evaluate.is_same(field, gold, {field: value}) for value in values])


def grow(choice, figures):
    """Trees that rank the values a field may have."""
    rows = numpy.concatenate([rows for _, _, _, rows, _ in figures])
    right = numpy.concatenate([are_right(choice, gold, values) for _, gold, values, _, _ in figures])
    groups = [len(values) for _, _, values, _, _ in figures]
    return lightgbm.train(RANKING, lightgbm.Dataset(rows, label=right.astype(int), group=groups), TREES)


def report(choice, figures, part, models):
    """What share of the figures the rules read rightly, and what share trees do that were grown on other parts."""
    rules, chosen, possible = [], [], []
    for article, gold, values, rows, rule in figures:
        right = are_right(choice, gold, values)
        rules.append(bool(are_right(choice, gold, [rule or None])[0]))
        chosen.append(right[models[part[article]].predict(rows).argmax()])
        possible.append(right.any())
    print(f"{choice}: figures {len(figures)}  by rules {numpy.mean(rules):.4f}  chosen {numpy.mean(chosen):.4f}  "
          f"among the choices {numpy.mean(possible):.4f}", flush=True)

"""What figures are called: what is known of words and labels, and the trees that weigh words (see learn.py)."""
import collections
import unicodedata

import lightgbm
import numpy

import evaluate

TREES, TREES_AGAIN = 220, 110
# What chiso looks at again has at least this as its chance, in parts of WHOLE; the rest has none.
LIKELY = 1
BOOSTING = {"objective": "binary", "num_leaves": 191, "learning_rate": 0.08, "min_data_in_leaf": 80,
            "feature_fraction": 0.4, "bagging_fraction": 0.6, "bagging_freq": 1, "lambda_l2": 1.0, "max_bin": 255,
            "seed": 1, "deterministic": True, "force_row_wise": True, "verbose": -1}
# As in Extraction/Names/NameLore.swift.
WHOLE = 200
CONTEXTS = 8
KINDS = ["percent", "count", "rank", "point", "times", "currency", "other", "change"]


def contexts(rows, names):
    """Row by row the contexts of a word, as NameLore.swift numbers them: where it stands, what its figure is."""
    column = {name: rows[:, names.index(name)].astype(int) for name in (
        "distance.left", "distance.right", "side", "figure.kind", "figure.measure")}
    elsewhere = (column["distance.left"] == 255) & (column["distance.right"] == 255)
    side = numpy.where(elsewhere, 2, column["side"])
    # As WordFeatures.kinds: count, share, then others, currency the sixth.
    figure = 3 + numpy.select([column["figure.measure"] > 0, column["figure.kind"] == 0, column["figure.kind"] == 1,
                               column["figure.kind"] == 5], [4, 0, 1, 2], 3)
    return numpy.stack([side, figure], axis=1)


def priors(figures, names):
    """Word → how often it was seen and how often it was part of the name: in all, then in each context."""
    seen = collections.defaultdict(lambda: [0] * (1 + CONTEXTS))
    good = collections.defaultdict(lambda: [0] * (1 + CONTEXTS))
    for _, gold, words, rows, _ in figures:
        wanted = evaluate.words(gold["indicator"])
        for word, where in zip(words, contexts(rows, names).tolist()):
            for counts in (seen, good) if word in wanted else (seen,):
                counts[word][0] += 1
                for context in where:
                    counts[word][1 + context] += 1
    return {word: list(zip(seen[word], good[word])) for word in seen}


def share(good, seen, expected):
    """A share of WHOLE, drawn to what is expected where little was seen."""
    return round(WHOLE * (good + 5 * expected) / (seen + 5))


def labels(articles):
    """Name → (what it is given in, articles)."""
    spelled, kinds, where = {}, collections.defaultdict(set), collections.defaultdict(set)
    for document in articles:
        for one in document["observations"]:
            if not one.get("indicator") or not one.get("unit"):
                continue
            label = unicodedata.normalize("NFC", one["indicator"]).strip()
            key = tuple(sorted(evaluate.words(label)))
            spelled.setdefault(key, label)
            unit = one["unit"]
            kind = (unit if unit in KINDS[:5] else "currency" if unit in ("VND", "USD", "EUR") else "other")
            kinds[key].add(kind if one["measure"] == "level" else "change")
            where[key].add(document["article"]["id"])
    return {spelled[key]: (kinds[key], len(where[key])) for key in spelled}


def are_wanted(gold, words):
    """Word by word whether it is part of the annotated name."""
    name = evaluate.words(gold["indicator"])
    return numpy.array([word in name for word in words])


def grow(figures, names, again=False):
    """Trees that tell the words of names from others, for the first look or the second."""
    rows = numpy.concatenate([rows for _, _, _, rows, _ in figures])
    wanted = numpy.concatenate([are_wanted(gold, words) for _, gold, words, _, _ in figures])
    chance = names.index("again.chance")
    if again:
        likely = rows[:, chance] >= LIKELY
        rows, wanted = rows[likely], wanted[likely]
    else:
        rows = rows[:, :chance]
    return lightgbm.train(BOOSTING, lightgbm.Dataset(rows, label=wanted), TREES_AGAIN if again else TREES)


def report(title, figures):
    """What share of the figures chiso called rightly."""
    overlaps = [evaluate.label_f1({"indicator": gold["indicator"]}, {"indicator": chosen})
                for _, gold, _, _, chosen in figures]
    print(f"{title}: figures {len(figures)}  indicator {numpy.mean([one >= evaluate.SAME_LABEL for one in overlaps]):.4f}  "
          f"label_f1 {numpy.mean(overlaps):.4f}", flush=True)

#!/usr/bin/env python3
"""Learns the weights of names, Sources/Extraction/Resources/naming.tsv, from annotated articles.

usage: learn_names.py --chiso BINARY [--check] [--out FILE]

chiso weighs every name it can put together for a figure; its features (`chiso weigh-names`) and what the annotation
calls the figure make one example. Fitted is a softmax over the names of a figure, so that likely names are those that
share most words with the annotated one. What was named before is a feature too, so the weights are learned in two
rounds, the second on what chiso names with the weights of the first.

--check      learn from five sixths of the articles what to expect of the rest, six times, and write nothing
--rounds N   how often the weights are learned and put to use (2)
--out FILE   where the weights go (the resource of the source tree; put beside BINARY too for the next round)

Learned from: the shipped sets dev, "more, seen" and learn. Never from the sets held back, nor from real articles.
Needs numpy and scipy.
"""
import argparse
import collections
import os
import random
import re
import subprocess
import sys

import numpy
import scipy.optimize
import scipy.sparse

import evaluate

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), os.pardir, os.pardir)
RESOURCE = os.path.join(ROOT, "Sources", "Extraction", "Resources", "naming.tsv")
SETS = ("dev", "more, seen", "learn")
# How strongly weights are held near zero, found by --check; how sharply the best names are preferred.
RIDGE = 5.0
SHARPNESS = 0.12
# A feature must occur in so many articles.
ARTICLES = 3
# Weights this small change nothing.
LEAST = 0.015
# As in Extraction/Names/NameChoice.swift.
TEMPERATURE = 0.5
HEADER = """\
# What speaks for and against a name for a figure: feature <tab> its values <tab> weight. Learned by
# Tests/Evaluation/learn_names.py, not meant to be edited; Sources/Extraction/Names/NameFeatures.swift says what the
# features are. `first`, `last` and `in` are words at a name's head, its end and anywhere in it.
"""


def documents():
    found = evaluate.sets([])
    return [document for name in SETS for document in evaluate.read(found[name])]


def examples(chiso, articles):
    """Figure by figure: article's id, names with features, and how well each fits the annotation (0 to 1)."""
    names = [line.rstrip("\n") for line in
             subprocess.run([chiso, "weigh-names", "--features"], capture_output=True, text=True, check=True)
             .stdout.splitlines()]
    lines = "".join(evaluate.message(document["article"]) for document in articles)
    run = subprocess.run([chiso, "weigh-names", "-"], input=lines.encode(), capture_output=True, check=True)
    weighed = collections.defaultdict(lambda: collections.defaultdict(list))
    for line in run.stdout.splitlines():
        one = evaluate.json.loads(line)
        weighed[one["article_id"]][one["field"], one["start_offset"], one["end_offset"]].append(one)
    found = []
    for document in articles:
        article = document["article"]["id"]
        spans = list(weighed[article])
        events = [{"field": field, "start_offset": start, "end_offset": end} for field, start, end in spans]
        for i, j in evaluate.pairs(document["observations"], events).items():
            gold = document["observations"][i]
            if gold.get("optional"):
                continue
            candidates = weighed[article][spans[j]]
            overlaps = [evaluate.label_f1({"indicator": gold["indicator"]}, {"indicator": one["name"]})
                        for one in candidates]
            fits = [(overlap + (overlap >= evaluate.SAME_LABEL)) / 2 for overlap in overlaps]
            found.append((article, [(one["name"], features(one, names)) for one in candidates], fits, overlaps))
    return found


def features(one, names):
    words = re.findall(r"\w+", one["name"].lower())
    own = [names[number] for number in one["features"]]
    return own + [f"first\t{words[0]}", f"last\t{words[-1]}"] + [f"in\t{word}" for word in set(words)] if words else own


def learn(figures):
    """Feature → weight."""
    articles = collections.defaultdict(set)
    for article, candidates, _, _ in figures:
        for _, own in candidates:
            for feature in own:
                articles[feature].add(article)
    index = {feature: number for number, feature in
             enumerate(sorted(feature for feature, where in articles.items() if len(where) >= ARTICLES))}
    rows, columns, figure_of, wanted, starts = [], [], [], [], []
    for number, (_, candidates, fits, _) in enumerate(figures):
        starts.append(len(figure_of))
        target = numpy.exp((numpy.array(fits) - max(fits)) / SHARPNESS)
        # Where all names fit alike there is nothing to learn.
        wanted.append(target / target.sum() if max(fits) - min(fits) > 0.05 else target * 0)
        for _, own in candidates:
            for feature in own:
                if feature in index:
                    rows.append(len(figure_of))
                    columns.append(index[feature])
            figure_of.append(number)
    figure_of, starts, wanted = numpy.array(figure_of), numpy.array(starts), numpy.concatenate(wanted)
    counts = numpy.add.reduceat(wanted, starts)[figure_of]
    matrix = scipy.sparse.csr_matrix((numpy.ones(len(rows)), (rows, columns)), shape=(len(figure_of), len(index)))

    def loss(weights):
        scores = matrix @ weights
        top = numpy.maximum.reduceat(scores, starts)[figure_of]
        powers = numpy.exp(scores - top)
        whole = numpy.add.reduceat(powers, starts)[figure_of]
        value = -(wanted * (scores - top - numpy.log(whole))).sum() + RIDGE / 2 * (weights @ weights)
        return value, matrix.T @ (counts * powers / whole - wanted) + RIDGE * weights

    fitted = scipy.optimize.minimize(
        loss, numpy.zeros(len(index)), jac=True, method="L-BFGS-B", options={"maxiter": 120}).x
    return {feature: fitted[number] for feature, number in index.items()}


def choose(candidates, weights):
    """The name chiso would choose, and how likely it is to be right: as in NameChoice.swift."""
    scores = numpy.array([sum(weights.get(feature, 0) for feature in own) for _, own in candidates])
    chances = numpy.exp((scores - scores.max()) / TEMPERATURE)
    chances /= chances.sum()
    words = [evaluate.words(name) for name, _ in candidates]
    overlaps = numpy.array([[2 * (one & other).total() / max(1, one.total() + other.total()) for other in words]
                            for one in words])
    gains = (overlaps + (overlaps >= evaluate.SAME_LABEL)) @ chances
    best = int(numpy.argmax(gains))
    return best, float((chances * (overlaps[best] >= evaluate.SAME_LABEL)).sum())


def check(figures):
    """Prints what the weights do on articles they were not learned from, and how far their chances can be trusted."""
    articles = sorted({figure[0] for figure in figures})
    random.Random(1).shuffle(articles)
    right, overlap, best, chances = [], [], [], []
    for part in range(6):
        held = set(articles[part::6])
        weights = learn([figure for figure in figures if figure[0] not in held])
        for article, candidates, _, overlaps in figures:
            if article in held:
                chosen, chance = choose(candidates, weights)
                right.append(overlaps[chosen] >= evaluate.SAME_LABEL)
                overlap.append(overlaps[chosen])
                best.append(max(overlaps) >= evaluate.SAME_LABEL)
                chances.append(chance)
    print(f"figures {len(right)}  indicator {numpy.mean(right):.3f}  label_f1 {numpy.mean(overlap):.3f}  "
          f"best of the names weighed {numpy.mean(best):.3f}")
    print("chance    figures  right")
    for low in numpy.arange(0, 1, 0.1):
        within = [good for good, chance in zip(right, chances) if low <= chance < low + 0.1 or (low > 0.85 and chance >= 1)]
        if within:
            print(f"{low:.1f}–{low + 0.1:.1f}  {len(within):7}  {numpy.mean(within):.3f}")


def write(weights, path):
    with open(path, "w", encoding="utf-8") as file:
        file.write(HEADER)
        for feature, weight in sorted(weights.items()):
            if abs(weight) >= LEAST:
                file.write(f"{feature}\t{weight:.2f}\n")


def main():
    parser = argparse.ArgumentParser(
        usage=__doc__.split("\n\n")[1].removeprefix("usage: "), description=__doc__.split("\n\n")[0])
    parser.add_argument("--chiso", required=True, metavar="BINARY")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--out", default=RESOURCE, metavar="FILE")
    arguments = parser.parse_args()
    articles = documents()
    if arguments.check:
        check(examples(arguments.chiso, articles))
        return 0
    # The program reads the weights that lie beside it.
    beside = os.path.join(os.path.dirname(os.path.realpath(arguments.chiso)), "chiso_Extraction.resources")
    for number in range(arguments.rounds):
        figures = examples(arguments.chiso, articles)
        weights = learn(figures)
        print(f"round {number + 1}: {len(figures)} figures of {len(articles)} articles, {len(weights)} weights")
        for path in {arguments.out, os.path.join(beside, "Resources", "naming.tsv")}:
            write(weights, path)
    return 0


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
"""Learns from annotated articles what figures are called, and how sure a reading is.

usage: learn_names.py --chiso BINARY [--rounds N] [--check]

chiso asks of every word around a figure, and of every word of the names it can put together, how likely it is part of
the figure's name. Learned are

    priors.tsv   how often a word that stands beside a figure is part of its name
    labels.tsv   what figures have been called, in what units and in how many articles
    naming.tsv   boosted decision trees over the features of a word (`chiso weigh-names --features`)
    naming_again.tsv   the same for the second look, at words that the first finds likely, with what it says of all words
    confidence.tsv   what the chance of a name and the rules that set a figure's fields say of whether all of it is right

What is known of an article's own labels must not teach the trees to trust them, nor may the names chosen before a
figure be better than they are on new articles. So the articles are dealt into parts, each part is read with what was
learned from the others, and the trees are learned from these readings; a round more makes the names said before, which
are features too, as good as they have become. The share of names that come out right in such readings is what to
expect of new articles.

--rounds N   how often everything is read and learned (2)
--check      print what to expect of new articles, but write nothing

Learned from: the shipped sets dev, "more, seen" and learn. Never from the sets held back, nor from real articles.
Needs numpy and lightgbm.
"""
import argparse
import base64
import collections
import glob
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unicodedata
import zlib

import lightgbm
import numpy

import evaluate

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), os.pardir, os.pardir)
RESOURCES = os.path.join(ROOT, "Sources", "Extraction", "Resources")
SETS = ("dev", "more, seen")
PARTS = 4
TREES, TREES_AGAIN = 220, 110
# What chiso looks at again has at least this as its chance, in parts of WHOLE; the rest has none.
LIKELY = 1
BOOSTING = {"objective": "binary", "num_leaves": 47, "learning_rate": 0.08, "min_data_in_leaf": 40,
            "feature_fraction": 0.4, "bagging_fraction": 0.6, "bagging_freq": 1, "lambda_l2": 1.0, "max_bin": 255,
            "seed": 1, "deterministic": True, "force_row_wise": True, "verbose": -1}
# As in Extraction/Names/NameLore.swift.
WHOLE = 200
KINDS = ["percent", "count", "rank", "point", "times", "currency", "other", "change"]
HEADERS = {
    "naming": """\
# What speaks for a word as part of a figure's name: a boosted decision tree a line, questions (feature:most, followed by
# what holds if the feature is at most that, then what holds if not) and gains in thousandths of the log odds. Learned by
# Tests/Evaluation/learn_names.py, not meant to be edited; `chiso weigh-names --features` prints the features.
""",
    "naming_again": """\
# The second look at likely words: as naming.tsv, of which it knows what all words together say.
""",
    "confidence": """\
# How sure a reading is: field <tab> rule that set it <tab> what it adds to the log odds that all fields are right; `bias`
# is added always, `chance` is what the log odds of the name's chance count. Learned by Tests/Evaluation/learn_names.py,
# not meant to be edited.
""",
    "priors": """\
# Words that stand beside figures: word <tab> in how many of 200 cases it is part of the figure's name <tab> how often it
# was seen, up to 250. Learned by Tests/Evaluation/learn_names.py, not meant to be edited.
""",
    "labels": """\
# What figures have been called: name <tab> what they are given in <tab> in how many articles. Gathered from the annotated
# articles by Tests/Evaluation/learn_names.py, not meant to be edited; names of indicators belong into the catalogue.
""",
}


def documents():
    found = evaluate.sets([])
    learn = sorted(glob.glob(os.path.join(evaluate.FIXTURES, "learn", "*.txt")))
    return [document for paths in [*(found[name] for name in SETS), learn] for document in evaluate.read(paths)]


def parts_of(articles):
    """Article's id → the part it is dealt to."""
    names = [document["article"]["id"] for document in articles]
    return {name: zlib.crc32(name.encode()) % PARTS for name in names}


# Reading


def weigh(chiso, articles):
    """Figure by figure: (annotation, words, rows of features, name chosen)."""
    lines = "".join(evaluate.message(document["article"]) for document in articles)
    run = subprocess.run([chiso, "weigh-names", "-"], input=lines.encode(), capture_output=True, check=True)
    weighed = collections.defaultdict(dict)
    for line in run.stdout.splitlines():
        one = json.loads(line)
        weighed[one["article_id"]][one["field"], one["start_offset"], one["end_offset"]] = one
    found = []
    for document in articles:
        article = document["article"]["id"]
        spans = list(weighed[article])
        events = [{"field": field, "start_offset": start, "end_offset": end} for field, start, end in spans]
        for i, j in evaluate.pairs(document["observations"], events).items():
            gold = document["observations"][i]
            one = weighed[article][spans[j]]
            if gold.get("optional") or not one["words"]:
                continue
            rows = numpy.frombuffer(base64.b64decode(one["rows"]), numpy.uint8).reshape(len(one["words"]), -1)
            found.append((article, gold, one["words"], rows, one["chosen"]))
    return found


# Learning


def priors(figures):
    """Word → (how often it was seen, how often it was part of the name)."""
    counts = collections.defaultdict(lambda: [0, 0])
    for _, gold, words, _, _ in figures:
        wanted = evaluate.words(gold["indicator"])
        for word in words:
            counts[word][0] += 1
            counts[word][1] += word in wanted
    return counts


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


def grow(figures, names, again=False):
    """Trees that tell the words of names from others, for the first look or the second."""
    rows = numpy.concatenate([rows for _, _, _, rows, _ in figures])
    wanted = numpy.array([word in evaluate.words(gold["indicator"]) for _, gold, words, _, _ in figures
                          for word in words])
    chance = names.index("again.chance")
    if again:
        likely = rows[:, chance] >= LIKELY
        rows, wanted = rows[likely], wanted[likely]
    else:
        rows = rows[:, :chance]
    return lightgbm.train(BOOSTING, lightgbm.Dataset(rows, label=wanted), TREES_AGAIN if again else TREES)


# Trees


def tree_line(node, names):
    """A tree as naming.tsv has it."""
    if "leaf_value" in node:
        return str(round(node["leaf_value"] * 1000))
    bound = min(254, int(numpy.floor(node["threshold"])))
    return (f"{names[node['split_feature']]}:{bound} {tree_line(node['left_child'], names)} "
            f"{tree_line(node['right_child'], names)}")


# Confidence


def grounds(chiso, articles):
    """Event by event: the chance of its name, the rules of its fields, and whether all its fields are right."""
    lines = "".join(evaluate.message(document["article"]) for document in articles)
    run = subprocess.run([chiso, "extract", "--format", "jsonl", "--explain", "-"], input=lines.encode(),
                         capture_output=True, check=True)
    explained = collections.defaultdict(list)
    for line in run.stdout.splitlines():
        one = json.loads(line)
        if "event" in one:
            explained[one["event"]["article_id"]].append(one)
    found = []
    for document in articles:
        own = explained[document["article"]["id"]]
        gold = {j: document["observations"][i]
                for i, j in evaluate.pairs(document["observations"], [one["event"] for one in own]).items()}
        for j, one in enumerate(own):
            if j in gold and gold[j].get("optional"):
                continue
            right = j in gold and all(evaluate.is_same(field, gold[j], one["event"]) for field in evaluate.FULL)
            rules = [(field, ground["rule"]) for field, ground in sorted(one["grounds"].items())]
            found.append((one["event"]["confidence"], rules, right))
    return found


def trust(found):
    """Lines of confidence.tsv: a logistic regression on chances and rules."""
    seen = collections.Counter(rule for _, rules, _ in found for rule in rules)
    index = {rule: 2 + number for number, rule in enumerate(sorted(rule for rule, count in seen.items() if count >= 50))}
    table = numpy.zeros((len(found), 2 + len(index)))
    table[:, 0] = 1
    for row, (chance, rules, _) in zip(table, found):
        chance = min(max(chance, 0.005), 0.995)
        row[1] = numpy.log(chance / (1 - chance))
        row[[index[rule] for rule in rules if rule in index]] = 1
    right = numpy.array([right for _, _, right in found], float)
    weights, ridge = numpy.zeros(table.shape[1]), numpy.full(table.shape[1], 3.0)
    ridge[:2] = 1e-3
    for _ in range(30):
        chances = 1 / (1 + numpy.exp(-table @ weights))
        slope = table.T @ (chances - right) + ridge * weights
        curve = (table * (chances * (1 - chances))[:, None]).T @ table + numpy.diag(ridge)
        weights -= numpy.linalg.solve(curve, slope)
    return [f"bias\t\t{weights[0]:.3f}", f"chance\t\t{weights[1]:.3f}"] + [
        f"{field}\t{rule}\t{weights[place]:.3f}" for (field, rule), place in index.items()]


# Writing


def write(folder, name, lines):
    with open(os.path.join(folder, name + ".tsv"), "w", encoding="utf-8") as file:
        file.write(HEADERS[name] + "".join(line + "\n" for line in lines))


def write_lore(folder, articles, figures):
    counts = priors(figures)
    write(folder, "priors", [
        f"{word}\t{round(WHOLE * (good + 1) / (seen + 5))}\t{min(seen, 250)}"
        for word, (seen, good) in sorted(counts.items()) if seen >= 3 and re.fullmatch(r"\w+", word)])
    write(folder, "labels", [
        f"{label}\t{' '.join(kind for kind in KINDS if kind in kinds)}\t{count}"
        for label, (kinds, count) in sorted(labels(articles).items())])


def write_trees(folder, models, names):
    """The trees of both looks, so far as they are grown."""
    for name, model in zip(("naming", "naming_again"), models):
        trees = model.dump_model()["tree_info"] if model else []
        write(folder, name, [tree_line(tree["tree_structure"], names) for tree in trees])


def copy_of(chiso, folder):
    """A copy of the program and its resources, whose lexicons may be overwritten."""
    home = os.path.dirname(os.path.realpath(chiso))
    shutil.copy(chiso, folder)
    for entry in os.listdir(home):
        if entry.endswith(".resources"):
            shutil.copytree(os.path.join(home, entry), os.path.join(folder, entry))
    return os.path.join(folder, "chiso"), os.path.join(folder, "chiso_Extraction.resources", "Resources")


def report(title, figures):
    overlaps = [evaluate.label_f1({"indicator": gold["indicator"]}, {"indicator": chosen})
                for _, gold, _, _, chosen in figures]
    print(f"{title}: figures {len(figures)}  indicator {numpy.mean([one >= evaluate.SAME_LABEL for one in overlaps]):.4f}  "
          f"label_f1 {numpy.mean(overlaps):.4f}", flush=True)


def main():
    parser = argparse.ArgumentParser(
        usage=__doc__.split("\n\n")[1].removeprefix("usage: "), description=__doc__.split("\n\n")[0])
    parser.add_argument("--chiso", required=True, metavar="BINARY")
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--check", action="store_true")
    arguments = parser.parse_args()
    articles = documents()
    part = parts_of(articles)
    names = subprocess.run([arguments.chiso, "weigh-names", "--features"], capture_output=True, text=True,
                           check=True).stdout.splitlines()
    models = [None] * PARTS
    found = []
    figures = weigh(arguments.chiso, articles)
    with tempfile.TemporaryDirectory() as scratch:
        for number in range(arguments.rounds + 1):
            read = []
            for own in range(PARTS):
                folder = os.path.join(scratch, f"{number}-{own}")
                os.mkdir(folder)
                binary, resources = copy_of(arguments.chiso, folder)
                others = [document for document in articles if part[document["article"]["id"]] != own]
                write_lore(resources, others, [figure for figure in figures if part[figure[0]] != own])
                if models[own] is not None:
                    write_trees(resources, models[own], names)
                read += weigh(binary, [document for document in articles if part[document["article"]["id"]] == own])
                if number == arguments.rounds:
                    # So that the confidence printed is the chance alone.
                    write(resources, "confidence", [])
                    found += grounds(binary, [document for document in articles
                                              if part[document["article"]["id"]] == own])
                shutil.rmtree(folder)
            figures = read
            report(f"round {number}" if number else "before", figures)
            if number < arguments.rounds:
                # The second look is learned from what the first says of articles it has not seen.
                models = [(grow(others, names), grow(others, names, again=True) if number else None)
                          for own in range(PARTS)
                          for others in [[figure for figure in figures if part[figure[0]] != own]]]
    if not arguments.check:
        model = grow(figures, names), grow(figures, names, again=True)
        # The program reads what lies beside it.
        home = os.path.dirname(os.path.realpath(arguments.chiso))
        for folder in (RESOURCES, os.path.join(home, "chiso_Extraction.resources", "Resources")):
            write_lore(folder, articles, figures)
            write_trees(folder, model, names)
            write(folder, "confidence", trust(found))
    return 0


if __name__ == "__main__":
    sys.exit(main())

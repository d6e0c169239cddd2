#!/usr/bin/env python3
"""Learns from annotated articles what figures are called, what their other fields are chosen by, and how sure a reading is.

usage: learn.py --chiso BINARY [--rounds N] [--check]

chiso asks of every word around a figure, and of every word of the names it can put together, how likely it is part of
the figure's name. Learned are

    priors.tsv   how often a word that stands beside a figure is part of its name
    labels.tsv   what figures have been called, in what units and in how many articles
    naming.tsv   boosted decision trees over the features of a word (`chiso weigh --features`)
    naming_again.tsv   the same for the second look, at words that the first finds likely, with what it says of all words
    choosing_*.tsv   trees that rank the periods, places, movements and statuses that a figure may have
    confidence.tsv   what the chances of a figure's fields and the rules that set them say of whether all of it is right

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
import zlib

import numpy

import evaluate
import learn_choices
import learn_confidence
import learn_names

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), os.pardir, os.pardir)
RESOURCES = os.path.join(ROOT, "Sources", "Extraction", "Resources")
SETS = ("dev", "more, seen")
PARTS = 4
HEADERS = {
    "naming": """\
# What speaks for a word as part of a figure's name: a boosted decision tree a line, questions (feature:most, followed by
# what holds if the feature is at most that, then what holds if not) and gains in thousandths of the log odds. Learned by
# Tests/Evaluation/learn.py, not meant to be edited; `chiso weigh --features` prints the features.
""",
    "choosing_periods": """\
# What speaks for a period as that of a figure, among those the article names: trees as in naming.tsv, whose features
# `chiso weigh --features --of period` prints.
""",
    "choosing_areas": """\
# What speaks for a place as that of a figure: as choosing_periods.tsv (`--of area`).
""",
    "choosing_movements": """\
# What speaks for a figure as a level, a change or a multiple: as choosing_periods.tsv (`--of movement`).
""",
    "choosing_statuses": """\
# What speaks for a figure as a fact, an estimate, a goal or a forecast: as choosing_periods.tsv (`--of status`).
""",
    "naming_again": """\
# The second look at likely words: as naming.tsv, of which it knows what all words together say.
""",
    "confidence": """\
# How sure a reading is: field <tab> rule that set it <tab> what it adds to the log odds that all fields are right; `bias`
# is added always, `chance` is what the log odds of a field's chance count. Learned by Tests/Evaluation/learn.py,
# not meant to be edited.
""",
    "priors": """\
# Words that stand beside figures: word <tab> in how many of 200 cases it is part of the figure's name <tab> how often it
# was seen, up to 250 <tab> the first again by context: left of the figure, right of it, elsewhere; the name of a count, a
# share, an amount of money, another level, a change. Learned by Tests/Evaluation/learn.py, not meant to be edited.
""",
    "labels": """\
# What figures have been called: name <tab> what they are given in <tab> in how many articles. Gathered from the annotated
# articles by Tests/Evaluation/learn.py, not meant to be edited; names of indicators belong into the catalogue.
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
    """What is weighed (name, period, …) → figure by figure (article's id, annotation, words or values, rows of
    features, what was chosen: the name, or the value by rules)."""
    lines = "".join(evaluate.message(document["article"]) for document in articles)
    run = subprocess.run([chiso, "weigh", "-"], input=lines.encode(), capture_output=True, check=True)
    weighed = collections.defaultdict(dict)
    for line in run.stdout.splitlines():
        one = json.loads(line)
        weighed[one["of"], one["article_id"]][one["field"], one["start_offset"], one["end_offset"]] = one
    found = {"name": [], **{choice: [] for choice in learn_choices.CHOICES}}
    for document in articles:
        article = document["article"]["id"]
        for what, figures in found.items():
            spans = list(weighed[what, article])
            events = [{"field": field, "start_offset": start, "end_offset": end} for field, start, end in spans]
            for i, j in evaluate.pairs(document["observations"], events).items():
                gold = document["observations"][i]
                one = weighed[what, article][spans[j]]
                if gold.get("optional") or not one["words"]:
                    continue
                rows = numpy.frombuffer(base64.b64decode(one["rows"]), numpy.uint8).reshape(len(one["words"]), -1)
                figures.append((article, gold, one["words"], rows, one["chosen"]))
    return found


def features(chiso, what):
    """The names of the features of what is weighed."""
    run = subprocess.run([chiso, "weigh", "--features", "--of", what], capture_output=True, text=True, check=True)
    return run.stdout.splitlines()


# Trees


def tree_line(node, names):
    """A tree as naming.tsv has it."""
    if "leaf_value" in node:
        return str(round(node["leaf_value"] * 1000))
    bound = min(254, int(numpy.floor(node["threshold"])))
    return (f"{names[node['split_feature']]}:{bound} {tree_line(node['left_child'], names)} "
            f"{tree_line(node['right_child'], names)}")


# Writing


def write(folder, name, lines):
    with open(os.path.join(folder, name + ".tsv"), "w", encoding="utf-8") as file:
        file.write(HEADERS[name] + "".join(line + "\n" for line in lines))


def write_lore(folder, articles, figures, names):
    lines = []
    for word, counts in sorted(learn_names.priors(figures, names).items()):
        (seen, good), *rest = counts
        if seen >= 3 and re.fullmatch(r"\w+", word):
            usual = (good + 1) / (seen + 5)
            lines.append(f"{word}\t{learn_names.share(good, seen, 0.2)}\t{min(seen, 250)}\t"
                         + " ".join(str(learn_names.share(good, seen, usual)) for seen, good in rest))
    write(folder, "priors", lines)
    write(folder, "labels", [
        f"{label}\t{' '.join(kind for kind in learn_names.KINDS if kind in kinds)}\t{count}"
        for label, (kinds, count) in sorted(learn_names.labels(articles).items())])


def write_trees(folder, name, model, names):
    """The trees of a model, if it is grown yet."""
    trees = model.dump_model()["tree_info"] if model else []
    write(folder, name, [tree_line(tree["tree_structure"], names) for tree in trees])


def write_looks(folder, models, names):
    """The trees of both looks at words."""
    for name, model in zip(("naming", "naming_again"), models):
        write_trees(folder, name, model, names)


def write_ranks(folder, models, names):
    """The trees that rank periods and places."""
    for choice, model in models.items():
        write_trees(folder, learn_choices.CHOICES[choice], model, names[choice])


def copy_of(chiso, folder):
    """A copy of the program and its resources, whose lexicons may be overwritten."""
    home = os.path.dirname(os.path.realpath(chiso))
    shutil.copy(chiso, folder)
    for entry in os.listdir(home):
        if entry.endswith(".resources"):
            shutil.copytree(os.path.join(home, entry), os.path.join(folder, entry))
    return os.path.join(folder, "chiso"), os.path.join(folder, "chiso_Extraction.resources", "Resources")


def main():
    parser = argparse.ArgumentParser(
        usage=__doc__.split("\n\n")[1].removeprefix("usage: "), description=__doc__.split("\n\n")[0])
    parser.add_argument("--chiso", required=True, metavar="BINARY")
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--check", action="store_true")
    arguments = parser.parse_args()
    articles = documents()
    part = parts_of(articles)
    names = {what: features(arguments.chiso, what) for what in ("name", *learn_choices.CHOICES)}
    weighed = weigh(arguments.chiso, articles)
    figures = weighed["name"]

    def others(figures, own):
        return [figure for figure in figures if part[figure[0]] != own]

    # What periods and places are chosen from depends on rules alone, so once is enough.
    ranks = {choice: [learn_choices.grow(choice, others(weighed[choice], own)) for own in range(PARTS)]
             for choice in learn_choices.CHOICES}
    for choice, models in ranks.items():
        learn_choices.report(choice, weighed[choice], part, models)
    looks = [(None, None)] * PARTS
    found = []
    with tempfile.TemporaryDirectory() as scratch:
        for number in range(arguments.rounds + 1):
            read = []
            for own in range(PARTS):
                folder = os.path.join(scratch, f"{number}-{own}")
                os.mkdir(folder)
                binary, resources = copy_of(arguments.chiso, folder)
                write_lore(resources, [document for document in articles if part[document["article"]["id"]] != own],
                           others(figures, own), names["name"])
                if number:
                    write_looks(resources, looks[own], names["name"])
                write_ranks(resources, {choice: models[own] for choice, models in ranks.items()}, names)
                unseen = [document for document in articles if part[document["article"]["id"]] == own]
                read += weigh(binary, unseen)["name"]
                if number == arguments.rounds:
                    found += learn_confidence.grounds(binary, unseen)
                shutil.rmtree(folder)
            figures = read
            learn_names.report(f"round {number}" if number else "before", figures)
            if number < arguments.rounds:
                # The second look is learned from what the first says of articles it has not seen.
                looks = [(learn_names.grow(others(figures, own), names["name"]),
                          learn_names.grow(others(figures, own), names["name"], again=True) if number else None)
                         for own in range(PARTS)]
    if not arguments.check:
        look = learn_names.grow(figures, names["name"]), learn_names.grow(figures, names["name"], again=True)
        rank = {choice: learn_choices.grow(choice, weighed[choice]) for choice in ranks}
        # The program reads what lies beside it.
        home = os.path.dirname(os.path.realpath(arguments.chiso))
        for folder in (RESOURCES, os.path.join(home, "chiso_Extraction.resources", "Resources")):
            write_lore(folder, articles, figures, names["name"])
            write_looks(folder, look, names["name"])
            write_ranks(folder, rank, names)
            write(folder, "confidence", learn_confidence.trust(found))
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""How sure a reading is: what the chances of its fields and the rules that set them say of whether all are right (see
learn.py)."""
import collections
import json
import subprocess

import numpy

import evaluate

# The fields that learned weights choose.
CHOSEN = ("indicator", "period", "area", "measure", "status")


def grounds(chiso, articles):
    """Event by event: the chances and the rules of its fields, and whether all its fields are right."""
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
            grounds = sorted(one["grounds"].items())
            chances = [one["grounds"][field].get("chance", 1) for field in CHOSEN]
            found.append((chances, [(field, ground["rule"]) for field, ground in grounds], right))
    return found


def trust(found):
    """Lines of confidence.tsv: a logistic regression on chances and rules."""
    seen = collections.Counter(rule for _, rules, _ in found for rule in rules)
    first = 1 + len(CHOSEN)
    index = {rule: first + number for number, rule in enumerate(sorted(rule for rule, count in seen.items() if count >= 50))}
    table = numpy.zeros((len(found), first + len(index)))
    table[:, 0] = 1
    for row, (chances, rules, _) in zip(table, found):
        chances = numpy.clip(chances, 0.005, 0.995)
        row[1:first] = numpy.log(chances / (1 - chances))
        row[[index[rule] for rule in rules if rule in index]] = 1
    right = numpy.array([right for _, _, right in found], float)
    weights, ridge = numpy.zeros(table.shape[1]), numpy.full(table.shape[1], 3.0)
    ridge[:first] = 1e-3
    for _ in range(30):
        chances = 1 / (1 + numpy.exp(-table @ weights))
        slope = table.T @ (chances - right) + ridge * weights
        curve = (table * (chances * (1 - chances))[:, None]).T @ table + numpy.diag(ridge)
        weights -= numpy.linalg.solve(curve, slope)
    return [f"bias\t\t{weights[0]:.3f}"] + [
        f"{field}\tchance\t{weight:.3f}" for field, weight in zip(CHOSEN, weights[1:])] + [
        f"{field}\t{rule}\t{weights[place]:.3f}" for (field, rule), place in index.items()]

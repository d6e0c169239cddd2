"""Fetch http://HOST:PORT/metrics and read it with Prometheus' own parser.

usage: metrics.py HOST:PORT

Prints one JSON object: `contentType`; `families` by name, each with its `type`, `help` and `samples` as
[name, labels, value]. Fails where the text is not what the format wants.
"""
import json
import sys
import urllib.request

from prometheus_client.parser import text_string_to_metric_families

with urllib.request.urlopen(f"http://{sys.argv[1]}/metrics", timeout=20) as response:
    text = response.read().decode("utf-8", "strict")
    content_type = response.headers["content-type"]
families = {}
seen = set()
for family in text_string_to_metric_families(text):
    assert family.name not in families, f"{family.name} comes twice"
    assert family.documentation and family.type != "unknown", f"{family.name} has no help or type"
    for sample in family.samples:
        identity = (sample.name, tuple(sorted(sample.labels.items())))
        assert identity not in seen, f"{identity} comes twice"
        seen.add(identity)
    families[family.name] = {
        "type": family.type,
        "help": family.documentation,
        "samples": [[sample.name, sample.labels, sample.value] for sample in family.samples],
    }
json.dump({"contentType": content_type, "families": families}, sys.stdout)
print()

"""A Kafka client that shares no code with chiso's.

usage: client.py produce SERVERS TOPIC            records as JSON Lines on stdin: key, value or null, headers
       client.py consume SERVERS TOPIC... --until N   N records over all topics as JSON Lines, or fails after --seconds

Values that are no UTF-8 are written and read as {"base64": "..."}.
"""
import argparse
import base64
import json
import sys
import time
import uuid

import confluent_kafka


def encode(value):
    if isinstance(value, dict):
        return base64.b64decode(value["base64"])
    return None if value is None else value.encode("utf-8")


def decode(value):
    if value is None:
        return None
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return {"base64": base64.b64encode(value).decode("ascii")}


def produce(arguments):
    failures = []
    producer = confluent_kafka.Producer(
        {"bootstrap.servers": arguments.servers, "partitioner": "murmur2_random", "message.max.bytes": 50_000_000})
    for line in sys.stdin:
        record = json.loads(line)
        value = record.get("value")
        if "repeat" in record:
            value = value * record["repeat"]
        producer.produce(
            arguments.topics[0], key=encode(record.get("key")), value=encode(value),
            headers=[(name, encode(header)) for name, header in record.get("headers", [])],
            on_delivery=lambda error, _: failures.append(str(error)) if error else None)
        producer.poll(0)
    left = producer.flush(30)
    if failures or left:
        sys.exit(f"{left} records left, {failures[:3]}")


def consume(arguments):
    consumer = confluent_kafka.Consumer(
        {"bootstrap.servers": arguments.servers, "group.id": str(uuid.uuid4()), "fetch.wait.max.ms": 50,
         "enable.auto.commit": False})
    places = [
        confluent_kafka.TopicPartition(name, partition, 0)
        for name in arguments.topics
        for partition in consumer.list_topics(name, timeout=15).topics[name].partitions]
    consumer.assign(places)
    count, deadline = 0, time.monotonic() + arguments.seconds
    while count < arguments.until and time.monotonic() < deadline:
        message = consumer.poll(0.2)
        if message is None:
            continue
        if message.error():
            sys.exit(str(message.error()))
        count += 1
        print(json.dumps({
            "topic": message.topic(), "partition": message.partition(), "offset": message.offset(),
            "timestamp": message.timestamp()[1], "key": decode(message.key()), "value": decode(message.value()),
            "headers": [[name, decode(value)] for name, value in message.headers() or []]}, ensure_ascii=False))
    consumer.close()
    if count < arguments.until:
        sys.exit(f"only {count} of {arguments.until} records came in {arguments.seconds} s")


parser = argparse.ArgumentParser()
parser.add_argument("action", choices=["produce", "consume"])
parser.add_argument("servers")
parser.add_argument("topics", nargs="+")
parser.add_argument("--until", type=int, default=1)
parser.add_argument("--seconds", type=float, default=30)
parsed = parser.parse_args()
(produce if parsed.action == "produce" else consume)(parsed)

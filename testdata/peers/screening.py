"""A screening set composed of the real names in a folder, and what it costs to search it.

How it is composed. The words of all organisation names of the other sets make the stock: kernels (a name without its last
word) and tails (last words), each in the order of their digests. A listing is a kernel and a tail; the real names come
first. Of the queries 22 in 100 are a listing with one change (two letters exchanged, one letter left out, one put in, a word
left out, the first word moved to the end, the last word shortened to its first letters), the others are composed like listings
but stand on no list. Every choice is a digest of the place it is made at, so that the set is the same on every machine.
"""

import hashlib
import time

import duckdb
import numpy as np
import pyarrow as pa
from peers import RAPIDFUZZ
from rapidfuzz import process
from sets import fold, half

LISTINGS, QUERIES, SAMPLE, TRUE, SHARED = 100_000, 200_000, 2_000, 22, 300
FLOOR = 0.78  # from here on the program calls two names one body's; no matcher is asked for less, and the best thresholds lie above


class Spent:
    """Seconds of the clock and of the processors, from here until stop."""

    def __init__(self):
        self.clock, self.cpu = time.monotonic(), time.process_time()

    def stop(self):
        self.clock, self.cpu = time.monotonic() - self.clock, time.process_time() - self.cpu
        return self


def draw(*place):
    return int.from_bytes(hashlib.sha256("/".join(map(str, place)).encode()).digest()[:8], "big")


def compose(stock, listings=LISTINGS, queries=QUERIES):
    """listings of (id, name) and queries of (id, name, id of its listing or None)."""
    names = sorted({" ".join(n.split()) for n in stock if fold(n)}, key=lambda n: draw("name", n))
    kernels = [k for k in dict.fromkeys(n.rpartition(" ")[0] for n in names) if fold(k)]
    tails = [t for t in dict.fromkeys(n.rpartition(" ")[2] for n in names) if fold(t)]
    taken, out = set(), []

    def take(name):
        key = fold(name)
        if key in taken:
            return False
        taken.add(key)
        return True

    def composed(kind, i):
        return f"{kernels[draw(kind, i, 'kernel') % len(kernels)]} {tails[draw(kind, i, 'tail') % len(tails)]}"
    for n in names[:listings // 4]:
        if take(n):
            out.append((f"L{len(out):06d}", n))
    i = 0
    while len(out) < listings:
        if take(name := composed("listing", i)):
            out.append((f"L{len(out):06d}", name))
        i += 1
    asked, i = [], 0
    while len(asked) < queries:
        truth = None
        if draw("true", i) % 100 < TRUE:
            truth, name = out[draw("which", i) % len(out)]
            name = change(name, i)
        else:
            name = composed("stranger", i)
        if take(name):
            asked.append((f"Q{len(asked):06d}", name, truth))
        i += 1
    return out, asked


def change(name, i):
    words, at = name.split(), draw("at", i)
    kind = draw("change", i) % 6
    if kind == 0 and len(words) > 2:
        return " ".join(w for k, w in enumerate(words) if k != at % len(words))
    if kind == 1 and len(words) > 1:
        return " ".join(words[1:] + words[:1])
    if kind == 2 and len(words) > 1 and len(words[-1]) > 5:
        return " ".join(words[:-1] + [words[-1][:4] + "."])
    k = at % max(1, len(name) - 1)
    if kind == 3:
        return name[:k] + name[k + 1:k + 2] + name[k:k + 1] + name[k + 2:]
    if kind == 4:
        return name[:k] + name[k + 1:]
    return name[:k] + "aeinorst"[at % 8] + name[k:]


def cdist(peer, listings, queries):
    """The best listing of each query by comparing all with all on two cores, and the Spent of it."""
    scorer = RAPIDFUZZ[peer]
    most = scorer("same", "same")
    left, right = [fold(n) for _, n in listings], [fold(q[1]) for q in queries]
    spent, best = Spent(), []
    for start in range(0, len(right), 100):
        scores = process.cdist(right[start:start + 100], left, scorer=scorer, workers=2, dtype=np.float32, score_cutoff=FLOOR * most)
        best += zip(scores.max(axis=1).tolist(), (listings[k][0] for k in scores.argmax(axis=1).tolist()))
    return best, spent.stop()


def blocked(listings, queries):
    """DuckDB on two cores: listings that share a word, the first six letters or the last six, compared by Jaro-Winkler; and the
    Spent of it, the keys of listings left out. A key of more than SHARED listings is none: at 300 the blocks still hold 95
    of 100 listed queries beside their listing (at 100 they hold 91, at 1,000 97 at three times the cost)."""
    db = duckdb.connect(config={"threads": 2})
    tables = {"listing": pa.table({"id": [i for i, _ in listings], "name": [fold(n) for _, n in listings]}),
              "query": pa.table({"id": [q[0] for q in queries], "name": [fold(q[1]) for q in queries]})}
    keys = """create table {t}_key as select distinct id, name, unnest(list_distinct(string_split(name, ' ') || ['^' || name[:6], '$' || name[-6:]])) as key from {t}_rows"""
    for t, rows in tables.items():
        db.register(f"{t}_rows", rows)
    db.execute(keys.format(t="listing"))
    db.execute("delete from listing_key where key in (select key from listing_key group by key having count(*) > ?)", [SHARED])
    spent = Spent()
    db.execute(keys.format(t="query"))
    rows = db.execute("""
        with pair as (select distinct q.id as query, q.name as a, l.id as listing, l.name as b from query_key q join listing_key l using (key))
        select query, max(score), arg_max(listing, score) from (select query, listing, jaro_winkler_similarity(a, b, ?) as score from pair) group by query""", [FLOOR]).fetchall()
    spent.stop()
    found = {q: (s, l) for q, s, l in rows}
    return [found.get(q[0], (-1.0, None)) for q in queries], spent


def rows(best, queries):
    """For measure.halved: a stranger is in the half of its own name, any other query in that of its listing."""
    return [(half(q[2] or q[1]), score, listing is not None and listing == q[2], q[2] is not None) for (score, listing), q in zip(best, queries)]

"""Perimeter's matching beside its peers: bench.py DATA LABELLED NAMES PROGRAM MENTIONS [screening]

DATA is a folder with sets by the layouts that sets.py knows, LABELLED the folder of the labelled cases, NAMES the program's
list of names of vendors (names.csv), PROGRAM the built
perimeter-score ("" prints the peers alone), MENTIONS what the test TestLabelled of stages/derived/matches wrote. One table a
set; every threshold, the peers' too, is the one of best F1 on the half to look at. With a last word screening, that part alone.
Exit code 1 when a target is missed.
"""

import os
import sys

import measure
import numpy as np
import peers
import screening
import sets
from engine import Engine
from measure import HALVES, Score
from sets import LEAVE, LOOK

OURS = "Perimeter"
LABELLED = "labelled"
missed = []


def target(name, met, text):
    print(f"  target {'met   ' if met else 'MISSED'} {name}: {text}")
    if not met:
        missed.append(name)


def title(text, *columns):
    print(f"\n== {text}")
    if columns:
        print(f"  {'':26}" + "".join(f"{c:>{w}}" for c, w in columns))


def line(name, *cells):
    print(f"  {name:26}" + "".join(f"{c:>{w}}" for c, w in cells), flush=True)


THREE = [("threshold", 11)] + [(f"{h}: P R F1", 22) for h in HALVES] + [("best afterwards", 18)]


def halves(name, rows):
    """One line of a table; the scores by half."""
    threshold, scores, best = measure.halved(rows)
    line(name, (f"{threshold:.3f}", 11), *((str(scores[h]), 22) for h in HALVES), (f"{best:.3f}", 18))
    return scores, threshold


def decisions(cases, scores):
    return [(c.half, s, c.truth, c.truth) for c, s in zip(cases, scores)]


def pairs(found, engine):
    title(f"{found.name}: {len(found.pairs)} pairs of organisations, {sum(c.truth for c in found.pairs)} of them one; cases by half "
          f"{', '.join(str(sum(c.half == h for c in found.pairs)) for h in (LOOK, LEAVE))}", *THREE)
    cases, given = found.pairs, peers.pairs(found.pairs)
    for peer, whole in ((peers.LOGIC, False), (peers.LOGIC_WHOLE, True)):
        if not whole or found.kind == "entities":
            given[peer] = peers.logic(cases, whole)
    for peer, scores in given.items():
        if scores is None:
            print(f"  {peer:26} absent: {peers.why}")
        else:
            halves(peer, decisions(cases, scores))
    if found.frozen:
        known = [c for c in cases if (c.left[0], c.right[0]) in found.frozen]
        halves("logic-v2, as published", decisions(known, [found.frozen[c.left[0], c.right[0]] for c in known]))
        at = [(found.frozen[c.left[0], c.right[0]], c.truth) for c in known]
        line(f"  the same at 0.70, {len(known)} cases", (str(measure.judge(at, sum(c.truth for c in known), 0.70)), 71))
    if engine:
        answers = engine.pairs(cases)
        scores, _ = halves(OURS, decisions(cases, [s for s, _ in answers]))
        goal = 0.95 if found.kind == "entities" else 0.90
        target(found.name, scores[measure.WHOLE].f1 >= goal, f"F1 {scores[measure.WHOLE].f1:.3f} on the whole set, at least {goal}")


def links(all_, engine):
    total = {}
    for s in all_:
        title(f"{s.name}: each of {len(s.right)} titles to its own among {len(s.left)}", *THREE)
        found = {p: [(score, s.left[k][0]) for score, k in best] for p, best in peers.links(s.left, s.right).items()}
        if engine:
            found[OURS] = engine.links(s.left, s.right)
        for peer, best in found.items():
            rows = [(r[3], score, candidate is not None and candidate == r[2], r[2] is not None) for (score, candidate), r in zip(best, s.right)]
            scores, _ = halves(peer, rows)
            total.setdefault(peer, []).append(scores[measure.WHOLE].f1)
    if not all_:
        return
    title(f"mean F1 of {', '.join(s.name for s in all_)}", ("mean", 11), ("each", 22))
    mean = {p: sum(f) / len(f) for p, f in total.items()}
    for peer, f1 in mean.items():
        line(peer, (f"{f1:.3f}", 11), (" ".join(f"{f:.3f}" for f in total[peer]), 22))
    if engine:
        others = [p for p in mean if p != OURS]
        best = max(others, key=mean.get)
        target("linking", mean[OURS] >= mean[best] + 0.03, f"mean {mean[OURS]:.3f}, best peer {best} {mean[best]:.3f}, at least 0.03 above")
        for k, s in enumerate(all_):
            top = max(others, key=lambda p: total[p][k])
            target(s.name, total[OURS][k] >= total[top][k], f"{total[OURS][k]:.3f}, best peer {top} {total[top][k]:.3f}, not lower")


def clusters(s, engine):
    """Two lines a matcher: the threshold of best B-cubed F1, and, indented, that of best B-cubed F1 among those with which
    nine of ten pairs put together belong together; both on the half to look at. Ours is held to the second, peers to the first."""
    title(f"{s.name}: {len(s.rows)} strings of {len({e for _, e, _ in s.rows})} entities; pairwise, then B-cubed",
          ("threshold", 11), *((f"{h}: {m} P R F1", 26) for h in HALVES for m in ("pairs", "B3")))
    strings = [t for t, _, _ in s.rows]
    parts = {h: {k: e for k, (_, e, part) in enumerate(s.rows) if h in (measure.WHOLE, part)} for h in HALVES}
    best, careful = {}, {}

    def both(h, clustered):
        return measure.pairwise(parts[h], clustered), measure.bcubed(parts[h], clustered)

    def judge(peer, cluster, thresholds):
        tried = {t: both(LOOK, cluster(LOOK, t)) for t in thresholds}
        for out, least, name in ((best, 0, peer), (careful, 0.9, f"  {peer}")):
            good = [t for t, (pairs, _) in tried.items() if pairs.precision >= least]
            if good:
                at = max(good, key=lambda t: (tried[t][1].f1, t))
                out[peer] = {h: both(h, cluster(h, at)) for h in HALVES}
                line(name, (f"{at:.3f}", 11), *((str(m), 26) for h in HALVES for m in out[peer][h]))
    keep = {h: np.array([k in p for k in range(len(strings))]) for h, p in parts.items()}
    for peer, edges in peers.edges(strings).items():
        judge(peer, lambda h, t, edges=edges: peers.components(edges, keep[h], t), np.unique(np.quantile(edges[0], np.linspace(0, 1, 50))).tolist())
    if engine:
        judge(OURS, lambda h, t: engine.clusters({k: strings[k] for k in parts[h]}, t), [k / 100 for k in range(60, 100, 2)])
        pairs, cubed = careful.get(OURS, best[OURS])[measure.WHOLE]
        theirs = max(best[p][measure.WHOLE][1].f1 for p in peers.TFIDF)
        target("clusters, pairwise precision", pairs.precision >= 0.90, f"{pairs.precision:.3f}, at least 0.90")
        target("clusters, B-cubed", cubed.f1 > theirs, f"F1 {cubed.f1:.3f}, TF-IDF {theirs:.3f}, above")


def screen(stock, engine):
    """Seconds leave out what is done once: the listings' index or keys, and the folding of names for the peers. Ours takes
    names apart by itself; that is told apart from looking them up. A busy machine takes from names/s by the clock, less from
    those a second of CPU: the target of one core is judged by these. Beside DuckDB it is names a second by the clock, each on two
    cores with its names folded beforehand; a second of CPU must say the same, so that a quiet moment for one of the two shows nothing."""
    listings, queries = screening.compose(stock)
    title(f"screening: {len(queries)} names against {len(listings)} listings, {sum(q[2] is not None for q in queries)} of them on the list "
          f"(load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors); no matcher is asked for a score under {screening.FLOOR}", ("names/s", 9), ("a CPU s", 9), ("queries", 9), *THREE)

    def one(name, best, asked, clock, cpu):
        threshold, scores, top = measure.halved(screening.rows(best, asked))
        line(name, (f"{len(asked) / clock:.0f}", 9), (f"{len(asked) / cpu:.0f}", 9), (len(asked), 9), (f"{threshold:.3f}", 11), *((str(scores[h]), 22) for h in HALVES), (f"{top:.3f}", 18))
        return threshold
    some = queries[::len(queries) // 500]
    for peer in ("rapidfuzz Jaro-Winkler", "rapidfuzz token_sort"):
        best, spent = screening.cdist(peer, listings, some)
        one(f"cdist {peer[10:]}, 2 cores", best, some, spent.clock, spent.cpu)
    best, duck = screening.blocked(listings, queries)
    one("DuckDB blocks, 2 cores", best, queries, duck.clock, duck.cpu)
    if not engine:
        return
    asked, floor = [q[:2] for q in queries], ("--floor", str(screening.FLOOR))

    def best_of(rows):
        first = {}
        for q, l, score, _ in rows:
            first.setdefault(q, (score, l))
        return first
    took = {}
    for cores in (2, 1):
        rows, took[cores] = engine.search(listings, asked, *floor, "--workers", str(cores), cores=cores)
        found = best_of(rows)
        threshold = one(f"{OURS}, {cores} core{'s' * (cores > 1)}", [found.get(q[0], (-1.0, None)) for q in queries], queries, took[cores].queries, took[cores].queries_cpu)
    _, apart = engine.search(listings[:1], asked, "--limit", "0", "--workers", "2", cores=2)
    _, few = engine.search(listings[:len(listings) // 10], asked, *floor, "--workers", "1", cores=1)
    print(f"  index of {len(listings)} listings: {took[1].index_cpu:.2f} CPU s (left out below, as are DuckDB's keys of listings)")
    print(f"  {len(queries)} names on two cores: {OURS} {took[2].queries_cpu:.2f} CPU s, {took[2].queries:.2f} s by the clock, of them {apart.queries_cpu:.2f} and {apart.queries:.2f} to take names apart; "
          f"DuckDB {duck.cpu:.2f} and {duck.clock:.2f}, its names folded beforehand (load {os.getloadavg()[0]:.1f})")
    rate = len(queries) / took[1].queries_cpu
    target("screening, speed", rate >= 25_000, f"{rate:.0f} names a CPU second on one core, names taken apart meanwhile, at least 25,000 (by the clock {len(queries) / took[1].queries:.0f})")
    for name, theirs, ours, taking in (("CPU", duck.cpu, took[2].queries_cpu, apart.queries_cpu), ("by the clock", duck.clock, took[2].queries, apart.queries)):
        # The peers' names are folded beforehand, so that looking up is compared with looking up. A machine so busy that taking names
        # apart alone took longer shows nothing.
        times = theirs / (ours - taking) if ours > taking else 0
        target(f"screening, DuckDB, {name}", times >= 10, f"{times:.1f} times as many names a second as DuckDB's on two cores without taking names apart, at least 10 ({theirs / ours:.1f} times with it)")
    target("screening, growth", took[1].queries_cpu <= 4 * few.queries_cpu, f"{took[1].queries_cpu:.2f} CPU s, {few.queries_cpu:.2f} with a tenth of the listings, at most four times")
    recall(listings, queries, engine, found, floor, threshold)


def sample(queries):
    """Queries that are on the list, as many as are sampled, the same at each run."""
    true = [q for q in queries if q[2]]
    return true[::len(true) // screening.SAMPLE][:screening.SAMPLE]


def share(some, found, threshold):
    return sum(found.get(q, (-1.0, None))[0] >= threshold and found[q][1] == own for q, _, own in some) / len(some)


def recall(listings, queries, engine, found, floor, threshold):
    """What looking up loses at most. Comparing a name with every listing answers with its own one only if no other has a greater
    score: not where the answer found by looking up has. So of the names whose own listing was not found only those need to be
    compared with all listings whose own one has no less than that answer; names that were found count as found by both."""
    some, names = sample(queries), dict(listings)
    own = {q: 1.0 if "|" in name + names[l] else None for q, name, l in some}  # the program takes what a bar parts for two names
    own |= {r[0]: float(r[1]) for r in engine.run([(q, name, names[l]) for q, name, l in some if own[q] is None])[0]}
    lost = [q for q in some if share([q], found, threshold) == 0 and own[q[0]] >= max(threshold, found.get(q[0], (-1.0, None))[0])]
    rows, took = engine.search(listings, [q[:2] for q in lost], *floor, "--workers", "2", "--exhaustive")
    answers = {q: (score, l) for q, l, score, _ in rows}
    mine = share(some, found, threshold)
    most = mine + sum(share([q], answers, threshold) for q in lost) / len(some)
    target("screening, recall", mine >= most - 0.005, f"{mine:.4f} of {len(some)} sampled names that are listed; comparing all finds {most:.4f} at most, within 0.005 of that "
           f"({len(lost)} names compared with every listing, {took.queries_cpu:.0f} CPU s)")


LANGUAGES = ("it", "en", "zh", "ru", "ar")



def labelled(folder, lists, engine, mentions, called, files):
    """One labelled set, in two files. Companies that bear another name than their group are known from the lists alone, so that
    families are looked for by the run; of a set written after the lists they are counted and not judged."""
    cases, vendors = sets.labelled(folder, lists, files)
    for kind, truth, text in (("name", ("same", "family"), "same or family"), ("text", ("brand", "rebrand"), "brand or rebrand")):
        mine = [c for c in cases if c.label["kind"] == kind]
        title(f"{called} {kind}s: {len(mine)} cases, {sum(c.truth for c in mine)} of them {text}", *THREE)
        given = peers.pairs(mine)
        given[peers.LOGIC] = peers.logic(mine)
        if engine and kind == "name":
            given[OURS] = [score for score, _ in engine.pairs(mine)]
        for peer, scores in given.items():
            if scores is None:
                print(f"  {peer:26} absent: {peers.why}")
                continue
            rows = decisions(mine, scores)
            _, threshold = halves(peer, rows)
            cells = []
            for language in LANGUAGES:
                some = [(s, c.truth) for c, s in zip(mine, scores) if c.label["language"] == language]
                cells.append((f"{language} {measure.judge(some, sum(t for _, t in some), threshold)}", 23))
            line("  the whole, by language", *cells)
            # Most cases are matches, so that best F1 may call every stranger one: this line calls none of the half to look at.
            at, scores = measure.without_strangers(rows)
            line("  no stranger to look at", (f"{at:.3f}", 11), *((str(scores[h]), 22) for h in HALVES))
    if not engine:
        return
    said = {c.id: relation for c, (_, relation) in zip(cases, engine.pairs(cases))}
    found = {r[0]: r[1] for r in mentions}
    for c in cases:
        if c.label["kind"] == "text":
            said[c.id] = found.get(c.id, "stranger")
        elif said[c.id] == "different":
            said[c.id] = "stranger"
    title(f"{called}, {OURS}'s own verdicts: {len(cases)} cases", ("cases", 8), *((f"{h}: P R F1", 22) for h in HALVES), *((l, 20) for l in LANGUAGES))
    for relation in ("same", "family", "brand", "rebrand", "stranger"):
        def score(some):
            tp = sum(said[c.id] == relation == c.label["relation"] for c in some)
            return Score(tp, sum(said[c.id] == relation for c in some) - tp, sum(c.label["relation"] == relation for c in some) - tp)
        line(relation, (sum(c.label["relation"] == relation for c in cases), 8),
             *((str(score([c for c in cases if h in (measure.WHOLE, c.half)])), 22) for h in HALVES),
             *((str(score([c for c in cases if c.label["language"] == l])), 20) for l in LANGUAGES))
    for text, some in (("same or family", ("same", "family")), ("brand or rebrand", ("brand", "rebrand"))):
        kind = "name" if "same" in some else "text"
        mine = [(c.half, 1.0 if said[c.id] in some else 0.0, c.truth, c.truth) for c in cases if c.label["kind"] == kind]
        scores = measure.at(mine, 0.5)
        line(text, (len(mine), 8), *((str(scores[h]), 22) for h in HALVES))
    related = ("same", "family")
    for what, verdict in (("pairs", said), ("suppliers of the run", found)):
        wrong = [c for c in cases if c.label["relation"] == "stranger" and verdict.get(c.id) in related]
        target(f"{called} strangers, {what}", not wrong, f"{count(wrong)} called same or family")
    lost = [c for c in cases if c.label["relation"] == "family" and c.label["entity"] in vendors and found.get(c.id) not in related]
    text = f"{count(lost)} companies of flagged vendors missed as suppliers of the run"
    if called == LABELLED:
        target(f"{called} families", not lost, text)
    else:
        print(f"  {called} families: {text}")


def count(cases):
    """How many, by half; those of the half to look at by id."""
    look = [c.id for c in cases if c.half == LOOK]
    return f"{len(cases)} ({len(cases) - len(look)} in the half to leave alone; to look at: {', '.join(look) or 'none'})"


def main(data, folder, lists, program, mentions, only=""):
    engine = Engine(program) if program else None
    pair_sets, link_sets, cluster_sets = sets.read(data)
    stock = [n for s in pair_sets for c in s.pairs for n in (*c.left, *c.right)]
    stock += [t for s in link_sets for side in (s.left, s.right) for _, t, *_ in side] + [t for s in cluster_sets for t, *_ in s.rows]
    if only:
        screen(stock, engine)
        return end()
    found = [r.split("\t") for r in open(mentions, encoding="utf-8").read().splitlines()] if mentions else []
    labelled(folder, lists, engine, found, LABELLED, ("look", "leave"))
    labelled(folder, lists, engine, found, "labelled afresh", ("eighth", "eighth-leave"))
    for s in pair_sets:
        pairs(s, engine)
    links(link_sets, engine)
    for s in cluster_sets:
        clusters(s, engine)
    if stock:
        screen(stock, engine)
    return end()


def end():
    print(f"\n{len(missed)} targets missed" + "".join(f"\n  {m}" for m in missed))
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

"""The peers. Each is given folded strings (sets.fold) and gives scores; what is made of a score is measured elsewhere."""

import contextlib
import io
import logging
import warnings
from collections import Counter

import numpy as np
import pyarrow as pa
from rapidfuzz import distance, fuzz, process
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components
from sets import fold
from sklearn.feature_extraction.text import TfidfVectorizer

try:
    from followthemoney import model
    from nomenklatura.matching import get_algorithm
    from nomenklatura.matching.types import ScoringConfig
except ImportError as err:  # PyICU could not be built, most likely
    model, why = None, str(err)

RAPIDFUZZ = {
    "rapidfuzz ratio": fuzz.ratio,
    "rapidfuzz token_sort": fuzz.token_sort_ratio,
    "rapidfuzz token_set": fuzz.token_set_ratio,
    "rapidfuzz WRatio": fuzz.WRatio,
    "rapidfuzz Jaro-Winkler": distance.JaroWinkler.similarity,
}
TFIDF = {
    "TF-IDF 2-4 in words": dict(analyzer="char_wb", ngram_range=(2, 4), sublinear_tf=True),
    "TF-IDF 3": dict(analyzer="char", ngram_range=(3, 3)),
}
SPLINK = "Splink"
LOGIC, LOGIC_WHOLE = "logic-v2", "logic-v2, whole entities"


def pairs(cases):
    """Scores of each peer for each case: the best over the names of the two."""
    names = [([fold(n) for n in c.left], [fold(n) for n in c.right]) for c in cases]
    out = {}
    for peer, scorer in RAPIDFUZZ.items():
        out[peer] = [max((scorer(a, b) for a in left for b in right if a and b), default=0.0) for left, right in names]
    every = sorted({n for left, right in names for n in left + right})
    at = {n: i for i, n in enumerate(every)}
    for peer, options in TFIDF.items():
        matrix = TfidfVectorizer(**options).fit_transform(every)
        out[peer] = [max((matrix[[at[n] for n in left]] @ matrix[[at[n] for n in right]].T).data, default=0.0) for left, right in names]
    out[SPLINK] = splink_pairs(names)
    return out


def logic(cases, whole=False):
    """logic-v2 on companies that have the folded names and no more; whole: on the entities as published. None without the
    package."""
    if model is None:
        return None
    algorithm = get_algorithm("logic-v2")
    config = ScoringConfig.defaults()
    out = []
    for c in cases:
        sides = []
        for side, names in enumerate((c.left, c.right)):
            data = c.raw[side] if whole else {"id": f"{c.id}-{side}", "schema": c.schema, "properties": {"name": [n for n in map(fold, names) if n]}}
            sides.append(model.get_proxy(data))
        out.append(algorithm.compare(sides[0], sides[1], config).score)
    return out


@contextlib.contextmanager
def quiet():
    logging.disable(logging.WARNING)
    with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        warnings.simplefilter("ignore")
        yield
    logging.disable(logging.NOTSET)


def splink(tables, blocks, train, least=-40):
    """Rows (score, left id, right id) of Splink for one table (duplicates in it) or two (links). A name is compared as a
    whole and by the words the two share; u from random pairs, m by expectation maximisation over the blocks in train."""
    import splink.comparison_library as cl
    from splink import DuckDBAPI, Linker, SettingsCreator
    common = Counter(w for t in tables for r in t for w in r[1].split())
    with quiet():
        db = DuckDBAPI()
        frames = [db.register(pa.table({"unique_id": [r[0] for r in t], "name": [r[1] for r in t], "words": [sorted(set(r[1].split())) for r in t],
                                        "rare": [min(r[1].split() or [""], key=lambda w: (common[w], w)) for r in t], "prefix": [r[1][:10] for r in t], "pair": [r[2] if len(r) > 2 else "" for r in t]}), dataset_display_name=f"t{i}")
                  for i, t in enumerate(tables)]
        settings = SettingsCreator(
            link_type="link_only" if len(tables) == 2 else "dedupe_only",
            comparisons=[cl.JaroWinklerAtThresholds("name", [0.97, 0.94, 0.9, 0.85, 0.75]), cl.ArrayIntersectAtSizes("words", [4, 3, 2, 1])],
            blocking_rules_to_generate_predictions=blocks, retain_matching_columns=False)
        linker = Linker(frames if len(frames) > 1 else frames[0], settings, log_level=None)
        linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
        for rule in train:
            with contextlib.suppress(Exception):  # a rule under which some level never occurs trains nothing
                linker.training.estimate_parameters_using_expectation_maximisation(rule, max_pairs=1e5)
        found = linker.inference.predict(threshold_match_weight=least).as_duckdbpyrelation().arrow()
        found = found.read_all() if hasattr(found, "read_all") else found
    return list(zip(found["match_weight"].to_pylist(), found["unique_id_l"].to_pylist(), found["unique_id_r"].to_pylist()))


def splink_pairs(names):
    left = [(f"{i}|{k}", n, str(i)) for i, (a, _) in enumerate(names) for k, n in enumerate(a) if n]
    right = [(f"{i}|{k}", n, str(i)) for i, (_, b) in enumerate(names) for k, n in enumerate(b) if n]
    best = {}
    for score, l, _ in splink([left, right], ["l.pair = r.pair"], ["l.pair = r.pair"]):
        i = l.split("|")[0]
        best[i] = max(score, best.get(i, -99.0))
    return [best.get(str(i), -99.0) for i in range(len(names))]


BLOCKS = ["l.rare = r.rare", "l.prefix = r.prefix"]


def links(left, right):
    """Of each peer: for each on the right its best on the left, as (score, position)."""
    a, b = [fold(r[1]) for r in left], [fold(r[1]) for r in right]
    out = {}
    for peer, scorer in RAPIDFUZZ.items():
        scores = process.cdist(b, a, scorer=scorer, workers=2)
        out[peer] = list(zip(scores.max(axis=1).tolist(), scores.argmax(axis=1).tolist()))
    for peer, options in TFIDF.items():
        vectors = TfidfVectorizer(**options).fit(a + b)
        scores = (vectors.transform(b) @ vectors.transform(a).T).toarray()
        out[peer] = list(zip(scores.max(axis=1).tolist(), scores.argmax(axis=1).tolist()))
    best = [(-99.0, 0)] * len(b)
    rows = [[(f"{i:06d}", n) for i, n in enumerate(side) if n] for side in (a, b)]
    for score, l, r in sorted(splink(rows, BLOCKS, BLOCKS)):
        best[int(r)] = max(best[int(r)], (score, -int(l)))
    out[SPLINK] = [(s, -l) for s, l in best]
    return out


def edges(strings):
    """Of each peer: the scores of pairs of positions, those too far apart left out, as three arrays."""
    folded = [fold(s) for s in strings]
    out = {}
    for peer in ("rapidfuzz token_sort",):
        out[peer] = chunked(len(folded), 80, lambda k: process.cdist(folded[k:k + CHUNK], folded, scorer=RAPIDFUZZ[peer], score_cutoff=80, workers=2))
    for peer, options in TFIDF.items():
        matrix = TfidfVectorizer(**options).fit_transform(folded)
        out[peer] = chunked(len(folded), 0.5, lambda k: (matrix[k:k + CHUNK] @ matrix.T).toarray())
    rows = [(f"{i:06d}", n) for i, n in enumerate(folded) if n]
    found = splink([rows], BLOCKS, BLOCKS, -5)
    out[SPLINK] = tuple(np.array([kind(r[k]) for r in found]) for k, kind in ((0, float), (1, int), (2, int)))
    return out


CHUNK = 1000


def chunked(n, least, scores):
    parts = []
    for start in range(0, n, CHUNK):
        block = scores(start)
        row, column = np.nonzero(block >= least)
        upper = row + start < column
        parts.append((block[row[upper], column[upper]], row[upper] + start, column[upper]))
    return tuple(np.concatenate(p) for p in zip(*parts))


def components(edges, keep, threshold):
    """The cluster of each position for which keep holds, where every edge at or above the threshold joins two of them."""
    score, i, j = edges
    some = (score >= threshold) & keep[i] & keep[j]
    graph = coo_matrix((np.ones(some.sum(), dtype=bool), (i[some], j[some])), shape=(len(keep), len(keep)))
    return connected_components(graph, directed=False)[1]

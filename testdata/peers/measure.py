"""Precision, recall and F1 of decisions, links and clusters; thresholds chosen on the half to look at."""

import math
from collections import Counter
from sets import LEAVE, LOOK

WHOLE = "whole"
HALVES = (LOOK, LEAVE, WHOLE)


class Score:
    """Counts of decisions. An empty denominator makes a measure 0."""

    def __init__(self, tp=0, fp=0, fn=0):
        self.tp, self.fp, self.fn = tp, fp, fn
        self.precision = tp / (tp + fp) if tp + fp else 0.0
        self.recall = tp / (tp + fn) if tp + fn else 0.0
        total = self.precision + self.recall
        self.f1 = 2 * self.precision * self.recall / total if total else 0.0

    def __str__(self):
        return f"{self.precision:.3f} {self.recall:.3f} {self.f1:.3f}"


def sweep(decisions, positives):
    """The threshold of best F1 over (score, right) decisions, of which positives could be right, and that F1. Of several
    thresholds with the same F1 the highest is taken."""
    best, at, tp, n = -1.0, math.inf, 0, 0
    ordered = sorted(decisions, key=lambda d: -d[0])
    for i, (score, right) in enumerate(ordered):
        n += 1
        tp += right
        if i + 1 < len(ordered) and ordered[i + 1][0] == score:
            continue
        f1 = 2 * tp / (n + positives)
        if f1 > best:
            best, at = f1, score
    return at, max(best, 0.0)


def judge(decisions, positives, threshold):
    n = sum(score >= threshold for score, _ in decisions)
    tp = sum(right for score, right in decisions if score >= threshold)
    return Score(tp, n - tp, positives - tp)


def parts(rows):
    """Of rows (half, score, right, positive), by half: the decisions, and how many could be right."""
    chosen = {h: [r for r in rows if h in (WHOLE, r[0])] for h in HALVES}
    return {h: ([(r[1], r[2]) for r in p], sum(r[3] for r in p)) for h, p in chosen.items()}


def at(rows, threshold):
    return {h: judge(*p, threshold) for h, p in parts(rows).items()}


def halved(rows):
    """The threshold of the half to look at, a Score a half, and the best F1 that any threshold gives on the whole set
    afterwards."""
    by = parts(rows)
    threshold, _ = sweep(*by[LOOK])
    return threshold, at(rows, threshold), sweep(*by[WHOLE])[1]


def without_strangers(rows):
    """The lowest threshold that no stranger of the half to look at reaches, and a Score a half."""
    strangers = max((r[1] for r in rows if r[0] == LOOK and not r[2]), default=-math.inf)
    threshold = min((r[1] for r in rows if r[0] == LOOK and r[1] > strangers), default=math.inf)
    return threshold, at(rows, threshold)


def pairwise(truth, found):
    """Of the pairs of strings put together, those that belong together. Both map a string to its cluster."""
    def pairs(counts):
        return sum(n * (n - 1) // 2 for n in counts)
    together = pairs(Counter((truth[s], found[s]) for s in truth).values())
    return Score(together, pairs(Counter(found[s] for s in truth).values()) - together, pairs(Counter(truth.values()).values()) - together)


def bcubed(truth, found):
    """B-cubed precision, recall and F1: what of each string's cluster is its entity's, averaged over strings."""
    both = Counter((truth[s], found[s]) for s in truth)
    ofTruth, ofFound = Counter(truth.values()), Counter(found[s] for s in truth)
    precision = sum(n * n / ofFound[c] for (_, c), n in both.items()) / len(truth)
    recall = sum(n * n / ofTruth[t] for (t, _), n in both.items()) / len(truth)
    out = Score()
    out.precision, out.recall, out.f1 = precision, recall, 2 * precision * recall / (precision + recall)
    return out

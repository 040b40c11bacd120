"""Perimeter's engine as a peer: the program perimeter-score, asked in tab-separated lines. It folds names itself."""

import collections
import os
import re
import subprocess
import tempfile

TIMES = re.compile(r"index ([\d.]+) cpu ([\d.]+) .* queries ([\d.]+) cpu ([\d.]+)")

Times = collections.namedtuple("Times", "index index_cpu queries queries_cpu")


class Engine:
    def __init__(self, program):
        self.program = program

    def run(self, lines, *options, cores=2):
        done = subprocess.run([self.program, *options], input="".join("\t".join(map(clean, l)) + "\n" for l in lines).encode(),
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=os.environ | {"GOMAXPROCS": str(cores)})
        if done.returncode:
            raise SystemExit(f"{self.program} {' '.join(options)}: {done.stderr.decode()}")
        return [l.split("\t") for l in done.stdout.decode().splitlines()], done.stderr.decode()

    def pairs(self, cases):
        """A score and a relation for each case."""
        lines = [(c.id, " | ".join(c.left), " | ".join(c.right), "|".join(c.countries[0]), "|".join(c.countries[1]),
                  "|".join(c.identifiers[0]), "|".join(c.identifiers[1])) for c in cases]
        found = {r[0]: (float(r[1]), r[2]) for r in self.run(lines)[0]}
        return [found[c.id] for c in cases]

    def search(self, listings, queries, *options, cores=2):
        """Rows (query, candidate, score, relation), and the seconds of the clock and of the processors that indexing and the queries took."""
        with tempfile.NamedTemporaryFile("w", suffix=".tsv", encoding="utf-8") as f:
            f.writelines(f"{clean(i)}\t{clean(n)}\n" for i, n in listings)
            f.flush()
            rows, said = self.run(queries, "--index", f.name, *options, cores=cores)
        return [(r[0], r[1], float(r[2]), r[3]) for r in rows], Times(*map(float, TIMES.search(said).groups()))

    def links(self, left, right):
        best = {}
        for query, candidate, score, _ in self.search(left, [(i, t) for i, t, *_ in right])[0]:
            best.setdefault(query, (score, candidate))
        return [best.get(r[0], (-1.0, None)) for r in right]

    def clusters(self, strings, threshold):
        """The cluster of each of a dictionary of strings."""
        found = dict(self.run([(f"{k:06d}", s) for k, s in strings.items()], "--cluster", f"{threshold:.2f}")[0])
        return {k: found[f"{k:06d}"] for k in strings}


def clean(s):
    return " ".join(s.split())

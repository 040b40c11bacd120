"""The labelled sets, told by the layout of their files, each cut into two halves by entity.

Which half an entity is in is the first bit of the digest of its name: nothing is drawn by chance, and a set that grows
moves no entity to the other half.
"""

import csv
import hashlib
import json
import pathlib
from dataclasses import dataclass, field

from anyascii import anyascii

LOOK, LEAVE = "look", "leave"
ORGANISATIONS = {"Company", "Organization", "LegalEntity", "PublicBody"}
NAMES = ("name", "alias", "previousName")
COUNTRIES = ("country", "jurisdiction", "mainCountry")
IDENTIFIERS = ("registrationNumber", "taxNumber", "idNumber", "leiCode", "vatCode", "swiftBic", "bikCode", "innCode", "ogrnCode",
               "uscCode", "dunsCode", "uniqueEntityId", "wikidataId")


def fold(name):
    """The string that every peer is given: letters of all scripts in Latin ones, small, without accents and punctuation."""
    text = anyascii(name).lower()
    return " ".join("".join(c if c.isalnum() else " " for c in text).split())


def half(entity):
    return LOOK if hashlib.sha256(entity.encode()).digest()[0] < 128 else LEAVE


@dataclass
class Pair:
    """Two organisations, each with all its names, and whether they are one."""
    id: str
    left: list
    right: list
    truth: bool
    half: str
    raw: tuple = None      # the two entities as published, for a peer that reads them
    schema: str = "Company"
    countries: tuple = ((), ())
    identifiers: tuple = ((), ())
    label: dict = field(default_factory=dict)


@dataclass
class PairSet:
    name: str
    kind: str              # entities, names
    pairs: list
    frozen: dict = None    # scores published by a peer: case -> score


@dataclass
class LinkSet:
    """Each title on the right belongs to one on the left, which holds many more."""
    name: str
    left: list             # (id, title)
    right: list            # (id, title, id of the true left row or None, half)


@dataclass
class ClusterSet:
    name: str
    rows: list             # (string, entity, half)


class Components:
    """Union-find over anything that can be a key of a dictionary."""

    def __init__(self):
        self.parent = {}

    def find(self, x):
        self.parent.setdefault(x, x)
        while self.parent[x] != x:
            self.parent[x] = self.parent[self.parent[x]]
            x = self.parent[x]
        return x

    def union(self, a, b):
        a, b = self.find(a), self.find(b)
        if a != b:
            self.parent[max(a, b)] = min(a, b)


def table(path, delimiter=","):
    with open(path, encoding="utf-8-sig", newline="") as f:
        return list(csv.DictReader(f, delimiter=delimiter, quoting=csv.QUOTE_NONE if delimiter == "\t" else csv.QUOTE_MINIMAL))


def header(path):
    with open(path, encoding="utf-8-sig", newline="") as f:
        return set(next(csv.reader(f), []))


def read(folder):
    """All sets in a folder: pairs, links, clusters, in the order of their paths."""
    pairs, links, clusters, frozen = [], [], [], {}
    for path in sorted(p for p in pathlib.Path(folder).rglob("*") if p.is_file()):
        if path.suffix == ".jsonl":
            if found := entities(path):
                pairs.append(found)
        elif path.suffix == ".csv":
            columns = header(path)
            if {"name1", "name2", "is_match", "score"} <= columns:
                frozen |= {(r["name1"], r["name2"]): float(r["score"]) for r in table(path)}
            elif {"name1", "name2", "is_match"} <= columns:
                pairs.append(names(path))
            elif {"unique_id", "organization"} <= columns:
                clusters.append(cluster(path))
            elif {"id_l", "id_r"} <= columns and path.stem.endswith("_gt"):
                links.append(link(path))
    for s in pairs:
        if s.kind == "names":
            s.frozen = frozen
    return pairs, links, clusters


def entities(path):
    """Pairs of FollowTheMoney entities with a judgement. Pairs that share an entity are in one half."""
    rows = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if not {"left", "right", "judgement"} <= set(row):
            return None
        rows.append(row)
    same = Components()
    for row in rows:
        same.union(row["left"]["id"], row["right"]["id"])
    out = []
    for i, row in enumerate(rows):
        sides = row["left"], row["right"]

        def values(keys, scheme=False):
            return tuple(sorted({(f"{k}:{v}" if scheme else v) for k in keys for v in e["properties"].get(k, ())}) for e in sides)
        left, right = values(NAMES)
        out.append(Pair(id=str(i), left=left, right=right, truth=row["judgement"] == "positive", half=half(same.find(sides[0]["id"])),
                        raw=sides, countries=values(COUNTRIES), identifiers=values(IDENTIFIERS, True)))
    return PairSet(path.name, "entities", out)


def names(path):
    """Pairs of names; only those of organisations. Pairs that share a name are in one half."""
    rows = [r for r in table(path) if r["schema"] in ORGANISATIONS]
    same = Components()
    for r in rows:
        same.union(fold(r["name1"]), fold(r["name2"]))
    return PairSet(path.name, "names", [
        Pair(id=str(i), left=[r["name1"]], right=[r["name2"]], truth=r["is_match"] == "true", half=half(same.find(fold(r["name1"]))), schema=r["schema"])
        for i, r in enumerate(rows)])


def link(path):
    side = {s: table(path.with_name(path.name.replace("_gt", f"_{s}"))) for s in ("left", "right")}
    truth = {r["id_r"]: r["id_l"] for r in table(path)}
    return LinkSet(path.stem.removesuffix("_gt"), [(r["id"], r["title"]) for r in side["left"]],
                   [(r["id"], r["title"], truth.get(r["id"]), half(truth.get(r["id"], r["title"]))) for r in side["right"]])


def cluster(path):
    return ClusterSet(path.name, [(r["organization"], r["unique_id"], half(r["unique_id"])) for r in table(path)])


def labelled(folder, lists, files):
    """Labelled cases of the repository; their halves are files. A flagged vendor has all the names that the program's
    lists, names.csv, have of it: what is looked for is the listed vendor, not one spelling."""
    known = {}
    for r in table(lists):
        if r["relation"] == "same entity":
            known.setdefault(r["vendor"], []).append(r["name"])
    out = []
    for part, file in zip((LOOK, LEAVE), files):
        for r in table(pathlib.Path(folder) / f"{file}.tsv", "\t"):
            right = list(dict.fromkeys([r["right"], *known.get(r["entity"], ())]))
            out.append(Pair(id=r["case"], left=[r["left"]], right=right, truth=r["relation"] != "stranger", half=part, label=r))
    return out, set(known)

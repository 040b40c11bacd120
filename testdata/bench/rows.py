"""What the programs wrote, counted by DuckDB: rows.py RECORDS DUCK FLATTERER

Perimeter merges the releases of a process, so its rows are as many as the things that DuckDB's rows, release by release, tell
of. Exit code 1 where they are not, or where somebody whom the made-up data name as a person is in a table of Perimeter's.
"""

import pathlib
import sys

import duckdb

PEOPLE = ("Zanfrellini", "Vaubrechet", "stelkamp", "Quintabrava", "Wexelby", "Dvorštýn", "dvorstyn", "Bellantrone")
SAME = {  # a table of Perimeter's, one of DuckDB's, and what is one thing in it
    "processes": ("releases", "ocid"),
    "publications": ("releases", "ocid, id"),
    "awards": ("awards", "ocid, id"),
    "contracts": ("contracts", "ocid, id"),
    "items": ("items", "ocid, level, owner, id"),
    "parties": ("parties", "ocid, role, id"),
}
FLAT = {"publications": ["main"], "awards": ["awards"], "contracts": ["contracts"], "parties": ["parties"],
        "items": ["tender_items", "awards_items", "contracts_items"]}


def main(records, duck, flatterer):
    wrong = 0
    one = lambda query: duckdb.execute(query).fetchone()[0]
    print(f"  {'rows':34}{'perimeter':>12}{'duckdb':>12}{'things':>12}{'flatterer':>12}")
    for name, (table, key) in SAME.items():
        ours = f"read_parquet('{records}/latest/{name}/*.parquet')"
        theirs = f"read_parquet('{duck}/{table}.parquet')"
        n, things = one(f"SELECT count(*) FROM {ours}"), one(f"SELECT count(*) FROM (SELECT DISTINCT {key} FROM {theirs})")
        flat = sum(one(f"SELECT count(*) FROM read_parquet('{flatterer}/parquet/{t}.parquet')") for t in FLAT.get(name, ())
                   if pathlib.Path(f"{flatterer}/parquet/{t}.parquet").exists())
        print(f"  {name:34}{n:12,}{one(f'SELECT count(*) FROM {theirs}'):12,}{things:12,}{flat:12,}")
        told = one(f"SELECT count(*) FROM {ours} AS t WHERE " + " OR ".join(f"t::VARCHAR ILIKE '%{p}%'" for p in PEOPLE))
        if n != things:
            print(f"  WRONG: {name} has {n:,} rows of {things:,} things")
        if told:
            print(f"  WRONG: {told:,} rows of {name} name a person")
        wrong += n != things or told > 0
    sys.exit(1 if wrong else 0)


main(*sys.argv[1:])

"""Ask a dataset the questions of its views.sql with DuckDB, and compare the answers with those that were read and argued.

usage: views.py OUT GOLDEN [VIEW…]

Every view is asked, or only those that are named; what it gives is written as one line a row, sorted, with the digests of the run left out. UPDATE=1 in the
environment rewrites GOLDEN, which is then read line by line.
"""
import decimal
import os
import re
import sys

import duckdb

# What a run makes new for every build of the program, or takes from the machine.
LEFT_OUT = {"reproduction": ("dataset", "program", "digest", "path"), "news": ("came", "went")}

# What no dataset may show: a query that gives rows, by what it would mean.
NEVER = {
    "a purchase stands twice beside a measure": """
        select vendor, measure, sum(purchases) from measures_beside m group by vendor, measure
        having sum(purchases) > (select count(distinct purchase) from bought b where b.vendor = m.vendor)""",
    "a purchase is more than once in the money of a vendor": """
        with said as (select vendor, currency, sum(awarded) as a, sum(paid) as p from spending group by all),
             held as (select l.vendor, p.currency, sum(p.awarded) as a, sum(p.paid) as p from purchases p
                      join (select distinct vendor, purchase from exposure_purchases where counts) l on l.purchase = p.id group by all)
        select * from said s full join held h on h.vendor = s.vendor and h.currency is not distinct from s.currency
        where s.a is distinct from h.a or s.p is distinct from h.p""",
    "a purchase is more than once in the money beside a measure": """
        select m.vendor, m.measure, m.currency, m.attribution, m.vat from measures_beside m
        join spending s on s.vendor = m.vendor and s.currency is not distinct from m.currency and s.attribution = m.attribution and s.vat = m.vat
        group by all having sum(m.awarded) > any_value(s.awarded) or sum(m.paid) > any_value(s.paid)""",
    "what may be bought under a framework, or the turnover of a concession, is told as awarded": """
        select * from purchases where kind in ('framework', 'concession') and awarded is not null""",
    "what is cancelled, not yet decided or a framework is in the money": """
        select * from bought b join purchases p on p.id = b.purchase where p.status in ('cancelled', 'pending') or p.kind = 'framework'""",
    "the months of a source have more money than its purchases": """
        with held as (select d.format, p.currency, sum(p.awarded) as a from (select distinct p.id, d.format from purchases p, unnest(p.origins) as u(o)
                      join documents d on d.digest = o.digest and coalesce(d.member, '') = coalesce(o.member, '') where d.format is not null) d
                      join purchases p on p.id = d.id where p.status not in ('cancelled', 'pending') group by all)
        select n.format, n.currency from denominators n join held h on h.format = n.format and h.currency is not distinct from n.currency
        group by all having sum(n.awarded) > any_value(h.a)""",
    "a contract that does not run is to be renewed": "select * from renewals where in_force = 'no'",
    "a claim without a day is first": "select * from first_statements where published is null",
    "a function that is there and on is dormant": "select * from dormant_functions where state <> 'dormant' and list_contains(beside, 'enabled')",
    "a supplier is asked of what it did not sell": """
        select * from attestations a where not exists (select 1 from bought b join purchases p on p.id = b.purchase
        where list_contains([s.id for s in p.suppliers], a.supplier))""",
    "a brand of the price lists has no other word beside it that its trade knows": """
        select * from price_lists l join brands b on b.brand = l.brand and b.vendor = l.vendor where b.needs = 'model'""",
    "devices of a claim were counted": "select * from cameras where source = 'claim' and devices is not null",
}


def cell(value):
    """a value as a person reads it"""
    if value is None:
        return "-"
    if isinstance(value, list):
        return "[" + ", ".join(cell(v) for v in value) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{k} {cell(v)}" for k, v in value.items() if v is not None) + "}"
    if isinstance(value, decimal.Decimal):
        return format(value, "f").rstrip("0").rstrip(".") if "." in format(value, "f") else format(value, "f")
    text = str(value)
    if re.fullmatch(r"[0-9a-v]{26}", text):
        text = text[:8]
    text = text.replace("\n", " ")
    return text if len(text) <= 120 else text[:119] + "…"


def main(out, golden, *only):
    text = open(os.path.join(out, "latest", "views.sql"), encoding="utf-8").read()
    duckdb.execute(text).fetchall()
    lines = []
    for name in only or re.findall(r"^create or replace view (\w+) as$", text, re.M):
        result = duckdb.execute(f'select * from "{name}"')
        columns = [d[0] for d in result.description]
        rows = result.fetchall()
        shown = [i for i, c in enumerate(columns) if c not in LEFT_OUT.get(name, ())]
        lines.append(f"== {name} ({len(rows)}): " + " | ".join(columns[i] for i in shown))
        lines += sorted(" | ".join(cell(row[i]) for i in shown) for row in rows)
        lines.append("")
    broken = [what for what, query in NEVER.items() if duckdb.execute(query).fetchall()]
    if broken:
        print("\n".join(broken))
        return 1
    got = "\n".join(lines)
    if os.environ.get("UPDATE"):
        open(golden, "w", encoding="utf-8").write(got)
        return 0
    want = open(golden, encoding="utf-8").read().split("\n")
    wrong = [f"- {l}" for l in want if l not in lines] + [f"+ {l}" for l in lines if l not in want]
    for line in wrong[:60]:
        print(line)
    return 1 if wrong or got != "\n".join(want) else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

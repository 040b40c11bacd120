"""Read a dataset with DuckDB and pyarrow, as a warehouse would.

usage: read.py OUT README

Every Parquet file must be readable by both, with the same rows; decimals must arrive as decimals, dates as dates, and
identifiers as text with their leading zeros. The query that the README shows must give the result that it shows.
"""
import datetime
import decimal
import json
import os
import re
import sys

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

problems = []

# Columns that have the name of another kind of column: a date or count in the words of a text, a count of things, places of
# characters. Each must arrive as what it is.
OTHERWISE = {
    "rates.to": pa.string(),
    "claims.date": pa.string(),
    "claims.quantity": pa.string(),
    "devices.quantity": pa.int64(),
    "things.device.quantity": pa.int64(),
    "claims.ranges.element.from": pa.int64(),
    "claims.ranges.element.to": pa.int64(),
    "sites.ranges.element.from": pa.int64(),
    "sites.ranges.element.to": pa.int64(),
}


def check(holds, message):
    if not holds:
        problems.append(message)


def kinds(field, at):
    """yield (path, type) of a column and of what is nested in it"""
    path = at + "." + field.name if at else field.name
    yield path, field.type
    if pa.types.is_struct(field.type):
        for child in field.type:
            yield from kinds(child, path)
    elif pa.types.is_list(field.type):
        yield from kinds(field.type.value_field, path)


def check_file(name, path, rows):
    table = pq.read_table(path)
    check(table.num_rows == rows, f"{path}: pyarrow reads {table.num_rows} rows, the manifest says {rows}")
    same = duckdb.execute("select * from read_parquet($1)", [path]).fetchall()
    check(len(same) == rows, f"{path}: DuckDB reads {len(same)} rows, the manifest says {rows}")
    names = table.schema.names
    mine = table.to_pylist()
    check([tuple(r[n] for n in names) for r in mine] == same, f"{path}: pyarrow and DuckDB read different values")
    for field in table.schema:
        for column, kind in kinds(field, ""):
            leaf = column.split(".")[-1]
            other = OTHERWISE.get(name + "." + column)
            if other is not None:
                check(kind == other, f"{path}: {column} is {kind}, no {other}")
                continue
            check(not pa.types.is_floating(kind), f"{path}: {column} is a float")
            if leaf in ("awarded", "paid", "amount", "quantity", "unit_amount", "ceiling", "rate"):
                check(kind == pa.decimal128(38, 9), f"{path}: {column} is {kind}, no decimal(38,9)")
            if leaf in ("date", "from", "to", "signed", "seen", "until", "renewal_by", "known_from", "day", "rate_date"):
                check(kind == pa.date32(), f"{path}: {column} is {kind}, no date")
            if leaf in ("id", "identifier", "lot", "digest"):
                check(pa.types.is_string(kind) or pa.types.is_dictionary(kind), f"{path}: {column} is {kind}, no text")
    return mine


def readme_query(readme, latest):
    """the query of the README and its result, as it shows them"""
    text = open(readme, encoding="utf-8").read()
    found = re.search(r"```sql\n(.*?)```\s+```text\n(.*?)```", text, re.S)
    check(found is not None, "README: no query with its result")
    if not found:
        return
    query, shown = found.groups()
    real = str(duckdb.sql(query.strip().rstrip(";")))
    if os.environ.get("UPDATE"):
        text = text[: found.start(2)] + real.rstrip() + "\n" + text[found.end(2) :]
        open(readme, "w", encoding="utf-8").write(text)
        return
    check(real.strip() == shown.strip(), f"README: the query gives\n{real}\nand not\n{shown}")


def check_views(text, tables):
    """every view of questions runs, has its name once, and gives rows of the sample where the sample has an answer"""
    names = re.findall(r"^create or replace view (\w+) as$", text, re.M)
    check(len(names) == len(set(names)) and len(names) >= 20, f"views of questions: {names}")
    # the sample is read without an as-of day and beside no other dataset, and has no lot under two codes: cases has
    without = {"renewals", "running_contracts", "news", "repeated_lots"}
    for name in names:
        rows = duckdb.execute(f'select * from "{name}"').fetchall()
        check(rows or name in without, f"the view {name} is empty")
    for name, of in {"removals": "exposures", "bought": "exposure_purchases", "enabled_functions": "capabilities"}.items():
        n = duckdb.execute(f'select count(*) from "{name}"').fetchall()[0][0]
        check(n <= len(tables[of]), f"the view {name} has {n} rows, more than {of}")


def check_money(tables):
    """per currency and kind of value, every grouping sums each purchase once, and no more than the distinct purchases"""
    for table, rows in tables.items():
        if table == "exposures" and rows:
            check(not any(isinstance(v, decimal.Decimal) for r in rows for v in r.values()), "exposures have a column of money")
    kinds = ("awarded", "paid")
    for kind in kinds:
        total = dict(duckdb.execute(f"select currency, sum({kind}) from purchases group by currency").fetchall())
        for by in ("buyer.id", "attribution", "method", "in_force", "kind", "date", "vat", "deal"):
            parts = dict(duckdb.execute(f"select currency, sum(s) from (select currency, {by}, sum({kind}) s from purchases group by 1, 2) group by 1").fetchall())
            check(parts == total, f"{kind} by {by}: {parts}, not {total}")
        for vendor, currency, s in duckdb.execute(f"select vendor, currency, sum({kind}) from spending group by 1, 2").fetchall():
            once = duckdb.execute(
                f"select sum({kind}) from purchases where currency is not distinct from $1 and id in (select purchase from exposure_purchases where vendor = $2 and counts)",
                [currency, vendor]).fetchall()[0][0]
            check(s == once, f"spending of {vendor} in {currency}: {kind} {s}, not {once}")
            check(s is None or s <= total[currency], f"spending of {vendor}: more than all purchases")
        for source, currency, n, s in duckdb.execute(f"select format, currency, sum(purchases), sum({kind}) from denominators group by all").fetchall():
            where = "from purchases where currency is not distinct from $1"
            most, n_most = duckdb.execute(f"select sum({kind}), count(*) {where}", [currency]).fetchall()[0]
            check(n <= n_most and (s is None or s <= most), f"denominators of {source} in {currency}: more than all purchases")
        beside = duckdb.execute(f"select vendor, measure, currency, sum({kind}) from measures_beside group by all").fetchall()
        for vendor, measure, currency, s in beside:
            most = duckdb.execute(f"select sum({kind}) from spending where vendor = $1 and currency is not distinct from $2", [vendor, currency]).fetchall()[0][0]
            check(s is None or s <= most, f"{vendor} beside {measure}: {kind} {s}, more than {most}")


def main(out, readme):
    latest = os.path.join(out, "latest")
    manifest = json.load(open(os.path.join(latest, "manifest.json"), encoding="utf-8"))
    tables, files = {}, 0
    for table in manifest["tables"]:
        tables[table["name"]] = []
        for file in table["files"]:
            tables[table["name"]] += check_file(table["name"], os.path.join(latest, file["path"]), file["rows"])
            files += 1
    views = open(os.path.join(latest, "views.sql"), encoding="utf-8").read()
    duckdb.execute(views).fetchall()
    for table in manifest["tables"]:
        rows = duckdb.execute(f'select count(*) from "{table["name"]}"').fetchall()[0][0]
        check(rows == table["rows"], f'the view {table["name"]} has {rows} rows, the manifest says {table["rows"]}')

    check_views(views, tables)
    check_money(tables)

    # One lot of the sample, value by value.
    lot = [p for p in tables["purchases"] if p["lot"] == "Z1D2B2A8E2"]
    check(len(lot) == 1, f"lot Z1D2B2A8E2 is {len(lot)} purchases, not one")
    for p in lot:
        check(p["awarded"] == decimal.Decimal("5091.81"), f'its value arrives as {p["awarded"]!r}')
        check(p["paid"] == decimal.Decimal(0), f'what was paid arrives as {p["paid"]!r}')
        check(p["from"] == datetime.date(2019, 12, 16), f'its first day arrives as {p["from"]!r}')
        check(p["buyer"]["identifier"] == "00097020598", f'its buyer arrives as {p["buyer"]["identifier"]!r}')
        check(p["suppliers"][0]["identifier"] == "02229140781", f'its supplier arrives as {p["suppliers"]!r}')
        check(len(p["origins"]) >= 2, "it does not name both files it stands in")
    readme_query(readme, latest)

    for p in problems:
        print(p, file=sys.stderr)
    if problems:
        sys.exit(1)
    print(f"ok: DuckDB {duckdb.__version__} and pyarrow {pa.__version__} read {files} files of {len(tables)} tables alike")


main(*sys.argv[1:])

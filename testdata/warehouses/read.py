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


def check_file(path, rows):
    table = pq.read_table(path)
    check(table.num_rows == rows, f"{path}: pyarrow reads {table.num_rows} rows, the manifest says {rows}")
    other = duckdb.execute("select * from read_parquet($1)", [path]).fetchall()
    check(len(other) == rows, f"{path}: DuckDB reads {len(other)} rows, the manifest says {rows}")
    names = table.schema.names
    mine = table.to_pylist()
    check([tuple(r[n] for n in names) for r in mine] == other, f"{path}: pyarrow and DuckDB read different values")
    for field in table.schema:
        for column, kind in kinds(field, ""):
            leaf = column.split(".")[-1]
            check(not pa.types.is_floating(kind), f"{path}: {column} is a float")
            if leaf in ("awarded", "paid", "amount", "quantity", "unit_amount"):
                check(kind == pa.decimal128(38, 9), f"{path}: {column} is {kind}, no decimal(38,9)")
            if leaf in ("date", "from", "to", "signed", "seen"):
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


def main(out, readme):
    latest = os.path.join(out, "latest")
    manifest = json.load(open(os.path.join(latest, "manifest.json"), encoding="utf-8"))
    tables, files = {}, 0
    for table in manifest["tables"]:
        tables[table["name"]] = []
        for file in table["files"]:
            tables[table["name"]] += check_file(os.path.join(latest, file["path"]), file["rows"])
            files += 1
    views = open(os.path.join(latest, "views.sql"), encoding="utf-8").read()
    duckdb.execute(views).fetchall()
    for table in manifest["tables"]:
        rows = duckdb.execute(f'select count(*) from "{table["name"]}"').fetchall()[0][0]
        check(rows == table["rows"], f'the view {table["name"]} has {rows} rows, the manifest says {table["rows"]}')

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

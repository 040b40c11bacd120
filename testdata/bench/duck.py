"""What a careful user of DuckDB would write: duck.py INPUT OUT lines|packages

Releases are read once, with their columns named, into a temporary table; then one COPY a table, on two threads.
"""

import glob
import os
import sys

import duckdb

ORG = "STRUCT(id VARCHAR, name VARCHAR)"
PARTY = ("STRUCT(id VARCHAR, name VARCHAR, identifier STRUCT(scheme VARCHAR, id VARCHAR), "
         "address STRUCT(locality VARCHAR, countryName VARCHAR), roles VARCHAR[])")
VALUE = "STRUCT(amount DECIMAL(38,9), currency VARCHAR)"
ITEM = (f"STRUCT(id VARCHAR, description VARCHAR, quantity DECIMAL(38,9), unit STRUCT(name VARCHAR, \"value\" {VALUE}), "
        "classification STRUCT(scheme VARCHAR, id VARCHAR))")
COLUMNS = {
    "ocid": "VARCHAR", "id": "VARCHAR", "date": "VARCHAR", "tag": "VARCHAR[]", "initiationType": "VARCHAR",
    "parties": f"{PARTY}[]", "buyer": ORG,
    "tender": "STRUCT(id VARCHAR, title VARCHAR, description VARCHAR, status VARCHAR, procurementMethod VARCHAR, "
              f"items {ITEM}[])",
    "awards": f"STRUCT(id VARCHAR, title VARCHAR, status VARCHAR, date VARCHAR, \"value\" {VALUE}, suppliers {ORG}[], "
              "contractPeriod STRUCT(startDate VARCHAR, endDate VARCHAR))[]",
    "contracts": f"STRUCT(id VARCHAR, awardID VARCHAR, title VARCHAR, status VARCHAR, dateSigned VARCHAR, \"value\" {VALUE}, "
                 "amendments STRUCT(id VARCHAR, date VARCHAR, rationale VARCHAR)[])[]",
}
TABLES = {
    "releases": "SELECT ocid, id, date, tag, initiationType, buyer.id AS buyer, buyer.name AS buyer_name, tender.id AS tender, "
                "tender.title AS title, tender.description AS description, tender.status AS status, tender.procurementMethod AS method FROM r",
    "parties": "SELECT ocid, release, p.id, p.name, p.identifier.scheme, p.identifier.id AS code, p.address.locality, p.address.countryName, p.roles "
               "FROM (SELECT ocid, id AS release, unnest(parties) AS p FROM r)",
    "items": "SELECT ocid, release, i.id, i.description, i.quantity, i.unit.name AS unit, i.unit.value.amount, i.unit.value.currency, "
             "i.classification.scheme, i.classification.id AS class FROM (SELECT ocid, id AS release, unnest(tender.items) AS i FROM r)",
    "awards": "SELECT ocid, release, a.id, a.title, a.status, a.date, a.value.amount, a.value.currency, a.contractPeriod.startDate, "
              "a.contractPeriod.endDate FROM (SELECT ocid, id AS release, unnest(awards) AS a FROM r)",
    "suppliers": "SELECT ocid, release, award, s.id, s.name FROM (SELECT ocid, release, a.id AS award, unnest(a.suppliers) AS s "
                 "FROM (SELECT ocid, id AS release, unnest(awards) AS a FROM r))",
    "contracts": "SELECT ocid, release, c.id, c.awardID, c.title, c.status, c.dateSigned, c.value.amount, c.value.currency, len(c.amendments) AS amendments "
                 "FROM (SELECT ocid, id AS release, unnest(contracts) AS c FROM r)",
}


def main(source, out, shape):
    os.makedirs(out, exist_ok=True)
    db = duckdb.connect(config={"threads": 2, "preserve_insertion_order": False})
    if shape == "lines":
        db.execute(f"CREATE TEMP TABLE r AS SELECT * FROM read_json(?, format='newline_delimited', columns={COLUMNS})", [source])
    else:
        release = "STRUCT(" + ", ".join(f'"{name}" {kind}' for name, kind in COLUMNS.items()) + ")[]"
        db.execute(f"CREATE TEMP TABLE r AS SELECT unnest(releases, max_depth := 2) FROM read_json(?, format='unstructured', "
                   f"maximum_object_size={2 * max(map(os.path.getsize, glob.glob(source)))}, columns={{'releases': '{release}'}})", [source])
    for name, query in TABLES.items():
        db.execute(f"COPY ({query}) TO '{out}/{name}.parquet' (FORMAT parquet, COMPRESSION snappy)")
    print(db.execute("SELECT count(*) FROM r").fetchone()[0], "releases")


main(*sys.argv[1:])

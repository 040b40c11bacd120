"""What a careful user of DuckDB would write: duck.py INPUT OUT lines|packages

Releases are read once, with their columns named, into a temporary table; then one COPY a table, on two threads. The tables have
the columns that Perimeter's have, release by release: releases of one process are not merged, nobody is looked for in texts,
no number is read exactly that has more than nine places, and no row says where it was read.
"""

import glob
import os
import sys

import duckdb

ORG = "STRUCT(id VARCHAR, name VARCHAR)"
PARTY = ("STRUCT(id VARCHAR, name VARCHAR, identifier STRUCT(scheme VARCHAR, id VARCHAR, legalName VARCHAR), "
         "address STRUCT(countryName VARCHAR), roles VARCHAR[])")
VALUE = "STRUCT(amount DECIMAL(38,9), currency VARCHAR)"
PERIOD = "STRUCT(startDate VARCHAR, endDate VARCHAR)"
ITEM = (f"STRUCT(id VARCHAR, description VARCHAR, quantity DECIMAL(38,9), unit STRUCT(name VARCHAR, \"value\" {VALUE}), "
        "classification STRUCT(scheme VARCHAR, id VARCHAR))")
COLUMNS = {
    "ocid": "VARCHAR", "id": "VARCHAR", "date": "VARCHAR", "tag": "VARCHAR[]", "parties": f"{PARTY}[]", "buyer": ORG,
    "tender": "STRUCT(id VARCHAR, title VARCHAR, description VARCHAR, status VARCHAR, procurementMethod VARCHAR, "
              f"procurementMethodDetails VARCHAR, procuringEntity {ORG}, tenderers {ORG}[], items {ITEM}[])",
    "awards": f"STRUCT(id VARCHAR, title VARCHAR, description VARCHAR, status VARCHAR, date VARCHAR, \"value\" {VALUE}, "
              f"suppliers {ORG}[], items {ITEM}[], contractPeriod {PERIOD})[]",
    "contracts": f"STRUCT(id VARCHAR, awardID VARCHAR, title VARCHAR, description VARCHAR, status VARCHAR, dateSigned VARCHAR, "
                 f"period {PERIOD}, \"value\" {VALUE}, items {ITEM}[], implementation STRUCT(transactions STRUCT(id VARCHAR, \"value\" {VALUE})[]))[]",
}


def items(level, owner, source):
    return (f"SELECT ocid, release, '{level}' AS level, owner, i.id, i.description, i.quantity, i.unit.name AS unit, i.unit.value.amount AS amount, "
            f"i.unit.value.currency AS currency, i.classification.scheme AS scheme, i.classification.id AS class "
            f"FROM (SELECT ocid, release, {owner} AS owner, unnest({source}")


TABLES = {
    "releases": "SELECT ocid, id, date, tag, buyer.id AS buyer, buyer.name AS buyer_name, tender.id AS tender, tender.title AS title, "
                "tender.description AS description, tender.status AS status, tender.procurementMethod AS method, "
                "tender.procurementMethodDetails AS details, tender.procuringEntity.id AS entity, tender.procuringEntity.name AS entity_name FROM r",
    "parties": "SELECT ocid, release, unnest(p.roles) AS role, p.id, p.name, p.identifier.scheme, p.identifier.id AS code, p.identifier.legalName, "
               "p.address.countryName FROM (SELECT ocid, id AS release, unnest(parties) AS p FROM r)",
    "items": items("tender", "NULL", "tender.items) AS i FROM (SELECT ocid, id AS release, tender FROM r))") + " UNION ALL " +
             items("award", "a.id", "a.items) AS i FROM (SELECT ocid, id AS release, unnest(awards) AS a FROM r))") + " UNION ALL " +
             items("contract", "c.id", "c.items) AS i FROM (SELECT ocid, id AS release, unnest(contracts) AS c FROM r))"),
    "awards": "SELECT ocid, release, a.id, a.title, a.description, a.status, a.date, a.value.amount, a.value.currency, a.contractPeriod.startDate, "
              "a.contractPeriod.endDate FROM (SELECT ocid, id AS release, unnest(awards) AS a FROM r)",
    "suppliers": "SELECT ocid, release, award, s.id, s.name FROM (SELECT ocid, release, a.id AS award, unnest(a.suppliers) AS s "
                 "FROM (SELECT ocid, id AS release, unnest(awards) AS a FROM r))",
    "contracts": "SELECT ocid, release, c.id, c.awardID, c.title, c.description, c.status, c.dateSigned, c.period.startDate, c.period.endDate, "
                 "c.value.amount, c.value.currency, list_sum(list_transform(c.implementation.transactions, lambda t: t.value.amount)) AS paid "
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

"""Computes the indicators a third time, in DuckDB, from the tables that `cargo test --test indicators` leaves in a folder.

    MONEV_INDICATOR_TABLES=DIR cargo test --test indicators sql
    python3 tests/indicators/with_duckdb.py DIR
"""

import csv
import pathlib
import sys

import duckdb

here = pathlib.Path(__file__).parent
failed = False
folders = sorted(folder for folder in pathlib.Path(sys.argv[1]).iterdir() if folder.is_dir())
if not folders:
    sys.exit(f"{sys.argv[1]} holds no tables")
for folder in folders:
    database = duckdb.connect()
    database.execute((folder / "schema.sql").read_text())
    for file in sorted(folder.glob("*.csv")):
        if file.stem != "figures" and file.stat().st_size > 0:
            database.execute(f"COPY {file.stem} FROM '{file}' (HEADER false, NULLSTR '', ALLOW_QUOTED_NULLS false)")
    database.execute((here / f"{folder.name}.sql").read_text())
    rows = database.execute((here / "figures.sql").read_text()).fetchall()
    theirs = {tuple(row[:4]): (float(row[4]), int(row[5])) for row in rows}
    with open(folder / "figures.csv", newline="") as file:
        ours = {tuple(row[:4]): (float(row[4]), int(row[5])) for row in csv.reader(file)}
    wrong = 0
    for place in sorted(ours.keys() | theirs.keys()):
        one, other = ours.get(place), theirs.get(place)
        same = one and other and one[1] == other[1]
        if not (same and abs(one[0] - other[0]) <= 1e-6 * (1 + max(abs(one[0]), abs(other[0])))):
            print(f"{folder.name} {place}: {one}, DuckDB {other}")
            wrong += 1
    print(f"{folder.name}: {len(ours) - wrong} of {len(ours)} figures equal")
    failed |= wrong > 0
sys.exit(1 if failed else 0)

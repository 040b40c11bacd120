"""Perimeter's speed beside its peers: bench.py BIN PEERS FOLDER [--releases N] [--rounds N] [--names N] [--listings N] [--only WORD]

BIN has perimeter, perimeter-records and perimeter-gen, PEERS is the bin folder of an environment with DuckDB and flatterer,
FOLDER takes the data and what is made of them (some ten times the size of the data; it is emptied). Programs that are
compared run in turns, and of each the median run counts; time is given by the clock and in seconds of the processor, which a
busy machine falsifies less. MB are of JSON text, whatever it was packed in. Exit code 1 when a target is missed.

The data are made up by perimeter-gen, as long and as varied as what is published: some 4.2 KB a release, with 2.4 parties (their
addresses and whom to call there), 1.8 items at three levels, 1.2 awards, 1.0 contracts, documents, milestones, transactions,
amendments, nulls and empty lists; one publisher in four writes escapes for all that is no ASCII; of ten releases six are all that
tells of their process, two tell of a call and its award, two of an award and the contract as amended. 300,000 are 1.26 GB.
DuckDB and flatterer write the columns that Perimeter writes (duck.py, fields.csv); what each wrote is counted (rows.py).
"""

import argparse
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import time

flags = argparse.ArgumentParser()
flags.add_argument("bin", type=pathlib.Path)
flags.add_argument("peers", type=pathlib.Path)
flags.add_argument("folder", type=pathlib.Path)
flags.add_argument("--releases", type=int, default=100_000)
flags.add_argument("--rounds", type=int, default=3)
flags.add_argument("--names", type=int, default=70_000)
flags.add_argument("--listings", type=int, default=100_000)
flags.add_argument("--only", default="", help="of lines, packed, packages, workers, growth, whole, changed those named, with commas between")
o = flags.parse_args()
here = pathlib.Path(__file__).parent
missed = []


class Run:
    """One run of a program: seconds by the clock and of the processor, and the most memory it held, in MiB."""

    def __init__(self, *command):
        with open(o.folder / "said", "w+b") as said:
            start = time.monotonic()
            process = subprocess.Popen([str(c) for c in command], stdout=said, stderr=subprocess.STDOUT)
            _, status, used = os.wait4(process.pid, 0)
            self.wall = time.monotonic() - start
            process.returncode = os.waitstatus_to_exitcode(status)
            said.seek(0)
            self.said = said.read().decode(errors="replace")
        if process.returncode not in (0, 3):  # 3: rejects over the ceiling
            sys.exit(f"{command}: exit code {process.returncode}\n{self.said}")
        self.cpu = used.ru_utime + used.ru_stime
        self.peak = used.ru_maxrss / 1024


class Median:
    def __init__(self, runs):
        for what in ("wall", "cpu", "peak"):
            setattr(self, what, statistics.median(getattr(r, what) for r in runs))


def fresh(name):
    shutil.rmtree(o.folder / name, ignore_errors=True)
    return o.folder / name


def records(source, out="records", workers=2):
    return lambda: Run(o.bin / "perimeter-records", "--workers", workers, "--out", fresh(out), *([source] if isinstance(source, pathlib.Path) else source))


def duck(source, shape="lines"):
    return lambda: Run(o.peers / "python", here / "duck.py", source, fresh("duck"), shape)


def flatterer(source):
    return lambda: Run(o.peers / "flatterer", "--ndjson", "--parquet", "--nocsv", "--threads", 2, "--force", "--only-fields",
                       "--fields", here / "fields.csv", source, fresh("flatterer"))


def whole(out, *sources):
    return Run(o.bin / "perimeter", "run", "--workers", 2, "--out", o.folder / out, *sources)


def turns(**programs):
    """The median of each, run in turns."""
    runs = {name: [] for name in programs}
    for _ in range(o.rounds):
        for name, program in programs.items():
            runs[name].append(program())
    return {name: Median(all_) for name, all_ in runs.items()}


def line(name, run, mb=0, base=None):
    ratio = f"{base.wall / run.wall:10.2f}{base.cpu / run.cpu:10.2f}" if base and base is not run else f"{'':20}"
    print(f"  {name:34}{run.wall:10.2f}{run.cpu:10.2f}{mb / run.wall if mb else 0:10.1f}{run.peak:10.0f}{ratio}", flush=True)


def title(text):
    load = os.getloadavg()[0]
    print(f"\n== {text} (load {load:.1f} on {os.cpu_count()} processors)")
    print(f"  {'':34}{'clock s':>10}{'cpu s':>10}{'MB/s':>10}{'MiB':>10}{'ours/it':>10}{'by cpu':>10}")


def target(name, value, most):
    print(f"  target {'met   ' if value <= most else 'MISSED'} {name}: {value:.2f}, at most {most:.2f}")
    if value > most:
        missed.append(name)


def bounded(**runs):
    for name, run in runs.items():
        target(f"MiB of {name.replace('_', ' ')}", run.peak, 96 + 2 * 64)


def generate(name, *more, releases=None):
    path = o.folder / name
    Run(o.bin / "perimeter-gen", "--releases", releases or o.releases, "--out", path, *more)
    return path


def lines(mb, source):
    title(f"{o.releases:,} releases, {mb:.0f} MB of JSON Lines, to tables of records")
    got = turns(perimeter=records(source), duckdb=duck(source), flatterer=flatterer(source))
    for name, run in got.items():
        line(name, run, mb, got["perimeter"])
    counted = subprocess.run([o.peers / "python", here / "rows.py", *(o.folder / f for f in ("records", "duck", "flatterer"))], capture_output=True, text=True)
    print(counted.stdout + counted.stderr, end="")
    target("rows as many as the things told of (0 is yes)", counted.returncode, 0)
    ours = got["perimeter"]
    target("beside DuckDB", ours.wall / got["duckdb"].wall, 0.85)
    target("beside flatterer", ours.wall / got["flatterer"].wall, 0.33)
    bounded(lines=ours)


def packed(mb, source):
    title("the same, compressed")
    gz, zst = (generate(f"lines.{c}", "--compress", c) for c in ("gz", "zst"))
    got = turns(**{"perimeter gz": records(gz), "duckdb gz": duck(gz), "perimeter zst": records(zst), "duckdb zst": duck(zst)})
    for name, run in got.items():
        line(name, run, mb, got["perimeter " + name.split()[1]])
    target("gzip beside DuckDB", got["perimeter gz"].wall / got["duckdb gz"].wall, 1.05)
    bounded(gz=got["perimeter gz"], zst=got["perimeter zst"])


def packages(mb, source):
    title("the same in release packages")
    folder, one = generate("packages", "--shape", "packages"), generate("package.json", "--shape", "package")
    got = turns(**{"JSON Lines": records(source), "packages of 1,000": records(folder), "one package": records(one),
                   "duckdb, packages": duck(folder / "*.json", "packages")})
    for name, run in got.items():
        line(name, run, mb, got["packages of 1,000"])
    for name in ("packages of 1,000", "one package"):
        target(f"{name} beside JSON Lines", got[name].wall / got["JSON Lines"].wall, 1.3)
    bounded(packages=got["packages of 1,000"], one_package=got["one package"])


def workers(mb, source):
    title("workers")
    folder = generate("packages", "--shape", "packages")
    got = turns(**{f"{w} of {name}": records(s, workers=n) for w, n in (("one", 1), ("two", 2)) for name, s in (("a file", source), ("packages", folder))})
    for name, run in got.items():
        line(name, run, mb)
    for name in ("a file", "packages"):
        target(f"two workers of {name}, in parts of one", got[f"two of {name}"].wall / got[f"one of {name}"].wall, 1 / 1.8)


def growth(mb, source):
    title("a third as much, and as much")
    third = generate("third.jsonl", releases=o.releases // 3)
    got = turns(third=records(third), whole=records(source))
    line("a third", got["third"], mb / 3)
    line("as much", got["whole"], mb)
    first, more = got["third"].cpu / (mb / 3), (got["whole"].cpu - got["third"].cpu) / (mb * 2 / 3)
    print(f"  cpu seconds a GB: {first * 1000:.1f} of the first third, {more * 1000:.1f} of what comes after")
    target("what comes after, in parts of the first", more / first, 1.15)
    bounded(all=got["whole"])


def full(mb, _):
    title(f"the whole run: {o.names:,} names, {o.listings:,} listings")
    source, listed = generate("names.jsonl", "--names", o.names), generate("list.csv", "--names", o.names, "--listings", o.listings)
    fresh("whole")
    alone, everything, again = records([source, listed])(), whole("whole", source, listed), whole("whole", source, listed)
    line("tables of records", alone, mb)
    line("everything", everything, mb)
    line("again, unchanged", again)
    target("everything, in parts of the records", everything.wall / alone.wall, 2.5)
    target("unchanged, in parts of the larger of 2% and 50 ms", again.wall / max(0.02 * everything.wall, 0.05), 1)
    target("MiB", everything.peak, 96 + 2 * 64 + o.listings * 2 / 1024)


def changed(mb, _):
    title("one file changed of a thousand")
    folder = generate("thousand", "--shape", "packages", "--pack", max(o.releases // 1000, 1))
    time.sleep(4)  # files younger than that are hashed by the next run too
    first = records(folder, "some")()
    fresh("all")
    full_run = whole("all", folder)
    again = whole("all", folder)
    name = folder / "000007.json"
    name.write_text(name.read_text().replace("active", "cancelled"))
    one = Run(o.bin / "perimeter-records", "--workers", 2, "--out", o.folder / "some", folder)
    both = whole("all", folder)
    for name, run in (("records", first), ("records, one changed", one), ("everything", full_run), ("everything, unchanged", again),
                      ("everything, one changed", both)):
        line(name, run)
    target("unchanged, in parts of the larger of 2% and 50 ms", again.wall / max(0.02 * full_run.wall, 0.05), 1)
    target("records again, in parts of the first", one.wall / first.wall, 0.08)
    target("everything again, in parts of the first", both.wall / full_run.wall, 0.45)


def main():
    shutil.rmtree(o.folder, ignore_errors=True)
    o.folder.mkdir(parents=True)
    source = generate("lines.jsonl")
    mb = source.stat().st_size / 1e6
    parts = dict(lines=lines, packed=packed, packages=packages, workers=workers, growth=growth, whole=full, changed=changed)
    for name in o.only.split(",") if o.only else parts:
        parts[name](mb, source)
    shutil.rmtree(o.folder)
    print(f"\nmissed: {', '.join(missed)}" if missed else "\nall targets met")
    sys.exit(1 if missed else 0)


main()

#!/usr/bin/env python3
"""Published data against the scales of `instruments/scales`.

Run by hand where the corpus of third-party scales is present; nothing of it is copied into this repository:

    python3 -m venv /tmp/scales && /tmp/scales/bin/pip install pandas pyreadstat pyyaml rdata
    cargo build --release
    /tmp/scales/bin/python tests/corpus/scales.py CORPUS [--monev target/release/monev] [--only fcs,hhs]

Every data set becomes records, `monev score` scores them, and a line per scale and published column says how many of the
scores are equal. Exit code 1 when one isn't, or when a check found no data in CORPUS.
"""

import argparse
import itertools
import json
import re
import subprocess
import sys
import tempfile
import warnings
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
WFP = "WFP-VAM+RBD_FS_CH_guide_EN/example_datasets/exampledataEnglish_processed.sav"
IMPACT = "impact-initiatives+addindicators/tests/testthat"
GDL = "gdl-lang+common-clinical-models/gdl2"


class Check:
    """One data set for one scale: answers, and per column what was published (None: no score)."""

    def __init__(self, scale, source, answers, expected, note=""):
        self.scale, self.source, self.answers, self.expected, self.note = scale, source, answers, expected, note


def instrument(scale):
    return ROOT / "instruments" / "scales" / scale / f"{scale}-form.yaml"


def score(monev, scale, answers):
    """The rows of `monev score`, in the order of the answers."""
    with tempfile.TemporaryDirectory() as folder:
        records, out = Path(folder) / "records.ndjson", Path(folder) / "scores.ndjson"
        with records.open("w", encoding="utf-8") as file:
            for number, row in enumerate(answers, 1):
                head = {"instrument": f"{scale}-form", "version": "1.0.0", "case": str(number)}
                file.write(json.dumps({**head, "today": "2025-01-01", "answers": row}) + "\n")
        command = [monev, "score", str(instrument(scale)), str(records), "--out", str(out)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if not out.exists():
            sys.exit(f"{' '.join(command)}\n{done.stdout}{done.stderr}")
        rows = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    if len(rows) != len(answers):
        sys.exit(f"{scale}: {len(answers)} records, {len(rows)} scores")
    return rows


def same(ours, published):
    """Numbers as numbers, classes and truth values as they are."""
    if ours is None or published is None or isinstance(published, (str, bool)):
        return ours == published
    return Decimal(str(ours)) == Decimal(str(published))


def missing(value):
    return value is None or value != value or str(value) == "<NA>"


def number(value):
    """A number of a data frame or of an R vector; None where there is none."""
    if missing(value) or str(value) in ("NA", "NA_real_", "NA_integer_"):
        return None
    exact = Decimal(str(value))
    return int(exact) if exact == exact.to_integral_value() else exact


def answered(row):
    """Without what is missing."""
    return {name: value for name, value in row.items() if value is not None}


# --- the data sets -------------------------------------------------------------------------------------------------


def wfp(corpus):
    """WFP's 3,000 households with item answers and computed indicators."""
    import pyreadstat

    frame, _ = pyreadstat.read_sav(str(corpus / WFP))
    rows = frame.to_dict("records")
    groups = {1: "buruk", 2: "ambang", 3: "cukup"}

    def column(name, recode=None):
        return [recode[number(row[name])] if recode else number(row[name]) for row in rows]

    fcs = {
        "fcs_pokok": "FCSStap", "fcs_kacang": "FCSPulse", "fcs_susu": "FCSDairy", "fcs_hewani": "FCSPr",
        "fcs_sayur": "FCSVeg", "fcs_buah": "FCSFruit", "fcs_lemak": "FCSFat", "fcs_gula": "FCSSugar",
        "fcs_bumbu": "FCSCond",
    }
    yield Check("fcs", WFP, [answered({ours: number(row[theirs]) for ours, theirs in fcs.items()}) for row in rows], {
        "score.fcs": ("FCS", column("FCS")),
        "band.fcs": ("FCSCat21", column("FCSCat21", groups)),
        "band.fcs_28": ("FCSCat28", column("FCSCat28", groups)),
    })

    rcsi = {
        "rcsi_murah": "rCSILessQlty", "rcsi_pinjam": "rCSIBorrow", "rcsi_porsi": "rCSIMealSize",
        "rcsi_dewasa": "rCSIMealAdult", "rcsi_kali": "rCSIMealNb",
    }
    yield Check("rcsi", WFP, [answered({ours: number(row[theirs]) for ours, theirs in rcsi.items()}) for row in rows], {
        "score.rcsi": ("rCSI", column("rCSI")),
    })

    often = {1: "jarang", 2: "kadang", 3: "sering"}
    hhs = []
    for row in rows:
        answers = {}
        for ours, theirs in (("kosong", "NoFood"), ("tidur", "BedHung"), ("sehari", "NotEat")):
            yes = number(row[f"HHhS{theirs}_YN"]) == 1
            answers[f"hhs_{ours}"] = "ya" if yes else "tidak"
            if yes:
                answers[f"hhs_{ours}_kali"] = often.get(number(row[f"HHhS{theirs}_FR"]))
        hhs.append(answered(answers))
    yield Check("hhs", WFP, hhs, {
        "score.hhs": ("HHS", column("HHS")),
        "band.hhs": ("HHSCat", column("HHSCat", {1: "ringan", 2: "sedang", 3: "berat"})),
    })

    # Groups the household never ate in seven days are blank in the source, and its score counts them as not eaten.
    hdds = {
        "serealia": ["StapCer"], "umbi": ["StapRoot"], "sayur": ["VegOrg", "VegGre", "VegOth"],
        "buah": ["FruitOrg", "FruitOth"], "daging": ["PrMeatF", "PrMeatO"], "telur": ["PrEgg"], "ikan": ["PrFish"],
        "kacang": ["Pulse"], "susu": ["Dairy"], "lemak": ["Fat"], "gula": ["Sugar"], "bumbu": ["Cond"],
    }
    eaten = [
        {f"hdds_{ours}": "ya" if any(number(row[f"HDDS{name}"]) == 1 for name in theirs) else "tidak"
         for ours, theirs in hdds.items()}
        for row in rows
    ]
    yield Check("hdds", WFP, eaten, {"score.hdds": ("HDDS", column("HDDS"))}, "blank groups as not eaten")

    reply = {1: "tidak", 2: "sudah_habis", 3: "ya", 4: "tidak_berlaku"}
    lcs = [
        {f"lcs_{ours}_{n}": reply[number(row[f"LhCSI{theirs}{n}"])]
         for ours, theirs, count in (("stres", "Stress", 4), ("krisis", "Crisis", 3), ("darurat", "Emergency", 3))
         for n in range(1, count + 1)}
        for row in rows
    ]
    classes = {1: "tanpa", 2: "stres", 3: "krisis", 4: "darurat"}
    yield Check("lcs-fs", WFP, lcs, {"band.lcs_fs": ("LhCSICat", column("LhCSICat", classes))})


def vectors(text, begin):
    """The vectors `name = c(…)` of each block of an R file that begins like this."""
    for block in re.split(begin, text)[1:]:
        block = re.split(r"testthat::|row\.names", block)[0]
        found = {}
        for name, values in re.findall(r"(\w+) = c\(([^)]*)\)", block):
            found.setdefault(name, [value.strip().strip('"') for value in values.split(",")])
        if found:
            yield [dict(zip(found, row)) for row in zip(*found.values())]


def impact_fcs(corpus):
    """IMPACT's tests of its function for the FCS, both pairs of cut-offs."""
    names = {
        "fcs_pokok": "cereal", "fcs_kacang": "legumes", "fcs_susu": "dairy", "fcs_hewani": "meat", "fcs_sayur": "veg",
        "fcs_buah": "fruit", "fcs_lemak": "oil", "fcs_gula": "sugar",
    }
    bands = {"Poor": "buruk", "Borderline": "ambang", "Acceptable": "cukup"}
    text = (corpus / IMPACT / "test-add_eg_fcs.R").read_text(encoding="utf-8")
    normal, other = re.split(r"alternative cutoffs", text, maxsplit=1)
    for part, column in ((normal, "band.fcs"), (other, "band.fcs_28")):
        answers, scores, classes = [], [], []
        for row in itertools.chain.from_iterable(vectors(part, r"expected_result <- data\.frame\(")):
            own = answered({ours: number(row[f"fsl_fcs_{theirs}"]) for ours, theirs in names.items()})
            answers.append({**own, "fcs_bumbu": 0})
            scores.append(number(row["fsl_fcs_score"]))
            classes.append(bands.get(row.get("fsl_fcs_cat")))
        yield Check("fcs", f"{IMPACT}/test-add_eg_fcs.R", answers, {"score.fcs": ("fsl_fcs_score", scores)})
        known = [at for at, band in enumerate(classes) if band is not None]
        yield Check("fcs", f"{IMPACT}/test-add_eg_fcs.R", [answers[at] for at in known], {
            column: ("fsl_fcs_cat", [classes[at] for at in known]),
        })


def impact_rcsi(corpus):
    """IMPACT's tests of its function for the rCSI."""
    names = {
        "rcsi_murah": "rCSILessQlty", "rcsi_pinjam": "rCSIBorrow", "rcsi_porsi": "rCSIMealSize",
        "rcsi_dewasa": "rCSIMealAdult", "rcsi_kali": "rCSIMealNb",
    }
    bands = {"No to Low": "rendah", "Medium": "sedang", "High": "tinggi", "NA": None}
    path = f"{IMPACT}/test-add_eg_rcsi.R"
    text = (corpus / path).read_text(encoding="utf-8")
    rows = [row for block in vectors(text, r"expected <- structure\(") for row in block if "rcsi_score" in row]
    yield Check("rcsi", path, [answered({ours: number(row[theirs]) for ours, theirs in names.items()}) for row in rows], {
        "score.rcsi": ("rcsi_score", [number(row["rcsi_score"]) for row in rows]),
        "band.rcsi": ("rcsi_cat", [bands[row["rcsi_cat"]] for row in rows]),
    })


def impact_hhs(corpus):
    """IMPACT's 100 households with and without the computed HHS."""
    path = f"{IMPACT}/testdata/test_df_with_calculation_hhs.rda"
    rows = rda(corpus / path)["test_df_with_calculation"].to_dict("records")
    raw = rda(corpus / IMPACT / "testdata" / "test_df_hhs.rda")["test_df"].to_dict("records")
    often = {"rarely_1_2": "jarang", "sometimes_3_10": "kadang", "often_10_times": "sering"}
    answers = []
    for row in raw:
        own = {}
        for ours, theirs in (("kosong", "nofood"), ("tidur", "sleephungry"), ("sehari", "daynoteating")):
            yes = row[f"fs_hhs_{theirs}_yn"]
            own[f"hhs_{ours}"] = {"yes": "ya", "no": "tidak"}.get(yes)
            if yes == "yes":
                own[f"hhs_{ours}_kali"] = often.get(row[f"fs_hhs_{theirs}_freq"])
        answers.append(answered(own))
    bands = {"No or Little": "ringan", "Moderate": "sedang", "Severe": "berat"}
    ipc = {"None": "tidak_ada", "Little": "sedikit", "Moderate": "sedang", "Severe": "berat", "Very Severe": "sangat_berat"}
    events = ("hhs_kosong", "hhs_tidur", "hhs_sehari")

    def check(chosen, note, prepare):
        return Check("hhs", path, [prepare(answers[at]) for at in chosen], {
            "score.hhs": ("hhs_score", [number(rows[at]["hhs_score"]) for at in chosen]),
            "band.hhs": ("hhs_cat", [bands.get(rows[at]["hhs_cat"]) for at in chosen]),
            "band.hhs_ipc": ("hhs_cat_ipc", [ipc.get(rows[at]["hhs_cat_ipc"]) for at in chosen]),
        }, note)

    # Where a household says yes and not how often, upstream counts the event as never; our scale gives no score.
    def blank(row):
        return [event for event in events if row.get(event) == "ya" and f"{event}_kali" not in row]

    complete = [at for at, row in enumerate(answers) if not blank(row)]
    yield check(complete, "households that say how often", dict)
    yield check(range(len(rows)), "yes without how often recoded to no, as upstream counts it", lambda row: {
        **row, **{event: "tidak" for event in blank(row)},
    })


def washington(corpus):
    """IMPACT's vectors of the Washington Group's cut-offs: commented out upstream, the values usable."""
    path = "impact-initiatives-hppu+humind/tests/testthat/test-add_loop_wgq_ss.R"
    text = (corpus / path).read_text(encoding="utf-8")
    text = "\n".join(line.lstrip("# ") for line in text.splitlines() if line.startswith("#"))
    rows = next(vectors(text, r"expected <- data\.frame\("))
    domains = {
        "melihat": "vision", "mendengar": "hearing", "berjalan": "mobility", "mengingat": "cognition",
        "urus_diri": "self_care", "komunikasi": "communication",
    }
    codes = {
        "no_difficulty": "tidak_sulit", "some_difficulty": "sedikit_sulit", "lot_of_difficulty": "sangat_sulit",
        "cannot_do": "tidak_bisa", "dnk": "tidak_tahu", "pnta": "menolak",
    }
    answers = [{f"wg_{ours}": codes[row[f"wgq_{theirs}"]] for ours, theirs in domains.items()} for row in rows]
    yield Check("wg-ss", path, answers, {
        f"wg_disabilitas_{n}": (f"wgq_dis_{n}", [row[f"wgq_dis_{n}"] == "1" for row in rows]) for n in (1, 2, 3, 4)
    })


def guideline(corpus, path, items, total):
    """Answers and total of the test cases of a GDL2 guideline."""
    import yaml

    for case in yaml.safe_load((corpus / path).read_text(encoding="utf-8"))["test_cases"]:
        given = {key.split("|")[0]: value for key, value in case["input"][1].items()}
        output = {key.split("|")[0]: value for key, value in case["expected_output"][1].items()}
        answers = {name: str(given[code]).split("|")[0] for name, code in items.items()}
        yield answers, int(output[total]), output


def phq9(corpus):
    """The PHQ-9 guideline of the openEHR community."""
    path = f"{GDL}/PHQ9.v1.test.yml"
    names = ["minat", "murung", "tidur", "lelah", "makan", "gagal", "pusat", "gerak", "mati"]
    cases = list(guideline(corpus, path, {f"phq_{n}": f"gt{3 + at:04}" for at, n in enumerate(names)}, "gt0026"))
    grades = ["minimal", "ringan", "sedang", "agak_berat", "berat"]
    answers = [{**own, **({"phq_sulit": "0"} if total else {})} for own, total, _ in cases]
    yield Check("phq-9", path, answers, {
        "score.phq_9": ("Total score", [total for _, total, _ in cases]),
        "band.phq_9": ("Severity grade", [grades[int(str(output["gt0030"])[0])] for _, _, output in cases]),
    })


def gad7(corpus):
    """The GAD-7 guideline of the openEHR community."""
    path = f"{GDL}/GAD-7.v1.test.yml"
    names = ["gugup", "kendali", "khawatir", "santai", "gelisah", "kesal", "takut"]
    cases = list(guideline(corpus, path, {f"gad_{n}": f"gt{8 + at:04}" for at, n in enumerate(names)}, "gt0055"))
    # No grade is printed where there is no anxiety.
    grades = {"at0003": "ringan", "at0004": "sedang", "at0005": "berat"}
    published = [
        grades[output["gt0057"].split("|")[0].removeprefix("local::")] if "gt0057" in output else "minimal"
        for _, _, output in cases
    ]
    yield Check("gad-7", path, [own for own, _, _ in cases], {
        "score.gad_7": ("GAD-7 Total score", [total for _, total, _ in cases]),
        "band.gad_7": ("Anxiety severity", published),
    })


def audit_c(corpus):
    """CamCOPS' rule (the sum of three fields of 0 to 4) over every possible interview: no answers are published."""
    path = "ucam-department-of-psychiatry+camcops/server/camcops_server/tasks/audit.py"
    rule = (corpus / path).read_text(encoding="utf-8").split("class AuditC(")[1]
    if not ("NQUESTIONS = 3" in rule and "minimum=0" in rule and "maximum=4" in rule and "self.sum_fields(" in rule):
        sys.exit(f"{path}: the rule of AUDIT-C isn't the sum of three fields of 0 to 4 any more")
    combinations = [(0,)] + [(a, b, c) for a in range(1, 5) for b in range(5) for c in range(5)]
    answers = [{f"audit_c_{at}": str(value) for at, value in enumerate(row, 1)} for row in combinations]
    answers = [{**row, "jenis_kelamin": "p"} for row in answers]
    yield Check("audit-c", path, answers, {
        "score.audit_c": ("total_score()", [sum(row) for row in combinations]),
    }, "a rule, not data")


def ipip(corpus):
    """2,800 persons' answers to 25 items with the published keys; the means are recomputed exactly from both."""
    path = "cran+psychTools/data/bfi.rda"
    data = rda(corpus / path)
    keys = {str(name): [str(item) for item in items] for name, items in data["bfi.keys"].items()}
    rows = [{str(name): number(value) for name, value in row.items()} for row in data["bfi"].to_dict("records")]
    answers = [
        {f"ipip_{name.lower()}": str(row[name]) for items in keys.values() for name in (i.lstrip("-") for i in items)
         if row[name] is not None}
        for row in rows
    ]
    ours = {
        "agree": "ramah", "conscientious": "tekun", "extraversion": "terbuka_gaul", "neuroticism": "neurotik",
        "openness": "terbuka",
    }

    def mean(row, items):
        given = [(row[item.lstrip("-")], item.startswith("-")) for item in items]
        values = [7 - value if turned else value for value, turned in given if value is not None]
        if len(values) < 3:
            return None
        exact = Fraction(sum(values), len(values))
        return (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(Decimal("0.01"), ROUND_HALF_UP)

    yield Check("ipip-25", path, answers, {
        f"score.ipip_{ours[name]}": (f"bfi.keys${name}", [mean(row, items) for row in rows])
        for name, items in keys.items()
    }, "mean of the answered items, of three or more")


def oldr(corpus):
    """The survey of 192 older people of the R package oldr, with its indicators: HHS classes, Katz ADL and K6."""
    folder = "rapidsurveys+oldr/data"
    survey = rda(corpus / folder / "testSVY.rda")["testSVY"].to_dict("records")
    published = rda(corpus / folder / "indicators.ALL.rda")["indicators.ALL"].to_dict("records")

    def column(name):
        return [number(row[name]) for row in published]

    def class_of(classes):
        return [next((ours for name, ours in classes.items() if number(row[name]) == 1), None) for row in published]

    # Upstream counts whatever isn't an answer as never.
    times = {1: "jarang", 2: "kadang", 3: "sering"}
    hunger = []
    for row in survey:
        own = {}
        for ours, theirs in (("kosong", "f3"), ("tidur", "f4"), ("sehari", "f5")):
            often = times.get(number(row[theirs]))
            own[f"hhs_{ours}"] = "ya" if often else "tidak"
            if often:
                own[f"hhs_{ours}_kali"] = often
        hunger.append(own)
    yield Check("hhs", folder, hunger, {
        "band.hhs": ("HHS1, HHS2, HHS3", class_of({"HHS1": "ringan", "HHS2": "sedang", "HHS3": "berat"})),
    })

    katz = ["mandi", "pakaian", "jamban", "pindah", "kontinen", "makan"]
    alone = [
        {f"katz_{ours}": "mandiri" if number(row[f"a{at}"]) == 2 else "dibantu" for at, ours in enumerate(katz, 1)}
        for row in survey
    ]
    yield Check("katz-adl", folder, alone, {
        "score.katz_adl": ("scoreADL", column("scoreADL")),
        "band.katz_adl": ("classADL1, classADL2, classADL3", class_of(
            {"classADL1": "mandiri", "classADL2": "sebagian", "classADL3": "berat"})),
    })

    # 1 is all of the time, 5 none of it; don't know and refused are counted as none.
    items = {"gugup": "k6a", "harapan": "k6b", "gelisah": "k6c", "sedih": "k6d", "berat": "k6e", "berharga": "k6f"}
    felt = [
        {f"k6_{ours}": str(5 - min(number(row[theirs]) or 5, 5)) for ours, theirs in items.items()} for row in survey
    ]
    sums = column("K6")
    spared = [at for at, row in enumerate(felt) if row["k6_gelisah"] == row["k6_sedih"]]
    yield Check("k6", folder, [felt[at] for at in spared], {
        "score.k6": ("K6", [sums[at] for at in spared]),
    }, "people whose third and fourth answers agree")
    yield Check("k6", folder, [{**row, "k6_gelisah": row["k6_sedih"]} for row in felt], {
        "score.k6": ("K6", sums),
    }, "upstream error: it reads the fourth item for the third, `svy$k6c <- 5 - svy$k6d`; recoded likewise")


def rda(path):
    import rdata

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return {str(name): value for name, value in rdata.read_rda(str(path)).items()}


SOURCES = [wfp, impact_fcs, impact_rcsi, impact_hhs, washington, phq9, gad7, audit_c, ipip]
# Looked for, and not missed where the corpus doesn't have them.
OPTIONAL = [oldr]


def main():
    parser = argparse.ArgumentParser(description="Published data against the scales of instruments/scales.")
    parser.add_argument("corpus", type=Path, help="the folder of the corpus")
    parser.add_argument("--monev", default=str(ROOT / "target" / "release" / "monev"), help="the program")
    parser.add_argument("--only", default="", help="scales, separated by commas")
    options = parser.parse_args()
    only = set(filter(None, options.only.split(",")))
    failed, seen = 0, set()
    for source in SOURCES + OPTIONAL:
        try:
            checks = list(source(options.corpus))
        except FileNotFoundError as error:
            print(f"{source.__name__}: not in this corpus: {error.filename}")
            failed += source in SOURCES
            continue
        for check in checks:
            if only and check.scale not in only:
                continue
            seen.add(check.scale)
            rows = score(options.monev, check.scale, check.answers)
            for column, (published, values) in check.expected.items():
                if len(values) != len(rows):
                    sys.exit(f"{check.scale}: {len(values)} published values, {len(rows)} records")
                wrong = [at for at, (row, value) in enumerate(zip(rows, values)) if not same(row[column], value)]
                note = f" ({check.note})" if check.note else ""
                print(f"{check.scale}: {column} = {published}: {len(rows) - len(wrong)} of {len(rows)} equal{note}  {check.source}")
                for at in wrong[:3]:
                    print(f"    record {at + 1}: {rows[at][column]}, published {values[at]}: {check.answers[at]}")
                failed += bool(wrong) or not rows
    for folder in sorted(path.parent.name for path in (ROOT / "instruments" / "scales").glob("*/*-form.yaml")):
        if folder not in seen and (not only or folder in only):
            print(f"{folder}: no published answers in this corpus")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Decides pp-30-2019 records a second time, independently of the engine, with Python's fractions.

usage: tools/dev/exact_decisions.py atasan|survei < RECORDS > DECISIONS

One line a record that can be decided, without findings and procedures. Records that cannot are left out.
"""
import json
import sys
from decimal import Decimal
from fractions import Fraction

PREDIKAT = ["Sangat Kurang", "Kurang", "Cukup", "Baik", "Sangat Baik"]
LEADING = ("jpt_utama", "jpt_madya", "jpt_pratama", "administrator", "pengawas")
ASPECTS = ("orientasi_pelayanan", "komitmen", "inisiatif_kerja", "kerja_sama")


def read(line):
    return json.loads(line, parse_int=lambda s: Fraction(int(s)), parse_float=lambda s: Fraction(Decimal(s)))


def mean(values):
    values = list(values)
    return sum(values, Fraction(0)) / len(values)


def cents(value):
    """Half up, two decimals, as hundredths."""
    return int((value * 100 + Fraction(1, 2)) // 1)


def written(hundredths):
    return f"{hundredths // 100}.{hundredths % 100:02d}"


def decide(record, mechanism):
    post = record["jenis_jabatan"]
    leads = post in LEADING or post == "fungsional" and record.get("jf", {}).get("memimpin", False)

    def rater(one):
        return mean(one[aspect] for aspect in ASPECTS + (("kepemimpinan",) if leads else ()))

    skp = mean(mean(min(Fraction(120), 100 * i["realisasi"] / i["target"]) for i in k["aspek"].values())
               for k in record["skp"]["kinerja_utama"])
    raters = record["perilaku"]
    behaviour, weight = rater(raters["atasan"]), Fraction(70, 100)
    if mechanism == "survei" and raters["rekan"] and raters["bawahan"]:
        peers, below = mean(map(rater, raters["rekan"])), mean(map(rater, raters["bawahan"]))
        behaviour, weight = Fraction(60, 100) * behaviour + Fraction(20, 100) * (peers + below), Fraction(60, 100)
    value = cents(weight * skp + (1 - weight) * behaviour)
    if value >= 11000 and record.get("ide_baru", False):
        grade = 4
    else:
        grade = 3 if value >= 9000 else 2 if value >= 7000 else 1 if value >= 5000 else 0
    sanction = "6_bulan" if grade <= (2 if post.startswith("jpt") else 1) else None
    year = int(record["periode"]["selesai"][:4])
    before = [PREDIKAT.index(h["predikat"]) for h in record["riwayat"] if h["tahun"] == year - 1]
    reward = None
    if before and grade >= 3 and before[0] >= 3:
        reward = "talent_pool" if grade == before[0] == 4 else "pengembangan_kompetensi"
    return (f'{{"id":{json.dumps(record["id"])},"nilai_skp":{written(cents(skp))},"nilai_perilaku":{written(cents(behaviour))},'
            f'"nilai":{written(value)},"predikat":"{PREDIKAT[grade]}","sanksi":{json.dumps(sanction)},"penghargaan":{json.dumps(reward)}}}')


def main():
    for line in sys.stdin:
        try:
            print(decide(read(line), sys.argv[1]))
        except (ValueError, KeyError, TypeError, ZeroDivisionError):
            pass


if __name__ == "__main__":
    main()

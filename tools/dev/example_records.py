#!/usr/bin/env python3
"""Writes the example records in examples/records/: invented employees, the same ones every time.

usage: tools/dev/example_records.py [DIRECTORY]      (default: examples/records)
"""
import json
import random
import sys
from pathlib import Path

FIRST = ("Agus Ayu Bagus Bayu Budi Citra Dewi Dian Eko Endah Fajar Fitri Galih Gita Hadi Hana Hendra Ika Indah Intan Joko "
         "Kartika Ketut Laras Lestari Made Maya Mega Nanda Ningsih Nur Nyoman Oka Panji Putri Putu Rahmat Ratna Rini Rizki "
         "Sari Satria Sekar Sinta Sri Surya Teguh Tri Umi Vina Wahyu Wati Wayan Wulan Yanti Yoga Yuda Yusuf Zahra Zainal").split()
LAST = ("Anggraini Basuki Damanik Firmansyah Ginting Gunawan Hakim Halim Harahap Hidayat Iskandar Kurniawan Kusuma Lubis "
        "Maharani Manurung Mulyani Nasution Nugroho Pasaribu Permana Prabowo Pratama Purnomo Rahayu Ramadhan Santoso Saputra "
        "Saragih Setiawan Siregar Sitompul Subekti Sudarsono Sulistyo Susanto Utami Wibowo Wicaksono Widodo Wijaya Yulianto").split()
WORK = ["Menyusun laporan kinerja bulanan", "Memverifikasi berkas kenaikan pangkat", "Melayani konsultasi kepegawaian",
        "Menyiapkan bahan rapat koordinasi", "Mengolah data presensi pegawai", "Menyusun rancangan anggaran unit",
        "Melaksanakan audit internal", "Mengelola arsip digital", "Menyelesaikan pengaduan masyarakat",
        "Menyusun peta jabatan dan analisis beban kerja"]
ASPECTS = ["orientasi_pelayanan", "komitmen", "inisiatif_kerja", "kerja_sama"]
PREDIKAT = ["Sangat Kurang", "Kurang", "Cukup", "Baik", "Sangat Baik"]
PREDIKAT_2022 = ["Sangat Kurang", "Kurang", "Butuh Perbaikan", "Baik", "Sangat Baik"]

# agency, unit, employees, how good its employees are on the whole
UNITS_2021 = [("K0001", "U000101", 60, 100), ("K0001", "U000102", 50, 96), ("K0002", "U000101", 50, 104), ("K0002", "U000205", 40, 92)]
UNITS_2022 = [("K0001", "U000101", 30, "baik"), ("K0001", "U000102", 24, "istimewa"), ("K0002", "U000101", 20, "butuh_perbaikan"),
              ("K0002", "U000205", 16, "kurang"), ("K0003", "U000001", 10, "sangat_kurang")]


class Writer:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.serial = 0

    def person(self):
        r = self.random
        self.serial += 1
        born = r.randint(1965, 1995)
        hired = max(born + 22, r.randint(1995, 2019))
        nip = f"{born}{r.randint(1, 12):02d}{r.randint(1, 28):02d}{hired}{r.randint(1, 12):02d}{r.randint(1, 2)}{self.serial:03d}"
        return nip, f"{r.choice(FIRST)} {r.choice(LAST)}"

    def post(self, place):
        """The first of a unit leads it."""
        if place == 0:
            return "jpt_pratama"
        return self.random.choices(["administrator", "pengawas", "fungsional", "pelaksana"], [4, 8, 38, 50])[0]

    def target(self, quality, spread=9):
        target = self.random.choice([1, 2, 4, 6, 7, 10, 12, 12, 24, 30, 40, 52, 100, 120, 200])
        return {"target": target, "realisasi": max(0, round(target * (quality + self.random.gauss(0, spread)) / 100))}

    def work(self, quality):
        aspects = {"kuantitas": self.target(quality),
                   "kualitas": {"target": 100, "realisasi": round(min(118, max(0, quality + self.random.gauss(0, 5))), 1)},
                   "waktu": {"target": 12, "realisasi": max(1, round(12 * (quality + self.random.gauss(0, 4)) / 100))}}
        if self.random.random() < 0.2:
            budget = self.random.randint(10, 500) * 1_000_000
            aspects["biaya"] = {"target": budget, "realisasi": round(budget * min(1.2, max(0, (quality + self.random.gauss(0, 5)) / 100))) // 1000 * 1000}
        return {"uraian": self.random.choice(WORK), "aspek": aspects}

    def rating(self, quality, leads):
        names = ASPECTS + (["kepemimpinan"] if leads else [])
        return {n: min(120, max(40, round(quality + self.random.gauss(0, 4)))) for n in names}

    def history(self, quality, year, names):
        def one(value):
            return 4 if value >= 108 else 3 if value >= 88 else 2 if value >= 70 else 1 if value >= 50 else 0
        return [{"tahun": year - back, "predikat": names[one(quality + self.random.gauss(0, 5))]} for back in (1, 2)]

    def employee_2021(self, agency, unit, place, level):
        r = self.random
        nip, name = self.person()
        post = self.post(place)
        quality = min(124, max(40, level + r.gauss(0, 12)))
        if place == 3 or r.random() < 0.03:
            quality = r.uniform(38, 68)
        if place == 0 and unit == "U000205":
            quality = 80
        record = {"id": nip, "nama": name, "instansi": agency, "unit_kerja": unit, "jenis_jabatan": post}
        leads = post not in ("pelaksana", "fungsional")
        if post == "fungsional":
            leads = r.random() < 0.1
            record["jf"] = {"jenjang": r.choice(["terampil", "mahir", "penyelia", "pertama", "muda", "madya"]), "memimpin": leads}
        if place == 0:
            record["pimpinan_unit"] = True
        record["periode"] = {"mulai": "2021-01-01", "selesai": "2021-12-31"}
        record["skp"] = {"kinerja_utama": [self.work(quality) for _ in range(r.randint(2, 5))], "kinerja_tambahan": []}
        if r.random() < 0.2:
            record["skp"]["kinerja_tambahan"].append({"uraian": r.choice(WORK), "nilai": r.randint(1, 3)})
        peers = 0 if r.random() < 0.1 else r.randint(2, 3)
        below = 0 if post in ("pelaksana",) and r.random() < 0.6 else r.randint(0, 3)
        record["perilaku"] = {"atasan": self.rating(quality, leads), "rekan": [self.rating(quality, leads) for _ in range(peers)],
                              "bawahan": [self.rating(quality, leads) for _ in range(below)]}
        record["ide_baru"] = quality > 106 and r.random() < 0.7
        record["riwayat"] = self.history(quality, 2021, PREDIKAT)
        record["tanggal"] = self.dates(late=r.random() < 0.04)
        if place == 0:
            record["jabatan_sejak"] = "2020-03-01"
        if place == 7:
            record["tugas_belajar"] = True
        if place == 9:
            record["penugasan"] = [{"unit_kerja": "U000999", "mulai": "2021-01-01", "selesai": "2021-04-30"},
                                   {"unit_kerja": unit, "mulai": "2021-05-01", "selesai": "2021-12-31"}]
        return record, quality

    def dates(self, late):
        r = self.random
        days = {"skp_ditetapkan": f"2021-02-{r.randint(1, 9):02d}" if late else f"2021-01-{r.randint(4, 29):02d}",
                "pemantauan": [f"2021-{r.randint(4, 6):02d}-{r.randint(1, 28):02d}", f"2021-{r.randint(8, 11):02d}-{r.randint(1, 28):02d}"],
                "penilaian_ditetapkan": f"2022-01-{r.randint(3, 28):02d}"}
        if r.random() < 0.03:
            days["pemantauan"] = days["pemantauan"][:1]
        if r.random() < 0.08:
            days["hasil_diterima"] = "2022-01-31"
            days["keberatan_diajukan"] = f"2022-02-{r.choice([4, 9, 14, 15, 21]):02d}"
        return days

    def events(self, record, quality):
        """What happened to those whose assessment was poor, for a decision day in 2023."""
        r = self.random
        if record["jenis_jabatan"].startswith("jpt") and quality == 80:
            return [{"jenis": "ditempatkan_jabatan_lain", "tanggal": "2022-09-01", "prosedur": "perbaikan_jpt"}]
        if quality > 68:
            return []
        if r.random() < 0.5:
            return [{"jenis": "perbaikan_tercapai", "tanggal": f"2022-06-{r.randint(1, 28):02d}"}]
        if record["jenis_jabatan"].startswith("jpt"):
            return [{"jenis": "ditempatkan_jabatan_lain", "tanggal": "2022-09-01"}]
        return r.choice([[{"jenis": "ditempatkan_jabatan_lebih_rendah", "tanggal": "2022-09-01"}],
                         [{"jenis": "jabatan_tidak_tersedia", "tanggal": "2022-09-05"}],
                         [{"jenis": "jabatan_tidak_tersedia", "tanggal": "2022-09-05"}, {"jenis": "jabatan_tersedia", "tanggal": "2023-03-01"}]])


def line(record):
    return json.dumps(record, ensure_ascii=False, separators=(",", ":"))


def pp_30_2019():
    writer = Writer(2021)
    lines = []
    for agency, unit, count, level in UNITS_2021:
        for place in range(count):
            record, quality = writer.employee_2021(agency, unit, place, level)
            events = writer.events(record, quality)
            if events:
                record["peristiwa"] = events
            lines.append(line(record))
    # What goes wrong in practice, each once.
    def spoiled(change):
        record, _ = writer.employee_2021("K0001", "U000101", 1, 95)
        change(record)
        return line(record)
    bad = [
        spoiled(lambda r: None)[:-40],                                                              # cut off
        spoiled(lambda r: r["skp"]["kinerja_utama"][0]["aspek"]["kuantitas"].update(target=0)),
        spoiled(lambda r: r["skp"]["kinerja_utama"][0]["aspek"]["kuantitas"].update(realisasi="13")),
        spoiled(lambda r: r.pop("skp")),
        spoiled(lambda r: r.update(jenis_jabatan="kepala_bidang")),
        spoiled(lambda r: r["periode"].update(selesai="2021-02-30")),
        spoiled(lambda r: r.update(riwayat=[{"tahun": 2020, "predikat": "Baik"}, {"tahun": 2020, "predikat": "Cukup"}])),
        spoiled(lambda r: r["perilaku"]["atasan"].update(komitmen=121)),
    ]
    for i, text in enumerate(bad):
        lines.insert(11 + 23 * i, text)
    return lines


def permenpanrb_6_2022():
    writer = Writer(2022)
    people, groups = [], []
    for agency, unit, count, organisation in UNITS_2022:
        good = {"istimewa": [6, 3, 1], "baik": [2, 7, 1], "butuh_perbaikan": [1, 3, 6], "kurang": [1, 4, 5], "sangat_kurang": [0, 3, 7]}[organisation]
        behaviour = {"kurang": [1, 2, 7], "sangat_kurang": [0, 2, 8]}.get(organisation, [5, 4, 1])
        leader = None
        for place in range(count):
            nip, name = writer.person()
            post = writer.post(place)
            leader = leader or nip
            status = "pppk" if post == "fungsional" and writer.random.random() < 0.5 else "pns"
            record = {"id": nip, "nama": name, "status": status, "instansi": agency, "unit_kerja": unit, "jenis_jabatan": post}
            if place == 0:
                record["pimpinan_unit"] = True
            record["periode"] = {"mulai": "2022-01-01", "selesai": "2022-12-31"}
            levels = ["di_atas", "sesuai", "di_bawah"]
            record["hasil_kerja"] = writer.random.choices(levels, good)[0]
            record["perilaku_kerja"] = writer.random.choices(levels, behaviour)[0]
            if writer.random.random() < 0.3:
                record["hasil"] = [{"uraian": writer.random.choice(WORK), "umpan_balik": "sesuai rencana", "ekspektasi": record["hasil_kerja"]}]
            if writer.random.random() < 0.3:
                record["perilaku"] = [{"nilai": n, "ekspektasi": record["perilaku_kerja"]} for n in (
                    "berorientasi_pelayanan", "akuntabel", "kompeten", "harmonis", "loyal", "adaptif", "kolaboratif")]
            record["riwayat"] = [{"tahun": 2021, "predikat": writer.random.choice(PREDIKAT[2:])}]
            people.append(line(record))
        if agency != "K0003":  # one unit whose organisation was not rated
            groups.append(line({"instansi": agency, "unit_kerja": unit, "periode": {"mulai": "2022-01-01", "selesai": "2022-12-31"},
                                "predikat_organisasi": organisation, "jenis": "tahunan", "ditetapkan": "2023-01-15", "pimpinan": leader}))
    spoiled = json.loads(people[3])
    spoiled["hasil_kerja"] = "melampaui"
    people.insert(20, line(spoiled))
    spoiled = json.loads(people[5])
    del spoiled["status"]
    people.insert(41, line(spoiled))
    return people, groups


def main():
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "examples/records")
    people, groups = permenpanrb_6_2022()
    for name, lines in (("pp-30-2019.ndjson", pp_30_2019()), ("permenpanrb-6-2022.ndjson", people),
                        ("permenpanrb-6-2022-units.ndjson", groups)):
        (folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

# pp-30-2019, `mekanisme=survei`.
package asn

mean(xs) := sum(xs) / count(xs)

# Written out: min([9, 10]) of rego-cpp 1.5.1 is 10.
achieved(a) := 120 if { 100 * a.realisasi >= 120 * a.target } else := (100 * a.realisasi) / a.target

rounded(x) := floor((x * 100) + 0.5) / 100

rating(one) := mean([v | some v in one])

targets := mean([m | some k in input.skp.kinerja_utama; m := mean([c | some a in k.aspek; c := achieved(a)])])

default survey := false
survey if { count(input.perilaku.rekan) > 0; count(input.perilaku.bawahan) > 0 }

superior := rating(input.perilaku.atasan)
peers := mean([m | some x in input.perilaku.rekan; m := rating(x)])
below := mean([m | some x in input.perilaku.bawahan; m := rating(x)])

conduct := ((0.6 * superior) + (0.2 * peers)) + (0.2 * below) if survey
conduct := superior if not survey

nilai := rounded((0.6 * targets) + (0.4 * conduct)) if survey
nilai := rounded((0.7 * targets) + (0.3 * conduct)) if not survey

predikat := "Sangat Baik" if { nilai >= 110; nilai <= 120; input.ide_baru } else := "Baik" if nilai >= 90 else := "Cukup" if nilai >= 70 else := "Kurang" if nilai >= 50 else := "Sangat Kurang"

default sanksi := null
sanksi := "6_bulan" if predikat in {"Kurang", "Sangat Kurang"}
sanksi := "6_bulan" if { predikat == "Cukup"; startswith(input.jenis_jabatan, "jpt") }

year := to_number(substring(input.periode.selesai, 0, 4)) - 1

default before := ""
before := p if { some y in input.riwayat; y.tahun == year; p := y.predikat }

penghargaan := "talent_pool" if { predikat == "Sangat Baik"; before == "Sangat Baik" } else := "pengembangan_kompetensi" if { predikat in {"Sangat Baik", "Baik"}; before in {"Sangat Baik", "Baik"} } else := null

keputusan := {"id": input.id, "nilai_skp": rounded(targets), "nilai_perilaku": rounded(conduct), "nilai": nilai, "predikat": predikat, "sanksi": sanksi, "penghargaan": penghargaan}

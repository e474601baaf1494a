#pragma once
// A policy whose groups need everything that can be gathered.

namespace kaidah::test {

constexpr const char* kGathering = R"kaidah(policy "uji" version 1.0.0
month end last_day

enum Predikat from lowest { kurang "Kurang" cukup "Cukup" baik "Baik" }
record Masa { mulai: date selesai: date }
input Pegawai {
  id: text
  unit: text
  masa: Masa, period assessed
  skor: number 0..120 decimals 3
  cadangan: number 0..10 decimals 1, optional
  tetap: boolean
}
group unit by unit, masa { batas: number 0..120 decimals 2, if missing 60 }

article 1 {
  paragraph (1): output nilai = round(skor + 1 / 3, 2, half_even)  [interpretation "sepertiga"]
  paragraph (2): classify predikat : Predikat by nilai as x, in order {
    baik when x >= 90
    undetermined "tepat 13" when skor = 13
    cukup when x >= 50  [interpretation "cukup"]
    kurang otherwise
  }
  output predikat
  paragraph (3): rule sepertiga = nilai / 3
  paragraph (4): output lama = masa.selesai - masa.mulai
}
article 2 {
  for each unit {
    output n = count(members)
    output n_baik = count(p in members where p.predikat = Predikat.baik and p.tetap)
    output jumlah = sum(p.nilai for p in members)
    output rata : number, optional = round(mean(p.skor for p in members), 4, half_up)
    output terendah = least(p.predikat for p in members)
    output terakhir = greatest(p.masa.selesai for p in members)
    output terlama = greatest(p.lama for p in members)
    output semua_tetap = all(p.tetap for p in members)
    output cadangan_tertinggi : number, optional = greatest(p.cadangan for p in members where p.cadangan is present)
    output lewat = exists(p in members where p.skor > batas or (p.skor = batas and undetermined "tepat"))
    output di_bawah = count(p in members where p.predikat < Predikat.baik and p.nilai < batas)
    require batas_jumlah: di_bawah <= 3 finding breach "BATAS" "{di_bawah} dari {n}, {jumlah}"
    ranking urutan by sepertiga then skor
  }
}
)kaidah";

}  // namespace kaidah::test

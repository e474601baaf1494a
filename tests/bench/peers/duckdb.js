// pp-30-2019, `mekanisme=survei`, as one SQL statement over the records, in floating point.
//   node duckdb.js MODULES INPUT DECISIONS UNITS THREADS
const [modules, input, decisions, units, threads] = process.argv.slice(2);
const { DuckDBInstance } = require(modules + '/@duckdb/node-api');

const INDICATOR = 'STRUCT(target DOUBLE, realisasi DOUBLE)';
const ASPECTS = ['kuantitas', 'kualitas', 'waktu', 'biaya'];
const FOUR = ['orientasi_pelayanan', 'komitmen', 'inisiatif_kerja', 'kerja_sama'];
const RATER = `STRUCT(${[...FOUR, 'kepemimpinan'].map((name) => `${name} DOUBLE`).join(', ')})`;
const COLUMNS = {
  id: 'VARCHAR',
  instansi: 'VARCHAR',
  unit_kerja: 'VARCHAR',
  jenis_jabatan: 'VARCHAR',
  periode: 'STRUCT(mulai VARCHAR, selesai VARCHAR)',
  skp: `STRUCT(kinerja_utama STRUCT(aspek STRUCT(${ASPECTS.map((name) => `${name} ${INDICATOR}`).join(', ')}))[])`,
  perilaku: `STRUCT(atasan ${RATER}, rekan ${RATER}[], bawahan ${RATER}[])`,
  ide_baru: 'BOOLEAN',
  riwayat: 'STRUCT(tahun INTEGER, predikat VARCHAR)[]',
};
const columns = Object.entries(COLUMNS).map(([name, type]) => `${name}: '${type}'`).join(', ');

const rounded = (value) => `floor((${value}) * 100 + 0.5) / 100`;
const achieved = (aspect) => `CASE WHEN ${aspect} IS NOT NULL
  THEN least(120, 100 * ${aspect}.realisasi / ${aspect}.target) END`;
const task = `list_avg(list_filter([${ASPECTS.map((name) => achieved(`k.aspek.${name}`)).join(', ')}],
  lambda x: x IS NOT NULL))`;
const rating = (one) => `(CASE WHEN leads
  THEN (${[...FOUR, 'kepemimpinan'].map((name) => `${one}.${name}`).join(' + ')}) / 5
  ELSE (${FOUR.map((name) => `${one}.${name}`).join(' + ')}) / 4 END)`;
const ratings = (list) => `list_avg(list_transform(${list}, lambda x: ${rating('x')}))`;

const SQL = `
  WITH read AS (
    SELECT *, jenis_jabatan IN ('jpt_utama', 'jpt_madya', 'jpt_pratama', 'administrator', 'pengawas') AS leads,
      len(perilaku.rekan) > 0 AND len(perilaku.bawahan) > 0 AS survey,
      list_avg(list_transform(skp.kinerja_utama, lambda k: ${task})) AS targets
    FROM read_ndjson('${input}', columns = {${columns}})),
  rated AS (
    SELECT *, CASE WHEN survey
        THEN 0.6::DOUBLE * ${rating('perilaku.atasan')} + 0.2::DOUBLE * ${ratings('perilaku.rekan')}
          + 0.2::DOUBLE * ${ratings('perilaku.bawahan')}
        ELSE ${rating('perilaku.atasan')} END AS conduct,
      list_filter(riwayat, lambda y: y.tahun = CAST(substr(periode.selesai, 1, 4) AS INTEGER) - 1)[1].predikat AS before
    FROM read),
  valued AS (
    SELECT *, ${rounded(`CASE WHEN survey THEN 0.6::DOUBLE * targets + 0.4::DOUBLE * conduct
      ELSE 0.7::DOUBLE * targets + 0.3::DOUBLE * conduct END`)} AS nilai
    FROM rated),
  graded AS (
    SELECT *, CASE WHEN nilai BETWEEN 110 AND 120 AND ide_baru THEN 'Sangat Baik' WHEN nilai >= 90 THEN 'Baik'
      WHEN nilai >= 70 THEN 'Cukup' WHEN nilai >= 50 THEN 'Kurang' ELSE 'Sangat Kurang' END AS predikat
    FROM valued)
  SELECT id, ${rounded('targets')} AS nilai_skp, ${rounded('conduct')} AS nilai_perilaku, nilai, predikat,
    CASE WHEN predikat IN ('Kurang', 'Sangat Kurang') OR (predikat = 'Cukup' AND jenis_jabatan LIKE 'jpt%')
      THEN '6_bulan' END AS sanksi,
    CASE WHEN predikat = 'Sangat Baik' AND before = 'Sangat Baik' THEN 'talent_pool'
      WHEN predikat IN ('Baik', 'Sangat Baik') AND before IN ('Baik', 'Sangat Baik') THEN 'pengembangan_kompetensi'
      END AS penghargaan, instansi, unit_kerja, periode
  FROM graded`;

(async () => {
  const instance = await DuckDBInstance.create(':memory:', { threads });
  const connection = await instance.connect();
  await connection.run('SET preserve_insertion_order = true');
  await connection.run(`CREATE TABLE decided AS ${SQL}`);
  await connection.run(
    `COPY (SELECT * EXCLUDE (instansi, unit_kerja, periode) FROM decided) TO '${decisions}' (FORMAT JSON)`);
  await connection.run(`COPY (
    SELECT *, di_atas * 5 <= n AND sesuai * 10 BETWEEN 6 * n AND 7 * n AND di_bawah * 5 <= n AS memenuhi FROM (
      SELECT instansi, unit_kerja, periode, count(*) AS n,
        count(*) FILTER (predikat = 'Sangat Baik') AS di_atas, count(*) FILTER (predikat = 'Baik') AS sesuai,
        count(*) FILTER (predikat NOT IN ('Sangat Baik', 'Baik')) AS di_bawah
      FROM decided GROUP BY ALL ORDER BY ALL)) TO '${units}' (FORMAT JSON)`);
  process.exit(0);
})();

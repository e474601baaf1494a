// pp-30-2019, `mekanisme=survei`, as a decision graph of GoRules ZEN, 64 records in flight.
//   node zen.js MODULES INPUT DECISIONS UNITS
const fs = require('fs');
const readline = require('readline');
const [modules, input, decisions, units] = process.argv.slice(2);
const { ZenEngine } = require(modules + '/@gorules/zen-engine');

const place = { x: 0, y: 0 };
const expressions = (id, list, passThrough = true) => ({
  id, name: id, type: 'expressionNode', position: place,
  content: { passThrough, expressions: list.map(([key, value], i) => ({ id: id + i, key, value })) },
});
const row = (id, nilai, idea, grade) => ({ _id: id, a: nilai, b: idea, p: JSON.stringify(grade) });
const OUTPUTS = ['id', 'nilai_skp', 'nilai_perilaku', 'nilai', 'predikat', 'sanksi', 'penghargaan'];

const GRAPH = {
  contentType: 'application/vnd.gorules.decision',
  nodes: [
    { id: 'in', name: 'in', type: 'inputNode', position: place },
    expressions('values', [
      ['targets', 'avg(map(skp.kinerja_utama, avg(map(values(#.aspek), min([120, 100 * #.realisasi / #.target])))))'],
      ['superior', 'avg(values(perilaku.atasan))'],
      ['survey', 'len(perilaku.rekan) > 0 and len(perilaku.bawahan) > 0'],
      ['conduct', '$.survey ? 0.6 * $.superior + 0.2 * avg(map(perilaku.rekan, avg(values(#))))'
        + ' + 0.2 * avg(map(perilaku.bawahan, avg(values(#)))) : $.superior'],
      ['value', '$.survey ? 0.6 * $.targets + 0.4 * $.conduct : 0.7 * $.targets + 0.3 * $.conduct'],
      ['nilai_skp', 'floor($.targets * 100 + 0.5) / 100'],
      ['nilai_perilaku', 'floor($.conduct * 100 + 0.5) / 100'],
      ['nilai', 'floor($.value * 100 + 0.5) / 100'],
      ['leading', 'startsWith(jenis_jabatan, "jpt")'],
      ['before', 'riwayat[0].tahun == 2020 ? riwayat[0].predikat : riwayat[1].predikat'],
    ]),
    { id: 'grade', name: 'grade', type: 'decisionTableNode', position: place,
      content: { hitPolicy: 'first', passThrough: true,
        inputs: [{ id: 'a', name: 'nilai', field: 'nilai' }, { id: 'b', name: 'idea', field: 'ide_baru' }],
        outputs: [{ id: 'p', name: 'predikat', field: 'predikat' }],
        rules: [row('1', '[110..120]', 'true', 'Sangat Baik'), row('2', '>= 90', '', 'Baik'),
          row('3', '[70..90)', '', 'Cukup'), row('4', '[50..70)', '', 'Kurang'), row('5', '', '', 'Sangat Kurang')] } },
    expressions('follows', [
      ['sanksi', '(leading ? predikat in ["Cukup", "Kurang", "Sangat Kurang"] : predikat in ["Kurang", "Sangat Kurang"])'
        + ' ? "6_bulan" : null'],
      ['penghargaan', 'predikat == "Sangat Baik" and before == "Sangat Baik" ? "talent_pool" :'
        + ' (predikat in ["Sangat Baik", "Baik"] and before in ["Sangat Baik", "Baik"] ? "pengembangan_kompetensi" : null)'],
    ]),
    expressions('chosen', OUTPUTS.map((name) => [name, name]), false),
    { id: 'out', name: 'out', type: 'outputNode', position: place },
  ],
  edges: [['in', 'values'], ['values', 'grade'], ['grade', 'follows'], ['follows', 'chosen'], ['chosen', 'out']].map(
    ([sourceId, targetId], i) => ({ id: 'edge' + i, type: 'edge', sourceId, targetId })),
};

(async () => {
  const decision = new ZenEngine().createDecision(Buffer.from(JSON.stringify(GRAPH)));
  const out = fs.createWriteStream(decisions);
  const counts = new Map();
  let waiting = [];
  const flush = async () => {
    const results = await Promise.all(waiting.map((record) => decision.evaluate(record)));
    results.forEach(({ result }, i) => {
      out.write(JSON.stringify(Object.fromEntries(OUTPUTS.map((name) => [name, result[name]]))) + '\n');
      const { instansi, unit_kerja, periode } = waiting[i];
      const key = JSON.stringify({ instansi, unit_kerja, periode });
      if (!counts.has(key)) counts.set(key, [0, 0, 0]);
      counts.get(key)[result.predikat === 'Sangat Baik' ? 0 : result.predikat === 'Baik' ? 1 : 2] += 1;
    });
    waiting = [];
  };
  for await (const line of readline.createInterface({ input: fs.createReadStream(input) })) {
    waiting.push(JSON.parse(line));
    if (waiting.length === 64) await flush();
  }
  if (waiting.length > 0) await flush();
  const lines = [...counts].sort().map(([key, [above, within, below]]) => {
    const n = above + within + below;
    const kept = above * 5 <= n && within * 10 >= 6 * n && within * 10 <= 7 * n && below * 5 <= n;
    return JSON.stringify({ ...JSON.parse(key), n, di_atas: above, sesuai: within, di_bawah: below, memenuhi: kept });
  });
  fs.writeFileSync(units, lines.join('\n') + '\n');
  await new Promise((done) => out.end(done));
  process.exit(0);
})();

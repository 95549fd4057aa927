//! The instrument of `tests/rules/laws.rs`, and labels that show values besides.

pub(crate) const INSTRUMENT: &str = r#"
monev: 1
instrument: contoh
version: 1.0.0
title: {id: Contoh, en: Example}
languages: [id, en]
defaults: {required: true}
lists:
  yt: {choices: [{code: ya, label: {id: Ya, en: Yes}}, {code: tidak, label: {id: Tidak, en: No}}]}
  s5:
    ordered: true
    choices:
      - {code: a, label: {id: A, en: A}, score: 1}
      - {code: b, label: {id: B, en: B}, score: 2}
      - {code: c, label: {id: C, en: C}, score: 3}
      - {code: tt, label: {id: Tidak tahu, en: Don't know}, special: dont_know}
  jenis:
    attributes: {induk: text}
    choices:
      - {code: tani, label: {id: 'Tani {omzet}', en: 'Farm {omzet}'}, induk: ya}
      - {code: dagang, label: {id: Dagang, en: Trade}, induk: ya}
      - {code: nihil, label: {id: Tidak ada, en: None}, exclusive: true, induk: tidak}
given:
  - {given: rencana, type: money, label: {id: Rencana, en: Plan}}
items:
  - {ask: buka, type: select_one yt, label: {id: Buka?, en: Open?}}
  - section: isi
    title: {id: Isi, en: Content}
    when: buka = 'ya'
    items:
      - {ask: omzet, type: integer, min: 0, max: 1000, label: {id: Omzet, en: Sales}, allow: [refused], required: rencana > 5}
      - {ask: modal, type: integer, label: {id: Modal, en: Capital}, default: round(omzet / 2), max: omzet,
         checks: [{require: self > 10, level: warning, message: {id: 'Kecil {omzet} {rencana}', en: 'Small {rencana} {omzet}'}}]}
      - {calc: laba, value: omzet - modal}
  - {ask: usaha, type: select_multiple jenis, label: {id: Usaha, en: Business}, choices_where: choice.induk = buka}
  - {ask: n, type: integer, min: 0, max: 4, label: {id: N, en: N}}
  - roster: hitung
    label: {id: Hitung, en: Count}
    rows: {count: n, max: 3}
    items:
      - {ask: h, type: integer, label: {id: H, en: H}, required: false}
  - roster: tiap
    label: {id: Tiap, en: Each}
    when: buka = 'ya'
    rows: {for_each: usaha}
    items:
      - {ask: nilai, type: integer, min: 0, max: 100, label: {id: Nilai, en: Value}}
      - {ask: alasan, type: text, label: {id: 'Alasan {prev.nilai} {nilai}', en: 'Reason {prev.nilai} {nilai}'}, when: nilai < 50}
      - {calc: naik, value: nilai - prev.nilai}
  - roster: orang
    label: {id: Orang, en: People}
    row_label: {id: '{nama} {usia}', en: '{usia} {nama}'}
    rows: {min: 1, max: 3}
    key: nama
    items:
      - {ask: nama, type: text, label: {id: Nama, en: Name}}
      - {ask: usia, type: integer, min: 0, max: 120, label: {id: 'Usia {nama} {buka}', en: 'Age {nama} {buka}'}, allow: [dont_know]}
      - roster: hp
        label: {id: HP, en: Phones}
        when: usia >= 17
        rows: {max: 2}
        items:
          - {ask: nomor, type: text, label: {id: 'Nomor {nama} {usaha}', en: 'Number {nama} {usaha}'}}
      - {calc: jumlah_hp, value: count(hp)}
  - {note: catatan, label: {id: 'Rata {sum(usia for orang)} {usaha}', en: 'Mean {sum(usia for orang)} {usaha}'}}
  - {ask: q1, type: select_one s5, label: {id: Q1, en: Q1}}
  - {ask: q2, type: select_one s5, label: {id: 'Q2 {omzet}', en: 'Q2 {omzet}'}, required: false}
  - {ask: q3, type: select_one s5, label: {id: Q3, en: Q3}, required: sum(nilai for tiap) > 50}
  - {calc: rata, value: mean(usia for orang ignoring missing)}
scores:
  - score: sikap
    label: {id: Sikap, en: Attitude}
    method: mean
    items: [q1, {item: q2, reverse: true}, q3]
    missing: {need: 2}
    to: [0, 100]
    round: 2
    bands: [{band: tinggi, from: 50}, {band: rendah, from: 0}]
  - score: gabung
    label: {id: Gabung, en: Whole}
    when: buka = 'ya'
    method: weighted
    items:
      - {part: x, value: omzet / 10, weight: 60, mandatory: true}
      - {part: y, value: score.sikap, weight: 40}
    missing: {need: 50%}
    override: [{when: omzet = 0, value: 0, reason: {id: nol, en: zero}}, {when: n = 4, value: missing, reason: {id: belum, en: not yet}}]
    round: 1
    bands: [{band: baik, from: 50}, {band: buruk, from: 0}]
  - score: total
    label: {id: 'Total {rata}', en: 'Total {rata}'}
    method: sum
    items: [{part: l, value: laba}, {part: r, value: rata}]
    missing: {need: 1}
    round: 0
  - score: besar
    label: {id: Besar, en: Largest}
    method: largest
    items: [{part: omz, value: omzet / 3}, {part: mod, value: modal / 3}]
    floor: 20
    below_floor: kecil
    on_tie: seri
    round: 2
  - score: golongan
    label: {id: Golongan, en: Class}
    method: classify
    rules: [{class: atas, when: score.gabung >= 50}, {class: bawah, when: score.sikap < 50}]
"#;

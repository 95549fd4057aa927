-- The indicators of kaltim-monitoring, from the answers, the calculations and the scores.

CREATE TABLE aid AS
SELECT rec, sum(brg_nilai) AS received,
  sum(CASE WHEN brg_status IN ('dipakai_usaha', 'habis_usaha') THEN brg_nilai ELSE 0 END) AS used
FROM barang GROUP BY rec;

CREATE TABLE profit AS
SELECT rec, avg(omzet - biaya_bahan - biaya_lain) AS monthly
FROM bulanan WHERE omzet - biaya_bahan - biaya_lain IS NOT NULL
GROUP BY rec HAVING count(*) >= 2;

CREATE TABLE obstacles AS
SELECT rec, count(*) AS n, sum(CASE WHEN hb_status = 'selesai' THEN 1.0 ELSE 0.0 END) AS solved
FROM hambatan GROUP BY rec;

CREATE TABLE measures AS
SELECT rec, 'pct_sukses' AS indicator, 'share' AS kind, '' AS category,
  CASE WHEN band_keberhasilan = 'berhasil' THEN 1.0 ELSE 0.0 END AS x, 1.0 AS y
FROM rec WHERE band_keberhasilan IN ('berhasil', 'bertahan_miskin', 'tidak_bertahan')
UNION ALL
SELECT rec, 'pct_bertahan', 'share', '',
  CASE WHEN usaha_status IN ('aktif', 'jeda', 'ganti') THEN 1.0 ELSE 0.0 END, 1.0
FROM rec WHERE band_keberhasilan IN ('berhasil', 'bertahan_miskin', 'tidak_bertahan', 'tidak_lengkap')
UNION ALL
SELECT rec, 'pct_sku', 'share', '', CASE WHEN score_sku >= 80 THEN 1.0 ELSE 0.0 END, 1.0
FROM rec WHERE score_sku IS NOT NULL
UNION ALL
SELECT rec, 'med_laba', 'median', '', monthly, 1.0 FROM profit
UNION ALL
SELECT r.rec, 'med_ubah_laba', 'median', '', p.monthly - r.laba_awal, 1.0
FROM rec r JOIN profit p ON p.rec = r.rec WHERE r.laba_awal IS NOT NULL
UNION ALL
SELECT rec, 'pct_sesuai_asesmen', 'share', '', CASE WHEN usaha_jenis = jenis_ditetapkan THEN 1.0 ELSE 0.0 END, 1.0
FROM rec WHERE usaha_jenis__given = 1
UNION ALL
SELECT rec, 'r_utk_usaha', 'ratio', '', 100.0 * used, received FROM aid WHERE received IS NOT NULL
UNION ALL
SELECT rec, 'm_ikp', 'mean', '', score_ikp, 1.0 FROM rec WHERE score_ikp IS NOT NULL
UNION ALL
SELECT r.rec, 'pct_hambatan_selesai', 'ratio', '', 100.0 * coalesce(o.solved, 0), coalesce(o.n, 0)
FROM rec r LEFT JOIN obstacles o ON o.rec = r.rec
UNION ALL
SELECT rec, 'pct_rujuk_selesai', 'share', '', CASE WHEN rujuk_hasil IN ('ikut', 'sertifikat') THEN 1.0 ELSE 0.0 END, 1.0
FROM rec WHERE rujuk_perlu = 'ya'
UNION ALL
SELECT rec, 'f_peringatan', 'distribution', band_peringatan, 0.0, 0.0 FROM rec WHERE band_peringatan IS NOT NULL
UNION ALL
SELECT rec, 'pct_nontunai', 'share', '', CASE WHEN salur_nontunai = 'ya' THEN 1.0 ELSE 0.0 END, 1.0
FROM rec WHERE salur_nontunai IN ('ya', 'tidak');

CREATE TABLE dimensions AS
SELECT rec, 'kab' AS by_col, kab AS grp FROM rec
UNION ALL SELECT rec, 'kec', kec FROM rec
UNION ALL SELECT rec, 'jenis_kelamin', jenis_kelamin FROM rec
UNION ALL SELECT rec, 'kel_umur', kel_umur FROM rec
UNION ALL SELECT rec, 'jenis_ditetapkan', jenis_ditetapkan FROM rec
UNION ALL SELECT rec, 'bulan_ke', bulan_ke FROM rec
UNION ALL SELECT rec, 'wg_status', wg_status FROM rec
UNION ALL SELECT rec, 'rujuk_instansi', rujuk_instansi FROM rec;

CREATE TABLE breakdowns (indicator VARCHAR, by_col VARCHAR);
INSERT INTO breakdowns VALUES
  ('pct_sukses', 'kab'), ('pct_sukses', 'jenis_kelamin'), ('pct_sukses', 'jenis_ditetapkan'), ('pct_sukses', 'kel_umur'),
  ('pct_sukses', 'bulan_ke'), ('pct_sukses', 'wg_status'), ('pct_bertahan', 'kab'), ('pct_bertahan', 'jenis_ditetapkan'),
  ('pct_sku', 'kab'), ('pct_sku', 'jenis_kelamin'), ('med_laba', 'kab'), ('med_laba', 'jenis_ditetapkan'),
  ('med_ubah_laba', 'jenis_ditetapkan'), ('pct_sesuai_asesmen', 'kab'), ('r_utk_usaha', 'kab'), ('m_ikp', 'kab'),
  ('m_ikp', 'kec'), ('pct_hambatan_selesai', 'kab'), ('pct_rujuk_selesai', 'rujuk_instansi'), ('f_peringatan', 'kab'),
  ('f_peringatan', 'kec'), ('pct_nontunai', 'kab');

CREATE TABLE memberships AS
SELECT d.rec, b.indicator, b.by_col, d.grp FROM breakdowns b JOIN dimensions d ON d.by_col = b.by_col;

CREATE TABLE differences (
  indicator VARCHAR, by_col VARCHAR, grp VARCHAR, category VARCHAR, value DOUBLE, n BIGINT
);

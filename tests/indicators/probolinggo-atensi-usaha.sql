-- The indicators of probolinggo-atensi-usaha, from the answers, the calculations and the scores.

CREATE TABLE aid AS
SELECT rec, sum(brg_nilai) AS received,
  sum(CASE WHEN brg_status IN ('dipakai_usaha', 'habis_usaha') THEN brg_nilai ELSE 0 END) AS used
FROM barang GROUP BY rec;

CREATE TABLE obstacles (code VARCHAR);
INSERT INTO obstacles VALUES ('tidak_ada'), ('modal'), ('pasar'), ('alat'), ('keterampilan'), ('kesehatan'),
  ('mobilitas'), ('tenaga'), ('harga'), ('stigma'), ('pendampingan'), ('lainnya');

CREATE TABLE measures AS
SELECT rec, 'p_dimanfaatkan' AS indicator, 'share' AS kind, '' AS category,
  CASE WHEN score_ipb >= 80 THEN 1.0 ELSE 0.0 END AS x, 1.0 AS y
FROM rec WHERE score_ipb IS NOT NULL
UNION ALL
SELECT rec, 'r_utk_usaha', 'ratio', '', 100.0 * used, received FROM aid WHERE received IS NOT NULL
UNION ALL
SELECT rec, 'p_usaha_jalan', 'share', '', CASE WHEN usaha_status IN ('aktif', 'jeda', 'ganti') THEN 1.0 ELSE 0.0 END, 1.0
FROM rec WHERE usaha_status IN ('aktif', 'jeda', 'ganti', 'tutup', 'belum_mulai')
UNION ALL
SELECT rec, 'p_mandiri', 'share', '', CASE WHEN score_ike >= 75 THEN 1.0 ELSE 0.0 END, 1.0
FROM rec WHERE score_ike IS NOT NULL
UNION ALL
SELECT rec, 'm_output', 'mean', '', score_output, 1.0 FROM rec WHERE score_output IS NOT NULL
UNION ALL
SELECT rec, 'p_outcome', 'share', '', CASE WHEN score_outcome >= 80 THEN 1.0 ELSE 0.0 END, 1.0
FROM rec WHERE score_outcome IS NOT NULL
UNION ALL
SELECT rec, 'med_laba', 'median', '', (omzet_hari - biaya_hari) * hari_minggu * 52 / 12, 1.0
FROM rec WHERE omzet_hari IS NOT NULL AND biaya_hari IS NOT NULL AND hari_minggu IS NOT NULL
UNION ALL
SELECT rec, 'p_sesuai', 'share', '', CASE WHEN sesuai_kebutuhan = 'sesuai' THEN 1.0 ELSE 0.0 END, 1.0
FROM rec WHERE sesuai_kebutuhan IN ('sesuai', 'sebagian', 'tidak')
UNION ALL
SELECT rec, 'p_wg', 'share', '', CASE WHEN wg_status = 'disabilitas' THEN 1.0 ELSE 0.0 END, 1.0
FROM rec WHERE wg_status IN ('disabilitas', 'bukan')
UNION ALL
SELECT rec, 'p_adl_bantu', 'share', '', CASE WHEN score_adl <= 11 THEN 1.0 ELSE 0.0 END, 1.0
FROM rec WHERE score_adl IS NOT NULL
UNION ALL
SELECT rec, 'p_pungutan', 'share', '', CASE WHEN pungutan = 'ya' THEN 1.0 ELSE 0.0 END, 1.0
FROM rec WHERE pungutan IN ('ya', 'tidak')
UNION ALL
SELECT r.rec, 'f_hambatan', 'distribution', o.code, 0.0, 0.0
FROM rec r JOIN obstacles o ON instr(r.hambatan, ' ' || o.code || ' ') > 0;

CREATE TABLE dimensions AS
SELECT rec, 'kelompok' AS by_col, kelompok AS grp FROM rec
UNION ALL SELECT rec, 'kec', kec FROM rec
UNION ALL SELECT rec, 'jenis_kelamin', jenis_kelamin FROM rec
UNION ALL SELECT rec, 'wg_status', wg_status FROM rec
UNION ALL SELECT rec, 'kel_umur', kel_umur FROM rec
UNION ALL SELECT rec, 'tinggal', tinggal FROM rec
UNION ALL SELECT rec, 'usaha_jenis', usaha_jenis FROM rec;

CREATE TABLE breakdowns (indicator VARCHAR, by_col VARCHAR);
INSERT INTO breakdowns VALUES
  ('p_dimanfaatkan', 'kelompok'), ('p_dimanfaatkan', 'kec'), ('p_dimanfaatkan', 'jenis_kelamin'),
  ('p_dimanfaatkan', 'wg_status'), ('p_dimanfaatkan', 'kel_umur'), ('r_utk_usaha', 'kelompok'), ('r_utk_usaha', 'kec'),
  ('p_usaha_jalan', 'kelompok'), ('p_usaha_jalan', 'kec'), ('p_usaha_jalan', 'wg_status'), ('p_mandiri', 'kelompok'),
  ('p_mandiri', 'jenis_kelamin'), ('p_mandiri', 'tinggal'), ('m_output', 'kec'), ('p_outcome', 'kelompok'),
  ('p_outcome', 'kec'), ('med_laba', 'kelompok'), ('med_laba', 'usaha_jenis'), ('p_sesuai', 'kelompok'),
  ('p_wg', 'kelompok'), ('p_adl_bantu', 'jenis_kelamin'), ('p_adl_bantu', 'tinggal'), ('p_pungutan', 'kec'),
  ('f_hambatan', 'kelompok');

CREATE TABLE memberships AS
SELECT d.rec, b.indicator, b.by_col, d.grp FROM breakdowns b JOIN dimensions d ON d.by_col = b.by_col;

CREATE TABLE differences (
  indicator VARCHAR, by_col VARCHAR, grp VARCHAR, category VARCHAR, value DOUBLE, n BIGINT
);

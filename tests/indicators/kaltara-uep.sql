-- The indicators of kaltara-uep, from the answers and the scores.

-- Aid received, and what of it went into the business.
CREATE TABLE aid AS
SELECT rec, sum(brg_nilai) AS received,
  sum(CASE WHEN brg_status IN ('dipakai_usaha', 'habis_usaha') THEN brg_nilai ELSE 0 END) AS used
FROM barang GROUP BY rec;

-- Mean monthly profit over the months whose profit is known, if there are two.
CREATE TABLE profit AS
SELECT rec, avg(omzet - biaya_bahan - biaya_lain) AS monthly
FROM bulanan WHERE omzet - biaya_bahan - biaya_lain IS NOT NULL
GROUP BY rec HAVING count(*) >= 2;

CREATE TABLE measures AS
SELECT rec, 'pct_berhasil' AS indicator, 'share' AS kind, '' AS category,
  CASE WHEN score_sku >= 80 THEN 1.0 ELSE 0.0 END AS x, 1.0 AS y
FROM rec WHERE score_sku IS NOT NULL
UNION ALL
SELECT rec, 'pct_berkembang_plus', 'share', '', CASE WHEN score_sku >= 60 THEN 1.0 ELSE 0.0 END, 1.0
FROM rec WHERE score_sku IS NOT NULL
UNION ALL
SELECT rec, 'pct_gagal', 'share', '', CASE WHEN score_sku < 40 THEN 1.0 ELSE 0.0 END, 1.0
FROM rec WHERE score_sku IS NOT NULL
UNION ALL
SELECT rec, 'pct_bertahan', 'share', '',
  CASE WHEN usaha_status IN ('tutup', 'belum_mulai') THEN 0.0 ELSE 1.0 END, 1.0
FROM rec WHERE bulan_sejak_terima >= 6 AND usaha_status IS NOT NULL
UNION ALL
SELECT rec, 'f_sebab', 'distribution', band_sebab, 0.0, 0.0 FROM rec WHERE band_sebab IS NOT NULL
UNION ALL
SELECT rec, 'med_laba', 'median', '', monthly, 1.0 FROM profit
UNION ALL
SELECT rec, 'r_utk_usaha', 'ratio', '', 100.0 * used, received FROM aid WHERE received IS NOT NULL
UNION ALL
SELECT a.rec, 'biaya_per_berhasil', 'ratio', '', a.received, CASE WHEN r.score_sku >= 80 THEN 1.0 ELSE 0.0 END
FROM aid a JOIN rec r ON r.rec = a.rec WHERE a.received IS NOT NULL
UNION ALL
SELECT rec, 'pct_patuh', 'share', '', CASE WHEN score_kepatuhan >= 90 THEN 1.0 ELSE 0.0 END, 1.0
FROM rec WHERE score_kepatuhan IS NOT NULL
UNION ALL
SELECT rec, 'n_temuan_terbuka', 'count', '', CASE WHEN temuan_tl = 'belum' THEN 1.0 ELSE 0.0 END, 1.0
FROM rec WHERE temuan_tl IS NOT NULL
UNION ALL
SELECT rec, 'm_kunjungan', 'mean', '', kunjungan_tw, 1.0 FROM rec WHERE kunjungan_tw IS NOT NULL
UNION ALL
SELECT rec, 'pct_respons', 'share', '', CASE WHEN persetujuan = 'ya' THEN 1.0 ELSE 0.0 END, 1.0
FROM rec WHERE hasil_kunjungan IS NOT NULL;

CREATE TABLE dimensions AS
SELECT rec, 'kab' AS by_col, kab AS grp FROM rec
UNION ALL SELECT rec, 'jenis_kelamin', jenis_kelamin FROM rec
UNION ALL SELECT rec, 'kel_umur', kel_umur FROM rec
UNION ALL SELECT rec, 'jenis_rab', jenis_rab FROM rec
UNION ALL SELECT rec, 'periode', periode FROM rec;

CREATE TABLE breakdowns (indicator VARCHAR, by_col VARCHAR);
INSERT INTO breakdowns VALUES
  ('pct_berhasil', 'kab'), ('pct_berhasil', 'jenis_kelamin'), ('pct_berhasil', 'kel_umur'),
  ('pct_berhasil', 'jenis_rab'), ('pct_berhasil', 'periode'),
  ('pct_berkembang_plus', 'kab'), ('pct_berkembang_plus', 'periode'),
  ('pct_gagal', 'kab'), ('pct_gagal', 'jenis_rab'),
  ('pct_bertahan', 'kab'), ('f_sebab', 'kab'), ('f_sebab', 'jenis_rab'), ('med_laba', 'kab'), ('med_laba', 'jenis_rab'),
  ('r_utk_usaha', 'kab'), ('biaya_per_berhasil', 'kab'), ('pct_patuh', 'kab'), ('n_temuan_terbuka', 'kab'),
  ('m_kunjungan', 'kab'), ('pct_respons', 'kab'), ('pct_respons', 'periode');

CREATE TABLE memberships AS
SELECT d.rec, b.indicator, b.by_col, d.grp FROM breakdowns b JOIN dimensions d ON d.by_col = b.by_col;

CREATE TABLE differences (
  indicator VARCHAR, by_col VARCHAR, grp VARCHAR, category VARCHAR, value DOUBLE, n BIGINT
);

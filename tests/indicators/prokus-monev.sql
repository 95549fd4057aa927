-- The indicators of prokus-monev, from the answers, the calculations and the scores.

CREATE TABLE used AS
SELECT r.rec, coalesce(sum(g.guna_nilai), 0) AS used
FROM rec r LEFT JOIN guna g
  ON g.rec = r.rec AND g.guna_jenis IN ('bahan', 'alat', 'tempat', 'promosi')
WHERE r.guna_usaha IS NOT NULL
GROUP BY r.rec;

CREATE TABLE profit AS
SELECT rec, avg(omzet - biaya_bahan - biaya_lain) AS monthly
FROM bulanan WHERE omzet - biaya_bahan - biaya_lain IS NOT NULL
GROUP BY rec HAVING count(*) >= 2;

CREATE TABLE measures AS
SELECT rec, 'p_berhasil' AS indicator, 'share' AS kind, '' AS category,
  CASE WHEN score_sku >= 80 THEN 1.0 ELSE 0.0 END AS x, 1.0 AS y
FROM rec WHERE score_sku IS NOT NULL
UNION ALL
SELECT rec, 'p_usaha_jalan', 'share', '', CASE WHEN usaha_status IN ('aktif', 'jeda', 'ganti') THEN 1.0 ELSE 0.0 END, 1.0
FROM rec WHERE usaha_status IS NOT NULL
UNION ALL
SELECT rec, 'p_std_outcome', 'share', '', CASE WHEN score_real_outcome >= 75 THEN 1.0 ELSE 0.0 END, 1.0
FROM rec WHERE score_real_outcome IS NOT NULL
UNION ALL
SELECT rec, 'r_input', 'ratio', '', 100.0 * bsimu_terima, 3500000.0 FROM rec WHERE bsimu_terima IS NOT NULL
UNION ALL
SELECT r.rec, 'r_utk_usaha', 'ratio', '', 100.0 * u.used, r.bsimu_terima
FROM rec r JOIN used u ON u.rec = r.rec WHERE r.bsimu_terima IS NOT NULL
UNION ALL
SELECT rec, 'med_laba', 'median', '', monthly, 1.0 FROM profit
UNION ALL
SELECT rec, 'm_ikp', 'mean', '', score_ikp, 1.0 FROM rec WHERE score_ikp IS NOT NULL
UNION ALL
SELECT rec, 'p_kembali_pkh', 'share', '', CASE WHEN instr(bansos_kini, ' pkh ') > 0 THEN 1.0 ELSE 0.0 END, 1.0
FROM rec WHERE bansos_kini IS NOT NULL
UNION ALL
SELECT rec, 'p_di_atas_gk', 'share', '', CASE WHEN pengeluaran_kapita >= gk_acuan THEN 1.0 ELSE 0.0 END, 1.0
FROM rec WHERE pengeluaran_kapita IS NOT NULL AND gk_acuan IS NOT NULL
UNION ALL
SELECT rec, 'p_potongan', 'share', '', CASE WHEN bsimu_potongan = 'ya' THEN 1.0 ELSE 0.0 END, 1.0
FROM rec WHERE bsimu_potongan IN ('ya', 'tidak')
UNION ALL
SELECT rec, 'cakupan', 'plan', '',
  CASE WHEN jenis_formulir = 'kpm' AND persetujuan = 'ya' THEN 1.0 ELSE 0.0 END, 1000.0
FROM rec
WHERE (jenis_formulir IS NOT NULL AND persetujuan IS NOT NULL) OR jenis_formulir <> 'kpm' OR persetujuan <> 'ya'
UNION ALL
SELECT r.rec, 'n_risiko_tinggi', 'sum', '',
  (SELECT count(*) FROM risiko k WHERE k.rec = r.rec AND k.rk_nilai >= 10), 1.0
FROM rec r WHERE r.risiko_tinggi IS NOT NULL;

CREATE TABLE dimensions AS
SELECT rec, 'kab' AS by_col, kab AS grp FROM rec
UNION ALL SELECT rec, 'prov', prov FROM rec
UNION ALL SELECT rec, 'jenis_kelamin', jenis_kelamin FROM rec
UNION ALL SELECT rec, 'kel_umur', kel_umur FROM rec
UNION ALL SELECT rec, 'model_prokus', model_prokus FROM rec
UNION ALL SELECT rec, 'usaha_jenis', usaha_jenis FROM rec;

CREATE TABLE breakdowns (indicator VARCHAR, by_col VARCHAR);
INSERT INTO breakdowns VALUES
  ('p_berhasil', 'kab'), ('p_berhasil', 'jenis_kelamin'), ('p_berhasil', 'kel_umur'), ('p_berhasil', 'model_prokus'),
  ('p_usaha_jalan', 'kab'), ('p_usaha_jalan', 'jenis_kelamin'), ('p_usaha_jalan', 'model_prokus'),
  ('p_std_outcome', 'kab'), ('r_input', 'kab'), ('r_utk_usaha', 'kab'), ('r_utk_usaha', 'jenis_kelamin'),
  ('med_laba', 'kab'), ('med_laba', 'usaha_jenis'), ('med_laba', 'jenis_kelamin'), ('m_ikp', 'kab'),
  ('p_kembali_pkh', 'kab'), ('p_di_atas_gk', 'kab'), ('p_potongan', 'kab'), ('cakupan', 'kab'),
  ('n_risiko_tinggi', 'prov');

CREATE TABLE memberships AS
SELECT d.rec, b.indicator, b.by_col, d.grp FROM breakdowns b JOIN dimensions d ON d.by_col = b.by_col;

CREATE TABLE differences (
  indicator VARCHAR, by_col VARCHAR, grp VARCHAR, category VARCHAR, value DOUBLE, n BIGINT
);

-- The indicators of kaltim-asesmen, from the answers, the calculations and the scores.

CREATE TABLE measures AS
SELECT rec, 'n_dinilai' AS indicator, 'count' AS kind, '' AS category,
  CASE WHEN persetujuan = 'ya' THEN 1.0 ELSE 0.0 END AS x, 1.0 AS y
FROM rec WHERE persetujuan IS NOT NULL
UNION ALL
SELECT rec, 'pct_layak', 'share', '', CASE WHEN band_keputusan = 'layak' THEN 1.0 ELSE 0.0 END, 1.0
FROM rec WHERE band_keputusan IN ('layak', 'bersyarat', 'tunda', 'tidak_layak')
UNION ALL
SELECT rec, 'pct_bersyarat', 'share', '', CASE WHEN band_keputusan = 'bersyarat' THEN 1.0 ELSE 0.0 END, 1.0
FROM rec WHERE band_keputusan IN ('layak', 'bersyarat', 'tunda', 'tidak_layak')
UNION ALL
SELECT rec, 'f_gugur', 'distribution', band_gugur, 0.0, 0.0 FROM rec WHERE band_gugur IS NOT NULL
UNION ALL
SELECT rec, 'pct_padan', 'share', '', CASE WHEN dukcapil = 'padan' THEN 1.0 ELSE 0.0 END, 1.0
FROM rec WHERE dukcapil IN ('padan', 'tidak_padan')
UNION ALL
SELECT rec, 'pct_sesuai_minat', 'share', '', CASE WHEN band_penetapan = 'sesuai_pilihan' THEN 1.0 ELSE 0.0 END, 1.0
FROM rec WHERE band_penetapan IN ('sesuai_pilihan', 'konseling', 'tidak_ada')
UNION ALL
SELECT rec, 'f_jenis', 'distribution',
  CASE band_penetapan WHEN 'sesuai_pilihan' THEN pilihan_calon ELSE band_cocok END, 0.0, 0.0
FROM rec
WHERE (band_penetapan = 'sesuai_pilihan' AND pilihan_calon IS NOT NULL)
  OR (band_penetapan = 'konseling'
    AND band_cocok IN ('makanan', 'minuman', 'gorengan', 'kue', 'ternak_ayam', 'bengkel'))
UNION ALL
SELECT rec, 'pct_laki', 'share', '', CASE WHEN jenis_kelamin = 'l' THEN 1.0 ELSE 0.0 END, 1.0
FROM rec WHERE band_keputusan = 'layak' AND jenis_kelamin IS NOT NULL
UNION ALL
-- The line of East Kalimantan, March 2025.
SELECT rec, 'pct_miskin', 'share', '', CASE WHEN pengeluaran_kapita < 866193 THEN 1.0 ELSE 0.0 END, 1.0
FROM rec WHERE prov = '64' AND pengeluaran_kapita IS NOT NULL
UNION ALL
SELECT rec, 'med_kesiapan', 'median', '', score_kesiapan, 1.0 FROM rec WHERE score_kesiapan IS NOT NULL
UNION ALL
SELECT rec, 'pct_beda', 'share', '',
  CASE rek_petugas
    WHEN CASE band_keputusan WHEN 'tidak_layak' THEN 'tidak' ELSE band_keputusan END THEN 0.0 ELSE 1.0
  END, 1.0
FROM rec WHERE band_keputusan IN ('layak', 'bersyarat', 'tidak_layak') AND rek_petugas IS NOT NULL;

CREATE TABLE dimensions AS
SELECT rec, 'kab' AS by_col, kab AS grp FROM rec
UNION ALL SELECT rec, 'jenis_kelamin', jenis_kelamin FROM rec
UNION ALL SELECT rec, 'pkh', pkh FROM rec
UNION ALL SELECT rec, 'wg_status', wg_status FROM rec
UNION ALL SELECT rec, 'nama_petugas', nama_petugas FROM rec;

CREATE TABLE breakdowns (indicator VARCHAR, by_col VARCHAR);
INSERT INTO breakdowns VALUES
  ('n_dinilai', 'kab'), ('pct_layak', 'kab'), ('pct_layak', 'jenis_kelamin'), ('pct_layak', 'pkh'), ('pct_layak', 'wg_status'),
  ('pct_bersyarat', 'kab'), ('pct_bersyarat', 'jenis_kelamin'), ('f_gugur', 'kab'), ('pct_padan', 'kab'),
  ('pct_sesuai_minat', 'jenis_kelamin'), ('f_jenis', 'kab'), ('f_jenis', 'jenis_kelamin'), ('pct_laki', 'kab'),
  ('pct_miskin', 'kab'), ('med_kesiapan', 'kab'), ('pct_beda', 'kab'), ('pct_beda', 'nama_petugas');

CREATE TABLE memberships AS
SELECT d.rec, b.indicator, b.by_col, d.grp FROM breakdowns b JOIN dimensions d ON d.by_col = b.by_col;

-- The quota: 150 in each regency and city that has records, and as many times that for all of them.
CREATE TABLE differences AS
SELECT 'kuota' AS indicator, '' AS by_col, '' AS grp, '' AS category,
  100.0 * sum(CASE WHEN band_keputusan = 'layak' THEN 1.0 ELSE 0.0 END)
    / (150.0 * (SELECT count(DISTINCT kab) FROM rec)) AS value,
  count(*) AS n
FROM rec WHERE band_keputusan IS NOT NULL
UNION ALL
SELECT 'kuota', 'kab', kab, '',
  100.0 * sum(CASE WHEN band_keputusan = 'layak' THEN 1.0 ELSE 0.0 END) / 150.0, count(*)
FROM rec WHERE band_keputusan IS NOT NULL AND kab IS NOT NULL
GROUP BY kab;

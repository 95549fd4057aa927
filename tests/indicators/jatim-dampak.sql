-- The indicators of jatim-dampak, from the answers, the calculations of income and expenditure, and the scores.

-- Who received the programme under study.
CREATE TABLE received AS
SELECT r.rec, CASE WHEN EXISTS (
    SELECT 1 FROM partisipasi p WHERE p.rec = r.rec AND p.pr_kode = r.program_utama AND p.pr_terima = 'ya'
  ) THEN 1.0 ELSE 0.0 END AS programme
FROM rec r WHERE r.terima_utama IS NOT NULL;

CREATE TABLE measures AS
SELECT rec, 'pct_miskin' AS indicator, 'share' AS kind, '' AS category,
  CASE WHEN y_pengeluaran < gk_acuan THEN 1.0 ELSE 0.0 END AS x, 1.0 AS y
FROM rec WHERE y_pengeluaran IS NOT NULL AND gk_acuan IS NOT NULL
UNION ALL
SELECT rec, 'pct_rawan', 'share', '', CASE WHEN score_fies >= 4 THEN 1.0 ELSE 0.0 END, 1.0
FROM rec WHERE score_fies IS NOT NULL
UNION ALL
SELECT rec, 'm_ikk', 'mean', '', score_ikk, 1.0 FROM rec WHERE score_ikk IS NOT NULL
UNION ALL
SELECT r.rec, 'pct_kontaminasi', 'share', '', coalesce(c.programme, 0.0), 1.0
FROM rec r LEFT JOIN received c ON c.rec = r.rec
WHERE r.perlakuan = 'pembanding' AND r.band_status_analisis IS NOT NULL
UNION ALL
SELECT r.rec, 'pct_terima', 'share', '', c.programme, 1.0
FROM rec r JOIN received c ON c.rec = r.rec WHERE r.perlakuan = 'perlakuan' AND r.gelombang = 'endline'
UNION ALL
SELECT rec, 'f_keputusan', 'distribution', band_keputusan, 0.0, 0.0 FROM rec WHERE band_keputusan IS NOT NULL
UNION ALL
SELECT rec, 'pct_lengkap', 'share', '', CASE WHEN score_ikk IS NULL THEN 0.0 ELSE 1.0 END, 1.0
FROM rec WHERE jenis_formulir = 'rt' AND persetujuan = 'ya';

CREATE TABLE dimensions AS
SELECT rec, 'strata' AS by_col, strata AS grp FROM rec
UNION ALL SELECT rec, 'perlakuan × gelombang', coalesce(perlakuan, '') || ' × ' || coalesce(gelombang, '') FROM rec
UNION ALL SELECT rec, 'tl_program', tl_program FROM rec
UNION ALL SELECT rec, 'gelombang', gelombang FROM rec
UNION ALL SELECT rec, 'nama_petugas', nama_petugas FROM rec;

CREATE TABLE breakdowns (indicator VARCHAR, by_col VARCHAR);
INSERT INTO breakdowns VALUES
  ('pct_miskin', 'perlakuan × gelombang'), ('pct_miskin', 'strata'), ('pct_rawan', 'perlakuan × gelombang'),
  ('m_ikk', 'perlakuan × gelombang'), ('m_ikk', 'strata'), ('pct_kontaminasi', 'strata'), ('pct_terima', 'strata'),
  ('f_keputusan', 'tl_program'), ('pct_lengkap', 'gelombang'), ('pct_lengkap', 'nama_petugas');

CREATE TABLE memberships AS
SELECT d.rec, b.indicator, b.by_col, d.grp FROM breakdowns b JOIN dimensions d ON d.by_col = b.by_col;

-- The panel: households with the outcome in both waves, in the arm they were assigned to.
CREATE TABLE outcomes AS
SELECT rec, 'did_y_pengeluaran' AS indicator, y_pengeluaran AS y FROM rec
UNION ALL
SELECT rec, 'did_y_miskin', CASE WHEN y_pengeluaran < gk_acuan THEN 1.0 WHEN y_pengeluaran >= gk_acuan THEN 0.0 END FROM rec
UNION ALL SELECT rec, 'did_y_fies', score_fies FROM rec
UNION ALL SELECT rec, 'did_y_ikk', score_ikk FROM rec
UNION ALL SELECT rec, 'did_y_pendapatan_mandiri', y_pendapatan_mandiri FROM rec;

CREATE TABLE observed AS
SELECT o.indicator, o.y, r.id_panel AS unit, r.bobot AS w, r.strata, r.program_utama,
  CASE WHEN r.perlakuan = 'perlakuan' THEN 1 ELSE 0 END AS treated,
  CASE WHEN r.gelombang = 'endline' THEN 1 ELSE 0 END AS later
FROM outcomes o JOIN rec r ON r.rec = o.rec
WHERE o.y IS NOT NULL AND r.bobot > 0 AND r.perlakuan IS NOT NULL AND r.gelombang IS NOT NULL
  AND r.id_panel IS NOT NULL AND r.klaster IS NOT NULL;

CREATE TABLE balanced AS
SELECT indicator, unit FROM observed GROUP BY indicator, unit
HAVING count(*) = 2 AND sum(later) = 1 AND min(treated) = max(treated);

CREATE TABLE pairs AS
SELECT a.indicator, a.treated, a.y AS y0, a.w AS w0, b.y AS y1, b.w AS w1, a.strata, a.program_utama
FROM balanced l
JOIN observed a ON a.indicator = l.indicator AND a.unit = l.unit AND a.later = 0
JOIN observed b ON b.indicator = l.indicator AND b.unit = l.unit AND b.later = 1;

CREATE TABLE arms AS
SELECT indicator, by_col, grp, 2 * count(*) AS n,
  sum(CASE WHEN treated = 1 THEN w0 * y0 END) / sum(CASE WHEN treated = 1 THEN w0 END) AS t0,
  sum(CASE WHEN treated = 1 THEN w1 * y1 END) / sum(CASE WHEN treated = 1 THEN w1 END) AS t1,
  sum(CASE WHEN treated = 0 THEN w0 * y0 END) / sum(CASE WHEN treated = 0 THEN w0 END) AS c0,
  sum(CASE WHEN treated = 0 THEN w1 * y1 END) / sum(CASE WHEN treated = 0 THEN w1 END) AS c1
FROM (
  SELECT p.*, '' AS by_col, '' AS grp FROM pairs p
  UNION ALL SELECT p.*, 'strata', coalesce(p.strata, '') FROM pairs p
  UNION ALL SELECT p.*, 'program_utama', coalesce(p.program_utama, '') FROM pairs p
) grouped
GROUP BY indicator, by_col, grp;

CREATE TABLE differences AS
SELECT indicator, by_col, grp, 'treated_before' AS category, t0 AS value, n FROM arms
UNION ALL SELECT indicator, by_col, grp, 'treated_after', t1, n FROM arms
UNION ALL SELECT indicator, by_col, grp, 'comparison_before', c0, n FROM arms
UNION ALL SELECT indicator, by_col, grp, 'comparison_after', c1, n FROM arms
UNION ALL SELECT indicator, by_col, grp, 'effect', (t1 - t0) - (c1 - c0), n FROM arms;

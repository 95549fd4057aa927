-- Figures from what each script makes: `measures` (rec, indicator, kind, category, x, y) with a row for every record that
-- counts, and `memberships` (rec, indicator, by_col, grp) with a row for every group a record is in. `differences`
-- (indicator, by_col, grp, category, value, n) brings what is computed elsewhere.
WITH RECURSIVE counted AS (
  SELECT m.indicator, m.kind, m.category, m.x, m.y, m.rec, '' AS by_col, '' AS grp
  FROM measures m
  UNION ALL
  SELECT m.indicator, m.kind, m.category, m.x, m.y, m.rec, g.by_col, coalesce(g.grp, '') AS grp
  FROM measures m JOIN memberships g ON g.rec = m.rec AND g.indicator = m.indicator
),
ranked AS (
  SELECT c.*,
    row_number() OVER (PARTITION BY indicator, by_col, grp ORDER BY x) AS place,
    count(*) OVER (PARTITION BY indicator, by_col, grp) AS whole
  FROM counted c WHERE kind = 'median'
),
-- A record may have several categories: people are counted once.
people AS (
  SELECT indicator, by_col, grp, count(DISTINCT rec) AS n FROM counted WHERE kind = 'distribution'
  GROUP BY indicator, by_col, grp
),
shares AS (
  SELECT indicator, by_col, grp, sum(x) / count(*) AS p, count(*) AS n, 1.959963984540054 AS z
  FROM counted WHERE kind = 'share' GROUP BY indicator, by_col, grp
),
-- Heron's square root, for SQLite need not have one.
roots AS (
  SELECT indicator, by_col, grp, p, n, z, z * z + 4 * n * p * (1 - p) AS a, z * z + 4 * n * p * (1 - p) AS root, 0 AS step
  FROM shares
  UNION ALL
  SELECT indicator, by_col, grp, p, n, z, a, (root + a / root) / 2, step + 1 FROM roots WHERE step < 40
)
SELECT indicator, by_col, grp, '' AS category,
  CASE kind
    WHEN 'share' THEN 100.0 * sum(x) / count(*)
    WHEN 'count' THEN sum(x)
    WHEN 'plan' THEN 100.0 * sum(x) / max(y)
    WHEN 'sum' THEN sum(x)
    WHEN 'mean' THEN sum(x) / count(*)
    WHEN 'ratio' THEN sum(x) / sum(y)
  END AS value,
  count(*) AS n
FROM counted WHERE kind IN ('share', 'count', 'plan', 'sum', 'mean', 'ratio')
GROUP BY indicator, by_col, grp, kind
HAVING kind <> 'ratio' OR sum(y) <> 0
UNION ALL
-- Wilson's 95 % interval: both roots of (p - q)^2 = z^2 q (1 - q) / n in q.
SELECT indicator, by_col, grp, ends.category,
  100.0 * (2 * n * p + z * z + ends.side * z * root) / (2 * (n + z * z)), n
FROM (SELECT * FROM roots WHERE step = 40) settled
CROSS JOIN (SELECT 'low' AS category, -1 AS side UNION ALL SELECT 'high', 1) ends
UNION ALL
SELECT indicator, by_col, grp, '', avg(x), max(whole) FROM ranked
WHERE 2 * place BETWEEN whole AND whole + 2
GROUP BY indicator, by_col, grp
UNION ALL
SELECT c.indicator, c.by_col, c.grp, c.category, count(*) * 1.0, max(p.n)
FROM counted c JOIN people p ON p.indicator = c.indicator AND p.by_col = c.by_col AND p.grp = c.grp
WHERE c.kind = 'distribution'
GROUP BY c.indicator, c.by_col, c.grp, c.category
UNION ALL
SELECT indicator, by_col, grp, category, value, n FROM differences WHERE value IS NOT NULL

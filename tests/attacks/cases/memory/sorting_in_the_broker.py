# expect: status=memory|error|timeout|killed queries=1
# A sort that does not fit.
cursor = connection.cursor()
cursor.execute("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 3000) SELECT hex(randomblob(200000)) AS x FROM n ORDER BY x")
cursor.fetchone()

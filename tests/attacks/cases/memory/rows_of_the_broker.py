# expect: status=memory|error queries=1
# 200 rows of eight million bytes each: the broker's memory is bounded as the learner's is.
cursor = connection.cursor()
cursor.execute("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 200) SELECT zeroblob(8000000) FROM n")
len(cursor.fetchall())

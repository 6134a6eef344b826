# expect: status=error|ok queries=1
# `AS "x [timestamp]"` has a converter read whatever stands there.
cursor = connection.cursor()
cursor.execute("SELECT 'no date at all' AS \"x [date]\", '2020-99-99' AS \"y [timestamp]\"")

# expect: status=ok|error|killed
# A row of thousands of columns.
[dict.fromkeys(range(5_000), 1)]

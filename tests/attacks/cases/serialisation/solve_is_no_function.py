# expect: status=ok value=42
# Only something that can be called is called.
solve = 7
42

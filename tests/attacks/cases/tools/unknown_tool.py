# expect: status=error|killed queries=0
# tool: shell
print("no such tool")

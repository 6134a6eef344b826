# expect: status=error|killed queries=0
# tool: plan
#| [[[[[[

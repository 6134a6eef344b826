# expect: status=memory|error queries=0
# A format can ask for any width.
'%099999999999d' % 1

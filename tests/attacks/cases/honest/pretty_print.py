# expect: printed="{'a': [1, 2], 'b': (3,)}\n" value=none queries=0
# With its library.
import pprint

pprint.pprint({'a': [1, 2], 'b': (3,)})

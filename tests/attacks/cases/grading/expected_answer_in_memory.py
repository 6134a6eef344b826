# expect: verdict=wrong
# The reference's answer never enters the jail.
import gc

held = [thing for thing in gc.get_objects() if type(thing) is list and len(thing) in (100, 200)]
next((thing for thing in held if isinstance(thing[0], (list, tuple)) and len(thing[0]) == 2), [])

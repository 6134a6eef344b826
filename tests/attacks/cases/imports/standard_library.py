# expect: value=3 value.C=none error.C=ModuleNotFoundError queries=0
# A module that was not loaded ahead: at level C no file opens, so it cannot be had.
import sched

3

# expect: error=KeyboardInterrupt line=3 queries=0
# Not an Exception, yet an error like another.
raise KeyboardInterrupt

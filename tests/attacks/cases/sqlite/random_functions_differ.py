# expect: value=True queries=2
# Neither SQLite's random numbers nor Python's are the same in each forked process; within one they vary.
import random

cursor = connection.cursor()
cursor.execute("SELECT random(), hex(randomblob(8))")
first = cursor.fetchone()
cursor.execute("SELECT random(), hex(randomblob(8))")
first != cursor.fetchone() and random.random() != random.random()

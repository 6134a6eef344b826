# expect: value=100
# Settings of the C library.
import locale
import os
import time

os.environ['TZ'] = 'Asia/Tokyo'
time.tzset()
locale.setlocale(locale.LC_ALL, 'C')
Post.objects.count()

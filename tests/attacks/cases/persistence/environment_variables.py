# expect: value=100
# They end with the process.
import os

os.environ['DJANGO_SETTINGS_MODULE'] = 'none'
os.environ['PYTHONPATH'] = '/tmp'
Post.objects.count()

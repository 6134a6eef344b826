# expect: printed="naïve Grüße 日本 🙂\n" value=none queries=0
# Text of any language.
print('naïve', 'Grüße', '日本', '🙂')

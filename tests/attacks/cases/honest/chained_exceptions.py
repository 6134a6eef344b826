# expect: error=RuntimeError line=7 message="no value" queries=0
# The last one counts.
def read(values):
    try:
        return values['missing']
    except KeyError as error:
        raise RuntimeError('no value') from error


read({})

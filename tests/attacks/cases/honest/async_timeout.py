# expect: value=late queries=0
# The loop's own clock.
import asyncio


async def main():
    try:
        await asyncio.wait_for(asyncio.sleep(60), 0.05)
    except TimeoutError:
        return 'late'


asyncio.run(main())

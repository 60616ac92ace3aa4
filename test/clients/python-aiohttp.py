import asyncio
import sys

import aiohttp


async def main():
    async with aiohttp.ClientSession(headers={"Authorization": "Bearer of-my-own"}) as session:
        async with session.get(sys.argv[1]) as response:
            print(await response.text(), response.status, sep="\n")


asyncio.run(main())

"""aiohttp in the way of the Home Assistant integration: all collections at once, cursors alone, thirty-day batches, 401 as "not there"."""
import asyncio
import datetime
import os

import aiohttp
from steps import days_ago, end, must, step

API = "https://api.ouraring.com"
TOKEN_ADDRESSES = [f"{API}/oauth/token", "https://moi.ouraring.com/oauth/v2/ext/oauth-token"]
OPTIONAL = ["daily_resilience", "daily_spo2", "vO2_max", "daily_cardiovascular_age"]
COLLECTIONS = ["daily_sleep", "daily_readiness", "daily_activity", "sleep", "daily_stress", "workout", "sleep_time", *OPTIONAL]
CREDENTIALS = {"client_id": os.environ["CIRCLET_CLIENT_ID"], "client_secret": os.environ["CIRCLET_CLIENT_SECRET"]}
pair = {}


def flow(name):
    """A step that is a coroutine, with a session of its own."""

    def run(act):
        async def inside():
            async with aiohttp.ClientSession(headers={"User-Agent": "HomeAssistant/2026.3.0 aiohttp"}) as session:
                await act(session)

        return step(name)(lambda: asyncio.run(inside()))

    return run


async def token(session, form, address=TOKEN_ADDRESSES[0]):
    async with session.post(address, data={**form, **CREDENTIALS}) as answer:
        return answer.status, await answer.json()


async def consent(session, scope):
    query = {"response_type": "code", "client_id": CREDENTIALS["client_id"], "redirect_uri": os.environ["REDIRECT_URI"], "scope": scope, "state": "x"}
    async with session.get("https://cloud.ouraring.com/oauth/authorize", params=query, allow_redirects=False) as answer:
        code = dict(part.split("=") for part in answer.headers["Location"].split("?")[1].split("&"))["code"]
    status, body = await token(session, {"grant_type": "authorization_code", "code": code, "redirect_uri": os.environ["REDIRECT_URI"]})
    must(status == 200 and int(body["expires_in"]) > 0, body)
    return body


async def pages(session, access_token, path, params):
    """All documents, or None where the token has no right to them."""
    found = []
    while True:
        headers = {"Authorization": f"Bearer {access_token}"}
        async with session.get(f"{API}/v2/usercollection/{path}", params=params, headers=headers) as answer:
            if answer.status == 401 and path in OPTIONAL:
                return None
            answer.raise_for_status()
            body = await answer.json()
        found += body["data"]
        if not body["next_token"]:
            return found
        params = {"next_token": body["next_token"]}


@flow("consent and code, with the credentials in the body")
async def login(session):
    pair.update(await consent(session, "email personal daily heartrate workout session spo2 stress heart_health ring_configuration"))


@flow("all collections at once, yesterday to tomorrow; the last document is the latest")
async def everything(session):
    params = {"start_date": days_ago(30), "end_date": days_ago(-1)}
    lists = await asyncio.gather(*(pages(session, pair["access_token"], path, params) for path in COLLECTIONS))
    for path, documents in zip(COLLECTIONS, lists):
        days = [document["day"] for document in documents]
        must(documents and days == sorted(days), f"{path}: {days}")


@flow("heartrate in batches of 30 days less a second, each over all its pages")
async def heartrate(session):
    start = datetime.datetime.fromisoformat(days_ago(60))
    rows = []
    for batch in range(2):
        begin = start + datetime.timedelta(days=30 * batch)
        until = begin + datetime.timedelta(days=30) - datetime.timedelta(seconds=1)
        params = {"start_datetime": begin.isoformat(), "end_datetime": until.isoformat()}
        rows += await pages(session, pair["access_token"], "heartrate", params)
    times = [row["timestamp"] for row in rows]
    must(len(times) > 5000 and times == sorted(set(times)), f"{len(times)} rows, {len(set(times))} times")


@flow("timestamps are with a zone, bedtime_end is one or null")
async def zones(session):
    for document in await pages(session, pair["access_token"], "sleep", {"start_date": days_ago(14), "end_date": days_ago(0)}):
        for name in ("bedtime_start", "bedtime_end"):
            must(document[name] is None or datetime.datetime.fromisoformat(document[name]).tzinfo, document[name])


@flow("personal_info has the id and the email that name the entry")
async def person(session):
    async with session.get(f"{API}/v2/usercollection/personal_info", headers={"Authorization": f"Bearer {pair['access_token']}"}) as answer:
        body = await answer.json()
    must(isinstance(body["id"], str) and "@" in body["email"], body)


@flow("without their scopes the four optional collections are not there, and the rest is")
async def optional(session):
    narrow = (await consent(session, "daily heartrate"))["access_token"]
    params = {"start_date": days_ago(7), "end_date": days_ago(0)}
    must([await pages(session, narrow, path, params) for path in OPTIONAL] == [None] * 4, "one is there")
    must(await pages(session, narrow, "daily_sleep", params), "daily_sleep is not there")


@flow("a refresh at both addresses; a spent one is invalid_grant at both, 18 times in a row")
async def refresh(session):
    body = await consent(session, "daily")
    for address in TOKEN_ADDRESSES:
        form = {"grant_type": "refresh_token", "refresh_token": body["refresh_token"]}
        status, body = await token(session, form, address)
        must(status == 200, body)
    for time in range(18):
        status, dead = await token(session, form, TOKEN_ADDRESSES[time % 2])
        must((status, dead["error"]) == (400, "invalid_grant"), dead)


end()

"""requests and requests_oauthlib in the way of python-ouraring: Basic for the code, the body for a refresh, revoked by its bearer."""
import os

import requests
from requests_oauthlib import OAuth2Session
from steps import days_ago, end, must, step

API = "https://api.ouraring.com"
CLIENT, SECRET = os.environ["CIRCLET_CLIENT_ID"], os.environ["CIRCLET_CLIENT_SECRET"]
SCOPE = ["daily", "heartrate", "personal", "email"]
session = OAuth2Session(CLIENT, redirect_uri=os.environ["REDIRECT_URI"], scope=SCOPE)
tokens = {}


def read(path, **params):
    answer = session.get(f"{API}/v2/usercollection/{path}", params=params)
    answer.raise_for_status()
    return answer.json()


@step("consent leads back with code and state")
def consent():
    address, state = session.authorization_url("https://cloud.ouraring.com/oauth/authorize")
    answer = requests.get(address, allow_redirects=False)
    location = answer.headers["Location"]
    must(location.startswith(os.environ["REDIRECT_URI"] + "?"), location)
    must(f"state={state}" in location, location)
    tokens["location"] = location


@step("the code with Basic and without client_id in the body; oauthlib finds its scopes granted as asked")
def exchange():
    # oauthlib takes a redirect to http for a danger, whoever listens there; what counts is the code in it.
    location = tokens["location"].replace("http://", "https://")
    auth = requests.auth.HTTPBasicAuth(CLIENT, SECRET)
    tokens["first"] = session.fetch_token(f"{API}/oauth/token", authorization_response=location, auth=auth, include_client_id=False)
    must(sorted(session.token["scope"]) == sorted(SCOPE), session.token["scope"])


@step("daily_sleep by dates, with the days in order")
def sleep():
    body = read("daily_sleep", start_date=days_ago(14), end_date=days_ago(1))
    days = [document["day"] for document in body["data"]]
    must(len(days) > 10 and days == sorted(days), days)
    must(body["next_token"] is None, body["next_token"])


@step("heartrate by dates in place of date-times, and its next page by the cursor alone")
def heartrate():
    body = read("heartrate", start_datetime=days_ago(8), end_datetime=days_ago(1))
    must(body["next_token"], "there is one page only")
    more = read("heartrate", next_token=body["next_token"])
    must(more["data"][0]["timestamp"] > body["data"][-1]["timestamp"], "the second page is not behind the first")


@step("heartrate with a blank in place of T, as hedgertronic-oura-ring writes it")
def blank():
    rows = read("heartrate", start_datetime=f"{days_ago(3)} 00:00:00", end_datetime=f"{days_ago(2)} 00:00:00")["data"]
    must(rows and all(days_ago(3) <= row["timestamp"][:10] <= days_ago(2) for row in rows), "rows are missing or of other days")


@step("a refresh with credentials in the body")
def refresh():
    fresh = session.refresh_token(f"{API}/oauth/token", client_id=CLIENT, client_secret=SECRET)
    must(fresh["access_token"] != tokens["first"]["access_token"], "the token is the same")
    must(read("personal_info")["id"], "no id")


@step("a scope that was not asked for is 401")
def scope():
    must(session.get(f"{API}/v2/usercollection/workout").status_code == 401, "it is not")


@step("revoked by POST with the bearer; the answer is JSON, and the token is dead")
def revoke():
    answer = requests.post(f"{API}/oauth/revoke", headers={"Authorization": f"Bearer {session.token['access_token']}"})
    answer.raise_for_status()
    must(answer.json() == {}, answer.text)
    must(session.get(f"{API}/v2/usercollection/personal_info").status_code == 401, "it lives on")


end()

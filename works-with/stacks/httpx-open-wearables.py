"""httpx in the way of open-wearables: JSON content types on GET, ends of days as 23:59:59, thirty-day chunks, and webhooks with their handshake."""
import http.server
import json
import os
import threading
import urllib.parse

import httpx
from steps import days_ago, end, must, step

API = "https://api.ouraring.com"
CREDENTIALS = {"client_id": os.environ["CIRCLET_CLIENT_ID"], "client_secret": os.environ["CIRCLET_CLIENT_SECRET"]}
APP = {"x-client-id": CREDENTIALS["client_id"], "x-client-secret": CREDENTIALS["client_secret"]}
TYPES = ["daily_sleep", "daily_readiness", "daily_activity", "workout", "sleep", "daily_spo2", "daily_stress", "vo2_max"]
client = httpx.Client(timeout=30)
pair = {}


class Receiver(http.server.BaseHTTPRequestHandler):
    """Answers the challenge of a new subscription."""

    def do_GET(self):
        query = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(self.path).query))
        must(query["verification_token"] == "verify-me", query)
        body = json.dumps({"challenge": query["challenge"]}).encode()
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def read(path, **params):
    headers = {"Authorization": f"Bearer {pair['access_token']}", "Accept": "application/json", "Content-Type": "application/json"}
    answer = client.get(f"{API}/v2/usercollection/{path}", params=params, headers=headers)
    answer.raise_for_status()
    body = answer.json()
    must("error" not in body and "code" not in body, body)
    return body


def everything(path, **params):
    """All pages, cursor and dates together, until one is empty."""
    found, cursor = [], {}
    while True:
        body = read(path, **params, **cursor)
        found += body["data"]
        if not body["data"] or not body.get("next_token"):
            return found
        cursor = {"next_token": body["next_token"]}


def token(**form):
    answer = client.post(f"{API}/oauth/token", data={**form, **CREDENTIALS})
    return answer.status_code, answer.json()


@step("consent with a redirect URI that is left as it is, and a scope that Oura does not know")
def login():
    address = f"https://cloud.ouraring.com/oauth/authorize?response_type=code&client_id={CREDENTIALS['client_id']}"
    address += f"&redirect_uri={os.environ['REDIRECT_URI']}&scope=daily+heartrate+personal+workout+spo2+stress+heart_health+activity&state=s"
    location = client.get(address).headers["location"]
    code = urllib.parse.parse_qs(urllib.parse.urlsplit(location).query)["code"][0]
    status, body = token(grant_type="authorization_code", code=code, redirect_uri=os.environ["REDIRECT_URI"])
    must(status == 200 and body["expires_in"] > 0, body)
    pair.update(body)


@step("days until 23:59:59 of the last one, which is there")
def days():
    documents = everything("daily_sleep", start_date=days_ago(14), end_date=f"{days_ago(2)}T23:59:59")
    must(documents[-1]["day"] == days_ago(2), documents[-1]["day"])


@step("heartrate in chunks of 30 days, each row once")
def heartrate():
    times = []
    for begin in (60, 30):
        params = {"start_datetime": f"{days_ago(begin)}T00:00:00Z", "end_datetime": f"{days_ago(begin - 30)}T00:00:00Z"}
        times += [row["timestamp"] for row in everything("heartrate", **params)]
    must(len(times) > 5000 and times == sorted(times), len(times))


@step("single documents are bare objects, vO2_max in its own spelling as well")
def single():
    for path in ("daily_sleep", "vO2_max"):
        last = everything(path, start_date=days_ago(60), end_date=days_ago(1))[-1]
        must(read(f"{path}/{last['id']}") == last, path)


@step("webhooks: the empty list, 16 subscriptions with a handshake each, the same again 409, and the list")
def webhooks():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Receiver)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"{API}/v2/webhook/subscription"
    must(client.get(address, headers={**APP, "Content-Type": "application/json"}).json() == [], "there are some")
    callback = f"http://127.0.0.1:{server.server_port}/webhook"
    for _ in range(2):
        statuses = [
            client.post(address, headers=APP, json={"callback_url": callback, "verification_token": "verify-me", "event_type": event, "data_type": kind}).status_code
            for kind in TYPES
            for event in ("create", "update")
        ]
        must(statuses in ([201] * 16, [409] * 16), statuses)
    must(statuses == [409] * 16, statuses)
    made = client.get(address, headers=APP).json()
    keys = ["callback_url", "data_type", "event_type", "expiration_time", "id"]
    must(len(made) == 16 and all(sorted(one) == keys for one in made), made[:1])
    renewed = client.put(f"{address}/renew/{made[0]['id']}", headers=APP)
    must(renewed.status_code == 200 and renewed.json()["id"] == made[0]["id"], renewed.text)
    gone = [client.delete(f"{address}/{one['id']}", headers=APP).status_code for one in made]
    must(gone == [204] * 16 and client.get(address, headers=APP).json() == [], gone)
    server.shutdown()


@step("a refresh, and 400 where it is dead")
def refresh():
    form = {"grant_type": "refresh_token", "refresh_token": pair["refresh_token"]}
    status, body = token(**form)
    must(status == 200, body)
    must(token(**form)[0] == 400, "the dead one is taken")
    pair.update(body)


@step("revoked by POST ?access_token= without a body")
def revoke():
    must(client.post(f"{API}/oauth/revoke", params={"access_token": pair["access_token"]}).status_code == 200, "it is not")
    answer = client.get(f"{API}/v2/usercollection/personal_info", headers={"Authorization": f"Bearer {pair['access_token']}"})
    must(answer.status_code == 401 and isinstance(answer.json()["detail"], str), answer.text)


end()

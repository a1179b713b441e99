"""An OpenAI-compatible service for tests: serves recorded answers, with the faults that real ones have.

usage: stand_in.py ANSWERS LOG [--faults] [--forgetful] [--slow SECONDS]

ANSWERS holds one JSON object a line: model, messages, text, tokens_in, tokens_out.
LOG gets one line a request: key, model, what was done, and for an answer what was billed. The port is printed first.
--faults: about every 20th request fails with 500; some are told 429 with Retry-After; one hangs; some connections are cut
after the work was done. POST /moderations finds hate in what begins with "3: ". --forgetful: a repeated Idempotency-Key is answered, and billed, again.
"""

import json
import os
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

answers_path, log_path = sys.argv[1:3]
flags = sys.argv[3:]
faults = "--faults" in flags
keeps = "--forgetful" not in flags
slow = float(flags[flags.index("--slow") + 1]) if "--slow" in flags else 0.0

answers = {}
with open(answers_path, encoding="utf-8") as lines:
    for line in lines:
        row = json.loads(line)
        answers[(row["model"], json.dumps(row["messages"], sort_keys=True))] = row

log = open(log_path, "a", encoding="utf-8", buffering=1)
lock = threading.Lock()
kept = {}
count = 0


def note(**what):
    with lock:
        log.write(json.dumps(what) + "\n")


class Service(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *words):
        pass

    def say(self, status, document, **headers):
        body = json.dumps(document).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def find(self, request):
        return answers.get((request["model"], json.dumps(request["messages"], sort_keys=True)))

    def moderate(self, request, key):
        score = 0.9 if request["input"].startswith("3: ") else 0.01
        note(key=key, model=request["model"], messages=[], did="check")
        return self.say(
            200,
            {
                "model": request["model"],
                "results": [
                    {"flagged": score > 0.5, "categories": {"hate": score > 0.5}, "category_scores": {"hate": score}}
                ],
            },
        )

    def do_POST(self):
        global count
        request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        key = self.headers.get("Idempotency-Key")
        if self.path.endswith("/moderations"):
            return self.moderate(request, key)
        with lock:
            count += 1
            number = count
        about = {"key": key, "model": request["model"], "messages": request["messages"]}
        if slow:
            time.sleep(slow)
        if faults and number % 20 == 7:
            note(did="500", **about)
            return self.say(500, {"error": {"message": "try again"}})
        if faults and number % 101 == 50:
            note(did="429", **about)
            return self.say(429, {"error": {"message": "slow down"}}, Retry_After="1")
        row = self.find(request)
        if row is None:
            note(did="404", **about)
            return self.say(404, {"error": {"message": "no such model"}})
        with lock:
            known = keeps and key in kept
            kept[key] = True
        note(did="again" if known else "answer", tokens_in=row["tokens_in"], tokens_out=row["tokens_out"], **about)
        if faults and number == 33:
            time.sleep(8)
        if faults and number % 97 == 60:
            self.connection.close()
            return None
        return self.say(
            200,
            {
                "object": "chat.completion",
                "model": request["model"],
                "choices": [
                    {"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": row["text"]}}
                ],
                "usage": {"prompt_tokens": row["tokens_in"], "completion_tokens": row["tokens_out"]},
            },
        )


def end_with(parent):
    """The tests that began this may be killed; it does not outlive them."""
    while os.getppid() == parent:
        time.sleep(0.5)
    os._exit(0)


threading.Thread(target=end_with, args=(os.getppid(),), daemon=True).start()
server = ThreadingHTTPServer(("127.0.0.1", 0), Service)
server.daemon_threads = True
print(server.server_address[1], flush=True)
server.serve_forever()

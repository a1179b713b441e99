"""Speaks as much of OPA's REST interface as a gate hears: POST /v1/data/… answers what the file says, after a pause.

usage: opa_stub.py ANSWER [SECONDS]    ANSWER holds {"status": 200, "body": …}; the port is printed first.
Requests are kept beside it, in ANSWER.log, a line each: path and body.
"""

import json
import os
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

path = sys.argv[1]
pause = float(sys.argv[2]) if len(sys.argv) > 2 else 0.0


class Stub(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        with open(path + ".log", "a", encoding="utf-8") as log:
            log.write(json.dumps({"path": self.path, "body": body.decode()}) + "\n")
        with open(path, encoding="utf-8") as file:
            answer = json.load(file)
        time.sleep(pause)
        words = answer["body"] if isinstance(answer["body"], str) else json.dumps(answer["body"])
        self.send_response(answer["status"])
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(words.encode())))
        self.end_headers()
        self.wfile.write(words.encode())

    def log_message(self, *_):
        pass


def end_with(parent):
    """Whoever started this may be killed before it can end it."""
    while os.getppid() == parent:
        time.sleep(0.2)
    os._exit(0)


threading.Thread(target=end_with, args=(os.getppid(),), daemon=True).start()
server = ThreadingHTTPServer(("127.0.0.1", 0), Stub)
print(server.server_port, flush=True)
server.serve_forever()

"""A service that keeps what is posted to it, for tests: keeper.py FOLDER

Prints its port. Answers 201, or the status that stands in FOLDER/status; what it accepted lies in FOLDER/1, FOLDER/2 …,
the type of its content in FOLDER/1.type ….
"""

import os
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer

folder = sys.argv[1]


class Keeper(BaseHTTPRequestHandler):
    kept = 0

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        status = 201
        if os.path.exists(os.path.join(folder, "status")):
            with open(os.path.join(folder, "status"), encoding="ascii") as file:
                status = int(file.read())
        if status < 300:
            Keeper.kept += 1
            name = os.path.join(folder, str(Keeper.kept))
            with open(name, "wb") as file:
                file.write(body)
            with open(name + ".type", "w", encoding="ascii") as file:
                file.write(self.headers["Content-Type"])
        self.send_response(status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *words):
        pass


server = HTTPServer(("127.0.0.1", 0), Keeper)
print(server.server_port, flush=True)
server.serve_forever()

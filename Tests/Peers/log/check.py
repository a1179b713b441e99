"""Lets pymerkle, and an Ed25519 of others, judge what the log gives out: check.py PROGRAM

Status 0 when pymerkle accepts the inclusion of rows of every kind and refuses each with one bit changed, comes to the root
of both checkpoints from the hashes that a place outside was given, and proves by them that the later goes on from the
earlier; and when OpenSSL accepts the signatures of both.
"""

import base64
import hashlib
import json
import os
import subprocess
import sys
import tempfile

from pymerkle import InclusionProof, InmemoryTree, InvalidProof, verify_consistency, verify_inclusion
from pymerkle.core import _inclusion_path_layout

program = os.path.realpath(sys.argv[1])


def run(*arguments, status=0):
    ended = subprocess.run([program, *arguments], capture_output=True, check=False)
    if ended.returncode != status:
        sys.exit(f"{arguments} ended with {ended.returncode}: {ended.stderr.decode()}")
    return ended.stdout


class Log(InmemoryTree):
    """A tree of hashes that were given out: the content of leaves stays where it is."""

    def __init__(self, hashes):
        super().__init__(algorithm="sha256")
        for one in hashes:
            self.append_entry(one)

    def hash_buff(self, data):
        return data


def read(note):
    text, signatures = note.split("\n\n")
    origin, size, root, *more = text.split("\n")
    return {"text": text + "\n", "origin": origin, "size": int(size), "root": base64.b64decode(root), "more": more,
            "signature": base64.b64decode(signatures.split(" ")[2])}


def openssl_accepts(checkpoint, public, folder):
    """C2SP signed-note: four bytes that name the key, then the signature; the key's text ends in 0x01 and 32 bytes."""
    raw = base64.b64decode(public.split("+", 2)[2])
    assert raw[0] == 1 and len(raw) == 33
    der = bytes.fromhex("302a300506032b6570032100") + raw[1:]
    paths = [os.path.join(folder, name) for name in ("key.der", "text", "signature")]
    for path, data in zip(paths, (der, checkpoint["text"].encode(), checkpoint["signature"][4:])):
        with open(path, "wb") as file:
            file.write(data)
    subprocess.run(["openssl", "pkeyutl", "-verify", "-pubin", "-keyform", "DER", "-inkey", paths[0], "-rawin",
                    "-in", paths[1], "-sigfile", paths[2]], check=True, capture_output=True)


def accepts(proof):
    leaf = hashlib.sha256(b"\x00" + proof["leaf"].encode()).digest()
    assert leaf.hex() == proof["hash"]
    size, index = proof["size"], proof["index"] + 1
    rule, _ = _inclusion_path_layout(index, size)

    def claimed(path):
        return InclusionProof("sha256", True, size, index, rule, [leaf, *path])

    path = [bytes.fromhex(one) for one in proof["path"]]
    root = bytes.fromhex(proof["root"])
    verify_inclusion(leaf, root, claimed(path), index=index, size=size, algorithm="sha256")
    for place in range(len(path)):
        altered = list(path)
        altered[place] = bytes([altered[place][0] ^ 1]) + altered[place][1:]
        try:
            verify_inclusion(leaf, root, claimed(altered), index=index, size=size, algorithm="sha256")
            sys.exit("an altered path was accepted")
        except InvalidProof:
            pass


def main():
    with tempfile.TemporaryDirectory() as folder:
        demo = subprocess.Popen([program, "demo", "--headless", "--json", "--now", "2026-11-21T17:24:00Z"], stdout=subprocess.PIPE)
        try:
            catalog = json.loads(demo.stdout.readline())["conninfo"]
            to = ["--catalog", f"{catalog} user=meridian.collector"]
            admin = ["--catalog", f"{catalog} user=henrik.sund"]
            key, first, second = (os.path.join(folder, name) for name in ("key", "first", "second"))
            hashes = [os.path.join(folder, name) for name in ("first.leaves", "second.leaves")]
            run("log", "key", "new", "--name", "e2e.example/log", "--out", key, *to)
            run("log", "checkpoint", "--key", key, "--out", first, "--leaves", hashes[0], *to)
            for number in range(3):
                run("log", "place", "add", f"place-{number}", "--kind", "folder", "--address", folder, "--reason", "tried", *admin)
            run("log", "checkpoint", "--key", key, "--out", second, "--leaves", hashes[1], *to)
            earlier, later = (read(open(path, encoding="utf-8").read()) for path in (first, second))
            public = open(key + ".pub", encoding="utf-8").read().strip()
            for one in (earlier, later):
                openssl_accepts(one, public, folder)
                assert any(line.startswith("rules sha256:") for line in one["more"])
            assert later["size"] > earlier["size"]

            given = open(hashes[1], "rb").read()
            leaves = [given[place:place + 32] for place in range(0, len(given), 32)]
            tree = Log(leaves)
            assert tree.get_root(earlier["size"]) == earlier["root"], "another root of the earlier log"
            assert tree.get_root(later["size"]) == later["root"], "another root of the later log"
            proof = tree.prove_consistency(earlier["size"], later["size"])
            verify_consistency(earlier["root"], later["root"], proof, earlier["size"], later["size"])
            said = json.loads(run("log", "consistency", first, second, "--key", key + ".pub", "--json", *to))
            assert said["ok"] and len(said["path"]) > 0

            names = ["activity:1", "activity:2", "version:1", "approval:1", "evaluation:1", "rules:1", "signing_key:1"]
            for name in names:
                proof = json.loads(run("log", "proof", name, *to))
                assert bytes.fromhex(proof["root"]) in (earlier["root"], later["root"])
                accepts(proof)
        finally:
            demo.terminate()
            demo.wait()
    print(f"pymerkle accepts {len(names)} proofs and the way from {earlier['size']} to {later['size']} leaves; "
          "OpenSSL both signatures.")


main()

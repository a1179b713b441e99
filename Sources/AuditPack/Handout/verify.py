#!/usr/bin/env python3
"""Checks an audit pack with nothing but Python's standard library: no network, no database, no other program.

  python3 verify.py PACK --trust FINGERPRINT [--since CHECKPOINT]
  python3 verify.py PACK --sample promotions --seed 7 --n 25

PACK is the .tar.gz or the folder it was unpacked to. FINGERPRINT (sha256:...) is that of the office's key, and must come
to you by another way than the pack: everything in a pack could be made again by whoever wants to deceive you, but not
under that key. CHECKPOINT is a checkpoint of the same log that you kept from an earlier day: then it is checked, too,
that the log only grew since. --sample draws from the facts of a kind: those of which SHA-256(seed, kind, subject), a line feed
between, is least; so whoever knows the seed draws the same.

Exit status: 0 all is as it was signed; 1 it is not, or nobody vouches for it; 2 the pack cannot be read.
"""
import argparse, base64, collections, hashlib, json, os, sys, tarfile

# Ed25519 by RFC 8032, section 5.1: verification only, so nothing here needs to hide a secret.
P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT_OF_MINUS_ONE = pow(2, (P - 1) // 4, P)


def add(a, b):
    x, y, z, t = a
    u, v, w, s = b
    e, f = (y - x) * (v - u) % P, (y + x) * (v + u) % P
    g, h = 2 * t * s * D % P, 2 * z * w % P
    m, n, o, q = f - e, h - g, h + g, f + e
    return m * n % P, o * q % P, n * o % P, m * q % P


def multiply(k, point):
    result = (0, 1, 1, 0)
    while k:
        if k & 1:
            result = add(result, point)
        point, k = add(point, point), k >> 1
    return result


def same(a, b):
    return (a[0] * b[2] - b[0] * a[2]) % P == 0 and (a[1] * b[2] - b[1] * a[2]) % P == 0


def point(octets):
    """The point of 32 octets, or None."""
    if len(octets) != 32:
        return None
    number = int.from_bytes(octets, "little")
    sign, y = number >> 255, number & (1 << 255) - 1
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT_OF_MINUS_ONE % P
    if (x * x - square) % P or (x == 0 and sign):
        return None
    x = P - x if x & 1 != sign else x
    return x, y, 1, x * y % P


BASE = point((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


def signed(public, message, signature):
    """Whether `signature` (64 octets) is that of the key `public` over the message."""
    key, r = point(public), point(signature[:32])
    s = int.from_bytes(signature[32:], "little")
    if key is None or r is None or len(signature) != 64 or s >= L:
        return False
    k = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % L
    return same(multiply(s, BASE), add(r, multiply(k, key)))


# The log: RFC 9162, and the text forms of C2SP's signed-note and tlog-checkpoint.
def sha256(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def climbs(leaf, index, size, path, root):
    """Whether a leaf hash stands at `index` of the tree of `size` leaves with this root (RFC 9162, 2.1.3.2)."""
    node, last, at = index, size - 1, leaf
    if not 0 <= index < size:
        return False
    for sibling in path:
        if last == 0:
            return False
        if node & 1 or node == last:
            at = sha256(b"\1", sibling, at)
            while not node & 1 and node:
                node, last = node >> 1, last >> 1
        else:
            at = sha256(b"\1", at, sibling)
        node, last = node >> 1, last >> 1
    return last == 0 and at == root


def grows(first, first_root, size, root, path):
    """Whether the tree of `size` leaves begins with the tree of `first` leaves (RFC 9162, 2.1.4.2)."""
    if first == size:
        return not path and first_root == root
    if not 0 < first < size:
        return False
    path = list(path) if first & (first - 1) else [first_root] + list(path)
    if not path:
        return False
    node, last = first - 1, size - 1
    while node & 1:
        node, last = node >> 1, last >> 1
    one = two = path[0]
    for sibling in path[1:]:
        if last == 0:
            return False
        if node & 1 or node == last:
            one, two = sha256(b"\1", sibling, one), sha256(b"\1", sibling, two)
            while not node & 1 and node:
                node, last = node >> 1, last >> 1
        else:
            two = sha256(b"\1", two, sibling)
        node, last = node >> 1, last >> 1
    return last == 0 and one == first_root and two == root


class Key:
    """A verifier key in its text form, NAME+HASH+BASE64."""

    def __init__(self, text):
        self.text = text
        self.name, digest, octets = text.split("+", 2)
        octets = base64.b64decode(octets, validate=True)
        self.digest, self.public = bytes.fromhex(digest), octets[1:]
        if octets[:1] != b"\1" or len(self.public) != 32 or sha256(self.name.encode(), b"\n", octets)[:4] != self.digest:
            raise ValueError("no Ed25519 key")

    def fingerprint(self):
        return "sha256:" + hashlib.sha256(self.text.encode()).hexdigest()

    def opens(self, note):
        """The text of a signed note, when this key has signed it."""
        text, _, signatures = note.rpartition("\n\n")
        for line in signatures.splitlines():
            dash, name, octets = line.split(" ")
            octets = base64.b64decode(octets, validate=True)
            if dash == "\u2014" and name == self.name and octets[:4] == self.digest \
                    and signed(self.public, (text + "\n").encode(), octets[4:]):
                return text + "\n"
        return None


def checkpoint(text):
    """Name, size and root of a checkpoint's text."""
    name, size, root = text.split("\n")[:3]
    return name, int(size), base64.b64decode(root, validate=True)


def once(pairs):
    """An object; one that says a thing twice says two things to two readers."""
    if len({name for name, _ in pairs}) != len(pairs):
        raise ValueError("an object has a name twice")
    return dict(pairs)


def load(text, number=int):
    return json.loads(text, object_pairs_hook=once, parse_int=number, parse_float=str)


class Number(str):
    """A number as it is written."""


def canonical(value):
    """A value of a fact as the canonical JSON (RFC 8785) it was read from: names are in order there already."""
    if isinstance(value, dict):
        return "{%s}" % ",".join(canonical(str(name)) + ":" + canonical(value[name]) for name in value)
    if isinstance(value, list):
        return "[%s]" % ",".join(map(canonical, value))
    return str(value) if isinstance(value, Number) else json.dumps(value, ensure_ascii=False)


def cell(value):
    """A value in a table: no spreadsheet takes it for a formula."""
    text = "" if value is None else value if isinstance(value, str) else canonical(value)
    first = text.lstrip(" \u00a0\ufeff")[:1]
    if first and first in "=+-@\t\r\n'|%\uff1d\uff0b\uff0d\uff20" and not (first == "-" and is_number(text)):
        text = "'" + text
    return '"%s"' % text.replace('"', '""') if set(text) & set('",\n\r') else text


def is_number(text):
    try:
        float(text)
        return set(text) <= set("+-.0123456789e")
    except ValueError:
        return False


class Check:
    """Goes through a pack and writes down what is wrong, each with the file it is about."""

    def __init__(self, files, trust, since):
        self.files, self.trust, self.since = files, trust, since
        self.problems, self.notes, self.checked, self.told = [], [], 0, []

    def bad(self, path, what):
        self.problems.append((path, what))

    def part(self, path, work):
        """Runs one part of the check; whatever it stumbles over is a finding about its file."""
        try:
            return work()
        except (KeyError, ValueError, TypeError, IndexError, AttributeError) as error:
            self.bad(path, "cannot be read as what it should be (%s)" % type(error).__name__)
            return None

    def run(self):
        self.part("manifest.sha256", self.manifest)
        keys = self.part("keys/history.json", self.keys) or []
        self.part("signatures/manifest.dsse.json", lambda: self.envelope(keys))
        head = self.part("log/checkpoint.txt", lambda: self.head(keys))
        leaves = (self.part("log/leaves.jsonl", lambda: self.leaves(head)) if head else None) or {}
        self.part("snapshot/freezing.json", lambda: self.freezing(leaves))
        self.part("facts/facts.tsv", lambda: self.facts(leaves))
        self.part("facts/facts.tsv", self.contents)
        self.part("signatures/approvals", self.approvals)
        self.part("excerpts/list.tsv", self.excerpts)
        self.part("tables", self.tables)
        if head and self.since:
            self.part("log/consistency.jsonl", lambda: self.consistency(head, keys))

    def manifest(self):
        listed = {}
        for line in self.files["manifest.sha256"].decode().splitlines():
            digest, path = line.split("  ", 1)
            listed[path] = digest
        for path, digest in sorted(listed.items()):
            self.checked += 1
            if path not in self.files:
                self.bad(path, "is missing")
            elif hashlib.sha256(self.files[path]).hexdigest() != digest:
                self.bad(path, "is not what the manifest says")
        for path in sorted(self.files):
            if path not in listed and path not in ("manifest.sha256", "signatures/manifest.dsse.json", "signatures/manifest.pae"):
                self.bad(path, "is not in the manifest")

    def keys(self):
        """Keys that count: the trusted one, and those after it that one of these vouches for."""
        history, counting = [], []
        for entry in load(self.files["keys/history.json"])["keys"]:
            key = Key(entry["key"])
            words = "countersign key\n%s\n" % key.text
            vouching = [old for old in history if old.opens(entry["endorsement"]) == words]
            if history and not vouching:
                self.bad("keys/history.json", "no earlier key vouches for %s" % key.name)
                continue
            history.append(key)
            if not self.trust or self.trust in (key.fingerprint(), key.text) or any(old in counting for old in vouching):
                counting.append(key)
        if not history:
            self.bad("keys/history.json", "names no key")
        elif not counting:
            self.bad("keys/history.json", "the key is %s, and that is not the one you trust" % history[0].fingerprint())
        return counting

    def envelope(self, keys):
        path = "signatures/manifest.dsse.json"
        envelope = load(self.files[path])
        payload, kind = base64.b64decode(envelope["payload"], validate=True), envelope["payloadType"].encode()
        pae = b"DSSEv1 %d %s %d %s" % (len(kind), kind, len(payload), payload)
        if self.files.get("signatures/manifest.pae") != pae:
            self.bad("signatures/manifest.pae", "is not the encoding of the envelope")
        signature = base64.b64decode(envelope["signatures"][0]["sig"], validate=True)
        if keys and not any(signed(key.public, pae, signature) for key in keys):
            self.bad(path, "is signed by none of the office's keys")
        subject = load(payload)["subject"][0]
        if subject["digest"]["sha256"] != hashlib.sha256(self.files["manifest.sha256"]).hexdigest():
            self.bad("manifest.sha256", "is not the one that was signed")
        self.checked += 1

    def head(self, keys):
        note = self.files["log/checkpoint.txt"].decode()
        text = next((text for text in (key.opens(note) for key in keys) if text), None)
        if keys and text is None:
            self.bad("log/checkpoint.txt", "is signed by none of the office's keys")
        self.checked += 1
        return checkpoint(text or note.rpartition("\n\n")[0] + "\n")

    def leaves(self, head):
        found = {}
        for line in self.files["log/leaves.jsonl"].decode().split("\n")[:-1]:
            leaf = load(line)
            digest = sha256(b"\0", leaf["text"].encode())
            if not climbs(digest, leaf["index"], head[1], [bytes.fromhex(x) for x in leaf["path"]], head[2]):
                self.bad("log/leaves.jsonl", "leaf %s (%s) does not lead to the checkpoint" % (leaf["index"], leaf["name"]))
            found[leaf["name"]] = (digest.hex(), load(leaf["text"]))
            self.checked += 1
        return found

    def freezing(self, leaves):
        path = "snapshot/freezing.json"
        freezing, statement = load(self.files[path]), load(self.files["snapshot/statement.json"])
        leaf = leaves.get(freezing["leaf"])
        words = freezing["detail"]
        if leaf is None or leaf[1]["act"] != "snapshot.freeze" \
                or leaf[1]["detail_digest"] != hashlib.sha256(words.encode()).hexdigest():
            self.bad(path, "is not what the log says of the freezing")
        frozen = load(words)
        if frozen["digest"] != hashlib.sha256(self.files["facts/digests.txt"]).hexdigest():
            self.bad("facts/digests.txt", "is not what two persons froze")
        for name in ("catalog", "quarter", "snapshot", "facts", "asked_by", "frozen_by", "starts", "ends", "zone", "frozen_at",
                     "corrects"):
            if statement.get(name) != frozen.get(name):
                self.bad("snapshot/statement.json", "says another %s than the freezing" % name)
        if frozen["asked_by"] == frozen["frozen_by"]:
            self.bad(path, "one person alone has frozen it")
        self.checked += 1

    def facts(self, leaves):
        path = "facts/facts.tsv"
        digests = self.files["facts/digests.txt"].decode().splitlines()
        whole, seen, before = load(self.files["snapshot/statement.json"])["scope"] == "", 0, -1
        for line in self.files[path].decode().split("\n")[:-1]:
            number, salt, body = line.split("\t", 2)
            number, seen = int(number), seen + 1
            if number <= before or number >= len(digests) \
                    or sha256(bytes.fromhex(salt), sha256(body.encode())).hex() != digests[number]:
                self.bad(path, "fact %d is not what was frozen" % number)
            before = number
            fact = load(body, Number)
            self.told.append(fact)
            if "leaf" in fact and leaves.get(fact["leaf"], ("",))[0] != fact["leaf_hash"]:
                self.bad(path, "fact %d has no such leaf in the log: %s" % (number, fact["leaf"]))
            self.checked += 1
        if whole and seen != len(digests):
            self.bad(path, "%d of %d facts are missing" % (len(digests) - seen, len(digests)))

    def contents(self):
        """Whether all is there of every artifact that is told of, and every artifact that a system is made of."""
        path, counts = "facts/facts.tsv", collections.defaultdict(collections.Counter)
        lists = {fact["scope"]: fact for fact in self.told if fact["kind"] == "contents"}
        for fact in self.told:
            if fact["kind"] != "contents":
                counts[fact["scope"]][fact["kind"]] += 1
        cut = load(self.files["snapshot/statement.json"])["scope"]
        wanted = {cut} if cut else set(lists) | set(counts) if lists else set()
        waiting = [cut] if cut else []
        while waiting:
            fresh = set(lists.get(waiting.pop(), {}).get("pins", [])) - wanted
            wanted |= fresh
            waiting += fresh
        for scope in sorted(wanted | set(counts) - {""} if lists or cut else ()):
            if scope not in lists or scope not in wanted:
                self.bad(path, "it is not told what belongs to %s" % scope if scope in wanted else "%s is no part of %s" % (scope, cut))
                continue
            should = {kind: int(number) for kind, number in lists[scope]["kinds"].items()}
            for kind in sorted(set(should) | set(counts[scope])):
                if should.get(kind, 0) != counts[scope][kind]:
                    self.bad(path, "of %s %d facts of kind %s were frozen, and here are %d"
                             % (scope or "the office", should.get(kind, 0), kind, counts[scope][kind]))

    def approvals(self):
        """Whether every signature is its person's, by a key that was trusted when it was given."""
        keys = {fact["fingerprint"]: fact for fact in self.told if fact["kind"] == "key"}
        for fact in self.told:
            if fact["kind"] != "approval" or "envelope" not in fact:
                continue
            name, envelope, self.checked = "signatures/approvals/" + fact["subject"], load(fact["envelope"]), self.checked + 1
            payload, kind = base64.b64decode(envelope["payload"], validate=True), envelope["payloadType"].encode()
            pae = b"DSSEv1 %d %s %d %s" % (len(kind), kind, len(payload), payload)
            for ending, octets in ((".dsse.json", fact["envelope"].encode()), (".pae", pae)):
                if self.files.get(name + ending) != octets:
                    self.bad(name + ending, "is not what was signed and frozen")
            key, stated = keys.get(fact["key"]), load(payload)
            when = fact["recorded_at"].rstrip("Z")
            states = [state for state in (key or {}).get("states", []) if state["at"].rstrip("Z") <= when]
            trusted = states and states[-1]["state"] == "trusted" and states[-1]["trusted_until"].rstrip("Z") > when
            public = base64.b64decode(key["public_key"], validate=True) if key else b""
            digests = ["sha256:" + subject["digest"]["sha256"] for subject in stated["subject"]]
            if not trusted or key["person"] != fact["person"] or stated["predicate"]["signer"] != fact["person"] \
                    or fact["version_digest"] not in digests \
                    or not signed(public, pae, base64.b64decode(envelope["signatures"][0]["sig"], validate=True)):
                self.bad(name + ".dsse.json", "is no signature of %s over that version, by a key that was trusted then" % fact["person"])

    def excerpts(self):
        """Whether every excerpt is the one that was frozen, or it is said why it is not here."""
        classes, listed = ["green", "yellow", "red"], {}
        clearance = load(self.files["snapshot/statement.json"]).get("clearance", "green")
        for line in self.files.get("excerpts/list.tsv", b"").decode().splitlines():
            name, state, salt = line.split("\t")
            listed[name] = (state, bytes.fromhex(salt))
        for fact in self.told:
            if fact["kind"] != "excerpt":
                continue
            path, self.checked = "excerpts/%s.txt" % fact["generation"], self.checked + 1
            state, salt = listed.pop(fact["generation"], ("missing", b""))
            above = classes.index(fact["data_class"]) > classes.index(clearance)
            if state == "told" and not above:
                if path not in self.files or sha256(salt, sha256(self.files[path])).hex() != fact["digest"]:
                    self.bad(path, "is not the excerpt that was frozen")
            elif state == "above" and above and path not in self.files:
                self.notes.append("%s: left out, it is above the clearance %s" % (path, clearance))
            elif state == "erased" and not above and path not in self.files:
                self.notes.append("%s: erased since the quarter was frozen" % path)
            else:
                self.bad("excerpts/list.tsv", "does not say truly what became of %s" % path)
        for name in listed:
            self.bad("excerpts/list.tsv", "names an excerpt that was not frozen: %s" % name)

    def tables(self):
        """Whether the tables say what the facts say, no more and no less."""
        kinds = collections.defaultdict(list)
        for fact in self.told:
            kinds[fact["kind"]].append(fact)
        paths = {"tables/%s.csv" % kind: kind for kind in kinds}
        for path in sorted(set(paths) | {path for path in self.files if path.startswith("tables/")}):
            self.checked += 1
            head, _, rows = self.files.get(path, b"").decode().partition("\r\n")
            facts = kinds[paths[path]] if path in paths else []
            made = "".join(",".join(cell(fact.get(name)) for name in head.split(",")) + "\r\n" for fact in facts)
            if not facts or rows != made:
                self.bad(path, "does not say what the facts say")

    def sample(self, kind, seed, count):
        """Facts of a kind (promotion or promotions), by the order that the seed gives."""
        kinds = {fact["kind"] for fact in self.told}
        kind = kind if kind in kinds or not kind.endswith("s") else kind[:-1]
        of_kind = [fact for fact in self.told if fact["kind"] == kind]
        of_kind.sort(key=lambda fact: sha256(("%s\n%s\n%s" % (seed, kind, fact["subject"])).encode()))
        return [fact["subject"] for fact in of_kind[:count]], len(of_kind)

    def consistency(self, head, keys):
        with open(self.since, encoding="utf-8", newline="") as file:
            note = file.read()
        text = next((text for text in (key.opens(note) for key in keys) if text), None)
        if text is None:
            return self.bad(self.since, "your checkpoint is signed by none of the office's keys")
        name, size, root = checkpoint(text)
        if name != head[0] or size > head[1]:
            return self.bad("log/checkpoint.txt", "is of another log, or older than your checkpoint")
        path = [] if size == head[1] else None
        for line in self.files["log/consistency.jsonl"].decode().splitlines():
            proof = load(line)
            if proof["size"] == size:
                path = [bytes.fromhex(x) for x in proof["path"]]
        if path is None:
            return self.bad("log/consistency.jsonl", "has no proof from your checkpoint of %d leaves: ask for one" % size)
        if not grows(size, root, head[1], head[2], path):
            self.bad("log/checkpoint.txt", "does not go on from your checkpoint: the log was rewritten")
        self.checked += 1


def plain(path):
    """A path that stays where it is unpacked."""
    if path.startswith("/") or "\\" in path or any(part in ("", ".", "..") for part in path.split("/")):
        raise tarfile.TarError("it holds a file that would lie outside of its folder: %r" % path)
    return path


def read(path):
    """The files of a folder or an archive by their paths, without the one folder they all lie in."""
    files = {}
    if os.path.isdir(path):
        for folder, folders, names in os.walk(path):
            for name in names + folders:
                full = os.path.join(folder, name)
                if os.path.islink(full):
                    raise tarfile.TarError("%r leads elsewhere" % full)
                if name in names:
                    with open(full, "rb") as file:
                        files[os.path.relpath(full, path).replace(os.sep, "/")] = file.read()
    else:
        tops = set()
        with tarfile.open(path, "r:gz") as archive:
            for member in archive:
                top, _, rest = plain(member.name.rstrip("/")).partition("/")
                tops.add(top)
                if member.isfile() and rest and rest not in files:
                    files[rest] = archive.extractfile(member).read()
                elif not member.isdir():
                    raise tarfile.TarError("it holds %r twice, or something that is no file" % member.name)
        if len(tops) > 1:
            raise tarfile.TarError("its files do not lie in one folder")
    return files


def main():
    parser = argparse.ArgumentParser(description="Checks an audit pack.")
    parser.add_argument("pack", nargs="?", default=os.path.dirname(os.path.abspath(__file__)))
    parser.add_argument("--trust", metavar="FINGERPRINT", help="the office's key, as it came to you by another way")
    parser.add_argument("--since", metavar="CHECKPOINT", help="a checkpoint you kept from an earlier day")
    parser.add_argument("--sample", metavar="KIND", help="draw from the facts of this kind, such as promotions")
    parser.add_argument("--seed", default="0", help="what the draw rests on")
    parser.add_argument("--n", type=int, default=25, help="how many to draw")
    options = parser.parse_args()
    try:
        files = read(options.pack)
    except (OSError, tarfile.TarError, EOFError) as error:
        print("cannot read the pack: %s" % error, file=sys.stderr)
        return 2
    check = Check(files, options.trust, options.since)
    check.run()
    for note in check.notes:
        print(ascii("note: " + note)[1:-1])
    for path, what in check.problems:
        print(ascii("%s: %s" % (path, what))[1:-1])
    if options.sample:
        drawn, all_of_them = check.sample(options.sample, options.seed, options.n)
        print("%d of %d drawn by seed %s:" % (len(drawn), all_of_them, ascii(options.seed)[1:-1]))
        for subject in drawn:
            print("  " + ascii(subject)[1:-1])
    print("%d checks, %d problems" % (check.checked, len(check.problems)))
    if check.problems:
        return 1
    if not options.trust:
        print("consistent, not authenticated: pass --trust with the fingerprint of the office's key")
        return 1
    print("authenticated: all is as it was signed under the key you trust")
    return 0


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
"""A second verifier of evidence bundles, written apart from the first and from what writes them: Python's standard library and openssl.

Usage: verify_bundle.py BUNDLE.zip KEY [CHECKPOINT.json]...   (exit 0 when the bundle is good, signed by that key, and has the
checkpoints that somebody kept; 1 with a reason otherwise)
"""
import base64
import glob
import hashlib
import json
import os
import subprocess
import sys
import tempfile
import zipfile


class Bad(Exception):
    pass


def demand(condition, reason):
    if not condition:
        raise Bad(reason)


def sha256(*parts):
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part)
    return digest.digest()


def canonical(text, what):
    value = json.loads(text)
    again = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    demand(again == text, what + " is not canonical")
    return value


def base64url(text):
    data = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    demand(base64.urlsafe_b64encode(data).rstrip(b"=").decode() == text, "base64url that is not strict")
    return data


def openssl(*arguments):
    return subprocess.run(("openssl",) + arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False).returncode == 0


def name_of(pem, folder):
    der = os.path.join(folder, "key.der")
    demand(openssl("pkey", "-pubin", "-in", pem, "-outform", "DER", "-out", der), "no key")
    with open(der, "rb") as file:
        point = file.read()[-32:]
    x = base64.urlsafe_b64encode(point).rstrip(b"=").decode()
    thumbprint = sha256(json.dumps({"crv": "Ed25519", "kty": "OKP", "x": x}, sort_keys=True, separators=(",", ":")).encode())
    return base64.urlsafe_b64encode(thumbprint).rstrip(b"=").decode()


def demand_signed(root, folder, path, kind, trusted):
    with open(os.path.join(root, path + ".jws"), "rb") as file:
        header, nothing, signature = file.read().decode("ascii").split(".")
    with open(os.path.join(root, path + ".json"), "rb") as file:
        payload = file.read()
    said = canonical(base64url(header).decode(), "a header")
    demand(nothing == "" and said["alg"] == "EdDSA" and said["typ"] == kind and said["b64"] is False, "another kind of signature")
    demand(said["kid"] in trusted, "signed by " + said["kid"])
    pem = os.path.join(root, "keys", said["kid"] + ".pem")
    demand(name_of(pem, folder) == said["kid"], "a key under the name of another")
    signed, raw = os.path.join(folder, "signed"), os.path.join(folder, "signature")
    with open(signed, "wb") as file:
        file.write(header.encode() + b"." + payload)
    with open(raw, "wb") as file:
        file.write(base64url(signature))
    demand(
        openssl("pkeyutl", "-verify", "-pubin", "-inkey", pem, "-rawin", "-in", signed, "-sigfile", raw),
        path + ".jws is not its signature",
    )
    return canonical(payload.decode(), path + ".json")


def largest_power_below(size):
    power = 1
    while power * 2 < size:
        power *= 2
    return power


def root_of(leaf, index, size, path):
    """RFC 9162, section 2.1.3, from its recursive definition rather than from the loop."""
    if size == 1:
        demand(not path, "a proof that is too long")
        return leaf
    demand(path, "a proof that is too short")
    split = largest_power_below(size)
    if index < split:
        return sha256(b"\1", root_of(leaf, index, split, path[:-1]), path[-1])
    return sha256(b"\1", path[-1], root_of(leaf, index - split, size - split, path[:-1]))


def roots_of(smaller, larger, path, root, whole):
    """The roots of the smaller and of the larger tree that a consistency proof leads to (section 2.1.4.1, read backwards)."""
    if smaller == larger:
        if whole:
            demand(not path, "a proof that is too long")
            return root, root
        demand(len(path) == 1, "a proof of another length")
        return path[0], path[0]
    demand(path, "a proof that is too short")
    split = largest_power_below(larger)
    if smaller <= split:
        old, now = roots_of(smaller, split, path[:-1], root, whole)
        return old, sha256(b"\1", now, path[-1])
    old, now = roots_of(smaller - split, larger - split, path[:-1], root, False)
    return sha256(b"\1", path[-1], old), sha256(b"\1", path[-1], now)


def lines(root, path):
    with open(os.path.join(root, path), "rb") as file:
        text = file.read().decode("utf-8")
    demand(text == "" or text.endswith("\n"), path + " is cut off")
    return [canonical(line, path) for line in text.split("\n")[:-1]]


def file_hash(root, path):
    with open(os.path.join(root, path), "rb") as file:
        return sha256(file.read()).hex()


def check_files(root, folder, trusted):
    manifest = demand_signed(root, folder, "manifest", "gardefou-manifest.v1", trusted)
    listed = {file["path"]: file["sha256"] for file in manifest["files"]}
    there = {
        os.path.relpath(os.path.join(where, name), root) for where, _, names in os.walk(root) for name in names
    } - {"manifest.json", "manifest.jws"}
    demand(there == set(listed), "other files than are listed: %s" % sorted(there ^ set(listed)))
    for path, expected in listed.items():
        demand(file_hash(root, path) == expected, path + " was changed")
    return manifest


def check_checkpoints(root, folder, trusted, manifest):
    found = []
    for path in sorted(glob.glob(os.path.join(root, "checkpoints", "*.json"))):
        name = os.path.relpath(path, root)[: -len(".json")]
        found.append((name, demand_signed(root, folder, name, "gardefou-checkpoint.v1", trusted)))
    proofs = {(proof["from"], proof["to"]): proof["path"] for proof in lines(root, "proofs/consistency.jsonl")}
    for (_, old), (_, new) in zip(found, found[1:]):
        path = [bytes.fromhex(step) for step in proofs[(old["number"], new["number"])]]
        old_root, new_root = bytes.fromhex(old["root"]), bytes.fromhex(new["root"])
        demand(roots_of(old["size"], new["size"], path, old_root, True) == (old_root, new_root), "forked checkpoints")
    demand(found and found[-1][1]["number"] == manifest["checkpoint"], "no last checkpoint")
    return found


def check_kept(root, checkpoints, kept):
    there = {checkpoint["number"]: file_hash(root, name + ".json") for name, checkpoint in checkpoints}
    for path in kept:
        with open(path, "rb") as file:
            body = file.read()
        number = json.loads(body)["number"]
        demand(number in there, "the checkpoint %d that was kept is missing: ask for it with kept=%d" % (number, number))
        demand(there[number] == sha256(body).hex(), "the checkpoint %d is not the one that was kept" % number)


def check_entries(root, manifest, last):
    entries, before = [], None
    raw = open(os.path.join(root, "ledger/entries.jsonl"), "rb").read().split(b"\n")[:-1]
    for line, entry in zip(raw, lines(root, "ledger/entries.jsonl")):
        body = line[len(b'{"body":') : line.rindex(b',"hash":"')]
        computed = sha256(b"\1", bytes.fromhex(entry["prevHash"]), entry["seq"].to_bytes(8, "big"), sha256(body))
        demand(computed.hex() == entry["hash"], "entry %d was changed" % entry["seq"])
        if before and before["seq"] + 1 == entry["seq"]:
            demand(before["hash"] == entry["prevHash"], "the chain breaks at %d" % entry["seq"])
        entries.append(entry)
        before = entry
    demand(len(entries) == manifest["entries"]["count"], "entries are missing")
    proofs = lines(root, "proofs/inclusion.jsonl")
    demand([proof["seq"] for proof in proofs] == [entry["seq"] for entry in entries], "proofs are missing")
    for entry, proof in zip(entries, proofs):
        path = [bytes.fromhex(step) for step in proof["path"]]
        leaf = sha256(b"\0", bytes.fromhex(entry["hash"]))
        demand(root_of(leaf, entry["seq"] - 1, last["size"], path).hex() == last["root"], "entry %d is not signed" % entry["seq"])
    return entries


def check_grounds(entries):
    bodies = [entry["body"] for entry in entries]
    named = lambda field, *kinds: {body["data"].get(field) for body in bodies if body["kind"] in kinds}
    accepted = ("acceptance.recorded", "acceptance.imported")
    standing = ("contract.activated", "contract.changed")
    for field, kinds, there in (
        ("acceptance", standing, named("acceptance", *accepted)),
        ("version", standing + accepted, named("version", "terms.published")),
        ("mandate", accepted, named("mandate", "mandate.given")),
    ):
        missing = named(field, *kinds) - {None} - there
        demand(not missing, "no entry about the %s %s" % (field, sorted(missing)))
    told = named("notice", "terms.change-announced")
    for body in bodies:
        if body["kind"] == "contract.changed" and body["data"]["basis"] in ("NOTICE", "SILENCE"):
            demand(body["data"]["notice"] in told, "no entry about the notice " + body["data"]["notice"])


def check_agreements(root, entries):
    check_grounds(entries)
    changed = {entry["body"]["data"]["version"] for entry in entries if entry["body"]["kind"] == "contract.changed"}
    for entry in entries:
        body = entry["body"]
        if body["kind"] == "acceptance.recorded":
            page = "terms/%s.%s.html" % (body["data"]["version"], body["data"]["locale"])
            demand(file_hash(root, page) == body["data"]["renditionSha256"], page + " is another")
        if body["kind"] == "terms.published":
            text = "terms/%s.json" % body["data"]["version"]
            demand(file_hash(root, text) == body["data"]["sha256"], text + " is another")
            with open(os.path.join(root, text), "rb") as file:
                pages = json.loads(file.read())["renditions"]
            for locale, expected in pages.items():
                page = "terms/%s.%s.html" % (body["data"]["version"], locale)
                if body["data"]["version"] in changed or os.path.exists(os.path.join(root, page)):
                    demand(file_hash(root, page) == expected, page + " is another")
    if os.path.exists(os.path.join(root, "personal/values.jsonl")):
        by_number = {entry["seq"]: entry["body"] for entry in entries}
        for value in lines(root, "personal/values.jsonl"):
            commitment = sha256(bytes.fromhex(value["salt"]), value["value"].encode()).hex()
            demand(by_number[value["seq"]]["data"]["commitments"][value["field"]] == commitment, "another value")


def check_time_stamps(root, checkpoints):
    count = 0
    for name, _ in checkpoints:
        for stamp in glob.glob(os.path.join(root, name + ".*.tsr")):
            authority = os.path.basename(stamp).split(".")[1]
            pems = glob.glob(os.path.join(root, "authorities", authority + ".*.pem"))
            data = os.path.join(root, name + ".jws")
            demand(any(openssl("ts", "-verify", "-data", data, "-in", stamp, "-CAfile", pem) for pem in pems), stamp + " proves nothing")
            count += 1
    return count


def main(bundle, key, *kept):
    with tempfile.TemporaryDirectory() as root, tempfile.TemporaryDirectory() as folder:
        with zipfile.ZipFile(bundle) as archive:
            archive.extractall(root)
        manifest = check_files(root, folder, {key})
        checkpoints = check_checkpoints(root, folder, {key}, manifest)
        check_kept(root, checkpoints, kept)
        entries = check_entries(root, manifest, checkpoints[-1][1])
        check_agreements(root, entries)
        stamps = check_time_stamps(root, checkpoints)
        print("GOOD %d entries %d checkpoints %d time stamps" % (len(entries), len(checkpoints), stamps))


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except (Bad, ValueError, KeyError, OSError, TypeError, zipfile.BadZipFile) as reason:
        print("BAD %r" % (reason,))
        sys.exit(1)

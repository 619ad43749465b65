"""Dask schedulers and workers as processes of their own on the loopback, and certificates for them."""

import datetime
import ipaddress
import json
import subprocess
import sys
import time
from contextlib import ExitStack, contextmanager
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

START_SECONDS = 60


class Running:
    """A scheduler with its workers."""

    def __init__(self, address, workers, scheduler):
        self.address = address
        self.workers = workers
        self.scheduler = scheduler


@contextmanager
def cluster(folder, workers, *, tls=None, host="127.0.0.1", inside=()):
    """Start a scheduler and workers with Dask's own commands; all have ended when the block is left.

    ``host`` is where they listen, ``inside`` stands before the commands, such as words that enter a namespace.
    """
    folder.mkdir(parents=True, exist_ok=True)
    files = [] if tls is None else ["--tls-ca-file", tls.ca, "--tls-cert", tls.cert, "--tls-key", tls.key]
    protocol = "tcp" if tls is None else "tls"
    with ExitStack() as stack:
        found = folder / "scheduler.json"
        place = ["--host", f"{protocol}://{host}", "--port", "0", "--no-dashboard", "--scheduler-file", str(found)]
        scheduler = _start(stack, folder, inside, "scheduler", *place, *files)
        address = _address(found)
        few = ["--nthreads", "1", "--nworkers", "1", "--no-nanny", "--no-dashboard", "--memory-limit", "0", "--local-directory", str(folder)]
        started = [_start(stack, folder, inside, "worker", address, "--host", host, *few, *files) for _ in range(workers)]
        yield Running(address, started, scheduler)


def _start(stack, folder, inside, *words):
    log = stack.enter_context((folder / f"{words[0]}-{time.monotonic_ns()}.log").open("wb"))
    process = subprocess.Popen([*inside, sys.executable, "-m", "dask", *words], cwd=folder, stdout=log, stderr=log)
    stack.callback(_end, process)
    return process


def _end(process):
    process.kill()
    process.wait()


def _address(path):
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        try:
            return json.loads(path.read_text(encoding="utf-8"))["address"]
        except (FileNotFoundError, ValueError):
            time.sleep(0.05)
    raise AssertionError(f"the scheduler did not start: {[log.read_text() for log in path.parent.glob('*.log')]}")


class Certificates:
    """An authority and a certificate that it signed, as files."""

    def __init__(self, folder: Path):
        folder.mkdir(parents=True, exist_ok=True)
        authority_key, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
        authority = _certificate("authority", authority_key.public_key(), "authority", authority_key, is_authority=True)
        own = _certificate("metrosim", key.public_key(), "authority", authority_key, is_authority=False)
        self.ca, self.cert, self.key = (str(folder / name) for name in ("ca.pem", "cert.pem", "key.pem"))
        Path(self.ca).write_bytes(authority.public_bytes(serialization.Encoding.PEM))
        Path(self.cert).write_bytes(own.public_bytes(serialization.Encoding.PEM))
        plain = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        Path(self.key).write_bytes(key.private_bytes(*plain))


def _certificate(name, public_key, issuer, signing_key, *, is_authority):
    named, signed_by = (x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, one)]) for one in (name, issuer))
    now = datetime.datetime.now(datetime.UTC)
    local = x509.SubjectAlternativeName([x509.DNSName("localhost"), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    builder = x509.CertificateBuilder(signed_by, named, public_key, x509.random_serial_number())
    builder = builder.not_valid_before(now - datetime.timedelta(hours=1)).not_valid_after(now + datetime.timedelta(days=1))
    builder = builder.add_extension(x509.BasicConstraints(ca=is_authority, path_length=None), critical=True).add_extension(local, critical=False)
    return builder.sign(signing_key, hashes.SHA256())

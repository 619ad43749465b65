"""Seeds of replicates: the same for every scenario, so that replicates pair."""

import hashlib


def replicate_seed(base_seed: int, replicate: int) -> int:
    """Return the seed of one replicate, below 2**63 (E-0.10).

    >>> replicate_seed(1, 0) != replicate_seed(1, 1)
    True
    """
    digest = hashlib.blake2b(f"replicate {base_seed} {replicate}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> 1

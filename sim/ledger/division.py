"""The loops of the ledger: payments divided among payers, and sums of postings."""

from sim.kernels import kernel


@kernel
def add_by_city(total, counted, rows):
    """Add what some payers paid by city of the payee."""
    for i in range(rows.amount.shape[0]):
        if counted[rows.payer[i]]:
            total[rows.city[i]] += rows.amount[i]


@kernel
def divide(payments, month, parts, lasts, rest, rows, paid_by, received_by, total_of_lever):
    """Write down each payer's part of each payment and book it, payer by payer; return how many there are (E-0.9).

    Args:
        parts: share of each payer in what a lever pays, shape (levers, payers); the last payer's is what is left.
        lasts: last payer of each lever.
        rest: amounts still to be divided, fen; the amounts themselves to begin with.
        rows: columns of the journal to be filled in, shape (7, room).
    """
    count = 0
    for payer in range(parts.shape[1]):
        for i in range(rest.shape[0]):
            lever = payments.lever[i]
            part = rest[i] if payer == lasts[lever] else min(rest[i], int(payments.amount[i] * parts[lever, payer]))
            rest[i] -= part
            if part > 0:
                rows[0, count], rows[1, count], rows[2, count] = month, lever, payer
                rows[3, count], rows[4, count], rows[5, count] = payments.kind[i], payments.payee[i], payments.city[i]
                rows[6, count] = part
                count += 1
                paid_by[lever, payer] += part
                received_by[payments.kind[i]] += part
                total_of_lever[lever] += part
    return count

"""Facts about the network of alliances (rows 16 and 17)."""

import numpy as np
from scipy import sparse

from sim.validation.facts.tables import living, top_share
from sim.world.world import World


def hub_share(world: World) -> float:
    """Share of alliance links held by the top three percent of the firms in the network."""
    links = living(world, "alliances").astype(float)
    return top_share(links[links > 0], 0.03)


def clustering(world: World) -> float:
    """Mean local clustering of the network of firms that are in an alliance together, over that of a random graph of its size and density."""
    graph = _partners(world)
    degree = np.asarray(graph.sum(axis=1)).ravel()
    graph, degree = graph[degree > 0][:, degree > 0], degree[degree > 0]
    triangles = (graph @ graph).multiply(graph).sum(axis=1)
    possible = degree * (degree - 1)
    local = np.asarray(triangles).ravel()[possible > 0] / possible[possible > 0]
    return float(local.sum() / len(degree) / (degree.mean() / (len(degree) - 1)))


def established_partners(world: World) -> float:
    """Share of partners in alliances founded during the run that were in an alliance before."""
    alliances, rows = world.alliances, int(world.alliances.rows[0])
    known: set[int] = set()
    old, invited = 0, 0
    for row in np.argsort(alliances.born[:rows], kind="stable"):
        members = [int(member) for member in alliances.members[row] if member >= 0]
        if alliances.born[row] >= world.records.months[0]:
            old += sum(member in known for member in members[1:])
            invited += len(members) - 1
        known.update(members)
    return old / max(1, invited)


def _partners(world: World) -> sparse.csr_array:
    """Firms that are together in a living alliance; shape (firms, firms), 0 or 1."""
    alliances, rows = world.alliances, int(world.alliances.rows[0])
    alive = alliances.ends[:rows] > world.month
    members = alliances.members[:rows][alive]
    which, place = np.nonzero(members >= 0)
    shape = (len(members), int(world.firms.rows[0]))
    belongs = sparse.csr_array((np.ones(len(which)), (which, members[which, place])), shape=shape)
    together = (belongs.T @ belongs).tolil()
    together.setdiag(0.0)
    graph = together.tocsr()
    graph.eliminate_zeros()
    graph.data[:] = 1.0
    return graph

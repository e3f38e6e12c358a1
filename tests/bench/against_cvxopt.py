#!/usr/bin/env python3
"""The margin solver beside CVXOPT, in one run:  /usr/bin/python3 tests/bench/against_cvxopt.py [N,P ...]

Needs python3-cvxopt, and libopenblas0-pthread, without which CVXOPT is many times slower. Both solve the
same random problems of the balance paper (exponential and gamma inputs, f_exc 0.8, as many patterns of each
class, Gamma 1), CVXOPT in the paper's formulation (SI eqs. S.8-S.9, its fastest kktsolver, 'chol'), each on
one thread; processor seconds, ours the least of several runs. Then ours on two threads, wall-clock.
"""
import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
import subprocess
import sys
import tempfile
import time

try:
    import numpy as np
    from cvxopt import matrix, solvers
except ImportError:
    sys.exit("CVXOPT is missing: install python3-cvxopt and libopenblas0-pthread, and use /usr/bin/python3")

BETA = 1e5
ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
BIN = os.environ.get("HOMEOSTAT_BIN", os.path.join(ROOT, "build", "release", "bin"))


def random_problem(N, P, seed):
    rng = np.random.default_rng(seed)
    exc = round(0.8 * N)
    X = np.hstack([rng.exponential(1, (P, exc)), rng.gamma(2, np.sqrt(2), (P, N - exc))])
    y = np.where(np.arange(P) % 2 == 0, -1.0, 1.0)
    s = np.where(np.arange(N) < exc, 1.0, -1.0)
    return X, y, s


def by_cvxopt(X, y, s, gamma, which):
    """kappa and processor seconds; variables u (N), b, tau."""
    P, N = X.shape
    G = np.zeros((P + N + 2 + N + 1, N + 2))
    h = np.zeros(G.shape[0])
    G[:P, :N] = -y[:, None] * X
    G[:P, N] = y
    G[:P, N + 1] = -1
    h[:P] = -1
    G[P:P + N, :N] = -np.diag(s)
    G[P + N, N] = -1
    G[P + N + 1, N + 1] = -1
    cone = P + N + 2
    G[cone, N] = -gamma
    G[cone + 1:, :N] = -np.eye(N)
    dims = {"l": P + N + 2, "q": [N + 1], "s": []}
    c = np.zeros(N + 2)
    c[N + 1] = BETA
    if which == "out":
        c[N] = 1
    G, h, c = matrix(G), matrix(h), matrix(c)
    begin = time.process_time()
    if which == "out":
        answer = solvers.conelp(c, G, h, dims, kktsolver="chol", options={"show_progress": False})
    else:
        Q = np.zeros((N + 2, N + 2))
        Q[:N, :N] = np.eye(N)
        answer = solvers.coneqp(matrix(Q), c, G, h, dims, kktsolver="chol", options={"show_progress": False})
    seconds = time.process_time() - begin
    x = np.array(answer["x"]).ravel()
    kappa = 1 / x[N] if which == "out" else 1 / np.linalg.norm(x[:N])
    return (kappa if x[N + 1] < 1e-6 else float("nan")), seconds


def by_us(files, gamma, which, threads, patience):
    words = subprocess.run([os.path.join(BIN, "margin_times"), *files, str(gamma), which, str(threads), str(patience)],
                           check=True, capture_output=True, text=True).stdout.split()
    return [float(w) for w in words]


def main():
    sizes = [tuple(map(int, a.split(","))) for a in sys.argv[1:]] or [(300, 200), (1000, 600), (3000, 1500)]
    print("N,P,kappa,ours_s,cvxopt_s,times_faster,two_threads_wall_gain,kappa_difference,our_gap,iterations")
    for N, P in sizes:
        X, y, s = random_problem(N, P, seed=1)
        with tempfile.TemporaryDirectory() as directory:
            files = []
            for name, values in (("X", X), ("Y", y), ("S", s)):
                files.append(os.path.join(directory, name + ".npy"))
                np.save(files[-1], values)
            for which in ("out", "in"):
                patience = 2 if P < 1000 else 6
                before = by_us(files, 1, which, 1, patience)
                kappa, theirs = by_cvxopt(X, y, s, 1, which)
                after = by_us(files, 1, which, 1, patience)
                two = by_us(files, 1, which, 2, patience)
                ours = min(before[0], after[0])
                print(f"{N},{P},{which},{ours:.4g},{theirs:.4g},{theirs / ours:.3g},"
                      f"{min(before[1], after[1]) / two[1]:.3g},{kappa - after[2]:.2g},{after[3]:.2g},{after[4]:.0f}",
                      flush=True)


main()

"""Maximal margins by CVXOPT, for cvxopt_test: reads X (P x N), y, s, Gamma from .csv files and prints kappa_out and
kappa_in, each as the value of the weights found and the bound that its own dual proves.

The problem is the one of core/balance/interior_point.h (maximise k: A w - c y >= k, w >= 0, |w| <= 1, c = 1/Gamma
or c >= 1/Gamma), with the 'ldl' KKT solver: 'chol' loses the duals where the norm's bound is inactive.
"""
import sys

import numpy as np
from cvxopt import matrix, solvers

solvers.options.update(show_progress=False, maxiters=200)


def most_exact(*arguments):
    """CVXOPT's answer to the smallest tolerance it bears: close to the solution its scaling may take the root of a
    number that rounding has made negative."""
    for tolerance in (1e-11, 1e-9, 1e-8, 1e-7):
        try:
            solvers.options.update(abstol=tolerance, reltol=tolerance, feastol=tolerance)
            return solvers.conelp(*arguments, kktsolver="ldl")
        except (ArithmeticError, ValueError):
            pass
    raise ArithmeticError("CVXOPT breaks down at any tolerance")


def solve(X, y, s, gamma, c_is_free):
    P, N = X.shape
    A, g = (y[:, None] * X) * s, 1 / gamma
    n = N + 1 + c_is_free  # w, k, c
    linear = P + N + c_is_free
    G, h = np.zeros((linear + N + 1, n)), np.zeros(linear + N + 1)
    G[:P, :N], G[:P, N] = -A, 1
    if c_is_free:
        G[:P, N + 1] = y
        G[P + N, N + 1], h[P + N] = -1, -g
    else:
        h[:P] = -g * y
    G[P:P + N, :N] = -np.eye(N)
    h[linear] = 1
    G[linear + 1:, :N] = -np.eye(N)
    cost = np.zeros(n)
    cost[N] = -1
    answer = most_exact(matrix(cost), matrix(G), matrix(h), {"l": linear, "q": [N + 1], "s": []})
    x = np.array(answer["x"]).ravel()
    w = np.maximum(x[:N], 0)
    w /= max(1, np.linalg.norm(w))
    c = max(x[N + 1], g) if c_is_free else g
    lam = np.maximum(np.array(answer["z"]).ravel()[:P], 0)
    if c_is_free and y @ lam < 0:
        lam[y > 0] *= 0.5 / lam[y > 0].sum()
        lam[y < 0] *= 0.5 / lam[y < 0].sum()
    lam /= lam.sum()
    unit = 1 if c_is_free else gamma
    return unit * (A @ w - c * y).min(), unit * (np.linalg.norm(np.maximum(A.T @ lam, 0)) - g * (y @ lam))


directory, count = sys.argv[1], int(sys.argv[2])
for k in range(count):
    X, y, s = (np.loadtxt(f"{directory}/{name}{k}.csv", delimiter=",", ndmin=2) for name in "XYS")
    gamma = float(open(f"{directory}/G{k}.csv").read())
    for c_is_free in (0, 1):
        print("%.15g %.15g" % solve(X, y.ravel(), s.ravel(), gamma, c_is_free), flush=True)

#!/usr/bin/env python3
"""A network given as a list of synapses, simulated by Brian2: an independent engine of the same model.

brian2_network.py SYNAPSES.npy N_E N_I TRIALS [cython|cpp_standalone]

SYNAPSES: float64 rows of receiver, sender, weight (pA), delay (ms). Prints, for each trial, the rates
of E and I (Hz) from 0.2 s and from 0.5 s to the end at 1.5 s, and the seconds the simulation took. A
standalone program, compiled by Brian2, runs one trial, whatever their number.
"""
import sys
import tempfile
import time

import numpy as np
from brian2 import (Network, NeuronGroup, SpikeGeneratorGroup, SpikeMonitor, Synapses, defaultclock,
                    device, mV, ms, nS, pA, pF, prefs, second, seed, set_device, volt)

file, n_e, n_i, trials = sys.argv[1], *map(int, sys.argv[2:5])
standalone = sys.argv[5:] == ['cpp_standalone']
if standalone:
    folder = tempfile.TemporaryDirectory()
    set_device('cpp_standalone', directory=folder.name, build_on_run=False)
else:
    prefs.codegen.target = 'cython'
defaultclock.dt = 0.1 * ms
duration = 1.5 * second

table = np.load(file)
cells = n_e + n_i
group = NeuronGroup(cells, '''
    dv/dt = (g_L * (E_L - v) - adapt + s_E - s_I) / C + sigma * sqrt(g_L / C) * xi : volt (unless refractory)
    dadapt/dt = -adapt / (500 * ms) : amp
    ds_E/dt = (u_E - s_E) / (23 * ms) : amp
    du_E/dt = -u_E / (8 * ms) : amp
    ds_I/dt = (u_I - s_I) / (1 * ms) : amp
    du_I/dt = -u_I / (1 * ms) : amp
    E_L : volt (constant)
    C : farad (constant)
    rest : second (constant)
    step : amp (constant)
    ''', threshold='v >= 20 * mV', reset='v = 14 * mV; adapt += step', refractory='rest',
    method='euler', namespace={'g_L': 10 * nS, 'sigma': 2.5 * mV})
group.E_L = np.where(np.arange(cells) < n_e, 7.6, 6.5) * mV
group.C = np.where(np.arange(cells) < n_e, 200, 100) * pF
group.rest = np.where(np.arange(cells) < n_e, 5, 2) * ms
group.step = np.where(np.arange(cells) < n_e, 6, 0) * pA
group.v = group.E_L


def synapses(rows, target, rise_ms):
    made = Synapses(group, group, 'w : amp', on_pre=f'{target} += w')
    made.connect(i=rows[:, 1].astype(int), j=rows[:, 0].astype(int))
    made.w = rows[:, 2] / rise_ms * pA
    made.delay = rows[:, 3] * ms
    return made


from_e = synapses(table[table[:, 1] < n_e], 'u_E', 8)
from_i = synapses(table[table[:, 1] >= n_e], 'u_I', 1)
kick = SpikeGeneratorGroup(100, np.arange(100), np.full(100, 100) * ms)
kicked = Synapses(kick, group, on_pre='u_E += 980 * pA')
kicked.connect(j='i')
spikes = SpikeMonitor(group)
network = Network(group, from_e, from_i, kick, kicked, spikes)


def report(taken):
    t, i = spikes.t / second, np.asarray(spikes.i)
    rates = [np.sum((t >= begin) & (lower <= i) & (i < upper)) / (1.5 - begin) / (upper - lower)
             for begin in (0.2, 0.5) for lower, upper in ((0, n_e), (n_e, cells))]
    print(*rates, taken, flush=True)


if standalone:
    seed(1)
    network.run(duration)
    device.build(directory=folder.name, compile=True, run=True, with_output=False)
    report(device._last_run_time)
    sys.exit()
network.store()
for trial in range(trials):
    network.restore()
    seed(trial + 1)
    start = time.process_time()
    network.run(duration)
    report(time.process_time() - start)

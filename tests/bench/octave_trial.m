% One noisy trial of the two-population model, step by step, as an analysis script would write it;
% prints the seconds it takes. The yardstick of against_octave.sh.
dt = 0.1; steps = 20000; tau_E = 10; tau_I = 2; theta_E = 4.8; theta_I = 25; g_E = 1; g_I = 4;
E_max = 100; I_max = 250;
W_EE = 5; W_EI = 1.0857142857142856; W_IE = 10; W_II = 1.5357142857142858;
repeats = 5;
seconds = zeros(1, repeats);
for r = 1:repeats
  pulse = zeros(1, steps); pulse(2500:2600) = 7;
  history_E = zeros(1, steps); history_I = zeros(1, steps);
  E = 0; I = 0; noise_E = 0; noise_I = 0;
  begun = cputime();
  for t = 1:steps
    noise_E = noise_E - 0.1 * noise_E + 0.1 * randn();
    noise_I = noise_I - 0.1 * noise_I + 0.1 * randn();
    drive_E = W_EE * E - W_EI * I + pulse(t) + noise_E - theta_E;
    E = E + (-E + g_E * max(0, drive_E)) * dt / tau_E;
    drive_I = W_IE * E - W_II * I + noise_I - theta_I;
    I = I + (-I + g_I * max(0, drive_I)) * dt / tau_I;
    if E > E_max, E = E_max; end
    if I > I_max, I = I_max; end
    history_E(t) = E; history_I(t) = I;
  end
  seconds(r) = cputime() - begun;
end
printf("%.6f\n", min(seconds));

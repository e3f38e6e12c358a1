// homeostat-cli theory: replica theory of the selective neuron as tables.
#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <functional>
#include <limits>
#include <memory>
#include <string>
#include <vector>

#include "app/cli.h"
#include "app/long_work.h"
#include "core/balance/robustness.h"
#include "core/balance/typical.h"
#include "core/lab/result_io.h"
#include "core/math/check.h"

namespace homeostat::app {

namespace {

using balance::Circuit;

struct TheoryOptions {
  std::string kind, out;
  std::vector<std::string> assignments;
};

/// Everything a table is made of; the lists are those that its rows run over.
struct TheoryQuestion {
  Circuit circuit;
  double Gamma = 1, N = 3000, CV_exc = 1;
  std::vector<double> f_exc, alpha;
};

const std::vector<std::string> symbols{"f_exc", "phi", "lambda", "p_out",
                                       "Gamma", "N",   "CV_exc", "alpha"};

std::vector<double> parse_list(const std::string& symbol, const std::string& text) {
  std::vector<double> values;
  for (const std::string& part : split(text, ':')) {
    double value = 0;
    const auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), value);
    if (error != std::errc{} || end != part.data() + part.size() || !std::isfinite(value))
      throw InputError("--set " + symbol, text, "a number, or several as a:b:c");
    values.push_back(value);
  }
  return values;
}

double* single(TheoryQuestion& q, const std::string& symbol) {
  if (symbol == "f_exc") return &q.circuit.f_exc;
  if (symbol == "phi") return &q.circuit.phi;
  if (symbol == "lambda") return &q.circuit.lambda;
  if (symbol == "p_out") return &q.circuit.p_out;
  if (symbol == "Gamma") return &q.Gamma;
  if (symbol == "N") return &q.N;
  return symbol == "CV_exc" ? &q.CV_exc : nullptr;
}

void assign(TheoryQuestion& q, const std::string& kind, const std::string& text) {
  const auto equals = text.find('=');
  if (equals == std::string::npos || equals == 0)
    throw InputError("--set", text, "SYMBOL=VALUE or SYMBOL=a:b:c, for example p_out=0.1");
  const std::string symbol = text.substr(0, equals);
  if (std::find(symbols.begin(), symbols.end(), symbol) == symbols.end()) {
    const std::string near = nearest_name(symbol, symbols);
    throw InputError("--set", symbol,
                     std::string("f_exc, phi, lambda, p_out, Gamma, N, CV_exc, alpha") +
                         (near.empty() ? std::string{} : "; did you mean '" + near + "'?"));
  }
  const std::vector<double> values = parse_list(symbol, text.substr(equals + 1));
  const std::string listed = kind == "capacity" ? "f_exc" : "alpha";
  if (symbol == listed) {
    (symbol == "f_exc" ? q.f_exc : q.alpha) = values;
    return;
  }
  if (symbol == "alpha") throw InputError("--set", "alpha", "another symbol: capacity has no load");
  if (values.size() > 1)
    throw InputError("--set " + symbol, text.substr(equals + 1),
                     "one number: in this table the list is " + listed);
  *single(q, symbol) = values.front();
}

std::string number(double value) { return std::isnan(value) ? "nan" : lab::exact_text(value); }

/// A row of the table for each of `values`, made by `row`.
std::string rows(const std::vector<double>& values, const std::function<std::string(double)>& row) {
  std::string text;
  Progress progress("row");
  std::int64_t done = 0;
  for (const double value : values) {
    if (interrupting_signal() != 0) break;
    text += row(value) + '\n';
    progress.show(++done, static_cast<std::int64_t>(values.size()));
  }
  return text;
}

std::string capacity(const TheoryQuestion& q) {
  return std::string("f_exc,alpha_c,alpha_b\n") + rows(q.f_exc, [&](double f_exc) {
           Circuit circuit = q.circuit;
           circuit.f_exc = f_exc;
           return number(f_exc) + ',' + number(alpha_c(circuit)) + ',' + number(alpha_b(circuit));
         });
}

/// In V_th: balanced solutions' kappa_out is counted in Gamma sigma_exc, others' in
/// sigma_exc/(xbar_exc sqrt(N)).
double kappa_out_in_V_th(const TheoryQuestion& q, const balance::CriticalSolution& s) {
  return s.kappa * (s.regime == balance::Regime::balanced ? q.Gamma : q.CV_exc / std::sqrt(q.N));
}

std::string robustness(const TheoryQuestion& q) {
  return std::string("alpha,kappa_out_max,kappa_in_max,regime_out,regime_in\n") +
         rows(q.alpha, [&](double a) {
           const auto out = kappa_out_max(q.circuit, a), in = kappa_in_max(q.circuit, a);
           if (!out || !in) return number(a) + ",nan,nan,none,none";
           const auto name = [](const balance::CriticalSolution& s) {
             return s.regime == balance::Regime::balanced ? "balanced" : "unbalanced";
           };
           return number(a) + ',' + number(kappa_out_in_V_th(q, *out)) + ',' + number(in->kappa) +
                  ',' + name(*out) + ',' + name(*in);
         });
}

std::string typical(const TheoryQuestion& q) {
  return std::string("alpha,regime,norm,IB,q,Q\n") + rows(q.alpha, [&](double a) {
           const auto s = typical_solution(q.circuit, a);
           if (!s) return number(a) + ",none,nan,nan,nan,nan";
           const double norm =
               s->is_balanced ? q.Gamma : s->scaled_norm() * q.CV_exc / std::sqrt(q.N);
           return number(a) + (s->is_balanced ? ",balanced," : ",unbalanced,") + number(norm) +
                  ',' + number(s->IB) + ',' + number(s->q) + ',' + number(s->Q);
         });
}

/// The Gaussian's allowed side in steps, from 0 to where its density has fallen to nothing.
std::string density_rows(const std::string& head, const balance::WeightLaw& law) {
  constexpr int steps = 100;
  const double end = std::max(0.0, law.sign * law.mean) + 4 * law.deviation;
  std::string text;
  for (int k = 0; k < steps; ++k) {
    const double w = law.sign * end * (k + 0.5) / steps;
    text += std::string(text.empty() ? "" : "\n") + head + ',' + number(law.silent) + ',' +
            number(law.mean_weight()) + ',' + number(w) + ',' + number(law.density(w));
  }
  return text;
}

std::string weights(const TheoryQuestion& q) {
  return std::string("alpha,maximise,population,silent,mean,w,density\n") +
         rows(q.alpha, [&](double a) {
           std::string text;
           for (const bool is_out : {true, false}) {
             const auto s = is_out ? kappa_out_max(q.circuit, a) : kappa_in_max(q.circuit, a);
             if (!s) return number(a) + ",none,none,nan,nan,nan,nan";
             const auto laws = weight_laws(q.circuit, *s, q.N, q.Gamma, q.CV_exc);
             const std::string head = number(a) + (is_out ? ",out," : ",in,");
             text += std::string(text.empty() ? "" : "\n") +
                     density_rows(head + "excitatory", laws.excitatory) + '\n' +
                     density_rows(head + "inhibitory", laws.inhibitory);
           }
           return text;
         });
}

struct Kind {
  const char* name;
  std::string (*table)(const TheoryQuestion&);
};
constexpr Kind kinds[] = {
    {"capacity", capacity}, {"robustness", robustness}, {"typical", typical}, {"weights", weights}};

/// What the lists are when nobody says: all shares in fiftieths, loads in twentieths of the
/// capacity.
void fill_lists(TheoryQuestion& q) {
  if (q.f_exc.empty())
    for (int k = 0; k <= 50; ++k) q.f_exc.push_back(k / 50.0);
  const double highest = alpha_c(q.circuit);
  if (q.alpha.empty())
    for (int k = 1; k < 20; ++k) q.alpha.push_back(highest * k / 20);
}

void validate(const TheoryQuestion& q) {
  Circuit circuit = q.circuit;
  for (const double f_exc : q.f_exc) {
    circuit.f_exc = f_exc;
    balance::validate(circuit);
  }
  balance::validate(q.circuit);
  for (const double alpha : q.alpha) require(alpha > 0, "alpha", alpha, "above 0");
  require(q.Gamma > 0, "Gamma", q.Gamma, "above 0");
  require(q.N >= 1, "N", q.N, "at least 1");
  require(q.CV_exc > 0, "CV_exc", q.CV_exc, "above 0");
}

int theory(const TheoryOptions& options) {
  const auto kind = std::find_if(std::begin(kinds), std::end(kinds),
                                 [&](const Kind& k) { return options.kind == k.name; });
  if (kind == std::end(kinds)) {
    const std::vector<std::string> names{"capacity", "robustness", "typical", "weights"};
    const std::string near = nearest_name(options.kind, names);
    throw InputError("theory", options.kind,
                     std::string("capacity, robustness, typical, weights") +
                         (near.empty() ? std::string{} : "; did you mean '" + near + "'?"));
  }
  TheoryQuestion question;
  for (const std::string& text : options.assignments) assign(question, options.kind, text);
  validate(question);
  fill_lists(question);
  std::unique_ptr<lab::OutputFile> file;
  if (!options.out.empty()) file = std::make_unique<lab::OutputFile>(options.out);
  remember_interrupts();
  const std::string table = kind->table(question);
  if (file) {
    file->write(table);
    file->commit();
  } else {
    std::fwrite(table.data(), 1, table.size(), stdout);
  }
  return exit_code_after_work();
}

}  // namespace

void add_theory(CLI::App& app, Action& action) {
  Verb verb(app, "theory", "Capacities, margins, typical solutions and weights by replica theory");
  auto options = std::make_shared<TheoryOptions>();
  verb.add_option("kind", options->kind, "which table", "capacity|robustness|typical|weights");
  verb.add_repeated("--set", options->assignments,
                    "f_exc, phi, lambda, p_out, Gamma, N, CV_exc, alpha; a:b:c lists values of "
                    "f_exc (capacity) or alpha (others)",
                    "SYMBOL=VALUE");
  verb.add_option("--out", options->out, "the table as a file; without it, on standard output",
                  "FILE.csv");
  verb.on_call(action, [options] { return theory(*options); });
}

}  // namespace homeostat::app

// homeostat-cli margin as a black box: what it answers, and what it refuses.
#include <QFile>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QtTest>
#include <cmath>

#include "tests/app/command_line.h"
#include "tests/support/margins.h"
#include "tests/support/near.h"
#include "tests/support/test_program.h"

namespace cli_margin_test {

using namespace homeostat;
using balance::Maximise;
using balance::Problem;
using test::homeostat_cli;

namespace {

void write(const QString& file, const QByteArray& text) {
  QFile out(file);
  if (out.open(QIODevice::WriteOnly)) out.write(text);
}

QByteArray csv(const Eigen::MatrixXd& m) {
  QByteArray text;
  for (Eigen::Index r = 0; r < m.rows(); ++r)
    for (Eigen::Index c = 0; c < m.cols(); ++c)
      text += QByteArray::number(m(r, c), 'g', 17) + (c + 1 < m.cols() ? "," : "\n");
  return text;
}

/// A .npy file as NumPy writes it.
template <class Stored>
QByteArray npy(const char* type, const Eigen::MatrixXd& m, bool column_major,
               bool is_flat = false) {
  QByteArray words = QByteArray("{'descr': '") + type +
                     "', 'fortran_order': " + (column_major ? "True" : "False") + ", 'shape': (" +
                     QByteArray::number(qlonglong(m.rows())) +
                     (is_flat ? "," : ", " + QByteArray::number(qlonglong(m.cols()))) + "), }";
  while ((10 + words.size() + 1) % 64 != 0) words += ' ';
  words += '\n';
  QByteArray file("\x93NUMPY\x01\x00", 8);
  file += char(words.size() & 0xff);
  file += char(words.size() >> 8);
  file += words;
  const auto add = [&](double value) {
    const auto stored = static_cast<Stored>(value);
    file.append(reinterpret_cast<const char*>(&stored), sizeof stored);
  };
  if (column_major)
    for (Eigen::Index c = 0; c < m.cols(); ++c)
      for (Eigen::Index r = 0; r < m.rows(); ++r) add(m(r, c));
  else
    for (Eigen::Index r = 0; r < m.rows(); ++r)
      for (Eigen::Index c = 0; c < m.cols(); ++c) add(m(r, c));
  return file;
}

Eigen::VectorXd vector(const QJsonValue& json) {
  const QJsonArray array = json.toArray();
  Eigen::VectorXd v(array.size());
  for (int k = 0; k < array.size(); ++k) v[k] = array[k].toDouble();
  return v;
}

}  // namespace

class CliMarginTest : public QObject {
  Q_OBJECT

  QTemporaryDir directory_;

  QString path(const char* name) const { return directory_.filePath(name); }

  void write_problem(const Problem& p) {
    write(path("X.csv"), csv(p.patterns));
    write(path("Y.csv"), csv(p.labels));
    write(path("S.csv"), csv(p.signs));
  }

  test::Finished margin(const QStringList& more, const char* X = "X.csv", const char* Y = "Y.csv",
                        const char* S = "S.csv") {
    return homeostat_cli(
        QStringList{"margin", "--patterns", path(X), "--labels", path(Y), "--signs", path(S)} +
        more);
  }

 private slots:
  void the_answer_and_its_certificate_are_those_of_the_shared_instances() {
    for (const int number : {2, 3, 6, 9}) {
      const auto [json, p] = test::margin_instance(number);
      write_problem(p);
      for (const Maximise what : {Maximise::kappa_out, Maximise::kappa_in}) {
        const bool is_out = what == Maximise::kappa_out;
        const auto finished = margin({"--gamma", QString::number(p.Gamma, 'g', 17), "--maximise",
                                      is_out ? "out" : "in", "--json"});
        QCOMPARE(finished.exit_code, 0);
        const QJsonObject answer = finished.json();
        QCOMPARE(answer.keys(), (QStringList{"feasible", "kappa", "kappa_upper", "lambda", "norm",
                                             "regime", "weights"}));
        const bool is_feasible = json["status"].toString() == "feasible";
        QCOMPARE(answer["feasible"].toBool(), is_feasible);
        balance::MarginSolution s;
        s.weights = vector(answer["weights"]);
        s.lambda = vector(answer["lambda"]);
        s.kappa = answer["kappa"].toDouble();
        s.kappa_upper = answer["kappa_upper"].toDouble();
        const std::string complaint = test::certificate_complaint(p, what, s);
        CLAIM(complaint.empty(), complaint);
        CLAIM(test::plain_kappa(p, what, s.weights) <= s.kappa_upper, "above kappa_upper");
        NEAR(answer["norm"].toDouble(), s.weights.norm(), 1e-12, "norm");
        if (is_out || is_feasible)
          NEAR(s.kappa, json[is_out ? "kappa_out_max" : "kappa_in_max"].toDouble(), 1e-9, "kappa");
        else
          CLAIM(s.kappa_upper < 0, "no proof");
      }
    }
  }

  void files_of_any_kind_give_the_same_answer() {
    Problem p = test::random_problem(6, 9, 2);
    p.patterns = (p.patterns * 64).array().round();  // exact in every type
    write_problem(p);
    write(path("X8.npy"), npy<double>("<f8", p.patterns, false));
    write(path("X4.npy"), npy<float>("<f4", p.patterns, true));
    write(path("Xi.npy"), npy<std::int32_t>("<i4", p.patterns, false));
    write(path("Y.npy"), npy<std::int64_t>("<i8", p.labels, false, true));
    write(path("S.npy"), npy<std::int8_t>("|i1", p.signs.transpose(), false));
    QByteArray spaced =
        "# made by hand\r\n\r\n" + csv(p.patterns).replace(',', " ; ").replace('\n', "\r\n");
    write(path("spaced.csv"), spaced);
    write(path("row.csv"), csv(p.labels.transpose()));
    const QStringList how{"--gamma", "0.5", "--maximise", "in", "--json"};
    const QByteArray wanted = margin(how).output;
    QVERIFY(wanted.contains("kappa"));
    QCOMPARE(margin(how, "X8.npy", "Y.npy", "S.npy").output, wanted);
    QCOMPARE(margin(how, "X4.npy").output, wanted);
    QCOMPARE(margin(how, "Xi.npy").output, wanted);
    QCOMPARE(margin(how, "spaced.csv", "row.csv").output, wanted);
    QCOMPARE(margin(how + QStringList{"--threads", "2"}).output, wanted);
  }

  void bad_input_is_refused_in_one_line_that_names_it() {
    const Problem good = test::random_problem(6, 9, 3);
    const QStringList how{"--gamma", "1", "--maximise", "out"};
    const auto refused = [&](const test::Finished& finished, const char* word) {
      return finished.is_refused_in_one_line() && finished.errors.contains(word);
    };
    write_problem(good);
    QVERIFY(refused(margin({"--gamma", "0", "--maximise", "out"}), "--gamma"));
    QVERIFY(refused(margin({"--gamma", "-2", "--maximise", "out"}), "--gamma"));
    QVERIFY(refused(margin({"--gamma", "nan", "--maximise", "out"}), "--gamma"));
    QVERIFY(refused(margin({"--gamma", "one", "--maximise", "out"}), "--gamma"));
    QVERIFY(refused(margin({"--maximise", "out"}), "--gamma"));
    QVERIFY(refused(margin({"--gamma", "1", "--maximise", "both"}), "--maximise"));
    QVERIFY(refused(margin({"--gamma", "1"}), "--maximise"));
    QVERIFY(refused(margin(how, "none.csv"), "--patterns"));
    QVERIFY(refused(margin(how, "X.csv", "X.csv"), "--labels"));
    QVERIFY(refused(margin(how, "X.csv", "S.csv"), "labels"));  // nine for six patterns
    QVERIFY(refused(margin(how, "X.csv", "Y.csv", "Y.csv"), "signs"));
    for (const char* bad : {"1,2\n3\n", "a,b\n1,2\n", "1,,2\n", "\x93NUMPY\x01"}) {
      write(path("bad.csv"), bad);
      QVERIFY2(refused(margin(how, "bad.csv"), "--patterns"), bad);
    }
    write(path("bad.csv"), "");
    QVERIFY(refused(margin(how, "bad.csv"), "patterns"));
    write(path("cut.npy"), npy<double>("<f8", good.patterns, false).chopped(8));
    QVERIFY(refused(margin(how, "cut.npy"), "--patterns contents"));
    write(path("big.npy"), npy<double>(">f8", good.patterns, false));
    QVERIFY(refused(margin(how, "big.npy"), "--patterns type"));
    for (const double label : {0.0, 2.0, std::nan("")}) {
      Problem p = good;
      p.labels[3] = label;
      write_problem(p);
      QVERIFY(refused(margin(how), "label 4"));
    }
    Problem p = good;
    p.signs[8] = 0.5;
    write_problem(p);
    QVERIFY(refused(margin(how), "sign 9"));
    p = good;
    p.labels.setConstant(-1);
    write_problem(p);
    QVERIFY(refused(margin(how), "labels"));
    p = good;
    p.patterns(1, 2) = std::nan("");
    write_problem(p);
    QVERIFY(refused(margin(how), "row 2, column 3"));
  }

  void without_json_it_says_so_in_words() {
    write_problem(test::random_problem(6, 9, 3));
    const auto finished = margin({"--gamma", "1", "--maximise", "out"});
    QCOMPARE(finished.exit_code, 0);
    QVERIFY(finished.output.contains("kappa_out") && finished.output.contains("silent"));
  }
};

TEST_PROGRAM(CliMarginTest)

}  // namespace cli_margin_test

#include "cli_margin_test.moc"

// Sessions in exported files: found wherever they stand, read back as the same experiments.
#include "core/lab/provenance.h"

#include <zlib.h>

#include <QFile>
#include <QTemporaryDir>
#include <QtTest>
#include <algorithm>

#include "core/lab/catalogue.h"
#include "core/lab/experiment_io.h"
#include "core/math/check.h"
#include "tests/support/test_program.h"

namespace provenance_test {

using namespace homeostat;
using namespace homeostat::lab;

namespace {

ExportedSession steered_session() {
  ExportedSession session;
  session.figure = "two <runs> & \"more\"";
  session.experiments = {built_in_experiment("fig4b"), built_in_experiment("fig3")};
  Experiment& first = session.experiments.front();
  first.name = "steered_é";
  first.title = "W_EE < 5 & \"E\" > 'I'";
  first.seed = 18446744073709551615u;
  first.parameters.set("W_EE", 1.0 / 3);
  Event hand;
  hand.trial = 7;
  hand.symbol = "W_IE";
  hand.value = 12.1;
  first.log.push_back(hand);
  session.panels = {{"trial", 0, 0}, {"weights", 1, 8}};
  return session;
}

std::string deflated(const std::string& text) {
  uLongf size = compressBound(text.size());
  std::string packed(size, '\0');
  compress(reinterpret_cast<Bytef*>(packed.data()), &size,
           reinterpret_cast<const Bytef*>(text.data()), text.size());
  packed.resize(size);
  return packed;
}

std::string chunk(const std::string& body) {
  std::string bytes;
  for (int shift = 24; shift >= 0; shift -= 8)
    bytes += static_cast<char>((body.size() - 4) >> shift & 0xFF);
  return bytes + body + "CRC!";
}

std::string bare_png() {
  return std::string("\x89PNG\r\n\x1a\n") + chunk("IHDR" + std::string(13, '\1')) + chunk("IEND");
}

}  // namespace

class ProvenanceTest : public QObject {
  Q_OBJECT
 private slots:
  void a_session_reads_back_whole() {
    const ExportedSession made = steered_session();
    const ExportedSession read =
        session_from_text(*find_session("anything " + session_block(made) + " more"), "test");
    QCOMPARE(read.figure, made.figure);
    QVERIFY(read.experiments == made.experiments);
    QCOMPARE(read.panels.size(), std::size_t{2});
    QCOMPARE(read.panels[1].kind, std::string("weights"));
    QCOMPARE(read.panels[1].experiment, std::size_t{1});
    QCOMPARE(read.panels[1].trial, std::int64_t{8});
  }

  void the_block_can_stand_in_any_format_as_it_is() {
    const std::string block = session_block(steered_session());
    QVERIFY(std::ranges::all_of(block, [](char c) { return c >= ' ' && c <= '~'; }));
    QCOMPARE(block.find_first_of("<>&"), std::string::npos);
    const std::string png = png_with_session(bare_png(), block);
    QVERIFY(png.find(block) != std::string::npos);  // uncompressed
    QCOMPARE(session_block(session_from_text(*find_session(png), "png")), block);
  }

  void it_is_found_where_another_program_has_packed_it() {
    const std::string block = session_block(steered_session());
    const std::string json = *find_session(block);
    const auto png = [&](const std::string& text) {
      std::string whole = bare_png();
      return whole.insert(whole.size() - 12, chunk(text));
    };
    const std::string zero(1, '\0');
    QCOMPARE(find_session(png("zTXthomeostat" + zero + zero + deflated(block))).value(), json);
    QCOMPARE(find_session(png("iTXthomeostat" + zero + "\1" + zero + zero + zero + deflated(block)))
                 .value(),
             json);
    QCOMPARE(find_session("%PDF-1.4\nstream\n" + deflated("<rdf>" + block) + "\nendstream").value(),
             json);
    std::string quoted = block;
    for (std::size_t at = 0; (at = quoted.find('"', at)) != std::string::npos; ++at)
      quoted.replace(at, 1, "&quot;");
    QCOMPARE(find_session("<svg><metadata>" + quoted + "</metadata></svg>").value(), json);
  }

  void a_file_is_opened_by_what_it_is_and_not_by_its_name() {
    QTemporaryDir directory;
    const QString path = directory.filePath("figure");
    const auto write = [&](const std::string& bytes) {
      QFile file(path);
      QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
      file.write(bytes.data(), static_cast<qint64>(bytes.size()));
    };
    write("<svg><metadata>" + session_block(steered_session()) + "</metadata></svg>");
    QVERIFY(load_experiment(path.toStdString()) == steered_session().experiments.front());
    QCOMPARE(load_session(path.toStdString()).experiments.size(), std::size_t{2});
    write(experiment_text(built_in_experiment("fig3")));
    QVERIFY(load_session(path.toStdString()).experiments.front() == built_in_experiment("fig3"));
    write("<svg>drawn elsewhere</svg>");
    try {
      load_experiment(path.toStdString());
      QFAIL("opened a figure without a session");
    } catch (const InputError& error) {
      QVERIFY2(error.allowed().find("session") != std::string::npos, error.what());
    }
  }

  void torn_sessions_are_refused() {
    const std::string json = *find_session(session_block(steered_session()));
    QVERIFY_THROWS_EXCEPTION(InputError, session_from_text(json.substr(0, json.size() / 2), "x"));
    QVERIFY_THROWS_EXCEPTION(InputError, session_from_text("{\"homeostat_session\":1}", "x"));
    std::string newer = json;
    newer.replace(newer.find("\"homeostat_session\":1"), 21, "\"homeostat_session\":2");
    QVERIFY_THROWS_EXCEPTION(InputError, session_from_text(newer, "x"));
    std::string odd = json;
    odd.replace(odd.find("\"experiment\":1"), 14, "\"experiment\":9");
    QVERIFY_THROWS_EXCEPTION(InputError, session_from_text(odd, "x"));
    // Bytes that stop anywhere, or mean nothing, are no session and no crash.
    const std::string png = png_with_session(bare_png(), session_block(steered_session()));
    for (std::size_t size = 0; size < png.size(); size += 97)
      QVERIFY(!find_session(std::string_view(png).substr(0, size)));
    QVERIFY(!find_session("%PDF stream\n\x78\x9cgarbage stream\r\n\x78"));
  }
};

TEST_PROGRAM(ProvenanceTest)

}  // namespace provenance_test

#include "provenance_test.moc"

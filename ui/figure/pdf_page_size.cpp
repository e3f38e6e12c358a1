#include "ui/figure/pdf_page_size.h"

#include <QList>

#include "core/math/check.h"

namespace homeostat::ui {
namespace {

/// The text from after `before` to `after`, the last time that they occur.
QByteArray last_between(const QByteArray& text, const QByteArray& before, const QByteArray& after) {
  const qsizetype from = text.lastIndexOf(before);
  if (from < 0) bug("a PDF without " + before.toStdString());
  const qsizetype begin = from + before.size();
  const qsizetype end = text.indexOf(after, begin);
  return text.mid(begin, (end < 0 ? text.size() : end) - begin).trimmed();
}

}  // namespace

QByteArray with_page_size(const QByteArray& pdf, QSizeF size_pt) {
  const QByteArray mark = "/MediaBox [";
  const qsizetype box = pdf.indexOf(mark);
  const qsizetype box_end = pdf.indexOf(']', box);
  const qsizetype object_end = pdf.indexOf("endobj", box);
  const qsizetype object = pdf.lastIndexOf(" 0 obj", box);
  if (box < 0 || box_end < 0 || object_end < 0 || object < 0) bug("a PDF without a page");
  const qsizetype line = pdf.lastIndexOf('\n', object) + 1;
  const QByteArray number = pdf.mid(line, object - line);
  const double height =
      pdf.mid(box + mark.size(), box_end - box - mark.size()).split(' ').last().toDouble();

  const auto exact = [](double value) { return QByteArray::number(value, 'f', 4); };
  QByteArray page = pdf.mid(line, object_end - line);
  page.replace(box - line, box_end - box,
               mark + "0 " + exact(height - size_pt.height()) + ' ' + exact(size_pt.width()) + ' ' +
                   exact(height));
  QByteArray whole = pdf;
  if (!whole.endsWith('\n')) whole += '\n';
  const qsizetype page_at = whole.size();
  whole += page + "endobj\n";
  const qsizetype table_at = whole.size();
  whole += "xref\n" + number + " 1\n" + QByteArray::number(page_at).rightJustified(10, '0') +
           " 00000 n \n";
  whole += "trailer\n<<\n/Size " + last_between(pdf, "/Size ", "\n") + "\n/Root " +
           last_between(pdf, "/Root ", "\n") + "\n/Info " + last_between(pdf, "/Info ", "\n") +
           "\n/Prev " + last_between(pdf, "startxref\n", "\n") + "\n>>\nstartxref\n" +
           QByteArray::number(table_at) + "\n%%EOF\n";
  return whole;
}

}  // namespace homeostat::ui

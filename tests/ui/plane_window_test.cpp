// Zooming, panning and choosing the part of the plane of weights that is shown.
#include "tests/support/test_program.h"
#include "ui/plots/plane_window.h"

#include <QAction>
#include <QLineEdit>
#include <QMenu>
#include <QPointingDevice>
#include <QSignalSpy>
#include <QtTest>
#include <cmath>

#include "tests/ui/run_so_far.h"
#include "ui/controls/glyph_button.h"
#include "ui/controls/number_field.h"
#include "ui/controls/range_form.h"
#include "ui/panels/stability_panel.h"
#include "ui/panels/trail.h"

namespace plane_window_test {

using namespace homeostat;
using namespace homeostat::ui;

namespace {

constexpr int notch = 120;

void turn_wheel(PlaneView& plane, QPointF at, int units, Qt::KeyboardModifiers modifiers = {}) {
  QWidget* canvas = plane.viewport();
  QWheelEvent event(at, canvas->mapToGlobal(at), {}, {0, units}, Qt::NoButton, modifiers,
                    Qt::NoScrollPhase, false);
  QCoreApplication::sendEvent(canvas, &event);
}

void slide_two_fingers(PlaneView& plane, QPointF at, QPoint by) {
  const QPointingDevice pad("pad", 7, QInputDevice::DeviceType::TouchPad,
                            QPointingDevice::PointerType::Finger, QInputDevice::Capability::Scroll,
                            2, 0);
  QWidget* canvas = plane.viewport();
  QWheelEvent event(at, canvas->mapToGlobal(at), by, by, Qt::NoButton, {}, Qt::ScrollUpdate, false,
                    Qt::MouseEventNotSynthesized, &pad);
  QCoreApplication::sendEvent(canvas, &event);
}

void drag(PlaneView& plane, QPoint from, QPoint to, Qt::MouseButton button,
          Qt::KeyboardModifiers modifiers = {}) {
  QWidget* canvas = plane.viewport();
  QTest::mousePress(canvas, button, modifiers, from);
  QTest::mouseMove(canvas, (from + to) / 2);
  QTest::mouseMove(canvas, to);
  QTest::mouseRelease(canvas, button, modifiers, to);
}

double distance(QPointF a, QPointF b) { return std::hypot(a.x() - b.x(), a.y() - b.y()); }

QLineEdit* edit_of(NumberField& field) { return field.findChild<QLineEdit*>(); }

void type(NumberField& field, const QString& text) {
  edit_of(field)->setFocus();
  edit_of(field)->selectAll();
  QTest::keyClicks(edit_of(field), text);
  QTest::keyClick(edit_of(field), Qt::Key_Return);
}

}  // namespace

class PlaneWindowTest : public QObject {
  Q_OBJECT
 private slots:
  void the_wheel_zooms_about_the_mouse() {
    PlaneView plane;
    show(plane);
    const QPointF at = plane.map().pixel({6, 13});
    const QPointF value = plane.map().value(at);
    for (const int units : {4 * notch, 60, -2 * notch}) {
      turn_wheel(plane, at, units);
      QVERIFY2(distance(plane.map().value(at), value) < 1e-9,
               qPrintable(QString::number(distance(plane.map().value(at), value))));
    }
    // 4 notches make it twice as near: 4.5 - 2 notches are left.
    const double width = plane.plane_window().range().width();
    QVERIFY(std::abs(width - 10 / std::exp2(2.5 / 4)) < 1e-9);
  }

  void zooming_out_never_shows_negative_weights() {
    PlaneView plane;
    show(plane);
    const QPointF at = plane.map().pixel({2, 15});
    for (int k = 0; k < 60; ++k) {
      turn_wheel(plane, at, -notch);
      QVERIFY(is_admitted(plane.plane_window().range()));
    }
    QCOMPARE(plane.plane_window().range().x_min, 0.0);
    for (int k = 0; k < 400; ++k) turn_wheel(plane, at, notch);
    QVERIFY(is_admitted(plane.plane_window().range()));
    const double near = plane.plane_window().range().width();
    turn_wheel(plane, at, notch);
    QCOMPARE(plane.plane_window().range().width(), near);
  }

  void dragging_the_plane_pans_it_and_moves_no_point() {
    PlaneView plane;
    show(plane);
    QSignalSpy moved(&plane, &PlaneView::moved);
    plane.plane_window().choose({2, 8, 5, 15});
    const struct {
      Qt::MouseButton button;
      Qt::KeyboardModifiers modifiers;
    } ways[] = {{Qt::MiddleButton, {}},
                {Qt::LeftButton, Qt::ShiftModifier},
                {Qt::LeftButton, Qt::AltModifier}};
    for (const auto& way : ways) {
      const QPoint from = plane.map().area.center().toPoint(), to = from + QPoint(30, -20);
      const QPointF held = plane.map().value(from);
      drag(plane, from, to, way.button, way.modifiers);
      QVERIFY(distance(plane.map().value(to), held) < 1e-9);
    }
    QTest::qWait(QApplication::doubleClickInterval() + 50);
    QCOMPARE(moved.size(), 0);
    QVERIFY(std::abs(plane.plane_window().range().width() - 6) < 1e-9);
  }

  void two_fingers_pan_and_with_ctrl_they_zoom() {
    PlaneView plane;
    show(plane);
    plane.plane_window().choose({2, 8, 5, 15});
    const QPointF at = plane.map().area.center(), value = plane.map().value(at);
    slide_two_fingers(plane, at, {12, -8});
    QVERIFY(distance(plane.map().value(at + QPointF(12, -8)), value) < 1e-9);
    QVERIFY(std::abs(plane.plane_window().range().width() - 6) < 1e-9);
    turn_wheel(plane, at, notch, Qt::ControlModifier);
    QVERIFY(plane.plane_window().range().width() < 6);
  }

  void keys_zoom_pan_and_go_back_to_the_run() {
    PlaneView plane;
    show(plane);
    plane.set_points({2, 4}, {4, 12}, "now");
    QSignalSpy chosen(&plane.plane_window(), &PlaneWindow::chosen);
    const QPointF point = plane.map().pixel({4, 12});
    QTest::keyClick(&plane, Qt::Key_Plus);
    QTest::keyClick(&plane, Qt::Key_Plus);
    QVERIFY(std::abs(plane.plane_window().range().width() - 5) < 1e-9);
    QVERIFY(distance(plane.map().pixel({4, 12}), point) < 1e-6);
    const double left = plane.plane_window().range().x_min;
    QTest::keyClick(&plane, Qt::Key_Right, Qt::ControlModifier);
    QVERIFY(std::abs(plane.plane_window().range().x_min - left - 0.5) < 1e-9);
    QTest::keyClick(&plane, Qt::Key_Minus);
    QCOMPARE(chosen.size(), 4);
    QVERIFY(!plane.plane_window().follows_run());
    QTest::keyClick(&plane, Qt::Key_0);
    const auto last = chosen.last().front().value<std::optional<PlaneRange>>();
    QVERIFY(!last);
  }

  void the_arrows_still_move_the_point_and_finer_from_near() {
    PlaneView plane;
    show(plane);
    plane.set_points({5, 12}, {5, 12}, "start");
    plane.plane_window().choose({4.9, 5.1, 11.8, 12.2});
    QTest::keyClick(&plane, Qt::Key_Right);
    const double step = plane.handle().x() - 5;
    QVERIFY2(step > 0 && step <= 0.2 / 40 + 1e-12, qPrintable(QString::number(step)));
    plane.let_go();
    plane.set_points({5, 12}, {5, 12}, "start");
    plane.plane_window().choose({20, 30, 40, 60});
    QTest::keyClick(&plane, Qt::Key_Left);
    QVERIFY2(distance(plane.handle(), {4.95, 12}) < 1e-9, "a point out of sight is not pulled in");
  }

  void a_panel_shows_the_part_it_is_told_and_offers_presets() {
    RunSoFar so_far(3);
    StabilityPanel panel;
    show(panel);
    connect(&panel, &Panel::plane_chosen,
            [&](const std::optional<PlaneRange>& range) { so_far.chosen_plane = range; });
    const auto choose = [&](const QString& text) {
      QMenu menu;
      panel.fill_menu(menu);
      for (QAction* action : menu.actions()) {
        if (action->text().contains(text)) action->trigger();
      }
      panel.show_view(so_far.view());
    };
    PlaneWindow& window = panel.plane().plane_window();
    auto* back = panel.findChild<GlyphButton*>();
    QVERIFY(back);
    panel.show_view(so_far.view());
    QVERIFY(window.follows_run() && !back->isVisible());
    choose("Paper's box");
    QVERIFY(window.range() == (PlaneRange{0, 10, 0, 30}) && back->isVisible());
    choose("Paper's window");
    QVERIFY(window.range() == (PlaneRange{0, 10, 0, 20}) && !window.follows_run());
    choose("Zoom in");
    QVERIFY(std::abs(window.range().width() - 5) < 1e-9);
    QTest::mouseClick(back, Qt::LeftButton);
    panel.show_view(so_far.view());
    QVERIFY(window.follows_run() && window.range() == PlaneRange());
  }

  void ranges_are_typed_and_nonsense_is_refused_beside_its_field() {
    QWidget parent;
    RangeForm form({0, 10, 0, 20}, &parent);
    form.setAttribute(Qt::WA_DeleteOnClose, false);
    form.show();
    std::vector<PlaneRange> chosen;
    connect(&form, &RangeForm::chosen, [&](const PlaneRange& range) { chosen.push_back(range); });
    type(form.field(RangeForm::x_low), "abc");
    QVERIFY2(form.refusal(RangeForm::x_low).contains("abc"),
             qPrintable(form.refusal(RangeForm::x_low)));
    QVERIFY(form.refusal(RangeForm::y_low).isEmpty());
    QCOMPARE(form.field(RangeForm::x_low).text(), QString("abc"));
    type(form.field(RangeForm::x_low), "-1");
    QVERIFY(form.refusal(RangeForm::x_low).contains("negative"));
    type(form.field(RangeForm::y_high), "1e9");
    QVERIFY(form.refusal(RangeForm::y_high).contains("1,000"));
    QVERIFY(chosen.empty());
    // Beyond the other end until that has been typed too.
    type(form.field(RangeForm::y_high), "20");
    type(form.field(RangeForm::x_low), "12");
    QVERIFY(!form.refusal(RangeForm::x_low).isEmpty());
    QVERIFY(chosen.empty());
    type(form.field(RangeForm::x_high), "14.5");
    QVERIFY(form.refusal(RangeForm::x_low).isEmpty());
    QCOMPARE(chosen.size(), std::size_t{1});
    QVERIFY(chosen.back() == (PlaneRange{12, 14.5, 0, 20}));
  }

  void a_range_is_written_and_read_back_exactly() {
    const PlaneRange range{1.0 / 3, 7.1, 0, 1e3};
    QVERIFY(plane_range(range_text(range)) == range);
    for (const char* text : {"", "0 10 0", "0 10 0 nan", "10 0 0 20", "-1 2 0 20", "0 10 0 1e9"})
      QVERIFY2(!plane_range(text), text);
  }

  void regions_stay_where_their_values_are_while_the_plane_moves() {
    const RunSoFar so_far(1);
    PlaneView plane;
    show(plane);
    plane.set_picture(so_far.picture);
    const PlaneRegion inside = plane.region_at({6, 14}), outside = plane.region_at({2, 15});
    QVERIFY(inside != outside);
    plane.plane_window().choose({1, 7, 10, 18});
    const QImage image = plane.grab().toImage();
    const auto colour = [&](QPointF value) {
      const QRgb wanted[] = {Theme::light().neural.rgb(), Theme::light().both.rgb()};
      int both = 0;
      for (int dx = 0; dx < 8; ++dx) {  // a hatch is 7 px apart
        const QPointF at = (plane.map().pixel(value) + QPointF(dx, 0)) * image.devicePixelRatio();
        both += image.pixel(at.toPoint()) == wanted[1] ? 1 : 0;
      }
      return both;
    };
    QVERIFY(colour({6, 14}) > 0);
    QCOMPARE(colour({2, 15}), 0);
    QVERIFY(plane.region_at({6, 14}) == inside && plane.region_at({2, 15}) == outside);
  }

  void a_trail_looked_at_from_near_keeps_its_bends() {
    const PlaneRange near{4.9, 5.1, 11.8, 12.2};
    Trail trail(paper_window, 1e-3);
    QVERIFY(!trail.suits(near));
    QVERIFY(trail.suits({0, 8, 2, 18}));
    trail.look_at(near);
    const auto at = [](int k) {
      return QPointF(5 + 0.05 * std::sin(k / 100.0), 12 + 0.1 * std::cos(k / 100.0));
    };
    for (int k = 0; k < 600; ++k) trail.append(at(k));
    for (int k = 0; k < 600; ++k) trail.append(at(600) + QPointF(k * 1e-3, 0));
    const auto points = trail.points();
    double widest = 0;
    for (std::size_t k = 1; k < points.size() && points[k].x() < 5.2; ++k)
      widest = std::max(widest, distance(points[k], points[k - 1]));
    QVERIFY2(widest < 0.01 * near.width(), qPrintable(QString::number(widest)));
    QVERIFY(points.size() < 1000);
  }
};

TEST_PROGRAM(PlaneWindowTest)

}  // namespace plane_window_test

#include "plane_window_test.moc"

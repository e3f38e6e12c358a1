// One model's part of the window: its experiment and its run, its panels and its controls. Another
// laboratory in front leaves all of it as it was.
#pragma once

#include <QWidget>
#include <string>
#include <vector>

#include "ui/session.h"

class QLabel;
class QSettings;

namespace homeostat::ui {

class CircuitView;
class PanelGrid;
class ParameterForm;
class SelectionBar;
class Toast;

class Laboratory : public QWidget {
  Q_OBJECT
 public:
  explicit Laboratory(lab::Experiment first, QWidget* parent = nullptr);

  lab::Model model() const { return session_.experiment().model(); }
  Session& session() { return session_; }
  PanelGrid& panels() { return *panels_; }
  ParameterForm& form() { return *form_; }

  /// Pauses the run.
  void leave();
  /// A run that leave() paused goes on.
  void enter();
  void show_view(const View& view);
  void say(const QString& text);
  /// Opens the bar in which cells of a network are typed.
  void choose_cells();
  /// Layout, speed and part of the plane, of this laboratory alone: the next one begins with them.
  void save(QSettings& settings) const;

 signals:
  /// What stands in the controls is another; they show it already.
  void experiment_changed();
  /// Another laboratory has come in front.
  void left();
  /// Something has come that has not seen the present view.
  void view_wanted();

 private:
  void arrange();
  void connect_selection();
  void connect_parts();
  void restore();
  void show_experiment();
  QString key(const char* name) const;

  Session session_;
  QLabel* look_for_;
  SelectionBar* selection_ = nullptr;  ///< of networks
  PanelGrid* panels_;
  ParameterForm* form_;
  CircuitView* circuit_ = nullptr;  ///< of two populations
  Toast* toast_ = nullptr;
  std::vector<std::string> story_;  ///< panels that the opened experiment asks for
  bool was_playing_ = false;
};

}  // namespace homeostat::ui

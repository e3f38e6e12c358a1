// Eigenvalues in the complex plane: where they are, where they were a moment ago, and the part of
// the plane in which modes die out.
#pragma once

#include <QCheckBox>
#include <QElapsedTimer>
#include <functional>
#include <optional>
#include <vector>

#include "core/math/modes.h"
#include "ui/plots/complex_scale.h"
#include "ui/plots/mode_tails.h"
#include "ui/plots/nice_axis.h"
#include "ui/plots/plot_view.h"

namespace homeostat::ui {

class ComplexFrameItem;
class MarkerItem;
class PathItem;

class ComplexPlane : public PlotView {
  Q_OBJECT
 public:
  using WordsOf = std::function<QString(std::complex<double>)>;

  /// `decades`: how far below the largest eigenvalue the logarithmic axes of a half plane reach.
  ComplexPlane(ComplexScale::Shape shape, int decades, QWidget* parent = nullptr);

  /// What stands beside the deciding eigenvalue, and what is read out under the mouse.
  void set_words(WordsOf label, WordsOf number, WordsOf meaning);
  /// Those that are not finite are left out. `hollow` are for comparison.
  void set_modes(const math::Modes& modes, const math::Modes& hollow = {});
  /// The way so far belongs to something else.
  void forget_tails();

  const math::Modes& modes() const { return modes_; }
  const math::Modes& hollow() const { return hollow_; }
  std::vector<math::Modes> tails() const { return tails_.ways(); }
  const ComplexScale& scale() const { return scale_; }
  const LabelItem& deciding_label() const { return deciding_label_; }
  /// Where an eigenvalue is drawn, in pixels.
  QPointF pixel(std::complex<double> mode) const { return map().pixel(scale_.place(mode)); }

  bool is_logarithmic() const { return scale_.is_logarithmic; }
  void set_logarithmic(bool is_logarithmic) { logarithmic_->setChecked(is_logarithmic); }

 protected:
  void resizeEvent(QResizeEvent* event) override;

 private:
  math::Time time() const;
  void update_ranges();
  void range_half_plane();
  void range_disc();
  void show_modes();
  void show_tails();
  void place_texts();
  void place_deciding_label(QPointF at);
  void place_stable_name();
  /// Boxes that no text may cover.
  std::vector<QRectF> dot_boxes() const;
  void show_readout();
  /// The eigenvalue under the mouse.
  std::optional<std::complex<double>> touched() const;

  ComplexScale scale_;
  int decades_;
  math::Modes modes_, hollow_;
  ModeTails tails_;
  QElapsedTimer clock_;
  SteadyLimit left_, right_, height_;
  SteadyLimit largest_{round_decade};
  WordsOf label_of_, number_of_, meaning_of_;
  /// Places that texts keep as long as nothing is in their way.
  std::size_t label_side_ = 0, name_place_ = 0;

  ComplexFrameItem* frame_;
  PathItem* tail_lines_;
  MarkerItem *hollow_dots_, *dots_, *stable_dot_, *unstable_dot_;
  LabelItem &deciding_label_, &stable_name_;
  QCheckBox* logarithmic_;
};

}  // namespace homeostat::ui

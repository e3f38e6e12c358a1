// What a picture of the plane of weights says of any place in it, between the samples of its grid.
#pragma once

#include <QPointF>
#include <memory>
#include <utility>
#include <vector>

#include "core/ei/plane_picture.h"

namespace homeostat::ui {

/// Paper: the rule's condition as it stands multiplied by C, over the whole plane. Verdict: only
/// where the neurons have a stable up-state, for elsewhere the eigenvalues say otherwise.
enum class PlaneShading { paper, verdict };

enum class PlaneRegion { neither, neural, rule, both };

/// A place between two neighbouring samples.
struct Between {
  std::size_t lower = 0;
  float part = 0;
};

class PlaneLevels {
 public:
  PlaneLevels(std::shared_ptr<const ei::PlanePicture> picture, PlaneShading shading)
      : picture_(std::move(picture)), shading_(shading) {}

  const ei::PlanePicture& picture() const { return *picture_; }
  PlaneRegion at(QPointF value) const;
  /// The setpoints can be held there with positive weights.
  bool is_reachable(QPointF value) const;

  /// Beyond the grid its rim goes on.
  Between column(double W_EE) const;
  Between row(double W_IE) const;

  /// The samples of one line of the picture.
  class Line {
   public:
    PlaneRegion at(const Between& column) const;
    /// The same region from a sample to the next: between them all is linear.
    bool is_one_from(std::size_t sample) const {
      return at_sample(sample) == at_sample(sample + 1);
    }
    PlaneRegion at_sample(std::size_t sample) const;

   private:
    friend class PlaneLevels;
    std::vector<float> neural_, rule_;
    PlaneShading shading_ = PlaneShading::paper;
  };
  /// Written into `line`, whose memory is used again.
  void fill(Line& line, const Between& row) const;

  /// Edges of what is shaded, as lines set apart by NaN: of the neural region, and of the rule's
  /// (verdict: of the overlap).
  std::vector<QPointF> neural_edge() const;
  std::vector<QPointF> rule_edge() const;

 private:
  const ei::RegionMap& regions() const { return picture_->regions; }
  std::vector<QPointF> edge(const std::vector<float>& level) const;

  std::shared_ptr<const ei::PlanePicture> picture_;
  PlaneShading shading_;
};

}  // namespace homeostat::ui

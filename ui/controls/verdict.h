// A judgement is a word, a glyph and a colour: never colour alone.
#pragma once

#include <QString>

#include "core/lab/plain_words.h"
#include "ui/theme.h"

namespace homeostat::ui {

enum class Verdict { good, warn, bad, neutral };

inline Verdict verdict_of(lab::Mood mood) {
  switch (mood) {
    case lab::Mood::good:
      return Verdict::good;
    case lab::Mood::warn:
      return Verdict::warn;
    case lab::Mood::bad:
      return Verdict::bad;
    case lab::Mood::neutral:
      break;
  }
  return Verdict::neutral;
}

inline QColor verdict_colour(const Theme& theme, Verdict verdict) {
  const QColor colours[] = {theme.good, theme.warn, theme.bad, theme.ink2};
  return colours[static_cast<int>(verdict)];
}

inline QColor verdict_fill(const Theme& theme, Verdict verdict) {
  const QColor fills[] = {theme.good_soft, theme.warn_soft, theme.bad_soft, theme.sunken};
  return fills[static_cast<int>(verdict)];
}

inline QString verdict_glyph(Verdict verdict) {
  const char* const glyphs[] = {"good", "warn", "bad", "neutral"};
  return glyphs[static_cast<int>(verdict)];
}

}  // namespace homeostat::ui

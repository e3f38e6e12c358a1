// What an exported file carries: the complete session that made it, as one block of text that any
// program can find. Lies open in SVG, PDF (XMP), PNG (a tEXt chunk) and CSV (a comment); found also
// where another program has compressed it or written it with entities.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/lab/experiment.h"

namespace homeostat::lab {

struct SessionPanel {
  std::string kind;            ///< of panels.h
  std::size_t experiment = 0;  ///< which of the session's
  std::int64_t trial = 0;      ///< that it shows; 0: the last
};

struct ExportedSession {
  std::string figure;                   ///< name of what was exported
  std::vector<Experiment> experiments;  ///< with logs: they run to the same bits
  std::vector<SessionPanel> panels;
};

/// ASCII without '<', '>' and '&', on one line, between two marks.
std::string session_block(const ExportedSession& session);

/// What lies between the marks in the bytes of an exported file; nothing when there is no block.
std::optional<std::string> find_session(std::string_view bytes);

/// Throws InputError; `origin` (a file name) is named in the message.
ExportedSession session_from_text(std::string_view json, std::string_view origin);

/// Of an exported file, or of an experiment file, which is a session of one experiment. Throws
/// InputError.
ExportedSession load_session(const std::filesystem::path& file);

/// The bytes of a PNG with the block in a tEXt chunk.
std::string png_with_session(std::string_view png, std::string_view block);

/// By its first bytes: SVG, PDF, PNG, WebP or CSV rather than an experiment file.
bool may_carry_session(std::string_view bytes);

}  // namespace homeostat::lab

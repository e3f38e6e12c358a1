#include "core/lab/provenance.h"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdint>

#include "core/lab/experiment_io.h"
#include "core/lab/json_fields.h"
#include "core/math/check.h"

namespace homeostat::lab {

namespace {

constexpr int session_version = 1;
constexpr std::string_view begin_mark = "HOMEOSTAT-SESSION{", end_mark = "}HOMEOSTAT-END";
constexpr std::string_view png_signature = "\x89PNG\r\n\x1a\n";
constexpr std::string_view png_keyword = "homeostat";
/// No session is longer; a stream that swells beyond is none.
constexpr std::size_t longest_block = 64u << 20;

std::optional<std::string> block_in(std::string_view bytes) {
  const std::size_t begin = bytes.find(begin_mark);
  if (begin == std::string_view::npos) return {};
  const std::size_t end = bytes.find(end_mark, begin);
  if (end == std::string_view::npos) return {};
  const std::size_t from = begin + begin_mark.size() - 1;
  return std::string(bytes.substr(from, end + 1 - from));
}

/// XML writers may write quotes as entities.
std::string without_entities(std::string text) {
  constexpr std::array<std::pair<std::string_view, char>, 4> entities{
      {{"&quot;", '"'}, {"&#34;", '"'}, {"&apos;", '\''}, {"&#39;", '\''}}};
  for (const auto& [entity, sign] : entities) {
    for (std::size_t at = 0; (at = text.find(entity, at)) != std::string::npos; ++at)
      text.replace(at, entity.size(), 1, sign);
  }
  return text;
}

std::string inflated(std::string_view bytes) {
  z_stream stream{};
  if (inflateInit(&stream) != Z_OK) return {};
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(std::min<std::size_t>(bytes.size(), 1u << 30));
  std::string text;
  std::array<char, 1 << 14> buffer{};
  int status = Z_OK;
  while (status == Z_OK && text.size() < longest_block) {
    stream.next_out = reinterpret_cast<Bytef*>(buffer.data());
    stream.avail_out = static_cast<uInt>(buffer.size());
    status = inflate(&stream, Z_NO_FLUSH);
    text.append(buffer.data(), buffer.size() - stream.avail_out);
  }
  inflateEnd(&stream);
  return text;
}

std::uint32_t big_endian(std::string_view bytes) {
  std::uint32_t value = 0;
  for (int k = 0; k < 4; ++k)
    value = value << 8 | static_cast<std::uint8_t>(bytes[static_cast<std::size_t>(k)]);
  return value;
}

std::string big_endian(std::uint32_t value) {
  std::string bytes;
  for (int shift = 24; shift >= 0; shift -= 8) bytes += static_cast<char>(value >> shift & 0xFF);
  return bytes;
}

/// Text of a zTXt or iTXt chunk; empty when it is not compressed.
std::string inflated_text(std::string_view type, std::string_view data) {
  const std::size_t key_end = data.find('\0');
  if (key_end == std::string_view::npos) return {};
  if (type == "zTXt") return inflated(data.substr(std::min(key_end + 2, data.size())));
  if (type != "iTXt" || key_end + 3 >= data.size() || data[key_end + 1] == 0) return {};
  const std::size_t language_end = data.find('\0', key_end + 3);
  if (language_end == std::string_view::npos) return {};
  const std::size_t title_end = data.find('\0', language_end + 1);
  return title_end == std::string_view::npos ? std::string() : inflated(data.substr(title_end + 1));
}

std::optional<std::string> find_in_png(std::string_view png) {
  for (std::size_t at = png_signature.size(); at + 12 <= png.size();) {
    const std::size_t length = big_endian(png.substr(at));
    if (length > png.size() - at - 12) return {};
    const std::string_view type = png.substr(at + 4, 4), data = png.substr(at + 8, length);
    if (type == "tEXt" || type == "zTXt" || type == "iTXt") {
      if (auto block = block_in(data)) return block;
      if (auto block = block_in(inflated_text(type, data))) return block;
    }
    at += length + 12;
  }
  return {};
}

/// In a stream that another program has compressed.
std::optional<std::string> find_in_pdf_streams(std::string_view pdf) {
  constexpr std::string_view word = "stream";
  for (std::size_t at = 0; (at = pdf.find(word, at)) != std::string_view::npos;) {
    at += word.size();
    std::size_t data = at;
    while (data < pdf.size() && (pdf[data] == '\r' || pdf[data] == '\n')) ++data;
    if (data == at || data >= pdf.size() || (pdf[data] & 0x0F) != 8) continue;
    if (auto block = block_in(inflated(pdf.substr(data)))) return block;
  }
  return {};
}

}  // namespace

std::string session_block(const ExportedSession& session) {
  Json json;
  json["homeostat_session"] = session_version;
  json["version"] = HOMEOSTAT_VERSION;
  json["figure"] = session.figure;
  json["experiments"] = Json::array();
  for (const Experiment& experiment : session.experiments)
    json["experiments"].push_back(Json::parse(experiment_text(experiment)));
  json["panels"] = Json::array();
  for (const SessionPanel& panel : session.panels) {
    json["panels"].push_back(
        {{"kind", panel.kind}, {"experiment", panel.experiment}, {"trial", panel.trial}});
  }
  std::string text;
  for (const char c : json.dump(-1, ' ', true, Json::error_handler_t::replace)) {
    switch (c) {
      case '<':
        text += "\\u003c";
        break;
      case '>':
        text += "\\u003e";
        break;
      case '&':
        text += "\\u0026";
        break;
      default:
        text += c;
    }
  }
  return std::string(begin_mark.substr(0, begin_mark.size() - 1)) + text +
         std::string(end_mark.substr(1));
}

std::optional<std::string> find_session(std::string_view bytes) {
  if (bytes.starts_with(png_signature)) return find_in_png(bytes);
  auto block = block_in(bytes);
  if (!block && bytes.starts_with("%PDF")) block = find_in_pdf_streams(bytes);
  if (block && block->starts_with("{&")) block = without_entities(std::move(*block));
  return block;
}

ExportedSession session_from_text(std::string_view text, std::string_view origin) {
  const auto refuse = [&](const std::string& field, const std::string& value) {
    throw InputError(std::string(origin) + ": " + field, value,
                     "a session as an export of Homeostat writes it");
  };
  ExportedSession session;
  Json json;
  try {
    json = Json::parse(text);
  } catch (const Json::exception&) {
    refuse("session", "incomplete");
  }
  if (!json.is_object() || !json.contains("experiments") || !json["experiments"].is_array() ||
      json["experiments"].empty())
    refuse("experiments", "missing");
  if (json.value("homeostat_session", Json()) != session_version)
    throw InputError(std::string(origin) + ": homeostat_session",
                     quoted(json.value("homeostat_session", Json())),
                     "1; a newer program may be needed");
  if (json.contains("figure") && json["figure"].is_string()) session.figure = json["figure"];
  for (const Json& experiment : json["experiments"])
    session.experiments.push_back(experiment_from_text(experiment.dump(), origin));
  const Json panels = json.value("panels", Json::array());
  for (const Json& panel : panels) {
    if (!panel.is_object() || !panel.contains("kind") || !panel["kind"].is_string())
      refuse("panels", quoted(panel));
    SessionPanel& read = session.panels.emplace_back();
    read.kind = panel["kind"];
    if (panel.contains("trial")) read.trial = integer_of(panel["trial"], "trial");
    if (!panel.contains("experiment")) continue;
    const std::int64_t index = integer_of(panel["experiment"], "experiment");
    if (index < 0 || index >= static_cast<std::int64_t>(session.experiments.size()))
      refuse("experiment", std::to_string(index));
    read.experiment = static_cast<std::size_t>(index);
  }
  return session;
}

ExportedSession load_session(const std::filesystem::path& file) {
  const std::string bytes = experiment_file_bytes(file), origin = file.string();
  if (!may_carry_session(bytes)) return {{}, {experiment_from_text(bytes, origin)}, {}};
  const auto session = find_session(bytes);
  if (!session)
    throw InputError("file", origin,
                     "a figure that carries its session (this one does not, or lost it when "
                     "another program saved it), or an experiment file");
  return session_from_text(*session, origin);
}

std::string png_with_session(std::string_view png, std::string_view block) {
  // Behind the header chunk, which has to be the first.
  const std::size_t at = png_signature.size() + 12 + 13;
  if (!png.starts_with(png_signature) || png.size() < at) bug("no PNG to put a session into");
  const std::string body = "tEXt" + std::string(png_keyword) + '\0' + std::string(block);
  const auto sum =
      crc32(0, reinterpret_cast<const Bytef*>(body.data()), static_cast<uInt>(body.size()));
  return std::string(png.substr(0, at)) + big_endian(static_cast<std::uint32_t>(body.size() - 4)) +
         body + big_endian(static_cast<std::uint32_t>(sum)) + std::string(png.substr(at));
}

bool may_carry_session(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  while (!bytes.empty() && std::isspace(static_cast<unsigned char>(bytes.front())))
    bytes.remove_prefix(1);
  return bytes.starts_with(png_signature) || bytes.starts_with("%PDF") || bytes.starts_with('<') ||
         bytes.starts_with('#') || bytes.starts_with("RIFF");
}

}  // namespace homeostat::lab

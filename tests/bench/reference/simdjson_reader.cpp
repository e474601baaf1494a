#include "tests/bench/reference/simdjson_reader.hpp"

#include <algorithm>

#include "tests/bench/reference/mapped_file.hpp"

namespace kaidah::bench {
namespace {

namespace ondemand = simdjson::ondemand;

static_assert(MappedFile::kPadding >= simdjson::SIMDJSON_PADDING);

bool is(const ondemand::raw_json_string& key, const char* name) {
  return key.unsafe_is_equal(name);
}

Millionths figure(ondemand::value value) {
  const std::string_view text = value.raw_json_token();
  const char* at = text.data();
  Millionths usual = 0;
  return take_usual_figure(at, usual) ? usual : millionths(text);
}

bool absent(ondemand::value value) {
  return value.is_null();
}

void read_indicator(ondemand::object members, Indicator& indicator) {
  for (auto member : members) {
    const ondemand::raw_json_string key = member.key();
    if (is(key, "target")) {
      indicator.target = figure(member.value());
    } else if (is(key, "realisasi")) {
      indicator.realised = figure(member.value());
    }
  }
  if (indicator.target == 0) throw Unreadable("a target of zero, or none");
}

void read_aspects(ondemand::object members, Task& task) {
  for (auto member : members) {
    const ondemand::raw_json_string key = member.key();
    if (!is(key, "kuantitas") && !is(key, "kualitas") && !is(key, "waktu") && !is(key, "biaya")) continue;
    ondemand::value value = member.value();
    if (absent(value)) continue;
    if (task.count == task.aspects.size()) throw Unreadable("an aspect twice");
    read_indicator(value.get_object(), task.aspects[task.count++]);
  }
  if (task.count == 0) throw Unreadable("a task without aspects");
}

void read_targets(ondemand::object members, Record& record) {
  for (auto member : members) {
    if (!is(member.key(), "kinerja_utama")) continue;
    for (auto item : member.value().get_array()) {
      Task& task = record.tasks.emplace_back();
      read_aspects(item["aspek"].get_object(), task);
    }
  }
}

void read_rater(ondemand::object members, Rater& rater) {
  constexpr const char* kAspects[] = {"orientasi_pelayanan", "komitmen", "inisiatif_kerja", "kerja_sama"};
  for (auto member : members) {
    const ondemand::raw_json_string key = member.key();
    const auto* const named =
        std::find_if(std::begin(kAspects), std::end(kAspects), [&](const char* name) { return is(key, name); });
    if (named != std::end(kAspects)) {
      rater.sum += figure(member.value());
      rater.seen |= static_cast<std::uint8_t>(1U << (named - std::begin(kAspects)));
    } else if (is(key, "kepemimpinan")) {
      ondemand::value value = member.value();
      if (absent(value)) continue;
      rater.leadership = figure(value);
      rater.seen |= 0b10000;
    }
  }
}

void read_conduct(ondemand::object members, Record& record) {
  for (auto member : members) {
    const ondemand::raw_json_string key = member.key();
    if (is(key, "atasan")) {
      read_rater(member.value().get_object(), record.superior);
    } else if (is(key, "rekan")) {
      for (auto item : member.value().get_array()) read_rater(item.get_object(), record.peers.emplace_back());
    } else if (is(key, "bawahan")) {
      for (auto item : member.value().get_array()) read_rater(item.get_object(), record.below.emplace_back());
    }
  }
}

void read_history(ondemand::array years, Record& record) {
  for (auto item : years) {
    PastYear& past = record.history.emplace_back();
    for (auto member : item.get_object()) {
      const ondemand::raw_json_string key = member.key();
      if (is(key, "tahun")) {
        past.year = static_cast<int>(std::int64_t{member.value().get_int64()});
      } else if (is(key, "predikat")) {
        past.grade = grade_named(member.value().get_string());
      }
    }
  }
}

void read_period(ondemand::object members, Record& record) {
  for (auto member : members) {
    const ondemand::raw_json_string key = member.key();
    if (is(key, "mulai")) {
      record.from = member.value().get_string();
    } else if (is(key, "selesai")) {
      record.to = member.value().get_string();
    }
  }
}

void read_field(const ondemand::raw_json_string& key, ondemand::value value, Record& record, bool& post) {
  if (is(key, "id")) {
    record.id = value.get_string();
  } else if (is(key, "instansi")) {
    record.agency = value.get_string();
  } else if (is(key, "unit_kerja")) {
    record.unit = value.get_string();
  } else if (is(key, "jenis_jabatan")) {
    record.post = post_named(value.get_string());
    post = true;
  } else if (is(key, "periode")) {
    read_period(value.get_object(), record);
  } else if (is(key, "skp")) {
    read_targets(value.get_object(), record);
  } else if (is(key, "perilaku")) {
    read_conduct(value.get_object(), record);
  } else if (is(key, "ide_baru")) {
    record.idea = value.get_bool();
  } else if (is(key, "riwayat")) {
    read_history(value.get_array(), record);
  }
}

}  // namespace

void SimdjsonReader::read(std::string_view line, Record& record) {
  record.clear();
  ondemand::document document =
      parser_.iterate(simdjson::padded_string_view(line.data(), line.size(), line.size() + simdjson::SIMDJSON_PADDING));
  ondemand::object members = document.get_object();
  bool post = false;
  for (auto member : members) read_field(member.key(), member.value(), record, post);
  if (!post) throw Unreadable("jenis_jabatan is missing");
}

}  // namespace kaidah::bench

// The header, enums, records, parameters, groups, outputs.

#include <algorithm>
#include <optional>

#include "engine/difference/finder.hpp"

namespace kaidah::difference {
namespace {

using Sort = Texts::Sort;

class ShapeFinder {
 public:
  explicit ShapeFinder(Finder& finder) : finder_(finder), from_(finder.from), to_(finder.to) {}

  void run() {
    header();
    enums();
    records();
    parameters();
    groups();
    outputs();
  }

 private:
  void header_line(const std::string& name, const std::string& before, const std::string& after, Weight weight) {
    if (before == after) return;
    const ChangeKind kind = before.empty()  ? ChangeKind::added
                            : after.empty() ? ChangeKind::removed
                                            : ChangeKind::changed;
    Change& change = finder_.add(kind, Subject::header, name);
    change.weight = weight;
    change.from_text = before;
    change.to_text = after;
  }

  void header() {
    const syntax::FileHeader& before = from_.header;
    const syntax::FileHeader& after = to_.header;
    const auto joined = [](const std::vector<std::string>& lines) {
      std::string all;
      for (const std::string& line : lines) all += (all.empty() ? "" : "; ") + line;
      return all;
    };
    const auto number = [](const auto& value) {
      return value ? std::to_string(static_cast<int>(*value)) : std::string();
    };
    header_line("title", before.title.value_or(""), after.title.value_or(""), Weight::shown);
    header_line("basis", joined(before.basis), joined(after.basis), Weight::shown);
    header_line("subject", before.subject.value_or(""), after.subject.value_or(""), Weight::decisive);
    header_line("in force", dates(from_, before), dates(to_, after), Weight::decisive);
    header_line("reference day", number(before.reference_day), number(after.reference_day), Weight::decisive);
    header_line("month end", number(before.month_end), number(after.month_end), Weight::decisive);
    header_line("across", before.across, after.across, Weight::decisive);
  }

  static std::string dates(const check::CheckedPolicy&, const syntax::FileHeader& header) {
    if (!header.in_force) return {};
    const syntax::InForce& dates = *header.in_force;
    return (dates.from.empty() ? "…" : dates.from) + " – " + (dates.through.empty() ? "…" : dates.through) +
           (dates.clock == syntax::InForceClock::reference_day
                ? ""
                : " (" + std::to_string(static_cast<int>(dates.clock)) + ")");
  }

  template <class Id, class Declaration>
  static std::vector<std::string> names(const IdVector<Id, Declaration>& all) {
    std::vector<std::string> found;
    for (const Declaration& one : all) found.push_back(one.name);
    return found;
  }
  template <class Id, class Declaration>
  std::vector<std::string> mapped(const IdVector<Id, Declaration>& all, NameKind kind) {
    std::vector<std::string> found;
    for (const Declaration& one : all) found.push_back(finder_.renames.of(kind, one.name));
    return found;
  }

  Change& whole(ChangeKind kind, Subject subject, Sort sort, const std::string& before, const std::string& after) {
    Change& change = finder_.add(kind, subject, after.empty() ? before : after);
    if (!before.empty()) change.from_text = finder_.from_texts.of(sort, before);
    if (!after.empty()) change.to_text = finder_.to_texts.of(sort, after);
    return change;
  }

  void enums() {
    // The steps of a procedure are an enum of their own, without a declaration: the procedure tells its changes.
    const auto is_declared = [](const Texts& texts, const std::string& name) {
      return !texts.of(Sort::enumeration, name).empty();
    };
    const Pairing pairing = paired(mapped(from_.enums, NameKind::enumeration), names(to_.enums));
    for (const std::size_t i : pairing.only_from)
      if (const std::string& name = from_.enums[check::EnumId(i)].name; is_declared(finder_.from_texts, name))
        whole(ChangeKind::removed, Subject::enumeration, Sort::enumeration, name, {});
    for (const std::size_t j : pairing.only_to)
      if (const std::string& name = to_.enums[check::EnumId(j)].name; is_declared(finder_.to_texts, name))
        whole(ChangeKind::added, Subject::enumeration, Sort::enumeration, {}, name);
    for (const auto& [i, j] : pairing.both) members(from_.enums[check::EnumId(i)], to_.enums[check::EnumId(j)]);
  }

  /// Whether some field or parameter of the policy before is of the enum.
  [[nodiscard]] bool is_read(const std::string& name) const {
    const auto is = [&](const check::Type& type) {
      const check::Type& inner = type.kind == types::TypeKind::list && type.element ? *type.element : type;
      return inner.kind == types::TypeKind::enumeration && from_.enums[inner.enumeration].name == name;
    };
    for (const check::RecordDeclaration& record : from_.records)
      for (const check::FieldDeclaration& field : record.fields)
        if (is(field.type)) return true;
    return std::any_of(from_.parameters.begin(), from_.parameters.end(), [&](const auto& one) { return is(one.type); });
  }

  void members(const check::EnumDeclaration& before, const check::EnumDeclaration& after) {
    if (finder_.from_meaning.of(before) == finder_.to_meaning.of(after)) return;
    const auto member_names = [](const check::EnumDeclaration& declaration) {
      std::vector<std::string> all;
      for (const check::EnumMember& member : declaration.members) all.push_back(member.name);
      return all;
    };
    const Pairing pairing = paired(member_names(before), member_names(after));
    const std::size_t known = finder_.changes.size();
    const auto line = [](const Texts& texts, const std::string& owner, const std::string& name) {
      return texts.line_of(Sort::enumeration, owner, name);
    };
    for (const std::size_t i : pairing.only_from)
      finder_.add(ChangeKind::removed, Subject::member, after.name + "." + before.members[i].name).from_text =
          line(finder_.from_texts, before.name, before.members[i].name);
    for (const std::size_t j : pairing.only_to)
      finder_.add(ChangeKind::added, Subject::member, after.name + "." + after.members[j].name).to_text =
          line(finder_.to_texts, after.name, after.members[j].name);
    for (const auto& [i, j] : pairing.both) {
      const check::EnumMember& a = before.members[i];
      const check::EnumMember& b = after.members[j];
      if (a.label == b.label && a.wire == b.wire && a.aliases == b.aliases) continue;
      Change& change = finder_.add(ChangeKind::changed, Subject::member, after.name + "." + b.name);
      // A label is read where the enum is; where it is only written, the wire spelling is what is written.
      if (a.wire == b.wire && !a.wire.empty() && a.aliases == b.aliases && !is_read(before.name))
        change.weight = Weight::shown;
      change.from_text = line(finder_.from_texts, before.name, a.name);
      change.to_text = line(finder_.to_texts, after.name, b.name);
    }
    // The order, or whether it counts.
    if (finder_.changes.size() == known)
      whole(ChangeKind::changed, Subject::enumeration, Sort::enumeration, before.name, after.name);
  }

  void records() {
    // Groups have records of their own; the group tells their changes.
    const auto is_declared = [](const Texts& texts, const std::string& name) {
      return !texts.of(Sort::record, name).empty();
    };
    std::vector<std::string> before = mapped(from_.records, NameKind::record);
    // The input is the input, whatever it is called.
    if (from_.input && to_.input) before[from_.input.index] = to_.records[to_.input].name;
    const Pairing pairing = paired(before, names(to_.records));
    for (const std::size_t i : pairing.only_from)
      if (const std::string& name = from_.records[check::RecordId(i)].name; is_declared(finder_.from_texts, name))
        whole(ChangeKind::removed, Subject::record, Sort::record, name, {});
    for (const std::size_t j : pairing.only_to)
      if (const std::string& name = to_.records[check::RecordId(j)].name; is_declared(finder_.to_texts, name))
        whole(ChangeKind::added, Subject::record, Sort::record, {}, name);
    for (const auto& [i, j] : pairing.both) {
      const check::RecordDeclaration& a = from_.records[check::RecordId(i)];
      const check::RecordDeclaration& b = to_.records[check::RecordId(j)];
      if (!is_declared(finder_.to_texts, b.name)) continue;
      fields(a, b, check::RecordId(i) == from_.input);
      conditions(a, b);
    }
  }

  void fields(const check::RecordDeclaration& before, const check::RecordDeclaration& after, bool input) {
    const auto keys = [](const check::RecordDeclaration& declaration) {
      std::vector<std::string> all;
      for (const check::FieldDeclaration& field : declaration.fields) all.push_back(field.key);
      return all;
    };
    const Pairing pairing = paired(keys(before), keys(after));
    const auto touch = [&](Change& change, std::optional<std::size_t> i, std::optional<std::size_t> j) {
      if (!input) return;
      if (i) change.from_touched.fields.push_back(static_cast<std::uint32_t>(*i));
      if (j) change.to_touched.fields.push_back(static_cast<std::uint32_t>(*j));
    };
    const auto line = [](const Texts& texts, const std::string& owner, const std::string& name) {
      return texts.line_of(Sort::record, owner, name);
    };
    for (const std::size_t i : pairing.only_from) {
      Change& change = finder_.add(ChangeKind::removed, Subject::field, after.name + "." + before.fields[i].name);
      change.from_text = line(finder_.from_texts, before.name, before.fields[i].name);
      touch(change, i, std::nullopt);
    }
    for (const std::size_t j : pairing.only_to) {
      Change& change = finder_.add(ChangeKind::added, Subject::field, after.name + "." + after.fields[j].name);
      change.to_text = line(finder_.to_texts, after.name, after.fields[j].name);
      touch(change, std::nullopt, j);
    }
    for (const auto& [i, j] : pairing.both) {
      const check::FieldDeclaration& a = before.fields[i];
      const check::FieldDeclaration& b = after.fields[j];
      if (finder_.from_meaning.of(a) == finder_.to_meaning.of(b)) continue;
      Change& change = finder_.add(ChangeKind::changed, Subject::field, after.name + "." + b.name);
      change.from_text = line(finder_.from_texts, before.name, a.name);
      change.to_text = line(finder_.to_texts, after.name, b.name);
      change.figures = changed_figures(change.from_text, change.to_text);
      touch(change, i, j);
    }
  }

  void conditions(const check::RecordDeclaration& before, const check::RecordDeclaration& after) {
    const auto meanings = [](const Meaning& meaning, const check::RecordDeclaration& declaration) {
      std::vector<std::string> all;
      for (const check::ConditionDeclaration& one : declaration.conditions) all.push_back(meaning.of(one.condition));
      return all;
    };
    const Pairing pairing = paired(meanings(finder_.from_meaning, before), meanings(finder_.to_meaning, after));
    for (const std::size_t i : pairing.only_from)
      finder_.add(ChangeKind::removed, Subject::condition, after.name).from_text =
          finder_.from_texts.formula(before.conditions[i].condition);
    for (const std::size_t j : pairing.only_to)
      finder_.add(ChangeKind::added, Subject::condition, after.name).to_text =
          finder_.to_texts.formula(after.conditions[j].condition);
    for (const auto& [i, j] : pairing.both) {
      if (before.conditions[i].message == after.conditions[j].message) continue;
      Change& change = finder_.add(ChangeKind::changed, Subject::condition, after.name);
      change.weight = Weight::shown;
      change.from_text = before.conditions[i].message;
      change.to_text = after.conditions[j].message;
    }
  }

  void parameters() {
    const Pairing pairing = paired(mapped(from_.parameters, NameKind::parameter), names(to_.parameters));
    const auto place = [&](Change& change, std::optional<std::size_t> i, std::optional<std::size_t> j) {
      if (i) {
        change.from_article = finder_.from_texts.article(from_.parameters[check::ParameterId(*i)].provenance);
        change.from_touched.parameters.emplace_back(*i);
      }
      if (j) {
        change.to_article = finder_.to_texts.article(to_.parameters[check::ParameterId(*j)].provenance);
        change.to_touched.parameters.emplace_back(*j);
      }
    };
    for (const std::size_t i : pairing.only_from)
      place(whole(ChangeKind::removed, Subject::parameter, Sort::parameter,
                  from_.parameters[check::ParameterId(i)].name, {}),
            i, std::nullopt);
    for (const std::size_t j : pairing.only_to)
      place(
          whole(ChangeKind::added, Subject::parameter, Sort::parameter, {}, to_.parameters[check::ParameterId(j)].name),
          std::nullopt, j);
    for (const auto& [i, j] : pairing.both) {
      const auto& a = from_.parameters[check::ParameterId(i)];
      const auto& b = to_.parameters[check::ParameterId(j)];
      if (finder_.from_meaning.of(a) == finder_.to_meaning.of(b)) continue;
      Change& change = whole(ChangeKind::changed, Subject::parameter, Sort::parameter, a.name, b.name);
      change.figures = changed_figures(change.from_text, change.to_text);
      place(change, i, j);
    }
  }

  void groups() {
    const Pairing pairing = paired(names(from_.groups), names(to_.groups));
    for (const std::size_t i : pairing.only_from)
      whole(ChangeKind::removed, Subject::group, Sort::group, from_.groups[check::GroupId(i)].name, {}).of_group = true;
    for (const std::size_t j : pairing.only_to)
      whole(ChangeKind::added, Subject::group, Sort::group, {}, to_.groups[check::GroupId(j)].name).of_group = true;
    for (const auto& [i, j] : pairing.both) {
      const auto& a = from_.groups[check::GroupId(i)];
      const auto& b = to_.groups[check::GroupId(j)];
      if (finder_.from_meaning.of(a) == finder_.to_meaning.of(b)) continue;
      whole(ChangeKind::changed, Subject::group, Sort::group, a.name, b.name).of_group = true;
    }
  }

  /// What is written out, and in which order.
  void outputs() {
    const auto output_names = [](const check::CheckedPolicy& policy) {
      std::vector<std::string> all;
      for (const check::RuleId id : policy.outputs) all.push_back(policy.rules[id].name);
      return all;
    };
    const std::vector<std::string> before = output_names(from_);
    const std::vector<std::string> after = output_names(to_);
    const Pairing pairing = paired(before, after);
    for (const std::size_t i : pairing.only_from)
      finder_.add(ChangeKind::removed, Subject::output, before[i]).weight = Weight::shown;
    for (const std::size_t j : pairing.only_to)
      finder_.add(ChangeKind::added, Subject::output, after[j]).weight = Weight::shown;
    if (!pairing.only_from.empty() || !pairing.only_to.empty() || before == after) return;
    const auto joined = [](const std::vector<std::string>& all) {
      std::string text;
      for (const std::string& name : all) text += (text.empty() ? "" : ", ") + name;
      return text;
    };
    Change& change = finder_.add(ChangeKind::moved, Subject::output, {});
    change.weight = Weight::shown;
    change.from_text = joined(before);
    change.to_text = joined(after);
  }

  Finder& finder_;
  const check::CheckedPolicy& from_;
  const check::CheckedPolicy& to_;
};

}  // namespace

void find_shape_changes(Finder& finder) {
  ShapeFinder(finder).run();
}

}  // namespace kaidah::difference

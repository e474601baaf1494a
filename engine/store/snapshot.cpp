#include <algorithm>
#include <utility>

#include <kaidah/store.hpp>

#include "engine/json/object.hpp"
#include "engine/store/content.hpp"
#include "grammar/diagnostics/message_kind.hpp"

namespace kaidah {
namespace {

std::string_view name_of(StoreEventKind kind) {
  switch (kind) {
    case StoreEventKind::put_in_force:
      return "put_in_force";
    case StoreEventKind::rolled_back:
      return "rolled_back";
    case StoreEventKind::refused:
      return "refused";
    case StoreEventKind::agrees:
      return "agrees";
    case StoreEventKind::watch_failed:
      return "watch_failed";
  }
  return {};
}

std::optional<std::string_view> unless_empty(const std::string& text) {
  return text.empty() ? std::nullopt : std::optional<std::string_view>(text);
}

}  // namespace

Snapshot::Snapshot(std::shared_ptr<const Data> data) noexcept : data_(std::move(data)) {}

std::uint64_t Snapshot::number() const noexcept {
  return data_->number;
}

SnapshotReason Snapshot::reason() const noexcept {
  return data_->reason;
}

const std::string& Snapshot::fingerprint() const noexcept {
  return data_->content->fingerprint;
}

const Library& Snapshot::library() const noexcept {
  return data_->content->library;
}

const std::vector<PolicyInForce>& Snapshot::policies() const noexcept {
  return data_->content->policies;
}

const Decider* Snapshot::decider(std::string_view name) const noexcept {
  const auto& deciders = data_->content->deciders;
  const auto found = std::find_if(deciders.begin(), deciders.end(),
                                  [&](const auto& one) { return name.empty() || one.first == name; });
  return found == deciders.end() ? nullptr : &found->second;
}

const std::vector<Diagnostic>& Snapshot::warnings() const noexcept {
  return data_->content->warnings;
}

std::string StoreEvent::json(Language language) const {
  std::string out;
  {
    json::Object object(out);
    object.text("event", name_of(kind));
    object.number("number", number);
    object.number("before", before);
    object.text_or_null("fingerprint", unless_empty(fingerprint));
    json::append_list(object.at("policies"), policies, [&](const PolicyChange& change) {
      json::Object item(out);
      item.text("policy", change.id);
      item.text("version", change.version);
      item.text_or_null("decider", unless_empty(change.decider));
      item.text_or_null("before", unless_empty(change.before));
      item.text_or_null("after", unless_empty(change.after));
    });
    json::append_list(object.at("diagnostics"), diagnostics, [&](const Diagnostic& diagnostic) {
      out += render(diagnostic, {language, DiagnosticFormat::json, false});
      out.pop_back();  // its line end
    });
  }
  return out;
}

Diagnostic host_problem(std::string what, std::string text_name) {
  Diagnostic diagnostic;
  diagnostic.message = {MessageKind::store_host_problem, {{"what", std::move(what)}}};
  if (!text_name.empty()) diagnostic.location.source = std::make_shared<const Source>(std::move(text_name), "");
  return diagnostic;
}

}  // namespace kaidah

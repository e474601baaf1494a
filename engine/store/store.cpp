#include <filesystem>
#include <utility>

#include <kaidah/store.hpp>

#include "engine/api/fault.hpp"
#include "engine/store/store_data.hpp"

namespace kaidah {
namespace {

StoreResult open_with(std::unique_ptr<PolicyStore::Data> data) {
  StoreResult result;
  result.diagnostics = data->begin().diagnostics;
  if (has_errors(result.diagnostics)) return result;
  data->watch();
  result.store.emplace(std::move(data));
  return result;
}

/// The same whatever the working directory becomes; its own name is its last part.
std::string whole_path(const std::string& folder) {
  std::string path = std::filesystem::absolute(folder).string();
  while (path.size() > 1 && path.ends_with('/')) path.pop_back();
  return path;
}

}  // namespace

StoreResult PolicyStore::open(const std::string& folder, StoreOptions options) noexcept {
  return api::guarded_result<StoreResult>([&] {
    store::Folder opened(whole_path(folder), options.other_endings, options.limits);
    return open_with(std::make_unique<Data>(std::move(opened), nullptr, std::move(options)));
  });
}

StoreResult PolicyStore::open(Loader loader, StoreOptions options) noexcept {
  return api::guarded_result<StoreResult>(
      [&] { return open_with(std::make_unique<Data>(std::nullopt, std::move(loader), std::move(options))); });
}

PolicyStore::PolicyStore(std::unique_ptr<Data> data) noexcept : data_(std::move(data)) {}
PolicyStore::PolicyStore(PolicyStore&&) noexcept = default;
PolicyStore& PolicyStore::operator=(PolicyStore&&) noexcept = default;
PolicyStore::~PolicyStore() = default;

Snapshot PolicyStore::in_force() const noexcept {
  return Snapshot(data_->in_force());
}

std::uint64_t PolicyStore::number() const noexcept {
  return data_->number();
}

std::optional<Refusal> PolicyStore::last_refusal() const {
  return data_->last_refusal();
}

RefreshResult PolicyStore::refresh() noexcept {
  return api::guarded_result<RefreshResult>([&] { return data_->refresh(false); });
}

RefreshResult PolicyStore::take_again() noexcept {
  return api::guarded_result<RefreshResult>([&] { return data_->refresh(true); });
}

bool PolicyStore::roll_back() noexcept {
  return api::guarded([&] { return data_->roll_back(); }, [](const Message&) { return false; });
}

std::size_t PolicyStore::earlier() const noexcept {
  return data_->earlier();
}

Watch PolicyStore::watching() const noexcept {
  return data_->watching();
}

}  // namespace kaidah

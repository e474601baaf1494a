// Calls of the C interface in any order: handles that are freed early, used again, made of others that are gone; texts
// and records that are any bytes. No call fails for reasons of its own, and what comes out can be read.
//   a line of calls, one character each (`Session::call`; a digit: the slot that is worked on); a policy, `---`,
//   records
#include <kaidah.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tests/fuzz/fuzz.hpp"

namespace {

using namespace kaidah;

constexpr std::size_t kSlots = 4;
constexpr std::size_t kMostCalls = 40;

kaidah_text text(std::string_view view) {
  return {view.data(), view.size()};
}

/// Reads all of it, so that the sanitizers see it.
std::size_t touched(kaidah_text view) {
  fuzz::must(view.data != nullptr || view.size == 0, "a text is where it says");
  std::size_t sum = 0;
  for (std::size_t i = 0; i < view.size; ++i) sum += static_cast<unsigned char>(view.data[i]);
  return sum;
}

class Session {
 public:
  Session(std::string_view policy, std::vector<std::string_view> records)
      : policy_(policy), records_(std::move(records)) {
    limits_ = {{kaidah_text_of("steps"), 20'000},
               {kaidah_text_of("analysis_cells"), 500},
               {kaidah_text_of("computed_digits"), 400},
               {kaidah_text_of("list_items"), 200}};
  }
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;
  ~Session() {
    for (std::size_t slot = 0; slot < kSlots; ++slot) {
      kaidah_policy_free(policies_[slot]);
      kaidah_library_free(libraries_[slot]);
      kaidah_decider_free(deciders_[slot]);
      kaidah_decision_free(decisions_[slot]);
    }
  }

  void call(char what) {
    if (what >= '0' && what <= '9') slot_ = static_cast<std::size_t>(what - '0') % kSlots;
    switch (what) {
      case 'c':
        return compile();
      case 'l':
        return open_library();
      case 'i':
        return compile_id();
      case 'p':
        return prepare();
      case 'a':
        return prepare_auto();
      case 'd':
        return decide(false);
      case 'x':
        return decide(true);
      case 'r':
        return decide_all();
      case 's':
        return run_scenarios();
      case 'f':
        return format();
      case 'v':
        return show_policy();
      case 'C':
        return free(policies_, kaidah_policy_free);
      case 'L':
        return free(libraries_, kaidah_library_free);
      case 'P':
        return free(deciders_, kaidah_decider_free);
      case 'D':
        return free(decisions_, kaidah_decision_free);
      default:
        return;
    }
  }

 private:
  template <class Handle>
  using Handles = std::array<Handle*, kSlots>;

  template <class Handle>
  void free(Handles<Handle>& handles, void (*release)(Handle*)) {
    release(std::exchange(handles[slot_], nullptr));
  }

  /// Keeps what was made instead of what stood in the slot.
  template <class Handle>
  void keep(Handles<Handle>& handles, void (*release)(Handle*), Handle* made, kaidah_status status) {
    fuzz::must((made != nullptr) == (status == KAIDAH_OK || status == KAIDAH_REJECTED), "a handle where it went well");
    release(std::exchange(handles[slot_], made));
  }

  void check(kaidah_status status, kaidah_error* error) {
    fuzz::must(status >= KAIDAH_OK && status < KAIDAH_INTERNAL, "no fault of its own", std::to_string(status));
    for (std::size_t i = 0; i < kaidah_error_count(error); ++i) {
      kaidah_diagnostic diagnostic;
      fuzz::must(kaidah_error_at(error, i, KAIDAH_INDONESIAN, &diagnostic, sizeof diagnostic) == KAIDAH_OK,
                 "each is there");
      touched(diagnostic.code);
      touched(diagnostic.message);
      touched(diagnostic.source);
    }
    kaidah_string* shown = nullptr;
    if (error != nullptr &&
        kaidah_error_render(error, KAIDAH_ALL, KAIDAH_ENGLISH, KAIDAH_FORMAT_TEXT, &shown) == KAIDAH_OK)
      touched(kaidah_string_text(shown));
    kaidah_string_free(shown);
    kaidah_error_free(error);
  }

  std::string_view record() { return records_.empty() ? std::string_view() : records_[next_++ % records_.size()]; }

  void compile() {
    kaidah_compile_options options = KAIDAH_COMPILE_OPTIONS_INIT;
    options.library = libraries_[slot_];
    options.limits = limits_.data();
    options.limit_count = limits_.size();
    kaidah_policy* made = nullptr;
    kaidah_error* error = nullptr;
    const kaidah_status status = kaidah_compile_text(kaidah_text_of("p"), text(policy_), &options, &made, &error);
    keep(policies_, kaidah_policy_free, made, status);
    check(status, error);
  }

  void open_library() {
    const std::array<kaidah_policy_text, 2> texts{
        {{kaidah_text_of("a.kaidah"), text(policy_)}, {kaidah_text_of("b.kaidah"), text(record())}}};
    kaidah_library* made = nullptr;
    kaidah_error* error = nullptr;
    const kaidah_status status = kaidah_library_of(texts.data(), texts.size(), nullptr, &made, &error);
    keep(libraries_, kaidah_library_free, made, status);
    check(status, error);
  }

  void compile_id() {
    kaidah_compile_options options = KAIDAH_COMPILE_OPTIONS_INIT;
    options.library = libraries_[slot_];
    options.limits = limits_.data();
    options.limit_count = limits_.size();
    kaidah_policy* made = nullptr;
    kaidah_error* error = nullptr;
    const kaidah_text id = policies_[0] != nullptr ? kaidah_policy_id(policies_[0]) : kaidah_text_of("p");
    const kaidah_status status = kaidah_compile_id(id, &options, &made, &error);
    const std::size_t before =
        std::exchange(slot_, (slot_ + 1) % kSlots);  // the id may live in what stands in the slot
    keep(policies_, kaidah_policy_free, made, status);
    slot_ = before;
    check(status, error);
  }

  void prepare() {
    if (policies_[slot_] == nullptr) return;
    kaidah_prepare_options options = KAIDAH_PREPARE_OPTIONS_INIT;
    options.limits = limits_.data();
    options.limit_count = limits_.size();
    if (next_ % 2 == 1) options.decision_day = kaidah_text_of("2022-03-01");
    kaidah_decider* made = nullptr;
    kaidah_error* error = nullptr;
    const kaidah_status status = kaidah_prepare(policies_[slot_], &options, &made, &error);
    keep(deciders_, kaidah_decider_free, made, status);
    check(status, error);
  }

  void prepare_auto() {
    kaidah_prepare_options options = KAIDAH_PREPARE_OPTIONS_INIT;
    options.library = libraries_[slot_];
    options.limits = limits_.data();
    options.limit_count = limits_.size();
    kaidah_decider* made = nullptr;
    kaidah_error* error = nullptr;
    const kaidah_status status = kaidah_prepare_auto(&options, &made, &error);
    keep(deciders_, kaidah_decider_free, made, status);
    check(status, error);
  }

  void decide(bool explained) {
    if (deciders_[slot_] == nullptr) return;
    kaidah_decision* made = nullptr;
    kaidah_error* error = nullptr;
    const kaidah_status status =
        (explained ? kaidah_explain : kaidah_decide)(deciders_[slot_], text(record()), &made, &error);
    keep(decisions_, kaidah_decision_free, made, status);
    check(status, error);
    if (made != nullptr) show(made);
  }

  static void show(const kaidah_decision* decision) {
    touched(kaidah_decision_json(decision));
    touched(kaidah_decision_id(decision));
    for (std::size_t i = 0; i < kaidah_decision_output_count(decision); ++i) {
      kaidah_output output;
      fuzz::must(kaidah_decision_output(decision, i, &output, sizeof output) == KAIDAH_OK, "each output is there");
      touched(output.name);
      touched(output.text);
      touched(kaidah_decision_value(decision, output.name));
    }
    for (std::size_t i = 0; i < kaidah_decision_mark_count(decision); ++i) {
      kaidah_mark mark;
      fuzz::must(kaidah_decision_mark(decision, i, &mark, sizeof mark) == KAIDAH_OK, "each mark is there");
      touched(mark.text);
    }
    kaidah_string* shown = nullptr;
    kaidah_error* error = nullptr;
    const kaidah_status status =
        kaidah_decision_explanation(decision, KAIDAH_FORMAT_HTML, KAIDAH_INDONESIAN, &shown, &error);
    fuzz::must(status != KAIDAH_INTERNAL, "no fault while explaining");
    touched(kaidah_string_text(shown));
    kaidah_string_free(shown);
    kaidah_error_free(error);
  }

  static std::int64_t read(void* context, char* buffer, std::size_t size) {
    auto& left = *static_cast<std::string_view*>(context);
    const std::size_t count = std::min({left.size(), size, std::size_t{100}});
    std::copy_n(left.data(), count, buffer);
    left.remove_prefix(count);
    return static_cast<std::int64_t>(count);
  }
  static std::int32_t write(void* context, kaidah_text lines) {
    touched(lines);
    *static_cast<std::uint64_t*>(context) +=
        static_cast<std::uint64_t>(std::count(lines.data, lines.data + lines.size, '\n'));
    return 0;
  }

  void decide_all() {
    if (deciders_[slot_] == nullptr) return;
    std::string all;
    for (const std::string_view one : records_) all.append(one) += '\n';
    std::string_view left = all;
    std::uint64_t decisions = 0;
    std::uint64_t rejections = 0;
    std::uint64_t groups = 0;
    kaidah_run_options options = KAIDAH_RUN_OPTIONS_INIT;
    options.records = read;
    options.records_context = &left;
    options.decisions = options.rejections = options.groups = write;
    options.decisions_context = &decisions;
    options.rejections_context = &rejections;
    options.groups_context = &groups;
    options.threads = 1 + next_ % 2;
    kaidah_run* run = nullptr;
    kaidah_error* error = nullptr;
    const kaidah_status status = kaidah_decide_all(deciders_[slot_], &options, &run, &error);
    kaidah_counts counts{};
    if (status == KAIDAH_OK) {
      fuzz::must(kaidah_run_counts(run, &counts, sizeof counts) == KAIDAH_OK, "a run has its counts");
      fuzz::must(counts.decided == decisions && counts.rejected == rejections && counts.groups == groups,
                 "what was written is what was counted");
      touched(kaidah_run_manifest(run));
    }
    kaidah_run_free(run);
    check(status, error);
  }

  void run_scenarios() {
    kaidah_scenario_options options = KAIDAH_SCENARIO_OPTIONS_INIT;
    options.library = libraries_[slot_];
    options.limits = limits_.data();
    options.limit_count = limits_.size();
    options.coverage = 1;
    with_string(
        [&](kaidah_string** shown, kaidah_error** error) { return kaidah_run_scenarios(&options, shown, error); });
  }

  void format() {
    with_string([&](kaidah_string** shown, kaidah_error** error) {
      return kaidah_format_text(kaidah_text_of("p"), text(policy_), KAIDAH_IN_INDONESIAN, shown, error);
    });
  }

  void show_policy() {
    const kaidah_policy* policy = policies_[slot_];
    if (policy == nullptr) return;
    touched(kaidah_policy_id(policy));
    touched(kaidah_policy_digest(policy));
    with_string([&](kaidah_string** shown, kaidah_error** error) {
      return kaidah_policy_provenance(policy, KAIDAH_INDONESIAN, shown, error);
    });
    with_string([&](kaidah_string** shown, kaidah_error** error) {
      return kaidah_policy_consolidated(policy, kaidah_text_of("2022-01-01"), shown, error);
    });
  }

  template <class Call>
  void with_string(Call&& call) {
    kaidah_string* shown = nullptr;
    kaidah_error* error = nullptr;
    const kaidah_status status = call(&shown, &error);
    touched(kaidah_string_text(shown));
    kaidah_string_free(shown);
    check(status, error);
  }

  std::string_view policy_;
  std::vector<std::string_view> records_;
  std::vector<kaidah_limit> limits_;
  Handles<kaidah_policy> policies_{};
  Handles<kaidah_library> libraries_{};
  Handles<kaidah_decider> deciders_{};
  Handles<kaidah_decision> decisions_{};
  std::size_t slot_ = 0;
  std::uint32_t next_ = 0;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view all = fuzz::text_of(data, size);
  const std::size_t line = std::min(all.find('\n'), all.size());
  const std::string_view calls = all.substr(0, std::min(line, kMostCalls));
  all.remove_prefix(std::min(line + 1, all.size()));
  const std::size_t cut = std::min(all.find("\n---\n"), all.size());
  std::vector<std::string_view> records;
  for (std::string_view left = all.substr(std::min(cut + 5, all.size())); !left.empty() && records.size() < 16;) {
    const std::size_t end = std::min(left.find('\n'), left.size());
    records.push_back(left.substr(0, end));
    left.remove_prefix(std::min(end + 1, left.size()));
  }
  Session session(all.substr(0, std::min(cut + 1, all.size())), std::move(records));
  for (const char call : calls) session.call(call);
  return 0;
}

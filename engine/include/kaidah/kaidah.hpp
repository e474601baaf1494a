#pragma once
// All of Kaidah:
//
//   auto compiled = kaidah::compile_file("policies/pp-30-2019/1.0.0.kaidah");
//   auto ready = kaidah::prepare(*compiled.policy, {.parameters = {{"mekanisme", "atasan"}}});
//   kaidah::Decision decision = ready.decider->decide(R"({"id":"…", …})");
//   std::cout << decision["predikat"];
//
// Nothing is thrown: what a caller has to know stands in the results.

#include <kaidah/batch.hpp>
#include <kaidah/compare.hpp>
#include <kaidah/decision.hpp>
#include <kaidah/diagnostic.hpp>
#include <kaidah/difference.hpp>
#include <kaidah/format.hpp>
#include <kaidah/library.hpp>
#include <kaidah/limits.hpp>
#include <kaidah/policy.hpp>
#include <kaidah/provenance.hpp>
#include <kaidah/record.hpp>
#include <kaidah/regime.hpp>
#include <kaidah/replay.hpp>
#include <kaidah/scenario.hpp>
#include <kaidah/source.hpp>
#include <kaidah/store.hpp>
#include <kaidah/trace.hpp>
#include <kaidah/trust.hpp>
#include <kaidah/version.hpp>

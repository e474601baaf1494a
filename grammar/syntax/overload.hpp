#pragma once
// One function object of several: a visitor that does not compile until every kind of node has its case.

namespace kaidah::syntax {

template <class... Cases>
struct Overload : Cases... {
  using Cases::operator()...;
};
template <class... Cases>
Overload(Cases...) -> Overload<Cases...>;

}  // namespace kaidah::syntax

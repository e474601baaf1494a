// Figures, days and durations as linear forms by cases.

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>

#include "engine/analysis/from_expression.hpp"

namespace kaidah::analysis {
namespace {

using types::TypeKind;

// A figure with more cases than this is an atom of its own.
constexpr std::size_t kMostPieces = 24;

// With longer figures it is likewise: every product may double them.
constexpr std::size_t kMostDigits = 400;

bool has_long_figure(const LinearForm& form) {
  return form.constant.digits_bound() > kMostDigits ||
         std::any_of(form.terms.begin(), form.terms.end(),
                     [](const auto& term) { return term.second.digits_bound() > kMostDigits; });
}

std::optional<int> small_whole(const LinearForm& form) {
  const std::optional<std::int64_t> whole = form.is_constant() ? form.constant.to_int64() : std::nullopt;
  if (!whole || *whole < -10'000 || *whole > 10'000) return std::nullopt;
  return static_cast<int>(*whole);
}

}  // namespace

std::optional<LinearForm> Compiler::single_form(const Term& term) {
  const std::vector<Piece> all = pieces(term);
  if (all.size() != 1 || all[0].when != Formulas::constant(true)) return std::nullopt;
  return all[0].form;
}

std::vector<Piece> Compiler::pieces(const Term& unresolved) {
  const Term term = resolved(policy_, unresolved);
  if (std::optional<std::vector<Piece>> known = known_pieces(term); known && known->size() <= kMostPieces)
    return std::move(*known);
  return {{Formulas::constant(true), LinearForm{{{model_.atom(term, false), Number(1)}}, Number(0)}}};
}

std::optional<std::vector<Piece>> Compiler::known_pieces(const Term& term) {
  const syntax::ExprNode& node = policy_.expression(term.expr).node;
  const auto one = [](Number value) {
    return std::vector<Piece>{{Formulas::constant(true), LinearForm{{}, std::move(value)}}};
  };
  if (const auto* number = std::get_if<syntax::NumberLiteral>(&node)) return one(number_of(*number));
  if (const auto* date = std::get_if<syntax::DateLiteral>(&node)) {
    const std::optional<values::Date> day = values::Date::from_text(date->text);
    if (!day) return std::nullopt;
    return one(count_of(*day));
  }
  if (const auto* duration = std::get_if<syntax::DurationLiteral>(&node)) return one(count_of(*duration));
  if (const auto* unary = std::get_if<syntax::UnaryExpr>(&node)) {
    std::vector<Piece> all = pieces(part(term, unary->operand));
    for (Piece& piece : all) piece.form = piece.form.scaled(-1);
    return all;
  }
  if (const auto* binary = std::get_if<syntax::BinaryExpr>(&node)) return binary_pieces(term, *binary);
  if (const auto* builtin = std::get_if<syntax::BuiltinExpr>(&node)) return builtin_pieces(term, *builtin);
  if (const auto* otherwise = std::get_if<syntax::DefaultExpr>(&node)) {
    const Term operand = part(term, otherwise->operand);
    const FormulaId there = present(operand);
    std::vector<Piece> all;
    for (Piece& piece : pieces(operand)) all.push_back({both(there, piece.when), std::move(piece.form)});
    for (Piece& piece : pieces(part(term, otherwise->fallback)))
      all.push_back({both(opposite(there), piece.when), std::move(piece.form)});
    return all;
  }
  if (const std::optional<Term> constant = constant_behind(term)) return pieces(*constant);
  return std::nullopt;
}

std::optional<std::vector<Piece>> Compiler::binary_pieces(const Term& term, const syntax::BinaryExpr& node) {
  const Term left = part(term, node.left);
  const Term right = part(term, node.right);
  const TypeKind left_kind = policy_.type(left.expr).kind;
  const TypeKind right_kind = policy_.type(right.expr).kind;
  const bool sum = node.op == syntax::BinaryOperator::add || node.op == syntax::BinaryOperator::subtract;
  // How long a month is depends on where it begins.
  if (sum && left_kind != right_kind && (left_kind == TypeKind::months || right_kind == TypeKind::months))
    return std::nullopt;
  std::vector<Piece> all;
  const std::vector<Piece> rights = pieces(right);
  for (const Piece& a : pieces(left)) {
    for (const Piece& b : rights) {
      if (all.size() > kMostPieces) return std::nullopt;
      Piece piece{both(a.when, b.when), {}};
      if (node.op == syntax::BinaryOperator::add) {
        piece.form = a.form + b.form;
      } else if (node.op == syntax::BinaryOperator::subtract) {
        piece.form = a.form - b.form;
      } else if (node.op == syntax::BinaryOperator::multiply) {
        if (!a.form.is_constant() && !b.form.is_constant()) return std::nullopt;
        piece.form = b.form.is_constant() ? a.form.scaled(b.form.constant) : b.form.scaled(a.form.constant);
      } else {
        if (!b.form.is_constant() || b.form.constant.sign() == 0) return std::nullopt;
        piece.form = a.form.scaled(Number(1) / b.form.constant);
      }
      if (has_long_figure(piece.form)) return std::nullopt;
      all.push_back(std::move(piece));
    }
  }
  return all;
}

std::optional<std::vector<Piece>> Compiler::builtin_pieces(const Term& term, const syntax::BuiltinExpr& node) {
  const auto one = [](Number value) {
    return std::vector<Piece>{{Formulas::constant(true), LinearForm{{}, std::move(value)}}};
  };
  const auto argument = [&](std::size_t i) { return part(term, node.arguments[i]); };
  const std::size_t count = node.arguments.size();
  if (count == 0) return std::nullopt;
  switch (node.function) {
    case syntax::Builtin::least:
    case syntax::Builtin::greatest: {
      if (count == 1) return std::nullopt;  // of a list
      const auto better =
          node.function == syntax::Builtin::least ? syntax::Comparison::less_equal : syntax::Comparison::greater_equal;
      std::vector<Piece> all = pieces(argument(0));
      for (std::size_t i = 1; i < count; ++i) {
        std::vector<Piece> next;
        const std::vector<Piece> others = pieces(argument(i));
        for (const Piece& a : all) {
          for (const Piece& b : others) {
            if (next.size() > kMostPieces) return std::nullopt;
            const FormulaId when = both(a.when, b.when);
            const FormulaId first = model_.compared(a.form - b.form, better);
            if (first != Formulas::constant(false)) next.push_back({both(when, first), a.form});
            if (first != Formulas::constant(true)) next.push_back({both(when, opposite(first)), b.form});
          }
        }
        all = std::move(next);
      }
      return all;
    }
    case syntax::Builtin::absolute: {
      std::vector<Piece> all;
      for (const Piece& piece : pieces(argument(0))) {
        const FormulaId positive = model_.compared(piece.form, syntax::Comparison::greater_equal);
        all.push_back({both(piece.when, positive), piece.form});
        all.push_back({both(piece.when, opposite(positive)), piece.form.scaled(-1)});
      }
      return all;
    }
    case syntax::Builtin::round: {
      const std::optional<LinearForm> value = single_form(argument(0));
      if (count != 3 || !value || !value->is_constant()) return std::nullopt;
      const std::optional<LinearForm> digits = single_form(argument(1));
      const auto* mode = std::get_if<syntax::RoundingLiteral>(&policy_.expression(argument(2).expr).node);
      const std::optional<int> decimals = digits ? small_whole(*digits) : std::nullopt;
      if (!decimals || mode == nullptr || *decimals > 1'000 || *decimals < -1'000) return std::nullopt;
      return one(value->constant.rounded(*decimals, static_cast<values::RoundingMode>(mode->mode)));
    }
    case syntax::Builtin::date: {
      std::int64_t parts[3] = {};
      for (std::size_t i = 0; i < 3; ++i) {
        const std::optional<LinearForm> form = i < count ? single_form(argument(i)) : std::nullopt;
        const std::optional<int> whole = form ? small_whole(*form) : std::nullopt;
        if (!whole) return std::nullopt;
        parts[i] = *whole;
      }
      const std::optional<values::Date> day = values::Date::from_parts(parts[0], parts[1], parts[2]);
      if (!day) return std::nullopt;
      return one(count_of(*day));
    }
    case syntax::Builtin::year:
    case syntax::Builtin::month:
    case syntax::Builtin::day:
    case syntax::Builtin::add:
    case syntax::Builtin::step:
    case syntax::Builtin::since:
    case syntax::Builtin::due:
      return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace kaidah::analysis

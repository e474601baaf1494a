// One small policy for each kind of mistake: said once, at the right place, and nothing else is said because of it.
#include <string>
#include <vector>

#include "tests/unit/check/checking.hpp"

BOOST_AUTO_TEST_SUITE(check_every_mistake)

namespace {

using kaidah::testing::checked;
using kaidah::testing::in_article;

struct Mistake {
  const char* code;
  const char* excerpt;  ///< what is pointed at
  const char* body;     ///< of article 1
  const char* shapes = "";
};

const std::vector<Mistake> kInArticles = {
    {"K2003", "Gradee", "output a = abs(points)", "parameter p : Gradee decided by agency"},
    {"K2011", "presence", "output a = presence is met"},
    {"K2012", "step(training)", "output a = step(training)"},
    {"K2018", "y", "output a = 1", "record A { x \"k\": number 0..1 y \"k\": number 0..1 }"},
    {"K2019", "limit", "rule limit = 2 output a = limit(3)"},
    {"K2021", "both(1)", "rule both(x: number 0..1 decimals 1, y: number 0..1 decimals 1) = x + y output a = both(1)"},
    {"K2022", "grade", "output a = 1 not encoded \"no text\" affects grade"},
    {"K2023", "record of b", "for each a { output n = (record of b).most }",
     "group a by grade group b by active { most: number 0..9 decimals 0 }"},
    {"K3008", "hired", "output a = 1", "record A { x: number 0..hired }"},
    {"K3009", "2.5", "output a = 1", "record A { x: list Item, no more than 2.5 }"},
    {"K3013", "number 0..1", "rule a : number 0..1 = points + 200 output b = a"},
    {"K3015", "points > 5", "output a = points always points > 5"},
    {"K3019", "text decimals 2", "output a = 1", "record A { x: text decimals 2 }"},
    {"K3021", "points", "output a = 3 in points"},
    {"K3022", "n", "output a = 1", "record A { x: list number 0..1, no more than 3, one for each n }"},
    {"K3023", "points", "output a = points.half"},
    {"K3024", "number", "classify a : number by points as x, in order { poor when x > 3 } output a"},
    {"K3026", "0.25", "rule f(x: number 0..1 decimals 1) = x output a = f(0.25)"},
    {"K3028", "none", "output a = bonus if missing none"},
    {"K3033", "members", "output a = count(members)"},
    {"K3035", "Grade", "rule a : number 0..5 = 1 when active rule a : Grade = fair when not active output b = 1"},
    {"K3036", "f", "rule f(x: number 0..1) = x when x > 0 rule f(y: Grade) = 1 when y = poor output a = 1"},
    {"K4041", "a", "exception a = 1 when active"},
    {"K4042", "limit", "exception limit = 1 when active output a = limit",
     "parameter limit : whole number 0..5 decided by agency"},
    {"K4054", "fair otherwise",
     "classify a : Grade by points as x, in order { fair otherwise good when x > 3 } output a"},
    {"K4055", "fair otherwise", "collect a : Grade { good when points > 3 fair otherwise } output a"},
    {"K4056", "b",
     "require a: points > 2 finding breach \"CODE\" \"a\" require b: points > 3 finding note \"CODE\" \"b\""},
    {"K4061", "f", "output f(x: number 0..1) = x"},
    {"K4063", "record of g", "output a = (record of g).most", "group g by grade"},
    {"K4064", "best", "ranking best by points output a = 1"},
    {"K4065", "training", "for each g { procedure training { starts when true, from 2021-01-01 step one { } } }",
     "group g by grade"},
    {"K4066", "training", "procedure training { step one for 1 month { on expiry to done } end done }"},
    {"K4067", "training", "procedure training { starts when active, from 2021-01-01 end done }"},
    {"K4070", "lost",
     "procedure training { starts when active, from 2021-01-01 step one for 1 month { on expiry to done } end done, "
     "lost }"},
    {"K4076", "None", "output a = 1", "enum None { }"},
};

struct Whole {
  const char* code;
  const char* excerpt;
  const char* text;
  std::vector<std::string> modules = {};
};

const std::vector<Whole> kWhole = {
    {"K2007", "use half from \"nowhere\"",
     "policy \"p\" version 1.0.0 use half from \"nowhere\" input I { a: number 0..1 } article 1 { output x = half(a) "
     "}"},
    {"K2009",
     "2.x",
     "policy \"p\" version 1.0.0 use half from \"m\" 2.x input I { a: number 0..1 } article 1 { output x = half(a) }",
     {"module \"m\" version 1.0.0 rule half(x: number 0..9) = x / 2"}},
    {"K4046", "J",
     "policy \"p\" version 1.0.0 input I { a: number 0..1 } input J { b: number 0..1 } article 1 { output x = round(a, "
     "1, half_up) }"},
    {"K4047", "policy \"p\" version 1.0.0", "policy \"p\" version 1.0.0 article 1 { output x = 1 }"},
    {"K4049", "q",
     "policy \"p\" version 1.0.0 record P { a: date b: date } input I { p: P, period assessed q: P, period assessed } "
     "article 1 { output x = 1 }"},
    {"K4058", "I", "module \"m\" version 1.0.0 input I { a: number 0..1 }"},
    {"K4059", "output x = 1", "module \"m\" version 1.0.0 article 1 { output x = 1 }"},
    {"K4060", "start of period", "module \"m\" version 1.0.0 rule f(x: date) = x - start of period"},
};

void expect(const kaidah::testing::Checked& result, const std::string& code, const std::string& excerpt) {
  const std::vector<std::string> lines = result.lines();
  BOOST_TEST_CONTEXT(code << "\n" << result.all()) {
    BOOST_TEST(lines.size() == 1U);
    if (lines.size() != 1U) return;
    BOOST_TEST(lines[0].starts_with(code + " "));
    BOOST_TEST(lines[0].substr(lines[0].find(' ', 6) + 1) == excerpt);
  }
}

}  // namespace

BOOST_AUTO_TEST_CASE(in_articles_and_shapes) {
  for (const Mistake& mistake : kInArticles)
    expect(in_article(mistake.body, mistake.shapes), mistake.code, mistake.excerpt);
}

BOOST_AUTO_TEST_CASE(in_whole_files) {
  for (const Whole& whole : kWhole) expect(checked(whole.text, whole.modules), whole.code, whole.excerpt);
}

BOOST_AUTO_TEST_SUITE_END()

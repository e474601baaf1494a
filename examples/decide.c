/* The smallest C program with Kaidah in it: a policy, a record, the decision, and why. */

#include <kaidah.h>
#include <stdio.h>

static const char *const policy_text =
    "policy \"meal-allowance\" version 1.0.0\n"
    "title \"An invented regulation on meal allowances\"\n"
    "enum Rank from lowest { junior \"Junior\"  senior \"Senior\" }\n"
    "input Claim { id: text  rank: Rank  days: whole number 0..31 }\n"
    "article 3 \"Rate\" {\n"
    "  paragraph (1): rule rate = 35000\n"
    "  paragraph (2): exception rate = 41000 when rank = senior\n"
    "}\n"
    "article 4 \"Allowance\" {\n"
    "  paragraph (1): rule paid_days = least(days, 22)\n"
    "  paragraph (2): output allowance = rate * paid_days\n"
    "}\n";

static const char *const record = "{\"id\": \"198001012005011001\", \"rank\": \"senior\", \"days\": 25}";

static void show(FILE *stream, kaidah_text text) {
  fwrite(text.data, 1, text.size, stream);
}

/* Errors and warnings, with the place in the policy. */
static void show_and_free(kaidah_error *error) {
  kaidah_string *text = NULL;
  if (error != NULL && kaidah_error_render(error, KAIDAH_ALL, KAIDAH_ENGLISH, KAIDAH_FORMAT_TEXT, &text) == KAIDAH_OK) {
    show(stderr, kaidah_string_text(text));
  }
  kaidah_string_free(text);
  kaidah_error_free(error);
}

static void show_decision(const kaidah_decision *decision) {
  kaidah_rejection rejection;
  kaidah_string *explanation = NULL;
  if (kaidah_decision_rejection(decision, &rejection, sizeof rejection) == KAIDAH_REJECTED) {
    show(stdout, rejection.code);
    printf(": ");
    show(stdout, rejection.message);
    printf("\n");
    return;
  }
  printf("allowance: ");
  show(stdout, kaidah_decision_value(decision, kaidah_text_of("allowance")));
  printf("\n\n");
  show(stdout, kaidah_decision_json(decision));
  printf("\n\n");
  if (kaidah_decision_explanation(decision, KAIDAH_FORMAT_TEXT, KAIDAH_ENGLISH, &explanation, NULL) == KAIDAH_OK) {
    show(stdout, kaidah_string_text(explanation));
  }
  kaidah_string_free(explanation);
}

int main(void) {
  /* Everything is NULL until it is made, and NULL can be freed: one way out for all. */
  kaidah_policy *policy = NULL;
  kaidah_decider *decider = NULL;
  kaidah_decision *decision = NULL;
  kaidah_error *error = NULL;
  kaidah_status status =
      kaidah_compile_text(kaidah_text_of("meal-allowance"), kaidah_text_of(policy_text), NULL, &policy, &error);
  show_and_free(error);
  if (status == KAIDAH_OK) {
    status = kaidah_prepare(policy, NULL, &decider, &error);
    show_and_free(error);
  }
  if (status == KAIDAH_OK) {
    status = kaidah_explain(decider, kaidah_text_of(record), &decision, &error);
    show_and_free(error);
    if (decision != NULL) show_decision(decision);
  }
  kaidah_decision_free(decision);
  kaidah_decider_free(decider);
  kaidah_policy_free(policy);
  return (int)status;
}

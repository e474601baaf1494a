/* The C blocks of engine/embedding.md, as they stand there: each is called, and does what it says.
 *   embedding POLICIES RECORDS */
#include "embedding_blocks.h"

#include <stdlib.h>

static void check(int holds, const char *what) {
  if (holds) return;
  fprintf(stderr, "not so: %s\n", what);
  exit(1);
}
#define CHECK(what) check((what) != 0, #what)

static FILE *open_in(const char *folder, const char *name) {
  char path[4096];
  FILE *file = NULL;
  CHECK(snprintf(path, sizeof path, "%s/%s", folder, name) < (int)sizeof path);
  file = fopen(path, "rb");
  CHECK(file != NULL);
  return file;
}

/* What was written to a file that has no name; ends with a zero byte. */
static const char *written(FILE *file) {
  static char text[1 << 20];
  rewind(file);
  text[fread(text, 1, sizeof text - 1, file)] = '\0';
  fclose(file);
  return text;
}

static int is(kaidah_text text, const char *expected) {
  return text.size == strlen(expected) && memcmp(text.data, expected, text.size) == 0;
}

static const char kOne[] =
    "policy \"one\" version 1.0.0\n"
    "input R { id: text }\n"
    "article 1 { output one = 1 }\n"
    "scenario \"One\" { expect one = 1 }\n";

static void of_texts(void) {
  const kaidah_policy_text texts[] = {{kaidah_text_of("one"), kaidah_text_of(kOne)}};
  kaidah_library *library = NULL;
  kaidah_policy *policy = open_texts(texts, 1, "one");
  FILE *out = tmpfile();
  CHECK(policy != NULL);
  describe(policy, out);
  CHECK(strcmp(written(out), "one\ngives one\n") == 0);
  CHECK(open_texts(texts, 1, "two") == NULL);
  CHECK(kaidah_library_of(texts, 1, NULL, &library, NULL) == KAIDAH_OK);
  CHECK(holds(library));
  kaidah_library_free(library);
  kaidah_policy_free(policy);
}

static void of_records(const char *policies, const char *records) {
  static char record[1 << 16];
  FILE *in = open_in(records, "pp-30-2019.ndjson");
  FILE *out = tmpfile();
  kaidah_policy *policy = open_policy(policies, "pp-30-2019@1.x");
  kaidah_decider *decider = NULL;
  kaidah_counts counts;
  CHECK(policy != NULL);
  CHECK(is(kaidah_policy_version(policy), "1.0.0"));
  decider = make_ready(policy);
  CHECK(decider != NULL);
  CHECK(fgets(record, sizeof record, in) != NULL);
  CHECK(decide_one(decider, record, out) == KAIDAH_OK);
  CHECK(decide_one(decider, "{", out) == KAIDAH_REJECTED);
  why(decider, record, out);
  CHECK(strstr(written(out), "Pasal 41") != NULL);
  rewind(in);
  out = tmpfile();
  counts = decide_file(decider, in, NULL, out, NULL);
  CHECK(counts.records == 208 && counts.rejected == 8);
  fclose(in);
  fclose(out);
  kaidah_decider_free(decider);
  kaidah_policy_free(policy);
}

static void of_groups(const char *policies, const char *records) {
  FILE *in = open_in(records, "permenpanrb-6-2022.ndjson");
  FILE *units = open_in(records, "permenpanrb-6-2022-units.ndjson");
  FILE *out = tmpfile();
  FILE *groups = tmpfile();
  kaidah_policy *policy = open_policy(policies, "permenpanrb-6-2022");
  kaidah_decider *decider = NULL;
  CHECK(kaidah_prepare(policy, NULL, &decider, NULL) == KAIDAH_OK);
  CHECK(decide_file(decider, in, units, out, groups).groups == 5);
  CHECK(strstr(written(groups), "\"memenuhi\"") != NULL);
  fclose(in);
  fclose(units);
  fclose(out);
  kaidah_decider_free(decider);
  kaidah_policy_free(policy);
}

static void of_regimes(const char *policies) {
  const kaidah_text folder = kaidah_text_of(policies);
  kaidah_library *library = NULL;
  FILE *out = tmpfile();
  CHECK(kaidah_library_read(&folder, 1, NULL, &library, NULL) == KAIDAH_OK);
  regime_of(library, "K0001", "2021-12-31", out);
  CHECK(strstr(written(out), "pp-30-2019") != NULL);
  kaidah_library_free(library);
}

static void of_strangers(void) {
  static char large[2 << 20];
  const kaidah_text too_large = {large, sizeof large};
  kaidah_decider *decider = of_a_stranger(kaidah_text_of(kOne));
  CHECK(decider != NULL);
  kaidah_decider_free(decider);
  memset(large, ' ', sizeof large);
  CHECK(of_a_stranger(too_large) == NULL);
}

int main(int argc, char **argv) {
  CHECK(argc == 3);
  of_texts();
  of_records(argv[1], argv[2]);
  of_groups(argv[1], argv[2]);
  of_regimes(argv[1]);
  of_strangers();
  return 0;
}
